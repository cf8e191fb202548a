import { expect, test } from 'vitest';
import { makeEdition } from '../../test/editions/made-up-edition.ts';
import { NewsError } from '../errors.ts';
import type { ArticleFile, FrontMatter } from '../model/article-file.ts';
import { pageFolderOf, sourceLineOf, toPost, type Post } from './post.ts';

const [first] = makeEdition(1).articles;
if (first === undefined) throw new Error('the made-up edition is empty');
const { courant } = first.frontMatter;
if (courant === undefined) throw new Error('the made-up edition has no provenance');

/** The front matter without the map that only our own files have. */
const seedForm: FrontMatter = JSON.parse(JSON.stringify({ ...first.frontMatter, courant: undefined }));

function postOf(change: Partial<ArticleFile>, timeZone = 'UTC'): Post {
  const file = { ...first, ...change } as ArticleFile;
  const outletNames = new Map([['harbor-courier', 'Harbor Courier']]);
  return toPost(file, { timeZone, outletNames, text: 'full', images: 'local', image: undefined });
}

test.each([
  ['an article lies where its file lies', 'content/post/2025/02/09/outlet/slug.md', 'post/2025/02/09/outlet/slug'],
  [
    'a translation lies in the tree of its language',
    'content/post/2025/02/09/outlet/slug.de.md',
    'de/post/2025/02/09/outlet/slug',
  ],
  ['a regional translation too', 'content/post/2025/02/09/o/slug.pt-BR.md', 'pt-br/post/2025/02/09/o/slug'],
  ['a dot before something else is part of the name', 'content/post/2025/02/09/o/v2.0.md', 'post/2025/02/09/o/v2.0'],
  ['letters of any script stay', 'content/post/2025/02/09/o/電車.md', 'post/2025/02/09/o/電車'],
])('%s', (_, path, expected) => {
  expect(pageFolderOf(path)).toBe(expected);
});

test.each([
  ['a path that climbs', 'content/../secret.md'],
  ['a path that climbs further down', 'content/post/../../x.md'],
  ['a hidden folder', 'content/.git/x.md'],
  ['a backslash', 'content/post\\..\\x.md'],
  ['a file outside content/', 'static/x.md'],
  ['an empty folder name', 'content//x.md'],
  ['another kind of file', 'content/post/x.html'],
])('%s is refused', (_, path) => {
  expect(() => pageFolderOf(path)).toThrow(NewsError);
});

test('a date that is none is refused with the file it stands in', () => {
  const change = { frontMatter: { ...first.frontMatter, date: '../../2025' } };
  expect(() => postOf(change)).toThrow(/store\/bad-article-file/);
});

test.each([
  ['the last line is taken off as the source', 'Text.\n\n[a](https://a.example/1)', 'Text.', 'https://a.example/1'],
  ['a body without one stays whole', 'Text.\n\nMore.', 'Text.\n\nMore.', ''],
  ['an address that is not http is no source', 'Text.\n\n[a](javascript:alert)', 'Text.\n\n[a](javascript:alert)', ''],
  ['a name with brackets is one too', 'Text.\n\n[a \\[b\\]](https://a.example/1)', 'Text.', 'https://a.example/1'],
  ['a body of the last line alone is empty', '[a](https://a.example/1)', '', 'https://a.example/1'],
])('%s', (_, body, expected, sourceUrl) => {
  expect([sourceLineOf(body).body, postOf({ body, frontMatter: seedForm }).sourceUrl]).toEqual([expected, sourceUrl]);
});

test('without a stated instant the date is read in the zone of the site', () => {
  const frontMatter = { ...seedForm, date: '2025-02-09 12:00:00' };
  expect(postOf({ frontMatter }, 'Europe/Berlin').publishedMs).toBe(Date.UTC(2025, 1, 9, 11));
});

test('tags that differ in case and punctuation alone are one', () => {
  const { tags } = postOf({ frontMatter: { ...first.frontMatter, tags: ['City Hall', 'city-hall', 'CITY HALL!'] } });
  expect(tags.map(({ key }) => key)).toEqual(['city-hall']);
});

test('a tag that is an outlet has its name', () => {
  const { tags } = postOf({ frontMatter: { ...first.frontMatter, tags: ['harbor-courier', 'Sea'] } });
  expect(tags.map(({ name }) => name)).toEqual(['Harbor Courier', 'Sea']);
});

test.each([
  ['the outlet gives both dates', '2025-02-09T10:00:00Z', '2025-02-09T11:00:00Z', [true, true]],
  ['a change before publication is none', '2025-02-09T10:00:00Z', '2025-02-09T09:00:00Z', [true, false]],
  ['without a date there may still be a change', '', '2025-02-09T09:00:00Z', [false, true]],
  ['without any date nothing is known', '', '', [false, false]],
])('%s', (_, published, modified, expected) => {
  const post = postOf({ frontMatter: { ...first.frontMatter, courant: { ...courant, published, modified } } });
  expect([post.isDateStated, post.modifiedMs !== undefined]).toEqual(expected);
});

test('the date of a file without provenance is that of its outlet', () => {
  expect(postOf({ frontMatter: seedForm }).isDateStated).toBe(true);
});

test('the outlet is the first category, even when the file leaves it out', () => {
  const { outlet, categories } = postOf({ frontMatter: { ...first.frontMatter, categories: ['Opinion'] } });
  expect(categories.map(({ key }) => key)).toEqual([outlet.key, 'opinion']);
});

test('midnight to the second means that only the day is known', () => {
  const times = ['2025-02-09 00:00:00', '2025-02-09 00:00:01'].map(
    (date) => postOf({ frontMatter: { ...seedForm, date } }).time,
  );
  expect(times).toEqual(['', '00:00']);
});
