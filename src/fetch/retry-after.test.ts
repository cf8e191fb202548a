import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHttpDate, retryAtOf } from './retry-after.ts';
import { checkStatus } from './check-status.ts';

const now = Date.UTC(2025, 1, 9, 12, 0, 0);

test.each([
  ['seconds', '120', now + 120_000],
  ['parts of seconds are rounded up', '1.0001', now + 1001],
  ['a date', 'Sun, 09 Feb 2025 12:05:00 GMT', now + 300_000],
  ['a date of RFC 850', 'Sunday, 09-Feb-25 12:05:00 GMT', now + 300_000],
  ['a date of asctime', 'Sun Feb  9 12:05:00 2025', now + 300_000],
  ['a date in the past means from now on', 'Sat, 08 Feb 2025 12:05:00 GMT', now],
  ['a day is not cut short', '86400', now + 86_400_000],
  ['more than a Date can hold is still a date', '9'.repeat(40), 8.64e15],
  ['nothing means a minute', undefined, now + 60_000],
  ['nonsense means a minute', 'soon', now + 60_000],
  ['a negative number means a minute', '-5', now + 60_000],
  ['a day that does not exist means a minute', 'Sun, 31 Feb 2025 12:05:00 GMT', now + 60_000],
])('Retry-After: %s', (_name, value, expected) => {
  expect(retryAtOf(value, now)).toBe(expected);
});

test('every date the platform writes is read', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      expect(parseHttpDate(date.toUTCString(), now)).toBe(Math.floor(date.getTime() / 1000) * 1000);
    }),
  );
});

test('a year of two digits is not more than fifty years ahead', () => {
  expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', now)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
});

test.each([
  [200, null],
  [203, null],
  [304, null],
  [301, 'fetch/http-error'],
  [400, 'fetch/http-error'],
  [401, 'fetch/refused'],
  [402, 'fetch/refused'],
  [403, 'fetch/refused'],
  [404, 'fetch/gone'],
  [410, 'fetch/gone'],
  [418, 'fetch/http-error'],
  [451, 'fetch/refused'],
  [500, 'fetch/server-error'],
  [522, 'fetch/server-error'],
])('status %i means %s', (status, code) => {
  expect(checkStatus({ status })?.code ?? null).toBe(code);
});
