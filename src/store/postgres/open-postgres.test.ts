import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import {
  codeOf,
  decode,
  indexOf,
  makeArticle,
  makeFolder,
  makeLink,
  makePage,
  makeStore,
  openForTest,
  stillClock,
} from '../../../test/sample-archive.ts';
import { openStore } from '../open-store.ts';
import { rebuildStore } from '../rebuild-store.ts';
import { parseDatabaseAddress } from './database-address.ts';
import { PostgresDatabase } from './database.ts';

async function ask(root: string, sql: string): Promise<void> {
  const db = new PostgresDatabase(parseDatabaseAddress(indexOf(root).database ?? ''), { patienceMs: 0 });
  await db.run(sql);
  await db.close();
}

describe('an archive on PostgreSQL', () => {
  it('is written by many at once, and all see it', async () => {
    const first = await makeStore();
    const second = await openForTest(first.root);
    const reader = await openForTest(first.root, 'read');
    const { id, file } = makeArticle('https://daily.example/1');
    await first.putArticle(id, file);
    const refs = await Promise.all(
      [first, second].map((store, at) => store.putPage(makePage(`https://daily.example/${at}`))),
    );
    expect(new Set(refs.map(({ warc }) => warc)).size, 'each process has its own files').toBe(2);
    for (const store of [first, second, reader]) {
      expect(await store.getArticle(id)).toMatchObject({ id });
      for (const ref of refs) expect((await store.readPage(ref)).status).toBe(200);
    }
    expect(await codeOf(reader.putArticle(id, file))).toBe('store/failed');
    await second.close();
    await second.close();
    await reader.close();
  });

  it('is not there for reading before somebody writes', async () => {
    expect(await codeOf(openForTest(await makeFolder(), 'read'))).toBe('store/not-found');
  });

  it('is not taken for empty when it has articles but no index', async () => {
    const store = await makeStore();
    const { id, file } = makeArticle('https://daily.example/1');
    await store.putArticle(id, file);
    await store.close();
    const elsewhere = { clock: stillClock, decode, database: `${inject('postgres') ?? ''}?schema=empty_one` };
    for (let time = 0; time < 2; time += 1)
      expect(await codeOf(openStore(store.root, { ...elsewhere, mode: 'write' }))).toBe('store/no-index');
  });

  it('of a newer program is refused', async () => {
    const store = await makeStore();
    await store.close();
    await ask(store.root, 'UPDATE schema_version SET version = 99');
    for (const mode of ['read', 'write'] as const)
      expect(await codeOf(openForTest(store.root, mode))).toBe('store/newer-archive');
  });

  it('is made by many that come at once', async () => {
    const root = await makeFolder();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openForTest(root)));
    await stores[0]?.addLinks([makeLink('https://daily.example/1')]);
    expect((await stores[3]?.accounting())?.found).toBe(1);
    for (const store of stores) await store.close();
  });

  it('is not rebuilt while somebody writes, nor written while it is rebuilt', async () => {
    const store = await makeStore();
    const options = { clock: stillClock, decode, ...indexOf(store.root) };
    expect(await codeOf(rebuildStore(store.root, options, async () => undefined))).toBe('store/locked');
    await store.close();
    const code = await rebuildStore(store.root, options, () => codeOf(openForTest(store.root)));
    expect(code).toBe('store/locked');
    await (await openForTest(store.root)).close();
  });

  it('takes temporary files of others for theirs, and addresses longer than an index takes', async () => {
    const store = await makeStore();
    await writeFile(join(store.root, '.courant/tmp/of-another'), 'half an arti');
    const long = `https://daily.example/${'x'.repeat(9000)}`;
    const { id, file } = makeArticle(long, { canonical: `${long}/2` });
    await store.putArticle(id, file);
    await store.putPage(makePage(long));
    expect(await store.addLinks([makeLink(long), makeLink(`${long}/2`)])).toEqual({ added: 2, rechecks: 0 });
    expect(await store.findArticle(`${long}/2`)).toMatchObject({ id });
    await rm(join(store.root, '.courant/tmp/of-another'));
  });
});

describe('a database that cannot be used', () => {
  const open = async (database: string): Promise<string> =>
    codeOf(openStore(await makeFolder(), { clock: stillClock, decode, database, mode: 'write' }));

  it.each([
    ['a wrong password', (url: URL) => (url.password = 'wrong'), 'store/database-refused'],
    ['a wrong name', (url: URL) => (url.pathname = '/nowhere'), 'store/database-refused'],
    ['a port where nobody listens', (url: URL) => (url.port = '1'), 'store/database-away'],
    ['a host that is none', (url: URL) => (url.hostname = 'nowhere.invalid'), 'store/database-away'],
    ['another kind of address', (url: URL) => (url.href = 'https://daily.example/'), 'config/invalid'],
    ['a bad name of the schema', (url: URL) => (url.search = '?schema=a;b'), 'config/invalid'],
  ])('tells %s', async (_about, change, code) => {
    const url = new URL(inject('postgres') ?? '');
    change(url);
    expect(await open(url.href)).toBe(code);
  });

  it('is named without its password', async () => {
    const url = new URL(inject('postgres') ?? '');
    url.password = 'a-secret';
    const error: unknown = await openStore(await makeFolder(), {
      ...{ clock: stillClock, decode, mode: 'write' },
      database: url.href,
    }).catch((cause: unknown) => cause);
    expect(JSON.stringify(error)).not.toContain('a-secret');
    expect(error).toMatchObject({ context: { file: expect.stringContaining('***') as string } });
  });
});
