import type { Url } from './ids.ts';

/** Where the time between two polls of a feed comes from. */
export type RhythmReason =
  | 'not read yet'
  | 'a first guess'
  | 'how often it brings news'
  | 'what the feed asks for'
  | 'how long the answer stays fresh'
  | 'failures'
  | 'the host asked to wait';

/** How soon and how late a feed is polled again, whatever it says. */
export interface PollBounds {
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** What a feed says of how often it changes. */
export interface FeedPace {
  /** RSS `ttl`, or `updatePeriod` divided by `updateFrequency` of the syndication module; ms. The longer one. */
  readonly everyMs?: number;
  /** `updateBase` (epoch ms): changes come at whole multiples of `syndicationMs` from it. */
  readonly base?: number;
  readonly syndicationMs?: number;
  /** Hours of the day in UTC, 0 to 23, and days of the week, 0 for Sunday, when it does not want to be read. */
  readonly skipHours: readonly number[];
  readonly skipDays: readonly number[];
}

/** A permanent redirect of a feed, as polls met it. */
export interface FeedMove {
  readonly to: Url;
  /** RFC 3339: the first and the last poll that was sent there. */
  readonly since: string;
  readonly until: string;
  readonly polls: number;
}

/** Where the hub of a feed is, and the address the hub knows the feed by. Spec: W3C WebSub 4. */
export interface FeedHub {
  readonly hub: Url;
  readonly topic: Url;
}

/** When a feed is polled, and how it lives and dies. It is in no file: without it a feed is polled once, and starts anew. */
export interface FeedLife {
  /** Epoch ms: no poll before. */
  readonly nextPollAt: number;
  readonly everyMs: number;
  readonly because: RhythmReason;
  /** What `learn-rhythm.ts` made of the polls so far. */
  readonly learnedMs?: number;
  /** Polls in a row that brought nothing new. */
  readonly emptyPolls: number;
  /** RFC 3339: since when every poll has failed. */
  readonly failingSince?: string;
  /** RFC 3339: when it answered 410. It is asked for no more. */
  readonly goneAt?: string;
  readonly move?: FeedMove;
  /** The last look for a new address of a dead feed, and what the home page offers. */
  readonly search?: { readonly at: string; readonly found: readonly Url[] };
  readonly hub?: FeedHub;
}

export const newFeedLife: FeedLife = { nextPollAt: 0, everyMs: 0, because: 'not read yet', emptyPolls: 0 };
