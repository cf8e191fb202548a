import type { FeedPace, PollBounds, RhythmReason } from '../model/feed-life.ts';

/** What is known at the end of a poll. */
export interface PollFacts {
  /** Epoch ms: when the poll ended. */
  readonly now: number;
  readonly pace?: FeedPace | undefined;
  /** Cache-Control or Expires of the answer, ms. */
  readonly freshForMs?: number | undefined;
  /** Retry-After, epoch ms: nothing is asked before. */
  readonly retryAt?: number | undefined;
  /** The feed's own rhythm, ms (`learn-rhythm.ts`); undefined when too little is known. */
  readonly learnedMs?: number | undefined;
  /** Failures in a row, and whether the last one may pass by itself. */
  readonly failures?: { readonly count: number; readonly isPassing: boolean } | undefined;
  /** From 0 to 1, evenly spread: keeps feeds that were polled together from being so for ever. */
  readonly jitter: number;
  /** Nothing was known of the feed before this poll: it is spread over a whole interval. */
  readonly isFirst?: boolean | undefined;
}

export interface NextPoll {
  /** Epoch ms. */
  readonly at: number;
  readonly everyMs: number;
  readonly because: RhythmReason;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Until the feed or its entries tell more. */
export const firstGuessMs = hourMs;
const passingFailureMs = 15 * 60_000;
const lastingFailureMs = 6 * hourMs;
const latestInstant = 8.64e15;

/** When a feed is polled next. Never before Retry-After, nor sooner than the shortest interval; within the bounds otherwise,
 *  as seldom as the feed asks (`ttl`, `sy:update*`, Cache-Control, Expires) and as its own rhythm makes worthwhile; not in
 *  hours and days it wants to be left alone; a little later than that by `jitter`. Pure. */
export function nextPollAt(facts: PollFacts, bounds: PollBounds): NextPoll {
  const { now, retryAt, jitter } = facts;
  const { everyMs, because } = intervalOf(facts, bounds);
  const share = facts.isFirst === true && facts.failures === undefined ? 1 : 0.1;
  const due = alignedTo(facts.pace, now, everyMs, bounds) + everyMs * share * jitter;
  const isHeld = retryAt !== undefined && retryAt > due;
  const earliest = isHeld ? retryAt + Math.min(0.1 * (retryAt - now), 10 * 60_000) * jitter : due;
  const at = Math.min(latestInstant, Math.ceil(afterRest(facts.pace, earliest, jitter)));
  return { at, everyMs, because: isHeld ? 'the host asked to wait' : because };
}

function intervalOf(facts: PollFacts, bounds: PollBounds): Omit<NextPoll, 'at'> {
  const clamp = (ms: number): number => Math.min(Math.max(ms, bounds.shortestMs), bounds.longestMs);
  const { failures, pace, freshForMs = 0, learnedMs } = facts;
  if (failures !== undefined) {
    const first = failures.isPassing ? passingFailureMs : lastingFailureMs;
    return { everyMs: clamp(first * 2 ** Math.min(failures.count - 1, 20)), because: 'failures' };
  }
  const asked = pace?.everyMs ?? 0;
  const stated = Math.max(asked, freshForMs);
  if (stated > 0 && stated >= (learnedMs ?? 0))
    return {
      everyMs: clamp(stated),
      because: asked >= freshForMs ? 'what the feed asks for' : 'how long the answer stays fresh',
    };
  if (learnedMs !== undefined) return { everyMs: clamp(learnedMs), because: 'how often it brings news' };
  return { everyMs: clamp(firstGuessMs), because: 'a first guess' };
}

/** `now + everyMs`; for a feed that says at which instants it changes, the first of them that is not too soon. */
function alignedTo(pace: FeedPace | undefined, now: number, everyMs: number, bounds: PollBounds): number {
  const { base, syndicationMs } = pace ?? {};
  if (base === undefined || syndicationMs === undefined || syndicationMs !== everyMs) return now + everyMs;
  const soonest = now + bounds.shortestMs;
  return base + Math.ceil((soonest - base) / everyMs) * everyMs;
}

/** The instant itself, or one soon after the end of the hours and days of rest. Who never wants to be read is not heard. */
function afterRest(pace: FeedPace | undefined, instant: number, jitter: number): number {
  const hours = new Set(pace?.skipHours);
  const days = new Set(pace?.skipDays);
  if ((hours.size === 0 && days.size === 0) || hours.size >= 24 || days.size >= 7) return instant;
  const isRest = (at: number): boolean => {
    const date = new Date(at);
    return hours.has(date.getUTCHours()) || days.has(date.getUTCDay());
  };
  if (instant >= latestInstant - 8 * dayMs || !isRest(instant)) return instant;
  let at = Math.floor(instant / hourMs) * hourMs;
  while (isRest(at)) at += hourMs; // at most a week: one hour of one day is not skipped
  return at + jitter * 10 * 60_000;
}
