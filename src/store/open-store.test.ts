import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import {
  codeOf,
  makeArticle,
  makeFolder,
  makeLink,
  makePage,
  makeStore,
  openForTest,
} from '../../test/sample-archive.ts';
import { IndexDatabase } from './database.ts';

const isRoot = process.getuid?.() === 0;

/** Starts a process that opens the archive for writing, says `ready`, and stays. */
async function startWriter(root: string) {
  const code = `
    import { openStore } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'open-store.ts')).href)};
    const clock = { now: () => Date.now(), sleep: async () => undefined };
    globalThis.store = await openStore(${JSON.stringify(root)}, { clock, mode: 'write', decode: () => null });
    console.log('ready');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

describe('the lock', () => {
  it('lets one process write, names it, and is free as soon as that is killed', async () => {
    const root = await makeFolder();
    const writer = await startWriter(root);
    await expect(openForTest(root)).rejects.toMatchObject({
      code: 'store/locked',
      context: { detail: `It is process ${writer.pid}.` },
    });
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const store = await openForTest(root);
    expect(await codeOf(openForTest(root))).toBe('store/locked');
    await store.close();
    await store.close();
    await (await openForTest(root)).close();
  });

  it('is not needed for reading, which sees what is written meanwhile', async () => {
    const store = await makeStore();
    const reader = await openForTest(store.root, 'read');
    onTestFinished(() => reader.close());
    const { id, file } = makeArticle('https://daily.example/1');
    await store.putArticle(id, file);
    const ref = await store.putPage(makePage('https://daily.example/1'));
    expect(await reader.getArticle(id)).toMatchObject({ id });
    expect((await reader.readPage(ref)).status).toBe(200);
    expect(await codeOf(reader.putArticle(id, file))).toBe('store/failed');
    expect(await codeOf(reader.addLinks([makeLink('https://daily.example/1')]))).toBe('store/not-writable');
  });
});

describe('openStore', () => {
  it('makes an archive where there is none, and finds everything again', async () => {
    const root = join(await makeFolder(), 'a b#é?%', 'news');
    const first = await openForTest(root);
    const { id, file } = makeArticle('https://daily.example/1');
    const page = makePage('https://daily.example/1');
    await first.putArticle(id, file);
    await first.addLinks([makeLink('https://daily.example/1')]);
    await first.putPage(page);
    await first.close();
    for (const mode of ['read', 'write'] as const) {
      const store = await openForTest(root, mode);
      expect(await store.readArticle(file.path)).toEqual(file);
      expect((await store.accounting()).found).toBe(1);
      const ref = await store.latestPage(page.url);
      expect(ref && (await store.readPage(ref))).toEqual(page);
      await store.close();
    }
  });

  it('leaves one database file behind that is whole by itself', async () => {
    const store = await makeStore();
    await store.addLinks([makeLink('https://daily.example/1')]);
    await store.accounting();
    await store.close();
    expect((await readdir(join(store.root, '.courant'))).filter((name) => name.startsWith('index'))).toEqual([
      'index.db',
    ]);
  });

  it('can be closed, opened and written while somebody reads', async () => {
    const store = await makeStore();
    const reader = await openForTest(store.root, 'read');
    onTestFinished(() => reader.close());
    for (let found = 1; found < 4; found += 1) {
      const writer = found === 1 ? store : await openForTest(store.root);
      await writer.addLinks([makeLink(`https://daily.example/${found}`)]);
      expect((await reader.accounting()).found).toBe(found);
      await writer.close();
      expect((await reader.accounting()).found).toBe(found);
    }
    const late = await openForTest(store.root, 'read');
    expect((await late.accounting()).found).toBe(3);
    await late.close();
  });

  it('does not make an archive for reading', async () => {
    const root = await makeFolder();
    expect(await codeOf(openForTest(root, 'read'))).toBe('store/not-found');
    expect(await readdir(root)).toEqual([]);
  });

  it('does not take articles without an index for an empty archive', async () => {
    const store = await makeStore();
    const { id, file } = makeArticle('https://daily.example/1');
    await store.putArticle(id, file);
    await store.close();
    await rm(join(store.root, '.courant'), { recursive: true });
    expect(await codeOf(openForTest(store.root))).toBe('store/no-index');
    expect(await codeOf(openForTest(store.root))).toBe('store/no-index');
  });

  it('removes temporary files of a killed run', async () => {
    const root = await makeFolder();
    await mkdir(join(root, '.courant/tmp'), { recursive: true });
    await writeFile(join(root, '.courant/tmp/1.tmp'), 'half an arti');
    await (await openForTest(root)).close();
    expect(await readdir(join(root, '.courant/tmp'))).toEqual([]);
  });

  it.each<[string, number, string, string]>([
    ['a newer program', 99, 'store/newer-archive', 'store/newer-archive'],
    ['an older program', 0, 'store/older-archive', 'store/failed'],
  ])('tells an index of %s', async (_about, version, whenReading, whenWriting) => {
    const store = await makeStore();
    await store.close();
    const db = new IndexDatabase(join(store.root, '.courant/index.db'), { mode: 'write' });
    db.exec(`PRAGMA user_version = ${version}`);
    db.close();
    expect(await codeOf(openForTest(store.root, 'read'))).toBe(whenReading);
    // Version 0 with tables in it is no version of ours.
    expect(await codeOf(openForTest(store.root, 'write'))).toBe(whenWriting);
    expect(await codeOf(openForTest(store.root, 'write'))).toBe(whenWriting);
  });

  it.each(['read', 'write'] as const)('tells a database that is none, in mode %s', async (mode) => {
    const root = await makeFolder();
    await mkdir(join(root, '.courant'));
    await writeFile(join(root, '.courant/index.db'), 'no database '.repeat(1000));
    const error = await openForTest(root, mode).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'store/corrupt-database', context: { file: join(root, '.courant/index.db') } });
    expect(await readFile(join(root, '.courant/index.db'), 'utf8')).toMatch(/^no database/);
  });

  it('tells a damaged page of the database when it comes upon it', async () => {
    const store = await makeStore();
    const links = Array.from({ length: 400 }, (_, index) =>
      makeLink(`https://daily.example/${'x'.repeat(90)}${index}`),
    );
    await store.addLinks(links);
    await store.close();
    const file = await open(join(store.root, '.courant/index.db'), 'r+');
    const { size } = await file.stat();
    await file.write(Buffer.alloc(size - 8192, 0x5a), 0, size - 8192, 8192);
    await file.close();
    const damaged = await openForTest(store.root, 'read').catch((cause: unknown) => cause);
    const code =
      damaged instanceof Error && 'code' in damaged
        ? damaged.code
        : await codeOf(openForTest(store.root).then((s) => s.accounting()));
    expect(code).toBe('store/corrupt-database');
  });

  test.skipIf(isRoot)('tells a folder that cannot be written (skipped for root, who can write anywhere)', async () => {
    const store = await makeStore();
    await store.close();
    await chmod(join(store.root, '.courant'), 0o500);
    onTestFinished(() => chmod(join(store.root, '.courant'), 0o700));
    expect(await codeOf(openForTest(store.root))).toBe('store/not-writable');
    const reader = await openForTest(store.root, 'read');
    expect((await reader.accounting()).found).toBe(0);
    await reader.close();
  });

  it('tells a file where the folder should be', async () => {
    const root = await makeFolder();
    await writeFile(join(root, '.courant'), '');
    expect(await codeOf(openForTest(root))).toMatch(/^store\//);
  });
});

/** A file system of `kilobytes`; undefined where the process may not make one. */
async function mountSmallDisk(kilobytes: number): Promise<string | undefined> {
  const folder = await makeFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined; // not root, or no right to mount: the test says that it was skipped
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

describe('a disk that is full', () => {
  it('stops with store/no-space, keeps what was stored, and goes on when there is space', async (context) => {
    const disk = await mountSmallDisk(2500);
    if (disk === undefined) return context.skip('mounting a small disk is not permitted here');
    const store = await openForTest(disk);
    const filler = join(disk, 'filler');
    const failures = new Set<string>();
    const kept = [];
    for (let index = 0; index < 400; index += 1) {
      const { id, file } = makeArticle(`https://daily.example/${index}`, { body: 'Many words. '.repeat(200) });
      const code = await codeOf(store.putArticle(id, file));
      if (code === 'fulfilled') kept.push(file);
      else failures.add(code);
    }
    await writeFile(filler, '').catch(() => undefined);
    const pageCode = await codeOf(
      store.putPage(
        makePage('https://daily.example/page', Buffer.from(Array.from({ length: 2 ** 20 }, () => Math.random() * 256))),
      ),
    );
    expect([...failures, pageCode]).toEqual(['store/no-space', 'store/no-space']);
    expect(kept.length).toBeGreaterThan(20);
    for (const file of kept) expect(await store.readArticle(file.path)).toEqual(file);
    expect((await store.listArticles()).length).toBe(kept.length);

    execFileSync('mount', ['-o', 'remount,size=20000k', disk]);
    const page = makePage('https://daily.example/page');
    expect(await store.readPage(await store.putPage(page))).toEqual(page);
    await store.close();
    const again = await openForTest(disk);
    expect((await again.listArticles()).length).toBe(kept.length);
    await again.close();
  });
});
