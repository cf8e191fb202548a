import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { risingTags } from './rising-tags.ts';

const flat = (count: number): readonly number[] => Array.from({ length: 31 }, () => count);
const rise = (former: number, recent: number): readonly number[] => [...flat(former).slice(3), recent, recent, recent];
const keys = (tags: Readonly<Record<string, readonly number[]>>, all = flat(40)): readonly string[] =>
  risingTags(
    Object.entries(tags).map(([key, days]) => ({ key, days })),
    all,
  ).map(({ key }) => key);

describe('rising tags', () => {
  test('are those beyond their own past, not the frequent ones', () => {
    expect(keys({ politics: flat(20), flood: rise(0, 3), strike: rise(1, 4), weather: rise(2, 2) })).toEqual([
      'flood',
      'strike',
    ]);
  });

  test('tell why', () => {
    const [flood] = risingTags([{ key: 'flood', days: rise(1, 4) }], flat(40));
    expect(flood).toMatchObject({ recent: 12, score: expect.closeTo(3.83, 2) as number });
    expect(flood?.expected).toBeCloseTo((29 * 3) / 28, 5);
  });

  test('are none on a day with more of everything, or by two articles', () => {
    expect(keys({ politics: rise(10, 20) }, rise(40, 80))).toEqual([]);
    expect(keys({ flood: [...flat(0).slice(2), 1, 1] })).toEqual([]);
  });

  test('are none while the archive is younger than ten days', () => {
    const young = [...flat(0).slice(6), 9, 9, 9, 9, 9, 9];
    expect(keys({ flood: [...flat(0).slice(3), 3, 3, 3] }, young)).toEqual([]);
    expect(risingTags([], [])).toEqual([]);
  });

  test('come in the same order however they are given', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 31, maxLength: 31 });
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 12 }), (all) => {
        const tags = all.map((days, index) => ({ key: `t${String(index)}`, days }));
        expect(risingTags([...tags].reverse(), flat(50))).toEqual(risingTags(tags, flat(50)));
      }),
    );
  });
});
