import { describe, expect, it } from 'vitest';
import { cleanAuthors, looksLikePerson } from './clean-authors.ts';
import { bylineNames, isLedByline, isNameLine, namesInLine } from './find-bylines.ts';

describe('cleanAuthors', () => {
  const rows: readonly (readonly [about: string, written: string, names: readonly string[]])[] = [
    ['a lead and a job title are left out', 'By Mara Holt, Senior Reporter', ['Mara Holt']],
    ['names are parted at the Arabic comma', 'سامي الحداد، ليلى عوض', ['سامي الحداد', 'ليلى عوض']],
    ['the word for reporter after a name is left out', '佐伯 綾記者、野村 健記者', ['佐伯 綾', '野村 健']],
    ['a link to all posts names the person', 'Zeige alle Beiträge von Mara Holt →', ['Mara Holt']],
    ['a handle after the name is left out', 'Mara Holt @maraholt', ['Mara Holt']],
    ['a degree is no person', 'Mara Holt, PhD', ['Mara Holt']],
    ['a word for nobody names nobody', 'No Author', []],
  ];
  it.each(rows)('%s', (_about, written, names) => expect(cleanAuthors([written])).toEqual(names));
});

describe('bylineNames', () => {
  const rows: readonly (readonly [about: string, line: string, names: readonly string[]])[] = [
    ['a date after the name is left out', 'Von Mara Holt am Samstag, 4. Mai 2024', ['Mara Holt']],
    ['a date behind a bar is left out', 'By Mara Holt | 3 May 2024', ['Mara Holt']],
    ['a date that begins with its month is no name', 'May 3, 2024 | Mara Holt', ['Mara Holt']],
    ['a date before the name is left out', '2024年5月3日 18時20分　佐伯記者', ['佐伯']],
  ];
  it.each(rows)('%s', (_about, line, names) => expect(bylineNames(line)).toEqual(names));
});

describe('namesInLine', () => {
  const rows: readonly (readonly [about: string, pieces: readonly string[], names: readonly string[]])[] = [
    ['the only name beside a date', ['11.12.2023 - Mara Holt'], ['Mara Holt']],
    ['a name in an element of its own', ['May 3, 2024', 'Mara Holt', '12'], ['Mara Holt']],
    ['no name among other words', ['11.12.2023 10:15 Uhr | Lesedauer 4 Minuten'], []],
    [
      'names behind a word for "by"',
      ['By', 'Mara Holt', 'and', 'Jan de Wit', '3 May 2024'],
      ['Mara Holt', 'Jan de Wit'],
    ],
    ['a name that is no person\'s behind "by"', ['By', 'VNA', ', in News'], ['VNA']],
    ['a name behind "by" inside a line', ['Posted in News by Mara Holt on May 3, 2024'], ['Mara Holt']],
    ['a name between labels', ['Datum: 19.11.2023 Autor: Mara Holt Quelle: Velmar'], ['Mara Holt']],
  ];
  it.each(rows)('%s', (_about, pieces, names) => expect(namesInLine(pieces, true)).toEqual(names));
});

describe('isLedByline', () => {
  it.each([[['By Mara Holt']], [['VON MARA HOLT']], [['By', 'VNA', ', in News']]])('%s is one', (pieces) =>
    expect(isLedByline(pieces)).toBe(true),
  );
  it.each([[['Von Anfang an war es kalt.']], [['By noon the ferry was late']]])('%s is none', (pieces) =>
    expect(isLedByline(pieces)).toBe(false),
  );
});

describe('isNameLine', () => {
  it.each(['Mara Holt', 'Mara Holt und Jan de Wit', 'Вера Озерова'])('%s is one', (text) =>
    expect(isNameLine(text)).toBe(true),
  );
  it.each(['The ferry is late', 'Mara Holt: the ferry', 'Velmar', 'Mara Holt, 43'])('%s is none', (text) =>
    expect(isNameLine(text)).toBe(false),
  );
});

describe('looksLikePerson', () => {
  it.each(['Mara Holt', 'Anna-Lena van der Berg', 'Jean d’Ormeau Petit', '佐伯 綾', 'سامي الحداد'])('%s does', (name) =>
    expect(looksLikePerson(name)).toBe(true),
  );
  it.each(['velmar courier', 'Redaktion', 'A', '12 Holt'])('%s does not', (name) =>
    expect(looksLikePerson(name)).toBe(false),
  );
});
