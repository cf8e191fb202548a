import { createServer, type Server } from 'node:http';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { truthOf } from '../newsroom-truth.ts';
import { startNewsroom, type Newsroom, type NewsroomOutlet } from '../../src/newsroom/start-newsroom.ts';
import { readProject } from '../../src/config/project.ts';
import { NewsError } from '../../src/errors.ts';
import { createHttpClient } from '../../src/fetch/create-http-client.ts';
import type { HttpClient } from '../../src/fetch/http-client.ts';
import { systemClock } from '../../src/model/clock.ts';
import { collect } from '../../src/pipeline/collect.ts';
import { findSource, type FoundSource } from '../../src/pipeline/find-source.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { withWork } from '../../src/pipeline/open-work.ts';
import { sourceText } from '../../src/pipeline/write-found-source.ts';
import { extract } from '../extract-thread.ts';

let http: HttpClient;
beforeAll(() => {
  const settings = {
    timeoutMs: 5000,
    maxBytes: 5_000_000,
    maxRedirects: 5,
    delayMs: 0,
    allowNetworks: ['127.0.0.0/8'],
  };
  http = createHttpClient({ userAgent: 'Courant/0.1 (+test@localhost)', ...settings }, systemClock);
});
afterAll(() => http.close());

async function add(address: string): Promise<FoundSource & { readonly looked: readonly string[] }> {
  const looked: string[] = [];
  const found = await findSource(address, { http, clock: systemClock, onLook: (url) => void looked.push(url) });
  return { ...found, looked };
}

/** Sources as `courant add` writes them, read back and collected from: the paths of the stored articles by source. */
async function collectFrom(sources: readonly FoundSource[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const root = await mkdtemp(join(tmpdir(), 'courant-add-'));
  try {
    await mkdir(join(root, 'sources'));
    const fetch = { contact: 'test@localhost', delaySeconds: 0.005, allowNetworks: ['127.0.0.0/8'] };
    await writeFile(join(root, 'courant.yaml'), stringify({ fetch, images: 'none' }));
    for (const source of sources) await writeFile(join(root, 'sources', `${source.id}.yaml`), sourceText(source));
    const project = await readProject(root);
    const options = { clock: systemClock, signal: new AbortController().signal, report: () => undefined, extract };
    await withWork(project, options, (work) => collect(work, { waitMs: 10_000, polls: 'all' }));
    const store = await openArchive(project, { clock: systemClock, mode: 'read' });
    const stored = new Map<string, string[]>();
    for (const { url, outlet } of await store.listArticles()) {
      const { pathname, search } = new URL(url);
      stored.set(outlet, [...(stored.get(outlet) ?? []), pathname + search]);
    }
    await store.close();
    for (const { id, name, home, language, feeds } of project.sources) {
      const found = sources.find((source) => source.id === id);
      expect({ name, home, language: language ?? '', feed: feeds[0]?.url }).toEqual({
        name: found?.name,
        home: found?.home,
        language: found?.language,
        feed: found?.feeds[0]?.url,
      });
    }
    return stored;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

describe('adding each outlet of the newsroom by its home page', () => {
  let newsroom: Newsroom;
  const found = new Map<string, Awaited<ReturnType<typeof add>>>();
  beforeAll(async () => {
    newsroom = await startNewsroom({ edition: 1 });
    for (const { id, home } of newsroom.outlets) found.set(id, await add(home));
  }, 30_000);
  afterAll(() => newsroom.stop());

  const sourceOf = (outlet: NewsroomOutlet): Awaited<ReturnType<typeof add>> => {
    const source = found.get(outlet.id);
    if (source === undefined) throw new Error(`${outlet.id} was not added`);
    return source;
  };

  test('finds name, home, language and the country where the site tells it', () => {
    for (const outlet of newsroom.outlets) {
      const { name, home, language, country } = sourceOf(outlet);
      expect({ name, home, language }).toEqual({ name: outlet.name, home: outlet.home, language: outlet.language });
      expect(['', outlet.country]).toContain(country);
    }
    expect([...found.values()].map(({ country }) => country).filter((country) => country !== '')).toEqual(['GB', 'AU']);
  });

  test('finds the best way in: a feed where there is one, the sitemaps of robots.txt, the list', () => {
    for (const outlet of newsroom.outlets) {
      const [best] = sourceOf(outlet).feeds;
      const [own] = outlet.feeds;
      // The home page lists what the section page lists.
      const wanted = own?.kind === 'front-page' ? { kind: 'front-page', url: outlet.home } : own;
      expect({ kind: best?.kind, url: best?.url }).toEqual(wanted);
      expect(best?.because).not.toBe('');
    }
  });

  test('makes the id from the name where the host is an address', () => {
    const ids = newsroom.outlets.map((outlet) => sourceOf(outlet).id);
    expect(ids.slice(0, 5)).toEqual([
      'the-harbor-gazette',
      'the-ostrander-ledger',
      'kerrigal-post',
      'grenzland-bote',
      'el-faro-de-salvia',
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('asks at most 16 times, and four times where the home page names the feed', () => {
    for (const outlet of newsroom.outlets) {
      const { requests, looked, feeds } = sourceOf(outlet);
      const own = newsroom.requests.filter(({ outlet: id }) => id === outlet.id).length;
      expect(requests).toBe(own);
      expect(requests).toBeLessThanOrEqual(feeds[0]?.kind === 'feed' ? 4 : 16);
      expect(looked[0]).toBe(outlet.home);
    }
  });

  test('the files written are read back and collect the articles of the truth', async () => {
    const sources = newsroom.outlets.map(sourceOf);
    const stored = await collectFrom(sources);
    for (const outlet of newsroom.outlets) {
      const paths = truthOf(1)
        .articles.filter((article) => article.outlet === outlet.id)
        .map(({ path }) => path);
      expect([...(stored.get(sourceOf(outlet).id) ?? [])].sort()).toEqual([...paths].sort());
    }
  }, 60_000);
});

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const rss = (title: string, day = '20', path = 'news'): Answer => ({
  headers: { 'content-type': 'application/rss+xml' },
  body: `<rss version="2.0"><channel><title>${title}</title><language>fr-CA</language>${[1, 2, 3]
    .map(
      (n) =>
        `<item><title>Item ${n}</title><link>/${path}/${n}</link><pubDate>${day} Oct 2026 0${n}:00:00 GMT</pubDate></item>`,
    )
    .join('')}</channel></rss>`,
});
const html = (head: string, body = ''): Answer => ({
  headers: { 'content-type': 'text/html' },
  body: `<!doctype html><html lang="fr"><head>${head}</head><body>${body}</body></html>`,
});
const feedLink = (href: string, title: string): string =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;

describe('a site', () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  async function serve(answers: Readonly<Record<string, Answer>>): Promise<string> {
    server = createServer((request, response) => {
      const answer = answers[request.url ?? ''] ?? { status: 404, body: 'nothing here' };
      response.writeHead(answer.status ?? 200, answer.headers ?? {});
      response.end(answer.body ?? '');
    });
    await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  test('whose feeds are of comments, of a category, and all: the last wins, behind its redirect', async () => {
    const origin = await serve({
      '/': html(
        `<title>Le Phare - Accueil</title>${feedLink('/comments/feed/', 'Le Phare » Comments')}${feedLink('/category/sport/feed/', 'Le Phare » Sport')}${feedLink('/feed', 'Le Phare')}`,
      ),
      '/feed': { status: 301, headers: { location: '/feed/' } },
      '/feed/': rss('Le Phare - RSS Feed'),
      '/category/sport/feed/': rss('Sport – Le Phare'),
      '/comments/feed/': rss('Comments for Le Phare'),
    });
    const { feeds, name, language, country, id } = await add(origin);
    expect(feeds.map(({ url }) => new URL(url).pathname)).toEqual([
      '/feed/',
      '/category/sport/feed/',
      '/comments/feed/',
    ]);
    expect({ id, name, language, country }).toEqual({
      id: 'le-phare',
      name: 'Le Phare',
      language: 'fr-CA',
      country: 'CA',
    });
    expect(feeds[1]?.because).toContain('only a part of the site');
  });

  test('whose feed was left behind is read by its list of articles', async () => {
    const items = [1, 2, 3, 4].map((n) => `<article><h2><a href="/2026/10/2${n}/une-histoire-de-la-mer-${n}">Une histoire de la mer ${n}</a></h2><time datetime="2026-10-2${n}"></time></article>`); // prettier-ignore
    const origin = await serve({
      '/': html(feedLink('/feed', 'Tout'), items.join('')),
      '/feed': { ...rss('Le Phare'), body: rss('Le Phare').body?.replaceAll('2026', '2019') ?? '' },
    });
    const { feeds } = await add(origin);
    expect(feeds.map(({ kind }) => kind)).toEqual(['front-page', 'feed']);
    expect(feeds[1]?.because).toContain('left behind: nothing since 2019-10-20');
  });

  test('whose feeds lack most of what the others name says how much, and ranks them below', async () => {
    const entry = (path: string, n: number): string =>
      `<item><title>Item ${n}</title><link>${path}/${n}</link><pubDate>20 Oct 2026 ${10 + n}:00:00 GMT</pubDate></item>`;
    const feed = (items: readonly string[]): Answer => ({
      headers: { 'content-type': 'application/rss+xml' },
      body: `<rss version="2.0"><channel><title>Le Phare</title>${items.join('')}</channel></rss>`,
    });
    const numbers = [0, 1, 2, 3, 4, 5, 6, 7];
    const origin = await serve({
      '/': html(`${feedLink('/une', 'Le Phare')}${feedLink('/tout', 'Le Phare')}`),
      '/une': feed([entry('/a', 0), entry('/a', 7)]),
      '/tout': feed(numbers.map((n) => entry('/a', n))),
    });
    const { feeds } = await add(origin);
    expect(feeds.map(({ url, covers, isChosen }) => [new URL(url).pathname, covers, isChosen])).toEqual([
      ['/tout', { has: 2, of: 2 }, true],
      ['/une', { has: 2, of: 8 }, false],
    ]);
    expect(feeds[1]?.because).toContain('lacks 6 of 8 that the others name');
  });

  test('without feeds tells its section pages beside its home page', async () => {
    const list = (section: string): string =>
      [1, 2, 3, 4].map((n) => `<article><h2><a href="/${section}/2026/10/2${n}/une-histoire-de-la-mer-${n}">Une histoire de la mer ${n}</a></h2></article>`).join(''); // prettier-ignore
    const nav =
      '<nav><a href="/monde">Monde</a><a href="/login">Compte</a><a href="https://autre.example/x">Autre</a></nav>';
    const origin = await serve({ '/': html('', nav + list('une')), '/monde': html('', nav + list('monde')) });
    const { feeds, looked, requests } = await add(origin);
    expect(feeds.map(({ kind, url, from }) => [kind, new URL(url).pathname, from])).toEqual([
      ['front-page', '/', 'the page itself'],
      ['front-page', '/monde', 'section'],
    ]);
    expect(looked.filter((url) => /login|autre/.test(url))).toEqual([]);
    expect(requests).toBeLessThanOrEqual(16);
  });

  test('that is asked for by its feed takes it, and the home page for the name', async () => {
    const origin = await serve({
      '/': html('<meta property="og:site_name" content="Le Phare">'),
      '/all.xml': rss('Dernières nouvelles'),
    });
    const { feeds, name, home } = await add(`${origin}/all.xml`);
    expect({ from: feeds[0]?.from, name, home }).toEqual({ from: 'given', name: 'Le Phare', home: `${origin}/` });
  });

  test('that asks for patience is left alone', async () => {
    const origin = await serve({
      '/': html(feedLink('/feed', 'Tout')),
      '/feed': { status: 429, headers: { 'retry-after': '60' } },
    });
    const failure = await add(origin).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'cli/add-failed' });
    expect(failure instanceof NewsError ? failure.context.detail?.split('\n').length : 0).toBeLessThanOrEqual(3);
    expect(String(failure)).toContain('fetch/rate-limited');
  });

  test('with nothing to collect says what was tried and why not', async () => {
    const origin = await serve({ '/': html('<title>Vide</title>', '<a href="/about">About</a>') });
    const failure = await add(origin).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'cli/add-failed' });
    const detail = failure instanceof NewsError ? (failure.context.detail ?? '') : '';
    expect(detail).toContain(`${origin}/feed  fetch/gone (status 404)`);
    expect(detail).toContain(`${origin}/  discover/no-links`);
  });

  test('whose name would break the source file or the terminal is written as text', async () => {
    const origin = await serve({
      '/': html(feedLink('/f', '')),
      '/f': rss('a: [b\u001b[2J&#10;#x") '.replace('"', '')),
    });
    const found = await add(origin);
    expect(sourceText(found)).not.toMatch(/\u001b/);
    expect((await collectFrom([found])).size).toBe(0);
  });

  test.each(['', 'ftp://x.example/', 'http://'])('%j is no address', async (text) => {
    await expect(add(text)).rejects.toMatchObject({ code: 'cli/add-failed' });
  });

  test.each(['mailto:a@b.invalid', 'http://no-such-host.invalid/', 'http://127.0.0.1:1/'])(
    '%s cannot be reached, which is said with the reason',
    async (text) => {
      const failure = await add(text).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'cli/not-reached' });
      expect(failure instanceof NewsError ? failure.context.detail : '').toMatch(/^fetch\/[\w-]+ \([^]*\n[A-Z]/);
    },
  );
});
