import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiError, createClient, type Client } from '../../src/client/client.ts';
import type { TestService } from '../serve/make-service.ts';
import { serveNewsroom, type ServedNewsroom } from '../serve/serve-newsroom.ts';
import { makeTypes, typesFile } from './make-types.ts';

let all: ServedNewsroom;
let served: TestService;
let client: Client;

beforeAll(async () => {
  all = await serveNewsroom();
  ({ served } = all);
  client = clientOf(served.tokenOf('ana', 'admin', ['read', 'mark', 'run', 'admin']));
}, 120_000);
afterAll(() => all.close());

function clientOf(token: string): Client {
  return createClient({
    url: 'http://localhost/',
    token,
    fetch: async (request) => {
      const body = await request.text();
      const { pathname, search } = new URL(request.url);
      const { method, headers } = request;
      return served.ask(pathname + search, { token, method, headers, ...(body !== '' && { body }) });
    },
  });
}

describe('the client', () => {
  test('its types are those of the document', { timeout: 60_000 }, async () => {
    expect(await readFile(typesFile, 'utf8')).toBe(await makeTypes());
  });

  test('goes through all pages of a list', async () => {
    const titles: string[] = [];
    for await (const { title } of client.articles({ limit: 7 })) titles.push(title);
    const { articles } = await client.get('/api/v1/articles', { query: { limit: 200 } });
    expect(titles.length).toBeGreaterThan(20);
    expect(titles).toEqual(articles.map(({ title }) => title));
  });

  test('reads, marks and collects', async () => {
    const { articles } = await client.get('/api/v1/search', { query: { q: 'ferry', limit: 1 } });
    const id = articles[0]?.id ?? '';
    const text = await client.get('/api/v1/articles/{id}', { path: { id } });
    expect(text.markdown).toContain('ferry');
    expect(await client.put('/api/v1/articles/{id}/marks', { path: { id }, body: { starred: true } })).toEqual({
      ...{ article: id, read: false, starred: true, archived: false },
    });
    const { id: collection } = await client.post('/api/v1/collections', { body: { name: 'Ferries' } });
    await client.put('/api/v1/collections/{id}/articles/{article}', {
      path: { id: collection, article: id },
      body: { note: 'for Monday' },
    });
    const kept = await client.get('/api/v1/collections/{id}/articles', { path: { id: collection } });
    expect(kept.articles.map(({ note }) => note)).toEqual(['for Monday']);
    const exported = await client.open('/api/v1/collections/{id}/export', {
      ...{ path: { id: collection }, query: { format: 'markdown' } },
    });
    expect(await exported.text()).toContain('> for Monday');
  });

  test('tells what is wrong', async () => {
    const asked = client.get('/api/v1/articles/{id}', { path: { id: '0000000000000000' } });
    await expect(asked).rejects.toBeInstanceOf(ApiError);
    await expect(asked).rejects.toMatchObject({ status: 404, problem: { title: 'Not Found' } });
  });

  test('does what the documentation shows', async () => {
    const example = /```ts\n([^]*?)```/.exec(await readFile('docs/reference/api.md', 'utf8'))?.[1] ?? '';
    const lines = example.split('\n').filter((line) => !line.startsWith('import '));
    const said: string[] = [];
    // Plain JavaScript but for its import.
    const run = new Function(
      'createClient',
      'console',
      `return (async () => { ${lines.join('\n')}\nreturn stories; })()`,
    ) as (make: () => Client, out: { readonly log: (text: string) => void }) => Promise<readonly unknown[]>;
    expect((await run(() => client, { log: (text) => void said.push(text) })).length).toBeGreaterThan(0);
    expect(lines.length).toBeGreaterThan(3);
  });
});
