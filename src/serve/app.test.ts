import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseDocument } from 'htmlparser2';
import { getElementsByTagName, textContent } from 'domutils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeEdition } from '../../test/editions/made-up-edition.ts';
import { MemoryStories, plainStages, toStory } from '../../test/made-up-stories.ts';
import { lookIn } from '../../test/site-look.ts';
import { parseArticleId, parseSourceId } from '../model/ids.ts';
import { openPolicy } from '../model/policy.ts';
import { createStoryReader } from '../pipeline/stories/read-story.ts';
import { publishEdition } from '../../test/publish/publish-edition.ts';
import type { SearchHit, SearchQuery } from '../store/store.ts';
import { toUrl } from '../url/normalize.ts';
import { createApp } from './app.ts';
import { markHits } from './search-answer.ts';

const look = await lookIn();
const edition = makeEdition(30);
const story = toStory(edition.articles.slice(0, 3));
const index = new MemoryStories();
index.set([story]);
const stories = createStoryReader(
  { sources: [], policies: [], publish: openPolicy, site: edition.site },
  { findArticleFile: (path) => Promise.resolve(edition.articles.find((file) => file.path === path)) },
  { index, stages: plainStages },
  () => Date.UTC(2026, 0, 1),
);
let folder = '';
let siteDir = '';
const asked: SearchQuery[] = [];

/** A search over the made-up edition: finds articles that have the text in their title. */
async function search(query: SearchQuery): Promise<readonly SearchHit[]> {
  asked.push(query);
  if (query.text === 'break') throw new Error('the index is broken');
  const found = edition.articles.filter(({ frontMatter }) =>
    frontMatter.title.toLowerCase().includes(query.text.toLowerCase()),
  );
  const start = query.offset ?? 0;
  return found.slice(start, start + query.limit).map(({ path, frontMatter }, index) => {
    const id = parseArticleId(index.toString(16).padStart(16, '0'));
    const outlet = parseSourceId(frontMatter.categories[0] ?? '');
    const url = toUrl(frontMatter.courant?.url ?? '');
    if (id === null || outlet === null || url === null) throw new Error('a made-up article is not in form');
    const { title, summary, date, tags } = frontMatter;
    const language = frontMatter.lang[0] ?? 'und';
    const article = {
      id,
      path,
      url,
      canonical: url,
      outlet,
      title,
      summary,
      language,
      date,
      tags,
      hash: '',
      revision: 1,
    };
    const other = { language: 'ar', path: path.replace('.md', '.ar.md'), title: '<عبّارة>' };
    const translation = query.readIn === 'ar' ? { translation: other } : {};
    return { article, ...translation, snippet: `<b>before</b> \u0001${query.text}\u0002 after` };
  });
}

const app = (): ReturnType<typeof createApp> =>
  createApp({
    siteDir,
    site: edition.site,
    look,
    outlets: edition.outlets,
    languages: ['en', 'ar'],
    search,
    stories: {
      of: (id) => (id === story.id ? stories.read(story) : Promise.resolve(undefined)),
      ranked: stories.ranked,
    },
    isDateStated: ({ path }) => Promise.resolve(!path.includes('/item-2')),
    onError: () => undefined,
  });

const ask = (path: string, init?: RequestInit): Promise<Response> =>
  Promise.resolve(app().request(new Request(`http://localhost${path}`, init)));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'courant-serve-'));
  siteDir = join(folder, 'public');
  const extra = [
    { path: '.hidden', content: 'secret' },
    { path: 'media/a.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' },
    { path: 'media/large.png', content: new Uint8Array(700_000).fill(7) },
    { path: 'media/un known.bin', content: 'x' },
    { path: 'assets/script.js', content: '//' },
  ];
  for (const file of [...(await publishEdition(edition, look, Date.UTC(2025, 1, 5))), ...extra]) {
    await mkdir(dirname(join(siteDir, file.path)), { recursive: true });
    await writeFile(join(siteDir, file.path), file.content);
  }
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await mkdir(join(folder, 'public-too'));
  await writeFile(join(folder, 'public-too', 'index.html'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(siteDir, 'link.txt'));
  await symlink(join(folder, 'public-too'), join(siteDir, 'linked'));
  await utimes(join(siteDir, 'index.html'), 1_700_000_000, 1_700_000_000);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('files', () => {
  test.each([
    ['the home page', '/', 200, 'text/html; charset=utf-8'],
    ['a page by its file', '/index.html', 200, 'text/html; charset=utf-8'],
    ['a folder by its address', '/categories/harbor-courier/', 200, 'text/html; charset=utf-8'],
    ['an address in another script', `/${encodeURI('tags/ثقافة')}/`, 200, 'text/html; charset=utf-8'],
    ['the stylesheet', '/assets/style.css', 200, 'text/css; charset=utf-8'],
    ['a script', '/assets/script.js', 200, 'text/javascript; charset=utf-8'],
    ['RSS', '/feed.xml', 200, 'application/rss+xml; charset=utf-8'],
    ['Atom', '/categories/harbor-courier/atom.xml', 200, 'application/atom+xml; charset=utf-8'],
    ['JSON Feed', '/feed.json', 200, 'application/feed+json; charset=utf-8'],
    ['the sitemap', '/sitemap.xml', 200, 'application/xml; charset=utf-8'],
    ['robots.txt', '/robots.txt', 200, 'text/plain; charset=utf-8'],
    ['a file of unknown type', '/media/un%20known.bin', 200, 'application/octet-stream'],
    ['a page that is not there', '/nothing/here', 404, 'text/html; charset=UTF-8'],
    ['a file that is asked for as a folder', '/feed.xml/', 404, 'text/html; charset=UTF-8'],
    ['a hidden file', '/.hidden', 404, 'text/html; charset=UTF-8'],
    ['a link out of the site', '/link.txt', 404, 'text/html; charset=UTF-8'],
    ['a folder linked from outside', '/linked/', 404, 'text/html; charset=UTF-8'],
    ['a folder linked from outside, without a slash', '/linked', 404, 'text/html; charset=UTF-8'],
    ['a way up', '/../secret.txt', 404, 'text/html; charset=UTF-8'],
    ['an encoded way up', '/%2e%2e/secret.txt', 404, 'text/html; charset=UTF-8'],
    ['an encoded slash', '/..%2fsecret.txt', 404, 'text/html; charset=UTF-8'],
    ['a backslash', '/..%5csecret.txt', 404, 'text/html; charset=UTF-8'],
    ['a folder with the same beginning', '/%2e%2e%2fpublic-too/', 404, 'text/html; charset=UTF-8'],
    ['a zero byte', '/index.html%00.png', 404, 'text/html; charset=UTF-8'],
    ['bytes that are no UTF-8', '/%ff%fe', 404, 'text/html; charset=UTF-8'],
    ['two slashes', '//index.html', 404, 'text/html; charset=UTF-8'],
  ])('%s', async (_, path, status, type) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([status, type]);
    expect(await answer.text()).not.toContain('secret');
  });

  test('a folder without its slash is redirected by a relative address', async () => {
    const answer = await ask('/categories/harbor-courier');
    expect([answer.status, answer.headers.get('Location')]).toEqual([301, './harbor-courier/']);
  });

  test('an unchanged file is not sent again', async () => {
    const first = await ask('/');
    const etag = first.headers.get('ETag') ?? '';
    const modified = first.headers.get('Last-Modified') ?? '';
    const status = async (headers: Record<string, string>): Promise<number> => (await ask('/', { headers })).status;
    expect(modified).toBe('Tue, 14 Nov 2023 22:13:20 GMT');
    expect(await status({ 'If-None-Match': etag })).toBe(304);
    expect(await status({ 'If-None-Match': `"other", W/${etag}` })).toBe(304);
    expect(await status({ 'If-Modified-Since': modified })).toBe(304);
    expect(await status({ 'If-None-Match': '"other"', 'If-Modified-Since': modified })).toBe(200);
    expect(await status({ 'If-Modified-Since': 'Tue, 14 Nov 2023 22:13:19 GMT' })).toBe(200);
    expect(await status({ 'If-Modified-Since': 'yesterday' })).toBe(200);
  });

  test('HEAD gives the headers of GET and no body', async () => {
    const [get, head] = [await ask('/media/large.png'), await ask('/media/large.png', { method: 'HEAD' })];
    expect(head.headers.get('Content-Length')).toBe('700000');
    expect([...head.headers]).toEqual([...get.headers]);
    expect((await head.arrayBuffer()).byteLength).toBe(0);
    expect((await get.arrayBuffer()).byteLength).toBe(700_000);
  });

  test('other methods are refused', async () => {
    const answer = await ask('/', { method: 'POST' });
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('the page for nothing found leads back from any depth', async () => {
    const page = parseDocument(await (await ask('/a/b/c/')).text());
    const links = getElementsByTagName('a', page).map(({ attribs }) => attribs['href']);
    expect(links).toContain('../../../index.html');
  });
});

describe('security headers', () => {
  test.each(['/', '/nothing', '/search?q=ferry', '/api/search?q=ferry', '/search?q=break', '/healthz', '/media/a.svg'])(
    'are set on %s',
    async (path) => {
      const { headers } = await ask(path);
      expect(headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*(?:frame-ancestors 'self'|sandbox)/);
      expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN'); // widgets of the site stand in frames
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Referrer-Policy')).toBe('same-origin');
      expect(headers.get('Permissions-Policy')).toContain('camera=()');
    },
  );

  test('a picture opened by itself may do nothing', async () => {
    expect((await ask('/media/a.svg')).headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
  });
});

describe('search', () => {
  test.each([
    ['hits are marked', 'a \u0001b\u0002 c \u0001d\u0002', 'a <mark>b</mark> c <mark>d</mark>'],
    ['everything else is text', '<i> \u0001<b>\u0002', '&lt;i&gt; <mark>&lt;b&gt;</mark>'],
    ['a mark left open or closed twice marks nothing', 'a\u0001b \u0001c\u0002d', 'ab <mark>c</mark>d'],
    ['a snippet without hits is text', 'a & b', 'a &amp; b'],
  ])('in a snippet %s', (_, snippet, expected) => {
    expect(markHits(snippet).markup).toBe(expected);
  });

  test.each(['/search?q=ferry', '/search/?q=ferry', '/search/index.html?q=ferry'])(
    '%s shows what was found, with marks',
    async (path) => {
      const text = await (await ask(path)).text();
      const page = parseDocument(text);
      const hits = getElementsByTagName('li', page).filter((item) => getElementsByTagName('mark', item).length > 0);
      const link = getElementsByTagName('a', hits)[0]?.attribs['href'] ?? '';
      expect(hits.length).toBe(1);
      expect(textContent(getElementsByTagName('mark', hits))).toBe('ferry');
      expect(text).toContain('&lt;b&gt;before&lt;/b&gt;');
      expect(text).not.toContain('search.js');
      expect((await ask(new URL(link, `http://localhost${path}`).pathname)).status).toBe(200);
    },
  );

  test('shows the date of an article, or when it was collected', async () => {
    const text = await (await ask('/search?q=votes')).text();
    expect(text).toMatch(/Courier<\/bdi>[^<]*<bdi><time/);
    expect(await (await ask('/search?q=l')).text()).toContain('<bdi>Collected <time');
  });

  test('asks for what the address says, and one hit more than it shows', async () => {
    await ask(`/search?q=${'a'.repeat(900)}&outlet=harbor-courier&lang=en&tag=x&page=3`);
    expect(asked.at(-1)).toEqual({
      text: 'a'.repeat(200),
      outlet: 'harbor-courier',
      language: 'en',
      tag: 'x',
      limit: 21,
      offset: 40,
    });
    await ask('/search?q=x&page=-1&outlet=&since=yesterday&sort=best');
    expect(asked.at(-1)).toEqual({ text: 'x', limit: 21, offset: 0 });
    await ask('/api/search?q=x&author=Ada&since=2025-01-01&until=2025-02-01&sort=relevance');
    expect(asked.at(-1)).toEqual({
      ...{ text: 'x', limit: 21, offset: 0 },
      ...{ author: 'Ada', since: '2025-01-01', until: '2025-02-01', sort: 'relevance' },
    });
  });

  test('leads to the next page and back', async () => {
    const links = async (path: string): Promise<string[]> =>
      getElementsByTagName('a', parseDocument(await (await ask(path)).text())).flatMap(({ attribs }) =>
        attribs['href']?.startsWith('?') ? [attribs['href']] : [],
      );
    expect(await links('/search?outlet=x&q=')).toEqual(['?q=&outlet=x&page=2']);
    expect(await links('/search?outlet=x&q=&page=2')).toEqual(['?q=&outlet=x']);
  });

  test('text in the query cannot become markup', async () => {
    const page = parseDocument(
      await (
        await ask(
          `/search?q=${encodeURIComponent('"><script>alert(1)</script>')}&tag=${encodeURIComponent("'><img src=x>")}`,
        )
      ).text(),
    );
    expect(getElementsByTagName('script', page)).toEqual([]);
    expect(getElementsByTagName('img', page)).toEqual([]);
  });

  test('a hit that is a translation leads to it, in its language, and to the original', async () => {
    const text = await (await ask('/search?q=votes&in=ar')).text();
    expect(asked.at(-1)).toMatchObject({ text: 'votes', readIn: 'ar' });
    expect(text).toMatch(/<h2 lang="ar" dir="rtl"><a href="ar\/post\/[^"]+">&lt;عبّارة&gt;<\/a><\/h2>/);
    expect(text).toMatch(/<a href="post\/[^"]+" hreflang="en[^"]*">English[^<]*<\/a>/);
    expect(await (await ask('/search?q=votes')).text()).not.toContain('hreflang="en"');
  });

  test('an empty search shows the form alone', async () => {
    const count = asked.length;
    expect((await ask('/search')).status).toBe(200);
    expect(asked.length).toBe(count);
  });

  test('a search that fails is an error without details', async () => {
    const answer = await ask('/search?q=break');
    expect([answer.status, await answer.text()]).toEqual([500, 'The server could not answer.\n']);
  });
});

describe('read API', () => {
  test('search tells through which translation an article was found', async () => {
    const { articles } = (await (await ask('/api/search?q=votes&in=ar')).json()) as {
      readonly articles: readonly { readonly url: string; readonly translation?: unknown }[];
    };
    const url = articles[0]?.url.replace('/post/', '/ar/post/');
    expect(articles[0]?.translation).toEqual({ language: 'ar', title: '<عبّارة>', url });
  });

  test('search gives articles with plain snippets', async () => {
    const answer = await ask('/api/search?q=ferry');
    expect(answer.headers.get('Content-Type')).toBe('application/json');
    const { articles, ...rest } = (await answer.json()) as { articles: Record<string, unknown>[] };
    expect(rest).toEqual({ page: 1, hasMore: false });
    expect(articles[0]).toMatchObject({ outlet: 'harbor-courier', snippet: '<b>before</b> ferry after' });
    expect(articles[0]?.['url']).toMatch(/^https:\/\/ledger\.example\/news\/post\/2025\/.*\/$/);
  });

  test('articles are listed by pages', async () => {
    const { articles, hasMore } = (await (await ask('/api/articles?q=ignored')).json()) as {
      articles: unknown[];
      hasMore: boolean;
    };
    expect([articles.length, hasMore]).toEqual([20, true]);
  });

  test('an unknown address answers in JSON, and health is told', async () => {
    expect((await ask('/api/nothing')).status).toBe(404);
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' });
  });
});

test('the read API lists stories by rank and gives each whole', async () => {
  const { stories: listed } = (await (await ask('/api/stories')).json()) as {
    stories: { id: string; rank: { score: number; early: { hours: number } } }[];
  };
  expect(listed.map(({ id }) => id)).toEqual([story.id]);
  expect(listed[0]?.rank).toMatchObject({ early: { hours: 6 } });
  const whole = (await (await ask(`/api/stories/${story.id}`)).json()) as { reports: unknown[]; summary: unknown[] };
  expect(whole.reports).toHaveLength(3);
  expect(whole.summary.length).toBeGreaterThan(0);
  expect((await ask('/api/stories/s000000000000')).status).toBe(404);
});
