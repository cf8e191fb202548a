import type { Clock } from '../model/clock.ts';
import type { Url } from '../model/ids.ts';
import { skipped, type Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { toUrl } from '../url/normalize.ts';
import { redirectTarget } from './redirect.ts';
import { defaultBackoffMs, retryAtOf } from './retry-after.ts';
import { isUnreachable, parseRobots, robotsMaxBytes, rulesFor, type RobotsRules } from './robots.ts';
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

/** Answers for robots.txt that outlive the process. */
export interface RobotsArchive {
  /** The newest answer that is kept of an address; undefined when there is none that can be read. */
  find(url: Url): Promise<KeptRobots | undefined>;
  keep(answer: Page): Promise<void>;
}

export type KeptRobots = Pick<Page, 'status' | 'bytes' | 'fetchedAt'>;

export interface RobotsCacheOptions {
  readonly archive?: RobotsArchive | undefined;
  /** Product token. */
  readonly agent: string;
  readonly clock: Clock;
  /** One paced and guarded request, of which the beginning is enough. */
  readonly request: (url: Url, maxBytes: number) => Promise<Exchange>;
  /** Called before the next request can start. */
  readonly onRules: (origin: string, rules: RobotsRules) => void;
}

/** Keeps robots.txt of each origin for 24 hours, in memory, reduced to the rules for our agent; one that the archive holds counts
 *  from the time it was fetched. A failure is kept for a minute, or until the host allows. Spec: RFC 9309 2.3, 2.4. */
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
      const load = async (): Promise<RobotsAnswer> => {
        try {
          const { answer, expiresAt } = await findRobots(origin, options);
          entry.expiresAt = expiresAt;
          return answer;
        } catch (cause) {
          if (entries.get(origin) === entry) entries.delete(origin); // the archive failed: whoever asks next tries again
          throw cause;
        }
      };
      const entry = { expiresAt: Infinity, answer: load() };
      entries.set(origin, entry);
      return entry.answer;
    },
  };
}

const everything: RobotsRules = { rules: [], crawlDelayMs: 0, licenses: [] };

interface FoundRobots {
  readonly answer: RobotsAnswer;
  /** Epoch ms. */
  readonly expiresAt: number;
}

async function findRobots(origin: string, options: RobotsCacheOptions): Promise<FoundRobots> {
  const url = toUrl('/robots.txt', origin);
  const kept = url === null ? undefined : await options.archive?.find(url);
  const expiresAt = kept === undefined ? 0 : Date.parse(kept.fetchedAt) + maxAgeMs;
  if (kept && expiresAt > options.clock.now()) return { answer: toAnswer(origin, kept, options), expiresAt };
  const answer = await loadRobots(origin, options);
  const now = options.clock.now();
  return { answer, expiresAt: answer.ok ? now + maxAgeMs : Math.max(now + defaultBackoffMs, answer.skip.retryAt ?? 0) };
}

function toAnswer(
  origin: string,
  { status, bytes }: Pick<Page, 'status' | 'bytes'>,
  { agent, onRules }: RobotsCacheOptions,
): RobotsAnswer {
  const rules = status >= 200 && status < 300 ? rulesFor(parseRobots(bytes), agent) : everything;
  onRules(origin, rules);
  return { ok: true, rules };
}

async function loadRobots(origin: string, options: RobotsCacheOptions): Promise<RobotsAnswer> {
  const requestedUrl = toUrl('/robots.txt', origin);
  let url = requestedUrl;
  for (let hop = 0; url !== null && hop <= maxRedirects; hop++) {
    const exchange = await options.request(url, robotsMaxBytes);
    if (!exchange.ok) return { ok: false, skip: toSkip(exchange, hop) };
    const { status, headers, bytes } = exchange.answer;
    if (isUnreachable(status)) {
      const retryAfter = headers.find(([name]) => name === 'retry-after')?.[1];
      const retryAt = status === 429 || status === 503 ? retryAtOf(retryAfter, options.clock.now()) : undefined;
      return skipped('fetch/robots-unreachable', `${url} answered with status ${status}`, retryAt);
    }
    const target = redirectTarget(url, exchange.answer);
    if (target.kind === 'forbidden') {
      return skipped('fetch/robots-unreachable', `${url} redirects to ${target.location}`);
    }
    if (target.kind === 'none') {
      const fetchedAt = new Date(options.clock.now()).toISOString();
      // One that was cut off cannot be kept as it was sent.
      if (requestedUrl !== null && bytes.length < robotsMaxBytes)
        await options.archive?.keep({ ...exchange.answer, requestedUrl, url, fetchedAt });
      return toAnswer(origin, exchange.answer, options);
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
