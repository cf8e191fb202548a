import { termKinds, type ArticleTerms, type TermCounts, type TermKind } from './article-terms.ts';
import { hashOf, type TermStatistics } from './term-statistics.ts';

/** Terms with their weights, by ascending key; as long as `norm` in the Euclidean sense. */
export interface TermVector {
  readonly keys: Int32Array;
  readonly weights: Float32Array;
  readonly norm: number;
}

/** What of an article is compared: terms of one or two kinds, of all of it, its beginning, or its title. */
export const vectorNames = [
  'word',
  'pair',
  'name',
  'number',
  'near',
  'far',
  'region',
  'lead',
  'title',
  'titleSound',
] as const;
export type VectorName = (typeof vectorNames)[number];

interface VectorForm {
  readonly from: 'all' | 'lead' | 'title';
  readonly kinds: readonly TermKind[];
  /** The weightiest terms that are kept. */
  readonly most: number;
}

const forms: Readonly<Record<VectorName, VectorForm>> = {
  word: { from: 'all', kinds: ['word'], most: 120 },
  pair: { from: 'all', kinds: ['pair'], most: 100 },
  name: { from: 'all', kinds: ['name'], most: 50 },
  number: { from: 'all', kinds: ['number'], most: 30 },
  near: { from: 'all', kinds: ['near'], most: 100 },
  far: { from: 'all', kinds: ['far'], most: 80 },
  region: { from: 'all', kinds: ['region'], most: 12 },
  lead: { from: 'lead', kinds: ['word', 'name'], most: 60 },
  title: { from: 'title', kinds: ['word', 'name'], most: 30 },
  titleSound: { from: 'title', kinds: ['near', 'far'], most: 40 },
};

/** An article as the grouping sees it. */
export interface ArticleVectors {
  /** In the order of `vectorNames`. */
  readonly vectors: readonly TermVector[];
  /** Primary subtag. */
  readonly language: string;
  readonly words: number;
  /** Day of publication, counted from 1970; NaN when nothing says. */
  readonly day: number;
  /** In how many articles of the language terms were counted: of few, it is not known which are rare. */
  readonly counted: number;
  /** The same article in another language, as it was translated. */
  readonly translation?: ArticleVectors;
}

/** Weighs terms by how often the article has them and how rare they are in its language. `publishedMs`: epoch ms, or NaN. */
export function toVectors(terms: ArticleTerms, statistics: TermStatistics, publishedMs: number): ArticleVectors {
  const { language } = terms;
  const rarityOf = (key: number): number => statistics.rarityOf(language, key);
  return weighAll(terms, publishedMs, statistics.articlesOf(language), rarityOf);
}

/** As `toVectors`, of a translation: rare is what is rare in its language and among translations into it. */
export function toTranslatedVectors(
  terms: ArticleTerms,
  statistics: TermStatistics,
  publishedMs: number,
): ArticleVectors {
  const { language } = terms;
  const rarityOf = (key: number): number => statistics.rarityInTranslation(language, key);
  return weighAll(terms, publishedMs, statistics.articlesOf(language), rarityOf);
}

function weighAll(
  terms: ArticleTerms,
  publishedMs: number,
  counted: number,
  rarityOf: (key: number) => number,
): ArticleVectors {
  const weighed = {
    all: weighTerms(terms.all, rarityOf),
    lead: weighTerms(terms.lead, rarityOf),
    title: weighTerms(terms.title, rarityOf),
  };
  return {
    vectors: vectorNames.map((name) => {
      const { from, kinds, most } = forms[name];
      return toVector(
        kinds.flatMap((kind) => weighed[from][termKinds.indexOf(kind)] ?? []),
        most,
      );
    }),
    language: terms.language,
    words: terms.words,
    day: Math.floor(publishedMs / 86_400_000),
    counted,
  };
}

interface WeighedTerm {
  readonly key: number;
  readonly weight: number;
}

/** The terms of each kind. */
function weighTerms(counts: TermCounts, rarityOf: (key: number) => number): readonly WeighedTerm[][] {
  const lists: WeighedTerm[][] = termKinds.map(() => []);
  for (const [term, count] of counts) {
    const key = hashOf(term);
    const weight = rarityOf(key) * (1 + Math.log(count));
    if (weight > 0) lists[term.charCodeAt(0) - digitZero]?.push({ key, weight });
  }
  return lists;
}

const digitZero = 48;

/** Changes the order of `terms`. */
function toVector(terms: WeighedTerm[], most: number): TermVector {
  if (terms.length > most) {
    terms.sort((a, b) => b.weight - a.weight || a.key - b.key);
    terms.length = most;
  }
  return toSortedVector(terms);
}

function toSortedVector(entries: readonly WeighedTerm[]): TermVector {
  const sorted = [...entries].sort((a, b) => a.key - b.key);
  const weights = Float32Array.from(sorted, ({ weight }) => weight);
  return { keys: Int32Array.from(sorted, ({ key }) => key), weights, norm: normOf(weights) };
}

export function normOf(weights: Float32Array): number {
  let sum = 0;
  for (const weight of weights) sum += weight * weight;
  return Math.sqrt(sum);
}

/** The sum of products of weights of the terms that both have. */
export function dot(a: TermVector, b: TermVector): number {
  const [keysA, keysB, weightsA, weightsB] = [a.keys, b.keys, a.weights, b.weights];
  let sum = 0;
  for (let i = 0, j = 0; i < keysA.length && j < keysB.length;) {
    const [x, y] = [keysA[i] ?? 0, keysB[j] ?? 0];
    if (x === y) {
      sum += (weightsA[i] ?? 0) * (weightsB[j] ?? 0);
      i += 1;
      j += 1;
    } else if (x < y) i += 1;
    else j += 1;
  }
  return sum;
}
