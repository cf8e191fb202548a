import { expect, test } from 'vitest';
import { makeEdition } from '../../test/editions/made-up-edition.ts';
import { NewsError } from '../errors.ts';
import type { ArticleFile, FrontMatter } from '../model/article-file.ts';
import type { Edition } from '../model/edition.ts';
import { pageFolderOf, planSite } from './site-plan.ts';

const edition = makeEdition(12);
const [first] = edition.articles;
if (first === undefined) throw new Error('the made-up edition is empty');

/** The front matter without the map that only our own files have. */
const seedForm: FrontMatter = JSON.parse(JSON.stringify({ ...first.frontMatter, courant: undefined }));

function planOne(change: Partial<ArticleFile>, site: Partial<Edition['site']> = {}): ReturnType<typeof planSite> {
  return planSite({
    ...edition,
    site: { ...edition.site, ...site },
    articles: [{ ...first, ...change } as ArticleFile],
  });
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
  expect(() => planOne(change)).toThrow(/store\/bad-article-file/);
});

test.each([
  ['the last line is taken off as the source', 'Text.\n\n[a](https://a.example/1)', 'Text.', 'https://a.example/1'],
  ['a body without one stays whole', 'Text.\n\nMore.', 'Text.\n\nMore.', ''],
  ['an address that is not http is no source', 'Text.\n\n[a](javascript:alert)', 'Text.\n\n[a](javascript:alert)', ''],
  ['a body of the last line alone is empty', '[a](https://a.example/1)', '', 'https://a.example/1'],
])('%s', (_, body, expected, sourceUrl) => {
  const [post] = planOne({ body, frontMatter: seedForm }).posts;
  expect([post?.body, post?.sourceUrl]).toEqual([expected, sourceUrl]);
});

test('without a stated instant the date is read in the zone of the site', () => {
  const frontMatter = { ...seedForm, date: '2025-02-09 12:00:00' };
  const [post] = planOne({ frontMatter }, { timeZone: 'Europe/Berlin' }).posts;
  expect(post?.publishedMs).toBe(Date.UTC(2025, 1, 9, 11));
});

test('tags that differ in case and punctuation alone share a page, and count an article once', () => {
  const plan = planOne({ frontMatter: { ...first.frontMatter, tags: ['City Hall', 'city-hall', 'CITY HALL!'] } });
  const tags = plan.posts[0]?.tags.map((tag) => [tag.key, tag.name, tag.posts.length]);
  expect(tags).toEqual([['city-hall', 'City Hall', 1]]);
});

test('a tag has a page when two articles carry it, an outlet always', () => {
  const outlet = first.frontMatter.courant?.outlet ?? '';
  const articles = [['both', 'one'], ['Both'], [outlet]].map((tags) => ({
    ...first,
    frontMatter: { ...first.frontMatter, tags },
  }));
  const plan = planSite({ ...edition, articles });
  expect(plan.tags.map((tag) => [tag.key, tag.posts.length])).toEqual([
    ['both', 2],
    [outlet, 1],
  ]);
  expect(plan.posts[0]?.tags.map((tag) => [tag.key, tag.hasPage])).toEqual([
    ['both', true],
    ['one', false],
  ]);
});

test.each([
  ['the outlet gives both dates', '2025-02-09T10:00:00Z', '2025-02-09T11:00:00Z', [true, true]],
  ['a change before publication is none', '2025-02-09T10:00:00Z', '2025-02-09T09:00:00Z', [true, false]],
  ['without a date there may still be a change', '', '2025-02-09T09:00:00Z', [false, true]],
  ['without any date nothing is known', '', '', [false, false]],
])('%s', (_, published, modified, expected) => {
  const { courant } = first.frontMatter;
  if (courant === undefined) throw new Error('the made-up edition has no provenance');
  const [post] = planOne({ frontMatter: { ...first.frontMatter, courant: { ...courant, published, modified } } }).posts;
  expect([post?.isDateStated, post?.modifiedMs !== undefined]).toEqual(expected);
});

test('the date of a file without provenance is that of its outlet', () => {
  expect(planOne({ frontMatter: seedForm }).posts[0]?.isDateStated).toBe(true);
});

test('an article is listed with its outlet even when its categories leave it out', () => {
  const plan = planOne({ frontMatter: { ...first.frontMatter, categories: ['opinion'] } });
  expect(plan.outlets.map((term) => [term.folder, term.posts.length])).toEqual([
    [`categories/${first.frontMatter.courant?.outlet}`, 1],
    ['categories/opinion', 1],
  ]);
});

test('midnight to the second means that only the day is known', () => {
  const times = ['2025-02-09 00:00:00', '2025-02-09 00:00:01'].map(
    (date) => planOne({ frontMatter: { ...seedForm, date } }).posts[0]?.time,
  );
  expect(times).toEqual(['', '00:00']);
});

test('regions of a language share a list, scripts do not', () => {
  const articles = ['de', 'de-AT', 'zh-Hant-TW', 'zh-CN', 'nonsense!'].map((lang) => ({
    ...first,
    frontMatter: { ...first.frontMatter, lang: [lang] },
  }));
  const plan = planSite({ ...edition, articles });
  expect(plan.languages.map((term) => [term.name, term.posts.length])).toEqual([
    ['de', 2],
    ['zh', 1],
    ['zh-Hant', 1],
  ]);
});
