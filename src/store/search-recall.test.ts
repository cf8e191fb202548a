import { expect, test } from 'vitest';
import { measureRecall } from '../../bench/search/recall.ts';

test('the index finds what reading every article finds, in every language, newest first', { timeout: 120_000 }, () => {
  const { expected, languages, ...rest } = measureRecall(400, 180);
  expect(rest).toEqual({ articles: 400, queries: 180, found: expected, wrong: 0, disordered: 0 });
  expect(expected).toBeGreaterThan(500);
  expect(languages).toBe(13);
});
