import { createHash } from 'node:crypto';
import { isRetryable } from '../errors.ts';
import {
  newFeedLife,
  type FeedHub,
  type FeedLife,
  type FeedMove,
  type FeedPace,
  type PollBounds,
} from '../model/feed-life.ts';
import type { Url } from '../model/ids.ts';
import type { Skip } from '../model/outcome.ts';
import type { FeedRecord } from '../store/feed-store.ts';
import { isSameSite } from '../url/site.ts';
import { learnRhythm } from './learn-rhythm.ts';
import { firstGuessMs, nextPollAt } from './next-poll-at.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A permanent redirect is believed when so many polls over such a time were sent to the same place. */
const movePolls = 3;
const moveMs = dayMs;
/** A feed that failed so often over such a time is dead. */
export const deadErrors = 5;
const deadMs = 7 * dayMs;
/** How often the home page of a dead feed is asked for another one. */
const searchMs = 7 * dayMs;

export function isMoveConfirmed({ polls, since, until }: FeedMove): boolean {
  return polls >= movePolls && Date.parse(until) - Date.parse(since) >= moveMs;
}

/** The address to ask: the one in the source file, or where it moved to within its own site. A move to another site is told,
 *  and followed as a redirect only. */
export function addressOf(url: Url, life: FeedLife): Url {
  const { move } = life;
  return move && isMoveConfirmed(move) && isSameSite(move.to, url) ? move.to : url;
}

export function isDead({ life, errorsInARow }: Pick<FeedRecord, 'life' | 'errorsInARow'>, now: number): boolean {
  const { failingSince } = life;
  return failingSince !== undefined && errorsInARow >= deadErrors && now - Date.parse(failingSince) >= deadMs;
}

export function isSearchDue(record: FeedRecord, now: number): boolean {
  const { goneAt, search } = record.life;
  if (goneAt === undefined && !isDead(record, now)) return false;
  return search === undefined || now - Date.parse(search.at) >= searchMs;
}

/** What a good poll told. */
export interface GoodPoll {
  readonly url: Url;
  /** The address that was asked. */
  readonly asked: Url;
  readonly movedTo: Url | undefined;
  readonly now: number;
  readonly pace: FeedPace | undefined;
  readonly freshForMs: number | undefined;
  readonly publishedAt: readonly number[];
  readonly added: number;
  readonly hub: FeedHub | undefined;
}

export function lifeAfterSuccess(before: FeedLife | undefined, poll: GoodPoll, bounds: PollBounds): FeedLife {
  const { now, added, pace, freshForMs, hub } = poll;
  const emptyPolls = added === 0 ? (before?.emptyPolls ?? 0) + 1 : 0;
  const isFirst = before === undefined || before.nextPollAt === 0;
  const beforeMs = before?.learnedMs ?? (isFirst ? 0 : firstGuessMs);
  const learned = learnRhythm({ publishedAt: poll.publishedAt, now, added, emptyPolls, beforeMs });
  const learnedMs = learned && Math.min(Math.max(learned, bounds.shortestMs), bounds.longestMs);
  const jitter = jitterOf(poll.url, now);
  const next = nextPollAt({ now, pace, freshForMs, learnedMs, jitter, isFirst }, bounds);
  const move = moveAfter(before?.move, poll);
  return {
    nextPollAt: next.at,
    everyMs: next.everyMs,
    because: next.because,
    emptyPolls,
    ...(learnedMs === undefined ? {} : { learnedMs }),
    ...(move === undefined ? {} : { move }),
    ...(hub === undefined ? {} : { hub }),
  };
}

function moveAfter(before: FeedMove | undefined, { url, asked, movedTo, now }: GoodPoll): FeedMove | undefined {
  if (asked !== url && movedTo === undefined) return before; // asked where it moved to, and it answered there
  if (movedTo === undefined || movedTo === url) return undefined;
  const at = new Date(now).toISOString();
  if (before?.to !== movedTo) return { to: movedTo, since: at, until: at, polls: 1 };
  return { ...before, until: at, polls: before.polls + 1 };
}

export interface FailedPoll {
  readonly url: Url;
  readonly asked: Url;
  readonly now: number;
  readonly skip: Skip;
  /** The answer had status 410. */
  readonly isGone: boolean;
}

/** What a failure makes of a feed. Being asked to wait is none: it neither counts nor kills. */
export function afterFailure(before: FeedRecord, poll: FailedPoll, bounds: PollBounds): FeedRecord {
  const { now, skip, asked, url } = poll;
  const isWait = skip.code === 'fetch/rate-limited';
  const at = new Date(now).toISOString();
  const errorsInARow = before.errorsInARow + (isWait ? 0 : 1);
  const failures = { count: Math.max(errorsInARow, 1), isPassing: isRetryable(skip.code) };
  const next = nextPollAt({ now, retryAt: skip.retryAt, failures, jitter: jitterOf(url, now) }, bounds);
  const { move, failingSince, ...life } = before.life;
  // Where it moved to fails: the next poll asks the address of the source file again.
  const isMoveKept = move !== undefined && (isWait || asked === url);
  const isGone = poll.isGone && asked === url;
  const since = failingSince ?? (isWait ? undefined : at);
  return {
    ...before,
    lastError: `${skip.code} ${skip.detail}`.trim(),
    errorsInARow,
    life: {
      ...life,
      nextPollAt: next.at,
      everyMs: next.everyMs,
      because: next.because,
      ...(isMoveKept ? { move } : {}),
      ...(since === undefined ? {} : { failingSince: since }),
      ...(isGone ? { goneAt: at } : {}),
    },
  };
}

export function newFeedRecord(url: Url, source: FeedRecord['source']): FeedRecord {
  const none = { etag: '', lastModified: '', lastSuccessAt: '', lastError: '', errorsInARow: 0, items: 0 };
  return { url, source, ...none, life: newFeedLife };
}

/** From 0 to 1, evenly spread over feeds and instants, and the same for the same. */
function jitterOf(url: Url, now: number): number {
  return createHash('sha256').update(`${now} ${url}`).digest().readUInt32BE(0) / 2 ** 32;
}
