/** Learns which lines of a page are article text and writes `src/extract/leaf-forest.ts`:
 *  `npm run train -- [--folds] [folder]`. Reads the corpora under `folder` (../shared), without the third of all pages
 *  that is kept aside. `--folds` trains on three quarters four times and says how the fourth fares; it writes nothing. */
import { writeFileSync } from 'node:fs';
import { featureNames } from '../../src/extract/leaf-features.ts';
import { scoreLeaf } from '../../src/extract/score-leaf.ts';
import { folds, readRows, train } from './leaf-rows.ts';
import type { Row } from './leaf-rows.ts';
import { forestLines } from './forest-lines.ts';

const isByFolds = process.argv.includes('--folds');
const root = process.argv.slice(2).find((arg) => !arg.startsWith('--')) ?? '../shared';
const rows = readRows(root);

function wrongShare(tested: readonly Row[], says: (row: Row) => boolean): number {
  const total = tested.reduce((sum, { label }) => sum + label.weight, 0);
  const wrong = tested.reduce((sum, row) => sum + (says(row) === row.label.isText ? 0 : row.label.weight), 0);
  return wrong / total;
}

const rulesKeep = ({ values }: Row): boolean =>
  values[featureNames.indexOf('isInRoot')] === 1 && values[featureNames.indexOf('removed')] === 0;
console.error(
  `${rows.length} lines, ${featureNames.length} features; the rules are wrong on ${wrongShare(rows, rulesKeep).toFixed(4)} of the weight`,
);
if (isByFolds) {
  for (let fold = 0; fold < folds; fold++) {
    const forest = train(rows.filter((row) => row.fold !== fold));
    const tested = rows.filter((row) => row.fold === fold);
    const learned = wrongShare(tested, (row) => scoreLeaf(row, forest) > 0.5);
    console.log(`fold ${fold}: wrong ${learned.toFixed(4)}, the rules ${wrongShare(tested, rulesKeep).toFixed(4)}`);
  }
} else {
  const forest = train(rows);
  const text = [
    "import type { Forest } from '../text/forest.ts';",
    '',
    '/** Learned by `npm run train` (bench/train/, docs/decisions/): not written by hand. Features as `featureNames` orders them. */',
    `export const leafForest: Forest = {`,
    ...forestLines(forest),
    '};',
    '',
  ].join('\n');
  writeFileSync(new URL('../../src/extract/leaf-forest.ts', import.meta.url), text);
}
