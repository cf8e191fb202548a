import { expect, test } from 'vitest';
import { ruleOn } from './site-rule.ts';

const rules = [
  { validUntil: '2025-06-30' },
  { validFrom: '2025-07-01', validUntil: '2026-01-31' },
  { validFrom: '2026-03-01' },
];

test.each([
  ['2019-01-01T00:00:00Z', 0],
  ['2025-06-30T23:59:59Z', 0],
  ['2025-07-01T00:00:00Z', 1],
  ['2026-02-14T12:00:00Z', undefined],
  ['2026-03-01T00:00:00Z', 2],
  ['2040-01-01T00:00:00Z', 2],
])('a page fetched at %s is read by rule %s', (instant, index) => {
  expect(ruleOn(rules, instant)).toBe(index === undefined ? undefined : rules[index]);
});
