import { Agent, request, type Dispatcher } from 'undici';
import { NewsError } from '../../errors.ts';
import type { Clock } from '../../model/clock.ts';
import { ok, skipped, type Outcome } from '../../model/outcome.ts';
import { toOneLine } from '../../text/one-line.ts';

export interface ServiceOptions {
  /** As settings name the service: `deepl`. */
  readonly name: string;
  /** With the path below which the service answers. */
  readonly url: string;
  /** Empty: none. Appears in no detail. */
  readonly key: string;
  readonly clock: Clock;
  /** For one answer. */
  readonly timeoutMs: number;
  /** Of one answer. */
  readonly maxBytes: number;
}

export interface Ask {
  readonly method: 'GET' | 'POST';
  /** Below the address of the service, with `/`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** A web service that translates. */
export interface Service {
  /** The body of an answer with a status of success. One that cannot serve us now is asked once more, after the time that it names, if that is
   *  short. Redirects are not followed. Skips: translate/engine-unreachable, translate/engine-refused, translate/engine-failed. */
  ask(what: Ask): Promise<Outcome<string>>;
  close(): Promise<void>;
}

const longestWaitMs = 10_000;
const usualWaitMs = 2_000;
const connectTimeoutMs = 10_000;
const shownCharacters = 200;

/** Throws NewsError `config/invalid` for an address that cannot be used: also a key that would travel in clear text to another machine. */
export function openService(options: ServiceOptions): Service {
  const base = checkAddress(options);
  const { timeoutMs, clock } = options;
  const agent = new Agent({
    connect: { timeout: connectTimeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: options.maxBytes,
  });
  const ask = async (what: Ask): Promise<Outcome<string>> => {
    const first = await send(what);
    if (first.waitMs === undefined) return first.outcome;
    if (first.waitMs > longestWaitMs) return first.outcome;
    await clock.sleep(first.waitMs, what.signal);
    return isStopped(what) ? stopped() : (await send(what)).outcome;
  };
  const send = async (what: Ask): Promise<Tried> => {
    if (isStopped(what)) return { outcome: stopped() };
    const shown = `${what.method} ${base}${what.path}`;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await request(base + what.path, {
        method: what.method,
        headers: { accept: 'application/json', 'user-agent': 'courant', ...what.headers },
        body: what.body ?? null,
        dispatcher: agent,
        signal: what.signal === undefined ? timeout : AbortSignal.any([what.signal, timeout]),
      });
      const text = await answer.body.text();
      return judge(answer, text, { shown: `${shown}:`, key: options.key, now: clock.now() });
    } catch (cause) {
      if (isStopped(what)) return { outcome: stopped() };
      return { outcome: failed(cause, shown, options) };
    }
  };
  return { ask, close: () => agent.destroy() };
}

function isStopped({ signal }: Ask): boolean {
  return signal?.aborted === true;
}

/** What came of one request. */
interface Tried {
  readonly outcome: Outcome<string>;
  /** When the service asks us to come back. */
  readonly waitMs?: number;
}

/** Of the failures that undici tells by code, the one that waiting does not mend. */
const tooLarge = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
const late: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

function failed(cause: unknown, shown: string, { key, maxBytes, timeoutMs }: ServiceOptions): Outcome<string> {
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (code === tooLarge)
    return skipped('translate/engine-failed', `${shown}: the answer has more than ${maxBytes} bytes`);
  // It was reached, and may count what it got.
  if (late.has(code) || (cause instanceof Error && cause.name === 'TimeoutError'))
    return skipped('translate/engine-failed', withoutKey(`${shown}: no answer in ${timeoutMs / 1000} s`, key));
  const what = code || (cause instanceof Error ? cause.message : '');
  return skipped('translate/engine-unreachable', withoutKey(`${shown}: ${what}`, key));
}

function judge(
  { statusCode, headers }: Dispatcher.ResponseData,
  text: string,
  { shown, key, now }: { readonly shown: string; readonly key: string; readonly now: number },
): Tried {
  if (statusCode >= 200 && statusCode < 300) return { outcome: ok(text) };
  const words = toOneLine(withoutKey(text.slice(0, 4 * shownCharacters + key.length), key)).slice(0, shownCharacters);
  const detail = withoutKey(`${shown} HTTP ${statusCode} ${words}`.trimEnd(), key);
  const isRefusal = [401, 402, 403, 456].includes(statusCode) || isQuotaUsedUp(statusCode, text);
  if (isRefusal) return { outcome: skipped('translate/engine-refused', detail) };
  const isPassing = statusCode === 429 || (statusCode >= 500 && statusCode !== 501);
  if (!isPassing) return { outcome: skipped('translate/engine-failed', detail) };
  const waitMs = toWaitMs(headers['retry-after'], now);
  const code = statusCode === 500 ? 'translate/engine-failed' : 'translate/engine-unreachable';
  return {
    outcome: skipped(code, detail, waitMs === undefined ? undefined : now + waitMs),
    waitMs: waitMs ?? usualWaitMs,
  };
}

/** Services of OpenAI's form tell with status 429 and a code that the account is empty: waiting does not help. */
function isQuotaUsedUp(statusCode: number, text: string): boolean {
  return statusCode === 429 && /"(?:code|type)"\s*:\s*"insufficient_quota"/.test(text);
}

/** Seconds or a date. Spec: RFC 9110 10.2.3. */
function toWaitMs(value: string | string[] | undefined, now: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const at = /^\d+(?:\.\d+)?$/.test(text) ? now + Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - now), 366 * 86_400_000);
}

export function withoutKey(text: string, key: string): string {
  return key === '' ? text : text.replaceAll(key, '(key)');
}

export function stopped(): Outcome<never> {
  return skipped('translate/engine-failed', 'The work was stopped.');
}

/** The address without a slash at its end. */
function checkAddress({ name, url, key }: ServiceOptions): string {
  const refuse = (detail: string): NewsError =>
    new NewsError('config/invalid', {
      detail: withoutKey(`The address of the engine ${name}, ${url}, ${detail}`, key),
    });
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || !/^https?:$/.test(address.protocol)) throw refuse('is none of http or https.');
  if (address.username !== '' || address.password !== '')
    throw new NewsError('config/invalid', { detail: `The address of the engine ${name} holds a name or password.` });
  if (address.search !== '' || address.hash !== '') throw refuse('must end with its path.');
  if (address.protocol === 'http:' && key !== '' && !isLoopback(address.hostname))
    throw refuse('would get the key in clear text: use https, or leave out the key.');
  return address.href.replace(/\/+$/, '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host);
}
