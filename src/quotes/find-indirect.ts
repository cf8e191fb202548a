import type { Cue } from './find-cues.ts';
import { chance } from './find-quoted.ts';
import type { Group, QuoteForests } from './find-quoted.ts';
import type { Source } from './find-sources.ts';
import { clauseFeatures, listClauses } from './list-clauses.ts';
import type { Clause } from './list-clauses.ts';
import type { Reading } from './reading.ts';

// Precision first: by folds, four of five are right with source, cue and at least half of the content.
const leastChance = 0.65;

/** What cues tell that no quoted passage is told by; nothing that lies in a quoted content. */
export function findIndirect(
  reading: Reading,
  cues: readonly Cue[],
  sourcesOf: (cue: Cue) => readonly Source[],
  quoted: readonly Group[],
  { clause: forest }: Pick<QuoteForests, 'clause'>,
): readonly Group[] {
  const taken = new Uint8Array(reading.tokens.length);
  const used = new Set(quoted.map(({ cue }) => cue.head));
  for (const { cue, ranges } of quoted) {
    taken.fill(1, cue.first, cue.last + 1);
    for (const { first, last } of ranges) taken.fill(1, first, last + 1);
  }
  const isFree = ({ range }: Clause): boolean => taken.subarray(range.first, range.last + 1).indexOf(1) === -1;
  const found: Group[] = [];
  for (const cue of cues) {
    if (used.has(cue.head) || taken[cue.head] === 1) continue;
    let best: Clause | undefined;
    let most = leastChance;
    for (const clause of listClauses(reading, cue, sourcesOf(cue))) {
      if (!isFree(clause)) continue;
      const score = chance(clauseFeatures(reading, cues, clause), forest);
      if (score > most) [best, most] = [clause, score];
    }
    if (best === undefined) continue;
    found.push({ cue, source: best.source, ranges: [best.range] });
    taken.fill(1, best.range.first, best.range.last + 1);
  }
  return found;
}
