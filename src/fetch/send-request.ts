import type { Agent, Dispatcher } from 'undici';
import type { Url } from '../model/ids.ts';
import { skipped, type Outcome, type Skip } from '../model/outcome.ts';
import { codingsOf } from './content-coding.ts';
import { createContentDecoder, type ContentDecoder } from './content-decoder.ts';
import { FetchFailure, toFetchFailure } from './fetch-failure.ts';

export interface RequestOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Sent by POST; without one the request is a GET. */
  readonly body?: string;
  /** For the whole exchange: connecting, headers and body. */
  readonly timeoutMs: number;
  /** Of the body, as sent and after decompression. */
  readonly maxBytes: number;
  /** What to do with a longer body: give it up, or keep its beginning. */
  readonly overflow: 'skip' | 'truncate';
  readonly signal: AbortSignal;
}

/** One HTTP answer; of `Page` what one exchange knows. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly raw: Uint8Array;
  readonly bytes: Uint8Array;
}

export type Exchange =
  | { readonly ok: true; readonly answer: Answer }
  /** `isConnected`: the host could be reached. */
  | { readonly ok: false; readonly skip: Skip; readonly isConnected: boolean };

/** Sends one request and reads the answer, within limits; follows nothing, retries nothing.
 *  Skips: fetch/forbidden-address, fetch/host-not-found, fetch/connection-failed, fetch/timeout, fetch/too-large,
 *  fetch/bad-encoding, fetch/aborted. */
export function sendRequest(agent: Agent, url: Url, options: RequestOptions): Promise<Exchange> {
  return new Promise((resolve) => {
    const reader = new AnswerReader(options, resolve);
    const { origin, pathname, search } = new URL(url);
    try {
      const { headers, body } = options;
      const method = body === undefined ? 'GET' : 'POST';
      agent.dispatch({ origin, path: pathname + search, method, headers, body: body ?? null }, reader);
    } catch (error) {
      reader.onResponseError(undefined, error); // a request the library will not send
    }
  });
}

/** Reads one answer as it arrives, and stops it when it breaks a limit. */
class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #options: RequestOptions;
  readonly #resolve: (exchange: Exchange) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #onAbort: () => void;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;
  #status = 0;
  #headers: (readonly [string, string])[] = [];
  #decoder: ContentDecoder | null = null;
  #controller: Dispatcher.DispatchController | undefined;
  #isSettled = false;

  constructor(options: RequestOptions, resolve: (exchange: Exchange) => void) {
    this.#options = options;
    this.#resolve = resolve;
    // Real time, not the Clock: this guards real sockets.
    this.#timer = setTimeout(() => {
      this.#fail(new FetchFailure('fetch/timeout', `no complete answer within ${options.timeoutMs} ms`));
    }, options.timeoutMs);
    this.#onAbort = () => {
      this.#fail(new FetchFailure('fetch/aborted', 'stopped by the caller'));
    };
    options.signal.addEventListener('abort', this.#onAbort);
    if (options.signal.aborted) this.#onAbort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isSettled) controller.abort(new FetchFailure('fetch/aborted', 'stopped before the connection was open'));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200 || this.#isSettled) return; // 1xx: the answer follows
    this.#status = status;
    this.#headers = readHeaders(controller.rawHeaders);
    if (status === 204 || status === 304) return;
    const length = Number(this.#header('content-length'));
    const { maxBytes, overflow } = this.#options;
    if (overflow === 'skip' && length > maxBytes)
      return this.#fail(new FetchFailure('fetch/too-large', `${length} bytes announced`));
    const codings = codingsOf(this.#header('content-encoding'));
    if (!codings.ok) return this.#settle({ ok: false, skip: codings.skip, isConnected: true });
    if (codings.value.length > 0) {
      this.#decoder = createContentDecoder(codings.value, maxBytes, () => void this.#complete());
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isSettled) return;
    const { maxBytes, overflow } = this.#options;
    const room = maxBytes - this.#size;
    this.#size += chunk.length;
    if (chunk.length > room && overflow === 'skip')
      return this.#fail(new FetchFailure('fetch/too-large', `more than ${maxBytes} bytes`));
    const kept = chunk.subarray(0, Math.max(0, room));
    this.#chunks.push(kept);
    this.#decoder?.write(kept);
    if (chunk.length > room) void this.#complete();
  }

  onResponseEnd(): void {
    void this.#complete();
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: unknown): void {
    this.#fail(toFetchFailure(error));
  }

  #header(name: string): string {
    return this.#headers
      .filter(([key]) => key === name)
      .map(([, value]) => value)
      .join(', ');
  }

  /** All that will be read has been read: takes the codings off and settles. */
  async #complete(): Promise<void> {
    const raw = Buffer.concat(this.#chunks);
    const outcome: Outcome<Uint8Array> =
      this.#decoder === null ? { ok: true, value: raw } : await this.#decoder.finish();
    const isCut = this.#size > raw.length || (!outcome.ok && outcome.skip.code === 'fetch/too-large');
    if (isCut && this.#options.overflow === 'truncate') {
      const bytes = this.#decoder === null ? raw : this.#decoder.prefix();
      return this.#settle({ ok: true, answer: { status: this.#status, headers: this.#headers, raw, bytes } });
    }
    if (!outcome.ok) return this.#settle({ ok: false, skip: outcome.skip, isConnected: true });
    this.#settle({ ok: true, answer: { status: this.#status, headers: this.#headers, raw, bytes: outcome.value } });
  }

  #fail(failure: FetchFailure): void {
    this.#settle({ ...skipped(failure.code, failure.message), isConnected: this.#controller !== undefined });
  }

  #settle(exchange: Exchange): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#options.signal.removeEventListener('abort', this.#onAbort);
    this.#decoder?.destroy();
    // Ends the connection when the answer is still arriving; no effect when it is complete.
    this.#controller?.abort(new FetchFailure('fetch/aborted', 'nothing more is read'));
    this.#resolve(exchange);
  }
}

function readHeaders(raw: Dispatcher.DispatchController['rawHeaders']): (readonly [string, string])[] {
  if (!Array.isArray(raw)) return [];
  const headers: (readonly [string, string])[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    headers.push([toText(raw[i]).toLowerCase(), toText(raw[i + 1])]);
  }
  return headers;
}

/** Header values are octets: one character for each keeps them as sent. */
function toText(value: Buffer | string | undefined): string {
  return typeof value === 'string' ? value : (value?.toString('latin1') ?? '');
}
