const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** So many of the newest entries tell how often a feed changes today. */
const newestEntries = 20;
const fewestDated = 3;
/** A feed with nothing new for a time is not expected to have something in the next moment. */
const silenceShare = 8;
const emptyFactor = 1.25;
const maxEmptyPolls = 20;

export interface RhythmFacts {
  /** Epoch ms: when the entries were published, as the feed states it; any order. */
  readonly publishedAt: readonly number[];
  readonly now: number;
  /** Links that this poll brought, and polls in a row that brought none, this one included. */
  readonly added: number;
  readonly emptyPolls: number;
  /** The interval that led to this poll, ms; 0 for the first one. */
  readonly beforeMs: number;
}

/** The time between two polls that suits a feed, in ms: the time between its newest entries, longer when it has been silent or
 *  polls bring nothing (whatever its dates say). Without dates, the interval of before, made shorter or longer by what the
 *  poll brought. Undefined when nothing can be told yet. Pure. */
export function learnRhythm(facts: RhythmFacts): number | undefined {
  const { now, added, emptyPolls, beforeMs } = facts;
  const newest = facts.publishedAt
    .filter((instant) => instant <= now)
    .sort((a, b) => b - a)
    .slice(0, newestEntries);
  const [last] = newest;
  const oldest = newest.at(-1);
  if (last === undefined || oldest === undefined || newest.length < fewestDated) {
    if (beforeMs === 0) return undefined;
    return added === 0 ? beforeMs * 1.5 : added >= 3 ? beforeMs / 2 : beforeMs;
  }
  const between = (last - oldest) / (newest.length - 1);
  const patience = emptyFactor ** Math.min(emptyPolls, maxEmptyPolls);
  return Math.min(Math.max(between * patience, (now - last) / silenceShare, minuteMs), 365 * dayMs);
}
