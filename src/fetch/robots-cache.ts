import type { Clock } from '../model/clock.ts';
import type { Url } from '../model/ids.ts';
import { skipped, type Skip } from '../model/outcome.ts';
import { toUrl } from '../url/normalize.ts';
import { redirectTarget } from './redirect.ts';
import { defaultBackoffMs, retryAtOf } from './retry-after.ts';
import { parseRobots, robotsMaxBytes, rulesFor, type RobotsRules } from './robots.ts';
import type { Exchange } from './send-request.ts';

export type RobotsAnswer =
  { readonly ok: true; readonly rules: RobotsRules } | { readonly ok: false; readonly skip: Skip };

const maxAgeMs = 24 * 60 * 60 * 1000; // RFC 9309 2.4
const maxRedirects = 5; // RFC 9309 2.3.1.2
const maxOrigins = 20_000;

export interface RobotsCache {
  /** What robots.txt of an origin (`https://news.example`) says to our agent, fetched when it is not known.
   *  Skips: fetch/robots-unreachable (5xx, 429, or a broken answer), or why the host itself cannot be reached. */
  get(origin: string): Promise<RobotsAnswer>;
}

export interface RobotsCacheOptions {
  /** Product token. */
  readonly agent: string;
  readonly clock: Clock;
  /** One paced and guarded request, of which the beginning is enough. */
  readonly request: (url: Url, maxBytes: number) => Promise<Exchange>;
  /** Called before the next request can start. */
  readonly onRules: (origin: string, rules: RobotsRules) => void;
}

/** Keeps robots.txt of each origin for 24 hours, in memory, reduced to the rules for our agent.
 *  A failure is kept for a minute, or until the host allows. Spec: RFC 9309 2.3, 2.4. */
export function createRobotsCache(options: RobotsCacheOptions): RobotsCache {
  const entries = new Map<string, { expiresAt: number; readonly answer: Promise<RobotsAnswer> }>();
  return {
    get: (origin) => {
      const now = options.clock.now();
      const known = entries.get(origin);
      if (known && known.expiresAt > now) return known.answer;
      entries.delete(origin);
      const oldest = entries.size >= maxOrigins ? entries.keys().next().value : undefined;
      if (oldest !== undefined) entries.delete(oldest);
      const entry = { expiresAt: Infinity, answer: loadRobots(origin, options) };
      entries.set(origin, entry);
      void entry.answer.then((answer) => {
        const end = options.clock.now();
        entry.expiresAt = answer.ok ? end + maxAgeMs : Math.max(end + defaultBackoffMs, answer.skip.retryAt ?? 0);
      });
      return entry.answer;
    },
  };
}

const everything: RobotsRules = { rules: [], crawlDelayMs: 0, licenses: [] };

async function loadRobots(origin: string, options: RobotsCacheOptions): Promise<RobotsAnswer> {
  let url = toUrl('/robots.txt', origin);
  for (let hop = 0; url !== null && hop <= maxRedirects; hop++) {
    const exchange = await options.request(url, robotsMaxBytes);
    if (!exchange.ok) return { ok: false, skip: toSkip(exchange, hop) };
    const { status, headers, bytes } = exchange.answer;
    if (status === 429 || status >= 500) {
      const retryAfter = headers.find(([name]) => name === 'retry-after')?.[1];
      const retryAt = status === 429 || status === 503 ? retryAtOf(retryAfter, options.clock.now()) : undefined;
      return skipped('fetch/robots-unreachable', `${url} answered with status ${status}`, retryAt);
    }
    const target = redirectTarget(url, exchange.answer);
    if (target.kind === 'forbidden') {
      return skipped('fetch/robots-unreachable', `${url} redirects to ${target.location}`);
    }
    if (target.kind === 'none') {
      const rules = status >= 200 && status < 300 ? rulesFor(parseRobots(bytes), options.agent) : everything;
      options.onRules(origin, rules);
      return { ok: true, rules };
    }
    url = target.url;
  }
  return { ok: true, rules: everything }; // more redirects count as "no robots.txt"
}

function toSkip(exchange: Extract<Exchange, { readonly ok: false }>, hop: number): Skip {
  const { skip, isConnected } = exchange;
  const isOwn = skip.code === 'fetch/rate-limited' || skip.code === 'fetch/aborted';
  // When the host cannot be reached at all, that says more than that its robots.txt cannot.
  if (isOwn || (hop === 0 && !isConnected)) return skip;
  return skipped('fetch/robots-unreachable', skip.detail, skip.retryAt).skip;
}
