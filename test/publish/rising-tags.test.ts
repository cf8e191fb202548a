import { findAll, getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { expect, test } from 'vitest';
import type { ArticleFile } from '../../src/model/article-file.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { publish, testNow } from './publish.ts';

const edition = makeEdition(30);
const flood = ['Flood', 'Dike', 'Rain', 'River', 'Sandbags'];

/** The tags in the sidebar of a site whose articles are of so many days before 28 January, the four newest about a flood. */
async function tagsInSidebar(daysBack: (place: number) => number, now = testNow): Promise<readonly string[]> {
  const articles = edition.articles.map((file, place): ArticleFile => {
    const date = new Date(Date.UTC(2025, 0, 28, 12) - daysBack(place) * 86_400_000).toISOString();
    const tags = place < 4 ? flood : ['harbor'];
    return { ...file, frontMatter: { ...file.frontMatter, tags, date: `${date.slice(0, 10)} ${date.slice(11, 19)}` } };
  });
  const files = await publish({ ...edition, articles }, 'en', now);
  const page = parseDocument(files.get('widgets/taglist/index.html') ?? '');
  const [widget] = findAll(({ attribs }) => attribs['class'] === 'widget taglist', page.children);
  return widget ? getElementsByTagName('bdi', widget).map((name) => textContent(name)) : [];
}

test('the sidebar shows the tags that rise', async () => {
  expect(await tagsInSidebar((place) => (place < 4 ? 0 : place))).toEqual([...flood].sort());
});

test('of a young archive it shows those that most articles carry', async () => {
  expect((await tagsInSidebar((place) => (place < 4 ? 0 : 1 + (place % 4))))[0]).toBe('harbor');
});

test('an article of the future makes nothing rise or fall', async () => {
  const future = (place: number): number => (place === 29 ? -400 : place < 4 ? 0 : place);
  expect(await tagsInSidebar(future)).toEqual([...flood].sort());
});
