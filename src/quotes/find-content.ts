import type { Cue } from './find-cues.ts';
import type { Passage } from './find-passages.ts';
import { sourceAfter } from './find-sources.ts';
import type { Source } from './find-sources.ts';
import { boundsOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** Of a clause, in tokens. */
export const longest = 200;

/** First and last token of a piece of text. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** What is said when a cue tells a passage: the passage, or the clause that it is a part of. */
export function contentAround(reading: Reading, passage: Passage, cue: Cue, source: Source): Range {
  const whole = wholeOf(reading, passage);
  const sentence = reading.sentenceOf[passage.first] ?? 0;
  const { first, end } = boundsOf(reading, sentence);
  if (reading.sentenceOf[cue.head] !== sentence)
    return passage.first === first || isAfterColon(reading, passage)
      ? whole
      : { first, last: withoutPeriod(reading, end - 1) };
  if (cue.head > passage.last) {
    const told = Math.min(cue.first, source.kind === 'none' || source.first <= passage.last ? cue.first : source.first);
    return told > passage.last && !passage.isDashed
      ? { first: clauseBegin(reading, passage, first), last: Math.max(passage.last, endBefore(reading, told)) }
      : whole;
  }
  if (isUtterance(reading, passage) || passage.isDashed) return whole;
  const begin = beginAfter(reading, cue, source, passage.first);
  return { first: Math.min(begin, passage.first), last: clauseEnd(reading, passage) };
}

/** All of a passage; of one between dashes without them. */
export function wholeOf({ tokens }: Reading, { first, last, isDashed }: Passage): Range {
  if (!isDashed) return { first, last };
  const isDash = (at: number): boolean => /^[—–―,-]$/.test(tokens[at]?.text ?? '');
  let begin = first;
  while (begin < last && isDash(begin)) begin += 1;
  // Spanish ends the sentence behind who speaks: "—dijo Ana Sol—. Vendrá".
  if (begin > first && tokens[begin]?.text === '.' && tokens[begin + 1]?.isWord === true) begin += 1;
  let end = last;
  while (end > begin && isDash(end)) end -= 1;
  return { first: begin, last: end };
}

/** A passage that is a sentence of its own: "…, he said, “That is all.”" */
function isUtterance({ tokens }: Reading, { first }: Passage): boolean {
  const before = tokens[first - 1]?.text ?? '';
  return before === ',' || before === ':';
}

function isAfterColon({ tokens }: Reading, { first }: Passage): boolean {
  return tokens[first - 1]?.text === ':';
}

function clauseBegin({ tokens, passageOf }: Reading, { first }: Passage, begin: number): number {
  let at = first;
  while (at > begin && at > first - longest && !/^[;:]$/.test(tokens[at - 1]?.text ?? '') && passageOf[at - 1] === -1)
    at -= 1;
  return at > begin && passageOf[at - 1] !== -1 ? first : at;
}

/** The last token before a source or cue that follows what was said, without the comma between. */
function endBefore({ tokens }: Reading, told: number): number {
  let at = told - 1;
  while (at > 0 && /^[,—–-]$/.test(tokens[at]?.text ?? '')) at -= 1;
  return at;
}

function withoutPeriod({ tokens, passageOf }: Reading, last: number): number {
  let at = last;
  while (at > 0 && passageOf[at] === -1 && /^[.!…]$/.test(tokens[at]?.text ?? '')) at -= 1;
  return at;
}

/** Where the told clause begins behind a cue: at "that", or behind who is addressed. */
export function beginAfter(reading: Reading, cue: Cue, source: Source, limit: number): number {
  const { tokens, lexicon } = reading;
  let at = cue.last + 1;
  if (source.kind === 'after') at = Math.max(at, source.last + 1);
  if (/^[,:]$/.test(tokens[at]?.text ?? '')) at += 1;
  at = behindPassage(reading, at, limit);
  const head = tokens[at]?.lower ?? '';
  if (cue.kind === 'call' || lexicon.that.has(head)) return at;
  const isTold = lexicon.tell.has(tokens[cue.head]?.lower ?? '');
  if (!isTold && !lexicon.prepositions.has(head) && !lexicon.times.has(head)) return at;
  return (
    thatBetween(reading, at, limit, isTold) ??
    (isTold ? behindHearer(reading, at, limit) : head === 'about' ? at : limit)
  );
}

/** Behind who is told, when a clause goes on there: "told the paper he had left". */
function behindHearer(reading: Reading, at: number, limit: number): number {
  const { tokens, lexicon } = reading;
  const { lower: head = '' } = tokens[at] ?? {};
  const phrase = lexicon.hearers.has(head) ? { last: at } : sourceAfter(reading, at, false);
  const next = tokens[(phrase?.last ?? at) + 1];
  if (phrase === undefined || next === undefined || phrase.last + 1 >= limit) return limit;
  const isClause =
    lexicon.pronouns.has(next.lower) ||
    lexicon.determiners.has(next.lower) ||
    (next.isCapital && lexicon.hearers.has(head));
  return isClause ? phrase.last + 1 : limit;
}

/** Behind a passage that ends the clause it stands in, if there is one between. */
function behindPassage({ tokens, passages, passageOf }: Reading, from: number, limit: number): number {
  for (let at = limit - 1; at >= from && at > limit - 100; at--) {
    const passage = passages[passageOf[at] ?? -1];
    if (passage === undefined) continue;
    if (/^[.,!?…]$/.test(tokens[passage.last - 1]?.text ?? '')) return limit;
    at = passage.first;
  }
  return from;
}

/** "that" between a cue and a passage, or the last "to" after somebody was told. */
function thatBetween(
  { tokens, lexicon, passageOf }: Reading,
  from: number,
  limit: number,
  isTold: boolean,
): number | undefined {
  for (let at = from; at < limit && at < from + 25 && passageOf[at] === -1; at++) {
    const { lower: word = '', isCapital = false } = tokens[at] ?? {};
    if (lexicon.that.has(word)) return at;
    if ((lexicon.say.has(word) && !isCapital) || (lexicon.breaks.has(word) && word !== 'and')) return undefined;
  }
  if (!isTold) return undefined;
  for (let at = limit - 1; at > from && at > limit - 12; at--) if (tokens[at]?.lower === 'to') return at;
  return undefined;
}

/** The last token of the clause that a passage is a part of. */
function clauseEnd(reading: Reading, passage: Passage): number {
  const { tokens } = reading;
  const inner = tokens[passage.last - 1]?.text ?? '';
  if (!passage.isClosed || /^[.,!?…]$/.test(inner)) return passage.last;
  return endFrom(reading, passage.last);
}

/** The end of a clause that goes on behind a token. */
export function endFrom(reading: Reading, from: number): number {
  const { tokens, passages, passageOf, sentenceOf } = reading;
  const { end } = boundsOf(reading, sentenceOf[from] ?? 0);
  let at = from;
  while (at + 1 < end && at < from + longest && !isCut(reading, at + 1)) {
    at += 1;
    const passage = passages[passageOf[at] ?? -1];
    if (passage !== undefined && at === passage.last && /^[.,]$/.test(tokens[at - 1]?.text ?? '')) break;
  }
  return withoutPeriod(reading, at);
}

function isCut({ tokens, lexicon, passageOf }: Reading, at: number): boolean {
  if (passageOf[at] !== -1) return false;
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || next === undefined) return true;
  if (/^[;—–-]$/.test(token.text)) return true;
  const isVerb = lexicon.say.has(next.lower) || lexicon.call.has(next.lower) || lexicon.hold.has(next.lower);
  if (token.text === ',')
    return (
      lexicon.gerunds.has(next.lower) ||
      (/..ing$/.test(next.lower) && next.lower !== 'including') ||
      lexicon.according.some(([word]) => word === next.lower)
    );
  if (lexicon.breaks.has(token.lower) && !lexicon.that.has(token.lower))
    return (isVerb && passageOf[at + 1] === -1) || /...ing$/.test(next.lower);
  return false;
}
