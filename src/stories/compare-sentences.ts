import type { ReadSentence } from './read-sentences.ts';

/** How much sentences of one story and language tell the same. Sentences are named by their place in the list. */
export interface SentenceLikeness {
  /** The weight of each sentence's terms together. */
  readonly weights: Float64Array;
  /** Their square roots. */
  readonly norms: Float64Array;
  /** Of each sentence, the weight of the terms that it shares with sentence `i`. Holds until the next call. */
  readonly sharedWith: (i: number) => Float64Array;
  /** The weight of one of the sentences' terms. */
  readonly weightOf: (term: string) => number;
}

/** Compares sentences by the terms that they share, each weighted by how few of the sentences have it; numbers and names count more. */
export function compareSentences(sentences: readonly ReadSentence[]): SentenceLikeness {
  const numbers = new Map<string, number>();
  const postings: number[][] = [];
  const names = new Set<string>();
  const termsOf = sentences.map(({ terms }, i) => {
    for (const name of terms.names) names.add(name);
    return [...terms.all].map((term) => {
      const number = numbers.get(term) ?? numbers.set(term, numbers.size).size - 1;
      const posting = (postings[number] ??= []);
      posting.push(i);
      return number;
    });
  });
  const termWeights = new Float64Array(numbers.size);
  for (const [term, number] of numbers) {
    const rarity = Math.log(1 + sentences.length / (postings[number]?.length ?? 1));
    termWeights[number] = names.has(term) || term.startsWith('#') ? rarity * 1.5 : rarity;
  }
  const shared = new Float64Array(sentences.length);
  const weights = Float64Array.from(termsOf, (terms) =>
    terms.reduce((sum, number) => sum + (termWeights[number] ?? 0), 0),
  );
  return {
    weights,
    norms: weights.map(Math.sqrt),
    weightOf: (term) => termWeights[numbers.get(term) ?? -1] ?? 0,
    sharedWith: (i) => {
      shared.fill(0);
      for (const number of termsOf[i] ?? []) {
        const weight = termWeights[number] ?? 0;
        for (const other of postings[number] ?? []) shared[other] = (shared[other] ?? 0) + weight;
      }
      return shared;
    },
  };
}

/** How alike sentences `i` and `j` are, from 0 to 1: what they share of both. */
export function likenessOf({ norms }: SentenceLikeness, i: number, j: number, shared: number): number {
  return shared === 0 ? 0 : shared / ((norms[i] ?? 0) * (norms[j] ?? 0));
}

/** How much of the smaller one stands in the other, from 0 to 1. */
export function overlapOf({ weights }: SentenceLikeness, i: number, j: number, shared: number): number {
  return shared === 0 ? 0 : shared / Math.min(weights[i] ?? 0, weights[j] ?? 0);
}
