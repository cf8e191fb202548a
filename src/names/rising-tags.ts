/** How many articles carry a tag on each of some days in a row, the oldest first. */
export interface TagDays {
  readonly key: string;
  readonly days: readonly number[];
}

/** A tag that more articles carry than its own past lets expect, and why it is said to be. */
export interface RisingTag {
  readonly key: string;
  /** Articles of the last days that carry it. */
  readonly recent: number;
  /** As many as it would have been by the days before. */
  readonly expected: number;
  /** How surprising that is, in standard deviations. */
  readonly score: number;
}

/** The days that a tag may rise in, and those before that it is measured by. */
export const risingDays = { recent: 3, former: 28 } as const;

/** Fewer articles are no trend, and days before fewer than a week tell nothing of a habit. */
const minRecent = 3;
const minFormerDays = 7;
// Of 20,000 made-up tags without a trend, 3 of 100 that have three recent articles pass 2 by chance, and 10 pass 1.5; of those that
// rise fourfold either finds two thirds.
const minScore = 2;

/** The tags that rise, those that rise most first. `tags` and `all` (articles of any tag) cover the same days, the last of them the newest:
 *  of `risingDays` those before are what is expected, by their share of all articles and with one article more than there were, since
 *  a tag that is new proves little. None when the archive is too young to tell. Pure; ties by key. */
export function risingTags(tags: readonly TagDays[], all: readonly number[]): readonly RisingTag[] {
  const [formerAll, recentAll] = parted(all);
  if (all.slice(0, -risingDays.recent).filter((count) => count > 0).length < minFormerDays) return [];
  return tags
    .map(({ key, days }): RisingTag => {
      const [former, recent] = parted(days);
      const expected = ((former + 1) * recentAll) / formerAll;
      return { key, recent, expected, score: surprise(recent, expected) };
    })
    .filter(({ recent, score }) => recent >= minRecent && score >= minScore)
    .sort((a, b) => b.score - a.score || b.recent - a.recent || (a.key < b.key ? -1 : 1));
}

function parted(days: readonly number[]): readonly [former: number, recent: number] {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const window = days.slice(-(risingDays.recent + risingDays.former));
  return [sum(window.slice(0, -risingDays.recent)), sum(window.slice(-risingDays.recent))];
}

/** The deviance of a Poisson count as standard deviations; 0 when it is no more than expected. */
function surprise(count: number, expected: number): number {
  if (count <= expected || expected <= 0) return 0;
  return Math.sqrt(2 * (count * Math.log(count / expected) - (count - expected)));
}
