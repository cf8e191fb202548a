import { cueKinds } from './find-cues.ts';
import type { Cue } from './find-cues.ts';
import type { Range } from './find-content.ts';
import { sourceKinds } from './find-sources.ts';
import type { Source } from './find-sources.ts';
import { firstCueFrom } from './list-candidates.ts';
import type { Candidate } from './list-candidates.ts';
import { boundsOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** What stands beside a passage, in numbers. */
const marks = ['', ',', '.', ':', ';', '!', '?', '…', '-', '(', ')'] as const;

export function markCode(text: string | undefined): number {
  if (text === undefined) return -1;
  const at = marks.findIndex((mark) => mark === text);
  if (at > 0) return at;
  return /^[—–]$/.test(text) ? 8 : 0;
}

/** What a word is, in numbers that keep like things together. */
export function wordCode({ tokens, lexicon }: Reading, at: number): number {
  const token = tokens[at];
  if (token === undefined) return -1;
  const { lower } = token;
  if (!token.isWord) return 0;
  if (lexicon.say.has(lower)) return 10;
  if (lexicon.call.has(lower)) return 9;
  if (lexicon.hold.has(lower)) return 8;
  if (lexicon.that.has(lower)) return 7;
  if (lexicon.auxiliaries.has(lower)) return 6;
  if (lexicon.pronouns.has(lower)) return 5;
  if (lexicon.determiners.has(lower)) return 2;
  if (lexicon.prepositions.has(lower) || lexicon.links.has(lower)) return 3;
  if (lexicon.breaks.has(lower)) return 4;
  return token.isCapital ? 1.5 : 1;
}

/** The token behind a passage. A comma, dash or period right behind the closing mark counts as within: English writes
 *  it there, other languages do not. */
function behind({ tokens }: Reading, { last }: Range): number {
  let at = last + 1;
  while (/^[,—–-]$/.test(tokens[at]?.text ?? '') && tokens[at]?.line === tokens[last]?.line) at += 1;
  return at;
}

function endMark({ tokens }: Reading, inner: string | undefined, last: number): number {
  const own = markCode(inner);
  const next = tokens[last + 1];
  return own > 0 || next === undefined || next.line !== tokens[last]?.line || !/^[,.]$/.test(next.text)
    ? own
    : markCode(next.text);
}

export const passageFeatureNames = [
  'words',
  'startsCapital',
  'lastMark',
  'isClosed',
  'isMore',
  'isSingle',
  'markBefore',
  'wordBefore',
  'markAfter',
  'wordAfter',
  'isLineStart',
  'isLineEnd',
  'isSentenceStart',
  'isSentenceEnd',
  'passagesInSentence',
  'capitals',
  'gapBefore',
  'linesBefore',
  'gapAfter',
  'wordAfterCapital',
  'secondWordBefore',
  'hasVerb',
  'sentenceWords',
  'hasStopInside',
] as const;

export function passageFeatures(reading: Reading, index: number): readonly number[] {
  const { tokens, passages, sentenceOf } = reading;
  const passage = passages[index];
  if (passage === undefined) return [];
  const { first, last, isClosed } = passage;
  const inner = tokens.slice(first + 1, isClosed ? last : last + 1);
  const words = inner.filter(({ isWord }) => isWord);
  const { first: begin, end } = boundsOf(reading, sentenceOf[first] ?? 0);
  const line = tokens[first]?.line;
  const before = passages[index - 1];
  const after = passages[index + 1];
  const isLineStart = tokens[first - 1]?.line !== line;
  const next = behind(reading, passage);
  const isPeriodNext = tokens[next]?.text === '.' && next === end - 1;
  const isLineEnd = tokens[isPeriodNext ? next + 1 : next]?.line !== line;
  const gap = (from: number, to: number): number => Math.min(20, (sentenceOf[to] ?? 0) - (sentenceOf[from] ?? 0));
  let inSentence = 0;
  for (let at = index; at > index - 6 && (passages[at]?.first ?? -1) >= begin; at--) inSentence += 1;
  for (let at = index + 1; at < index + 6 && (passages[at]?.first ?? end) < end; at++) inSentence += 1;
  return [
    Math.min(40, words.length),
    Number(words[0]?.isCapital === true || inner[0]?.isWord === false),
    endMark(reading, inner.at(-1)?.text, last),
    Number(isClosed),
    Number(passage.isMore),
    Number(passage.isSingle),
    isLineStart ? -1 : markCode(tokens[first - 1]?.text),
    isLineStart ? -1 : wordCode(reading, first - 1),
    isLineEnd ? -1 : markCode(tokens[next]?.text),
    isLineEnd ? -1 : wordCode(reading, next),
    Number(isLineStart),
    Number(isLineEnd),
    Number(first === begin),
    Number(last === end - 1 || isPeriodNext),
    Math.min(6, inSentence),
    words.filter(({ isCapital }) => isCapital).length / Math.max(1, words.length),
    before === undefined ? 20 : gap(before.last, first),
    before === undefined ? 20 : Math.min(20, (line ?? 0) - (tokens[before.last]?.line ?? 0)),
    after === undefined ? 20 : gap(last, after.first),
    Number(tokens[next]?.isCapital === true),
    first - 2 < begin ? -1 : wordCode(reading, first - 2),
    Number(
      words.some(
        ({ lower, isCapital }) =>
          !isCapital && (reading.lexicon.auxiliaries.has(lower) || reading.lexicon.pronouns.has(lower)),
      ),
    ),
    Math.min(80, end - begin),
    Number(inner.slice(0, -1).some(({ text }) => text === '.' || text === ',')),
  ];
}

export const candidateFeatureNames = [
  'isAsBefore',
  'cueKind',
  'sentenceOffset',
  'isCueBefore',
  'distance',
  'wordsBetween',
  'commasBetween',
  'breaksBetween',
  'passagesBetween',
  'cuesBetween',
  'isGerund',
  'isInfinitive',
  'thatAfterCue',
  'markAfterCue',
  'wordAfterCue',
  'markBeforeCue',
  'wordBeforeCue',
  'sourceKind',
  'sourceStart',
  'sourceEnd',
  'sourceWords',
  'sourceCapitals',
  'isPronoun',
  'wordBeforeSource',
  'markBeforeSource',
  'isSentenceStart',
  'sourceDistance',
  'hasTitle',
  'marksBetween',
  'isSourceBetween',
  'wasAttributed',
  'sourceNearPassage',
] as const;

const asBefore = [0, 1].map((known) =>
  candidateFeatureNames.map((name) => (name === 'isAsBefore' ? 1 : name === 'wasAttributed' ? known : -1)),
);

/** `known`: whether the passage before has a speaker. */
export function candidateFeatures(
  reading: Reading,
  cues: readonly Cue[],
  passage: Range,
  candidate: Candidate,
  known: boolean,
): readonly number[] {
  if (candidate.kind === 'as-before') return asBefore[Number(known)] ?? [];
  const { cue, source } = candidate;
  const isBefore = cue.last < passage.first;
  const [from, to] = isBefore
    ? [cue.last + 1, passage.first - 1]
    : [Math.min(cue.first, behind(reading, passage)), cue.first - 1];
  const between = countBetween(reading, from, to);
  const isHere = source.kind !== 'none';
  const distance =
    source.last < passage.first ? passage.first - source.last : source.first - (isBefore ? passage.last : from - 1);
  return [
    0,
    cueKinds.indexOf(cue.kind),
    candidate.sentenceOffset,
    Number(isBefore),
    Math.min(60, to - from + 1),
    Math.min(40, between.words),
    Math.min(5, between.commas),
    Math.min(5, between.breaks),
    between.passages,
    Math.min(5, firstCueFrom(cues, to + 1) - firstCueFrom(cues, from)),
    ...cueFeatures(reading, cue, !isBefore && from === cue.first),
    ...sourceFeatures(reading, cue, source, isHere && !isBefore && source.first === from),
    between.marks,
    Number(isHere && source.first >= from && source.last <= to),
    Number(known),
    isHere ? Math.min(60, distance) : -1,
  ];
}

interface Between {
  readonly words: number;
  readonly commas: number;
  readonly breaks: number;
  readonly marks: number;
  readonly passages: number;
}

function countBetween({ tokens, lexicon, passageOf }: Reading, from: number, to: number): Between {
  const counts = { words: 0, commas: 0, breaks: 0, marks: 0, passages: 0 };
  let passage = -1;
  for (let at = from; at <= to; at++) {
    const own = passageOf[at] ?? -1;
    if (own !== -1 && own !== passage) counts.passages += 1;
    passage = own;
    const token = tokens[at];
    if (own !== -1 || token === undefined) continue;
    if (token.isWord) counts.words += 1;
    else if (token.text === ',') counts.commas += 1;
    else if (/^[—–:;()-]$/.test(token.text)) counts.marks += 1;
    if (lexicon.breaks.has(token.lower)) counts.breaks += 1;
  }
  return counts;
}

function cueFeatures(reading: Reading, cue: Cue, isRightBehind: boolean): readonly number[] {
  const { tokens, lexicon, passageOf } = reading;
  const isBehindPassage = isRightBehind || (passageOf[cue.first - 1] ?? -1) !== -1;
  return [
    Number(cue.isGerund),
    Number(cue.isInfinitive),
    Number(lexicon.that.has(tokens[cue.last + 1]?.lower ?? '')),
    markCode(tokens[cue.last + 1]?.text),
    passageOf[cue.last + 1] !== -1 ? 20 : wordCode(reading, cue.last + 1),
    isRightBehind ? 0 : markCode(tokens[cue.first - 1]?.text),
    isBehindPassage ? 20 : wordCode(reading, cue.first - 1),
  ];
}

function sourceFeatures(reading: Reading, cue: Cue, source: Source, isRightBehind: boolean): readonly number[] {
  const { tokens, lexicon, sentenceOf } = reading;
  const { kind, first, last } = source;
  const isHere = kind !== 'none';
  const named = isHere ? tokens.slice(first, last + 1) : [];
  const head = named[0]?.lower ?? '';
  return [
    sourceKinds.indexOf(kind),
    isHere ? wordCode(reading, first) : -1,
    isHere ? wordCode(reading, last) : -1,
    Math.min(20, named.length),
    named.filter(({ isCapital }) => isCapital).length,
    Number(lexicon.pronouns.has(head) && !lexicon.determiners.has(head)),
    isRightBehind ? 0 : isHere ? wordCode(reading, first - 1) : -1,
    isRightBehind ? 0 : isHere ? markCode(tokens[first - 1]?.text) : -1,
    Number(isHere && sentenceOf[first - 1] !== sentenceOf[first]),
    isHere ? Math.min(40, last < cue.first ? cue.first - last : first - cue.last) : -1,
    Number(named.some(({ lower }) => lexicon.titles.has(lower))),
  ];
}
