import { describe, expect, it } from 'vitest';
import { cleanAuthors, looksLikePerson } from './clean-authors.ts';
import { bylineNames, isNameLine, namesBesideDate } from './find-bylines.ts';

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

describe('namesBesideDate', () => {
  it('gives the names of a line with nothing else than a date', () =>
    expect(namesBesideDate('11.12.2023 - Mara Holt')).toEqual(['Mara Holt']));
  it('gives nothing when other words stand there', () =>
    expect(namesBesideDate('11.12.2023 10:15 Uhr | Lesedauer 4 Minuten')).toEqual([]));
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
