import { expect, test } from 'vitest';
import { createRandom } from '../../../bench/create-random.ts';
import { segmentsOf } from './segments.ts';

/** So many articles on each of some days in a row, the last of them the newest. */
function countsOf(perDay: number, days: number, lastDay = '2026-11-26'): Map<string, number> {
  const last = Date.parse(lastDay);
  return new Map(
    Array.from({ length: days }, (_, n) => [new Date(last - n * 86_400_000).toISOString().slice(0, 10), perDay]),
  );
}

function sizesOf(counts: ReadonlyMap<string, number>): readonly number[] {
  const sizes = new Map<string, number>();
  for (const [day, name] of segmentsOf(counts)) sizes.set(name, (sizes.get(name) ?? 0) + (counts.get(day) ?? 0));
  return [...sizes.values()];
}

test.each([
  ['a slow archive', 3, 33_333],
  ['a middling archive', 137, 730],
  ['a busy archive', 1000, 100],
])('%s of 100,000 articles has few segments, none large, the newest small', (_, perDay, days) => {
  const sizes = sizesOf(countsOf(perDay, days));
  expect(sizes.length).toBeLessThanOrEqual(20);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(24_576);
  expect(sizes[0]).toBeLessThanOrEqual(Math.max(perDay, 256));
});

test('a segment is some days in a row, named by the first and the last', () => {
  const counts = countsOf(5, 500);
  const byName = new Map<string, string[]>();
  for (const [day, name] of segmentsOf(counts)) byName.set(name, [...(byName.get(name) ?? []), day].sort());
  const days = [...counts.keys()].sort();
  for (const [name, own] of byName) {
    const first = days.indexOf(own[0] ?? '');
    expect(days.slice(first, first + own.length)).toEqual(own);
    expect(name).toBe(own.length === 1 ? own[0] : `${own[0]}_${own.at(-1)}`);
  }
});

test('the order of the days and days without articles make no difference', () => {
  const counts = countsOf(20, 300);
  const shuffled = new Map(
    [...counts, ['2020-02-02', 0] as const].toSorted(([a], [b]) => (a.slice(8) < b.slice(8) ? -1 : 1)),
  );
  expect(new Map([...segmentsOf(shuffled)].sort())).toEqual(new Map([...segmentsOf(counts)].sort()));
});

test('articles with dates far off leave the other segments as they are, but for two', () => {
  const counts = countsOf(137, 400);
  const before = new Set(segmentsOf(counts).values());
  const after = new Set(segmentsOf(new Map([...counts, ['1850-01-01', 1], ['2099-01-01', 2]])).values());
  expect([...before].filter((name) => !after.has(name)).length).toBeLessThanOrEqual(2);
});

test('an article is written a few times while it ages', () => {
  const random = createRandom(5);
  let written = 0;
  let known = new Map<string, number>();
  const counts = countsOf(137, 365, '2026-07-01');
  for (let n = 0; n < 128; n += 1) {
    counts.set(
      new Date(Date.parse('2026-07-02') + n * 86_400_000).toISOString().slice(0, 10),
      100 + Math.floor(random() * 74),
    );
    const sizes = new Map<string, number>();
    for (const [day, name] of segmentsOf(counts)) sizes.set(name, (sizes.get(name) ?? 0) + (counts.get(day) ?? 0));
    for (const [name, size] of sizes) if (n > 0 && known.get(name) !== size) written += size;
    known = sizes;
  }
  expect(written / (127 * 137)).toBeLessThan(10);
});
