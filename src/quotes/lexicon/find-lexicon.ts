import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { italian } from './italian.ts';
import { toLexicon } from './lexicon.ts';
import type { Lexicon, LexiconData } from './lexicon.ts';
import { portuguese } from './portuguese.ts';
import { russian } from './russian.ts';
import { spanish } from './spanish.ts';

const data: Readonly<Record<string, LexiconData>> = {
  en: english,
  es: spanish,
  de: german,
  fr: french,
  pt: portuguese,
  it: italian,
  ru: russian,
};

const lexicons: ReadonlyMap<string, Lexicon> = new Map(
  Object.entries(data).map(([lang, words]) => [lang, toLexicon(words)]),
);

/** Languages in which attributions are found. */
export const quoteLanguages: readonly string[] = [...lexicons.keys()];

/** The words of a language, named by its tag ("pt-BR"). */
export function findLexicon(lang: string): Lexicon | undefined {
  return lexicons.get(lang.toLowerCase().split('-', 1)[0] ?? '');
}
