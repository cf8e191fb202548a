import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/model/clock.ts';
import { withWork } from '../../src/pipeline/open-work.ts';
import { reextract } from '../../src/pipeline/reextract.ts';
import { reindex } from '../../src/pipeline/reindex.ts';
import { extract } from '../extract-thread.ts';
import type { Handler } from '../loopback-server.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none' });
});
afterEach(() => outlet.stop());

const page = articlePage({ title: 'The ferry comes back', subject: 'ferry' });

function unchanging(body: string): Handler {
  return (request, response) => {
    if (request.headers['if-none-match'] === '"same"') return void response.writeHead(304).end();
    response.writeHead(200, { etag: '"same"' }).end(body);
  };
}

describe('a source file', () => {
  test('that leaves addresses out does so after a reindex too', async () => {
    const { root } = outlet.project;
    const url = outlet.server.url('/feed');
    await writeFile(join(root, 'sources', 'one.yaml'), `name: One\nfeeds:\n  - url: ${url}\nexclude: [/sport/]\n`);
    outlet.answer('/a', page);
    outlet.answer('/sport/b', page);
    outlet.feed(['/a', '/sport/b']);
    const { accounting } = await outlet.project.collect();
    await rm(join(root, '.courant'), { recursive: true });
    await reindex(await outlet.project.read(), { clock: systemClock });
    const after = await outlet.project.collect();
    expect(after.accounting).toEqual(accounting);
    expect(outlet.server.paths()).not.toContain('/sport/b');
  });

  test('that was removed ends the requests to its outlet; when it comes back they go on', async () => {
    outlet.answer('/a', (_request, response) => void response.writeHead(500).end());
    outlet.feed(['/a']);
    await outlet.project.collect();
    const { root } = outlet.project;
    const feed = outlet.server.url('/feed');
    await rm(join(root, 'sources', 'one.yaml'));
    await writeFile(
      join(root, 'sources', 'other.yaml'),
      `name: Other\nfeeds:\n  - url: ${outlet.server.url('/other')}\n`,
    );
    outlet.answer(
      '/other',
      '<rss version="2.0"><channel><item><link>http://127.0.0.1:1/x</link></item></channel></rss>',
    );
    outlet.answer('/a', page);
    const before = outlet.server.paths().filter((path) => path === '/a').length;
    const { accounting } = await outlet.project.collect({ later: 3_600_000 });
    expect(accounting).toMatchObject({ found: 2, skipped: 1, waiting: 1 });
    expect(outlet.server.paths().filter((path) => path === '/a')).toHaveLength(before);
    await writeFile(join(root, 'sources', 'renamed.yaml'), `name: One\nfeeds:\n  - url: ${feed}\n`);
    expect((await outlet.project.collect()).articles.stored).toBe(1);
  });
});

describe('a site rule', () => {
  const aside =
    '<div class="xq"><p>For the last time this year the people of the harbor spoke about the lamp, and what it costs to keep it lit.</p></div>';

  test('reads the pages of its days, also those that are stored already', async () => {
    const { root } = outlet.project;
    const today = new Date().toISOString().slice(0, 10);
    const source = `name: One\nfeeds:\n  - url: ${outlet.server.url('/feed')}\n`;
    const file = join(root, 'sources', 'one.yaml');
    const textOf = async (): Promise<string> => {
      const [name = ''] = (await readdir(join(root, 'content'), { recursive: true })).filter((path) =>
        path.endsWith('.md'),
      );
      return readFile(join(root, 'content', name), 'utf8');
    };
    outlet.answer('/a', page.replace('<p>For the 3th', `${aside}<p>For the 3th`));
    outlet.feed(['/a']);
    await writeFile(file, `${source}rules:\n  - validUntil: 2020-01-01\n    strip: .xq\n`);
    await outlet.project.collect();
    expect(await textOf()).toContain('about the lamp');

    await writeFile(file, `${source}rules:\n  - validFrom: ${today}\n    strip: .xq\n`);
    const tools = { clock: systemClock, signal: new AbortController().signal, report: () => undefined, extract };
    await withWork(await outlet.project.read(), tools, (work) =>
      reextract(work, { write: true, onItem: () => undefined, onProgress: () => undefined }),
    );
    expect(await textOf()).not.toContain('about the lamp');
    expect(await textOf()).toContain('people of the harbor');
  });
});

describe('a feed', () => {
  test('is an index that stays the same while its sitemap gets new links', async () => {
    const { root } = outlet.project;
    const loc = (path: string): string => `<loc>${outlet.server.url(path)}</loc>`;
    const index = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>${loc('/news.xml')}</sitemap></sitemapindex>`;
    const sitemap = (...paths: readonly string[]): string =>
      `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths.map((path) => `<url>${loc(path)}</url>`).join('')}</urlset>`;
    await writeFile(
      join(root, 'sources', 'one.yaml'),
      `name: One\nfeeds:\n  - url: ${outlet.server.url('/index.xml')}\n    kind: sitemap\n`,
    );
    outlet.answer('/index.xml', unchanging(index));
    outlet.answer('/news.xml', sitemap('/news/the-ferry-comes-back'));
    outlet.answer('/news/the-ferry-comes-back', page);
    outlet.answer('/news/the-bakery-closes', articlePage({ title: 'The bakery closes', subject: 'bakery' }));
    expect((await outlet.project.collect()).articles.stored).toBe(1);
    outlet.answer('/news.xml', sitemap('/news/the-ferry-comes-back', '/news/the-bakery-closes'));
    const { articles, accounting } = await outlet.project.collect();
    expect(articles.stored).toBe(1);
    // The sitemap itself is no link, after a reindex either.
    await reindex(await outlet.project.read(), { clock: systemClock });
    expect(await outlet.project.withStore((store) => store.accounting())).toEqual(accounting);
  });

  test('is an index whose unchanged sitemaps are not asked for again', async () => {
    const { root } = outlet.project;
    const loc = (path: string): string => `<loc>${outlet.server.url(path)}</loc>`;
    const child = (path: string, day: string): string => `<sitemap>${loc(path)}<lastmod>${day}</lastmod></sitemap>`;
    const index = (june: string): string =>
      `<sitemapindex>${child('/may.xml', '2026-05-31')}${child('/june.xml', june)}<sitemap>${loc('/undated.xml')}</sitemap></sitemapindex>`;
    const urls = (path: string): string => `<urlset><url>${loc(path)}</url></urlset>`;
    await writeFile(
      join(root, 'sources', 'one.yaml'),
      `name: One\nfeeds:\n  - url: ${outlet.server.url('/index.xml')}\n    kind: sitemap\n`,
    );
    outlet.answer('/index.xml', index('2026-06-10T08:00:00Z'));
    outlet.answer('/may.xml', urls('/news/the-ferry-comes-back'));
    outlet.answer('/june.xml', urls('/news/the-bakery-closes'));
    outlet.answer('/undated.xml', unchanging(urls('/news/the-pier-is-old')));
    for (const path of ['the-ferry-comes-back', 'the-bakery-closes', 'the-pier-is-old', 'the-mill-turns'])
      outlet.answer(`/news/${path}`, articlePage({ title: `Of ${path}`, subject: path }));
    expect((await outlet.project.collect()).articles.stored).toBe(3);
    const asked = (): readonly string[] => outlet.server.paths().filter((path) => path.endsWith('.xml'));
    const before = asked().length;
    await outlet.project.collect();
    expect(asked().slice(before)).toEqual(['/index.xml', '/undated.xml']);
    outlet.answer('/index.xml', index(new Date().toISOString()));
    outlet.answer('/june.xml', urls('/news/the-mill-turns'));
    expect((await outlet.project.collect()).articles.stored).toBe(1);
    expect(asked().filter((path) => path === '/may.xml')).toHaveLength(1);
    expect(asked().filter((path) => path === '/june.xml')).toHaveLength(2);
  });

  test('that says "not modified" although nobody asked is no success', async () => {
    outlet.answer('/feed', (_request, response) => void response.writeHead(304).end());
    const { sources, events } = await outlet.project.collect();
    expect(sources).toEqual({ read: 0, failed: ['one'], resting: 0 });
    expect(events).toMatchObject([{ event: 'feed-failed', detail: 'fetch/http-error status 304, unasked' }]);
  });

  test('with one article under three addresses gives one file', async () => {
    const canonical = (path: string): string =>
      articlePage({
        title: 'The ferry comes back',
        subject: 'ferry',
        head: `<link rel="canonical" href="${outlet.server.url(path)}?utm_source=rss">`,
      });
    outlet.answer('/story/a', canonical('/story/a'));
    outlet.answer('/amp/a', canonical('/story/a'));
    outlet.answer('/m/a', canonical('/story/a'));
    outlet.feed(['/m/a?utm_source=rss', '/amp/a', '/story/a', '/m/a']);
    const { accounting } = await outlet.project.collect();
    expect(accounting).toMatchObject({ found: 3, stored: 1, skipped: 2, waiting: 0 });
  });

  test('with a circle of canonical addresses gives one file', async () => {
    const towards = (path: string): string =>
      articlePage({
        title: 'The ferry comes back',
        subject: 'ferry',
        head: `<link rel="canonical" href="${outlet.server.url(path)}">`,
      });
    outlet.answer('/a', towards('/b'));
    outlet.answer('/b', towards('/c'));
    outlet.answer('/c', towards('/a'));
    outlet.feed(['/a', '/b', '/c']);
    const { accounting } = await outlet.project.collect();
    expect(accounting).toMatchObject({ found: 3, stored: 1, skipped: 2, waiting: 0 });
  });

  test('whose article shows a picture that is none keeps its count over a reindex', async () => {
    await outlet.stop();
    outlet = await startOneOutlet();
    const head = `<meta property="og:image" content="${outlet.server.url('/picture')}">`;
    outlet.answer('/picture', '<html><title>Not a picture</title></html>');
    outlet.answer('/a', articlePage({ title: 'The ferry comes back', subject: 'ferry', head }));
    outlet.feed(['/a']);
    const { accounting } = await outlet.project.collect();
    await reindex(await outlet.project.read(), { clock: systemClock });
    expect(await outlet.project.withStore((store) => store.accounting())).toEqual(accounting);
  });
});
