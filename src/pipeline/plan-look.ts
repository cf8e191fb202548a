import type { EditHabits, Look } from '../model/look.ts';
import { areEditsAnnounced } from './edit-habits.ts';

/** A look this soon after another would find what that one found. */
const leastGapMs = 10 * 60_000;
/** So much later than planned, at random: articles of one moment are not asked for at one moment. */
const jitter = 0.1;
/** Where edits are announced, one article in so many is looked at early all the same: to see whether they still are. */
const sampleOfAnnounced = 10;
/** What is thought of a place of the schedule before any look was made there: as if so many had found edits at this rate. */
const assumed = { looks: 10, rate: 0.1 };

/** When to look at an article next, epoch ms; undefined: never again. Every article is looked at at the last place of the schedule, which
 *  finds all edits but those that were undone. Before that, one that was edited already is looked at at every place; one that was not,
 *  at a single one, drawn with odds by how many edits looks at that place have found at its outlet; where feeds announce edits, at
 *  none but for a sample. `schedule`: ms after `startedAt`, ascending. */
export function planLook(
  schedule: readonly number[],
  look: Pick<Look, 'article' | 'startedAt' | 'lookedAt' | 'looks' | 'edits'>,
  habits: EditHabits,
  now: number,
): number | undefined {
  const { article, startedAt, lookedAt, looks, edits } = look;
  const places = schedule
    .map((ms, index) => ({ index, at: Math.round(startedAt + ms * (1 + jitter * partOf(article, 8))) }))
    .filter(({ at }) => at >= lookedAt + leastGapMs);
  const last = places.at(-1);
  // An archive that slept for long, or took in old pages, has nothing to find any more.
  if (last === undefined || last.at + (schedule.at(-1) ?? 0) < now) return undefined;
  const early = places.slice(0, -1);
  if (early.length === 0 || (areEditsAnnounced(habits) && partOf(article, 0) * sampleOfAnnounced >= 1)) return last.at;
  if (edits > 0) return (early[0] ?? last).at;
  if (looks > 0) return last.at;
  return drawPlace(early, habits, partOf(article, 4)).at;
}

/** The place of the schedule whose time has come. */
export function placeAt(schedule: readonly number[], startedAt: number, now: number): number {
  return Math.max(0, schedule.filter((ms) => startedAt + ms <= now).length - 1);
}

interface Place {
  readonly index: number;
  readonly at: number;
}

function drawPlace(places: readonly Place[], habits: EditHabits, draw: number): Place {
  const odds = places.map(({ index }) => {
    const { made, found } = habits.looks[index] ?? { made: 0, found: 0 };
    return (found + assumed.looks * assumed.rate) / (made + assumed.looks);
  });
  let left = draw * odds.reduce((sum, odd) => sum + odd, 0);
  for (const [index, place] of places.entries()) {
    left -= odds[index] ?? 0;
    if (left < 0) return place;
  }
  return places.at(-1) ?? { index: 0, at: 0 };
}

/** A number from 0 to 1 that an article always has: two bytes of its id, from one of its digits on. */
function partOf(article: string, digit: number): number {
  return Number.parseInt(article.slice(digit, digit + 4), 16) / 0x10000;
}
