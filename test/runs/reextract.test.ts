import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ArticleFile } from '../../src/model/article-file.ts';
import { systemClock } from '../../src/model/clock.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { reindex } from '../../src/pipeline/reindex.ts';
import { parseArticleFile } from '../../src/store/article-file.ts';
import { contentHash, sealed } from '../../src/store/seal.ts';
import type { Store } from '../../src/store/store.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none' });
});
afterEach(() => outlet.stop());

const ferry = articlePage({ title: 'The ferry comes back', subject: 'ferry' });
const bakery = articlePage({ title: 'The bakery closes', subject: 'bakery' });

/** What an older extractor might have made of it: another headline, no author, half of the text and a line too many. */
function readBadly({ frontMatter, body, ...file }: ArticleFile): ArticleFile {
  const title = `${frontMatter.title} - One`;
  const lines = body.split('\n\n');
  const worse = ['Subscribe to our newsletter', ...lines.slice(3)].join('\n\n');
  const { courant } = frontMatter;
  if (!courant) throw new Error('no provenance');
  const provenance = { ...courant, authors: ['Nobody'], hash: contentHash(title, worse), confidence: 0.31, seal: '' };
  return sealed({ ...file, body: worse, frontMatter: { ...frontMatter, title, courant: provenance } });
}

async function withWriter<T>(task: (store: Store) => Promise<T>): Promise<T> {
  const store = await openArchive(await outlet.project.read(), { clock: systemClock, mode: 'write' });
  return task(store).finally(() => store.close());
}

/** Puts the stored articles back to what an older extractor made of them. */
function ageArticles(): Promise<void> {
  return withWriter(async (store) => {
    for (const { id, path } of await store.listArticles())
      await store.putArticle(id, readBadly(await store.readArticle(path)));
  });
}

async function readFiles(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(join(outlet.project.root, 'content'), { recursive: true });
  const files = new Map<string, string>();
  for (const name of names.filter((entry) => entry.endsWith('.md')).sort())
    files.set(name, await readFile(join(outlet.project.root, 'content', name), 'utf8'));
  return files;
}

async function collectBoth(): Promise<ReadonlyMap<string, string>> {
  outlet.answer('/ferry', ferry);
  outlet.answer('/bakery', bakery);
  outlet.feed(['/ferry', '/bakery'], '2026-03-04T06:00:00Z');
  expect((await outlet.project.collect()).articles.stored).toBe(2);
  return readFiles();
}

/** All that the index tells of articles. */
function readIndex(): Promise<unknown> {
  return outlet.project.withStore(async (store) => ({
    articles: await store.listArticles(),
    hits: await Promise.all(['ferry', 'nobody', 'subscribe'].map((text) => store.search({ text, limit: 9 }))),
    accounting: await store.accounting(),
  }));
}

describe('reading again', () => {
  test('finds nothing to change in what the extractor of today stored', async () => {
    const files = await collectBoth();
    const asked = outlet.server.requests.length;
    expect((await outlet.project.reextract()).outcomes).toMatchObject({ changed: 0, unchanged: 2 });
    expect((await outlet.project.reextract({ write: true })).outcomes).toMatchObject({ changed: 0, unchanged: 2 });
    expect(await readFiles()).toEqual(files);
    expect(outlet.server.requests.length).toBe(asked);
  });

  test('shows what would change, field by field, and changes nothing', async () => {
    await collectBoth();
    await ageArticles();
    const files = await readFiles();
    const { items, ...report } = await outlet.project.reextract();
    expect(report).toMatchObject({
      isWritten: false,
      isComplete: true,
      outcomes: { changed: 2, unchanged: 0 },
      fields: { title: 2, authors: 2, confidence: 2, body: 2 },
      sources: { one: { outcomes: { changed: 2 } } },
    });
    expect(report.words.added).toBeGreaterThan(80);
    expect(report.words.removed).toBe(6);
    const change = items.find(({ url }) => url.endsWith('/ferry'));
    expect(change?.changes?.fields).toContainEqual({
      field: 'title',
      before: 'The ferry comes back - One',
      after: 'The ferry comes back',
    });
    expect(change?.changes?.body?.removed).toBe(3);
    expect(await readFiles()).toEqual(files);
  });

  test('writes what a better reading gives: the same place and revision, no request, and a rebuild keeps it', async () => {
    const first = await collectBoth();
    const index = await readIndex();
    await ageArticles();
    expect(await readFiles()).not.toEqual(first);
    const asked = outlet.server.requests.length;
    expect((await outlet.project.reextract({ write: true })).outcomes.changed).toBe(2);
    expect(await readFiles()).toEqual(first);
    expect(await readIndex()).toEqual(index);
    await outlet.project.reindex();
    expect(await readFiles()).toEqual(first);
    expect(await readIndex()).toEqual(index);
    expect(outlet.server.requests.length).toBe(asked);
    expect((await outlet.project.reextract()).outcomes).toMatchObject({ changed: 0, unchanged: 2 });
  });

  test('goes on where it was killed, whether before or after the index knew of a file', async () => {
    const first = await collectBoth();
    await ageArticles();
    const database = join(outlet.project.root, '.courant', 'index.db');
    const aged = await readFile(database);
    await outlet.project.reextract({ write: true });
    // The index of before, with the one file that was written when the kill came.
    await writeFile(database, aged);
    const [written = '', other = ''] = [...first.keys()];
    const good = await readFile(join(outlet.project.root, 'content', written), 'utf8');
    await withWriter(async (store) => {
      const record = (await store.listArticles()).find(({ path }) => path.endsWith(other));
      if (!record) throw new Error('no record');
      await store.putArticle(record.id, readBadly(await store.readArticle(record.path)));
    });
    expect(await readFile(join(outlet.project.root, 'content', written), 'utf8')).toBe(good);
    expect((await outlet.project.reextract({ write: true })).outcomes).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await readFiles()).toEqual(first);
    const titles = await outlet.project.withStore((store) => store.listArticles());
    expect(titles.map(({ title }) => title).sort()).toEqual(['The bakery closes', 'The ferry comes back']);
  });

  test('leaves alone what somebody changed or removed, and what it would refuse today', async () => {
    outlet.answer('/kiln', articlePage({ title: 'The kiln is lit', subject: 'kiln' }));
    await collectBoth();
    outlet.feed(['/ferry', '/bakery', '/kiln']);
    await outlet.project.collect();
    await ageArticles();
    const byTitle = async (title: string): Promise<string> =>
      [...(await readFiles())].find(([, text]) => text.includes(`title: "${title}`))?.[0] ?? '';
    const path = (name: string): string => join(outlet.project.root, 'content', name);
    const [mine, gone] = [await byTitle('The ferry'), await byTitle('The bakery')];
    const text = (await readFile(path(mine), 'utf8')).replace('tags:\n', 'tags:\n  - "my own tag"\n');
    await writeFile(path(mine), text);
    await rm(path(gone));
    const { items, outcomes } = await outlet.project.reextract({ write: true });
    expect(outcomes).toMatchObject({ changed: 1, 'kept-by-hand': 2 });
    expect(items.map(({ detail }) => detail).sort()).toEqual(['', 'edited', 'missing']);
    expect(await readFile(path(mine), 'utf8')).toBe(text);
    expect([...(await readFiles()).keys()]).not.toContain(gone);
  });

  test('says so when the page is not in the archive any more', async () => {
    await collectBoth();
    const files = await readFiles();
    await rm(join(outlet.project.root, 'warc'), { recursive: true });
    expect((await outlet.project.reextract({ write: true })).outcomes).toMatchObject({ 'no-page': 2, changed: 0 });
    expect(await readFiles()).toEqual(files);
  });

  test('takes only what it is asked for', async () => {
    await collectBoth();
    expect((await outlet.project.reextract({ since: '2026-03-05' })).outcomes.unchanged).toBe(0);
    expect((await outlet.project.reextract({ since: '2026-03-04' })).outcomes.unchanged).toBe(2);
    const [{ outlet: source } = { outlet: undefined }] = await outlet.project.withStore((s) => s.listArticles());
    expect(source && (await outlet.project.reextract({ source })).outcomes.unchanged).toBe(2);
  });

  test('reads the answer that the revision was made from, not a later one of another article', async () => {
    await collectBoth();
    outlet.answer('/ferry', (_request, response) => void response.writeHead(301, { location: '/live' }).end());
    outlet.answer('/live', articlePage({ title: 'Election night as it happened', subject: 'ballot boxes' }));
    outlet.feed(['/ferry', '/bakery'], '2026-03-05T06:00:00Z');
    await outlet.project.collect();
    expect(outlet.server.paths()).toContain('/live');
    expect((await outlet.project.reextract()).outcomes).toMatchObject({ changed: 0, unchanged: 2 });
  });

  test('leaves an announced edit to the next collect, which finds it', async () => {
    await collectBoth();
    await ageArticles();
    outlet.answer('/ferry', (_request, response) => void response.writeHead(500).end());
    outlet.feed(['/ferry', '/bakery'], '2026-03-05T06:00:00Z');
    // The other page is as it was: reading it better is no edit.
    const { events } = await outlet.project.collect();
    expect(events.filter(({ event }) => event === 'reread').map(({ url }) => new URL(url).pathname)).toEqual([
      '/bakery',
    ]);
    expect((await outlet.project.reextract({ write: true })).outcomes).toMatchObject({ changed: 1, unchanged: 1 });
    outlet.answer(
      '/ferry',
      articlePage({ title: 'The ferry comes back', subject: 'ferry', note: 'It came at seven.' }),
    );
    expect((await outlet.project.collect({ later: 7_200_000 })).articles.revised).toBe(1);
    const texts = [...(await readFiles()).values()].map((text) => parseArticleFile('content/x.md', text));
    expect(texts.map(({ frontMatter }) => frontMatter.courant?.revision).sort()).toEqual([1, 2]);
  });
});

describe('a picture that only the better reading finds', () => {
  test('is left to the next collect', async () => {
    await outlet.stop();
    outlet = await startOneOutlet();
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64'); // prettier-ignore
    outlet.answer('/pier.png', (_request, response) => void response.end(png));
    const image = outlet.server.url('/pier.png');
    outlet.answer(
      '/ferry',
      articlePage({ title: 'The ferry', subject: 'ferry', head: `<meta property="og:image" content="${image}">` }),
    );
    outlet.feed(['/ferry']);
    await outlet.project.collect();
    const first = await readFiles();
    expect([...first.values()].join()).toContain(`thumbnail: "${image}"`);
    const hasPicture = (): Promise<boolean> => outlet.project.withStore((store) => store.hasImage(image));
    await withWriter(async (store) => {
      const [record] = await store.listArticles();
      if (!record) throw new Error('no record');
      const file = await store.readArticle(record.path);
      await store.putArticle(record.id, sealed({ ...file, frontMatter: { ...file.frontMatter, thumbnail: '' } }));
    });
    await rm(join(outlet.project.root, 'static'), { recursive: true });
    await outlet.project.reindex();
    expect(await hasPicture()).toBe(false);
    expect((await outlet.project.reextract({ write: true })).fields).toEqual({ image: 1 });
    expect(await readFiles()).toEqual(first);
    expect(await hasPicture()).toBe(false);
    expect((await outlet.project.collect()).articles).toEqual({ stored: 0, revised: 0 });
    expect(await hasPicture()).toBe(true);
    expect(await readFiles()).toEqual(first);
  });
});

describe('a link that an older extractor skipped', () => {
  async function skipFerry(): Promise<void> {
    outlet.answer('/ferry', ferry);
    outlet.answer('/list', '<!doctype html><html><body><h1>All</h1><p>Nothing here.</p></body></html>');
    outlet.feed(['/list']);
    await outlet.project.collect();
    outlet.feed(['/list', '/ferry']);
    await outlet.project.collect();
    // As if it had found no text: page and link are there, the article is not.
    await rm(join(outlet.project.root, 'content'), { recursive: true });
    await withWriter(async (store) => {
      const skip = { code: 'extract/no-text', detail: '0 characters' } as const;
      await store.settleLink(outlet.server.url('/ferry'), { state: 'skipped', skip });
    });
    // The index is forgotten of articles only: what became of links it alone knows.
    await reindex(await outlet.project.read(), { clock: systemClock });
  }

  test('is shown as one that would be stored, and stored when asked', async () => {
    await skipFerry();
    const before = await outlet.project.withStore((store) => store.accounting());
    expect(before).toMatchObject({ found: 2, stored: 0, skipped: 2, waiting: 0 });
    const dry = await outlet.project.reextract();
    expect(dry.outcomes).toMatchObject({ found: 1, skipped: 1 });
    expect(dry.items.find(({ outcome }) => outcome === 'found')?.detail).toBe('The ferry comes back');
    expect(await outlet.project.withStore((store) => store.accounting())).toEqual(before);
    const asked = outlet.server.requests.length;
    const written = await outlet.project.reextract({ write: true });
    expect(written.outcomes).toMatchObject({ found: 1, skipped: 1 });
    expect(outlet.server.requests.length).toBe(asked);
    expect(await outlet.project.withStore((store) => store.accounting())).toMatchObject({
      found: 2,
      stored: 1,
      skipped: 1,
      waiting: 0,
    });
    expect([...(await readFiles()).values()].join()).toContain('title: "The ferry comes back"');
    expect((await outlet.project.reextract({ write: true })).outcomes).toMatchObject({
      unchanged: 1,
      found: 0,
      skipped: 1,
    });
  });
});
