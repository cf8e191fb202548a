/** Learns which lines of a page are article text and writes `src/extract/leaf-forest.ts`:
 *  `npm run train -- [--folds] [folder]`. Reads the corpora under `folder` (../shared), without the third of all pages
 *  that is kept aside. `--folds` trains on three quarters four times and says how the fourth fares; it writes nothing. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { blocksText } from '../../src/extract/blocks-text.ts';
import { featureNames } from '../../src/extract/leaf-features.ts';
import type { LeafReading } from '../../src/extract/leaf-features.ts';
import { scoreLeaf } from '../../src/extract/score-leaf.ts';
import type { Forest } from '../../src/extract/forest.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { isKeptAside, readPublishers, readReader, readSegments } from '../quality/corpora.ts';
import type { Sample } from '../quality/corpora.ts';
import { compareSegments } from '../quality/score.ts';
import { casesNow, readExtractCases } from '../../test/extract-cases.ts';
import { boostTrees } from './boost-trees.ts';
import { labelByLines, labelByRendering, labelBySegments } from './leaf-labels.ts';
import type { Label } from './leaf-labels.ts';

const isByFolds = process.argv.includes('--folds');
const root = process.argv.slice(2).find((arg) => !arg.startsWith('--')) ?? '../shared';
const folds = 4;
const options = { trees: 90, depth: 4, rate: 0.13, leastHessian: 8, lambda: 5, columns: 0.5, seed: 7 };

interface Row {
  readonly values: Float64Array;
  readonly label: Label;
  /** Pages of one outlet are in one fold. */
  readonly fold: number;
}

const rows: Row[] = [];

/** Reads a page as the rules alone would have it. */
function read(
  sample: Pick<Sample<unknown>, 'url' | 'bytes'>,
  now: number,
): { readings: readonly LeafReading[]; text: string } {
  let readings: LeafReading[] = [];
  const url = toUrl(sample.url) ?? toUrl('https://unknown.example/page');
  if (url === null) throw new Error(`no address: ${sample.url}`);
  let last = -1;
  const outcome = extractArticle(
    { url, bytes: sample.bytes(), headers: [] },
    {
      now,
      score: (reading) => {
        // A page may be read several times; the last reading counts.
        if (reading.leaf.index <= last) readings = [];
        last = reading.leaf.index;
        readings.push(reading);
        return Number(reading.isKept);
      },
    },
  );
  return { readings, text: outcome.ok ? blocksText(outcome.value.blocks) : '' };
}

function addRows(name: string, readings: readonly LeafReading[], labelOf: (reading: LeafReading) => Label): void {
  const outlet = name.split('_')[0]?.replace(/-\d+$/, '') ?? name;
  const fold = (createHash('sha256').update(outlet).digest()[1] ?? 0) % folds;
  for (const reading of readings) {
    const label = labelOf(reading);
    // Long lines cost more when they are wrong; what is far from the body is plenty.
    const size = 0.3 + Math.min(1.5, reading.leaf.weight / 200);
    const weight = label.weight * size * (label.isText || reading.isKept ? 1 : 0.3);
    if (weight > 0) rows.push({ values: reading.values, label: { ...label, weight }, fold });
  }
}

function train(used: readonly Row[]): Forest {
  const values = new Float64Array(used.length * featureNames.length);
  used.forEach((row, index) => values.set(row.values, index * featureNames.length));
  return boostTrees(
    {
      features: featureNames.length,
      values,
      labels: Uint8Array.from(used, ({ label }) => Number(label.isText)),
      weights: Float64Array.from(used, ({ label }) => label.weight),
    },
    options,
  );
}

function wrongShare(tested: readonly Row[], says: (row: Row) => boolean): number {
  const total = tested.reduce((sum, { label }) => sum + label.weight, 0);
  const wrong = tested.reduce((sum, row) => sum + (says(row) === row.label.isText ? 0 : row.label.weight), 0);
  return wrong / total;
}

const endOf2026 = Date.UTC(2026, 11, 31);
for (const sample of readSegments(root) ?? []) {
  if (isKeptAside(sample.name)) continue;
  const { readings, text } = read(sample, endOf2026);
  const { missed, extra } = compareSegments(sample.gold.with, sample.gold.without, text);
  addRows(sample.name, readings, labelBySegments(sample.gold, missed + extra === 0));
}
for (const sample of readPublishers(root) ?? [])
  if (!isKeptAside(sample.name)) addRows(sample.name, read(sample, endOf2026).readings, labelByLines(sample.gold));
for (const sample of readReader(root) ?? [])
  if (!isKeptAside(sample.name)) addRows(sample.name, read(sample, endOf2026).readings, labelByRendering(sample.gold));

// What our own cases pin is taken from them as it is.
for (const { name, url, bytes, expect } of readExtractCases()) {
  if (expect === 'fail') continue;
  const { readings } = read({ url, bytes: () => bytes }, casesNow);
  addRows(name, readings, ({ isKept }) => ({ isText: isKept, weight: 3 }));
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
  const short = (value: number): number => Number(value.toPrecision(4));
  const lines = forest.trees.map(
    ({ splits, votes }) => `    { splits: [${splits.map(short).join(',')}], votes: [${votes.map(short).join(',')}] },`,
  );
  const text = [
    "import type { Forest } from './forest.ts';",
    '',
    '/** Learned by `npm run train` (bench/train/, docs/decisions/): not written by hand. Features as `featureNames` orders them. */',
    `export const leafForest: Forest = {`,
    `  depth: ${forest.depth},`,
    `  base: ${short(forest.base)},`,
    '  trees: [',
    ...lines,
    '  ],',
    '};',
    '',
  ].join('\n');
  writeFileSync(new URL('../../src/extract/leaf-forest.ts', import.meta.url), text);
}
