import { expect, test } from 'vitest';
import { createFormats, directionOf, toLanguageTag } from './formats.ts';
import { en } from './strings/en.ts';
import { fill, stringsFor, stringTables } from './strings.ts';

const placesOf = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

test.each([...stringTables])(
  '%s has the same texts and places as English, and every plural form of its language',
  (language, table) => {
    expect(Object.keys(table)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(table)) {
      const original = Object.entries(en).find(([name]) => name === key)?.[1];
      if (typeof text === 'string') {
        expect(text, key).not.toBe('');
        expect(placesOf(text), key).toEqual(placesOf(String(original)));
      } else {
        const rules = new Intl.PluralRules(language);
        const formats = createFormats(language, 'UTC');
        // From 3 on each number must be written out; the forms for 0 to 2 may have a word for it.
        for (let count = 3; count < 130; count++)
          expect(formats.plural(text, count), `${key} ${rules.select(count)}`).toContain(String(count));
      }
    }
  },
);

test('an unknown language gets English, a regional one its language', () => {
  expect(stringsFor('tlh')).toBe(en);
  expect(stringsFor('pt-BR')).toBe(stringTables.get('pt'));
});

test('names on the prototype fill nothing', () => {
  expect(fill('{constructor} {a}', { a: 'b' })).toBe('{constructor} b');
});

test.each([
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
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
