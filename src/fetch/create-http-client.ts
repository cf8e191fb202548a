import { setMaxListeners } from 'node:events';
import { Agent } from 'undici';
import type { Clock } from '../model/clock.ts';
import type { Url } from '../model/ids.ts';
import { ok, skipped, type Outcome, type Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { toUrl } from '../url/normalize.ts';
import { siteOf } from '../url/site.ts';
import { createAddressGuard } from './address-guard.ts';
import { acceptEncoding } from './content-coding.ts';
import { FetchFailure } from './fetch-failure.ts';
import { createGuardedConnector, type GuardedConnector, type Lookup } from './guarded-connector.ts';
import {
  createHostSchedule,
  untilAborted,
  type HostSchedule,
  type PauseMemory,
  type SharedTurns,
} from './host-schedule.ts';
import type { FetchOptions, FetchSettings, HttpClient } from './http-client.ts';
import { redirectTarget } from './redirect.ts';
import { retryAtOf } from './retry-after.ts';
import { judge } from './robots.ts';
import { createRobotsCache, type RobotsArchive, type RobotsCache } from './robots-cache.ts';
import { sendRequest, type Answer, type Exchange } from './send-request.ts';

const maxHeaderBytes = 64 * 1024;
const maxHubAnswerBytes = 2000;

const defaultAccept = 'text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8';

interface PacedRequest {
  readonly accept: string;
  readonly maxBytes: number;
  readonly overflow: 'skip' | 'truncate';
  /** After the answer; never less than `settings.delayMs`. */
  readonly delayMs: number;
  readonly validators?: Readonly<Record<string, string>>;
  /** Sent by POST, as application/x-www-form-urlencoded. */
  readonly form?: string;
}

// Up to a quarter longer: so that hosts are not asked in step, and nobody counts on our beat.
const jitter = 0.25;

export interface ClientOptions {
  /** Replaces the system's name resolution. */
  readonly lookup?: Lookup;
  /** Pauses that outlive the process; without it they are kept until the client is closed. */
  readonly memory?: PauseMemory;
  /** Turns that are shared with other processes; pauses are kept there, then. */
  readonly turns?: SharedTurns;
  /** Answers for robots.txt that outlive the process. */
  readonly robots?: RobotsArchive;
}

/** Makes the one way to the network: guarded, paced and limited as `settings` say. All hosts of a site (`siteOf`) share one
 *  pace. Pacing and Retry-After go by the clock; time limits of answers by real time.
 *  Throws NewsError config/invalid for a bad network in `allowNetworks`. */
export function createHttpClient(settings: FetchSettings, clock: Clock, options: ClientOptions = {}): HttpClient {
  return new PoliteClient(settings, clock, options);
}

class PoliteClient implements HttpClient {
  readonly #settings: FetchSettings;
  readonly #clock: Clock;
  readonly #connector: GuardedConnector;
  readonly #agent: Agent;
  readonly #schedule: HostSchedule;
  readonly #robots: RobotsCache;
  readonly #closing = new AbortController();
  /** By the signal of a caller, mostly one for all requests: a signal keeps note of each that was ever made of it. */
  readonly #stops = new WeakMap<AbortSignal, AbortSignal>();
  #requestCount = 0;

  constructor(settings: FetchSettings, clock: Clock, { lookup, memory, turns, robots }: ClientOptions) {
    this.#settings = settings;
    this.#clock = clock;
    // Every request under way listens; Node warns of more than ten as of a leak.
    setMaxListeners(0, this.#closing.signal);
    this.#connector = createGuardedConnector(createAddressGuard(settings.allowNetworks), settings.timeoutMs, lookup);
    this.#agent = new Agent({
      connect: this.#connector.connect,
      connections: 1,
      pipelining: 1,
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: settings.timeoutMs,
      bodyTimeout: settings.timeoutMs,
      keepAliveMaxTimeout: 10_000,
    });
    this.#schedule = createHostSchedule(clock, {
      ...(memory && { memory: { ...memory, firstPauseMs: settings.delayMs } }),
      ...(turns && { shared: { turns, restMs: settings.delayMs } }),
    });
    this.#robots = createRobotsCache({
      agent: productToken(settings.userAgent),
      clock,
      archive: robots,
      request: (url, maxBytes) => this.#requestRobots(url, maxBytes),
      onRules: (origin, rules) => {
        if (rules.crawlDelayMs > settings.delayMs)
          this.#schedule.postpone(siteOfOrigin(origin), clock.now() + rules.crawlDelayMs);
      },
    });
  }

  get requestCount(): number {
    return this.#requestCount;
  }

  notBefore(host: string): number {
    return this.#schedule.notBefore(siteOfOrigin(`http://${host}`));
  }

  async fetchPage(url: Url, options: FetchOptions = {}): Promise<Outcome<Page>> {
    const signal = this.#stopOf(options.signal);
    const visited = new Set<Url>();
    let current = url;
    let movedTo: Url | undefined;
    let isPermanent = true;
    while (!visited.has(current) && visited.size <= this.#settings.maxRedirects) {
      visited.add(current);
      const permission = await this.#askRobots(current, signal);
      if (!permission.ok) return permission;
      const exchange = await this.#request(current, signal, {
        accept: options.accept ?? defaultAccept,
        maxBytes: this.#settings.maxBytes,
        overflow: 'skip',
        delayMs: permission.value,
        validators: (options.validFor ?? current) === current ? validatorsOf(options) : {},
      });
      if (!exchange.ok) return { ok: false, skip: at(current, url, exchange.skip) };
      const { answer } = exchange;
      if (answer.status === 429 || answer.status === 503) return this.#rateLimited(answer);
      const target = redirectTarget(current, answer);
      if (target.kind === 'forbidden')
        return skipped('fetch/forbidden-scheme', `redirect to ${target.location.slice(0, 200)}`);
      if (target.kind === 'none') {
        const fetchedAt = new Date(this.#clock.now()).toISOString();
        return ok({ requestedUrl: url, url: current, ...(movedTo && { movedTo }), ...answer, fetchedAt });
      }
      isPermanent &&= answer.status === 301 || answer.status === 308;
      if (isPermanent) movedTo = target.url;
      current = target.url;
    }
    return skipped(
      'fetch/too-many-redirects',
      visited.has(current) ? `${current} again` : `after ${visited.size} requests, at ${current}`,
    );
  }

  async postForm(
    url: Url,
    fields: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<Outcome<{ readonly status: number; readonly text: string }>> {
    const exchange = await this.#request(url, this.#stopOf(signal), {
      accept: 'text/plain, */*;q=0.5',
      maxBytes: maxHubAnswerBytes,
      overflow: 'truncate',
      delayMs: 0,
      form: new URLSearchParams(fields).toString(),
    });
    if (!exchange.ok) return { ok: false, skip: exchange.skip };
    const { status, bytes } = exchange.answer;
    if (status === 429 || status === 503) return this.#rateLimited(exchange.answer);
    return ok({ status, text: Buffer.from(bytes).toString('utf8') });
  }

  async licensesOf(url: Url): Promise<readonly Url[]> {
    const { origin } = new URL(url);
    const pending = this.#robots.get(origin);
    await untilAborted(pending, this.#closing.signal);
    if (this.#closing.signal.aborted) return [];
    const robots = await pending;
    if (!robots.ok) return [];
    return robots.rules.licenses.flatMap((license) => toUrl(license, origin) ?? []);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#connector.destroy();
    await this.#agent.destroy(new FetchFailure('fetch/aborted', 'the client was closed'));
  }

  /** Aborts when the caller's signal does, or when the client is closed. */
  #stopOf(signal: AbortSignal | undefined): AbortSignal {
    if (signal === undefined) return this.#closing.signal;
    const known = this.#stops.get(signal);
    if (known) return known;
    const either = AbortSignal.any([signal, this.#closing.signal]);
    setMaxListeners(0, either);
    this.#stops.set(signal, either);
    return either;
  }

  /** The pause the host wants after a request, when robots.txt allows the address. */
  async #askRobots(url: Url, signal: AbortSignal): Promise<Outcome<number>> {
    const { protocol, origin, pathname } = new URL(url);
    if (protocol !== 'http:' && protocol !== 'https:') return skipped('fetch/forbidden-scheme', url.slice(0, 200));
    if (pathname === '/robots.txt') return ok(0); // always allowed, RFC 9309 2.2.2
    const pending = this.#robots.get(origin);
    await untilAborted(pending, signal);
    if (signal.aborted) return skipped('fetch/aborted', 'stopped while waiting for robots.txt');
    const robots = await pending;
    if (!robots.ok) return robots;
    const { allowed, rule } = judge(robots.rules, url);
    return allowed
      ? ok(robots.rules.crawlDelayMs)
      : skipped('fetch/robots-disallowed', `rule "${rule}" of ${origin}/robots.txt`);
  }

  #requestRobots(url: Url, maxBytes: number): Promise<Exchange> {
    const accept = 'text/plain, */*;q=0.5';
    return this.#request(url, this.#closing.signal, { accept, maxBytes, overflow: 'truncate', delayMs: 0 });
  }

  /** One request when it is the site's turn; a 429 or 503 stops the whole site. */
  async #request(url: Url, signal: AbortSignal, request: PacedRequest): Promise<Exchange> {
    const site = siteOf(url);
    const { timeoutMs, delayMs } = this.#settings;
    const isLong = request.delayMs > delayMs;
    const turn = await this.#schedule.enter(site, signal, isLong ? timeoutMs + request.delayMs : undefined);
    if (!turn.ok) return { ...turn, isConnected: false };
    try {
      this.#requestCount++;
      const exchange = await sendRequest(this.#agent, url, {
        headers: {
          'user-agent': this.#settings.userAgent,
          accept: request.accept,
          'accept-encoding': acceptEncoding,
          'accept-language': '*', // the outlet's own language
          ...request.validators,
          ...(request.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(request.form === undefined ? {} : { body: request.form }),
        timeoutMs,
        maxBytes: request.maxBytes,
        overflow: request.overflow,
        signal,
      });
      if (exchange.ok && (exchange.answer.status === 429 || exchange.answer.status === 503)) {
        this.#schedule.hold(site, this.#retryAt(exchange.answer));
      }
      return exchange;
    } finally {
      turn.value.leave(Math.max(delayMs, request.delayMs) * (1 + jitter * Math.random()));
    }
  }

  #rateLimited(answer: Answer): Outcome<never> {
    return skipped('fetch/rate-limited', `status ${answer.status}`, this.#retryAt(answer));
  }

  #retryAt(answer: Answer): number {
    return retryAtOf(answer.headers.find(([name]) => name === 'retry-after')?.[1], this.#clock.now());
  }
}

/** An origin that is no address, as of a host that nobody can ask, is a site of its own. */
function siteOfOrigin(origin: string): string {
  const url = toUrl(origin);
  return url === null ? origin : siteOf(url);
}

/** `Courant` of `Courant/0.1 (+contact)`. */
function productToken(userAgent: string): string {
  return /^[A-Za-z_-]+/.exec(userAgent)?.[0] ?? '';
}

/** Validators go back as they came; one that cannot stand in a header is left out. Spec: RFC 9110 13.1. */
function validatorsOf(options: FetchOptions): Readonly<Record<string, string>> {
  const isSendable = (value: string | undefined): value is string =>
    value !== undefined && /^[\t\x20-\x7e\x80-\xff]+$/.test(value);
  return {
    ...(isSendable(options.etag) ? { 'if-none-match': options.etag } : {}),
    ...(isSendable(options.lastModified) ? { 'if-modified-since': options.lastModified } : {}),
  };
}

function at(current: Url, requested: Url, skip: Skip): Skip {
  return current === requested ? skip : { ...skip, detail: `${skip.detail} (redirected to ${current})` };
}
