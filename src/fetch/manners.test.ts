import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { fetchSettings } from '../../test/fetch-settings.ts';
import { startLoopbackServer, type Handler, type LoopbackServer } from '../../test/loopback-server.ts';
import { systemClock, type Clock } from '../model/clock.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { createHttpClient } from './create-http-client.ts';
import { createHostSchedule, type SharedTurns } from './host-schedule.ts';
import type { FetchSettings, HttpClient } from './http-client.ts';
import type { RobotsArchive } from './robots-cache.ts';

const toClose: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of toClose.splice(0)) await item.close();
});

function client(changes: Partial<FetchSettings> = {}, clock: Clock = systemClock): HttpClient {
  const made = createHttpClient({ ...fetchSettings, ...changes }, clock);
  toClose.push(made);
  return made;
}

async function serve(routes: Readonly<Record<string, string | Handler>>): Promise<LoopbackServer> {
  const server = await startLoopbackServer(routes);
  toClose.push(server);
  return server;
}

function answer(status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Handler {
  return (_request, response) => response.writeHead(status, headers).end(body);
}

function codeOf(outcome: Outcome<Page>): string {
  return outcome.ok ? `status ${outcome.value.status}` : outcome.skip.code;
}

function retryAtOf(outcome: Outcome<Page>): number | undefined {
  return outcome.ok ? undefined : outcome.skip.retryAt;
}

/** A clock whose time passes only while somebody sleeps, at once. */
function jumpingClock(start = Date.UTC(2025, 1, 9)): Clock & { advance(ms: number): void } {
  let now = start;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}

/** The pauses between the end of one request and the start of the next, as the server saw them. */
function gaps(server: LoopbackServer): readonly number[] {
  return server.requests.slice(1).map((request, i) => request.startedAt - (server.requests[i]?.endedAt ?? Infinity));
}

describe('robots.txt', () => {
  test('is asked for first, once, and obeyed', async () => {
    const server = await serve({ '/robots.txt': 'User-agent: Courant\nDisallow: /live/', '*': 'x' });
    const http = client();
    const outcomes = await Promise.all(['/a', '/live/1', '/b'].map((path) => http.fetchPage(server.url(path))));
    expect(outcomes.map(codeOf)).toEqual(['status 200', 'fetch/robots-disallowed', 'status 200']);
    expect(JSON.stringify(outcomes[1])).toContain('Disallow: /live/');
    expect([...server.paths()].sort()).toEqual(['/a', '/b', '/robots.txt']);
    expect(server.paths()[0]).toBe('/robots.txt');
  });

  test('is obeyed at every hop of a redirect', async () => {
    const other = await serve({ '/robots.txt': 'User-agent: *\nDisallow: /closed', '*': 'x' });
    const server = await serve({
      '/a': answer(302, { location: other.url('/closed/1') }),
      '/b': answer(302, { location: other.url('/open') }),
    });
    const http = client();
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('fetch/robots-disallowed');
    expect(codeOf(await http.fetchPage(server.url('/b')))).toBe('status 200');
    expect(other.paths()).toEqual(['/robots.txt', '/open']);
  });

  test('may be fetched itself, whatever it says', async () => {
    const server = await serve({ '/robots.txt': 'User-agent: *\nDisallow: /' });
    expect(codeOf(await client().fetchPage(server.url('/robots.txt')))).toBe('status 200');
  });

  test.each([
    [404, 'status 200'],
    [403, 'status 200'],
    [410, 'status 200'],
    [429, 'fetch/robots-unreachable'],
    [500, 'fetch/robots-unreachable'],
    [503, 'fetch/robots-unreachable'],
  ])('with status %i means %s', async (status, expected) => {
    const server = await serve({ '/robots.txt': answer(status, { 'retry-after': '7' }), '/a': 'x' });
    const http = client();
    const before = Date.now();
    const outcome = await http.fetchPage(server.url('/a'));
    expect(codeOf(outcome)).toBe(expected);
    if (status === 429 || status === 503) expect(retryAtOf(outcome)).toBeGreaterThanOrEqual(before + 7000);
    if (!outcome.ok) expect(server.paths()).toEqual(['/robots.txt']);
  });

  test('may redirect five times, also to another host', async () => {
    const rules = await serve({ '/rules': 'User-agent: *\nDisallow: /a' });
    const hops = Object.fromEntries([1, 2, 3].map((n) => [`/${n}`, answer(302, { location: `/${n + 1}` })]));
    const server = await serve({
      ...hops,
      '/robots.txt': answer(301, { location: '/1' }),
      '/4': answer(302, { location: rules.url('/rules') }),
    });
    expect(codeOf(await client().fetchPage(server.url('/a')))).toBe('fetch/robots-disallowed');
    const endless = await serve({ '/a': 'x', '*': answer(302, { location: '/robots.txt' }) });
    expect(codeOf(await client().fetchPage(endless.url('/a')))).toBe('status 200');
    expect(endless.paths()).toHaveLength(7);
    const inward = await serve({ '/a': 'x', '/robots.txt': answer(302, { location: 'http://10.0.0.1/' }) });
    expect(codeOf(await client().fetchPage(inward.url('/a')))).toBe('fetch/robots-unreachable');
    expect(inward.paths()).toEqual(['/robots.txt']);
  });

  test('is read to 500 KiB, also when it is packed', async () => {
    const text = `User-agent: *\nDisallow: /a\n${'#'.repeat(900_000)}\nDisallow: /b`;
    const server = await serve({ '/robots.txt': text, '/b': 'x' });
    const packed = await serve({
      '/robots.txt': (_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text)),
      '/b': 'x',
    });
    for (const { url } of [server, packed]) {
      const http = client();
      expect(codeOf(await http.fetchPage(url('/a')))).toBe('fetch/robots-disallowed');
      expect(codeOf(await http.fetchPage(url('/b')))).toBe('status 200');
    }
  });

  test('is fetched again after a day, and a failure after a minute', async () => {
    const clock = jumpingClock();
    let status = 500;
    const server = await serve({ '/robots.txt': (_request, response) => response.writeHead(status).end(), '*': 'x' });
    const http = client({}, clock);
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('fetch/robots-unreachable');
    status = 200;
    clock.advance(59_000);
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('fetch/robots-unreachable');
    clock.advance(2_000);
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('status 200');
    clock.advance(23 * 3_600_000);
    await http.fetchPage(server.url('/a'));
    clock.advance(2 * 3_600_000);
    await http.fetchPage(server.url('/a'));
    expect(server.paths()).toEqual(['/robots.txt', '/robots.txt', '/a', '/a', '/robots.txt', '/a']);
  });
});

describe('pace', () => {
  const slow: Handler = (_request, response) => void setTimeout(() => response.end('x'), 10);

  test('one request at a time for a host, with the delay between them, in order', async () => {
    const server = await serve({ '/robots.txt': '', '*': slow });
    const http = client({ delayMs: 60 });
    const paths = ['/1', '/2', '/3', '/4', '/5'];
    await Promise.all(paths.map((path) => http.fetchPage(server.url(path))));
    expect(server.paths()).toEqual(['/robots.txt', ...paths]);
    expect(server.mostAtOnce).toBe(1);
    expect(Math.min(...gaps(server))).toBeGreaterThanOrEqual(59); // the server notes the end a moment later than we
  });

  test('redirects keep it too', async () => {
    const server = await serve({ '/robots.txt': '', '/a': answer(302, { location: '/b' }), '/b': 'x' });
    await client({ delayMs: 60 }).fetchPage(server.url('/a'));
    expect(gaps(server)).toHaveLength(2);
    expect(Math.min(...gaps(server))).toBeGreaterThanOrEqual(59);
  });

  test('a larger Crawl-delay holds instead, from the first page on', async () => {
    const server = await serve({ '/robots.txt': 'User-agent: *\nCrawl-delay: 0.12', '*': 'x' });
    const http = client({ delayMs: 20 });
    await Promise.all(['/1', '/2'].map((path) => http.fetchPage(server.url(path))));
    expect(Math.min(...gaps(server))).toBeGreaterThanOrEqual(119);
  });

  test('a Crawl-delay of an hour is honored by waiting elsewhere', async () => {
    const server = await serve({ '/robots.txt': 'User-agent: *\nCrawl-delay: 3600', '*': 'x' });
    const http = client();
    const before = Date.now();
    const outcome = await http.fetchPage(server.url('/1'));
    expect(codeOf(outcome)).toBe('fetch/rate-limited');
    expect(retryAtOf(outcome)).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(http.notBefore(server.host)).toBe(retryAtOf(outcome));
    expect(server.paths()).toEqual(['/robots.txt']);
  });

  test('hosts do not wait for each other', async () => {
    const servers = await Promise.all([1, 2, 3, 4].map(() => serve({ '/robots.txt': '', '*': slow })));
    // One after the other would take nine seconds.
    const http = client({ delayMs: 3000 });
    const started = Date.now();
    await Promise.all(servers.map((server) => http.fetchPage(server.url('/a'))));
    expect(Date.now() - started).toBeLessThan(9000);
  });

  test('a request that fails keeps the pace for the next', async () => {
    const server = await serve({ '/robots.txt': '', '/a': (request) => request.socket.destroy(), '/b': 'x' });
    const http = client({ delayMs: 60 });
    const outcomes = await Promise.all([http.fetchPage(server.url('/a')), http.fetchPage(server.url('/b'))]);
    expect(outcomes.map(codeOf)).toEqual(['fetch/connection-failed', 'status 200']);
    expect(Math.min(...gaps(server))).toBeGreaterThanOrEqual(59);
  });

  test('one that is stopped in the queue does not let two others meet', async () => {
    const server = await serve({
      '/robots.txt': '',
      '*': (_request, response) => void setTimeout(() => response.end('x'), 80),
    });
    const http = client();
    await http.fetchPage(server.url('/robots.txt'));
    const first = http.fetchPage(server.url('/1'));
    await first;
    const stopped = AbortSignal.timeout(20);
    const outcomes = await Promise.all([
      http.fetchPage(server.url('/2')),
      http.fetchPage(server.url('/3'), { signal: stopped }),
      http.fetchPage(server.url('/4')),
    ]);
    expect(outcomes.map(codeOf)).toEqual(['status 200', 'fetch/aborted', 'status 200']);
    expect(server.mostAtOnce).toBe(1);
  });

  test('never two at once and never too soon, whatever the order of things (made-up time)', async () => {
    const step = fc.record({
      host: fc.constantFrom('a', 'b'),
      workMs: fc.nat(50),
      delayMs: fc.nat(200),
      isStopped: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const clock = jumpingClock();
        const schedule = createHostSchedule(clock);
        const busy = new Set<string>();
        const freeAt = new Map<string, number>();
        await Promise.all(
          steps.map(async ({ host, workMs, delayMs, isStopped }) => {
            const turn = await schedule.enter(host, isStopped ? AbortSignal.abort() : new AbortController().signal);
            if (!turn.ok) return;
            expect(busy.has(host)).toBe(false);
            expect(clock.now()).toBeGreaterThanOrEqual(freeAt.get(host) ?? 0);
            busy.add(host);
            await clock.sleep(workMs);
            busy.delete(host);
            freeAt.set(host, clock.now() + delayMs);
            turn.value.leave(delayMs);
          }),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('an archive that fails', () => {
  test('robots.txt: the request fails with its error, and the next one asks again', async () => {
    const server = await serve({ '/robots.txt': '', '*': 'x' });
    let isBroken = true;
    const robots: RobotsArchive = {
      find: async () => undefined,
      keep: async () => {
        if (isBroken) throw new Error('no room');
      },
    };
    const http = createHttpClient(fetchSettings, systemClock, { robots });
    toClose.push(http);
    const url = server.url('/a');
    await expect(Promise.all([http.fetchPage(url), http.fetchPage(url)])).rejects.toThrow('no room');
    isBroken = false;
    expect(codeOf(await http.fetchPage(url))).toBe('status 200');
    expect(server.paths()).toEqual(['/robots.txt', '/robots.txt', '/a']);
  });

  test('turns that cannot be taken keep nobody waiting', async () => {
    let isBroken = true;
    const turns: SharedTurns = {
      take: async () => {
        if (isBroken) throw new Error('gone');
        return { isOurs: true, waitMs: 0, heldMs: 0 };
      },
      give: async () => undefined,
      postpone: async () => undefined,
    };
    const schedule = createHostSchedule(jumpingClock(), { shared: { turns, restMs: 0 } });
    const { signal } = new AbortController();
    await expect(schedule.enter('a', signal)).rejects.toThrow('gone');
    isBroken = false;
    expect((await schedule.enter('a', signal)).ok).toBe(true);
  });
});

describe('Retry-After', () => {
  test.each([
    ['seconds', 429, () => '30', 30_000],
    ['a date', 503, () => new Date(Date.now() + 90_000).toUTCString(), 89_000],
    ['a day', 429, () => '86400', 86_400_000],
    ['none', 503, () => '', 60_000],
  ])('%s: the whole host waits as long', async (_name, status, value, expectedMs) => {
    const server = await serve({
      '/robots.txt': '',
      '/a': (_request, response) => response.writeHead(status, value() === '' ? {} : { 'retry-after': value() }).end(),
      '*': 'x',
    });
    const http = client();
    const before = Date.now();
    const [limited, queued] = await Promise.all([http.fetchPage(server.url('/a')), http.fetchPage(server.url('/b'))]);
    const later = await http.fetchPage(server.url('/c'));
    for (const outcome of [limited, queued, later]) {
      expect(codeOf(outcome)).toBe('fetch/rate-limited');
      expect(retryAtOf(outcome)).toBeGreaterThanOrEqual(before + expectedMs);
    }
    expect(http.notBefore(server.host)).toBeGreaterThanOrEqual(before + expectedMs);
    expect(server.paths()).toEqual(['/robots.txt', '/a']);
    expect(Date.now() - before).toBeLessThan(10_000);
  });

  test('a short one is waited for', async () => {
    let isBusy = true;
    const server = await serve({
      '/robots.txt': '',
      '/a': (_request, response) => response.writeHead(isBusy ? 429 : 200, { 'retry-after': '1' }).end(),
    });
    const http = client();
    const before = Date.now();
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('fetch/rate-limited');
    isBusy = false;
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('status 200');
    expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
  });

  test('after it the host is asked again, and not a moment earlier', async () => {
    const clock = jumpingClock();
    let isBusy = true;
    const server = await serve({
      '/robots.txt': '',
      '/a': (_request, response) => response.writeHead(isBusy ? 429 : 200, { 'retry-after': '3600' }).end(),
    });
    const http = client({}, clock);
    const outcome = await http.fetchPage(server.url('/a'));
    expect(retryAtOf(outcome)).toBe(clock.now() + 3_600_000);
    isBusy = false;
    clock.advance(3_590_000);
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('fetch/rate-limited');
    clock.advance(10_000);
    expect(codeOf(await http.fetchPage(server.url('/a')))).toBe('status 200');
    expect(server.paths()).toEqual(['/robots.txt', '/a', '/a']);
  });

  test('other hosts go on', async () => {
    const busy = await serve({ '/robots.txt': '', '*': answer(429, { 'retry-after': '60' }) });
    const other = await serve({ '/robots.txt': '', '*': 'x' });
    const http = client();
    const outcomes = await Promise.all([http.fetchPage(busy.url('/a')), http.fetchPage(other.url('/a'))]);
    expect(outcomes.map(codeOf)).toEqual(['fetch/rate-limited', 'status 200']);
  });
});
