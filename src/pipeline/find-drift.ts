import type { Observation } from '../store/store.ts';

/** A change in how the pages of one source are read: the outlet changed its pages, or the extractor no longer suits them. */
export interface Drift {
  readonly what: DriftKind;
  /** What was usual, and what has been since: median characters, median confidence, or the share of pages, 0 to 1. */
  readonly before: number;
  readonly after: number;
  /** When the first page was fetched that is unlike those before, as near as can be told; RFC 3339. */
  readonly since: string;
  /** The newest page that is unlike them, to be looked at. */
  readonly url: string;
}

export type DriftKind = 'length' | 'confidence' | 'authors' | 'date' | 'image' | 'skipped';

/** Pages that are compared: at least and at most the newest so many, with at most and at least so many before. */
const recent = { least: 8, most: 60 } as const;
const earlier = { least: 30, most: 90 } as const;
/** More observations than this of a source are not looked at. */
export const observationsForDrift = recent.most + earlier.most;

// Swept with bench/run-drift.ts, on made-up outlets: it says how many false alarms these give, and how late true ones are.
const leastZ = 4.2;
const mostChance = 2e-6;
const leastRatio = 1.5;
const leastLoss = 0.08;
const leastShare = 0.3;

/** How the newest pages of a source differ from those before, beyond chance; empty when they do not, or when too few are
 *  known. Input: its observations, newest first. Lengths and confidence are compared by rank (Mann & Whitney, 1947), so that
 *  one odd page changes nothing; shares by Fisher's exact test. The newest 8, 9 … 60 pages are each compared with up to 90
 *  before them, and the clearest difference says since when. Readings of other versions of the extractor do not count. */
export function findDrift(observations: readonly Observation[]): readonly Drift[] {
  const reader = observations[0]?.reader;
  const all = observations.filter((observation) => observation.reader === reader).slice(0, observationsForDrift);
  const articles = all.filter(({ skip }) => skip === '');
  const found = [
    findShift('length', articles, ({ length }) => length, isOtherLength),
    findShift('confidence', articles, ({ confidence }) => confidence, isLessSure),
    findLoss('authors', articles, ({ hasAuthors }) => !hasAuthors),
    findLoss('date', articles, ({ hasDate }) => !hasDate),
    findLoss('image', articles, ({ hasImage }) => !hasImage),
    findLoss('skipped', all, ({ skip }) => skip !== ''),
  ];
  return found.flatMap((drift) => drift ?? []);
}

const isOtherLength = (before: number, after: number): boolean =>
  after * leastRatio < before || before * leastRatio < after;
const isLessSure = (before: number, after: number): boolean => before - after > leastLoss;

function findShift(
  what: DriftKind,
  observations: readonly Observation[],
  valueOf: (observation: Observation) => number,
  isLarge: (before: number, after: number) => boolean,
): Drift | undefined {
  const values = observations.map(valueOf);
  let best: { readonly z: number; readonly drift: Drift } | undefined;
  for (const count of splitsOf(observations)) {
    const after = values.slice(0, count);
    const before = values.slice(count, count + earlier.most);
    const [was, is] = [median(before), median(after)];
    if (!isLarge(was, is)) continue;
    const z = Math.abs(rankDifference(after, before)) / Math.sqrt(runLength(before));
    if (z >= Math.max(leastZ, best?.z ?? 0)) best = { z, drift: toDrift(what, observations, count, was, is) };
  }
  return best?.drift;
}

/** Looks for pages that lack something, or are skipped, more often than those before. */
function findLoss(
  what: DriftKind,
  observations: readonly Observation[],
  isLoss: (observation: Observation) => boolean,
): Drift | undefined {
  const losses = observations.map(isLoss);
  let best: { readonly chance: number; readonly drift: Drift } | undefined;
  for (const count of splitsOf(observations)) {
    const after = losses.slice(0, count);
    const before = losses.slice(count, count + earlier.most);
    const [was, is] = [shareOf(before), shareOf(after)];
    if (is - was < leastShare) continue;
    const chance = chanceOf(after, before);
    if (chance > Math.min(mostChance, best?.chance ?? 1)) continue;
    // Fields are told by how often they are there.
    const drift =
      what === 'skipped'
        ? toDrift(what, observations, count, was, is)
        : toDrift(what, observations, count, 1 - was, 1 - is);
    best = { chance, drift };
  }
  return best?.drift;
}

function splitsOf(observations: readonly Observation[]): readonly number[] {
  const most = Math.min(recent.most, observations.length - earlier.least);
  return [8, 9, 10, 12, 14, 17, 20, 24, 29, 35, 42, 50, 60].filter((count) => count <= most);
}

function toDrift(
  what: DriftKind,
  observations: readonly Observation[],
  count: number,
  before: number,
  after: number,
): Drift {
  return { what, before, after, since: observations[count - 1]?.fetchedAt ?? '', url: observations[0]?.url ?? '' };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

/** In standard deviations, how far the ranks of `a` among both lie from what chance gives; ties count half. */
function rankDifference(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
  const product = a.length * b.length;
  return (wins - product / 2) / Math.sqrt((product * (a.length + b.length + 1)) / 12);
}

/** How much longer a sample must be to tell as much as one whose values do not come in runs (short reports at night, long ones
 *  on Sundays): from the correlation of each rank with the next, of a first-order process. */
function runLength(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const ranks = values.map((value) => sorted.indexOf(value) + sorted.lastIndexOf(value));
  const middle = sorted.length - 1;
  let both = 0;
  let own = 0;
  for (const [index, rank] of ranks.entries()) {
    own += (rank - middle) ** 2;
    both += index === 0 ? 0 : (rank - middle) * ((ranks[index - 1] ?? 0) - middle);
  }
  const correlation = own === 0 ? 0 : Math.min(0.8, Math.max(0, both / own));
  return (1 + correlation) / (1 - correlation);
}

function shareOf(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length / Math.max(1, flags.length);
}

/** The chance of so many of all `true` in `a`, when they are spread over both at random. */
function chanceOf(a: readonly boolean[], b: readonly boolean[]): number {
  const total = a.length + b.length;
  const hits = a.filter(Boolean).length;
  const all = hits + b.filter(Boolean).length;
  let sum = 0;
  for (let count = hits; count <= Math.min(all, a.length); count++) {
    const ways = logChoose(a.length, count) + logChoose(b.length, all - count) - logChoose(total, all);
    sum += Math.exp(ways);
  }
  return sum;
}

function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity;
  let sum = 0;
  for (let index = 1; index <= k; index++) sum += Math.log((n - k + index) / index);
  return sum;
}
