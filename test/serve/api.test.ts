import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { createApp } from '../../src/serve/app.ts';
import type { NewsroomProject } from '../runs/newsroom-project.ts';
import type { TestService } from './make-service.ts';
import { serveNewsroom, type ServedNewsroom } from './serve-newsroom.ts';

let all: ServedNewsroom;
let newsroom: Newsroom;
let project: NewsroomProject;
let served: TestService;
let reader = '';
let editor = '';
let admin = '';

interface Listed {
  readonly articles: readonly { readonly id: string; readonly date: string; readonly title: string }[];
  readonly next?: string;
}
const ask = (path: string, init: Parameters<TestService['ask']>[1] = {}): Promise<Response> =>
  served.ask(path, { token: reader, ...init });
const list = async (path: string): Promise<Listed> => (await (await ask(path)).json()) as Listed;
const send = (method: string, path: string, body: unknown, token = admin): Promise<Response> =>
  served.ask(path, { method, token, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

beforeAll(async () => {
  all = await serveNewsroom();
  ({ newsroom, project, served } = all);
  reader = served.tokenOf('rita', 'reader', ['read', 'mark', 'run', 'admin']);
  editor = served.tokenOf('ed', 'editor', ['read', 'mark', 'run']);
  admin = served.tokenOf('ana', 'admin', ['read', 'mark', 'run', 'admin']);
}, 120_000);
afterAll(() => all.close());

describe('requests', () => {
  test.each([
    ['/api/v1/articles', undefined, 401],
    ['/api/v1/articles', 'reader', 200],
    ['/api/v1/jobs', 'reader', 403],
    ['/api/v1/jobs', 'editor', 200],
    ['/api/v1/webhooks', 'editor', 403],
    ['/api/v1/webhooks', 'admin', 200],
    ['/api/v1/openapi.json', undefined, 200],
  ] as const)('%s as %s is answered with %i', async (path, who, status) => {
    const token = who && { reader, editor, admin }[who];
    expect((await served.ask(path, token === undefined ? {} : { token })).status).toBe(status);
  });

  test.each([
    ['/api/v1/articles?limt=2', 400, 'Did you mean `limit`?'],
    ['/api/v1/articles?limit=201', 400, '`limit` in the query'],
    ['/api/v1/articles?limit=2&limit=3', 400, 'more than once'],
    ['/api/v1/articles?since=2026-02-31', 400, '`since` in the query'],
    ['/api/v1/articles?cursor=bm9uZQ', 400, '`cursor` in the query'],
    ['/api/v1/articles/nothing', 404, 'nothing of this name'],
    ['/api/v1/articles/0000000000000000', 404, 'no article'],
    ['/api/v1/nothing', 404, 'no address'],
  ])('%s is a problem', async (path, status, detail) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([status, 'application/problem+json']);
    expect(((await answer.json()) as { detail: string }).detail).toContain(detail);
  });

  test('another method is a problem that names those there are', async () => {
    const answer = await send('POST', '/api/v1/articles', {});
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'HEAD, GET']);
  });

  test('a body is JSON as the document says', async () => {
    expect((await send('POST', '/api/v1/collections', { nam: 'a' })).status).toBe(400);
    const plain = { method: 'POST', token: admin, body: '{}', headers: { 'Content-Type': 'text/plain' } };
    expect((await served.ask('/api/v1/collections', plain)).status).toBe(415);
    const large = { name: 'a'.repeat(300_000) };
    expect((await send('POST', '/api/v1/collections', large)).status).toBe(413);
  });

  test('the old addresses answer as before', async () => {
    expect(((await (await ask('/api/articles')).json()) as { page: number }).page).toBe(1);
  });
});

describe('lists', () => {
  test('go on behind the last article while others arrive', { timeout: 60_000 }, async () => {
    const before = await list('/api/v1/articles?limit=200');
    const first = await list('/api/v1/articles?limit=5');
    newsroom.setEdition(2);
    await project.collect({ later: 10 * 86_400_000 });
    const seen = [...first.articles];
    for (let { next } = first; next !== undefined;) {
      const page = await list(`/api/v1/articles?limit=5&cursor=${next}`);
      seen.push(...page.articles);
      next = page.next;
    }
    const arrived = (await list('/api/v1/articles?limit=200')).articles.length - before.articles.length;
    expect(arrived).toBeGreaterThan(0);
    const known = new Set(before.articles.map(({ id }) => id));
    expect(seen.filter(({ id }) => known.has(id)).map(({ id }) => id)).toEqual(before.articles.map(({ id }) => id));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  });

  test('are answered with 304 while nothing changes', async () => {
    const first = await ask('/api/v1/articles?limit=3');
    const tag = first.headers.get('ETag') ?? '';
    expect(tag).toMatch(/^W\/"/);
    expect((await ask('/api/v1/articles?limit=3', { headers: { 'If-None-Match': tag } })).status).toBe(304);
    expect((await ask('/api/v1/articles?limit=4', { headers: { 'If-None-Match': tag } })).status).toBe(200);
    const feed = await ask('/api/v1/articles?limit=3', {
      headers: { 'If-None-Match': tag, Accept: 'application/feed+json' },
    });
    expect(feed.status).toBe(200);
  });

  test('are feeds, too', async () => {
    const byAddress = await ask('/api/v1/articles.json?limit=2');
    expect(byAddress.headers.get('Content-Type')).toBe('application/feed+json');
    const feed = (await byAddress.json()) as { version: string; next_url: string; items: { id: string }[] };
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(feed.items).toHaveLength(2);
    const next = new URL(feed.next_url);
    expect((await ask(next.pathname + next.search)).status).toBe(200);
    const byType = await ask('/api/v1/search?q=ferry', { headers: { Accept: 'application/feed+json' } });
    expect(byType.headers.get('Content-Type')).toBe('application/feed+json');
  });

  test('of what is marked go on where many were marked at once', async () => {
    const { articles } = await list('/api/v1/articles?limit=20');
    const ids = articles.map(({ id }) => id);
    expect(await (await send('POST', '/api/v1/marks/read', { articles: ids }, reader)).json()).toEqual({ marked: 20 });
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const page = await list(`/api/v1/marks/read/articles?limit=6${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...page.articles.map(({ id }) => id));
      next = page.next;
    }
    expect(seen.sort()).toEqual([...ids].sort());
  });
});

describe('an export', () => {
  test('has a row for each article, and a table as well', async () => {
    const rows = (await (await ask('/api/v1/export')).text()).trimEnd().split('\n');
    expect(rows.length).toBeGreaterThan(20);
    const csv = await ask('/api/v1/export?format=csv&outlet=harbor-gazette');
    expect([csv.headers.get('Content-Type'), (await csv.text()).startsWith('path,title,')]).toEqual([
      'text/csv; charset=utf-8',
      true,
    ]);
  });

  test.each(['jsonl', 'csv'])('as %s ends when the reader goes', async (format) => {
    const answer = await ask(`/api/v1/export?format=${format}`);
    const stream = answer.body?.getReader();
    expect((await stream?.read())?.done).toBe(false);
    await stream?.cancel();
    expect((await stream?.read())?.done).toBe(true);
  });
});

describe('what changes something', () => {
  test('a job runs, tells, and is noted', async () => {
    const job = (await (await send('POST', '/api/v1/jobs', { command: 'build' }, editor)).json()) as { id: number };
    const events = await (await served.ask(`/api/v1/jobs/${job.id}/events`, { token: editor })).text();
    expect(events).toMatch(/event: event\ndata: \{"event":"made-up"\}\n\nevent: end\ndata: \{.*"state":"done"/);
    expect(served.service.readers.audit.list(1)[0]).toMatchObject({
      user: 'ed',
      action: 'job-started',
      target: 'build',
    });
  });

  test('no job is begun where the server itself collects; the answer says where one can be', async () => {
    const { options, service } = served;
    const before = service.jobs.list().length;
    const app = createApp(options, { ...service, holdsArchive: true });
    const headers = { Host: 'localhost', Authorization: `Bearer ${editor}`, 'Content-Type': 'application/json' };
    for (const command of ['collect', 'build', 'translate']) {
      const init = { method: 'POST', headers, body: JSON.stringify({ command }) };
      const answer = await app.request(new Request('http://localhost/api/v1/jobs', init));
      expect(answer.status).toBe(409);
      const { detail } = (await answer.json()) as { detail: string };
      expect(detail).toMatch(/`courant run`.*`courant serve`/);
    }
    expect(service.jobs.list()).toHaveLength(before);
  });

  test('what is taken down is gone at once, for everybody', async () => {
    const { articles } = await list('/api/v1/search?q=ferry&limit=1');
    const id = articles[0]?.id ?? '';
    const tag = (await ask(`/api/v1/articles/${id}`)).headers.get('ETag') ?? '';
    const down = await send('POST', `/api/v1/articles/${id}/take-down`, { reason: 'They asked us to.' }, editor);
    expect(down.status).toBe(200);
    for (const path of ['', '/revisions', '/translations', '/marks'])
      expect((await served.ask(`/api/v1/articles/${id}${path}`, { token: admin })).status).toBe(404);
    expect((await ask(`/api/v1/articles/${id}`, { headers: { 'If-None-Match': tag } })).status).toBe(404);
    expect((await list('/api/v1/articles?limit=200')).articles.map((one) => one.id)).not.toContain(id);
    expect(await (await ask('/api/v1/export')).text()).not.toContain(articles[0]?.title);
    expect(served.service.readers.audit.list(1)[0]?.action).toBe('taken-down');
  });

  test('a collection is its owner’s alone', async () => {
    const made = (await (await send('POST', '/api/v1/collections', { name: 'Mine' }, reader)).json()) as { id: number };
    expect((await served.ask(`/api/v1/collections/${made.id}/articles`, { token: admin })).status).toBe(404);
    expect((await send('POST', '/api/v1/collections', { name: 'Mine' }, reader)).status).toBe(409);
    expect((await ask(`/api/v1/collections/${made.id}`, { method: 'DELETE' })).status).toBe(204);
  });

  test('a webhook shows its secret once', async () => {
    const body = { name: 'desk', url: 'https://desk.example/hook' };
    const made = (await (await send('POST', '/api/v1/webhooks', body)).json()) as { id: number; secret: string };
    expect(made.secret).toMatch(/^whsec_/);
    expect(await (await served.ask('/api/v1/webhooks', { token: admin })).text()).not.toContain(made.secret);
    expect((await served.ask(`/api/v1/webhooks/${made.id}`, { token: admin, method: 'DELETE' })).status).toBe(204);
  });
});

test('the examples of the documentation are answered', { timeout: 60_000 }, async () => {
  const { articles } = await list('/api/v1/articles?limit=1');
  const { stories } = (await (await ask('/api/v1/stories')).json()) as { stories: { id: string }[] };
  const text = (await readFile('docs/reference/api.md', 'utf8'))
    .replaceAll('{article}', articles[0]?.id ?? '')
    .replaceAll('{story}', stories[0]?.id ?? '');
  const blocks = [...text.matchAll(/```http\n([^]*?)```/g)].map((match) => match[1] ?? '');
  const examples = blocks.flatMap((block) => [...block.matchAll(/^([A-Z]+) (\S+)\n(\{.*\})?/gm)]);
  expect(examples.length).toBeGreaterThan(20);
  for (const [, method = '', path = '', body] of examples) {
    const answer =
      body === undefined
        ? await served.ask(path, { method, token: admin })
        : await send(method, path, JSON.parse(body));
    expect([path, answer.status < 300]).toEqual([path, true]);
    await answer.text();
  }
});
