import type { Lexicon } from './lexicon/lexicon.ts';

/** A word, a number or one mark of a text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** In lower case, with straight apostrophes, without a possessive ending. */
  readonly lower: string;
  readonly isWord: boolean;
  readonly isCapital: boolean;
  /** Number of its line; a line is a block of the article. */
  readonly line: number;
}

const piece =
  /[\p{L}\p{M}\p{N}@#$€£][\p{L}\p{M}\p{N}_]*(?:(?:['’.-]|,(?=\p{N}))[\p{L}\p{M}\p{N}]+)*%?|''|``|\n|[^\s\p{L}\p{M}\p{N}]/gu;

type Words = Pick<Lexicon, 'abbreviations' | 'elision' | 'enclitic'>;

/** The tokens of a text, in order. Abbreviations of the language keep their period; what it writes together is parted. */
export function readTokens(text: string, words: Words): readonly Token[] {
  const tokens: Token[] = [];
  let line = 0;
  piece.lastIndex = 0;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    const start = match.index;
    if (match[0] === '\n') {
      line += 1;
      continue;
    }
    const own = tokenIn(text, start, match[0], words);
    piece.lastIndex = start + own.length;
    const isWord = /[\p{L}\p{N}]/u.test(own);
    tokens.push({
      start,
      end: start + own.length,
      text: own,
      lower: lowerOf(own),
      isWord,
      isCapital: /^[\p{Lu}\p{Lt}]/u.test(own),
      line,
    });
  }
  return tokens;
}

/** What is longer is no word, and is not parted: to look into the rest of it again and again would take the square of its length. */
const longestWord = 100;

/** What of a piece is one token. */
function tokenIn(text: string, start: number, own: string, { abbreviations, elision, enclitic }: Words): string {
  if (own === '-' && enclitic !== undefined) return enclitic.exec(text.slice(start, start + 10))?.[0] ?? own;
  if (!/[\p{L}\p{N}]/u.test(own) || own.length > longestWord) return own;
  const short = elision?.exec(own)?.[0];
  if (short !== undefined && short.length < own.length) return short;
  const tail = enclitic?.exec(own);
  if (tail && tail.index > 0) return own.slice(0, tail.index);
  return text[start + own.length] === '.' && isShortened(own, abbreviations) ? `${own}.` : own;
}

function lowerOf(own: string): string {
  const straight = own.toLowerCase().replace(/’/g, "'");
  if (straight.startsWith('-') && straight.length > 1) return straight.replace(/^-(?:t-)?/, '');
  return straight.length > 3 && straight.endsWith("'s") ? straight.slice(0, -2) : straight;
}

/** "Mr", "U.S", an initial. */
function isShortened(word: string, abbreviations: ReadonlySet<string>): boolean {
  return /^\p{Lu}$/u.test(word)
    ? word !== 'I'
    : /^(?:\p{L}\.)+\p{L}$/u.test(word) || abbreviations.has(word.toLowerCase());
}
