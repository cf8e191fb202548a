import { expect, test } from 'vitest';
import { findAddress } from './find-address.ts';

test.each([
  ['the canonical link', '<link rel="canonical" href="https://a.example/1">', 'https://a.example/1'],
  ['og:url', '<meta property="og:url" content="https://a.example/2">', 'https://a.example/2'],
  [
    'the mark of a saving browser before the canonical link',
    '<!-- saved from url=(0019)https://a.example/3 --><link rel="canonical" href="https://a.example/1">',
    'https://a.example/3',
  ],
  [
    'og:url when the canonical link is relative',
    '<link rel=canonical href="/x"><meta property="og:url" content="https://a.example/2">',
    'https://a.example/2',
  ],
  ['nothing', '<p>Text</p>', null],
  ['no script address', '<link rel="canonical" href="javascript:alert(1)">', null],
])('reads %s', (_name, html, expected) => {
  expect(findAddress(new TextEncoder().encode(html))).toBe(expected);
});
