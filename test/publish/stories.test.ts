import { describe, expect, test } from 'vitest';
import type { ArticleFile } from '../../src/model/article-file.ts';
import type { StoryView } from '../../src/model/story.ts';
import { publishEdition } from './publish-edition.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { MemoryStories, plainStages, stagesOf, toStory, type StoryParts } from '../made-up-stories.ts';
import { lookIn } from '../site-look.ts';
import { testNow } from './publish.ts';

const look = await lookIn('en');
const edition = makeEdition(90);
const files = edition.articles.slice(0, 6);
const [first, second, third] = files as [ArticleFile, ArticleFile, ArticleFile];

/** The site with one story of six articles; two of them are copies. */
async function publishStory(parts: Partial<StoryParts> = {}): Promise<ReadonlyMap<string, string>> {
  const index = new MemoryStories();
  const others = files.slice(0, 4).filter((file) => file.path !== first.path);
  index.set([toStory(files, new Map(others.slice(0, 2).map(({ path }) => [path, first.path])))]);
  const made = await publishEdition(edition, look, testNow, { index, stages: stagesOf(parts) });
  return new Map(made.map(({ path, content }) => [path, String(content)]));
}

const site = await publishStory();
const address = [...site.keys()].find((path) => /^stories\/\d+\/\d+\/[^/]+\/index\.html$/.test(path)) ?? '';
const page = site.get(address) ?? '';

test('a story has a page whose address is made of its id and its first article', () => {
  expect(address).toMatch(/^stories\/\d{4}\/\d\d\/[\p{L}\d-]+-s[0-9a-f]{12}\/index\.html$/u);
});

test('each sentence leads to the article that it is from', () => {
  const part = page.slice(page.indexOf('id="in-short"'), page.indexOf('id="reports"'));
  const items = part.split('<li ').slice(1);
  expect(items).toHaveLength(3);
  for (const item of items)
    expect(item).toMatch(/<a class="cite" href="\.\.\/\.\.\/\.\.\/\.\.\/post\/[^"]+\/index\.html">/);
});

test('copies stand folded with the article that was first, and count as outlets', () => {
  expect(page).toMatch(/<details class="copies"><summary>\+\d outlets?<\/summary>/);
  expect(page.match(/<ol class="came">[\s\S]*?<\/ol>/)?.[0].match(/<h3>/g)).toHaveLength(4);
});

test('reported speech is marked as such', () => {
  expect(page).toContain('<figure class="quote"><blockquote');
  expect(page).toMatch(/<figure class="quote indirect">[\s\S]*?<span class="label">reported speech<\/span>/);
});

test('the plot is a drawing with a title and a description, and there is no script but data', () => {
  expect(page).toContain(
    'role="img" aria-labelledby="plot-title plot-text"><title id="plot-title">Articles over time</title>',
  );
  expect(page).toMatch(/<desc id="plot-text">[^<]*: \d+ articles?/);
  expect(page).not.toMatch(/<script(?! type="application\/ld\+json")/);
  expect(page).not.toContain('style="');
});

test('machines read which articles it has', () => {
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(page)?.[1] ?? '{}') as {
    '@type': string;
    hasPart: unknown[];
  };
  expect(data['@type']).toBe('CollectionPage');
  expect(data.hasPart).toHaveLength(6);
});

test('names lead to tags that have a page, and to no others', () => {
  const names = /<section class="named"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
  for (const [, target = ''] of names.matchAll(/href="(?:\.\.\/)+([^"]+)"/g))
    expect(site.has(decodeURI(target)), target).toBe(true);
});

test('a story has feeds, of its articles without copies', () => {
  const folder = address.replace('/index.html', '');
  const feed = JSON.parse(site.get(`${folder}/feed.json`) ?? '{}') as { items: { url: string }[] };
  expect(feed.items).toHaveLength(4);
  for (const file of ['feed.xml', 'atom.xml']) expect(site.get(`${folder}/${file}`)).toContain('<title>');
  expect(page).toContain(`href="../../../../${folder}/feed.xml"`);
});

test('it is found: on the first page, in the list, in its month, in the sitemap, from its articles', () => {
  expect(site.get('index.html')).toMatch(
    /<section class="top-stories"[\s\S]*?title="[^"]* outlets? · [^"]*within 6 hours/,
  );
  expect(site.get('stories/index.html')).toContain(`href="../${address}"`);
  expect(site.get(`${address.split('/').slice(0, 3).join('/')}/index.html`)).toContain(`href="../../../${address}"`);
  expect(site.get('sitemap-stories.xml')).toContain(address.replace('index.html', ''));
  expect(site.get('sitemap.xml')).toContain('sitemap-stories.xml');
  const article = site.get(`${second.path.replace(/^content\/(.*)\.md$/, '$1')}/index.html`) ?? '';
  expect(article).toMatch(/Part of the story: <a href="[^"]*stories\//);
});

test('text from outlets is escaped wherever it stands', async () => {
  const bad = '<img src=x onerror=alert(1)>"\'&';
  const hostile: Partial<StoryParts> = {
    title: () => ({ text: bad, path: first.path }),
    summary: () => [{ path: first.path, span: { start: 0, end: 1 }, text: bad }],
    quotes: () => [{ speaker: bad, text: bad, isDirect: false, addressee: bad, language: 'en', paths: [first.path] }],
    names: () => [{ name: bad, kind: 'person', aliases: [bad], articles: 1 }],
    timeline: () => [{ date: bad, sentence: { path: second.path, span: { start: 0, end: 1 }, text: bad } }],
  };
  for (const [path, text] of await publishStory(hostile))
    if (path.endsWith('.html')) expect(text, path).not.toContain('<img src=x');
});

test('two articles are too few to draw; one is no story', async () => {
  const index = new MemoryStories();
  index.set([toStory([first, second]), toStory([third])]);
  const made = await publishEdition(edition, look, testNow, { index, stages: plainStages });
  const pages = made.filter(({ path }) => /^stories\/\d+\/\d+\/[^/]+\/index\.html$/.test(path));
  expect(pages).toHaveLength(1);
  expect(String(pages[0]?.content)).not.toContain('<svg');
});

describe('a site without stories', async () => {
  const made = await publishEdition(edition, look, testNow);
  test('says nothing of them', () => {
    expect(made.filter(({ path }) => path.includes('stories'))).toEqual([]);
    expect(made.filter(({ content }) => String(content).includes('stories/')).map(({ path }) => path)).toEqual([]);
  });
});

test('a view without anything but articles is a page all the same', async () => {
  const empty: Partial<StoryParts> = {
    summary: () => [],
    quotes: () => [],
    timeline: () => [],
    names: () => [],
    coverage: (): StoryView['coverage'] => ({ outlets: [], independent: 0, countries: [], languages: [] }),
  };
  const text = (await publishStory(empty)).get(address) ?? '';
  expect(text).toContain('id="reports"');
  expect(text).not.toContain('id="quotes"');
});
