import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paginate } from './paginate.ts';

/** Newest first: the greatest number is the newest. */
const list = (count: number): number[] => Array.from({ length: count }, (_, index) => count - index);

const sizes = fc.record({ count: fc.nat({ max: 200 }), size: fc.integer({ min: 1, max: 30 }) });

test('every item is on exactly one page, in order', () => {
  fc.assert(
    fc.property(sizes, ({ count, size }) => {
      expect(paginate(list(count), size).flatMap((page) => page.items)).toEqual(list(count));
    }),
  );
});

test('a new item changes no numbered page that was there before', () => {
  fc.assert(
    fc.property(sizes, ({ count, size }) => {
      const after = new Map(paginate(list(count + 1), size).map((page) => [page.number, page.items]));
      for (const page of paginate(list(count), size)) {
        if (page.number !== undefined) expect(after.get(page.number)).toEqual(page.items);
      }
    }),
  );
});

test('the newest page is never nearly empty once there is a full one', () => {
  fc.assert(
    fc.property(sizes, ({ count, size }) => {
      const [newest] = paginate(list(count), size);
      expect(newest?.items.length).toBeGreaterThanOrEqual(Math.min(count, size));
      expect(newest?.items.length).toBeLessThan(2 * size);
    }),
  );
});

test('older and newer lead from page to page and back', () => {
  expect(paginate(list(7), 2).map(({ number, older, newer }) => [number, older, newer])).toEqual([
    [undefined, 2, undefined],
    [2, 1, 'newest'],
    [1, undefined, 2],
  ]);
});
