import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findSlope } from '../../bench/soak/find-slope.ts';
import { readAccessibility, readManners, readTests } from '../../bench/report/read-output.ts';
import { renderReport } from '../../bench/report/render-report.ts';
import { renderTable } from '../../bench/report/render-table.ts';
import { readResult } from '../../bench/report/results.ts';

describe('the quality report', () => {
  test('is what `npm run report -- --write` makes of the results', () => {
    const written = readFileSync(join(import.meta.dirname, '../../docs/quality.md'), 'utf8');
    expect(written).toBe(renderReport(readResult));
  });

  test('says of a part without a result that it was not run', () => {
    expect(renderReport(() => undefined)).toContain('## Manners\n');
    expect(renderReport(() => undefined).match(/Not run yet\./g)?.length).toBeGreaterThan(10);
  });

  test('has a floor as its last column, numbers at the right, and nothing where nothing is known', () => {
    const rows = [
      { set: 'a|b', floor: 90, F1: 91.256 },
      { set: 'c', F1: 0.5, cases: 1200 },
    ];
    expect(renderTable(rows)).toBe(
      '| set | F1 | cases | floor |\n| --- | ---: | ---: | ---: |\n| a\\|b | 91.26 |  | 90 |\n| c | 0.5 | 1,200 |  |\n',
    );
  });
});

describe('what commands print', () => {
  test('of manners is counted', () => {
    const line = 'manners: 12 requests in 3 worlds, 4 kills, 5 timeouts, 6 h of their time: 0 violations (ok 12)';
    expect(readManners(line)).toEqual([
      { worlds: 3, requests: 12, kills: 4, timeouts: 5, 'hours of their clock': 6, violations: 0 },
    ]);
    expect(readManners('nothing')).toEqual([]);
  });

  test('of tests is read one by one', () => {
    const lines =
      ' ✓ |sqlite| test/runs/kill.test.ts > a collector loses nothing 812ms\n × |sqlite| test/runs/b.test.ts > c > d\n';
    expect(readTests(lines)).toEqual([
      { test: 'a collector loses nothing', file: 'test/runs/kill.test.ts', result: 'passed' },
      { test: 'c > d', file: 'test/runs/b.test.ts', result: 'failed' },
    ]);
  });

  test('of pages is what was looked at, and what is wrong', () => {
    expect(readAccessibility('HTML of 3 pages: nothing wrong\naxe, 2 looks at 1 pages: 4 wrong\n  color ×1\n')).toEqual(
      [
        { 'looked at': 'HTML of 3 pages', wrong: 0 },
        { 'looked at': 'axe, 2 looks at 1 pages', wrong: 4 },
      ],
    );
  });
});

test('a slope is that of the lowest of each minute, with how sure it is', () => {
  const hour = 3_600_000;
  const samples = Array.from({ length: 60 }, (_, n) => [
    { at: (n * hour) / 60, value: 100 + n / 6 },
    { at: (n * hour) / 60 + 1000, value: 500 },
  ]).flat();
  const { perHour, within, points } = findSlope(samples) ?? {};
  expect(perHour).toBeCloseTo(10, 6);
  expect(within).toBeLessThan(0.001);
  expect(points).toBe(60);
  expect(findSlope(samples.slice(0, 4))).toBeUndefined();
  const wavering = samples.map(({ at, value }, n) => ({ at, value: value + (n % 4 < 2 ? 5 : -5) }));
  // Of t with 58 degrees of freedom, 2.002 standard errors.
  expect(findSlope(wavering)?.within).toBeCloseTo(2.002 * 2.25, 0);
});
