import { determiners } from './name-words.ts';
import { toNameTokens } from './name-tokens.ts';

/** How often a word was seen within sentences: with a capital letter, without one, and with a capital letter behind a determiner. */
export interface FormCount {
  readonly capital: number;
  readonly lower: number;
  readonly determined: number;
}

/** By folded word: what an archive, or one story, tells of how words are written. */
export type FormCounts = ReadonlyMap<string, FormCount>;

/** Counts the words of texts of one language. */
export function countForms(texts: Iterable<string>): FormCounts {
  const counts = new Map<string, { capital: number; lower: number; determined: number }>();
  for (const text of texts) {
    const tokens = toNameTokens(text);
    tokens.forEach((token, at) => {
      if (token.isInitial) return;
      const count = counts.get(token.folded) ?? { capital: 0, lower: 0, determined: 0 };
      counts.set(token.folded, count);
      if (!token.isCapital) count.lower += 1;
      else count.capital += 1;
      // In "das Global Citizen Festival" it is the last word that has the determiner.
      const next = tokens[at + 1];
      const isHead = next?.isCapital !== true || next.gap !== ' ';
      if (token.isCapital && isHead && determiners.has(tokens[at - 1]?.folded ?? '')) count.determined += 1;
    });
  }
  return counts;
}

/** Counts of two sets of texts together. */
export function addForms(a: FormCounts, b: FormCounts): FormCounts {
  const sum = new Map(a);
  for (const [word, count] of b) {
    const other = sum.get(word);
    sum.set(word, {
      capital: count.capital + (other?.capital ?? 0),
      lower: count.lower + (other?.lower ?? 0),
      determined: count.determined + (other?.determined ?? 0),
    });
  }
  return sum;
}
