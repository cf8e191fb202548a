import type { IncomingMessage } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/model/clock.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { retryFeeds } from '../../src/pipeline/poll-sources.ts';
import { describeSources, type FeedStatus } from '../../src/pipeline/source-status.ts';
import type { FeedRecord } from '../../src/store/feed-store.ts';
import type { Handler } from '../loopback-server.ts';
import { makeNewsroomProject } from '../runs/newsroom-project.ts';
import { articlePage, startOneOutlet, type OneOutlet } from '../runs/one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none' });
  outlet.answer('/a', articlePage({ title: 'The ferry comes back', subject: 'ferry' }));
});
afterEach(() => outlet.stop());

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const rss = (link: string, more = ''): string =>
  `<rss version="2.0"><channel><title>One</title>${more}<item><link>${link}</link></item></channel></rss>`;

function answerOnce(body: string, headers: Record<string, string>): Handler {
  return (request: IncomingMessage, response) => {
    const etag = '"1"';
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { ...headers, etag }).end();
    response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers, etag }).end(body);
  };
}

function answerWith(status: number, headers: Record<string, string> = {}): Handler {
  return (_request, response) => void response.writeHead(status, headers).end('no');
}

/** The paths asked for in one run that polls what is due, `later` from now. Each run is a process of its own to the host. */
/** Without the file of rights, which each site is asked for once a day. */
async function askedIn(later: number): Promise<readonly string[]> {
  const before = outlet.server.requests.length;
  await outlet.project.collect({ later, polls: 'due' });
  const asked = outlet.server.paths().slice(before);
  return asked.filter((path) => path !== '/.well-known/tdmrep.json');
}

async function feedStatus(later: number): Promise<FeedStatus> {
  const { sources } = await outlet.project.read();
  const told = await outlet.project.withStore((store) => describeSources(sources, store, Date.now() + later));
  const feed = told.sources[0]?.feeds[0];
  if (!feed) throw new Error('no feed');
  return feed;
}

async function feedRecord(): Promise<FeedRecord> {
  const [record] = await outlet.project.withStore((store) => store.listFeeds());
  if (!record) throw new Error('no feed');
  return record;
}

/** Milliseconds from now until the next poll. */
async function untilNextPoll(): Promise<number> {
  return (await feedRecord()).life.nextPollAt - Date.now();
}

describe('the rhythm of a feed', () => {
  test('holds over restarts, and what did not change costs one conditional request', async () => {
    outlet.answer('/feed', answerOnce(rss(outlet.server.url('/a')), { 'cache-control': 'max-age=7200' }));
    expect(await askedIn(0)).toEqual(['/robots.txt', '/feed', '/a']);
    const wait = await untilNextPoll();
    expect(wait).toBeGreaterThan(2 * hour - minute);
    expect(wait).toBeLessThanOrEqual(4 * hour);
    expect(await askedIn(hour)).toEqual([]);
    expect(await askedIn(wait - minute)).toEqual([]);
    expect(await askedIn(wait + minute)).toEqual(['/feed']);
    expect(outlet.server.requests.at(-1)?.headers['if-none-match']).toBe('"1"');
    const { life, lastError } = await feedRecord();
    expect(life).toMatchObject({ because: 'how long the answer stays fresh', emptyPolls: 1 });
    expect(lastError).toBe('');
    expect(await feedStatus(wait)).toMatchObject({ state: 'ok', links: 1, everyMinutes: 120, toDo: '' });
  });

  test('follows ttl and keeps out of the days of rest', async () => {
    const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
    const today = new Date().getUTCDay();
    const rest = [0, 1].map((ahead) => `<day>${days[(today + ahead) % 7] ?? ''}</day>`).join('');
    outlet.answer('/feed', rss(outlet.server.url('/a'), `<ttl>60</ttl><skipDays>${rest}</skipDays>`));
    await askedIn(0);
    const next = new Date((await feedRecord()).life.nextPollAt);
    expect((next.getUTCDay() - today + 7) % 7).toBe(2);
    // Two days after a start in the first seconds of a day, and up to an interval more, by which feeds are kept apart.
    expect(next.getTime() - Date.now()).toBeLessThan(2 * day + hour);
  });

  test('polls a feed whose rhythm was lost once, and then no sooner than it asks', async () => {
    outlet.answer('/feed', answerOnce(rss(outlet.server.url('/a'), '<ttl>60</ttl>'), {}));
    await askedIn(0);
    await outlet.project.reindex();
    expect(await askedIn(minute)).toEqual(['/feed']);
    expect(await askedIn(30 * minute)).toEqual([]);
  });

  test('becomes slower with failures, and is itself again after a success', async () => {
    outlet.answer('/feed', answerWith(500));
    const waits: number[] = [];
    let later = 0;
    for (let i = 0; i < 4; i += 1) {
      await askedIn(later);
      const next = await untilNextPoll();
      waits.push(next - later);
      later = next + minute;
    }
    for (const [i, wait] of waits.entries()) {
      expect(wait).toBeGreaterThan(2 ** i * 15 * minute - minute);
      expect(wait).toBeLessThan(2 ** i * 17 * minute);
    }
    expect((await feedRecord()).errorsInARow).toBe(4);
    outlet.feed(['/a']);
    expect(await askedIn(later)).toEqual(['/feed', '/a']);
    const record = await feedRecord();
    expect(record).toMatchObject({ errorsInARow: 0, lastError: '' });
    expect(record.life.failingSince).toBeUndefined();
  });
});

test('feeds that were due together come one at a time to a host, and are spread from then on', async () => {
  const paths = Array.from({ length: 24 }, (_, i) => `/feed${i}`);
  for (const path of paths) outlet.answer(path, rss(outlet.server.url('/a'), '<ttl>60</ttl>'));
  const feeds = paths.map((path) => ({ kind: 'feed' as const, url: outlet.server.url(path) }));
  const source = { id: 'many', name: 'Many', home: outlet.server.url('/'), language: 'en', country: 'GB', feeds };
  const project = await makeNewsroomProject({ outlets: [source] }, { images: 'none' });
  await project.collect({ polls: 'due' });
  await project.collect({ polls: 'due', later: 30 * day }); // after a month of rest
  expect(outlet.server.mostAtOnce).toBe(1);
  const polled = outlet.server.paths().filter((path) => path.startsWith('/feed'));
  expect(polled).toHaveLength(2 * paths.length);
  const records = await project.withStore((store) => store.listFeeds());
  const next = records.map(({ life }) => life.nextPollAt).sort((a, b) => a - b);
  expect(new Set(next).size).toBe(paths.length);
  expect((next.at(-1) ?? 0) - (next[0] ?? 0)).toBeGreaterThan(3 * minute);
  await project.remove();
});

describe('Retry-After', () => {
  const inDays = (days: number): string => new Date(Date.now() + days * day).toUTCString();

  test.each<[string, number, string, number]>([
    ['429 in seconds', 429, String(2 * 24 * 3600), 2 * day],
    ['503 in seconds', 503, String(3600), hour],
    ['429 as a date', 429, inDays(3), 3 * day],
    ['503 as a date', 503, inDays(40), 40 * day],
  ])('of a feed, %s, outlives the process and is not cut short', async (_name, status, value, wait) => {
    outlet.answer('/feed', answerWith(status, { 'retry-after': value }));
    expect(await askedIn(0)).toEqual(['/robots.txt', '/feed']);
    for (const share of [0.01, 0.5, 0.99]) expect(await askedIn(wait * share - minute)).toEqual([]);
    await outlet.project.collect({ later: wait * 0.9, polls: 'all' });
    expect(outlet.server.requests).toHaveLength(2);
    outlet.feed(['/a']);
    const asked = await askedIn(wait * 1.2 + hour); // robots.txt only when it is a day old
    expect(asked.filter((path) => path !== '/robots.txt')).toEqual(['/feed', '/a']);
  });

  test('of a page holds its whole host, also after a restart', async () => {
    outlet.feed(['/a']);
    outlet.answer('/a', answerWith(429, { 'retry-after': String(5 * 3600) }));
    await askedIn(0);
    const before = outlet.server.requests.length;
    for (const later of [minute, hour, 4.9 * hour]) await outlet.project.collect({ later, polls: 'all' });
    expect(outlet.server.requests).toHaveLength(before);
    outlet.answer('/a', articlePage({ title: 'The ferry comes back', subject: 'ferry' }));
    expect((await outlet.project.collect({ later: 5.1 * hour, polls: 'all' })).articles.stored).toBe(1);
  });

  test('of a page is no failure of the links behind it', async () => {
    outlet.feed(['/a', '/b', '/c']);
    for (const path of ['/a', '/b', '/c']) outlet.answer(path, answerWith(503, { 'retry-after': '3600' }));
    for (let n = 0; n < 6; n += 1) await askedIn(1.1 * n * hour);
    for (const path of ['/a', '/b', '/c']) outlet.answer(path, answerWith(500));
    await askedIn(7 * hour);
    const accounting = await outlet.project.withStore((store) => store.accounting());
    expect(accounting).toMatchObject({ found: 3, waiting: 3, skipped: 0 });
    for (const path of ['/a', '/b', '/c'])
      outlet.answer(path, articlePage({ title: `The ferry ${path}`, subject: path }));
    await askedIn(7.1 * hour);
    expect(await outlet.project.withStore((store) => store.accounting())).toMatchObject({ stored: 3, waiting: 0 });
  });

  test('of robots.txt holds its host too', async () => {
    outlet.answer('/robots.txt', answerWith(503, { 'retry-after': String(6 * 3600) }));
    outlet.feed(['/a']);
    expect(await askedIn(0)).toEqual(['/robots.txt']);
    expect(await askedIn(5 * hour)).toEqual([]);
    outlet.answer('/robots.txt', '');
    expect(await askedIn(9 * hour)).toEqual(['/robots.txt', '/feed', '/a']);
  });
});

describe('a feed that moved for good', () => {
  const moveTo = (location: string, status = 301): Handler => answerWith(status, { location });
  const asks = (path: string, later: number): Promise<boolean> => askAll(later).then((paths) => paths.includes(path));
  async function askAll(later: number): Promise<readonly string[]> {
    const before = outlet.server.requests.length;
    await outlet.project.collect({ later, polls: 'all' });
    return outlet.server.paths().slice(before);
  }

  test('is asked at its new address after three polls in more than a day; the source file stays as it is', async () => {
    const file = join(outlet.project.root, 'sources', 'one.yaml');
    const text = await readFile(file, 'utf8');
    outlet.answer('/feed', moveTo('/new'));
    outlet.answer('/new', rss(outlet.server.url('/a')));
    for (const later of [0, hour, 2 * hour, 23 * hour]) expect(await asks('/feed', later)).toBe(true);
    expect(await asks('/feed', 25 * hour)).toBe(true);
    const { events } = await outlet.project.collect({ later: 26 * hour });
    expect(events.filter(({ event }) => event === 'feed-moved')).toEqual([]);
    expect(await askAll(27 * hour)).toEqual(['/new']);
    expect(await readFile(file, 'utf8')).toBe(text);
    const { toDo } = await feedStatus(27 * hour);
    expect(toDo).toContain(`moved for good to ${outlet.server.url('/new')}`);
    expect(toDo).toContain('sources/one.yaml');
    // When the new address dies, the old one is asked again.
    outlet.answer('/new', answerWith(404));
    outlet.feed(['/a']);
    expect(await askAll(28 * hour)).toEqual(['/new']);
    expect(await askAll(29 * hour)).toEqual(['/feed']);
    expect((await feedRecord()).life.move).toBeUndefined();
  });

  test.each([302, 307])('is not believed with status %i', async (status) => {
    outlet.answer('/feed', moveTo('/new', status));
    outlet.answer('/new', rss(outlet.server.url('/a')));
    for (const later of [0, 13 * hour, 26 * hour, 39 * hour]) expect(await asks('/feed', later)).toBe(true);
    expect((await feedRecord()).life.move).toBeUndefined();
  });

  test('is not believed when the target changes', async () => {
    for (const path of ['/b', '/c']) outlet.answer(path, rss(outlet.server.url('/a')));
    for (const [at, path] of ['/b', '/c', '/b', '/c'].entries()) {
      outlet.answer('/feed', moveTo(path, 308));
      expect(await asks('/feed', at * 13 * hour)).toBe(true);
    }
    expect((await feedRecord()).life.move).toMatchObject({ polls: 1 });
  });

  test('to another site is followed as a redirect and told, no more', async () => {
    const elsewhere = outlet.server.url('/new').replace('127.0.0.1', 'localhost');
    outlet.answer('/feed', moveTo(elsewhere));
    outlet.answer('/new', rss(outlet.server.url('/a')));
    for (const later of [0, 13 * hour, 26 * hour]) await askAll(later);
    expect((await feedRecord()).life.move).toMatchObject({ to: elsewhere, polls: 3 });
    expect(await asks('/feed', 39 * hour)).toBe(true);
    expect((await feedStatus(39 * hour)).toDo).toContain(`ANOTHER SITE for good, ${elsewhere}`);
  });
});

describe('a feed that ends', () => {
  test('with 410 is asked for no more, until it is asked to be tried again', async () => {
    outlet.answer('/feed', answerWith(410));
    const { events } = await outlet.project.collect({ polls: 'due' });
    expect(events.map(({ event }) => event)).toContain('feed-gone');
    for (const later of [day, 8 * day, 400 * day]) {
      await outlet.project.collect({ later, polls: 'due' });
      await outlet.project.collect({ later, polls: 'all' });
    }
    expect(outlet.server.paths().filter((path) => path === '/feed')).toHaveLength(1);
    expect(await feedStatus(400 * day)).toMatchObject({ state: 'gone', nextPollAt: '' });
    const store = await openArchive(await outlet.project.read(), { clock: systemClock, mode: 'write' });
    await retryFeeds(store);
    await store.close();
    outlet.feed(['/a']);
    expect(await askedIn(401 * day)).toContain('/feed');
  });

  test('is looked for on the home page, at most once a week, and the source file stays as it is', async () => {
    outlet.answer('/feed', answerWith(404));
    outlet.answer('/', '<html><head><link rel="alternate" type="application/rss+xml" href="/feed2"></head></html>');
    outlet.answer('/feed2', rss(outlet.server.url('/a')));
    for (let at = 0; at <= 13; at += 1) await outlet.project.collect({ later: at * day * 1.2, polls: 'due' });
    const count = (path: string): number => outlet.server.paths().filter((asked) => asked === path).length;
    expect(count('/')).toBe(2);
    expect(count('/feed2')).toBe(count('/'));
    const status = await feedStatus(16 * day);
    expect(status.state).toBe('dead');
    expect(status.toDo).toContain(`Put ${outlet.server.url('/feed2')} into sources/one.yaml instead`);
    const { life, errorsInARow } = await feedRecord();
    expect(life.search?.found).toEqual([outlet.server.url('/feed2')]);
    expect(errorsInARow).toBeGreaterThan(8);
  });
});
