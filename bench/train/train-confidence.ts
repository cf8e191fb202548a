/** Fits the weights of `src/extract/confidence.ts` and prints them, with what was said and what was true on pages kept
 *  aside: `npm run train:confidence -- [folder]`. Pages that are not kept aside are read with a line model that has not
 *  seen them. */
import { blocksText } from '../../src/extract/blocks-text.ts';
import { confidenceInputs } from '../../src/extract/confidence.ts';
import type { ConfidenceSigns } from '../../src/extract/confidence.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { scoreLeaf } from '../../src/extract/score-leaf.ts';
import { parseHtml } from '../../src/html/parse.ts';
import { textOf } from '../../src/html/query.ts';
import { collectTrace } from '../../src/model/trace.ts';
import type { TraceStep } from '../../src/model/trace.ts';
import { addressOf, isKeptAside, readPublishers, readReader, readSegments } from '../quality/corpora.ts';
import type { Sample } from '../quality/corpora.ts';
import { compareSegments, compareWords, f1, words } from '../quality/score.ts';
import type { Counts } from '../quality/score.ts';
import { endOf2026, foldOf, folds, readRows, train } from './leaf-rows.ts';

interface Point {
  readonly isAside: boolean;
  readonly inputs: readonly number[];
  readonly isGood: boolean;
  readonly weight: number;
}

const root = process.argv[2] ?? '../shared';
const rows = readRows(root);
const forests = Array.from({ length: folds }, (_, fold) => train(rows.filter((row) => row.fold !== fold)));
const points: Point[] = [];

function signsOf(steps: readonly TraceStep[]): readonly number[] {
  const target = steps.find(({ step }) => step === 'confidence')?.target ?? '';
  const signs = Object.fromEntries(
    target.split(', ').map((sign) => {
      const [name = '', value = ''] = sign.split(' ');
      return [name, value === 'true' ? true : value === 'false' ? false : Number(value)];
    }),
  ) as unknown as ConfidenceSigns;
  return confidenceInputs(signs);
}

function addPoint(sample: Sample<unknown>, weight: number, compare: (text: string) => Counts): void {
  const isAside = isKeptAside(sample.name);
  const forest = forests[foldOf(sample.name)];
  const trace = collectTrace();
  const outcome = extractArticle(
    { url: addressOf(sample), bytes: sample.bytes(), headers: [] },
    { now: endOf2026, ...(isAside ? {} : { score: (reading) => scoreLeaf(reading, forest) }) },
    trace,
  );
  if (!outcome.ok || !outcome.value.isFree) return;
  const isGood = f1(compare(blocksText(outcome.value.blocks))) >= 0.9;
  points.push({ isAside, inputs: signsOf(trace.steps), isGood, weight });
}

/** Segments say less of a page than its whole text. */
for (const sample of readSegments(root) ?? [])
  addPoint(sample, 0.5, (text) => compareSegments(sample.gold.with, sample.gold.without, text));
for (const sample of readPublishers(root) ?? [])
  addPoint(sample, 1, (text) => compareWords(sample.gold.lines.flatMap(words), words(text)));
for (const sample of readReader(root) ?? [])
  addPoint(sample, 1, (text) => compareWords(words(textOf(parseHtml(sample.gold.html))), words(text)));

const chanceOf = (weights: readonly number[], inputs: readonly number[]): number =>
  1 / (1 + Math.exp(-inputs.reduce((sum, input, index) => sum + input * (weights[index] ?? 0), 0)));

/** Logistic regression by gradient descent, lightly held to zero. */
function fit(used: readonly Point[]): readonly number[] {
  const size = used[0]?.inputs.length ?? 0;
  let weights = Array.from({ length: size }, () => 0);
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  for (let round = 0; round < 6000; round++) {
    const slopes = Array.from({ length: size }, () => 0);
    for (const { inputs, isGood, weight } of used) {
      const error = weight * (chanceOf(weights, inputs) - Number(isGood));
      inputs.forEach((input, index) => (slopes[index] = (slopes[index] ?? 0) + error * input));
    }
    weights = weights.map(
      (value, index) => value - 1.5 * ((slopes[index] ?? 0) / total + (index > 0 ? 0.0005 * value : 0)),
    );
  }
  return weights;
}

const weights = fit(points.filter(({ isAside }) => !isAside));
console.log(`weights ${weights.map((weight) => weight.toFixed(2)).join(', ')}`);
for (const isAside of [false, true]) {
  console.log(isAside ? 'kept aside' : 'fitted on, lines judged out of fold');
  for (const [from, to] of [
    [0, 0.5],
    [0.5, 0.7],
    [0.7, 0.8],
    [0.8, 0.9],
    [0.9, 1.01],
  ] as const) {
    const held = points
      .filter((point) => point.isAside === isAside)
      .map((point) => ({ point, said: chanceOf(weights, point.inputs) }));
    const binned = held.filter(({ said }) => said >= from && said < to);
    if (binned.length === 0) continue;
    const mean = (values: readonly number[]): string =>
      (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);
    console.log(
      `  ${from}–${Math.min(1, to)}: ${binned.length} pages, said ${mean(binned.map(({ said }) => said))}, was ${mean(binned.map(({ point }) => Number(point.isGood)))}`,
    );
  }
}
