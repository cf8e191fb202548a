import { expect, test } from 'vitest';
import { chooseEncoding, isCompressible, isKnown, tagOf } from './compress.ts';

test.each([
  [undefined, undefined],
  ['', undefined],
  ['gzip', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['BR;q=0.1', 'br'],
  ['gzip;q=0.000, identity', undefined],
  ['gzipped, brotli', undefined],
] as const)('a client that takes "%s" gets %s', (accepted, encoding) => {
  expect(chooseEncoding(accepted)).toBe(encoding);
});

test.each([
  ['text/html; charset=utf-8', true],
  ['application/problem+json', true],
  ['application/rss+xml; charset=utf-8', true],
  ['image/svg+xml', true],
  ['text/event-stream', false],
  ['image/png', false],
  ['application/octet-stream', false],
])('%s is compressed: %s', (type, expected) => {
  expect(isCompressible(type)).toBe(expected);
});

test('a client has an answer in whatever coding it got it', () => {
  for (const encoding of [undefined, 'br', 'gzip'] as const) {
    const tag = tagOf('"abc"', encoding);
    expect(isKnown(`"x", W/${tag}`, '"abc"')).toBe(true);
    expect(isKnown(tag, tagOf('"abc"', 'gzip'))).toBe(true);
  }
  expect(isKnown('*', '"abc"')).toBe(true);
  expect(isKnown('', '"abc"')).toBe(false);
  expect(isKnown('"abcd"', '"abc"')).toBe(false);
});
