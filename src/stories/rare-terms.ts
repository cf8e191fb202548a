import type { TermStatistics } from './term-statistics.ts';
import { vectorNames, type ArticleVectors, type VectorName } from './term-vectors.ts';

/** Of which vector how many of the rarest terms say where an article belongs. */
const shares: readonly (readonly [VectorName, number])[] = [
  ['title', 10],
  ['word', 14],
  ['titleSound', 6],
  ['far', 10],
  ['near', 8],
  ['number', 6],
];
/** A term of more than this share of all articles tells nothing. */
const commonShare = 0.1;
const alwaysRare = 30;

/** The terms by which articles about the same are found, the rarest first; after them those of a translation. `most`: of each of the
 *  two. Keys are those of the vectors. */
export function rareTermsOf(
  article: ArticleVectors,
  statistics: TermStatistics,
  most = Infinity,
): ReadonlyMap<number, number> {
  const { language, translation } = article;
  const own = rarestOf(article, most, {
    articles: statistics.articlesOf(language),
    countOf: (key) => statistics.countOf(language, key),
    rarityOf: (key) => statistics.rarityOf(language, key),
  });
  if (translation === undefined) return new Map(own);
  const into = translation.language;
  const theirs = rarestOf(translation, most, {
    articles: statistics.articlesOf(into),
    countOf: (key) => statistics.countOf(into, key),
    rarityOf: (key) => statistics.rarityInTranslation(into, key),
  });
  return new Map([...theirs, ...own]);
}

interface Rarity {
  readonly articles: number;
  readonly countOf: (key: number) => number;
  readonly rarityOf: (key: number) => number;
}

function rarestOf(
  { vectors }: ArticleVectors,
  most: number,
  { articles, countOf, rarityOf }: Rarity,
): [number, number][] {
  const chosen: [number, number][] = [];
  const common = Math.max(alwaysRare, articles * commonShare);
  for (const [name, share] of shares) {
    const terms: [number, number][] = [];
    for (const key of vectors[vectorNames.indexOf(name)]?.keys ?? [])
      if (countOf(key) <= common) terms.push([key, rarityOf(key)]);
    chosen.push(...terms.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, share));
  }
  // A term of title and text is one.
  return [...new Map(chosen.sort((a, b) => b[1] - a[1] || a[0] - b[0]))].slice(0, most);
}
