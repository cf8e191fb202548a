import { describe, expect, test } from 'vitest';
import type { StoryArticle } from '../model/story.ts';
import { mergeNames } from './merge-names.ts';

const article = (path: string, language: string, text: string, tags: readonly string[] = []): StoryArticle => ({
  path,
  url: `https://news.example/${path}`,
  outlet: path,
  outletName: path,
  language,
  title: '',
  publishedMs: 0,
  zone: 'UTC',
  text,
  tags,
});

const told = (articles: readonly StoryArticle[]): readonly string[] =>
  mergeNames(articles).map(
    ({ name, kind, aliases, articles: count }) =>
      `${name} (${kind}, ${String(count)})${aliases.map((alias) => ` = ${alias}`).join('')}`,
  );

const english = article(
  'a',
  'en',
  'President Volodymyr Rudenko flew to Germany. Rudenko met Lena Brandt in Lowmere, near Lowmere Bay.',
);

describe('names of a story', () => {
  test('have short forms under the full one', () => {
    expect(told([english, article('b', 'en', 'Critics say that Rudenko was late.')])[0]).toBe(
      'Volodymyr Rudenko (person, 2)',
    );
  });

  test('are one over spellings, languages and scripts', () => {
    const russian = article('b', 'ru', 'Президент Владимир Руденко прибыл в Германию. Руденко молчал.');
    const german = article('c', 'de', 'Präsident Wolodymyr Rudenko reiste nach Deutschland.');
    const other = article('d', 'en', 'President Volodimir Rudenko smiled.');
    expect(told([english, russian, german, other]).slice(0, 2)).toEqual([
      'Volodymyr Rudenko (person, 4) = Volodimir Rudenko = Wolodymyr Rudenko = Владимир Руденко',
      'Deutschland (place, 3) = Germany = Германию',
    ]);
    expect(mergeNames([other, german, russian, english])).toEqual(mergeNames([english, russian, german, other]));
  });

  test('stay apart when one text has both', () => {
    const both = article(
      'b',
      'en',
      'Judge Karen Millar heard Judge Karen Miller. Bill Weller and Hillary Weller came; Weller left.',
    );
    expect(told([both])).toEqual([
      'Bill Weller (person, 1)',
      'Hillary Weller (person, 1)',
      'Karen Millar (person, 1)',
      'Karen Miller (person, 1)',
    ]);
  });

  test('are told as most articles have them', () => {
    const spoken = 'President Volodymyr Rudenko smiled.';
    const russian = 'Президент Владимир Руденко прибыл. Владимир Руденко молчал.';
    expect(
      told([
        ...['a', 'b', 'c'].map((path) => article(path, 'en', spoken)),
        ...['d', 'e'].map((path) => article(path, 'ru', russian)),
        article('f', 'es', 'El presidente Volodymyr Rudenko sonrió.'),
      ]),
    ).toEqual(['Volodymyr Rudenko (person, 6) = Владимир Руденко']);
  });

  test('have the first letters of an organisation, whatever article has them', () => {
    const full = article('a', 'en', 'A spokeswoman of the Lowmere Port Authority said so.');
    expect(told([full, article('b', 'en', 'Critics of the LPA were late.')])).toEqual([
      'Lowmere Port Authority (organisation, 2)',
    ]);
  });

  test('may be thousands, all of them alike', () => {
    const letter = (n: number): string => String.fromCharCode(97 + (n % 26));
    const list = (from: number): string =>
      Array.from({ length: 3500 }, (_, at) => {
        const n = from + at * 2;
        return `B${letter(n)}${letter(n / 26)}${letter(n / 676)} Sol, B${letter(n)}${letter(n / 26)}${letter(n / 676)} Bank`;
      }).join(', ');
    expect(told([article('a', 'en', list(0)), article('b', 'en', list(1))])).toHaveLength(30);
  });

  test('count the keywords of outlets that name them, and no others', () => {
    const tagged = article('b', 'en', 'Nothing was heard.', ['germany', 'War', 'Lake Orrin']);
    const again = article('c', 'en', 'Nothing was said.', ['War', 'Lake Orrin']);
    expect(told([english, tagged, again])).toEqual(
      expect.arrayContaining(['Germany (place, 2)', 'Lake Orrin (other, 2)']),
    );
    expect(told([english, tagged, again]).some((line) => line.startsWith('War'))).toBe(false);
    expect(told([article('b', 'en', 'Nothing was heard.', ['Lake Orrin', 'LAKE ORRIN'])])).toEqual([]);
  });
});
