import { expect, test } from 'vitest';
import { eachWord, facetWord, isFacet, wordsOf } from './browser/words.js';

test.each([
  ['case and accents', 'Crème BRÛLÉE Ångström', 'creme brulee angstrom'],
  ['an accent written apart', 'cafe\u0301', 'cafe'],
  ['German', 'Straße GROẞ Übergröße', 'strasse gross ubergrosse'],
  ['both Turkish i', 'İstanbul ılık KIRMIZI', 'istanbul ilik kirmizi'],
  ['northern letters', 'Øre æble Łódź đak þing', 'ore aeble lodz dak thing'],
  ['ligatures and wide letters', 'ﬁne ＡＢＣ œuvre', 'fine abc oeuvre'],
  ['Vietnamese', 'Việt Nam đường', 'viet nam duong'],
  ['Greek with its last sigma', 'Ο Νομός της', 'ο νομοσ τησ'],
  ['Russian without dots', 'Ёлка чёрный', 'елка черныи'],
  ['Arabic letter forms and vowels', 'إِسلام مدينة أحمد مستشفى', 'اسلام مدينه احمد مستشفي'],
  ['Persian letters as Arabic ones', 'کتاب ایران', 'كتاب ايران'],
  ['a lengthened Arabic word', 'كتـــاب', 'كتاب'],
  ['Hebrew without points', 'שָׁלוֹם', 'שלום'],
  ['Hindi keeps its vowel signs', 'हिन्दी की', 'हिन्दी की'],
  ['digits of other scripts', '٢٠٢٦ ۱۲ १२३', '2026 12 123'],
  ['signs between', "don't 1,000 co-op", 'don t 1 000 co op'],
  ['soft hyphens and zero widths', 'news\u00adpaper zero\u200bwidth', 'newspaper zerowidth'],
  ['emoji and lone halves', 'a😀b \ud800c', 'a b c'],
  ['Chinese', '北京市', '北京 京市 市'],
  ['Japanese beside Latin', 'JR山手線が', 'jr 山手 手線 線が が'],
  ['voiced kana in three forms', 'が か\u3099 ｶﾞ', 'が が ガ'],
  ['Korean, also in letters apart', '한국 \u1112\u1161\u11ab국', '한국 국 한국 국'],
  ['Thai', 'ข่าว', 'ข่ ่า าว ว'],
  ['characters outside the first plane', '𠮷野家', '𠮷野 野家 家'],
  ['a very long word', 'x'.repeat(100), 'x'.repeat(40)],
])('folds %s', (_, text, words) => {
  expect(wordsOf(text).words.join(' ')).toBe(words);
});

test.each([
  ['', 0],
  ['word', 0],
  ['電', 1],
  ['電。', 1],
  ['電車', 2],
  ['電車 ', 2],
  ['電車 abc', 0],
  ['abc電', 1],
])('says of %j how long the run at its end is', (text, length) => {
  expect(wordsOf(text).joinedEnd).toBe(length);
});

test('tells where words stand in the text', () => {
  const text = '“Crème” 北京市 ｶﾞｽ e\u0301t';
  const parts: string[] = [];
  eachWord(text, (_, from, to) => parts.push(text.slice(from, to)));
  expect(parts).toEqual(['Crème', '北京', '京市', '市', 'ｶﾞｽ', 'ｽ', 'e\u0301t']);
});

test('no text has words that look like a facet', () => {
  expect(facetWord('@', 'Harbor "Courier"\n')).toBe('@harbor-courier-');
  expect([...'#@:='].flatMap((sign) => wordsOf(`${sign}tag ${sign}`).words)).toEqual(Array(4).fill('tag'));
  expect([isFacet('#tag'), isFacet('tag')]).toEqual([true, false]);
});
