import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vectorsOf } from '../../bench/stories/story-sets.ts';
import { readStoryCases } from '../../test/story-cases.ts';
import { featuresOf, groupOf, likenessOf, nearPairs, noLikeness, featureNames, joinGroups } from './compare-groups.ts';
import { gatherGroups } from './gather-groups.ts';
import { groupingSettings, groupOfAll } from './group-articles.ts';

const articles = readStoryCases().filter(({ date }) => date >= '2025-03-03' && date <= '2025-03-10');
const vectors = vectorsOf({ name: 'made up', articles });

function gather(order: readonly number[]): readonly string[] {
  const groups = gatherGroups(
    order.flatMap((at) => vectors[at] ?? []),
    groupingSettings,
  );
  return groups.map((places) => places.flatMap((place) => articles[order[place] ?? -1]?.id ?? []).sort().join()).sort(); // prettier-ignore
}

describe('gatherGroups', () => {
  const places = articles.map((_, at) => at);

  test('does not depend on the order of the articles', () => {
    const inOrder = gather(places);
    expect(inOrder.length).toBeGreaterThan(10);
    expect(inOrder.length).toBeLessThan(articles.length);
    fc.assert(
      fc.property(fc.shuffledSubarray(places, { minLength: places.length }), (order) => {
        expect(gather(order)).toEqual(inOrder);
      }),
      { numRuns: 10 },
    );
  });

  test('has every article once', () => {
    fc.assert(
      fc.property(fc.subarray(places), (some) => {
        const found = gatherGroups(
          some.flatMap((at) => vectors[at] ?? []),
          groupingSettings,
        ).flat();
        expect([...found].sort((a, b) => a - b)).toEqual(some.map((_, at) => at));
      }),
      { numRuns: 10 },
    );
  });

  test('joins nothing when it must be surer than it can be', () => {
    expect(gatherGroups(vectors, { ...groupingSettings, least: 1 })).toHaveLength(vectors.length);
    expect(gatherGroups([], groupingSettings)).toEqual([]);
  });
});

describe('likeness', () => {
  test('is the same both ways, and nearPairs finds what has any', () => {
    const near = nearPairs(vectors);
    vectors.forEach((a, i) => {
      const found = new Set(near[i]);
      vectors.forEach((b, j) => {
        if (j <= i) return;
        const likeness = likenessOf(a, b);
        expect(likenessOf(b, a)).toEqual(likeness);
        expect(found.has(j)).toBe(likeness !== null);
        for (const value of likeness ?? []) expect(value >= 0 && value <= 1.000001).toBe(true);
      });
    });
  });

  test('a group is the same whichever of its parts came first', () => {
    const [a, b, c] = vectors;
    if (a === undefined || b === undefined || c === undefined) throw new Error('too few articles');
    const [one, other] = [groupOfAll([a, b, c]), groupOfAll([c, a, b])];
    expect(one.size).toBe(3);
    one.within.forEach((sum, at) => {
      expect(sum).toBeCloseTo(other.within[at] ?? NaN);
    });
    expect([one.from, one.to, one.words]).toEqual([other.from, other.to, other.words]);
  });

  test('two groups have the same features either way', () => {
    const [a, b] = vectors;
    if (a === undefined || b === undefined) throw new Error('too few articles');
    const between = likenessOf(a, b) ?? noLikeness();
    const features = featuresOf(groupOf(a), groupOf(b), between);
    expect(features).toHaveLength(featureNames.length);
    expect(featuresOf(groupOf(b), groupOf(a), between)).toEqual(features);
    const undated = { ...groupOf(a), from: NaN, to: NaN };
    expect(joinGroups(undated, groupOf(b), between)).toMatchObject({ from: b.day, to: b.day, size: 2 });
    expect(featuresOf(undated, groupOf(b), between)[featureNames.indexOf('gap')]).toBe(-1);
  });
});
