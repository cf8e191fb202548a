import { describe, expect, test } from 'vitest';
import { readRights, toExtract } from './rights.ts';

const all = {
  keepsText: true,
  shownChars: Infinity,
  showsPictures: true,
  shownUntil: Infinity,
  allowsMining: true,
};

describe('what signals leave of an article', () => {
  test.each([
    ['nothing said', [], all],
    ['unknown signals', ['noindex', 'notranslate', 'constructor', 'max-snippet:many', 'unavailable_after:soon'], all],
    ['noarchive', ['noarchive'], { ...all, keepsText: false, shownChars: 300, showsPictures: false }],
    ['nocache, its older name', ['nocache'], { ...all, keepsText: false, shownChars: 300, showsPictures: false }],
    ['nosnippet', ['nosnippet'], { ...all, shownChars: 0, showsPictures: false }],
    ['max-snippet', ['max-snippet:50'], { ...all, shownChars: 50, showsPictures: false }],
    ['max-snippet of nothing', ['max-snippet:0'], { ...all, shownChars: 0, showsPictures: false }],
    ['max-snippet without limit', ['max-snippet:-1'], all],
    ['the smaller of two', ['max-snippet:90', 'max-snippet:40'], { ...all, shownChars: 40, showsPictures: false }],
    [
      'a snippet longer than an extract, and noarchive',
      ['noarchive', 'max-snippet:900'],
      { ...all, keepsText: false, shownChars: 300, showsPictures: false },
    ],
    ['noimageindex', ['noimageindex'], { ...all, showsPictures: false }],
    ['an end', ['unavailable_after:2025-03-01T00:00:00Z'], { ...all, shownUntil: Date.UTC(2025, 2, 1) }],
    ['noai', ['noai'], { ...all, allowsMining: false }],
    ['TDMRep', ['tdm-reservation'], { ...all, allowsMining: false }],
    ['RSL', ['rsl:https://news.example/license.xml'], { ...all, allowsMining: false }],
  ])('%s', (_, rights, expected) => {
    expect(readRights(rights)).toEqual(expected);
  });
});

describe('an extract', () => {
  test.each([
    ['One two three', 100, 'One two three'],
    ['One two three', 13, 'One two three'],
    ['One two three', 12, 'One two…'],
    ['One two three', 8, 'One two…'],
    ['One two three', 7, 'One…'],
    ['Unbroken', 5, 'Unbr…'],
    ['😀😀😀', 4, '😀…'],
    ['One', 1, ''],
    ['One', 0, ''],
  ])('of %j in %i characters is %j', (text, chars, expected) => {
    expect(toExtract(text, chars)).toBe(expected);
    expect(expected.length).toBeLessThanOrEqual(Math.max(chars, 0));
  });
});
