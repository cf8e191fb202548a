import { termKinds, termsOf } from '../../src/stories/article-terms.ts';
import { scoreGroups } from './score-groups.ts';
import { publishedMsOf, type StorySet } from './story-sets.ts';

/** The grouping that everybody has: cosines of TF-IDF over words and pairs of words, and one threshold. */
interface TfIdfSet {
  readonly vectors: readonly ReadonlyMap<string, number>[];
  readonly days: readonly number[];
  readonly gold: readonly string[];
}

/** B-cubed F1 on one half of a set, with the threshold that is best on the other. */
export interface BaselineScores {
  readonly singlePass: number;
  readonly agglomerative: number;
}

const restDays = 7;

export function scoreBaselines(learned: StorySet, tested: StorySet): BaselineScores {
  const [a, b] = [readTfIdf(learned), readTfIdf(tested)];
  const steps = (from: number, to: number, step: number): readonly number[] =>
    Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => from + at * step);
  const single = steps(0.06, 0.5, 0.02);
  const bestSingle = best(
    single,
    single.map((least) => f1(singlePass(a, least), a.gold)),
  );
  const linked = [...steps(0.02, 0.4, 0.01)].reverse();
  const bestLinked = best(
    linked,
    averageLinkage(a, linked).map((labels) => f1(labels, a.gold)),
  );
  return {
    singlePass: f1(singlePass(b, bestSingle), b.gold),
    agglomerative: f1(averageLinkage(b, [bestLinked])[0] ?? [], b.gold),
  };
}

function f1(labels: readonly number[], gold: readonly string[]): number {
  return scoreGroups(labels, gold).f1;
}

function best(thresholds: readonly number[], scores: readonly number[]): number {
  return thresholds[scores.indexOf(Math.max(...scores))] ?? 0;
}

function readTfIdf(set: StorySet): TfIdfSet {
  const counted = set.articles.map(({ lang, title, text }) => {
    const { all } = termsOf({ language: lang, title, text });
    const kinds = ['word', 'pair'].map((kind) => String(termKinds.indexOf(kind as 'word' | 'pair')));
    return new Map([...all].filter(([term]) => kinds.includes(term[0] ?? '')));
  });
  const articlesWith = new Map<string, number>();
  for (const terms of counted)
    for (const term of terms.keys()) articlesWith.set(term, (articlesWith.get(term) ?? 0) + 1);
  const vectors = counted.map((terms) => {
    const weighed = [...terms].map(
      ([term, count]) =>
        [
          term,
          (1 + Math.log(count)) * (1 + Math.log((1 + counted.length) / (1 + (articlesWith.get(term) ?? 0)))),
        ] as const,
    );
    const norm = Math.hypot(...weighed.map(([, weight]) => weight));
    return new Map(weighed.map(([term, weight]) => [term, weight / norm]));
  });
  const days = set.articles.map((article) => publishedMsOf(article) / 86_400_000);
  return { vectors, days, gold: set.articles.map(({ story }) => story) };
}

/** Each article joins the story with the nearest mean, of those that had an article in the last week, or begins one. */
function singlePass({ vectors, days }: TfIdfSet, least: number): readonly number[] {
  const order = vectors.map((_, at) => at).sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || a - b);
  const sums: { readonly terms: Map<string, number>; squared: number; last: number }[] = [];
  const holders = new Map<string, number[]>();
  const labels = new Array<number>(vectors.length).fill(0);
  for (const article of order) {
    const [vector, day] = [vectors[article] ?? new Map<string, number>(), days[article] ?? NaN];
    const products = new Map<number, number>();
    for (const [term, weight] of vector)
      for (const story of holders.get(term) ?? [])
        products.set(story, (products.get(story) ?? 0) + weight * (sums[story]?.terms.get(term) ?? 0));
    let [chosen, nearest] = [-1, least];
    for (const [story, product] of products) {
      const sum = sums[story];
      if (sum === undefined || Math.abs(day - sum.last) > restDays) continue;
      const cosine = product / Math.sqrt(sum.squared);
      if (cosine > nearest) [chosen, nearest] = [story, cosine];
    }
    if (chosen < 0) {
      chosen = sums.length;
      sums.push({ terms: new Map(), squared: 0, last: day });
    }
    labels[article] = chosen;
    const sum = sums[chosen];
    if (sum === undefined) continue;
    sum.squared += 1 + 2 * (products.get(chosen) ?? 0);
    sum.last = day;
    for (const [term, weight] of vector) {
      const before = sum.terms.get(term);
      sum.terms.set(term, (before ?? 0) + weight);
      if (before === undefined) holders.set(term, [...(holders.get(term) ?? []), chosen]);
    }
  }
  return labels;
}

/** Joins the two groups with the highest mean cosine, again and again. Returns the labels at each threshold; from high to low. */
function averageLinkage({ vectors }: TfIdfSet, thresholds: readonly number[]): readonly (readonly number[])[] {
  const count = vectors.length;
  const likeness = cosines(vectors);
  const sizes = new Float64Array(count).fill(1);
  const labels = Array.from({ length: count }, (_, at) => at);
  const alive = new Set(labels);
  const nearest = new Int32Array(count).fill(-1);
  const find = (a: number): void => {
    nearest[a] = -1;
    for (const b of alive)
      if (
        b !== a &&
        (nearest[a] === -1 || (likeness[a * count + b] ?? 0) > (likeness[a * count + (nearest[a] ?? 0)] ?? 0))
      )
        nearest[a] = b;
  };
  const likenessTo = (a: number): number => likeness[a * count + (nearest[a] ?? 0)] ?? 0;
  for (const a of alive) find(a);
  const results: (readonly number[])[] = [];
  while (results.length < thresholds.length) {
    let first = -1;
    for (const a of alive) if (nearest[a] !== -1 && (first === -1 || likenessTo(a) > likenessTo(first))) first = a;
    const top = first === -1 ? -Infinity : likenessTo(first);
    while (results.length < thresholds.length && top <= (thresholds[results.length] ?? 0)) results.push([...labels]);
    if (first === -1 || results.length === thresholds.length) break;
    const second = nearest[first] ?? 0;
    const [sizeA, sizeB] = [sizes[first] ?? 0, sizes[second] ?? 0];
    alive.delete(second);
    labels.forEach((label, at) => {
      if (label === second) labels[at] = first;
    });
    for (const other of alive) {
      if (other === first) continue;
      const [a, b] = [likeness[other * count + first] ?? 0, likeness[other * count + second] ?? 0];
      const mean = (a * sizeA + b * sizeB) / (sizeA + sizeB);
      likeness[other * count + first] = mean;
      likeness[first * count + other] = mean;
    }
    sizes[first] = sizeA + sizeB;
    find(first);
    for (const other of alive)
      if (other !== first && (nearest[other] === second || nearest[other] === first)) find(other);
    for (const other of alive)
      if (other !== first && (likeness[other * count + first] ?? 0) > likenessTo(other)) nearest[other] = first;
  }
  return results;
}

function cosines(vectors: readonly ReadonlyMap<string, number>[]): Float64Array {
  const count = vectors.length;
  const all = new Float64Array(count * count);
  const holders = new Map<string, { readonly at: number; readonly weight: number }[]>();
  vectors.forEach((vector, at) => {
    for (const [term, weight] of vector) {
      const list = holders.get(term) ?? [];
      for (const other of list) all[other.at * count + at] = (all[other.at * count + at] ?? 0) + other.weight * weight;
      list.push({ at, weight });
      holders.set(term, list);
    }
  });
  for (let a = 0; a < count; a += 1)
    for (let b = a + 1; b < count; b += 1) all[b * count + a] = all[a * count + b] ?? 0;
  return all;
}
