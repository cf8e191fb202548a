import { sumVotes, type Forest } from '../text/forest.ts';
import { dot, vectorNames, type ArticleVectors, type TermVector } from './term-vectors.ts';

/** How two articles are alike, each 0 to 1: the cosines of `vectorNames`, then how much of one's title the other's text has, then all
 *  that is the same in every language. */
const likenessNames = [...vectorNames, 'titleCover', 'across'] as const;
const measures = likenessNames.length;
/** After the likenesses stands how sure it is of the pair alone. */
const slots = measures + 1;
const acrossKinds = (['number', 'near', 'far', 'region'] as const).map((name) => vectorNames.indexOf(name));
const [wordAt, titleAt] = [vectorNames.indexOf('word'), vectorNames.indexOf('title')];
const [coverAt, acrossAt] = [vectorNames.length, vectorNames.length + 1];

/** Articles of at most so many words are hardly more than a headline. */
const fewWords = 20;
/** How alike the titles of translations must be, or one of them and the other's text. Below 0.5 precision falls on stories that we made up. */
const leastOfTitles = 0.5;

/** Null when they have so little in common that it does not count. Where one of two languages is hardly more than a headline, in which too
 *  little is the same in all languages, the likeness of translations counts where it is greater. Of longer articles it doesn't: machines
 *  translate different events alike. */
export function likenessOf(a: ArticleVectors, b: ArticleVectors): Float64Array | null {
  const own = likenessIn(a, b);
  const translated = translatedLikeness(a, b);
  if (own === null || translated === null) return own ?? translated;
  return own.map((value, at) => Math.max(value, translated[at] ?? 0));
}

/** Of two articles where one is of few words: in a language that they have only by translation. Null when there is none, or their
 *  titles are not alike in it. */
function translatedLikeness(a: ArticleVectors, b: ArticleVectors): Float64Array | null {
  if (a.language === b.language || Math.min(a.words, b.words) > fewWords) return null;
  const [ofA, ofB] = [a.translation, b.translation];
  const likeness =
    ofA?.language === b.language
      ? likenessIn(ofA, b)
      : ofB?.language === a.language
        ? likenessIn(a, ofB)
        : ofA !== undefined && ofA.language === ofB?.language
          ? likenessIn(ofA, ofB)
          : null;
  const ofTitles = Math.max(likeness?.[titleAt] ?? 0, likeness?.[coverAt] ?? 0);
  return ofTitles < leastOfTitles ? null : likeness;
}

function likenessIn(a: ArticleVectors, b: ArticleVectors): Float64Array | null {
  const values = new Float64Array(slots);
  let across = 0;
  let [normA, normB] = [0, 0];
  for (const at of acrossKinds) {
    const [u, v] = [vectorAt(a, at), vectorAt(b, at)];
    const product = dot(u, v);
    values[at] = ratio(product, u.norm * v.norm);
    across += product;
    normA += u.norm ** 2;
    normB += v.norm ** 2;
  }
  values[acrossAt] = ratio(across, Math.sqrt(normA * normB));
  for (const at of [wordAt, titleAt]) values[at] = cosine(vectorAt(a, at), vectorAt(b, at));
  if (!isNear(a, b, values[wordAt] ?? 0, values[acrossAt] ?? 0, values[titleAt] ?? 0)) return null;
  for (let at = 0; at < vectorNames.length; at += 1)
    if (values[at] === 0 && !acrossKinds.includes(at)) values[at] = cosine(vectorAt(a, at), vectorAt(b, at));
  const [titleA, titleB, wordA, wordB] = [
    vectorAt(a, titleAt),
    vectorAt(b, titleAt),
    vectorAt(a, wordAt),
    vectorAt(b, wordAt),
  ];
  values[coverAt] = (coverOf(titleA, wordB) + coverOf(titleB, wordA)) / 2;
  return values;
}

/** Whether two articles have anything in common that counts, by three of their likenesses. */
function isNear(a: ArticleVectors, b: ArticleVectors, word: number, across: number, title: number): boolean {
  // That two languages have some words in common, as `la`, says nothing.
  if (a.language !== b.language) return across > (Math.min(a.counted, b.counted) < fewCounted ? 0.13 : 0.085);
  return word > 0.06 || across > 0.08 || title > 0.15;
}

const fewCounted = 30;

/** Of every article the later ones that `likenessOf` is not null for: quicker than to ask for all pairs. */
export function nearPairs(articles: readonly ArticleVectors[]): readonly (readonly number[])[] {
  const [word, title] = [new Postings(articles, [wordAt]), new Postings(articles, [titleAt])];
  const across = new Postings(articles, acrossKinds);
  return articles.map((article, at) => {
    const [words, titles, others] = [word.cosines(at), title.cosines(at), across.cosines(at)];
    const near: number[] = [];
    for (let place = at + 1; place < articles.length; place += 1) {
      const other = articles[place];
      if (other === undefined) continue;
      const isOwnNear = isNear(article, other, words[place] ?? 0, others[place] ?? 0, titles[place] ?? 0);
      if (isOwnNear || translatedLikeness(article, other) !== null) near.push(place);
    }
    return near;
  });
}

/** Which articles have a term in some of their vectors. */
class Postings {
  readonly #articles: readonly ArticleVectors[];
  readonly #kinds: readonly number[];
  readonly #norms: readonly number[];
  readonly #lists = new Map<number, { readonly at: number; readonly weight: number }[]>();

  constructor(articles: readonly ArticleVectors[], kinds: readonly number[]) {
    this.#articles = articles;
    this.#kinds = kinds;
    this.#norms = articles.map((article) => Math.hypot(...kinds.map((kind) => vectorAt(article, kind).norm)));
    articles.forEach((article, at) => {
      this.#forEachTerm(article, (key, weight) => {
        const list = this.#lists.get(key);
        if (list === undefined) this.#lists.set(key, [{ at, weight }]);
        else list.push({ at, weight });
      });
    });
  }

  /** The cosine of one article with each later one. */
  cosines(at: number): Float64Array {
    const sums = new Float64Array(this.#articles.length);
    const article = this.#articles[at];
    if (article === undefined) return sums;
    this.#forEachTerm(article, (key, weight) => {
      const list = this.#lists.get(key) ?? [];
      for (let place = list.length - 1; place >= 0; place -= 1) {
        const entry = list[place];
        if (entry === undefined || entry.at <= at) break;
        sums[entry.at] = (sums[entry.at] ?? 0) + weight * entry.weight;
      }
    });
    for (let other = at + 1; other < sums.length; other += 1)
      sums[other] = ratio(sums[other] ?? 0, (this.#norms[at] ?? 0) * (this.#norms[other] ?? 0));
    return sums;
  }

  #forEachTerm(article: ArticleVectors, see: (key: number, weight: number) => void): void {
    for (const kind of this.#kinds) {
      const { keys, weights } = vectorAt(article, kind);
      for (let at = 0; at < keys.length; at += 1) see(keys[at] ?? 0, weights[at] ?? 0);
    }
  }
}

const empty: TermVector = { keys: new Int32Array(), weights: new Float32Array(), norm: 0 };

function vectorAt({ vectors }: ArticleVectors, at: number): TermVector {
  return vectors[at] ?? empty;
}

function ratio(value: number, whole: number): number {
  return whole > 0 ? value / whole : 0;
}

function cosine(a: TermVector, b: TermVector): number {
  return ratio(dot(a, b), a.norm * b.norm);
}

/** How much of `title`, by squared weight, `text` has. */
function coverOf(title: TermVector, text: TermVector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < title.keys.length && j < text.keys.length;) {
    const [x, y] = [title.keys[i] ?? 0, text.keys[j] ?? 0];
    if (x === y) {
      sum += (title.weights[i] ?? 0) ** 2;
      i += 1;
    } else if (x < y) i += 1;
    else j += 1;
  }
  return ratio(sum, title.norm ** 2);
}

/** Articles taken together. */
export interface Group {
  readonly size: number;
  readonly words: number;
  /** Days, as in `ArticleVectors`; NaN when no article says. */
  readonly from: number;
  readonly to: number;
  /** Articles by language. */
  readonly languages: ReadonlyMap<string, number>;
  /** Sums of `likenessOf` over all pairs within. */
  readonly within: Float64Array;
}

export function groupOf({ words, day, language }: ArticleVectors): Group {
  return {
    size: 1,
    words,
    from: day,
    to: day,
    languages: new Map([[language, 1]]),
    within: new Float64Array(slots),
  };
}

/** `between`: the sums of `likenessOf` over all pairs of one from each. */
export function joinGroups(a: Group, b: Group, between: Float64Array): Group {
  const languages = new Map(a.languages);
  for (const [language, count] of b.languages) languages.set(language, (languages.get(language) ?? 0) + count);
  return {
    size: a.size + b.size,
    words: a.words + b.words,
    from: either(a.from, b.from, Math.min),
    to: either(a.to, b.to, Math.max),
    languages,
    within: a.within.map((value, at) => value + (b.within[at] ?? 0) + (between[at] ?? 0)),
  };
}

function either(a: number, b: number, choose: (a: number, b: number) => number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) ? a : choose(a, b);
}

/** Likenesses that are also set against those within the groups: what two groups have in common counts by how much the articles of
 *  each have. */
const setAgainst = ['word', 'pair', 'name', 'number', 'lead', 'across'].map((name) =>
  likenessNames.indexOf(name as (typeof likenessNames)[number]),
);

/** What tells whether two groups report the same event. */
export const featureNames: readonly string[] = [
  ...likenessNames,
  ...setAgainst.map((at) => `${likenessNames[at] ?? ''}AgainstWithin`),
  ...['smaller', 'larger', 'shorter', 'longer', 'gap', 'span', 'sameLanguage'],
];

export function featuresOf(a: Group, b: Group, between: Float64Array): Float64Array {
  const features = new Float64Array(featureNames.length);
  const pairs = a.size * b.size;
  let at = 0;
  for (let measure = 0; measure < measures; measure += 1) features[at++] = (between[measure] ?? 0) / pairs;
  const pairsWithin = (a.size * (a.size - 1) + b.size * (b.size - 1)) / 2;
  for (const measure of setAgainst) features[at++] = against(between, measure, a, b, pairs, pairsWithin);
  const [wordsA, wordsB] = [a.words / a.size, b.words / b.size];
  const gap = Math.max(0, a.from - b.to, b.from - a.to);
  const span = Math.max(a.to, b.to) - Math.min(a.from, b.from);
  let same = 0;
  for (const [language, count] of a.languages) same += count * (b.languages.get(language) ?? 0);
  features[at++] = Math.log(Math.min(a.size, b.size));
  features[at++] = Math.log(Math.max(a.size, b.size));
  features[at++] = Math.log(1 + Math.min(wordsA, wordsB));
  features[at++] = Math.log(1 + Math.max(wordsA, wordsB));
  features[at++] = Number.isNaN(gap) ? -1 : Math.min(30, gap);
  features[at++] = Number.isNaN(span) ? -1 : Math.min(60, span);
  features[at] = same / pairs;
  return features;
}

function against(
  between: Float64Array,
  measure: number,
  a: Group,
  b: Group,
  pairs: number,
  pairsWithin: number,
): number {
  if (pairsWithin === 0) return -1;
  const within = ((a.within[measure] ?? 0) + (b.within[measure] ?? 0)) / pairsWithin;
  return within > 1e-6 ? Math.min(3, (between[measure] ?? 0) / pairs / within) : -0.5;
}

/** What groups look like together counts most; but languages and prints of one event differ in ways that single pairs do not mind. */
const pairsShare = 0.15;

/** How sure it is that two groups report the same event: 0 to 1. */
export function samenessOf(a: Group, b: Group, between: Float64Array, forest: Forest): number {
  const together = 1 / (1 + Math.exp(-sumVotes(featuresOf(a, b, between), forest)));
  if (a.size === 1 && b.size === 1) return together;
  const ofPairs = (between[measures] ?? 0) / (a.size * b.size);
  return together * (1 - pairsShare) + ofPairs * pairsShare;
}

/** `likenessOf`, and how sure it is that the two report the same event. */
export function pairOf(a: ArticleVectors, b: ArticleVectors, forest: Forest): Float64Array | null {
  const values = likenessOf(a, b);
  if (values !== null) values[measures] = samenessOf(groupOf(a), groupOf(b), values, forest);
  return values;
}

export function addTo(sums: Float64Array, values: Float64Array | null): void {
  if (values !== null) for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (values[at] ?? 0);
}

export function noLikeness(): Float64Array {
  return new Float64Array(slots);
}
