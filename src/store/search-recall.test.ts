import { expect, test } from 'vitest';
import { measureRecall } from '../../bench/search/recall.ts';

test('the index finds what reading every article finds, in every language, newest first', () => {
  const { expected, languages, ...rest } = measureRecall(600, 270);
  expect(rest).toEqual({ articles: 600, queries: 270, found: expected, wrong: 0, disordered: 0 });
  expect(expected).toBeGreaterThan(1000);
  expect(languages).toBe(13);
});
