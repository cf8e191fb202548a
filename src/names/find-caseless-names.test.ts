import { expect, test } from 'vitest';
import { findCaselessNames } from './find-caseless-names.ts';

const formsOf = (text: string): readonly string[] => findCaselessNames(text, 'ja').map(({ form }) => form);

test('names in Katakana begin where their characters begin', () => {
  expect(formsOf('昨日ジョン・ソルさんとブラント氏が来た。マリア・オリン首相は休んだ。')).toEqual([
    'ジョン・ソル',
    'ブラント',
    'マリア・オリン',
  ]);
});

test('a text of one character is read in good time', () => {
  expect(formsOf('ア'.repeat(200_000))).toEqual([]);
});
