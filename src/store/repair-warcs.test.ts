import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readdir, rename, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeFolder, makePage, makeStore, openForTest, decode } from '../../test/sample-archive.ts';
import { readWarc } from './warc.ts';

async function warcNames(root: string): Promise<readonly string[]> {
  return (await readdir(root, { recursive: true })).filter((name) => /\.warc/.test(name)).sort();
}

/** Runs a process that stores pages side by side and says which are stored, and kills it after `count` of them. */
async function putUntilKilled(root: string, count: number): Promise<readonly string[]> {
  const code = `
    import { openStore } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'open-store.ts')).href)};
    import { randomBytes } from 'node:crypto';
    const clock = { now: () => Date.now(), sleep: async () => undefined };
    const store = await openStore(${JSON.stringify(root)}, { clock, mode: 'write', decode: () => null });
    for (let index = 0; ; index += 4) await Promise.all([0, 1, 2, 3].map(async (at) => {
      const url = 'https://daily.example/' + process.pid + '/' + (index + at);
      const raw = new Uint8Array(randomBytes(200_000));
      await store.putPage({ requestedUrl: url, url, status: 200, headers: [], raw, bytes: raw, fetchedAt: new Date().toISOString() });
      process.stdout.write(url + '\\n');
    }));`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.split('\n').length > count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return said.split('\n').slice(0, -1);
}

describe('a run that is killed while it writes WARC', () => {
  it('loses no page that it said to have stored, and leaves whole files', async () => {
    const root = await makeFolder();
    const said: string[] = [];
    for (const count of [1, 9, 23]) {
      said.push(...(await putUntilKilled(root, count)));
      await (await openForTest(root)).close();
    }
    const inFiles = new Map<string, number>();
    const names = await warcNames(root);
    expect(names.filter((name) => !name.endsWith('.warc.gz'))).toEqual([]);
    const broken: string[] = [];
    for (const name of names) {
      for await (const { page } of readWarc(join(root, name), { decode, onBroken: (detail) => broken.push(detail) })) {
        inFiles.set(page.url, (inFiles.get(page.url) ?? 0) + 1);
      }
    }
    const store = await openForTest(root, 'read');
    for (const [url] of inFiles) {
      const page = makePage(url);
      const ref = await store.latestPage(page.url);
      expect(ref && (await store.readPage(ref)).raw.length).toBe(200_000);
    }
    await store.close();
    expect(broken).toEqual([]);
    expect(said.filter((url) => inFiles.get(url) !== 1)).toEqual([]);
    expect(said.length).toBeGreaterThan(30);
  }, 60_000);
});

describe('a WARC file left open', () => {
  /** An archive with one page, its WARC file open again as a killed run leaves it. */
  async function leftOpen() {
    const store = await makeStore();
    const page = makePage('https://daily.example/1');
    const ref = await store.putPage(page);
    await store.close();
    const path = join(store.root, `${ref.warc}.open`);
    await rename(join(store.root, ref.warc), path);
    return { root: store.root, page, ref, path };
  }

  it('is cut behind its last whole record', async () => {
    const { root, page, ref, path } = await leftOpen();
    const { size } = await stat(path);
    await appendFile(path, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]));
    await (await openForTest(root)).close();
    expect((await stat(join(root, ref.warc))).size).toBe(size);
    const store = await openForTest(root, 'read');
    expect(await store.readPage(ref)).toEqual(page);
    await store.close();
  });

  it('gives the index the records that it does not know', async () => {
    const { root, page, ref, path } = await leftOpen();
    const other = await makeStore();
    const second = makePage('https://daily.example/2');
    const place = await other.putPage(second);
    await other.close();
    const { size } = await stat(path);
    const bytes = await import('node:fs/promises').then((fs) => fs.readFile(join(other.root, place.warc)));
    await appendFile(path, bytes.subarray(place.offset));
    const store = await openForTest(root);
    expect(await store.latestPage(second.url)).toEqual({ ...place, warc: ref.warc, offset: size });
    expect(await store.latestPage(page.url)).toEqual(ref);
    expect(await store.readPage({ ...place, warc: ref.warc, offset: size })).toEqual(second);
    await store.close();
  });

  it('makes the index forget what the disk lost in a power failure', async () => {
    const { root, page, ref, path } = await leftOpen();
    await truncate(path, ref.offset + 20);
    const store = await openForTest(root);
    expect(await store.latestPage(page.url)).toBeUndefined();
    expect(await warcNames(root)).toEqual([]);
    await store.close();
  });

  it.each([
    ['empty', ''],
    ['cut in its first bytes', '\x1f'],
    ['noise', 'noise'],
  ])('is removed when it is %s', async (_about, content) => {
    const { root, path } = await leftOpen();
    await writeFile(path, content, 'latin1');
    await (await openForTest(root)).close();
    expect(await warcNames(root)).toEqual([]);
  });
});
