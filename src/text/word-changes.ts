import { countWords } from './words.ts';

export interface WordChanges {
  readonly added: number;
  readonly removed: number;
}

/** Scripts written without spaces, as the inside of a class of a regular expression. */
export const unspacedScripts =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
/** A character of a script without spaces, with its marks; else a word. */
const tokens = new RegExp(`[${unspacedScripts}]\\p{M}*|(?:(?![${unspacedScripts}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');

/** How many words of `after` are not in `before`, and the other way round; each as often as it occurs. Their order does not
 *  count, nor do signs. Scripts without spaces are counted by their average word length. */
export function countWordChanges(before: string, after: string): WordChanges {
  const balance = new Map<string, number>();
  for (const [word] of after.matchAll(tokens)) balance.set(word, (balance.get(word) ?? 0) + 1);
  for (const [word] of before.matchAll(tokens)) balance.set(word, (balance.get(word) ?? 0) - 1);
  const entries = [...balance];
  return {
    added: countAll(entries.filter(([, count]) => count > 0)),
    removed: countAll(entries.filter(([, count]) => count < 0)),
  };
}

const isUnspaced = new RegExp(`^[${unspacedScripts}]`, 'u');

function countAll(entries: readonly (readonly [word: string, count: number])[]): number {
  let words = 0;
  let run = '';
  for (const [word, count] of entries) {
    if (isUnspaced.test(word)) run += word.repeat(Math.abs(count));
    else words += Math.abs(count);
  }
  return words + countWords(run);
}
