import { writeFileSync } from 'node:fs';
import type { Forest } from '../../src/text/forest.ts';

/** Writes what was learned as a source file. */
export function writeForest(forest: Forest): void {
  const short = (value: number): number => Number(value.toPrecision(4));
  const lines = forest.trees.map(
    ({ splits, votes }) => `    { splits: [${splits.map(short).join(',')}], votes: [${votes.map(short).join(',')}] },`,
  );
  const text = [
    "import type { Forest } from '../text/forest.ts';",
    '',
    '/** Learned by `npm run train:stories` (bench/stories/): not written by hand. Features as `featureNames` orders them. */',
    'export const storyForest: Forest = {',
    `  depth: ${forest.depth},`,
    `  base: ${short(forest.base)},`,
    '  trees: [',
    ...lines,
    '  ],',
    '};',
    '',
  ].join('\n');
  writeFileSync(new URL('../../src/stories/story-forest.ts', import.meta.url), text);
}
