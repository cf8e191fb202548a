import { once } from 'node:events';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { fetchSettings } from '../../test/fetch-settings.ts';
import { startLoopbackServer, type Handler, type LoopbackServer } from '../../test/loopback-server.ts';
import { systemClock } from '../model/clock.ts';
import type { Url } from '../model/ids.ts';
import type { Outcome } from '../model/outcome.ts';
import { headerOf, type Page } from '../model/page.ts';
import { toUrl } from '../url/normalize.ts';
import { createHttpClient } from './create-http-client.ts';
import type { Lookup } from './guarded-connector.ts';
import type { FetchSettings, HttpClient } from './http-client.ts';

const settings: FetchSettings = { ...fetchSettings, allowNetworks: ['127.0.0.0/8', '::1/128'] };

const toClose: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of toClose.splice(0)) await item.close();
});

function client(changes: Partial<FetchSettings> = {}, lookup?: Lookup): HttpClient {
  const made = createHttpClient({ ...settings, ...changes }, systemClock, lookup ? { lookup } : {});
  toClose.push(made);
  return made;
}

async function serve(routes: Readonly<Record<string, string | Handler>>): Promise<LoopbackServer> {
  const server = await startLoopbackServer(routes);
  toClose.push(server);
  return server;
}

/** A server that speaks bytes, for what a proper one would never send. */
async function serveBytes(
  onRequest: (socket: net.Socket, request: string) => void,
  onConnection?: (socket: net.Socket) => void,
): Promise<Url> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    onConnection?.(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      const request = data.toString('latin1');
      if (request.startsWith('GET /robots.txt')) socket.write('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
      else onRequest(socket, request);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  toClose.push({
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  });
  const address = server.address();
  return url(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`);
}

function url(text: string): Url {
  const found = toUrl(text);
  if (found === null) throw new Error(text);
  return found;
}

function redirect(location: string, status = 302): Handler {
  return (_request, response) => {
    response.writeHead(status, { location }).end();
  };
}

function codeOf(outcome: Outcome<Page>): string {
  return outcome.ok ? `status ${outcome.value.status}` : outcome.skip.code;
}

function pageOf(outcome: Outcome<Page>): Page {
  if (!outcome.ok) throw new Error(`${outcome.skip.code} ${outcome.skip.detail}`);
  return outcome.value;
}

describe('an answer', () => {
  test('comes as it was sent', async () => {
    const body = gzipSync('<p>News</p>');
    const server = await serve({
      '/a': (_request, response) => {
        response.writeHead(
          200,
          [
            ['Content-Type', 'text/html'],
            ['Content-Encoding', 'gzip'],
            ['Set-Cookie', 'a=1'],
            ['Set-Cookie', 'b=2'],
            ['ETag', 'W/"\xe4"'],
          ].flat(),
        );
        response.end(body);
      },
    });
    const page = pageOf(await client().fetchPage(server.url('/a')));
    expect(page).toMatchObject({ requestedUrl: server.url('/a'), url: server.url('/a'), status: 200 });
    expect(Buffer.from(page.raw).equals(body)).toBe(true);
    expect(Buffer.from(page.bytes).toString()).toBe('<p>News</p>');
    expect(page.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value)).toEqual(['a=1', 'b=2']);
    expect(headerOf(page, 'etag')).toBe('W/"\xe4"');
    expect(Date.parse(page.fetchedAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  test('is asked for honestly, without cookies', async () => {
    const server = await serve({
      '/a': (_request, response) => response.writeHead(200, { 'set-cookie': 'a=1' }).end(),
    });
    const http = client();
    await http.fetchPage(server.url('/a'));
    await http.fetchPage(server.url('/a'), { accept: 'application/rss+xml' });
    expect(server.paths()).toEqual(['/robots.txt', '/a', '/a']);
    expect(http.requestCount).toBe(3);
    for (const { headers } of server.requests) {
      expect(headers['user-agent']).toBe(settings.userAgent);
      expect(headers['accept-encoding']).toBe('gzip, deflate, br');
      expect(headers.cookie).toBeUndefined();
    }
    expect(server.requests[2]?.headers.accept).toBe('application/rss+xml');
  });

  test.each([304, 401, 404, 410, 418, 500, 502])('with status %i is an answer too', async (status) => {
    const server = await serve({ '/a': (_request, response) => response.writeHead(status).end() });
    expect(codeOf(await client().fetchPage(server.url('/a')))).toBe(`status ${status}`);
  });

  test('to a conditional request gets its validators back byte for byte', async () => {
    const server = await serve({ '/a': (_request, response) => response.writeHead(304).end() });
    const http = client();
    const etag = 'W/"a\xe4b, \\x"  y';
    const lastModified = 'sunday,  9 feb 2025 as it pleases';
    await http.fetchPage(server.url('/a'), { etag, lastModified });
    await http.fetchPage(server.url('/a'), { etag: '', lastModified: 'x\r\nHost: evil.example' });
    const [, first, second] = server.requests;
    expect(first?.headers['if-none-match']).toBe(etag);
    expect(first?.headers['if-modified-since']).toBe(lastModified);
    expect(second?.headers['if-none-match'] ?? second?.headers['if-modified-since']).toBeUndefined();
    expect(second?.headers.host).toBe(server.host);
  });
});

describe('the guard', () => {
  test.each([
    'http://127.0.0.1:9/',
    'http://[::1]:9/',
    'http://[::ffff:127.0.0.1]:9/',
    'http://169.254.169.254/',
    'http://0x7f000001:9/',
    'http://[64:ff9b::a00:1]/',
  ])('refuses %s', async (text) => {
    const outcome = await client({ allowNetworks: [] }).fetchPage(url(text));
    expect(codeOf(outcome)).toBe('fetch/forbidden-address');
  });

  test('refuses a name that resolves to a private address, without sending anything', async () => {
    const server = await serve({ '*': 'secret' });
    const lookup: Lookup = async () => [{ address: '127.0.0.1', family: 4 }];
    const outcome = await client({ allowNetworks: [] }, lookup).fetchPage(
      url(`http://news.example:${new URL(server.origin).port}/`),
    );
    expect(codeOf(outcome)).toBe('fetch/forbidden-address');
    expect(server.requests).toEqual([]);
  });

  test('connects to the very address it checked: a second answer of the name server is never used', async () => {
    const server = await serve({ '*': 'secret' });
    let lookups = 0;
    // Public when it is checked, private ever after: the way of DNS rebinding. Nothing listens at 127.0.0.2 here.
    const lookup: Lookup = async () => [{ address: lookups++ === 0 ? '127.0.0.2' : '127.0.0.1', family: 4 }];
    const http = client({ allowNetworks: ['127.0.0.2/32'] }, lookup);
    const outcome = await http.fetchPage(url(`http://news.example:${new URL(server.origin).port}/`));
    expect(codeOf(outcome)).toBe('fetch/connection-failed');
    expect(lookups).toBe(1);
    expect(server.requests).toEqual([]);
  });

  test('uses only the allowed ones of several addresses', async () => {
    const server = await serve({ '/a': 'fine' });
    const lookup: Lookup = async () => [
      { address: '10.0.0.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const http = client({}, lookup);
    const page = pageOf(await http.fetchPage(url(`http://news.example:${new URL(server.origin).port}/a`)));
    expect(Buffer.from(page.bytes).toString()).toBe('fine');
    expect(server.requests[0]?.headers.host).toMatch(/^news\.example:\d+$/);
  });

  test('holds for every hop of a redirect', async () => {
    const server = await serve({
      '/a': redirect('http://10.0.0.1/'),
      '/b': redirect('http://[::ffff:a00:1]/'),
      '/c': redirect('file:///etc/passwd'),
      '/d': redirect('gopher://x/'),
    });
    const http = client();
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('fetch/forbidden-address');
    expect(codeOf(await http.fetchPage(server.url('/b')))).toBe('fetch/forbidden-address');
    expect(codeOf(await http.fetchPage(server.url('/c')))).toBe('fetch/forbidden-scheme');
    expect(codeOf(await http.fetchPage(server.url('/d')))).toBe('fetch/forbidden-scheme');
  });

  test('a name that does not resolve', async () => {
    const lookup: Lookup = async () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
    expect(codeOf(await client({}, lookup).fetchPage(url('http://nowhere.example/')))).toBe('fetch/host-not-found');
    expect(codeOf(await client({}, async () => []).fetchPage(url('http://nowhere.example/')))).toBe(
      'fetch/host-not-found',
    );
  });
});

describe('redirects', () => {
  test('are followed, and the address that answered is told', async () => {
    const other = await serve({ '/ä?x=1': 'no', '/%C3%A4?x=1': 'there' });
    const server = await serve({
      '/a': redirect('b', 301),
      '/b': redirect(Buffer.from(`${other.origin}/ä?x=1#top`).toString('latin1'), 308),
    });
    const page = pageOf(await client().fetchPage(server.url('/a')));
    expect(page).toMatchObject({ requestedUrl: server.url('/a'), url: other.url('/ä?x=1'), status: 200 });
    expect(
      other.requests.every(({ headers }) => headers.referer === undefined && headers.authorization === undefined),
    ).toBe(true);
  });

  test('carry no credentials', async () => {
    const server = await serve({ '/b': 'x' });
    const first = await serve({ '/a': redirect(server.origin.replace('//', '//me:secret@') + '/b') });
    const page = pageOf(await client().fetchPage(first.url('/a')));
    expect(page.url).toBe(server.url('/b'));
    expect(server.requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  test('end at the limit', async () => {
    let count = 0;
    const server = await serve({
      '/robots.txt': '',
      '*': (_request, response) => response.writeHead(302, { location: `/${++count}` }).end(),
    });
    expect(codeOf(await client({ maxRedirects: 3 }).fetchPage(server.url('/a')))).toBe('fetch/too-many-redirects');
    expect(server.paths()).toEqual(['/robots.txt', '/a', '/1', '/2', '/3']);
  });

  test('end when they go in a circle', async () => {
    const server = await serve({ '/a': redirect('/b'), '/b': redirect('/a') });
    expect(codeOf(await client({ maxRedirects: 20 }).fetchPage(server.url('/a')))).toBe('fetch/too-many-redirects');
    expect(server.paths()).toEqual(['/robots.txt', '/a', '/b']);
  });

  test('without a target are answers', async () => {
    const server = await serve({ '/a': (_request, response) => response.writeHead(302).end() });
    expect(codeOf(await client().fetchPage(server.url('/a')))).toBe('status 302');
  });
});

describe('limits', () => {
  function big(size: number, headers: Readonly<Record<string, string>> = {}): Handler {
    return (_request, response) => {
      response.writeHead(200, headers);
      response.on('error', () => undefined);
      for (let sent = 0; sent < size; sent += 10_000) response.write(Buffer.alloc(10_000, 'x'));
      response.end();
    };
  }

  test('a body over the limit is given up while it arrives', async () => {
    const server = await serve({
      '/a': big(1_000_000),
      '/b': big(10_000, { 'content-length': '999999999' }),
      '/c': big(200_000),
    });
    const http = client();
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('fetch/too-large');
    expect(codeOf(await http.fetchPage(server.url('/b')))).toBe('fetch/too-large');
    expect(codeOf(await http.fetchPage(server.url('/c')))).toBe('status 200');
  });

  test('a bomb is stopped before its end is sent', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    let isCut = false;
    const server = await serve({
      '/a': (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.write(bomb.subarray(0, 20_000)); // the rest never comes
        response.on('close', () => (isCut = true));
      },
    });
    expect(codeOf(await client().fetchPage(server.url('/a')))).toBe('fetch/too-large');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isCut).toBe(true);
  });

  test('a broken or truncated body is told', async () => {
    const body = gzipSync('news '.repeat(1000));
    const send =
      (bytes: Buffer, coding: string): Handler =>
      (_request, response) =>
        response.writeHead(200, { 'content-encoding': coding }).end(bytes);
    const server = await serve({
      '/a': send(body.subarray(0, -9), 'gzip'),
      '/b': send(Buffer.from('plain'), 'br'),
      '/c': send(Buffer.alloc(0), 'gzip'),
      '/d': send(body, 'zstd'),
    });
    const http = client();
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('fetch/bad-encoding');
    expect(codeOf(await http.fetchPage(server.url('/b')))).toBe('fetch/bad-encoding');
    expect(codeOf(await http.fetchPage(server.url('/c')))).toBe('status 200');
    expect(codeOf(await http.fetchPage(server.url('/d')))).toBe('fetch/bad-encoding');
  });

  test('a server that never answers', async () => {
    const server = await serve({ '/a': () => undefined });
    expect(codeOf(await client({ timeoutMs: 150 }).fetchPage(server.url('/a')))).toBe('fetch/timeout');
  });

  test('a server that sends a byte at a time, in the headers or in the body', async () => {
    const drip = (start: string): Promise<Url> =>
      serveBytes((socket) => {
        socket.write(start);
        const timer = setInterval(() => socket.write('x'), 20);
        socket.on('close', () => {
          clearInterval(timer);
        });
      });
    const http = client({ timeoutMs: 250 });
    const started = Date.now();
    expect(codeOf(await http.fetchPage(await drip('HTTP/1.1 200 OK\r\nX-Slow: ')))).toBe('fetch/timeout');
    expect(codeOf(await http.fetchPage(await drip('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')))).toBe(
      'fetch/timeout',
    );
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test.each([
    ['a flood of headers', `HTTP/1.1 200 OK\r\n${'X-Flood: 0123456789\r\n'.repeat(20_000)}\r\n`, 'fetch/too-large'],
    ['one endless header', `HTTP/1.1 200 OK\r\nX-Flood: ${'0'.repeat(500_000)}\r\n\r\n`, 'fetch/too-large'],
    ['no HTTP at all', 'SSH-2.0-x\r\n\r\n', 'fetch/connection-failed'],
    ['less than it announced', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort', 'fetch/connection-failed'],
    [
      'a body in broken chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'fetch/connection-failed',
    ],
    [
      'hints before the answer',
      'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody',
      'status 200',
    ],
  ])('%s', async (_name, bytes, expected) => {
    const target = await serveBytes((socket) => {
      socket.end(bytes, 'latin1');
    });
    expect(codeOf(await client().fetchPage(target))).toBe(expected);
  });

  test('a port where nobody listens, and one that is no TLS', async () => {
    const server = await serve({ '*': 'x' });
    const secure = url(`https://127.0.0.1:${new URL(server.origin).port}/`);
    expect(codeOf(await client().fetchPage(secure))).toBe('fetch/connection-failed');
    expect(codeOf(await client().fetchPage(url('http://127.0.0.1:1/')))).toBe('fetch/connection-failed');
  });
});

describe('stopping', () => {
  test('a signal ends a request, a wait and a queue', async () => {
    const server = await serve({ '/slow': () => undefined, '/a': 'x' });
    const http = client({ delayMs: 40_000 });
    expect(codeOf(await http.fetchPage(server.url('/robots.txt')))).toBe('status 404');
    const outcomes = [1, 2, 3].map(() => http.fetchPage(server.url('/a'), { signal: AbortSignal.timeout(60) }));
    expect((await Promise.all(outcomes)).map(codeOf)).toEqual(['fetch/aborted', 'fetch/aborted', 'fetch/aborted']);

    const fast = client();
    expect(codeOf(await fast.fetchPage(server.url('/slow'), { signal: AbortSignal.timeout(60) }))).toBe(
      'fetch/aborted',
    );
    expect(codeOf(await fast.fetchPage(server.url('/a'), { signal: AbortSignal.abort() }))).toBe('fetch/aborted');
    expect(codeOf(await fast.fetchPage(server.url('/a')))).toBe('status 200');
  });

  test('close ends everything at once', async () => {
    const server = await serve({ '/slow': () => undefined });
    const http = client();
    const running = [http.fetchPage(server.url('/slow')), http.fetchPage(server.url('/slow'))];
    await new Promise((resolve) => setTimeout(resolve, 60));
    const started = Date.now();
    await http.close();
    expect((await Promise.all(running)).map(codeOf)).toEqual(['fetch/aborted', 'fetch/aborted']);
    expect(codeOf(await http.fetchPage(server.url('/slow')))).toBe('fetch/aborted');
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test('close ends connections that are still being opened', async () => {
    let opened = 0;
    let ended = 0;
    const target = await serveBytes(
      () => undefined,
      (socket) => {
        opened++;
        socket.on('close', () => ended++);
      },
    );
    const http = client({ timeoutMs: 60_000 });
    const running = http.fetchPage(url(target.replace('http:', 'https:'))); // the greeting of TLS is never answered
    while (opened === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await http.close();
    expect(codeOf(await running)).toBe('fetch/aborted');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ended).toBe(1);
  });
});
