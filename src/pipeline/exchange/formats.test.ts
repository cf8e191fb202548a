import { expect, test } from 'vitest';
import { formatOf } from './formats.ts';

test.each([
  ['articles.jsonl', 'jsonl'],
  ['my.articles.csv', 'csv'],
  ['pages.warc', 'warc'],
  ['pages.warc.gz', 'warc'],
  ['articles.csv.gz', undefined], // it would hold plain CSV
  ['articles.txt', undefined],
  ['csv', undefined],
])('the ending of %s tells %s', (file, format) => {
  expect(formatOf(file)).toBe(format);
});
