import { createServer } from 'node:http';
import { inflateSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doubleEncode } from './double-encode.ts';
import { outlets, siteOf } from './outlets.ts';
import { truthOf } from '../../test/newsroom-truth.ts';
import { startNewsroom, type Newsroom } from './start-newsroom.ts';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await startNewsroom();
  for (const { outlet, path } of truthOf(1).articles.filter((article) => article.firstTry !== undefined)) {
    await fetch(at(outlet, path));
  }
});
afterAll(() => newsroom.stop());

const at = (outlet: string, path: string): string =>
  newsroom.outlets.find(({ id }) => id === outlet)?.home.replace(/\/$/, path) ?? `no such outlet: ${outlet}`;

async function read(url: string): Promise<string> {
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  const head = bytes.subarray(0, 300).toString('latin1');
  return iconv.decode(bytes, /(?:charset|encoding)="?windows-1251/.test(head) ? 'windows-1251' : 'utf-8');
}

/** The text of a page as a reader sees it, spaces evened out; script and style are left out. */
function visibleText(html: string): string {
  let text = '';
  let hidden = 0;
  const parser = new Parser({
    onopentag: (name) => void (/^(script|style|title)$/.test(name) ? hidden++ : 0),
    onclosetag: (name) => void (/^(script|style|title)$/.test(name) ? hidden-- : 0),
    ontext: (data) => void (hidden === 0 ? (text += data) : 0),
  });
  parser.end(html);
  return text.replace(/\s+/g, ' ');
}

/** The texts of all elements of this name. */
function elements(xml: string, wanted: string): readonly string[] {
  const texts: string[] = [];
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name) => void (name === wanted && depth++ === 0 ? texts.push('') : 0),
      onclosetag: (name) => void (name === wanted ? depth-- : 0),
      ontext: (data) => void (depth > 0 ? texts.push((texts.pop() ?? '') + data) : 0),
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return texts;
}

describe('every article of the truth', () => {
  const rows = truthOf(1).articles.map((article) => [`${article.outlet}${article.path}`, article] as const);

  test.each(rows)('%s shows its title, its text and the furniture around it', async (_name, article) => {
    const piece = outlets.flatMap(({ pieces }) => pieces).find(({ path }) => path === article.path);
    const html = await read(at(article.outlet, article.linkPath));
    const parts = await Promise.all(article.parts.map((path) => read(at(article.outlet, path))));
    const text = [html, ...parts].map(visibleText).join(' ');
    const asSent = (words: string): string => (piece?.doubleEncoded ? doubleEncode(words) : words).replace(/\s+/g, ' ');
    expect(text).toContain(article.title.replace(/\s+/g, ' '));
    for (const words of [...article.texts, ...article.otherTexts]) expect(text).toContain(asSent(words));
    for (const words of [article.standfirst, ...article.captions, ...article.authors]) expect(text).toContain(words);
    const furniture = article.mustNotContain.filter((words) => text.includes(words));
    expect(furniture.length).toBeGreaterThan(5);
    expect(html).not.toMatch(/undefined|\[object/);
    expect(html.includes(article.published)).toBe(article.dateFrom === 'page');
    expect(article.paragraphs).toBeGreaterThanOrEqual(3);
  });

  test('no text that must not be in an article is in one', () => {
    for (const { texts, otherTexts, captions, title, mustNotContain } of truthOf(2).articles) {
      const own = [title, ...texts, ...otherTexts, ...captions].join('\n');
      expect(mustNotContain.filter((words) => own.includes(words))).toEqual([]);
    }
  });

  test('its lead image is a PNG of 800×450 that is smaller than 60 kB', async () => {
    const pictures = truthOf(1).articles.filter(({ image }) => image !== '');
    expect(pictures.length).toBeGreaterThan(30);
    for (const { outlet, image } of pictures) {
      const response = await fetch(at(outlet, image));
      expect(response.headers.get('content-type')).toBe('image/png');
      checkPng(Buffer.from(await response.arrayBuffer()));
    }
    expect((await fetch(at('harbor-gazette', '/media/sea-unheard-of.png'))).status).toBe(404);
  });
});

function checkPng(bytes: Buffer): void {
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([800, 450]);
  expect(bytes.length).toBeLessThan(60_000);
  const length = bytes.readUInt32BE(33);
  expect(inflateSync(bytes.subarray(41, 41 + length)).length).toBe((800 * 3 + 1) * 450);
}

describe('ways in', () => {
  test('there are eight outlets in six languages, with every kind of feed', () => {
    expect(newsroom.outlets.map(({ language }) => language)).toEqual(
      ['en-GB', 'en-US', 'en-AU', 'de', 'es', 'ar', 'ja', 'ru'], // prettier-ignore
    );
    expect(new Set(newsroom.outlets.flatMap(({ feeds }) => feeds.map(({ kind }) => kind))).size).toBe(3);
  });

  const ways = [
    ['harbor-gazette', '/rss.xml', 'application/rss+xml', '<rss version="2.0"', 'item'],
    ['faro-de-salvia', '/rss/portada.xml', 'application/rss+xml', '<rss version="2.0"', 'item'],
    ['stepnoy-kray', '/rss.php', 'application/rss+xml', 'encoding="windows-1251"', 'item'],
    ['grenzland-bote', '/nachrichten.atom', 'application/atom+xml; charset=utf-8', '2005/Atom', 'entry'],
    ['al-marsa', '/ar/rdf.xml', 'application/rdf+xml', 'http://purl.org/rss/1.0/', 'item'],
  ] as const;
  test.each(ways)('%s%s lists every link of the truth', async (id, path, type, mark, item) => {
    expect((await fetch(at(id, path))).headers.get('content-type')).toBe(type);
    const xml = await read(at(id, path));
    expect(xml).toContain(mark);
    const { articles, skips } = truthOf(1);
    const links = [...articles, ...skips].filter(({ outlet }) => outlet === id).map(({ linkPath }) => linkPath);
    expect(elements(xml, item).length).toBe(links.length);
    for (const link of links) expect(xml).toContain(link.replaceAll('&', '&amp;'));
    const home = await read(at(id, '/'));
    expect(home).toMatch(new RegExp(`rel="alternate"[^>]*${path.replace(/[.?]/g, '\\$&')}`));
  });

  test('the JSON Feed carries the full text', async () => {
    const feed: unknown = await (await fetch(at('ostrander-ledger', '/feed/json/'))).json();
    expect(feed).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', language: 'en-US' });
    const html = JSON.stringify(feed);
    for (const { outlet, path } of truthOf(1).articles) if (outlet === 'ostrander-ledger') expect(html).toContain(path);
    expect(html).toContain('He has been showing her why on Thursdays ever since.');
    expect(html).toContain('Iâ€™d better not say');
    expect(html).toContain('<p>Â\u00a0</p>');
  });

  test('robots.txt names the sitemap index, which leads to every article once', async () => {
    const robots = await read(at('kerrigal-post', '/robots.txt'));
    const [index = ''] = /(?<=Sitemap: )\S+/.exec(robots) ?? [];
    const maps = elements(await read(index), 'loc');
    expect(maps.length).toBe(2);
    const found = (await Promise.all(maps.map(read))).flatMap((xml) => elements(xml, 'loc'));
    const expected = truthOf(1).articles.filter(({ outlet }) => outlet === 'kerrigal-post');
    expect(found.toSorted()).toEqual(expected.map(({ outlet, path }) => at(outlet, path)).toSorted());
    expect(await read(at('kerrigal-post', '/'))).not.toContain('rel="alternate"');
  });

  test('the section page of the outlet without a feed lists every article', async () => {
    const list = await read(at('misaki-shimpo', '/list/news.html'));
    for (const { outlet, path } of truthOf(1).articles) if (outlet === 'misaki-shimpo') expect(list).toContain(path);
    expect(list).not.toContain('rel="alternate"');
  });

  test('every link inside the newsroom leads somewhere, the lost one apart', async () => {
    for (const { home, id } of newsroom.outlets) {
      for (const [, href = ''] of (await read(home)).matchAll(/<a [^>]*href="([^"#]+)"/g)) {
        const url = new URL(href.replaceAll('&amp;', '&'), home);
        if (url.origin === new URL(home).origin) expect([id, href, (await fetch(url)).status]).toEqual([id, href, 200]);
      }
    }
  });
});

describe('quirks', () => {
  test('an old address redirects to the new one', async () => {
    const response = await fetch(at('harbor-gazette', '/story.php?id=48213'), { redirect: 'manual' });
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe(at('harbor-gazette', '/news/2026/09/market-hall-roof'));
  });

  test('links that cannot be stored answer as their skip says', async () => {
    const { skips } = truthOf(1);
    expect(skips.map(({ skip }) => skip).toSorted()).toEqual([
      'extract/not-an-article',
      'extract/paywalled',
      'fetch/gone',
      'fetch/robots-disallowed',
    ]);
    for (const { outlet, linkPath, skip } of skips) {
      expect((await fetch(at(outlet, linkPath))).status).toBe(skip === 'fetch/gone' ? 404 : 200);
      if (skip === 'fetch/robots-disallowed')
        expect(await read(at(outlet, '/robots.txt'))).toContain('Disallow: /print/');
    }
  });

  test('the paywalled page says so and keeps the rest to itself', async () => {
    const html = await read(at('grenzland-bote', '/politik/haushalt-geheimpapier-art204233.html'));
    expect(html).toContain('"isAccessibleForFree":false');
    expect(html).toContain('vierzehn Seiten');
    expect(html).not.toContain('im Juni gegeben');
  });

  test('one page is refused once with Retry-After and then shown', async () => {
    const fresh = await startNewsroom();
    const home = fresh.outlets.find(({ id }) => id === 'ostrander-ledger')?.home ?? '';
    const first = await fetch(`${home}2026/09/23/bridge-inspection/`);
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await fetch(`${home}2026/09/23/bridge-inspection/`)).status).toBe(200);
    expect(fresh.requests.map(({ status }) => status)).toEqual([429, 200]);
    await fresh.stop();
  });

  test('windows-1251 is named in the page and in no header, and loses no letter', async () => {
    const response = await fetch(at('stepnoy-kray', '/'));
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(await read(at('stepnoy-kray', '/'))).toContain('charset=windows-1251');
    const outlet = outlets.find(({ id }) => id === 'stepnoy-kray');
    for (const text of outlet?.pieces.map(({ title, body }) => title + body) ?? []) {
      expect(iconv.decode(iconv.encode(text, 'windows-1251'), 'windows-1251')).toBe(text);
    }
    expect((await fetch(at('stepnoy-kray', '/robots.txt'))).status).toBe(404);
  });

  test('three outlets print one wire story under three headlines', () => {
    const wire = truthOf(1).articles.filter(({ authors }) => authors.includes('Ines Calloway'));
    expect(new Set(wire.map(({ outlet }) => outlet)).size).toBe(3);
    expect(new Set(wire.map(({ title }) => title)).size).toBe(3);
    expect(new Set(wire.map(({ firstParagraph }) => firstParagraph)).size).toBe(1);
  });

  test('two articles of one outlet and day share a headline', () => {
    const titles = truthOf(1).articles.map(({ outlet, title, published }) => outlet + published.slice(0, 10) + title);
    expect(titles.length - new Set(titles).size).toBe(1);
  });

  test('a live blog says that it is one', async () => {
    const html = await read(at('harbor-gazette', '/news/2026/09/storm-odile-live'));
    expect(html).toContain('"@type":"LiveBlogPosting"');
    expect(html.match(/"@type":"BlogPosting"/g)?.length).toBe(5);
  });
});

describe('conditional requests', () => {
  const paths = newsroomPaths();
  test.each(paths)('%s%s answers 304 to its own validators and 200 to others', async (id, path) => {
    const first = await fetch(at(id, path));
    const etag = first.headers.get('etag');
    const lastModified = first.headers.get('last-modified') ?? '';
    expect(first.status).toBe(200);
    await first.arrayBuffer();
    const again = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(at(id, path), { headers })).status;
    expect(await again({ 'if-modified-since': lastModified })).toBe(304);
    expect(await again({ 'if-modified-since': 'Tue, 01 Sep 2020 00:00:00 GMT' })).toBe(200);
    expect(await again({ 'if-none-match': '"other"', 'if-modified-since': lastModified })).toBe(200);
    if (etag !== null) expect(await again({ 'if-none-match': etag })).toBe(304);
    expect(newsroom.requests.at(-1)).toMatchObject({ outlet: id, path, method: 'GET', conditional: true });
  });

  test('some outlets send gzip when asked and never else', async () => {
    const coding = async (id: string, accept: string): Promise<string | null> =>
      (await fetch(at(id, '/'), { headers: { 'accept-encoding': accept } })).headers.get('content-encoding');
    expect(await coding('grenzland-bote', 'gzip, br')).toBe('gzip');
    expect(await coding('grenzland-bote', 'identity')).toBe(null);
    expect(await coding('faro-de-salvia', 'gzip')).toBe(null);
  });

  test('other methods than GET and HEAD are refused', async () => {
    expect((await fetch(at('al-marsa', '/'), { method: 'POST' })).status).toBe(405);
    expect((await fetch(at('al-marsa', '/'), { method: 'HEAD' })).status).toBe(200);
  });
});

function newsroomPaths(): readonly (readonly [string, string])[] {
  return outlets.flatMap((outlet) => [
    ...outlet.feeds.map(({ path }) => [outlet.id, path] as const),
    ...siteOf(outlet, '', 1)
      .pieces.filter(({ firstTry }) => firstTry === undefined)
      .slice(0, 1)
      .map(({ path }) => [outlet.id, path] as const),
  ]);
}

describe('editions', () => {
  test('the second one changes two articles, adds one, and moves the validators of just those pages', async () => {
    const before = new Map(truthOf(1).articles.map((article) => [article.outlet + article.path, article]));
    const after = truthOf(2).articles;
    const added = after.filter(({ outlet, path }) => !before.has(outlet + path));
    const changed = after.filter((article) => before.get(article.outlet + article.path)?.title !== article.title);
    expect(added.map(({ path }) => path)).toEqual(['/news/2026/10/ferry-fog']);
    expect(changed.length).toBe(3);

    const second = await startNewsroom();
    const address = (id: string, path: string): string =>
      (second.outlets.find((outlet) => outlet.id === id)?.home ?? '').replace(/\/$/, path);
    for (const { outlet, path, title, modified, texts } of changed.filter((article) => !added.includes(article))) {
      const old = await fetch(address(outlet, path));
      const validators = {
        'if-none-match': old.headers.get('etag') ?? '',
        'if-modified-since': old.headers.get('last-modified') ?? '',
      };
      second.setEdition(2);
      const now = await fetch(address(outlet, path), { headers: validators });
      expect(now.status).toBe(200);
      expect(now.headers.get('last-modified')).toBe(new Date(modified).toUTCString());
      const text = visibleText(await now.text());
      for (const words of [title, ...texts]) expect(text).toContain(words);
      second.setEdition(1);
    }
    second.setEdition(2);
    expect(await (await fetch(address('harbor-gazette', '/rss.xml'))).text()).toContain('/news/2026/10/ferry-fog');
    expect(await (await fetch(address('grenzland-bote', '/nachrichten.atom'))).text()).toContain(
      '<updated>2026-10-01T18:20:00+02:00</updated>',
    );
    expect(await (await fetch(address('kerrigal-post', '/sitemaps/news.xml'))).text()).toContain(
      '<lastmod>2026-10-02T09:40:00+10:00</lastmod>',
    );
    await second.stop();
  });

  test('the same edition gives the same bytes, whatever the ports', async () => {
    const bytes = async (): Promise<readonly string[]> => {
      const room = await startNewsroom({ edition: 2 });
      const texts = room.outlets.flatMap(({ home, feeds }) =>
        [home, ...feeds.map(({ url }) => url)].map(async (url) => (await fetch(url)).text()),
      );
      const all = (await Promise.all(texts)).map((text) => text.replace(/127\.0\.0\.1:\d+/g, 'newsroom.example'));
      await room.stop();
      return all;
    };
    expect(await bytes()).toEqual(await bytes());
  });
});

test('a port in use is named, and nothing is left running', async () => {
  // Below the ports that systems give out by themselves, another one for each process.
  const base = 21_000 + (process.pid % 900) * 10;
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(base + 3, '127.0.0.1', resolve));
  await expect(startNewsroom({ basePort: base })).rejects.toThrow(`port ${base + 3} of the made-up newsroom is in use`);
  await expect(fetch(`http://127.0.0.1:${base}/`)).rejects.toThrow();
  blocker.close();
});
