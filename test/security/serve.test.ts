import { connect } from 'node:net';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findAll, getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkOf } from '../../src/serve/operation/connections.ts';
import { createApp } from '../../src/serve/app.ts';
import { listen } from '../../src/serve/listen.ts';
import { articlePage, startOneOutlet, type OneOutlet } from '../runs/one-outlet.ts';
import { serveProject, type ServedProject } from '../runs/serving.ts';
import { lookIn } from '../site-look.ts';

const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>`;
const escaped = attack.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

let outlet: OneOutlet;
beforeAll(async () => {
  outlet = await startOneOutlet({ images: 'none', site: { title: `News ${attack}` } });
  const author = `<meta name="author" content="${escaped}"><meta property="article:tag" content="${escaped}">`;
  const page = articlePage({ title: `The ferry ${escaped} comes back`, subject: 'ferry', head: author, note: escaped });
  outlet.answer('/a', page);
  outlet.answer(
    '/md',
    articlePage({ title: 'Links', subject: 'links', note: '[x](javascript:alert(1)) ![y](data:text/html,x)' }),
  );
  const item = (link: string): string =>
    `<item><title>${escaped}</title><link>${link}</link><author>${escaped}</author><category>${escaped}</category>
<description>${escaped}</description><enclosure url="javascript:alert(1)" type="image/svg+xml" length="1"/></item>`;
  outlet.answer(
    '/feed',
    `<rss version="2.0"><channel><title>${escaped}</title>${['/a', '/md', 'javascript:alert(1)', 'data:text/html,x'].map(item).join('')}</channel></rss>`,
  );
  await outlet.project.collect();
  await outlet.project.build();
  const media = join(outlet.project.root, 'public', 'media');
  await mkdir(media, { recursive: true });
  await writeFile(
    join(media, 'x.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
  );
}, 60_000);
afterAll(() => outlet.stop());

/** What a client gets that writes whatever it likes; ends when the server does, or after one answer that says how long it is. */
function sendRaw({ url }: { readonly url: string }, sent: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined); // the server hangs up on what it does not like
  socket.write(sent, 'latin1');
  return text(socket).catch(() => 'reset');
}

const close = 'Host: 127.0.0.1\r\nConnection: close\r\n\r\n';

async function pagesOf(root: string): Promise<readonly string[]> {
  const files = await readdir(join(root, 'public'), { recursive: true });
  return files
    .filter((file) => file.endsWith('.html'))
    .map((file) => `/${file.split('/').map(encodeURIComponent).join('/')}`);
}

async function get({ url }: ServedProject, path: string, headers: Record<string, string> = {}) {
  const answer = await request(url.replace(/\/$/, '') + path, { headers });
  return { status: answer.statusCode, headers: answer.headers, body: await answer.body.text() };
}

describe('what outlets write', () => {
  test('runs nowhere: neither titles, authors, tags, links, enclosures nor texts', async () => {
    const server = await serveProject(outlet.project);
    const paths = [
      ...(await pagesOf(outlet.project.root)),
      `/search?q=${encodeURIComponent(attack)}`,
      '/search?q=ferry',
      '/nowhere',
    ];
    expect(paths.length).toBeGreaterThan(10);
    for (const path of paths) {
      const page = parseDocument((await get(server, path)).body).children;
      for (const script of getElementsByTagName('script', page)) {
        if (script.attribs['type'] === 'application/ld+json') JSON.parse(textContent(script));
        else expect(script.attribs['src'], path).toMatch(/^(?:\.\.?\/|\/)?[\w./-]+\.js$/);
      }
      expect(getElementsByTagName('style', page), path).toEqual([]);
      for (const { attribs } of findAll(() => true, page)) {
        expect(
          Object.keys(attribs).filter((name) => /^on|^style$/i.test(name)),
          path,
        ).toEqual([]);
        for (const name of ['href', 'src', 'action', 'srcset'])
          expect(attribs[name] ?? '', path).not.toMatch(/^\s*(?:javascript|data|vbscript):/i);
      }
    }
  }, 30_000);

  test('makes no link of an address that is none', async () => {
    const links = await outlet.project.withStore((store) => store.accounting());
    expect(links.found).toBe(2);
  });
});

describe('every answer', () => {
  test('has the policy that lets nothing foreign run, whatever its status', async () => {
    const server = await serveProject(outlet.project);
    for (const path of [
      '/',
      '/search?q=a',
      '/nowhere',
      '/api/articles',
      '/api/nothing',
      '/healthz',
      '/readyz',
      '/metrics',
      '/login',
      '/app/',
      '/app/assets/app.css',
    ]) {
      const { headers } = await get(server, path);
      const policy = String(headers['content-security-policy']);
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("script-src 'self'");
      expect(policy, path).toContain("frame-ancestors 'self'");
      expect(policy, path).not.toMatch(/unsafe|\*|https?:/);
      expect(headers['x-content-type-options'], path).toBe('nosniff');
    }
    const { headers } = await get(server, '/media/x.svg');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*sandbox$/);
    expect(headers['content-security-policy']).not.toContain('script-src');
  });

  test('is the same whatever headers say of where and how it was asked for', async () => {
    const server = await serveProject(outlet.project);
    for (const path of ['/', '/search?q=ferry', '/api/articles']) {
      const plain = await get(server, path);
      const poisoned = await get(server, path, {
        ...{ 'X-Original-URL': '/nowhere', 'X-Rewrite-URL': '/nowhere', 'X-Host': 'evil.example' },
        'X-HTTP-Method-Override': 'DELETE',
      });
      expect(poisoned.status, path).toBe(200);
      expect(poisoned.body, path).toBe(plain.body);
      expect(String(plain.headers['vary']), path).toMatch(/Cookie.*Authorization|Accept-Encoding/);
      // What came through a proxy is not the one person of this machine.
      for (const header of ['X-Forwarded-Host', 'X-Forwarded-Proto', 'Forwarded']) {
        const forwarded = await get(server, path, { [header]: 'host=evil.example' });
        expect(forwarded.status, path).toBe(401);
        expect(forwarded.body, path).not.toContain('evil.example');
      }
    }
  });

  test('of a search holds for its own words alone', async () => {
    const server = await serveProject(outlet.project);
    const [one, other] = await Promise.all([get(server, '/search?q=ferry'), get(server, '/search?q=nothing')]);
    expect(one.body).not.toBe(other.body);
    expect((await get(server, '/search?q=ferry')).body).toBe(one.body);
    expect((await get(server, '/search?q=ferry%00')).body).not.toBe(other.body);
  });
});

describe('requests that are no requests', () => {
  test.each([
    ['two lengths', `POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n${close}abc`],
    [
      'a length and chunks',
      `POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n${close}0\r\n\r\nGET /metrics HTTP/1.1\r\n${close}`,
    ],
    ['a coding that only looks like chunks', `POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n${close}0\r\n\r\n`],
    ['a space before the colon', `GET / HTTP/1.1\r\nTransfer-Encoding : chunked\r\n${close}`],
    ['a folded header', `GET / HTTP/1.1\r\nX-A: b\r\n\tTransfer-Encoding: chunked\r\nTransfer-Encoding\r\n${close}`],
    ['line ends without CR', `GET / HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0\r\n Content-Length: 5\n\n`],
    ['a length that is no number', `POST / HTTP/1.1\r\nContent-Length: +3\r\n${close}abc`],
    ['no host', `GET / HTTP/1.1\r\nConnection: close\r\n\r\n`],
    ['headers without end', `GET / HTTP/1.1\r\nX-Long: ${'a'.repeat(40_000)}\r\n${close}`],
    ['a method that there is not', `BREW / HTTP/1.1\r\n${close}`],
  ])('%s get one refusal, and nothing after it', async (_, sent) => {
    const server = await serveProject(outlet.project);
    const answer = await sendRaw(server, sent);
    expect(answer).toMatch(/^(?:HTTP\/1\.1 4\d\d |reset$|$)/);
    expect(answer.match(/HTTP\/1\.1 /g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect((await get(server, '/healthz')).status).toBe(200);
  });

  test.each([
    '/../courant.yaml',
    '/..%2fcourant.yaml',
    '/%2e%2e/courant.yaml',
    '/..\\courant.yaml',
    '/%5c..%5ccourant.yaml',
    '//etc/passwd',
    '/.courant/index.db',
    '/media/../../courant.yaml',
    '/app/assets/..%2f..%2fpackage.json',
    '/app/assets/%2e%2e%2fpackage.json',
    '/%00',
    '/index.html%00.png',
    '/readers.db',
  ])('no path leads out of the site: %s', async (path) => {
    const server = await serveProject(outlet.project);
    const answer = await sendRaw(server, `GET ${path} HTTP/1.1\r\n${close}`);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toMatch(/allowNetworks|root:|SQLite/);
  });

  test.each([
    '/%0d%0aSet-Cookie:x=1',
    '/post%0d%0aLocation:x/..',
    '/search?q=%0d%0aSet-Cookie:x=1',
    '//evil.example/%2e%2e',
    '/\\evil.example/',
  ])('no address gets into headers: %s', async (path) => {
    const server = await serveProject(outlet.project);
    const [head = ''] = (await sendRaw(server, `GET ${path} HTTP/1.1\r\n${close}`)).split('\r\n\r\n');
    expect(head).not.toMatch(/\r\n(?:set-cookie|location):/i);
  });

  test.each([
    'evil.example',
    'evil.example:4600',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'localhost@evil.example',
    '',
  ])('no page is made for the host "%s"', async (host) => {
    const server = await serveProject(outlet.project);
    for (const path of ['/', '/search?q=a', '/metrics'])
      expect(await sendRaw(server, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 4(?:00|21) /,
      );
  });

  test('a body larger than anything that is taken is refused, and not kept', async () => {
    const server = await serveProject(outlet.project);
    const answer = await sendRaw(server, `POST /api/articles HTTP/1.1\r\nContent-Length: 900000000\r\n${close}abc`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe('slow clients', () => {
  test('that never end their headers are left, and hold nobody up', async () => {
    const app = createApp({
      siteDir: join(outlet.project.root, 'public'),
      site: (await outlet.project.read()).site,
      look: await lookIn(),
      outlets: [],
      search: async () => [],
    });
    const server = await listen(app, {
      port: 0,
      limits: { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 },
    });
    const slow = Array.from({ length: 100 }, () => sendRaw(server, 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: '));
    const slowBody = sendRaw(server, 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\na');
    expect((await request(new URL('/healthz', server.url))).statusCode).toBe(200);
    for (const answer of await Promise.all([...slow, slowBody]))
      expect(answer).toMatch(/^(?:HTTP\/1\.1 4\d\d |reset$|$)/);
    await server.stop();
  }, 20_000);

  test.each([
    ['127.0.0.1', ''],
    ['::1', ''],
    ['::ffff:127.0.0.1', ''],
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3::4', '8193:3512:1:2'],
    ['2001:db8:1:2:9::4', '8193:3512:1:2'],
    ['', ''],
  ])('the address %s counts as "%s"', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
