import { endings, type Ending } from './stem-endings.ts';

/** What the inflected forms of a word have in common, as far as its ending tells: `ferries` and `ferry` have one stem in English,
 *  `Häuser` and `Haus` in German. Only endings of number, case, gender and the commonest ones of verbs are taken off, never what makes
 *  another word of it; where an ending could be part of the word, it stays. Not a word of the language, and to be compared only
 *  within one. `word`: lower case, without accents; a word of a language without rules is its own stem. `language`: BCP 47. */
export function stemOf(word: string, language: string): string {
  const rules = endings[baseOf(language)];
  if (rules === undefined || word.length <= shortest || rules.keep.has(word) || !isWord.test(word)) return word;
  return rules.steps.reduce(takeOff, word.replaceAll('й', 'и'));
}

/** Languages that have rules, as primary subtags. */
export const stemmedLanguages: readonly string[] = Object.keys(endings);

/** Words up to this length are taken as they are. */
const shortest = 3;
const isWord = /^\p{L}+$/u;

/** The primary subtag of a language tag: `pt` of `pt-BR`. */
export function baseOf(language: string): string {
  return language.toLowerCase().replace(/[-_].*$/s, '');
}

/** The first ending that fits is taken off, if enough of the word is left. */
function takeOff(word: string, step: readonly Ending[]): string {
  for (const [ending, instead, least] of step) {
    const at = word.search(ending);
    if (at >= 0) return at >= least ? word.slice(0, at) + instead : word;
  }
  return word;
}
