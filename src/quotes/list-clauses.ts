import { beginAfter, endFrom, longest } from './find-content.ts';
import type { Range } from './find-content.ts';
import type { Cue } from './find-cues.ts';
import type { Source } from './find-sources.ts';
import { candidateFeatureNames, candidateFeatures, markCode, wordCode } from './passage-features.ts';
import { boundsOf } from './reading.ts';
import type { Reading } from './reading.ts';

const clauseKinds = ['that', 'bare', 'front'] as const;

/** What a cue may tell without quotation marks: behind "that", right behind the cue, or before it. */
export interface Clause {
  readonly kind: (typeof clauseKinds)[number];
  readonly cue: Cue;
  readonly source: Source;
  readonly range: Range;
}

export function listClauses(reading: Reading, cue: Cue, sources: readonly Source[]): readonly Clause[] {
  if (cue.kind === 'guess' || cue.kind === 'dash' || cue.kind === 'colon') return [];
  return sources.flatMap((source): readonly Clause[] => {
    const told = rangesOf(reading, cue, source);
    return told.map(({ kind, range }) => ({ kind, cue, source, range }));
  });
}

function rangesOf(reading: Reading, cue: Cue, source: Source): readonly Pick<Clause, 'kind' | 'range'>[] {
  const { tokens, lexicon, sentenceOf, passageOf } = reading;
  const { first, end } = boundsOf(reading, sentenceOf[cue.head] ?? 0);
  const found: Pick<Clause, 'kind' | 'range'>[] = [];
  const told = source.kind === 'before' ? Math.min(source.first, cue.first) : cue.first;
  const behind = Math.max(cue.last, source.kind === 'after' ? source.last : 0) + 1;
  const isFront =
    tokens[told - 1]?.text === ',' &&
    passageOf[told - 1] === -1 &&
    told - 2 > first &&
    told - first < longest &&
    source.kind !== 'clause' &&
    source.kind !== 'near';
  if (isFront) found.push({ kind: 'front', range: { first, last: told - 2 } });
  if (cue.kind === 'according') {
    const comma = tokens[behind]?.text === ',' ? behind + 1 : behind;
    if (comma < end - 2 && cue.first <= first + 1)
      found.push({ kind: 'bare', range: { first: comma, last: endFrom(reading, comma) } });
    if (told - 1 > first && told - first < longest && !isFront)
      found.push({ kind: 'front', range: { first, last: told - 1 } });
    return found;
  }
  if (source.kind === 'after') return found;
  const begin = beginAfter(reading, cue, source, Math.min(end - 1, cue.last + 25));
  if (begin >= end - 1 || passageOf[begin] !== -1 || !tokens[begin]?.isWord) return found;
  const isThat = lexicon.that.has(tokens[begin]?.lower ?? '');
  const last = endFrom(reading, begin);
  if (last > begin) found.push({ kind: isThat ? 'that' : 'bare', range: { first: begin, last } });
  return found;
}

export const clauseFeatureNames = [
  ...candidateFeatureNames,
  'clauseKind',
  'words',
  'first',
  'second',
  'third',
  'markBehind',
  'isSentenceEnd',
  'hasPassage',
  'hasVerb',
  'sentenceWords',
  'lastMark',
] as const;

export function clauseFeatures(reading: Reading, cues: readonly Cue[], clause: Clause): readonly number[] {
  const { tokens, lexicon, passageOf, sentenceOf } = reading;
  const { kind, cue, source, range } = clause;
  const { first: begin, end } = boundsOf(reading, sentenceOf[cue.head] ?? 0);
  const own = tokens.slice(range.first, Math.min(range.last + 1, range.first + 60));
  return [
    ...candidateFeatures(reading, cues, range, { kind: 'cue', cue, source, sentenceOffset: 0 }, false),
    clauseKinds.indexOf(kind),
    Math.min(60, range.last - range.first + 1),
    wordCode(reading, range.first),
    wordCode(reading, range.first + 1),
    wordCode(reading, range.first + 2),
    markCode(tokens[range.last + 1]?.text),
    Number(range.last >= end - 2),
    Number(own.some((_, at) => passageOf[range.first + at] !== -1)),
    Number(own.some(({ lower }) => lexicon.auxiliaries.has(lower))),
    Math.min(80, end - begin),
    markCode(tokens[end - 1]?.text),
  ];
}
