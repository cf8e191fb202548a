import { describe, expect, it } from 'vitest';
import { featureNames } from './leaf-features.ts';
import { leafForest } from './leaf-forest.ts';
import { scoreLeaf } from './score-leaf.ts';

const at = (value: number): number =>
  scoreLeaf(
    { values: Float64Array.of(value, 0) },
    // Right of 1 by the first feature: 3, else -3; the second level changes nothing.
    { depth: 2, base: 0, trees: [{ splits: [0, 1, -1, 0, -1, 0], votes: [-3, -3, 3, 3] }] },
  );

describe('scoreLeaf', () => {
  it('follows the splits to a vote and makes a chance of the sum', () => {
    expect(at(2)).toBeCloseTo(0.953, 3);
    expect(at(1)).toBeCloseTo(0.047, 3);
  });

  it('has whole trees over known features', () => {
    const inner = 2 ** leafForest.depth - 1;
    for (const { splits, votes } of leafForest.trees) {
      expect(splits).toHaveLength(2 * inner);
      expect(votes).toHaveLength(inner + 1);
      for (let index = 0; index < splits.length; index += 2) {
        expect(splits[index]).toBeGreaterThanOrEqual(-1);
        expect(splits[index]).toBeLessThan(featureNames.length);
      }
    }
  });
});
