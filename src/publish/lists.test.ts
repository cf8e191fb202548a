import { expect, test } from 'vitest';
import { makeEdition } from '../../test/editions/made-up-edition.ts';
import { listsOfPost, pageTurns, pagingOf, versionsByTree } from './lists.ts';
import { toPost, type Post } from './post.ts';

const [file] = makeEdition(1).articles;

/** A post of a file as `slug.md` or `slug.de.md`, in a language. */
function postOf(name: string, language: string, tags: readonly string[] = []): Post {
  if (file === undefined) throw new Error('the made-up edition is empty');
  const frontMatter = { ...file.frontMatter, lang: [language], tags, date: '2025-02-09 12:00:00' };
  const context = { timeZone: 'UTC', outletNames: new Map(), text: 'full', images: 'local', image: undefined } as const;
  return toPost({ ...file, path: `content/post/${name}`, frontMatter }, context);
}

test('an article stands in the lists of its day, language, tags and outlet, in each below its tree', () => {
  const post = postOf('a.md', 'en', ['City Hall']);
  const folders = ['', 'post/2025/02/09', 'lang/en', 'tags/city-hall', 'categories/harbor-courier'];
  expect(listsOfPost(post, '').map(({ folder }) => folder)).toEqual(folders);
  expect(listsOfPost(post, 'de').map(({ folder }) => folder)).toEqual(
    folders.map((folder) => (folder === '' ? 'de' : `de/${folder}`)),
  );
});

test.each([
  ['the regions of a language share a list', 'de-AT', 'lang/de'],
  ['a script has one of its own', 'zh-Hant-TW', 'lang/zh-Hant'],
  ['the usual script has none', 'zh-CN', 'lang/zh'],
  ['no language has none', 'nonsense!', undefined],
])('%s', (_, language, expected) => {
  const lists = listsOfPost(postOf('a.md', language), '');
  expect(lists.find(({ kind }) => kind === 'lang')?.folder).toBe(expected);
});

const trees = [
  { prefix: '', language: 'en' },
  { prefix: 'de', language: 'de' },
  { prefix: 'pt-br', language: 'pt-br' },
];
test.each([
  ['an original stands in the first tree, whatever it is in', [['a.md', 'fr']], { '': 'a.md' }],
  ['also in that of its language', [['a.md', 'de']], { '': 'a.md', de: 'a.md' }],
  ['of a region too', [['a.md', 'de-CH']], { '': 'a.md', de: 'a.md' }],
  ['but not in that of one region when it is of none', [['a.md', 'pt']], { '': 'a.md' }],
  [
    'a translation stands in its tree',
    [
      ['a.de.md', 'de'],
      ['a.md', 'en'],
    ],
    { '': 'a.md', de: 'a.de.md' },
  ],
  [
    'one into the language of the site takes the place of the original',
    [
      ['a.en.md', 'en'],
      ['a.md', 'ja'],
    ],
    { '': 'a.en.md' },
  ],
  [
    'one without a tree stands in none',
    [
      ['a.fr.md', 'fr'],
      ['a.md', 'en'],
    ],
    { '': 'a.md' },
  ],
  ['a translation without its original is shown in the first tree', [['a.fr.md', 'fr']], { '': 'a.fr.md' }],
] as const)('%s', (_, files, expected) => {
  const chosen = versionsByTree(
    files.map(([name, language]) => postOf(name, language)),
    trees,
  );
  const names = [...chosen].map(([prefix, { path }]) => [prefix, path.replace('content/post/', '')]);
  expect(Object.fromEntries(names)).toEqual(expected);
});

test.each([
  [0, { numbered: 0, before: 0 }],
  [1, { numbered: 0, before: 0 }],
  [9, { numbered: 0, before: 0 }],
  [10, { numbered: 1, before: 5 }],
  [14, { numbered: 1, before: 5 }],
  [15, { numbered: 2, before: 10 }],
])('%i articles in pages of 5', (count, expected) => {
  expect(pagingOf(count, 5)).toEqual(expected);
});

test('a new article moves none of the numbered pages', () => {
  for (let count = 0; count < 100; count += 1) {
    const [before, after] = [pagingOf(count, 7), pagingOf(count + 1, 7)];
    expect(after.numbered).toBeGreaterThanOrEqual(before.numbered);
    const newest = count - before.before;
    expect(newest).toBeLessThan(14);
    if (count >= 7) expect(newest).toBeGreaterThanOrEqual(7);
  }
});

test('pages lead from the newest to the oldest and back', () => {
  const paging = pagingOf(27, 5);
  const older: (number | undefined)[] = [undefined];
  for (let page = pageTurns(undefined, paging).older; page !== undefined; page = pageTurns(page, paging).older)
    older.push(page);
  expect(older).toEqual([undefined, 4, 3, 2, 1]);
  expect(pageTurns(4, paging).newer).toBe('newest');
  expect([1, 2, 3].map((page) => pageTurns(page, paging).newer)).toEqual([2, 3, 4]);
  expect(pageTurns(undefined, pagingOf(9, 5))).toEqual({ number: undefined, older: undefined, newer: undefined });
});
