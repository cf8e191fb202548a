import { isFunctionWord } from '../text/function-words.ts';
import { baseOf, stemOf } from '../text/stem.ts';
import { unspacedScripts } from '../text/word-changes.ts';

/** What a sentence tells of, by its words: those that carry meaning, without their inflection, and its numbers (`#3.5`). In scripts without
 *  spaces each two characters that follow each other. */
export interface SentenceTerms {
  readonly all: ReadonlySet<string>;
  /** Those written with a capital within the sentence, in languages that do so for names only. */
  readonly names: ReadonlySet<string>;
}

const tokens = new RegExp(
  `\\p{Nd}+(?:[.,:]\\p{Nd}+)*|[${unspacedScripts}]+|(?:(?![${unspacedScripts}])[\\p{L}\\p{M}])+`,
  'gu',
);
/** The same where no such script is: twice as fast. */
const spacedTokens = /\p{Nd}+(?:[.,:]\p{Nd}+)*|[\p{L}\p{M}]+/gu;
const anyUnspaced = new RegExp(`[${unspacedScripts}]`, 'u');
const isNumber = /^\p{Nd}/u;
const isUnspaced = new RegExp(`^[${unspacedScripts}]`, 'u');
const isCapital = /^\p{Lu}/u;
/** German writes all nouns with a capital. */
const hasCase =
  /^(?:en|fr|es|pt|it|nl|sv|da|no|nb|nn|fi|is|et|lv|lt|pl|cs|sk|hu|hr|bs|sr|sl|ro|ca|gl|eu|sq|tr|az|ru|uk|be|bg|mk|el|vi|id|ms)$/;

/** Whether names are told by their capitals in a language (BCP 47). */
export function tellsNames(language: string): boolean {
  return hasCase.test(baseOf(language));
}

/** What is known of a word as it is written: its terms, and whether it looks like a name. */
interface KnownWord {
  readonly terms: readonly string[];
  readonly isName: boolean;
}

/** Reads sentences of one language; each different word is looked at once. `language`: BCP 47. */
export function createTermReader(language: string): (sentence: string) => SentenceTerms {
  const base = baseOf(language);
  const hasNames = tellsNames(base);
  const known = new Map<string, KnownWord>();
  const lookAt = (word: string): KnownWord => {
    const fresh = { terms: toTerms(word, base), isName: hasNames && isCapital.test(word) };
    known.set(word, fresh);
    return fresh;
  };
  return (sentence) => {
    const all = new Set<string>();
    const names = new Set<string>();
    let isFirst = true;
    for (const token of sentence.match(anyUnspaced.test(sentence) ? tokens : spacedTokens) ?? []) {
      const { terms, isName } = known.get(token) ?? lookAt(token);
      for (const term of terms) {
        all.add(term);
        if (isName && !isFirst) names.add(term);
      }
      isFirst = false;
    }
    return { all, names };
  };
}

/** None for a word that tells nothing. */
function toTerms(word: string, language: string): readonly string[] {
  if (isNumber.test(word)) return [`#${word.normalize('NFKC').replace(/[.,:]/g, '.')}`];
  if (isUnspaced.test(word)) return toPairs(word);
  const small = word.toLowerCase();
  if (small.length < 2 || isFunctionWord(small, language)) return [];
  return [
    stemOf(
      small
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC'),
      language,
    ),
  ];
}

function toPairs(run: string): readonly string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => `${characters[i] ?? ''}${character}`);
}
