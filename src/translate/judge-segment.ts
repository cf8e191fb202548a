import type { TaggedText } from '../model/translation.ts';
import { splitSentences } from '../text/sentences.ts';
import { baseOf } from '../text/stem.ts';
import { areKin, checkLanguage, findForeignScript } from './check-language.ts';
import { findWrongLength } from './check-length.ts';
import { findEcho, findNoise } from './check-noise.ts';
import { findWrongNumber } from './check-numbers.ts';
import { findRepetition } from './check-repetition.ts';
import { findUntranslated } from './find-untranslated.ts';
import { checkTags, plainOf } from './tagged-text.ts';

/** Why a translation is not taken. */
export type Refusal =
  | 'empty'
  | 'tags'
  | 'noise'
  | 'echo'
  | 'repetition'
  | 'addresses'
  | 'names'
  | 'numbers'
  | 'length'
  | 'untranslated'
  | 'language';

/** `lead`: above 0 when nothing is wrong but that the text is too short to tell its language for sure: how much likelier the one asked for
 *  is than the next, as a natural logarithm. Its neighbors may decide (`judgeArticle`). */
export type Verdict =
  | { readonly ok: true; readonly confidence: number }
  | { readonly ok: false; readonly because: Refusal; readonly detail: string; readonly lead: number };

export interface Judged {
  readonly source: TaggedText;
  readonly output: TaggedText;
  /** BCP 47. */
  readonly from: string;
  readonly to: string;
  /** What the output must have as it stands, each as often as here: what was protected, in the words of the target language. */
  readonly terms: readonly string[];
}

const address =
  /\bhttps?:\/\/[^\s<>"]+[\p{L}\p{N}/]|\bwww\.[^\s<>"]+[\p{L}\p{N}/]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/giu;
/** Handles, topics and numbers. */
const handle = /[@#][\p{L}\p{N}_]+|\p{Nd}+(?:[.,:]\p{Nd}+)*/gu;
/** A word that begins with a capital. */
const capital = /(?<![\p{L}\p{M}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const hasLetter = /\p{L}/u;

/** Whether a translation of a segment may be published: it has the tags, numbers, addresses and terms of its source, is about as long, in
 *  the language asked for throughout, and nothing but the translation. It does not tell whether it means the same.
 *  `confidence`: from 0 to 1, how sure the language is. Pure. */
export function judgeSegment(judged: Judged): Verdict {
  const [source, output] = [plainOf(judged.source), plainOf(judged.output)];
  if (output.trim() === '') return source.trim() === '' ? { ok: true, confidence: 1 } : refuse('empty', '');
  const fault = findFault(judged, source, output);
  if (fault !== undefined) return fault;
  return judgeLanguage(judged, source, output);
}

type Check = readonly [because: Refusal, find: () => string | undefined];

/** The first of what is wrong but for the language, the cheapest first. */
function findFault(judged: Judged, source: string, output: string): Verdict | undefined {
  const checks: readonly Check[] = [
    ['tags', () => checkTags(judged.source, judged.output)],
    ['noise', () => findNoise(source, output)],
    ['echo', () => findEcho(source, output)],
    ['addresses', () => (source.match(address) ?? []).find((one) => !output.includes(one))],
    ['names', () => findLost(judged.terms, output)],
    ['length', () => findWrongLength(source, output, judged.from, judged.to)],
    ['repetition', () => findRepetition(source, output)],
    ['numbers', () => findWrongNumber(source, output)],
  ];
  for (const [because, find] of checks) {
    const detail = find();
    if (detail !== undefined) return refuse(because, detail);
  }
  return undefined;
}

function findLost(terms: readonly string[], output: string): string | undefined {
  const wanted = new Map<string, number>();
  for (const term of terms) wanted.set(term, (wanted.get(term) ?? 0) + 1);
  return [...wanted].find(([term, times]) => output.split(term).length - 1 < times)?.[0];
}

function judgeLanguage(judged: Judged, source: string, output: string): Verdict {
  const own = withoutFixed(output, judged.terms);
  if (!hasLetter.test(own)) return { ok: true, confidence: 1 };
  if (fold(source) === fold(output)) return refuse('untranslated', 'the same as its source');
  const kept = findUntranslated(source, own, shareWords(judged));
  if (kept !== undefined) return refuse('untranslated', kept);
  const text = withoutNames(own, source);
  if (!hasLetter.test(text)) return refuse('untranslated', 'only words of its source');
  const whole = checkLanguage(text, judged.from, judged.to);
  if (whole.is !== 'wanted') return refuse('language', whole.detail, whole.is === 'open' ? whole.lead : 0);
  const foreign = findForeignScript(own, judged.to);
  if (foreign !== undefined) return refuse('untranslated', `letters of another script: ${foreign}`);
  for (const piece of piecesOf(text)) {
    const part = checkLanguage(piece, judged.from, judged.to);
    if (part.is === 'other' && part.isSure) return refuse('untranslated', `${part.detail}: ${piece}`);
  }
  return { ok: true, confidence: whole.confidence };
}

/** English is near to its kin in sounds more than in words. */
function shareWords({ from, to }: Judged): boolean {
  return areKin(from, to) && baseOf(from) !== 'en' && baseOf(to) !== 'en';
}

/** Without what is the same in every language. */
function withoutFixed(text: string, terms: readonly string[]): string {
  const bare = text.replace(address, ' ').replace(handle, ' ');
  return [...new Set(terms)].reduce((left, term) => (term === '' ? left : left.replaceAll(term, ' ')), bare);
}

/** Without words with capitals that the source has as well: names, that would tell of the language of their bearers. */
function withoutNames(text: string, source: string): string {
  const names = new Set(source.match(capital) ?? []);
  return names.size === 0 ? text : text.replace(capital, (word) => (names.has(word) ? ' ' : word));
}

/** Texts of twenty words or more are looked at piece by piece, of ten words or more each; those without spaces sentence by sentence. */
function piecesOf(text: string): readonly string[] {
  const words = text.match(/\S+/g) ?? [];
  if (words.length < 20)
    return text.length > 30 ? splitSentences(text).map(({ start, end }) => text.slice(start, end)) : [];
  const pieces: string[] = [];
  const count = Math.floor(words.length / 10);
  for (let at = 0; at < count; at += 1)
    pieces.push(
      words.slice(Math.floor((at * words.length) / count), Math.floor(((at + 1) * words.length) / count)).join(' '),
    );
  return pieces;
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function refuse(because: Refusal, detail: string, lead = 0): Verdict {
  return { ok: false, because, detail: detail.slice(0, 120), lead };
}
