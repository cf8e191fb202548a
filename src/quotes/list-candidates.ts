import type { Cue } from './find-cues.ts';
import { findSources } from './find-sources.ts';
import type { Source } from './find-sources.ts';
import { boundsOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** Who may have said what a passage holds: by a cue with a source near it, or as the passage before. */
export type Candidate =
  | { readonly kind: 'cue'; readonly cue: Cue; readonly source: Source; readonly sentenceOffset: number }
  | { readonly kind: 'as-before' };

/** Most cues looked at on each side of a passage. */
const mostCues = 4;
/** In tokens. */
const farthest = 150;

/** All candidates of a passage. `cues`: those of the text, in order. */
export function listCandidates(
  reading: Reading,
  cues: readonly Cue[],
  sourcesOf: (cue: Cue) => readonly Source[],
  index: number,
): readonly Candidate[] {
  const passage = reading.passages[index];
  if (passage === undefined) return [];
  const own = reading.sentenceOf[passage.first] ?? 0;
  const found: Candidate[] = [];
  const add = (some: readonly Cue[], sentenceOffset: number): void => {
    for (const cue of some) {
      const sources = sourcesOf(cue);
      const none: Source = { kind: 'none', first: cue.first, last: cue.first - 1 };
      for (const source of [...sources, none]) found.push({ kind: 'cue', cue, source, sentenceOffset });
    }
  };
  const at = firstCueFrom(cues, passage.first);
  const { first, end } = boundsOf(reading, own);
  add(nearest(cues, at - 1, -1, first, passage.first), 0);
  add(nearest(cues, at, 1, end - 1, passage.last), 0);
  if (own > 0) {
    const before = boundsOf(reading, own - 1);
    const last = firstCueFrom(cues, before.end) - 1;
    add(nearest(cues, last, -1, before.first, passage.first).slice(0, 2), -1);
  }
  const after = boundsOf(reading, own + 1);
  if (after.end > after.first)
    add(nearest(cues, firstCueFrom(cues, after.first), 1, after.end - 1, passage.last).slice(0, 2), 1);
  if (index > 0) found.push({ kind: 'as-before' });
  return found;
}

function nearest(cues: readonly Cue[], from: number, step: 1 | -1, limit: number, start: number): readonly Cue[] {
  const found: Cue[] = [];
  for (let at = from; found.length < mostCues; at += step) {
    const cue = cues[at];
    if (cue === undefined || (step === 1 ? cue.head > limit : cue.head < limit)) break;
    if (Math.abs(cue.head - start) > farthest) break;
    if (cue.kind !== 'guess' || found.length === 0) found.push(cue);
  }
  return found;
}

/** The first cue at or behind a token, by halving. */
export function firstCueFrom(cues: readonly Cue[], token: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.head ?? 0) < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Finds the sources of each cue once. */
export function rememberSources(reading: Reading): (cue: Cue) => readonly Source[] {
  const known = new Map<Cue, readonly Source[]>();
  return (cue) => {
    const before = known.get(cue);
    if (before !== undefined) return before;
    const sources = findSources(reading, cue);
    known.set(cue, sources);
    return sources;
  };
}
