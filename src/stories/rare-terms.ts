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

/** The terms by which articles about the same are found, the rarest first. Keys are those of the vectors. */
export function rareTermsOf(article: ArticleVectors, statistics: TermStatistics): ReadonlyMap<number, number> {
  const chosen: [number, number][] = [];
  const most = Math.max(alwaysRare, statistics.articlesOf(article.language) * commonShare);
  for (const [name, share] of shares) {
    const terms: [number, number][] = [];
    for (const key of article.vectors[vectorNames.indexOf(name)]?.keys ?? [])
      if (statistics.countOf(article.language, key) <= most)
        terms.push([key, statistics.rarityOf(article.language, key)]);
    chosen.push(...terms.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, share));
  }
  return new Map(chosen.sort((a, b) => b[1] - a[1] || a[0] - b[0]));
}
