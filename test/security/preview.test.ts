import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NewsError } from '../../src/errors.ts';
import { createHttpClient } from '../../src/fetch/create-http-client.ts';
import type { Lookup } from '../../src/fetch/guarded-connector.ts';
import { systemClock } from '../../src/model/clock.ts';
import { previewSource, type PreviewEvent } from '../../src/pipeline/preview-source.ts';
import { readPreview } from '../../src/serve/running/preview.ts';
import { fetchSettings } from '../fetch-settings.ts';
import { startLoopbackServer, type Handler, type LoopbackServer } from '../loopback-server.ts';
import { articlePage } from '../runs/one-outlet.ts';
import { startRunningService } from '../running-service.ts';

let routes: Record<string, string | Handler>;
let server: LoopbackServer;
/** At 127.0.0.2: where nobody may look. */
let inner: Server;
let innerRequests: string[] = [];
let innerOrigin = '';
beforeEach(async () => {
  routes = {};
  server = await startLoopbackServer(routes);
  innerRequests = [];
  inner = createServer((request, response) => {
    innerRequests.push(request.url ?? '');
    response.end('secret');
  });
  await new Promise<void>((resolve) => inner.listen(0, '127.0.0.2', resolve));
  const address = inner.address();
  innerOrigin = `http://127.0.0.2:${typeof address === 'object' ? address?.port : ''}`;
});
afterEach(async () => {
  await server.close();
  await new Promise((resolve) => inner.close(resolve));
});

const redirect =
  (to: string): Handler =>
  (_request, response) =>
    void response.writeHead(302, { Location: to }).end();

interface Previewed {
  readonly events: readonly PreviewEvent[];
  /** Why it came to nothing; empty when it did not. */
  readonly failure: string;
}

/** A preview in this process. `lookup`: what names resolve to. */
async function preview(address: string, allowNetworks: readonly string[], lookup?: Lookup): Promise<Previewed> {
  const http = createHttpClient({ ...fetchSettings, allowNetworks }, systemClock, lookup && { lookup });
  const events: PreviewEvent[] = [];
  try {
    await previewSource(address, { http, clock: systemClock, report: (event) => void events.push(event) });
    return { events, failure: '' };
  } catch (error) {
    if (!(error instanceof NewsError)) throw error;
    return { events, failure: `${error.code} ${error.context.detail ?? ''}` };
  } finally {
    await http.close();
  }
}

describe('a preview asks nobody it should not', () => {
  test.each([
    ['an address of this machine', (port: string) => `http://127.0.0.1:${port}/`],
    ['a name that leads to this machine', (port: string) => `http://localhost:${port}/`],
    ['an address in another notation', (port: string) => `http://0x7f000001:${port}/`],
    ['an address without a scheme', (port: string) => `127.0.0.1:${port}`],
    ['an IPv6 form of it', (port: string) => `http://[::ffff:127.0.0.1]:${port}/`],
  ])('%s', async (_name, addressOf) => {
    const { failure } = await preview(addressOf(new URL(server.origin).port), []);
    expect(failure).toContain('fetch/forbidden-address');
    expect(server.requests).toEqual([]);
  });

  test.each(['10.0.0.1', '169.254.169.254', '::1', 'fd00::1'])('a name that resolves to %s', async (address) => {
    const lookup: Lookup = async () => [{ address, family: address.includes(':') ? 6 : 4 }];
    expect((await preview('https://news.example/', [], lookup)).failure).toContain('fetch/forbidden-address');
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'ftp://127.0.0.1/', 'data:text/html,x'])(
    '%s, which is no web address',
    async (address) => {
      expect((await preview(address, ['127.0.0.0/8'])).failure).toMatch(/^cli\/add-failed/);
    },
  );

  test('where a redirect leads', async () => {
    routes['/'] = redirect(`${innerOrigin}/`);
    expect((await preview(`${server.origin}/`, ['127.0.0.1/32'])).failure).toContain('fetch/forbidden-address');
    expect(innerRequests).toEqual([]);
  });

  test('where a page names a feed, or a feed an article', async () => {
    routes['/'] = `<link rel="alternate" type="application/rss+xml" href="${innerOrigin}/feed">
<link rel="alternate" type="application/rss+xml" href="/feed">`;
    routes['/feed'] = `<rss version="2.0"><channel><title>One</title>
<item><title>Inside</title><link>${innerOrigin}/metadata</link></item></channel></rss>`;
    const { events } = await preview(`${server.origin}/`, ['127.0.0.1/32']);
    const told = JSON.stringify(events);
    expect(told.match(/"reason":"fetch\/forbidden-address/g)).toHaveLength(1);
    expect(told).toContain('"detail":"fetch/forbidden-address');
    expect(innerRequests).toEqual([]);
  });

  test('a file, by a redirect', async () => {
    routes['/'] = redirect('file:///etc/passwd');
    expect((await preview(`${server.origin}/`, ['127.0.0.0/8'])).failure).toContain('fetch/forbidden-scheme');
  });

  test('what robots.txt forbids', async () => {
    routes['/robots.txt'] = 'User-agent: *\nDisallow: /';
    expect((await preview(`${server.origin}/`, ['127.0.0.0/8'])).failure).toContain('fetch/robots-disallowed');
    expect(server.paths()).toEqual(['/robots.txt']);
  });
});

test('of an index of sitemaps the links are those of the sitemap that tells most', async () => {
  const sitemap = (urls: string): string =>
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`;
  const { origin } = server;
  routes['/sitemap.xml'] = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>${origin}/old.xml</loc></sitemap><sitemap><loc>${origin}/news.xml</loc></sitemap></sitemapindex>`;
  routes['/news.xml'] = sitemap(`<url><loc>${origin}/news/ferry-is-back</loc><lastmod>2026-01-05</lastmod></url>`);
  const { events, failure } = await preview(`${origin}/sitemap.xml`, ['127.0.0.0/8']);
  expect(failure).toBe('');
  const links = events.flatMap((event) => (event.event === 'links' ? event.links : []));
  expect(links.map(({ url }) => new URL(url).pathname)).toEqual(['/news/ferry-is-back']);
});

/** A preview that an editor asks for. */
async function askFor(address: string, allowNetworks: readonly string[]) {
  const service = await startRunningService({ settings: { fetch: { allowNetworks, delaySeconds: 0 } } });
  const editor = service.logIn('edda', 'editor');
  const job = await service.ended(await service.post('/app/add-source', editor, { address }));
  return { service, editor, job };
}

test('the server has previews made by the rules of its collector', async () => {
  const { job } = await askFor(`${server.origin}/`, []);
  expect(job.exitCode).not.toBe(0);
  expect(job.said).toContain('fetch/forbidden-address');
  expect(server.requests).toEqual([]);
}, 30_000);

test('a preview shows links and the reading of an article, of which nothing can act; nothing is kept', async () => {
  const evil = '<script>alert(1)</script><img src="x" onerror="alert(1)"><iframe src="//other.example"></iframe>';
  routes['/'] = '<link rel="alternate" type="application/rss+xml" href="/feed">';
  routes['/feed'] = `<rss version="2.0"><channel><title>&lt;script&gt;alert(1)&lt;/script&gt;</title>
<item><title>&lt;img src=x onerror=alert(1)&gt; ferry</title><link>${server.origin}/news/ferry</link><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate></item>
<item><title>Older</title><link>${server.origin}/news/older</link><pubDate>Sun, 04 Jan 2026 10:00:00 GMT</pubDate></item></channel></rss>`;
  routes['/news/ferry'] = articlePage({ title: `The ferry ${evil}`, subject: 'ferry', note: evil });
  const { service, editor, job } = await askFor(`${server.origin}/`, ['127.0.0.0/8']);
  expect(job.exitCode, job.said).toBe(0);
  const { found, links, article } = readPreview(job);
  expect(found?.feeds[0]).toMatchObject({ url: `${server.origin}/feed`, isChosen: true });
  expect(links?.links.map(({ url }) => new URL(url).pathname)).toEqual(['/news/ferry', '/news/older']);
  expect(article?.confidence).toBeGreaterThan(0.5);
  const page = await (await service.get(`/app/jobs/${job.id}`, editor)).text();
  const painted = await (await service.get(`/app/jobs/${job.id}/page`, editor)).text();
  expect(painted).toContain('people of the harbor');
  for (const html of [page, painted]) expect(html).not.toMatch(/<script>alert|<img src="?x|src="\/\/other|onerror="/);
  expect(await (await service.get('/app/sources', editor)).text()).toContain('0 in sources/');
}, 60_000);
