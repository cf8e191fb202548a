import { writeFileSync } from 'node:fs';
import { forestLines } from '../train/forest-lines.ts';
import type { Forest } from '../../src/text/forest.ts';

/** Writes what was learned as a source file. */
export function writeForest(forest: Forest): void {
  const text = [
    "import type { Forest } from '../text/forest.ts';",
    '',
    '/** Learned by `npm run train:stories` (bench/stories/): not written by hand. Features as `featureNames` orders them. */',
    'export const storyForest: Forest = {',
    ...forestLines(forest),
    '};',
    '',
  ].join('\n');
  writeFileSync(new URL('../../src/stories/story-forest.ts', import.meta.url), text);
}
