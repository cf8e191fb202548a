/** Lines of the corpora with what their gold says of them, for training. */
import { createHash } from 'node:crypto';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { blocksText } from '../../src/extract/blocks-text.ts';
import { featureNames } from '../../src/extract/leaf-features.ts';
import type { LeafReading } from '../../src/extract/leaf-features.ts';
import type { Forest } from '../../src/text/forest.ts';
import { addressOf, isKeptAside, readPublishers, readReader, readSegments } from '../quality/corpora.ts';
import type { Sample } from '../quality/corpora.ts';
import { compareSegments } from '../quality/score.ts';
import { casesNow, readExtractCases } from '../../test/extract-cases.ts';
import { boostTrees } from './boost-trees.ts';
import { labelByLines, labelByRendering, labelBySegments } from './leaf-labels.ts';
import type { Label } from './leaf-labels.ts';

export const folds = 4;
// Chosen by four folds with three seeds each: segments F1 .939 on average, .938 with 90 faster trees.
const options = { trees: 150, depth: 4, rate: 0.08, leastHessian: 8, lambda: 5, columns: 0.5, seed: 7 };

export interface Row {
  readonly values: Float64Array;
  readonly label: Label;
  /** Pages of one outlet are in one fold. */
  readonly fold: number;
}

/** Reads a page as the rules alone would have it. */
function read(
  sample: Pick<Sample<unknown>, 'url' | 'bytes'>,
  now: number,
): { readings: readonly LeafReading[]; text: string } {
  let readings: LeafReading[] = [];
  let last = -1;
  const outcome = extractArticle(
    { url: addressOf(sample), bytes: sample.bytes(), headers: [] },
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

function addRows(
  rows: Row[],
  name: string,
  readings: readonly LeafReading[],
  labelOf: (reading: LeafReading) => Label,
): void {
  const fold = foldOf(name);
  for (const reading of readings) {
    const label = labelOf(reading);
    // Long lines cost more when they are wrong; what is far from the body is plenty.
    const size = 0.3 + Math.min(1.5, reading.leaf.weight / 200);
    const weight = label.weight * size * (label.isText || reading.isKept ? 1 : 0.3);
    if (weight > 0) rows.push({ values: reading.values, label: { ...label, weight }, fold });
  }
}

/** Learns a forest from rows. */
export function train(used: readonly Row[]): Forest {
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

/** Pages of one outlet are in one fold. */
export function foldOf(name: string): number {
  const outlet = name.split('_')[0]?.replace(/-\d+$/, '') ?? name;
  return (createHash('sha256').update(outlet).digest()[1] ?? 0) % folds;
}

export const endOf2026 = Date.UTC(2026, 11, 31);

/** Rows of all pages under a folder that are not kept aside, and of our own cases. */
export function readRows(root: string): readonly Row[] {
  const rows: Row[] = [];
  for (const sample of readSegments(root) ?? []) {
    if (isKeptAside(sample.name)) continue;
    const { readings, text } = read(sample, endOf2026);
    const { missed, extra } = compareSegments(sample.gold.with, sample.gold.without, text);
    addRows(rows, sample.name, readings, labelBySegments(sample.gold, missed + extra === 0));
  }
  for (const sample of readPublishers(root) ?? [])
    if (!isKeptAside(sample.name))
      addRows(rows, sample.name, read(sample, endOf2026).readings, labelByLines(sample.gold));
  for (const sample of readReader(root) ?? [])
    if (!isKeptAside(sample.name))
      addRows(rows, sample.name, read(sample, endOf2026).readings, labelByRendering(sample.gold));

  // What our own cases pin is taken from them as it is.
  for (const { name, url, bytes, expect } of readExtractCases()) {
    if (expect === 'fail') continue;
    const { readings } = read({ url, bytes: () => bytes }, casesNow);
    addRows(rows, name, readings, ({ isKept }) => ({ isText: isKept, weight: 3 }));
  }
  return rows;
}
