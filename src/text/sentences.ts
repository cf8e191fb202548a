import type { Span } from '../model/attribution.ts';
import { goesOn, mayEnd, ordinalLanguages, starters } from './sentence-words.ts';
import { baseOf } from './stem.ts';

/** Marks that may end a sentence, with what closes behind them (French: after a space). The second group ends one without white space behind it. */
const endings =
  /(?:[.!?…;։؟۔।॥።။។\u037e]+|([。！？｡]+))((?:["'”’»›“‘)\]}」』）】》〉]|[ \u00a0\u202f]»(?![\p{L}\p{N}]))*)/gu;
const space = /\s/u;
/** What may stand before the first letter of a sentence. */
const opening = /[\s"'“”„‟«»‹›‘‚’([{¿¡—–\-•·*「『（【《]/u;
const lower = /\p{Ll}/u;
const letter = /[\p{L}\p{M}]/u;
/** "J. Smith", "z. B.", "U.S."; Hindi writes out the letters' names. */
const initials = /^\p{L}\p{M}*$|^(?:(?:\p{L}\p{M}*){1,2}\.)+(?:\p{L}\p{M}*){1,2}$/u;
const digit = /\p{Nd}/u;

/** The sentences of a plain text, in order: each begins and ends without white space, and nothing but white space stands between them, so
 *  that the text is its sentences and what is between. A line is a paragraph: no sentence goes over its end. `language`: BCP 47; it
 *  only tells how ordinals are written, and what `;` means. Where it is not sure, two sentences stay together: a piece of the text is
 *  never torn in the middle of a name. Thai, Lao and others that do not mark the ends of sentences have one a line. */
export function splitSentences(text: string, language = ''): readonly Span[] {
  const base = baseOf(language);
  const spans: Span[] = [];
  for (let from = 0; from < text.length;) {
    const lineEnd = text.indexOf('\n', from);
    const to = lineEnd === -1 ? text.length : lineEnd;
    splitLine(text, { start: from, end: to }, base, spans);
    from = to + 1;
  }
  return spans;
}

/** Adds the sentences of one line to `spans`. */
function splitLine(text: string, line: Span, language: string, spans: Span[]): void {
  let from = line.start;
  endings.lastIndex = from;
  for (let match = endings.exec(text); match !== null; match = endings.exec(text)) {
    const end = endings.lastIndex;
    if (match.index >= line.end) break;
    if (end >= line.end || !isEnd(text, match, end, line, language)) continue;
    addTrimmed(text, from, end, spans);
    from = end;
  }
  addTrimmed(text, from, line.end, spans);
}

function addTrimmed(text: string, from: number, to: number, spans: Span[]): void {
  let start = from;
  let end = to;
  while (start < end && space.test(text.charAt(start))) start += 1;
  while (end > start && space.test(text.charAt(end - 1))) end -= 1;
  if (end > start) spans.push({ start, end });
}

/** Whether a sentence ends at `end`, behind the marks and closers of `match`. */
function isEnd(text: string, match: RegExpExecArray, end: number, line: Span, language: string): boolean {
  const marks = match[0].slice(0, match[0].length - (match[2] ?? '').length);
  if (match[1] !== undefined) return !goesOnAfterQuote(text, match[2] ?? '', end);
  if (/^;+$/.test(marks) && language !== 'el') return false;
  if (!space.test(text.charAt(end))) return false;
  const next = firstLetter(text, end, line.end);
  if (next === undefined) return false;
  if (/^[։؟۔।॥።။។]/u.test(marks)) return true;
  const [character, at] = next;
  if (lower.test(character)) return false;
  if (marks !== '.' || (match[2] ?? '') !== '') return true;
  return !isAbbreviation(text, match.index, line.start, at, language);
}

/** Japanese quotes somebody and goes on with a particle: 「…。」と. */
function goesOnAfterQuote(text: string, closers: string, end: number): boolean {
  return closers !== '' && /[\p{Script=Hiragana}、，,]/u.test(text.charAt(end));
}

/** The first character of what may be the next sentence that is neither white space nor an opening mark, and where it stands. */
function firstLetter(text: string, from: number, to: number): readonly [character: string, at: number] | undefined {
  for (let at = from; at < to; at += 1) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (!opening.test(character)) return [character, at];
  }
  return undefined;
}

/** Whether the point at `point` belongs to the word before it, and the sentence goes on at `next`. */
function isAbbreviation(text: string, point: number, from: number, next: number, language: string): boolean {
  let start = point;
  while (start > from && point - start < 20 && isWordPart(text.charAt(start - 1))) start -= 1;
  const word = text.slice(start, point);
  if (word === '') return false;
  if (/^\p{Nd}{1,3}$/u.test(word)) return ordinalLanguages.has(language) && !startsSentence(text, next);
  if (!letter.test(word)) return false;
  const small = word.toLowerCase();
  if (goesOn.has(small)) return true;
  return (mayEnd.has(small) || initials.test(word)) && !startsSentence(text, next);
}

function isWordPart(character: string): boolean {
  return character === '.' || character === '-' || letter.test(character) || digit.test(character);
}

function startsSentence(text: string, at: number): boolean {
  let end = at;
  while (end < text.length && end - at < 20 && letter.test(text.charAt(end))) end += 1;
  const isInitial = end === at + 1 && text.charAt(end) === '.';
  return !isInitial && starters.has(text.slice(at, end));
}
