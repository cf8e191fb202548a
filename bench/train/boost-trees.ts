import type { Forest } from '../../src/text/forest.ts';
import { createRandom } from '../create-random.ts';

type Tree = Forest['trees'][number];

/** Gradient boosting of regression trees for a yes/no question, on binned features.
 *  After Friedman, "Greedy Function Approximation" (2001), with the histograms of Ke et al., "LightGBM" (2017). */

export interface TrainingRows {
  readonly features: number;
  /** One row after the other. */
  readonly values: Float64Array;
  /** 0 or 1 of each row. */
  readonly labels: Uint8Array;
  /** How much each row counts. */
  readonly weights: Float64Array;
}

export interface BoostOptions {
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
  /** Least sum of second derivatives in a leaf. */
  readonly leastHessian: number;
  readonly lambda: number;
  /** Share of features each tree looks at. */
  readonly columns: number;
  readonly seed: number;
}

const bins = 64;

interface Binned {
  readonly edges: readonly Float64Array[];
  readonly columns: readonly Uint8Array[];
}

function bin({ features, values, labels }: TrainingRows): Binned {
  const rows = labels.length;
  const edges: Float64Array[] = [];
  const columns: Uint8Array[] = [];
  for (let feature = 0; feature < features; feature++) {
    const sample = new Float64Array(rows);
    for (let row = 0; row < rows; row++) sample[row] = values[row * features + feature] ?? 0;
    const sorted = Float64Array.from(sample).sort();
    const cut: number[] = [];
    for (let part = 1; part < bins; part++) {
      const edge = sorted[Math.floor((part * rows) / bins)] ?? 0;
      if (cut.length === 0 || edge > (cut[cut.length - 1] ?? 0)) cut.push(edge);
    }
    const distinct = [...new Set(sorted)];
    const used = distinct.length <= bins ? distinct.slice(0, -1) : cut;
    const edge = Float64Array.from(used);
    edges.push(edge);
    const column = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) column[row] = binOf(edge, sample[row] ?? 0);
    columns.push(column);
  }
  return { edges, columns };
}

/** The number of edges below a value: a value equal to an edge goes left of it. */
function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > (edges[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function boostTrees(rows: TrainingRows, options: BoostOptions): Forest {
  const binned = bin(rows);
  const count = rows.labels.length;
  let positive = 0;
  let total = 0;
  for (let row = 0; row < count; row++) {
    total += rows.weights[row] ?? 0;
    positive += (rows.weights[row] ?? 0) * (rows.labels[row] ?? 0);
  }
  const base = Math.log(positive / (total - positive));
  const scores = new Float64Array(count).fill(base);
  const gradients = new Float64Array(count);
  const hessians = new Float64Array(count);
  const random = createRandom(options.seed);
  const trees: Tree[] = [];
  for (let round = 0; round < options.trees; round++) {
    for (let row = 0; row < count; row++) {
      const p = 1 / (1 + Math.exp(-(scores[row] ?? 0)));
      const weight = rows.weights[row] ?? 0;
      gradients[row] = weight * (p - (rows.labels[row] ?? 0));
      hessians[row] = weight * Math.max(1e-6, p * (1 - p));
    }
    const columns = binned.columns.map((_, index) => index).filter(() => random() < options.columns);
    trees.push(growTree(binned, columns, gradients, hessians, scores, options));
  }
  return { base, depth: options.depth, trees };
}

function growTree(
  { edges, columns }: Binned,
  used: readonly number[],
  gradients: Float64Array,
  hessians: Float64Array,
  scores: Float64Array,
  { depth, rate, leastHessian, lambda }: BoostOptions,
): Tree {
  const count = scores.length;
  const inner = (1 << depth) - 1;
  const features = new Int16Array(inner).fill(-1);
  const thresholds = new Float64Array(inner);
  const cutBins = new Int16Array(inner).fill(255);
  const node = new Int32Array(count);
  for (let level = 0; level < depth; level++) {
    const first = (1 << level) - 1;
    const width = 1 << level;
    const bestGain = new Float64Array(width).fill(1e-6);
    const sumG = new Float64Array(width);
    const sumH = new Float64Array(width);
    for (let row = 0; row < count; row++) {
      const at = (node[row] ?? 0) - first;
      sumG[at] = (sumG[at] ?? 0) + (gradients[row] ?? 0);
      sumH[at] = (sumH[at] ?? 0) + (hessians[row] ?? 0);
    }
    const histG = new Float64Array(width * bins);
    const histH = new Float64Array(width * bins);
    for (const feature of used) {
      const column = columns[feature];
      const edge = edges[feature];
      if (column === undefined || edge === undefined || edge.length === 0) continue;
      histG.fill(0);
      histH.fill(0);
      for (let row = 0; row < count; row++) {
        const at = ((node[row] ?? 0) - first) * bins + (column[row] ?? 0);
        histG[at] = (histG[at] ?? 0) + (gradients[row] ?? 0);
        histH[at] = (histH[at] ?? 0) + (hessians[row] ?? 0);
      }
      for (let at = 0; at < width; at++) {
        const g = sumG[at] ?? 0;
        const h = sumH[at] ?? 0;
        if (h < 2 * leastHessian) continue;
        const own = (g * g) / (h + lambda);
        let leftG = 0;
        let leftH = 0;
        for (let cut = 0; cut < edge.length; cut++) {
          leftG += histG[at * bins + cut] ?? 0;
          leftH += histH[at * bins + cut] ?? 0;
          const rightH = h - leftH;
          if (leftH < leastHessian || rightH < leastHessian) continue;
          const rightG = g - leftG;
          const gain = (leftG * leftG) / (leftH + lambda) + (rightG * rightG) / (rightH + lambda) - own;
          if (gain <= (bestGain[at] ?? 0)) continue;
          bestGain[at] = gain;
          features[first + at] = feature;
          thresholds[first + at] = edge[cut] ?? 0;
          cutBins[first + at] = cut;
        }
      }
    }
    for (let row = 0; row < count; row++) {
      const at = node[row] ?? 0;
      const feature = features[at] ?? -1;
      const isRight = feature >= 0 && (columns[feature]?.[row] ?? 0) > (cutBins[at] ?? 0);
      node[row] = 2 * at + (isRight ? 2 : 1);
    }
  }
  const leaves = new Float64Array(1 << depth);
  const sumH = new Float64Array(1 << depth);
  for (let row = 0; row < count; row++) {
    const at = (node[row] ?? 0) - inner;
    leaves[at] = (leaves[at] ?? 0) - (gradients[row] ?? 0);
    sumH[at] = (sumH[at] ?? 0) + (hessians[row] ?? 0);
  }
  for (let at = 0; at < leaves.length; at++) leaves[at] = (rate * (leaves[at] ?? 0)) / ((sumH[at] ?? 0) + lambda);
  for (let row = 0; row < count; row++) scores[row] = (scores[row] ?? 0) + (leaves[(node[row] ?? 0) - inner] ?? 0);
  const splits = [...features].flatMap((feature, at) => [feature, thresholds[at] ?? 0]);
  return { splits, votes: [...leaves] };
}
