/** A segment of at most this many articles is made again in two seconds, and what is held of it meanwhile is 150 MB; each more segment
 *  costs a search a file and 3 kB for every word: with half as many articles it loads five more (bench/search). */
const maxArticles = 24_576;
const minArticles = 256;

const dayMs = 86_400_000;
/** 2^22 days are eleven thousand years: every day with four digits lies in the first block of that length. */
const topLevel = 22;
const dayOfYearZero = Date.parse('0000-01-01T00:00:00Z') / dayMs;

interface Day {
  readonly day: string;
  /** Days since the year 0. */
  readonly number: number;
  readonly count: number;
}

/** Tells for each day the segment that its articles lie in, by nothing but how many articles each day has. A segment is named
 *  by its first and last day with articles.
 *
 *  Days lie in blocks of 2, 4, 8… days, as the leaves of a binary tree. The largest blocks are segments that hold no more
 *  articles than there are newer ones, and never more than `maxArticles`. So new articles touch small segments, an
 *  article is written a dozen times at most while it ages, and one with a date far off changes nothing for the others. */
export function segmentsOf(countsByDay: ReadonlyMap<string, number>): ReadonlyMap<string, string> {
  const days = [...countsByDay]
    .filter(([, count]) => count > 0)
    .map(([day, count]): Day => ({ day, count, number: Date.parse(`${day}T00:00:00Z`) / dayMs - dayOfYearZero }))
    .sort((a, b) => a.number - b.number);
  const segments = new Map<string, string>();
  let newer = 0;
  const cut = (block: readonly Day[], level: number, first: number): void => {
    const [oldest, newest] = [block[0], block.at(-1)];
    if (oldest === undefined || newest === undefined) return;
    const count = block.reduce((sum, day) => sum + day.count, 0);
    if (oldest === newest || count <= Math.min(maxArticles, Math.max(minArticles, newer))) {
      const name = oldest === newest ? oldest.day : `${oldest.day}_${newest.day}`;
      for (const { day } of block) segments.set(day, name);
      newer += count;
      return;
    }
    const half = first + 2 ** (level - 1);
    const at = block.findIndex(({ number }) => number >= half);
    const middle = at === -1 ? block.length : at;
    cut(block.slice(middle), level - 1, half);
    cut(block.slice(0, middle), level - 1, first);
  };
  cut(days, topLevel, 0);
  return segments;
}
