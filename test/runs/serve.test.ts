import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { systemClock } from '../../src/model/clock.ts';
import { reindex } from '../../src/pipeline/reindex.ts';
import { ReaderStore } from '../../src/store/reader-store.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';
import { serveProject, type ServedProject } from './serving.ts';

let newsroom: Newsroom;
let project: NewsroomProject;
beforeAll(async () => {
  newsroom = await startNewsroom({ edition: 1 });
  project = await makeNewsroomProject(newsroom);
  await project.collect();
  await project.build();
}, 120_000);
afterAll(async () => {
  await newsroom.stop();
  await project.remove();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

async function ask(
  { url }: ServedProject,
  path: string,
  headers: Record<string, string> = {},
  method: 'GET' | 'HEAD' = 'GET',
): Promise<Answer> {
  const answer = await request(new URL(path, url), { headers, method });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: Buffer.from(await answer.body.arrayBuffer()),
  };
}

async function change(edit: (config: Record<string, unknown>) => void): Promise<void> {
  const file = join(project.root, 'courant.yaml');
  const config = parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  edit(config);
  await writeFile(`${file}.new`, stringify(config));
  await rename(`${file}.new`, file);
}

test.each([
  ['a file of the site', '/'],
  ['the search page', '/search?q=council'],
  ['a list of the API', '/api/articles'],
  ['the stories', '/api/stories'],
])('%s has an ETag, and is sent compressed and once', async (_, path) => {
  const server = await serveProject(project);
  const plain = await ask(server, path);
  const gzip = await ask(server, path, { 'Accept-Encoding': 'gzip' });
  const brotli = await ask(server, path, { 'Accept-Encoding': 'gzip, br;q=0.9' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  if (plain.body.byteLength >= 1024) {
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    expect(new Set([plain, gzip, brotli].map(({ headers }) => headers['etag'])).size).toBe(3);
  }
  expect(String([plain.headers['vary']].flat())).toMatch(
    /Cookie, Authorization.*Accept-Encoding|Accept-Encoding.*Cookie, Authorization/,
  );
  for (const { headers } of [plain, gzip, brotli]) {
    const again = await ask(server, path, { 'Accept-Encoding': 'gzip', 'If-None-Match': String(headers['etag']) });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
  }
  const head = await ask(server, path, {}, 'HEAD');
  expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  expect(head.headers['etag']).toBe(plain.headers['etag']);
  expect(head.headers['content-length']).toBe(plain.headers['content-length']);
});

test('where reading takes a login, no cache that others share may keep anything', async () => {
  const server = await serveProject(project);
  for (const path of ['/', '/search?q=council', '/api/articles', '/assets/style.css'])
    expect((await ask(server, path)).headers['cache-control']).toMatch(/^private, /);
});

test('a page that carries the token of its forms is neither compressed nor kept', async () => {
  const server = await serveProject(project);
  const page = await ask(server, '/metrics', { 'Accept-Encoding': 'gzip, br' });
  expect(page.headers['cache-control']).toBe('no-store');
  expect(page.headers['content-encoding']).toBeUndefined();
  expect(page.headers['etag']).toBeUndefined();
});

test('measures tell of requests, archive, jobs and process; accounts add up', async () => {
  const server = await serveProject(project);
  await ask(server, '/search?q=council');
  await ask(server, '/nowhere');
  const { status, headers, body } = await ask(server, '/metrics');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = body.toString();
  expect(text).toContain('courant_http_requests_total{method="GET",route="/search",status="200"} 1\n');
  expect(text).toMatch(/courant_http_requests_total\{method="GET",route="\/?\*",status="404"\} 1\n/);
  expect(text).toContain('courant_http_request_duration_seconds_bucket{route="/search",le="+Inf"} 1\n');
  const value = (name: string): number =>
    Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (.*)$`, 'm').exec(text)?.[1]);
  const [found, stored, skipped, waiting] = ['found', 'stored', 'skipped', 'waiting'].map((state) =>
    value(`courant_links{state="${state}"}`),
  );
  expect(found).toBeGreaterThan(0);
  expect(found).toBe((stored ?? 0) + (skipped ?? 0) + (waiting ?? 0));
  for (const name of [
    'courant_translations',
    'courant_feeds_failing',
    'courant_queue_age_seconds',
    'courant_jobs_running',
  ])
    expect(value(name)).toBeGreaterThanOrEqual(0);
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(0);
  for (const line of text.trimEnd().split('\n'))
    expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{(?:\w+="[^"\n]*",?)+\})? [\d.e+-]+)$/);
});

test('measures are for this machine and for tokens of scope admin', async () => {
  const readers = ReaderStore.open(project.root);
  const createdAt = '2026-01-01T00:00:00Z';
  const admin = readers.users.add({ name: 'ada', role: 'admin', password: '', createdAt });
  const reader = readers.users.add({ name: 'rob', role: 'reader', password: '', createdAt });
  const token = (user: number | undefined, scope: 'admin' | 'read'): string =>
    readers.tokens.add({ user: user ?? 0, name: 'scrape', scopes: [scope], expiresAt: 0 }, Date.now()).secret;
  const [ofAdmin, ofReader] = [token(admin?.id, 'admin'), token(reader?.id, 'read')];
  const server = await serveProject(project);
  const through = { 'X-Forwarded-For': '203.0.113.9' };
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await ask(server, '/metrics', headers)).status;
  expect(await status({})).toBe(200);
  expect(await status(through)).toBe(403);
  expect(await status({ 'X-Forwarded-Proto': 'https' })).toBe(403);
  expect(await status({ ...through, Authorization: `Bearer ${ofReader}` })).toBe(403);
  expect(await status({ ...through, Authorization: `Bearer ${ofAdmin}` })).toBe(200);
  expect(await status({ Host: 'rebound.example' })).toBe(421);
  await change((config) => (config['metrics'] = 'open'));
  await vi.waitFor(async () => expect(await status(through)).toBe(200), 5000);
  await change((config) => delete config['metrics']);
  readers.close();
  await rm(join(project.root, 'readers.db'), { force: true });
}, 20_000);

test('a log line tells route, status, size and time, and nothing that is secret', async () => {
  const server = await serveProject(project, { log: 'json' });
  await ask(server, '/search?q=my+secret+search');
  await ask(server, '/api/articles?q=secret', { Authorization: 'Bearer courant_secret' });
  await ask(server, '/websub/secret-token');
  const lines = server.said.filter((line) => line.startsWith('{'));
  expect(lines.join('\n')).not.toMatch(/secret/);
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    expect.objectContaining({ event: 'request', method: 'GET', route: '/search', status: 200 }),
    expect.objectContaining({ status: 401, user: '' }),
    expect.objectContaining({ status: 404 }),
  ]);
});

test('it is ready while index and site are there', async () => {
  const server = await serveProject(project);
  expect(JSON.parse((await ask(server, '/readyz')).body.toString())).toEqual({
    status: 'ready',
    index: true,
    site: true,
    disk: true,
  });
  const page = join(project.root, 'public', 'index.html');
  await rename(page, `${page}.away`);
  const without = await ask(server, '/readyz');
  await rename(`${page}.away`, page);
  expect(without.status).toBe(503);
  expect(JSON.parse(without.body.toString())).toMatchObject({ site: false });
  expect((await ask(server, '/healthz')).status).toBe(200);
});

test('a changed policy holds at once; a broken one changes nothing and is said', async () => {
  const server = await serveProject(project);
  const count = async (): Promise<number> => {
    const { articles } = JSON.parse((await ask(server, '/api/articles')).body.toString()) as { articles: unknown[] };
    return articles.length;
  };
  expect(await count()).toBeGreaterThan(0);
  await change((config) => (config['publish'] = { text: 'private' }));
  await vi.waitFor(async () => expect(await count()).toBe(0), 5000);
  expect(server.said.join('\n')).toContain('The configuration has changed, and is in use.');
  await change((config) => (config['publish'] = { text: 'nonsense' }));
  await vi.waitFor(() => expect(server.said.join('\n')).toMatch(/the one of before stays:\nconfig\/invalid/), 5000);
  expect(await count()).toBe(0);
  await change((config) => delete config['publish']);
  await vi.waitFor(async () => expect(await count()).toBeGreaterThan(0), 5000);
}, 20_000);

test('it goes on while the index is made anew, and answers from the new one', async () => {
  const server = await serveProject(project);
  const before = (await ask(server, '/api/articles')).body.toString();
  const stop = new AbortController();
  const statuses = new Set<number>();
  const asking = (async () => {
    while (!stop.signal.aborted) {
      for (const path of ['/', '/search?q=council', '/api/articles']) statuses.add((await ask(server, path)).status);
      await systemClock.sleep(5);
    }
  })();
  await reindex(await project.read(), { clock: systemClock });
  await project.build();
  // Longer than the server takes to see it.
  await systemClock.sleep(1500);
  stop.abort();
  await asking;
  expect([...statuses]).toEqual([200]);
  expect((await ask(server, '/api/articles')).body.toString()).toBe(before);
  expect((await ask(server, '/readyz')).status).toBe(200);
}, 30_000);

test('it answers while somebody else holds the databases for a moment', async () => {
  const server = await serveProject(project);
  const files = ['.courant/index.db', 'readers.db'].map((file) => join(project.root, file));
  const hold = `
    const Libsql = require('libsql');
    const held = ${JSON.stringify(files)}.map((file) => new Libsql(file));
    for (const one of held) one.exec('BEGIN EXCLUSIVE');
    console.log('held');
    setTimeout(() => held.forEach((one) => one.exec('COMMIT')), 400);
  `;
  const holder = spawn(process.execPath, ['-e', hold], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(holder, 'close');
  await once(holder.stdout, 'data');
  const paths = ['/', '/search?q=a+moment', '/api/articles?lang=en', '/readyz', '/metrics'];
  for (const { status } of await Promise.all(paths.map((path) => ask(server, path)))) expect(status).toBe(200);
  await closed;
}, 20_000);

test('when it stops, answers under way are whole, and nothing is left open', async () => {
  const server = await serveProject(project);
  const first = ask(server, '/search?q=a');
  const under = Promise.allSettled([first, ...Array.from({ length: 20 }, (_, at) => ask(server, `/search?q=a${at}`))]);
  await first;
  await server.stop();
  // What the server had not begun to read is reset, and asked again by a browser.
  for (const settled of await under)
    if (settled.status === 'fulfilled') expect(settled.value.body.toString()).toContain('</html>');
  await expect(ask(server, '/')).rejects.toThrow();
});
