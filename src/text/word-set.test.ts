import { describe, expect, it } from 'vitest';
import { WordSet } from './word-set.ts';

const texts: Readonly<Record<string, string>> = {
  'words of three letters and more': 'a ab abc abcd, abc. abcd-efg h12 ijk3lmn',
  'words with accents and marks': 'über élan naïve e\u0301te\u0301 \u0301\u0301\u0301 ça',
  'words of other scripts': 'новости дня 北京市 ελληνικά עברית हिन्दी',
  'letters beyond 16 bits': 'x 𝒜𝒷 𝒜𝒷𝒸 a𝒷𝒸 😀😀😀 ab😀cd \ud835 abc\ud835def',
  'a word at the end': 'the end',
  nothing: '',
};

describe('the words that are new to a set', () => {
  it.each(Object.entries(texts))('are %s', (_, text) => {
    const found = [...new Set(text.match(/[\p{L}\p{M}]{3,}/gu) ?? [])];
    const set = new WordSet();
    expect(set.add(text)).toEqual(found);
    expect(set.add(text)).toEqual([]);
    expect(set.size).toBe(found.length);
  });

  it('are found among many, each once', () => {
    const spell = (n: number): string =>
      n.toString(26).replace(/\d/g, (digit) => String.fromCharCode(113 + Number(digit)));
    const words = Array.from({ length: 30_000 }, (_, n) => `${spell(n)}aaa`);
    const set = new WordSet();
    expect(set.add([...words.slice(0, 20_000), ...words.slice(0, 20_000)].join(' '))).toEqual(words.slice(0, 20_000));
    expect(set.add(words.join('\n'))).toEqual(words.slice(20_000));
    expect(set.size).toBe(30_000);
  });
});
