import { sumVotes } from '../text/forest.ts';
import type { Forest } from '../text/forest.ts';
import { contentAround, wholeOf } from './find-content.ts';
import type { Range } from './find-content.ts';
import type { Cue } from './find-cues.ts';
import type { Source } from './find-sources.ts';
import { listCandidates } from './list-candidates.ts';
import type { Candidate } from './list-candidates.ts';
import { candidateFeatures, passageFeatures } from './passage-features.ts';
import type { Reading } from './reading.ts';

/** What is learned of who says what. */
export interface QuoteForests {
  /** Whether a passage is somebody's words. */
  readonly passage: Forest;
  /** Whether a candidate is the one who says it. */
  readonly candidate: Forest;
  /** Whether a clause without quotation marks is what a source says by a cue. */
  readonly clause: Forest;
}

/** One attribution, in tokens. */
export interface Group {
  readonly cue: Cue;
  readonly source: Source;
  readonly ranges: Range[];
}

// Swept .28–.5 by folds: precision falls by .007, recall rises by .014 from .42 to .28; both are to stay well above .95.
const leastChance = 0.3;

/** The passages that are somebody's words, those of one cue as one group. */
export function findQuoted(
  reading: Reading,
  cues: readonly Cue[],
  sourcesOf: (cue: Cue) => readonly Source[],
  forests: QuoteForests,
): readonly Group[] {
  const groups = new Map<number, Group>();
  let before: Group | undefined;
  reading.passages.forEach((passage, index) => {
    const candidates = listCandidates(reading, cues, sourcesOf, index);
    const best = choose(reading, cues, index, candidates, before !== undefined, forests);
    if (best?.kind === 'as-before') {
      before?.ranges.push(wholeOf(reading, passage));
      return;
    }
    before =
      best === undefined
        ? undefined
        : (groups.get(best.cue.head) ?? { cue: best.cue, source: best.source, ranges: [] });
    if (best === undefined || before === undefined) return;
    groups.set(best.cue.head, before);
    before.ranges.push(contentAround(reading, passage, best.cue, before.source));
  });
  return [...groups.values()];
}

function choose(
  reading: Reading,
  cues: readonly Cue[],
  index: number,
  candidates: readonly Candidate[],
  known: boolean,
  forests: QuoteForests,
): Candidate | undefined {
  const passage = reading.passages[index];
  if (passage === undefined) return undefined;
  const own = passageFeatures(reading, index);
  const isSaid = chance(own, forests.passage);
  let best: Candidate | undefined;
  let most = 0;
  for (const candidate of candidates) {
    if (candidate.kind === 'as-before' && !known) continue;
    const score = chance(candidateFeatures(reading, cues, passage, candidate, known).concat(own), forests.candidate);
    if (score > most) [best, most] = [candidate, score];
  }
  return (most + isSaid) / 2 > leastChance ? best : undefined;
}

export function chance(features: readonly number[], forest: Forest): number {
  return 1 / (1 + Math.exp(-sumVotes(new Float64Array(features), forest)));
}
