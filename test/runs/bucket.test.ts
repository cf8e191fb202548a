import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { truthOf } from '../newsroom-truth.ts';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { systemClock } from '../../src/model/clock.ts';
import { closeWithManifest, verifyProject } from '../../src/pipeline/keep-manifest.ts';
import { openArchive, pullFiles } from '../../src/pipeline/open-archive.ts';
import { reindex } from '../../src/pipeline/reindex.ts';
import { sealed } from '../../src/store/seal.ts';
import { Bucket } from '../../src/store/s3/bucket.ts';
import type { OpenedStore } from '../../src/store/sharing.ts';
import { makeArticle, makePage, urlOf } from '../sample-archive.ts';
import { startBucket, type BucketServer } from '../start-bucket.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

const stored = truthOf(1).articles.length;
let newsroom: Newsroom;
let server: BucketServer;
let bucket: Bucket;
let project: NewsroomProject;
beforeAll(async () => {
  newsroom = await startNewsroom({ edition: 1 });
});
afterAll(() => newsroom.stop());
beforeEach(async () => {
  server = await startBucket('archive/');
  for (const [name, value] of Object.entries(server.environment)) vi.stubEnv(name, value);
  bucket = new Bucket({ ...server, patienceMs: 5000 });
  project = await makeNewsroomProject(newsroom, { files: server.files });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await project.remove();
  await bucket.close();
  await server.stop();
});

async function keysOf(prefix = ''): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of bucket.list(prefix)) keys.push(key);
  return keys;
}

async function filesOf(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name).slice(root.length + 1)] : [],
  );
}

/** A project on another machine: nothing but its settings. */
async function makeOther(): Promise<NewsroomProject> {
  return makeNewsroomProject(newsroom, { files: server.files });
}

async function collected(one: NewsroomProject) {
  return one.withStore(async (store) => {
    const articles = await store.listArticles();
    const pages = await Promise.all(
      articles.map(async ({ url }) => store.readPage((await store.listPages(url))[0] ?? never())),
    );
    return {
      articles,
      bodies: pages.map(({ bytes }) => Buffer.from(bytes).toString()),
      accounting: await store.accounting(),
    };
  });
}

function never(): never {
  throw new TypeError('there is no page of an article');
}

async function textOf(key: string): Promise<string> {
  const found = await bucket.get(key);
  return found === undefined || found === 'same' ? never() : Buffer.from(found.bytes).toString();
}

async function put(key: string, text: string): Promise<void> {
  await bucket.put(key, Buffer.from(text));
}

describe('an archive whose files lie in a bucket', () => {
  test(
    'has every file there; another machine makes index and site of the bucket alone',
    { timeout: 180_000 },
    async () => {
      await project.collect();
      for (const folder of ['content', 'static/media', 'warc', 'manifest'])
        expect([folder, await keysOf(`${folder}/`)]).toEqual([
          folder,
          [...(await filesOf(project.root, folder))].sort(),
        ]);
      expect(await keysOf('content/')).toHaveLength(stored);
      expect((await keysOf('warc/')).filter((key) => key.includes('.open/'))).toEqual([]);
      expect(await verifyProject(await project.read(), { accept: false })).toMatchObject({
        changed: [],
        missing: [],
        extra: [],
      });
      const other = await makeOther();
      await reindex(await other.read(), { clock: systemClock });
      const { articles, bodies } = await collected(project);
      expect(await collected(other)).toMatchObject({ articles, bodies, accounting: { stored } });
      const [first, second] = [await project.build(), await other.build()];
      expect(second.articles).toBe(first.articles);
      expect(await filesOf(other.root, 'public')).toEqual(await filesOf(project.root, 'public'));
      await other.remove();
    },
  );

  test(
    'is collected further where nothing is here but the index: what is read is fetched',
    { timeout: 180_000 },
    async () => {
      await project.collect();
      const before = await collected(project);
      for (const folder of ['content', 'static', 'warc', 'manifest', '.courant/bucket.db'])
        await rm(join(project.root, folder), { recursive: true });
      server.requests.length = 0;
      expect(await collected(project)).toEqual(before);
      expect(server.requests.filter((request) => request.startsWith('GET warc/'))).toHaveLength(stored);
      await project.collect({ later: 3_600_000 });
      expect(await collected(project)).toMatchObject({ accounting: { waiting: 0, stored } });
      expect(await verifyProject(await project.read(), { accept: false })).toMatchObject({
        changed: [],
        missing: [],
        extra: [],
      });
    },
  );

  test('is refused without its index, as one in a folder is', async () => {
    await project.collect();
    const other = await makeOther();
    await expect(other.collect()).rejects.toMatchObject({ code: 'store/no-index' });
    await other.remove();
  });

  test('that lay in a folder moves into the bucket with the next pull', async () => {
    const local = await makeNewsroomProject(newsroom);
    await local.collect();
    const config = join(local.root, 'courant.yaml');
    await writeFile(config, `${await readFile(config, 'utf8')}files: ${JSON.stringify(server.files)}\n`);
    const report = await pullFiles(await local.read(), 'all');
    const files = (
      await Promise.all(['content', 'static', 'warc', 'manifest'].map((name) => filesOf(local.root, name)))
    ).flat();
    expect(report).toMatchObject({ sent: files.length, fetched: 0, removed: 0, conflicts: [] });
    expect(await keysOf()).toEqual([...files].sort());
    await local.remove();
  });
});

describe('what is changed by hand', () => {
  let path: string;
  const open = async (): Promise<OpenedStore> =>
    openArchive(await project.read(), { clock: systemClock, mode: 'write' });
  beforeEach(async () => {
    const store = await open();
    for (const name of ['one', 'two', 'three']) {
      const { id, file } = makeArticle(`https://daily.example/${name}`, { title: name });
      await store.putPage(makePage(`https://daily.example/${name}`));
      await store.putArticle(id, sealed(file));
    }
    await closeWithManifest(await project.read(), store);
    [path = ''] = await keysOf('content/');
  });
  const localText = (name = path): Promise<string> => readFile(join(project.root, name), 'utf8');

  test('nothing: a pull asks for the list alone', async () => {
    server.requests.length = 0;
    expect(await pullFiles(await project.read(), 'all')).toMatchObject({ files: 6, fetched: 0, sent: 0, removed: 0 });
    expect(server.requests.filter((request) => !request.startsWith('GET /made-up-news?'))).toEqual([]);
  });

  test('in the bucket comes here, is never written over, and told by verify', async () => {
    await put(path, `${await textOf(path)}\nA note of mine.\n`);
    expect(await verifyProject(await project.read(), { accept: false })).toMatchObject({ changed: [path] });
    expect(await localText()).toContain('A note of mine.');
    await put(path, `${await textOf(path)}And another one.\n`);
    const store = await open();
    for (const article of await store.listArticles())
      expect(await store.checkArticle(article)).toMatchObject({ isByHand: article.path === path });
    await store.close();
    expect(await localText()).toContain('And another one.');
    await verifyProject(await project.read(), { accept: true });
    expect(await verifyProject(await project.read(), { accept: false })).toMatchObject({
      changed: [],
      extra: [],
      missing: [],
    });
  });

  test('here goes to the bucket', async () => {
    await appendFile(join(project.root, path), '\nA note of mine.\n');
    expect(await pullFiles(await project.read(), 'all')).toMatchObject({ sent: 1, fetched: 0 });
    expect(await textOf(path)).toContain('A note of mine.');
  });

  test('in both places is as in the bucket, and the other one is set aside', async () => {
    await put(path, `${await textOf(path)}\nA note there.\n`);
    await appendFile(join(project.root, path), '\nA note here.\n');
    expect((await project.build()).passedOver).toEqual([
      { file: path, reason: expect.stringContaining('conflicts/') as string },
    ]);
    expect(await localText()).toContain('A note there.');
    expect(await localText(join('.courant/conflicts', path))).toContain('A note here.');
  });

  test('in the same way in both places is no conflict', async () => {
    const text = `${await textOf(path)}\nA note.\n`;
    await put(path, text);
    await writeFile(join(project.root, path), text);
    expect(await pullFiles(await project.read(), 'all')).toMatchObject({ conflicts: [] });
  });

  test('removed in the bucket is removed here; removed here comes back', async () => {
    await bucket.remove(path);
    expect(await pullFiles(await project.read(), 'all')).toMatchObject({ removed: 1 });
    expect(existsSync(join(project.root, path))).toBe(false);
    const [other = ''] = await keysOf('content/');
    await rm(join(project.root, other));
    expect(await pullFiles(await project.read(), 'all')).toMatchObject({ fetched: 1, removed: 0 });
    expect(existsSync(join(project.root, other))).toBe(true);
  });

  test('of a folder that the bucket has lost as a whole stays here, and goes there again when asked to', async () => {
    for (let count = 0; count < 10; count += 1)
      await put(`content/post/2025/01/01/daily/made-up-${count}.md`, await textOf(path));
    await pullFiles(await project.read(), 'all');
    for (const key of await keysOf('content/')) await bucket.remove(key);
    await expect(pullFiles(await project.read(), 'all')).rejects.toMatchObject({ code: 'store/bucket-emptied' });
    expect(existsSync(join(project.root, path))).toBe(true);
    for (const end of ['', '-wal', '-shm']) await rm(join(project.root, `.courant/bucket.db${end}`), { force: true });
    await pullFiles(await project.read(), 'all');
    expect((await keysOf('content/')).length).toBeGreaterThan(10);
  });

  test('new here goes to the bucket; what editors leave does not', async () => {
    const folder = join(project.root, 'content/page');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'about.md'), 'Made up');
    await writeFile(join(folder, '.about.md.swp'), 'Made up');
    await pullFiles(await project.read(), 'articles');
    expect(await keysOf('content/page/')).toEqual(['content/page/about.md']);
  });

  test('a key that leads out of the folder is passed over', async () => {
    await put('content/../../outside.md', 'Made up');
    await pullFiles(await project.read(), 'all');
    expect(existsSync(join(dirname(project.root), 'outside.md'))).toBe(false);
  });
});

describe('a bucket that goes away', () => {
  test.each([
    ['a record is put', /^PUT warc\/.*\.open\//],
    ['an article is put', /^PUT content\//],
    ['an earlier version is put', /^PUT history\//],
    ['a picture is put', /^PUT static\//],
    ['a whole WARC file is put', /^PUT warc\/[^ ]*\.gz$/],
    ['records are removed', /^DELETE warc\//],
    ['an article is looked at', /^HEAD content\//],
    ['the manifest is put', /^PUT manifest\//],
  ])('while %s is waited for', { timeout: 180_000 }, async (_about, which) => {
    let left = 3;
    const told: string[] = [];
    server.disturb((request) => (which.test(request) && left-- > 0 ? 'away' : undefined));
    const bucketEvents = { onOutage: (event: string) => void told.push(event) };
    const store = await openArchive(await project.read(), { clock: systemClock, mode: 'write', bucket: bucketEvents });
    const address = 'https://daily.example/one';
    const [{ id, file }, later] = [makeArticle(address), makeArticle(address, { revision: 2, body: 'Another text.' })];
    const ref = await store.putPage(makePage(address));
    await store.putArticle(id, sealed(file));
    await store.putImage(urlOf(`${address}.png`), {
      bytes: Buffer.from('Made up'),
      width: 8,
      height: 8,
      extension: 'png',
    });
    await store.putArticle(id, sealed(later.file), { replaces: { revision: 1, file } });
    const [article = never()] = await store.listArticles();
    expect(await store.checkArticle(article)).toMatchObject({ isByHand: false });
    await closeWithManifest(await project.read(), store);
    server.disturb(undefined);
    expect(left).toBeLessThanOrEqual(0);
    // Requests that go well meanwhile say that it is back.
    expect(told.filter((_, n) => n % 2 === 1)).toEqual(told.filter((_, n) => n % 2 === 0).map(() => 'back'));
    expect((await project.withStore((reader) => reader.readPage(ref))).bytes).toEqual(makePage(address).bytes);
    expect(await verifyProject(await project.read(), { accept: false })).toMatchObject({
      files: 4,
      ...{ changed: [], missing: [], extra: [] },
    });
    expect((await keysOf()).length).toBeGreaterThan(4);
  });

  test('before the beginning is told at once', async () => {
    await server.halt();
    await expect(project.collect()).rejects.toMatchObject({ code: 'store/bucket-away' });
  });

  test('lets nobody in with wrong credentials, and wants some', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');
    await expect(project.collect()).rejects.toMatchObject({ code: 'store/bucket-refused' });
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', '');
    await expect(project.collect()).rejects.toMatchObject({ code: 'config/invalid' });
  });
});

test('a translation and the languages of its article get to the bucket, and to other machines', async () => {
  const { id, file } = makeArticle('https://daily.example/1', { title: 'Reiher', language: 'de' });
  const settings = await project.read();
  const store = await openArchive(settings, { clock: systemClock, mode: 'write' });
  const path = file.path.replace('.md', '.en.md');
  await store.putArticle(id, sealed(file));
  const frontMatter = { ...file.frontMatter, title: 'Herons', lang: ['en'] };
  await store.putTranslation(id, { path, frontMatter, body: 'Herons stand here.' });
  await store.setTranslations(id, ['de', 'en']);
  await closeWithManifest(settings, store);
  expect(await keysOf('content/')).toEqual([path, file.path].sort());

  const other = await makeOther();
  try {
    const report = await reindex(await other.read(), { clock: systemClock });
    expect(report).toMatchObject({ articles: 1, translations: 1 });
    const found = await other.withStore((there) => there.listTranslations(id));
    expect(found).toMatchObject([{ path, isByHand: false }]);
    expect(await verifyProject(await other.read(), { accept: false })).toMatchObject({ changed: [], missing: [] });
    const writer = await openArchive(await other.read(), { clock: systemClock, mode: 'write' });
    await writer.removeTranslation(path);
    await closeWithManifest(await other.read(), writer);
  } finally {
    await other.remove();
  }
  expect(await keysOf('content/')).toEqual([file.path]);
});
