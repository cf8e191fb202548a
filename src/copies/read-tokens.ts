import { unspacedScripts } from '../text/word-changes.ts';

/** What a text is made of, for the comparison with others: words, or single characters in scripts without spaces, as 32-bit hashes. */
export interface Tokens {
  readonly hashes: Uint32Array;
  /** Most of them are single characters. */
  readonly isUnspaced: boolean;
}

const inWord = /[\p{L}\p{M}\p{N}\p{Cs}]/u;
const standsAlone = new RegExp(`[${unspacedScripts}]`, 'u');
const joins = /['’ʼ\u00ad\u200b-\u200d\u2060\ufeff]/u;

/** What is known of a UTF-16 code unit: property classes are slow, and texts use few different letters. */
const kinds = { unknown: 0, gap: 1, word: 2, alone: 3, nothing: 4 } as const;
const known = new Uint8Array(0x10000);

function kindOf(code: number): number {
  const is = known[code] ?? kinds.unknown;
  if (is !== kinds.unknown) return is;
  const character = String.fromCharCode(code);
  let fresh: number = kinds.gap;
  if (standsAlone.test(character)) fresh = kinds.alone;
  else if (inWord.test(character)) fresh = kinds.word;
  else if (joins.test(character)) fresh = kinds.nothing;
  known[code] = fresh;
  return fresh;
}

/** The tokens of a text as its own outlet wrote it: no case, punctuation, white space, agency lines, and no quotations, as others who
 *  report the same event have those too. Of a text that is hardly more than quotations, all. */
export function readTokens(text: string): Tokens {
  const plain = dropAgencyLines(text.normalize('NFKC')).toLowerCase();
  const own = hashTokens(plain.replace(quotation, dropLong));
  return own.hashes.length >= leastOwn ? own : hashTokens(plain);
}

const leastOwn = 30;
const quotation =
  /"[^"\n]*"|“[^“”\n]*”|„[^„“”\n]*[“”]|”[^“”\n]*”|«[^«»\n]*»|»[^«»\n]*«|「[^「」\n]*」|『[^『』\n]*』/gu;

/** A name or a word in quotation marks is no quotation. */
function dropLong(quoted: string): string {
  return quoted.length > (standsAlone.test(quoted) ? 12 : 30) ? ' ' : quoted;
}

/** Text without what agencies write around it: a dateline before the first sentence, lines in brackets. */
function dropAgencyLines(text: string): string {
  return text
    .replace(/^\s*[^\n()]{0,60}[([][^()[\]\n]{2,40}[)\]]\s*[-–—:]+\s*/u, '')
    .replace(/^\s*\p{Lu}[\p{Lu}\p{M}\p{Nd}.,'’/ -]{2,50}\s[-–—]+\s+/u, '')
    .replace(/^[^\S\n\r\u2028\u2029]*[([][^\n]{0,300}[)\]][^\S\n\r\u2028\u2029]*$/gmu, '');
}

function hashTokens(text: string): Tokens {
  const hashes: number[] = [];
  let alone = 0;
  let hash = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = at === text.length ? kinds.gap : kindOf(code);
    if (kind === kinds.word) hash = Math.imul((hash === 0 ? 0x811c9dc5 : hash) ^ code, 0x01000193);
    if (kind === kinds.word || kind === kinds.nothing) continue;
    if (hash !== 0) hashes.push(hash);
    hash = 0;
    if (kind !== kinds.alone) continue;
    hashes.push(Math.imul(0x811c9dc5 ^ code, 0x01000193));
    alone += 1;
  }
  return { hashes: Uint32Array.from(hashes), isUnspaced: alone * 2 > hashes.length };
}
