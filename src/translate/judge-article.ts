import type { TaggedText } from '../model/translation.ts';
import { baseOf } from '../text/stem.ts';
import { checkLanguage } from './check-language.ts';
import type { Verdict } from './judge-segment.ts';
import { plainOf } from './tagged-text.ts';

export interface JudgedSegment {
  readonly source: TaggedText;
  readonly output: TaggedText;
  readonly verdict: Verdict;
}

const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{L}\p{M}]+/gu;
const unspaced = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u;

/** How sure a segment is that its neighbors decided. */
export const byNeighbors = 0.5;
/** With such a lead one word is enough. */
const leadOfOne = 2;
/** Shorter words are in many languages. */
const leastLetters = 4;

/** The verdicts of all segments of an article, with those decided that were open: headings and captions too short to tell their language
 *  for sure. They pass by words that stand in segments of the translation whose language is sure, and nowhere in the original: one, or
 *  two where another language is nearly as likely; and when the sure segments together are in the language asked for. BCP 47. Pure. */
export function judgeArticle(segments: readonly JudgedSegment[], from: string, to: string): readonly Verdict[] {
  if (!segments.some(({ verdict }) => isOpen(verdict))) return segments.map(({ verdict }) => verdict);
  const original = new Set(segments.flatMap(({ source }) => wordsOf(source)));
  const known = new Set(
    segments.flatMap(({ output, verdict }) => (verdict.ok ? wordsOf(withoutNames(output, to)) : [])),
  );
  const isTelling = (one: string): boolean => lettersOf(one) >= leastLetters && known.has(one) && !original.has(one);
  if (checkLanguage(joined(segments), from, to).is !== 'wanted') return segments.map(({ verdict }) => verdict);
  return segments.map(({ output, verdict }) => {
    if (verdict.ok || verdict.lead <= 0) return verdict;
    const telling = new Set(wordsOf(output).filter(isTelling)).size;
    return telling >= (verdict.lead >= leadOfOne ? 1 : 2) ? { ok: true, confidence: byNeighbors } : verdict;
  });
}

function isOpen(verdict: Verdict): boolean {
  return !verdict.ok && verdict.lead > 0;
}

function joined(segments: readonly JudgedSegment[]): string {
  return segments
    .filter(({ verdict }) => verdict.ok)
    .map(({ output }) => plainOf(output))
    .join('\n');
}

/** Names are alike in many languages. German has capitals for all nouns. */
function withoutNames(text: TaggedText, to: string): TaggedText {
  return baseOf(to) === 'de' ? text : text.replace(/(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]*/gu, ' ');
}

/** In scripts without spaces each two characters that stand together. */
function wordsOf(text: TaggedText): readonly string[] {
  return (plainOf(text).toLowerCase().match(word) ?? []).flatMap((one) => {
    if (!unspaced.test(one) || one.length <= 2) return [one];
    return Array.from({ length: one.length - 1 }, (_, at) => one.slice(at, at + 2));
  });
}

function lettersOf(one: string): number {
  return unspaced.test(one) ? one.length * 2 : one.length;
}
