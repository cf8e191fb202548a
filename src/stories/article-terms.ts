import { baseOf, stemOf } from '../text/stem.ts';
import { soundCodesOf } from '../text/sound-codes.ts';
import { foldWord } from './fold-word.ts';
import { regionNamesOf, regionOfWord, type RegionNames } from './region-terms.ts';
import { transcribed } from './transcribed.ts';

/** What a term is: a word in its language; two of them in a row; a capitalised word; a number; how a word sounds, near and far
 *  (`SoundCodes`); a country. The last four are the same in all languages. */
export const termKinds = ['word', 'pair', 'name', 'number', 'near', 'far', 'region'] as const;
export type TermKind = (typeof termKinds)[number];

/** How often each term occurs. Keys begin with the digit of the kind's place in `termKinds`. */
export type TermCounts = ReadonlyMap<string, number>;

export interface ArticleTerms {
  /** Primary subtag. */
  readonly language: string;
  readonly title: TermCounts;
  /** Title and the beginning of the text. */
  readonly lead: TermCounts;
  readonly all: TermCounts;
  /** Words in all; two characters of a script without spaces count as one. */
  readonly words: number;
}

const leadWords = 90;
/** Text beyond this many UTF-16 code units says nothing new of what the article is about. */
const maxText = 12_000;

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー';
const tokens = new RegExp(
  `(?<unspaced>[${unspaced}]+)|(?<number>\\p{N}+(?:[.,٫٬]\\p{N}+)*)|(?:(?![${unspaced}])[\\p{L}\\p{M}])+(?:['’](?:(?![${unspaced}])[\\p{L}\\p{M}])+)*`,
  'gu',
);
const endsSentence = /[.!?:\n"“”„»«¿¡`]/;

/** The terms of an article. `text`: plain, a paragraph a line. */
export function termsOf(article: {
  readonly language: string;
  readonly title: string;
  readonly text: string;
}): ArticleTerms {
  const reader = new TermReader(baseOf(article.language));
  reader.read(article.title, true);
  reader.read(article.text.slice(0, maxText), false);
  const { language, title, all, words } = reader;
  const lead = new Map(reader.lead);
  for (const [term, count] of title) if (!lead.has(term)) lead.set(term, count);
  return { language, title, lead, all, words };
}

class TermReader {
  readonly language: string;
  readonly title = new Map<string, number>();
  readonly lead = new Map<string, number>();
  readonly all = new Map<string, number>();
  words = 0;
  readonly #regions: RegionNames;
  #isTitle = false;
  #before = '';

  constructor(language: string) {
    this.language = language;
    this.#regions = regionNamesOf(language);
  }

  read(text: string, isTitle: boolean): void {
    this.#isTitle = isTitle;
    this.#before = '';
    let isStart = true;
    let end = 0;
    for (const match of text.matchAll(tokens)) {
      const between = text.slice(end, match.index);
      if (endsSentence.test(between)) isStart = true;
      if (/\S/.test(between)) this.#before = '';
      end = match.index + match[0].length;
      if (match.groups?.['number'] !== undefined) this.#readNumber(match[0], text[end] ?? '');
      else if (match.groups?.['unspaced'] !== undefined) this.#readUnspaced(match[0]);
      else this.#readWord(match[0], isStart);
      isStart = false;
    }
  }

  #add(kind: TermKind, term: string): void {
    const key = `${termKinds.indexOf(kind)}${term}`;
    this.all.set(key, (this.all.get(key) ?? 0) + 1);
    if (this.#isTitle) this.title.set(key, (this.title.get(key) ?? 0) + 1);
    else if (this.words < leadWords) this.lead.set(key, (this.lead.get(key) ?? 0) + 1);
  }

  #addWord(word: string): void {
    this.#add('word', word);
    if (this.#before !== '') this.#add('pair', `${this.#before} ${word}`);
    this.#before = word;
    this.words += 1;
  }

  #addSound(word: string, isName: boolean): void {
    const { near, far } = soundCodesOf(word);
    if (near !== '') this.#add('near', near);
    if (isName) for (const code of far) this.#add('far', code);
  }

  #readNumber(written: string, next: string): void {
    const number = plainNumber(written, next);
    if (number.length > 1) this.#add('number', number);
    this.#addWord(number);
  }

  #readWord(written: string, isStart: boolean): void {
    const folded = foldWord(written);
    if (folded === '') return;
    const stem = stemOf(folded, this.language);
    this.#addWord(stem);
    const hasCase = written.toLowerCase() !== written.toUpperCase();
    const isCapital = hasCase && /^\p{Lu}/u.test(written);
    if (isCapital && !isStart) this.#add('name', stem);
    const region = regionOfWord(folded, this.#regions);
    if (region !== undefined) this.#add('region', region);
    if (folded.length >= 4 || !hasCase)
      this.#addSound(written.normalize('NFC'), !hasCase || (isCapital && (!isStart || folded.length > 5)));
  }

  #readUnspaced(run: string): void {
    const characters = [...run];
    this.words += characters.length / 2;
    this.#before = '';
    for (const [name, code] of this.#regions.names) if (run.includes(name)) this.#add('region', code);
    characters.forEach((character, at) => {
      const [second, third] = [characters[at + 1], characters[at + 2]];
      if (second !== undefined) this.#add('word', character + second);
      if (second !== undefined && third !== undefined) this.#add('pair', character + second + third);
    });
    for (const word of transcribed(run, this.language)) this.#addSound(word, true);
  }
}

const digitZeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10];
const multipliers: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 만: 1e4, 億: 1e8, 亿: 1e8, 억: 1e8 };

/** A number as all languages write it: `1.250` and `1,250` are `1250`, `3,5` is `3.5`, `4万` is `40000`. */
function plainNumber(written: string, next: string): string {
  const digits = written
    .replace(/\p{Nd}/gu, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = digitZeros.find((first) => code >= first && code < first + 10);
      return zero === undefined ? digit : String(code - zero);
    })
    .replace(/٫/g, '.')
    .replace(/٬/g, ',')
    .replace(/[.,](?=\d{3}(?:\D|$))/g, '')
    .replace(',', '.');
  const times = multipliers[next];
  return times === undefined || Number.isNaN(Number(digits)) ? digits : String(Number(digits) * times);
}
