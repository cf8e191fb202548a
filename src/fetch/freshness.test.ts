import { expect, test } from 'vitest';
import { freshForMs } from './freshness.ts';

const now = Date.UTC(2025, 1, 9, 12);

test.each<[string, Record<string, string>, number | undefined]>([
  ['says nothing', {}, undefined],
  ['max-age', { 'cache-control': 'public, Max-Age=600' }, 600],
  ['max-age, spent in part', { 'cache-control': 'max-age=600', age: '200' }, 400],
  ['max-age, spent', { 'cache-control': 'max-age=600', age: '900' }, undefined],
  ['s-maxage is for shared caches', { 'cache-control': 's-maxage=600' }, undefined],
  ['no-cache', { 'cache-control': 'no-cache, max-age=600' }, undefined],
  ['no-store wins over Expires', { 'cache-control': 'no-store', expires: 'Sun, 09 Feb 2025 13:00:00 GMT' }, undefined],
  ['max-age wins over Expires', { 'cache-control': 'max-age=60', expires: 'Sun, 09 Feb 2025 13:00:00 GMT' }, 60],
  ['Expires', { expires: 'Sun, 09 Feb 2025 13:00:00 GMT' }, 3600],
  ['Expires by their clock', { expires: 'Sun, 09 Feb 2025 13:00:00 GMT', date: 'Sun, 09 Feb 2025 12:30:00 GMT' }, 1800],
  ['Expires in the past', { expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, undefined],
  ['Expires that is no date', { expires: '0' }, undefined],
])('an answer that says %s', (_name, headers, seconds) => {
  expect(freshForMs({ headers: Object.entries(headers) }, now)).toBe(seconds && seconds * 1000);
});
