import { appendFile, copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, inject } from 'vitest';
import {
  codeOf,
  decode,
  makeArticle,
  makeLink,
  makeObservation,
  makePage,
  makeStore,
  indexOf,
  makeFolder,
  openForTest,
  sourceOf,
  stillClock,
  urlOf,
} from '../../test/sample-archive.ts';
import { formatArticleFile } from './article-file.ts';
import { IndexDatabase } from './database.ts';
import { rebuildStore, takeInLog } from './rebuild-store.ts';
import type { IndexRebuild } from './index-rebuild.ts';
import type { Store } from './store.ts';
import { listArticleFiles, walkWarcFiles } from './walk-archive.ts';

const options = { clock: stillClock, decode };
const imageUrl = urlOf('https://daily.example/p.png');

/** What `courant reindex` does, in short. */
async function fill(rebuild: IndexRebuild): Promise<void> {
  const { root } = rebuild.store;
  await rebuild.indexArticles(listArticleFiles(root));
  for await (const warc of walkWarcFiles(root)) await rebuild.indexWarc(warc);
}

/** All that an archive can be asked. */
async function describeStore(store: Store) {
  const texts = ['', 'word', '"made up"', 'w* -heron'];
  return {
    articles: await store.listArticles(),
    searches: await Promise.all(texts.map((text) => store.search({ text, limit: 50 }))),
    images: [...(await store.listImages())],
    pages: await Promise.all([urlOf('https://daily.example/1'), imageUrl].map((url) => store.listPages(url))),
    accounting: await store.accounting(),
  };
}

const png = Uint8Array.from(Buffer.from('89504e470d0a1a0a0000000d4948445200000003000000020806000000', 'hex'));

async function makeArchive(): Promise<Store> {
  const store = await makeStore();
  for (let index = 0; index < 30; index += 1) {
    const body = `The word ${index} is made up.${index % 3 ? '' : ' A heron.'}`;
    const { id, file } = makeArticle(`https://daily.example/${index}`, { body, tags: [`t${index % 4}`] });
    await store.putArticle(id, file);
  }
  await store.putPage(makePage('https://daily.example/1', 'one'));
  await store.putPage(makePage('https://daily.example/1', 'one, edited', { fetchedAt: '2025-02-09T11:59:59Z' }));
  await store.putPage({ ...makePage(imageUrl, png), requestedUrl: imageUrl });
  await store.putImage(imageUrl, { bytes: png, extension: 'png', width: 3, height: 2 });
  return store;
}

async function reopened(root: string) {
  const store = await openForTest(root, 'read');
  const description = await describeStore(store);
  await store.close();
  return description;
}

describe('rebuildStore', () => {
  it('finds everything again in files and WARC when the database is gone', async () => {
    const store = await makeArchive();
    const before = await describeStore(store);
    await store.close();
    await rm(join(store.root, '.courant'), { recursive: true });
    await rebuildStore(store.root, { ...options, ...indexOf(store.root) }, fill);
    expect(await reopened(store.root)).toEqual(before);
  });

  it('carries over links, feeds and observations, which are in no file', async () => {
    const store = await makeArchive();
    await store.addLinks([makeLink('https://daily.example/1')], { skip: { code: 'extract/no-text', detail: 'x' } });
    const observation = makeObservation('https://daily.example/1');
    await store.putObservation(observation);
    const before = await describeStore(store);
    await store.close();
    await rebuildStore(store.root, { ...options, ...indexOf(store.root) }, fill);
    expect(await reopened(store.root)).toEqual(before);
    const again = await openForTest(store.root, 'read');
    expect(await again.listObservations(sourceOf('example-daily'))).toEqual([observation]);
    await again.close();
  });

  it('does without an old database that is damaged', async () => {
    const store = await makeArchive();
    const before = await describeStore(store);
    await store.close();
    await writeFile(join(store.root, '.courant/index.db'), 'no database '.repeat(1000));
    await rebuildStore(store.root, { ...options, ...indexOf(store.root) }, fill);
    expect(await reopened(store.root)).toEqual(before);
  });

  it('leaves the old index alone when it fails', async () => {
    const store = await makeArchive();
    const before = await describeStore(store);
    await store.close();
    const failing = rebuildStore(store.root, { ...options, ...indexOf(store.root) }, async (rebuild) => {
      await fill(rebuild);
      throw new TypeError('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(await reopened(store.root)).toEqual(before);
  });

  it('finds a picture by the article that shows it when its raw answer is gone', async () => {
    const store = await makeStore();
    await store.putImage(imageUrl, { bytes: png, extension: 'png', width: 3, height: 2 });
    const { id, file } = makeArticle('https://daily.example/1', { thumbnail: imageUrl });
    await store.putArticle(id, file);
    const before = [...(await store.listImages())];
    await store.close();
    await rebuildStore(store.root, { ...options, ...indexOf(store.root) }, fill);
    expect((await reopened(store.root)).images).toEqual(before);
    expect(before[0]?.[1]).toEqual({ path: expect.stringMatching(/^media\/[0-9a-f]{24}\.png$/), width: 3, height: 2 });
  });

  it('takes the later revision of two files of one article', async () => {
    const store = await makeStore();
    const revisions = [2, 3, 1].map((revision) =>
      makeArticle('https://daily.example/1', { revision, path: `content/${revision}.md` }),
    );
    for (const { file } of revisions) {
      await mkdir(join(store.root, 'content'), { recursive: true });
      await writeFile(join(store.root, file.path), formatArticleFile(file));
    }
    await store.close();
    const found = await rebuildStore(store.root, { ...options, ...indexOf(store.root) }, async (rebuild) => {
      await rebuild.indexArticles(revisions.map(({ file }) => file.path));
      return rebuild.store.listArticles();
    });
    expect(found).toMatchObject([{ revision: 3, path: 'content/3.md' }]);
  });

  it.skipIf(inject('postgres') !== undefined)(
    'has all that the log of a killed process knew before it puts that aside',
    async () => {
      const store = await makeStore();
      const database = join(store.root, '.courant/index.db');
      await store.addLinks([makeLink('https://daily.example/1')]);
      const left = join(await makeFolder(), 'left.db');
      for (const end of ['', '-wal']) await copyFile(database + end, left + end);
      const linksIn = (file: string): number | undefined => {
        const db = new IndexDatabase(file, { mode: 'read-immutable' });
        const row = db.get<{ count: number }>('SELECT count(*) AS count FROM links');
        db.close();
        return row?.count;
      };
      await copyFile(left, `${left}-alone`);
      expect(() => linksIn(`${left}-alone`)).toThrow(); // all is in the log, the tables too
      takeInLog(left);
      await copyFile(left, `${left}-after`);
      expect(linksIn(`${left}-after`)).toBe(1);
    },
  );

  // Of an index in a file; in PostgreSQL a rebuild that was killed begins anew.
  describe.skipIf(inject('postgres') !== undefined)('that was killed', () => {
    const kill = new TypeError('killed');

    /** Reads the first `count` articles, and ends as a killed process does: the new index stays. Returns its copy. */
    async function killAfter(root: string, count: number): Promise<() => Promise<void>> {
      const fresh = join(root, '.courant/index.db.new');
      const failing = rebuildStore(root, options, async (rebuild) => {
        await rebuild.indexArticles(listArticleFiles(root).slice(0, count));
        await copyFile(fresh, `${fresh}.left`);
        throw kill;
      });
      await expect(failing).rejects.toThrow('killed');
      return () => rename(`${fresh}.left`, fresh);
    }

    /** How many articles a rebuild had read before it began. */
    async function rebuildCounting(root: string): Promise<number> {
      let first: number | undefined;
      await rebuildStore(root, options, async (rebuild) => {
        first = (await rebuild.store.listArticles()).length;
        await fill(rebuild);
      });
      return first ?? -1;
    }

    it('goes on behind what it has read', async () => {
      const store = await makeArchive();
      const before = await describeStore(store);
      await store.close();
      await (
        await killAfter(store.root, 12)
      )();
      expect(await rebuildCounting(store.root)).toBe(12);
      expect(await reopened(store.root)).toEqual(before);
    });

    it('begins anew when a file that it read has changed, or the old index', async () => {
      const store = await makeArchive();
      await store.close();
      const [path = ''] = listArticleFiles(store.root);
      const putBack = await killAfter(store.root, 12);
      await appendFile(join(store.root, path), '\n');
      await putBack();
      expect(await rebuildCounting(store.root)).toBe(0);
      const putBackAgain = await killAfter(store.root, 12);
      const writer = await openForTest(store.root);
      await writer.addLinks([makeLink('https://daily.example/new')]);
      await writer.close();
      await putBackAgain();
      expect(await rebuildCounting(store.root)).toBe(0);
    });

    it('begins anew when what it left is damaged', async () => {
      const store = await makeArchive();
      const before = await describeStore(store);
      await store.close();
      await writeFile(join(store.root, '.courant/index.db.new'), 'no database '.repeat(1000));
      expect(await rebuildCounting(store.root)).toBe(0);
      expect(await reopened(store.root)).toEqual(before);
    });
  });

  it('names the pages that no link asked for, the newest of each address', async () => {
    const store = await makeArchive();
    await store.addLinks([makeLink(imageUrl)]);
    await store.close();
    const pages = await rebuildStore(store.root, { ...options, ...indexOf(store.root) }, async (rebuild) => {
      await fill(rebuild);
      return rebuild.pagesWithoutLink();
    });
    expect(pages).toMatchObject([{ requestedUrl: 'https://daily.example/1', fetchedAt: '2025-02-09T11:59:59Z' }]);
  });

  it('gives articles without a link the one they came by, and leaves links that have theirs alone', async () => {
    const store = await makeStore();
    const [asked, answered] = ['https://daily.example/go/1', 'https://daily.example/1'];
    const addresses = [answered, 'https://daily.example/2', 'https://daily.example/3'];
    const articles = addresses.map((address) => makeArticle(address));
    for (const { id, file } of articles) await store.putArticle(id, file);
    const fetchedAt = '2025-02-09T12:00:00Z';
    await store.putPage({ ...makePage(answered), requestedUrl: urlOf(asked), fetchedAt });
    await store.addLinks([makeLink('https://daily.example/2', {}, 'example-weekly')]);
    await store.addLinks([makeLink('https://daily.example/short', {}, 'example-weekly')]);
    const third = articles[2]?.id ?? makeArticle(answered).id;
    await store.settleLink(urlOf('https://daily.example/short'), { state: 'stored', article: third });
    await store.close();
    await rebuildStore(store.root, { ...options, ...indexOf(store.root) }, async (rebuild) => {
      await fill(rebuild);
      await rebuild.adoptLinks();
    });
    const again = await openForTest(store.root, 'read');
    const links = await Promise.all(articles.map(({ id }) => again.linkOf(id)));
    expect(links).toMatchObject([
      { url: asked, source: 'example-daily', foundIn: answered, foundAt: fetchedAt, state: 'stored' },
      // Found by somebody, and not fetched yet: it keeps who found it.
      { url: 'https://daily.example/2', source: 'example-weekly', foundIn: 'https://daily.example/feed' },
      { url: 'https://daily.example/short' },
    ]);
    expect(await again.accounting()).toMatchObject({ found: 3, stored: 3, waiting: 0 });
    await again.close();
  });

  it.skipIf(inject('postgres') !== undefined)(
    'teaches an index of an earlier version authors and forms of words',
    async () => {
      const store = await makeStore();
      const { id, file } = makeArticle('https://daily.example/1', { body: 'Two ferries.', authors: ['Ada'] });
      await store.putArticle(id, file);
      await store.close();
      const db = new IndexDatabase(join(store.root, '.courant/index.db'), { mode: 'write' });
      const later = [
        'word_forms',
        'search_state',
        'translations',
        'translation_memory',
        'spending',
        'translation_claims',
      ];
      db.exec(`${later.map((table) => `DROP TABLE ${table};`).join(' ')} PRAGMA user_version = 10`);
      db.close();
      const ask = async (mode: 'read' | 'write') => {
        const opened = await openForTest(store.root, mode);
        const counts = [
          await opened.search({ text: 'ferries', limit: 5 }),
          await opened.search({ text: 'ferry', limit: 5 }),
        ];
        const isOutdated = await opened.isSearchOutdated();
        await opened.close();
        return [...counts.map(({ length }) => length), isOutdated];
      };
      expect(await ask('write')).toEqual([1, 0, true]);
      await rebuildStore(store.root, options, fill);
      expect(await ask('read')).toEqual([1, 1, false]);
    },
  );

  it('needs the lock', async () => {
    const store = await makeStore();
    expect(await codeOf(rebuildStore(store.root, { ...options, ...indexOf(store.root) }, fill))).toBe('store/locked');
  });
});
