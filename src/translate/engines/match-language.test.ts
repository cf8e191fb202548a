import { expect, test } from 'vitest';
import { isSameLanguage, matchLanguage, toLanguageTag } from './match-language.ts';

const many = ['DE', 'EN', 'EN-US', 'EN-GB', 'PT-BR', 'PT-PT', 'ZH-HANS', 'ZH-HANT', 'NB', 'SR'];

test.each([
  ['a language', 'de', many, 'DE'],
  ['a variant that is served as one', 'de-AT', many, 'DE'],
  ['a variant that is there', 'en-GB', many, 'EN-GB'],
  ['a plain language before its variants', 'en', many, 'EN'],
  ['a plain language where only variants are', 'pt', many, 'PT-BR'],
  ['one where only variants of English are', 'en', ['en-GB', 'en-US'], 'en-US'],
  ['a script that follows from the region', 'zh-TW', many, 'ZH-HANT'],
  ['a script that is usual', 'zh', many, 'ZH-HANS'],
  ['no other script', 'zh-TW', ['zh'], undefined],
  ['no other script of Serbian', 'sr-Latn', many, undefined],
  ['the older name of Bokmål', 'no', many, 'NB'],
  ['Bokmål under its older name', 'nb', ['no'], 'no'],
  ['the names of one service', 'pt-BR', ['pt', 'pb'], 'pb'],
  ['three letters', 'spa', ['es'], 'es'],
  ['an underscore', 'pt-BR', ['pt', 'pt_BR'], 'pt_BR'],
  ['none that is there', 'fr', many, undefined],
  ['what is no language', 'not a tag', many, undefined],
  ['codes that are none', 'de', ['', '?', 'de'], 'de'],
])('finds %s', (_, language, codes, expected) => {
  expect(matchLanguage(language, codes)).toBe(expected);
});

test('variants are one language', () => {
  expect(isSameLanguage('en', 'en-GB')).toBe(true);
  expect(isSameLanguage('no', 'nb')).toBe(true);
  expect(isSameLanguage('es', 'en')).toBe(false);
  expect(toLanguageTag('eng_US')).toBe('en-US');
});
