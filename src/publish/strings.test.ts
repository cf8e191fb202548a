import { expect, test } from 'vitest';
import { createFormats, directionOf, toLanguageTag } from './formats.ts';
import { fill } from './strings.ts';

test('names on the prototype fill nothing', () => {
  expect(fill('{constructor} {a}', { a: 'b' })).toBe('{constructor} b');
});

test.each([
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
  ['fa', 'rtl'],
  ['az-Arab', 'rtl'],
  ['ur-Latn', 'ltr'],
  ['en', 'ltr'],
  ['und', 'ltr'],
])('%s is written %s', (tag, expected) => {
  expect(directionOf(tag)).toBe(expected);
});

test.each([
  ['a tag is made canonical', 'PT-br', 'pt-BR'],
  ['what is no tag is und', 'a"b<', 'und'],
  ['nothing is und', '', 'und'],
])('%s', (_, tag, expected) => {
  expect(toLanguageTag(tag)).toBe(expected);
});

test('dates and lists follow the language and the zone', () => {
  const formats = createFormats('de', 'Europe/Berlin');
  expect(formats.day('2025-02-09')).toBe('Sonntag, 9. Februar 2025');
  expect(formats.moment(Date.UTC(2025, 1, 9, 23, 30), 'de')).toBe('10. Februar 2025 um 00:30 MEZ');
  expect(formats.list(['A', 'B'], 'es')).toBe('A y B');
  expect(formats.day('not a day')).toBe('not a day');
});
