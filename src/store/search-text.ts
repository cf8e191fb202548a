import { withoutSourceLine } from '../markdown/source-line.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { stemOf } from '../text/stem.ts';

/** Scripts written without spaces, and Korean, whose words carry their particles: cut into pairs of characters. */
const joinedRun =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}々ー]+/gu;

/** Marks that texts set or leave out as they like: Arabic and Hebrew vowels, tatweel, soft hyphen, zero-width characters. */
const optionalMarks =
  /[\u064b-\u065f\u0670\u0640\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** What a word consists of, as the index sees it. */
export const wordPattern = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/** A text as it is indexed: compatibility forms unified, optional marks removed, and a run of a script without spaces as
 *  overlapping pairs and its last character: 北京市 becomes 北京 京市 市. So any part of a run is found as a phrase of pairs,
 *  and a single character as the beginning of a pair. */
export function toSearchText(text: string): string {
  return unify(text).replace(joinedRun, (run) => ` ${pairsOf(run).join(' ')} `);
}

/** Accents that SQLite's tokenizer leaves on: Greek ones, and the dots of ё, which Russian texts mostly leave out. */
const accents = /([\p{Script=Greek}еЕ])[\u0300-\u036f]+/gu;

/** Hamza and madda on Arabic letters, which texts set or leave out too. */
const arabicMarks = /[\u0653-\u0655]+/g;

function unify(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  const bare = text.normalize('NFKD').replace(accents, '$1').replace(arabicMarks, '').normalize('NFC');
  return bare.replace(optionalMarks, '').replaceAll('ς', 'σ');
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
}

/** Another form of a word that is searched for. */
export interface WordForm {
  readonly word: string;
  /** It is a word of other languages too: only articles in this one count. */
  readonly language?: string;
}

/** One thing asked for. `phrase` in words of the index; `isPrefix`: its last word may go on. */
export interface SearchTerm {
  readonly phrase: readonly string[];
  readonly isPrefix: boolean;
  readonly isExcluded: boolean;
  /** One word, not in quotes: other forms of it are meant as well. */
  readonly isInflected: boolean;
  /** Those that there are in the index. */
  readonly forms?: readonly WordForm[];
}

const maxTerms = 32;
const maxQueryLength = 1000;

const typedTerm = /(-?)(?:"([^"]*)(?:"|$)|([^\s"]+))/g;

/** Reads what a person typed: words (all must occur), "phrases", beginnings* and -exclusions. Anything is allowed;
 *  signs that no word consists of are passed over. */
export function parseSearch(text: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const match of text.slice(0, maxQueryLength).matchAll(typedTerm)) {
    const [, minus, phrase, word] = match;
    const term = toTerm(phrase ?? word ?? '', word, minus === '-');
    if (term && terms.length < maxTerms) terms.push(term);
  }
  return terms;
}

/** `word`: what was typed, when it was not in quotes. */
function toTerm(text: string, word: string | undefined, isExcluded: boolean): SearchTerm | null {
  const hasStar = word?.endsWith('*') === true;
  const unified = (unify(text).match(wordPattern) ?? []).join(' ');
  const phrase = toSearchText(unified).match(wordPattern) ?? [];
  if (phrase.length === 0) return null;
  const lastRun = [...unified.matchAll(joinedRun)].at(-1);
  if (lastRun === undefined || lastRun.index + lastRun[0].length < unified.length) {
    // One letter alone begins too many words to be of use.
    const isInflected =
      word !== undefined && !hasStar && phrase.length === 1 && /^[\p{L}\p{M}]{3,}$/u.test(phrase[0] ?? '');
    return { phrase, isPrefix: hasStar && (phrase.at(-1) ?? '').length > 1, isExcluded, isInflected };
  }
  // The run may go on in the text: its last character is no word of its own there.
  const isSingle = [...lastRun[0]].length === 1;
  return { phrase: isSingle ? phrase : phrase.slice(0, -1), isPrefix: isSingle, isExcluded, isInflected: false };
}

/** What a person typed, without its -exclusions. */
export function withoutExclusions(text: string): string {
  return text.replace(typedTerm, (term: string, minus: string) => (minus === '' ? term : ' '));
}

/** Whether an article of these texts is found by what a person typed, as the index would have it: all that is asked for stands
 *  in one text or another, and nothing of what is excluded does. `language` (BCP 47) is that of the article: words in its other forms
 *  count too. */
export function isFound(texts: SearchedTexts, typed: string, language: string): boolean {
  return createFinder(texts, language)(typed);
}

/** `isFound` for many searches of one article. */
export function createFinder({ title, text, names }: SearchedTexts, language: string): (typed: string) => boolean {
  const texts = [title, text, names.join('\n')];
  const words = texts.map((one) => (toSearchText(one).match(wordPattern) ?? []).map(fold));
  const all = new Set(words.flat());
  let stems: ReadonlySet<string> | undefined;
  const has = (term: SearchTerm): boolean => {
    if (!term.isInflected) return words.some((some) => hasPhrase(some, term));
    const word = fold(term.phrase[0] ?? '');
    if (all.has(word)) return true;
    stems ??= new Set([...all].filter(({ length }) => length >= 3).map((one) => stemOf(one, language)));
    return stems.has(stemOf(word, language));
  };
  return (typed) => {
    const terms = parseSearch(typed);
    if (terms.length === 0) return typed.trim() === '';
    return terms.every((term) => has(term) !== term.isExcluded);
  };
}

function hasPhrase(words: readonly string[], { phrase, isPrefix }: SearchTerm): boolean {
  const wanted = phrase.map(fold);
  const last = wanted.length - 1;
  return words.some((_, from) =>
    wanted.every((word, at) =>
      isPrefix && at === last ? words[from + at]?.startsWith(word) === true : words[from + at] === word,
    ),
  );
}

/** Accents that it takes off, of all scripts but Cyrillic, where й is a letter. */
const tokenizerAccents = /(?<!\p{Script=Cyrillic})[\u0300-\u036f]+/gu;

/** Case and accents aside, as the index compares words. */
export function fold(word: string): string {
  if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase();
  const bare = unify(word).normalize('NFKD').replace(tokenizerAccents, '').normalize('NFC');
  return bare.toLowerCase().replaceAll('ς', 'σ');
}

/** A name as it is compared: case, accents and spaces aside. */
export function foldName(name: string): string {
  return fold(name).replace(/\s+/g, ' ').trim();
}

/** Whether there are characters in it of a script that is cut into pairs. */
export function isJoined(word: string): boolean {
  return word.search(joinedRun) >= 0;
}

/** Markdown as plain text for the index and for snippets: no addresses, no marks. Approximate where it does not matter. */
export function toPlainText(markdown: string): string {
  return markdown
    .replace(/\]\([^()\s]*\)/g, ']')
    .replace(/^[ \t]*(?:(?:#{1,6}|>|[-+]|\d{1,9}[.)])[ \t]+){1,8}/gm, '')
    .replace(/\\([!-/:-@[-`{-~])|\\$|!\[|[[\]*`]/gm, (_match, escaped: string | undefined) => escaped ?? '');
}

/** The texts that an article is found by. */
export interface SearchedTexts {
  readonly title: string;
  /** Plain text. */
  readonly text: string;
  /** Authors and tags. */
  readonly names: readonly string[];
}

export function searchedTexts({ frontMatter, body }: ArticleFile): SearchedTexts {
  const { title, tags, courant } = frontMatter;
  return { title, text: toPlainText(withoutSourceLine(body)), names: [...(courant?.authors ?? []), ...tags] };
}
