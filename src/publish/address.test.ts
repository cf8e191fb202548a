import fc from 'fast-check';
import { expect, test } from 'vitest';
import { absoluteUrl, encodePath, linkTo, rootFrom, termSlugOf } from './address.ts';

test.each([
  ['words are joined by hyphens', 'City Council', 'city-council'],
  ['case and punctuation make no difference', 'A.I.!', 'a-i'],
  ['letters of any script stay', 'ثقافة النهر', 'ثقافة-النهر'],
  ['accents stay', 'Vallée', 'vallée'],
  ['full-width letters are the same as plain ones', 'ＡＢＣ', 'abc'],
  ['a name kept by Windows gets an addition', 'CON', 'con-tag'],
  ['dots alone cannot climb', '../..', 'x-'],
  ['an emoji has a name too', '🇺🇦', 'x-'],
])('%s', (_, text, expected) => {
  const slug = termSlugOf(text);
  expect(expected.endsWith('-') ? slug.slice(0, 2) : slug).toBe(expected);
});

test('any text gives one plain folder name that a file system can hold', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 })),
      (text) => {
        const slug = termSlugOf(text);
        expect(slug).toMatch(/^[\p{L}\p{M}\p{N}-]+$/u);
        expect(Buffer.byteLength(slug)).toBeLessThan(255);
      },
    ),
  );
});

test('long texts with the same start keep apart', () => {
  expect(termSlugOf('a'.repeat(200))).not.toBe(termSlugOf('a'.repeat(201)));
});

test('links climb to the root and name the file, public addresses name the folder', () => {
  expect(linkTo(rootFrom('post/2025'), 'tags/été')).toBe('../../tags/%C3%A9t%C3%A9/index.html');
  expect(linkTo(rootFrom(''), '')).toBe('index.html');
  expect(absoluteUrl('https://a.example/b/', 'tags/x y')).toBe('https://a.example/b/tags/x%20y/');
  expect(encodePath('javascript:a/b?c#d')).toBe('javascript%3Aa/b%3Fc%23d');
});
