import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeedPace } from '../model/feed-life.ts';
import { learnRhythm, type RhythmFacts } from './learn-rhythm.ts';
import { nextPollAt, type PollFacts } from './next-poll-at.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const bounds = { shortestMs: 5 * minute, longestMs: day };
/** A Sunday, noon. */
const now = Date.UTC(2025, 1, 9, 12);
const pace = (more: Partial<FeedPace>): FeedPace => ({ skipHours: [], skipDays: [], ...more });

describe('the next poll', () => {
  test.each<[string, Partial<PollFacts>, number, string]>([
    ['of a feed that tells nothing is a guess', {}, hour, 'a first guess'],
    ['follows the rhythm of the feed', { learnedMs: 20 * minute }, 20 * minute, 'how often it brings news'],
    ['is not sooner than the shortest interval', { learnedMs: 1000 }, 5 * minute, 'how often it brings news'],
    ['is not later than the longest', { learnedMs: 9 * day }, day, 'how often it brings news'],
    ['waits for ttl', { learnedMs: minute, pace: pace({ everyMs: 2 * hour }) }, 2 * hour, 'what the feed asks for'],
    ['needs no ttl to be rare', { learnedMs: 5 * hour, pace: pace({ everyMs: hour }) }, 5 * hour, 'how often it brings news'],
    ['waits while the answer is fresh', { learnedMs: minute, freshForMs: hour }, hour, 'how long the answer stays fresh'],
    ['of a year in a cache is the longest', { freshForMs: 365 * day }, day, 'how long the answer stays fresh'],
    ['comes at the instants the feed names', { pace: pace({ everyMs: day, syndicationMs: day, base: now - 3 * day + 7 * hour }) }, 7 * hour, 'what the feed asks for'],
    ['is no sooner than Retry-After', { learnedMs: hour, retryAt: now + 40 * day }, 40 * day, 'the host asked to wait'],
    ['is no sooner for an early Retry-After', { learnedMs: hour, retryAt: now + 1 }, hour, 'how often it brings news'],
    ['leaves out the hours of rest', { learnedMs: hour, pace: pace({ skipHours: [13, 14] }) }, 3 * hour, 'how often it brings news'],
    ['leaves out the days of rest', { learnedMs: hour, pace: pace({ skipDays: [0, 1] }) }, 36 * hour, 'how often it brings news'],
    ['does not hear who never wants to be read', { learnedMs: hour, pace: pace({ skipDays: [0, 1, 2, 3, 4, 5, 6] }) }, hour, 'how often it brings news'],
    ['after a failure comes soon', { failures: { count: 1, isPassing: true } }, 15 * minute, 'failures'],
    ['after four failures comes late', { failures: { count: 4, isPassing: true } }, 2 * hour, 'failures'],
    ['after a failure that lasts comes later', { failures: { count: 1, isPassing: false } }, 6 * hour, 'failures'],
  ])('%s', (_name, facts, afterMs, because) => {
    const next = nextPollAt({ now, jitter: 0, ...facts }, bounds);
    expect([(next.at - now) / minute, next.because]).toEqual([afterMs / minute, because]);
  }); // prettier-ignore

  test('is spread over a whole interval the first time, and over a tenth later', () => {
    expect(nextPollAt({ now, jitter: 0.5, isFirst: true }, bounds).at).toBe(now + 1.5 * hour);
    expect(nextPollAt({ now, jitter: 0.5 }, bounds).at).toBe(now + 1.05 * hour);
  });

  const optional = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(some, { nil: undefined });
  const ms = fc.integer({ min: 1, max: 400 * day });
  const anyPace = fc.record({
    everyMs: ms,
    syndicationMs: ms,
    base: fc.integer({ min: -1e12, max: 4e12 }),
    skipHours: fc.uniqueArray(fc.integer({ min: 0, max: 23 })),
    skipDays: fc.uniqueArray(fc.integer({ min: 0, max: 6 })),
  });
  const anyFacts: fc.Arbitrary<PollFacts> = fc.record({
    now: fc.integer({ min: 0, max: 4e12 }),
    pace: optional(anyPace.map((stated) => ({ ...stated, syndicationMs: stated.everyMs }))),
    freshForMs: optional(ms),
    learnedMs: optional(ms),
    failures: optional(fc.record({ count: fc.integer({ min: 1, max: 1000 }), isPassing: fc.boolean() })),
    jitter: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    isFirst: fc.boolean(),
    retryAt: optional(fc.integer({ min: 0, max: 8e15 })),
  });

  test('never comes before it may, nor in a time of rest, nor later than it must', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { at, everyMs } = nextPollAt(facts, bounds);
        const wait = at - facts.now;
        expect(everyMs).toBeGreaterThanOrEqual(bounds.shortestMs);
        expect(everyMs).toBeLessThanOrEqual(bounds.longestMs);
        expect(wait).toBeGreaterThanOrEqual(bounds.shortestMs);
        if (facts.retryAt !== undefined) expect(at).toBeGreaterThanOrEqual(facts.retryAt);
        const { skipHours = [], skipDays = [] } = facts.pace ?? {};
        if (skipHours.length < 24 && skipDays.length < 7 && at < 8e15) {
          expect(skipHours).not.toContain(new Date(at).getUTCHours());
          expect(skipDays).not.toContain(new Date(at).getUTCDay());
        }
        const mayRest = skipHours.length + skipDays.length > 0 ? 7 * day : 0;
        const latest = Math.max(facts.now + 2 * everyMs + bounds.shortestMs, (facts.retryAt ?? 0) + 10 * minute);
        expect(at).toBeLessThanOrEqual(latest + mayRest + 10 * minute);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('the rhythm of a feed', () => {
  const facts = (more: Partial<RhythmFacts>): RhythmFacts => ({
    ...{ publishedAt: [], now, added: 1, emptyPolls: 0, beforeMs: hour },
    ...more,
  });
  const every = (ms: number, count: number, last = now): readonly number[] =>
    Array.from({ length: count }, (_, i) => last - i * ms);

  test.each<[string, Partial<RhythmFacts>, number | undefined]>([
    ['is the time between its entries', { publishedAt: every(30 * minute, 40) }, 30 * minute],
    ['is slower when it has been silent', { publishedAt: every(30 * minute, 9, now - 16 * hour) }, 2 * hour],
    ['is slower when polls bring nothing', { publishedAt: every(hour, 9), added: 0, emptyPolls: 2 }, 1.5625 * hour],
    ['does not believe dates to come', { publishedAt: every(-hour, 9), beforeMs: 0 }, undefined],
    ['is not known from two entries', { publishedAt: every(hour, 2), beforeMs: 0 }, undefined],
    ['without dates stays while polls bring a little', { added: 2 }, hour],
    ['without dates is faster when polls bring much', { added: 8 }, hour / 2],
    ['without dates is slower when they bring nothing', { added: 0, emptyPolls: 1 }, 1.5 * hour],
  ])('%s', (_name, more, expected) => {
    expect(learnRhythm(facts(more))).toBe(expected);
  });
});
