import { findAll, getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { expect, test } from 'vitest';
import { titleClass } from '../../src/publish/article-list.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { publish } from './publish.ts';

const edition = makeEdition(12);

/** The edition after the dates of some articles (by their place, newest first) got lost. */
function withoutDates(places: readonly number[], language: 'en' | 'de' = 'en'): Promise<ReadonlyMap<string, string>> {
  const articles = edition.articles.map((file, place) => {
    const { frontMatter } = file;
    if (!places.includes(place) || frontMatter.courant === undefined) return file;
    return {
      ...file,
      frontMatter: { ...frontMatter, courant: { ...frontMatter.courant, published: '', modified: '' } },
    };
  });
  return publish({ ...edition, articles }, language);
}

const titleAt = (place: number): string | undefined => edition.articles[place]?.frontMatter.title;
const hasPicture = (place: number): boolean => edition.articles[place]?.frontMatter.thumbnail !== '';

function leadOf(files: ReadonlyMap<string, string>): string {
  const page = parseDocument(files.get('index.html') ?? '');
  const [lead] = findAll(({ attribs }) => attribs['class'] === 'lead-item', page.children);
  const [title] = lead ? getElementsByTagName('h2', lead) : [];
  return title ? textContent(title) : '';
}

test.each([
  ['the newest article with a picture opens the home page', [], [0, 1, 2].find(hasPicture)],
  ['one without a date gives way', [0, 1, 2], [3, 4, 5].find(hasPicture)],
  ['when no article has a date, the rule is the same', [...edition.articles.keys()], [0, 1, 2].find(hasPicture)],
])('%s', async (_, places, expected) => {
  expect(leadOf(await withoutDates(places))).toBe(titleAt(expected ?? -1));
});

test('lists say when an article without a date was collected, in the language of the site', async () => {
  const files = await withoutDates([1], 'de');
  const [, undated] = edition.articles;
  const day = undated?.frontMatter.date.slice(0, 10) ?? '';
  const lists = [
    'index.html',
    `post/${day.replaceAll('-', '/')}/index.html`,
    `post/${day.slice(0, 4)}/${day.slice(5, 7)}/index.html`,
  ];
  for (const path of lists) {
    const page = parseDocument(files.get(path) ?? '');
    const metas = findAll(({ attribs }) => attribs['class'] === 'meta', page.children).map((meta) => textContent(meta));
    expect([path, metas.filter((text) => text.includes('Abgerufen: ')).length]).toEqual([path, 1]);
  }
});

test('feeds do not call the day of collecting a date of publication', async () => {
  const files = await withoutDates([0]);
  const published = files.get('atom.xml')?.match(/<published>/g)?.length;
  expect([published, files.get('atom.xml')?.match(/<entry/g)?.length]).toEqual([11, 12]);
});

test('the first picture of the home page is loaded at once, all others when they are needed', async () => {
  const home = (await withoutDates([])).get('index.html') ?? '';
  const images = getElementsByTagName('img', parseDocument(home));
  const loading = images.map(({ attribs }) => attribs['loading'] ?? attribs['fetchpriority']);
  expect(loading.length).toBeGreaterThan(3);
  expect(loading).toEqual(['high', ...Array(loading.length - 1).fill('lazy')]);
});

test('the sidebar shows topics before outlets, each by the number of articles', async () => {
  const page = parseDocument((await withoutDates([])).get('widgets/taglist/index.html') ?? '');
  const [widget] = findAll(({ attribs }) => attribs['class'] === 'widget taglist', page.children);
  const names = widget ? getElementsByTagName('bdi', widget).map((name) => textContent(name)) : [];
  const outlets = edition.outlets.map((outlet) => outlet.name);
  const firstOutlet = names.findIndex((name) => outlets.includes(name));
  expect(firstOutlet).toBeGreaterThan(0);
  expect(names.slice(firstOutlet).every((name) => outlets.includes(name))).toBe(true);
  const counts = findAll(({ attribs }) => attribs['class'] === 'count', widget ? [widget] : []).map((count) =>
    Number(textContent(count)),
  );
  expect(counts.slice(0, firstOutlet)).toEqual(counts.slice(0, firstOutlet).sort((a, b) => b - a));
});

test.each([
  ['a short title', 'Ferry returns', false],
  ['a long one', 'word '.repeat(19), true],
  ['a long one of wide characters', '電車'.repeat(23), true],
  ['the same in letters', 'ab'.repeat(23), false],
])('%s is set small: %s', (_, title, expected) => {
  expect(titleClass(title).markup !== '').toBe(expected);
});
