import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, makeArticle, makeStore, sourceOf, type SampleArticle } from '../../test/sample-archive.ts';
import { formatArticleFile } from './article-file.ts';

const address = 'https://daily.example/1';

describe('putArticle', () => {
  it('writes the file, then finds the article by id, path and address', async () => {
    const store = await makeStore();
    const { id, file } = makeArticle(address, { tags: ['Weather', 'Böen'], canonical: 'https://daily.example/one' });
    await store.putArticle(id, file);
    expect(await readFile(join(store.root, file.path), 'utf8')).toBe(formatArticleFile(file));
    expect(await store.readArticle(file.path)).toEqual(file);
    const record = {
      ...{ id, path: file.path, url: address, canonical: 'https://daily.example/one', outlet: 'example-daily' },
      ...{ title: 'A made-up headline', summary: 'A summary.', language: 'en', date: '2025-02-09 11:30:00' },
      ...{ tags: ['example-daily', 'Weather', 'Böen'], hash: 'sha256:00', revision: 1 },
    };
    expect(await store.getArticle(id)).toEqual(record);
    const outlet = sourceOf('example-daily');
    expect(await store.findArticle(address, outlet)).toEqual(record);
    expect(await store.findArticle('https://daily.example/one', outlet)).toEqual(record);
    expect(await store.findArticle(address, sourceOf('other'))).toBeUndefined();
    expect(await store.findArticle('', outlet)).toBeUndefined();
  });

  it('tells the languages there are, each once', async () => {
    const store = await makeStore();
    for (const [at, language] of ['pt-BR', 'de', 'pt-BR', 'en'].entries()) {
      const { id, file } = makeArticle(`https://daily.example/${at}`, { path: `content/post/${at}.md` });
      await store.putArticle(id, { ...file, frontMatter: { ...file.frontMatter, lang: [language] } });
    }
    expect(await store.listLanguages()).toEqual(['de', 'en', 'pt-BR']);
  });

  it('knows the outlet by the category where the map of a file does not name one', async () => {
    const store = await makeStore();
    const { id, file } = makeArticle(address);
    const { courant } = file.frontMatter;
    if (courant === undefined) throw new Error('the sample has a map');
    await store.putArticle(id, { ...file, frontMatter: { ...file.frontMatter, courant: { ...courant, outlet: '' } } });
    expect((await store.getArticle(id))?.outlet).toBe('example-daily');
  });

  it('replaces an article of the same id: one file, one row, the new words', async () => {
    const store = await makeStore();
    const first = makeArticle(address, { body: 'Herons left.', tags: ['a', 'b'] });
    const second = makeArticle(address, {
      body: 'Storks came.',
      date: '2025-02-10 08:00:00',
      tags: ['b'],
      revision: 2,
      path: 'content/post/x.md',
    });
    await store.putArticle(first.id, first.file);
    await store.putArticle(second.id, second.file);
    expect(await store.listArticles()).toMatchObject([
      { revision: 2, path: 'content/post/x.md', tags: ['example-daily', 'b'] },
    ]);
    expect(existsSync(join(store.root, first.file.path))).toBe(false);
    expect(await store.search({ text: 'herons', limit: 5 })).toEqual([]);
    expect(await store.search({ text: 'storks', limit: 5 })).toHaveLength(1);
  });

  it('takes an article without the `courant` map by its last line', async () => {
    const store = await makeStore();
    const { id, file } = makeArticle(address);
    const { courant, ...frontMatter } = file.frontMatter;
    expect(courant).toBeDefined();
    await store.putArticle(id, { ...file, frontMatter });
    expect(await store.getArticle(id)).toMatchObject({ url: address, outlet: 'example-daily', revision: 1 });
  });

  it('leaves no temporary file behind', async () => {
    const store = await makeStore();
    const { id, file } = makeArticle(address);
    await store.putArticle(id, file);
    const names = await readdir(join(store.root, '.courant/tmp'), { recursive: true });
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each([
    'content/../../etc/x.md',
    '../x.md',
    '/etc/x.md',
    'content',
    'static/x.md',
    'content/a\0b.md',
    'content/..\\x.md',
  ])('never writes to %j', async (path) => {
    const store = await makeStore();
    const { id, file } = makeArticle(address, { path });
    expect(await codeOf(store.putArticle(id, file))).toBe('store/failed');
    expect(await codeOf(store.readArticle(path))).toBe('store/failed');
  });

  it('lists newest first, ties by path', async () => {
    const store = await makeStore();
    const samples: SampleArticle[] = [
      { path: 'content/b.md', date: '2025-02-09 11:30:00' },
      { path: 'content/a.md', date: '2025-02-09 11:30:00' },
      { path: 'content/c.md', date: '2025-02-09 23:00:00' },
      { path: 'content/d.md', date: '1899-12-31 00:00:00' },
    ];
    for (const sample of samples) {
      const { id, file } = makeArticle(`https://daily.example/${sample.path}`, sample);
      await store.putArticle(id, file);
    }
    expect((await store.listArticles()).map(({ path }) => path.slice(8, 9)).join('')).toBe('cabd');
    expect(
      (await store.search({ text: '', limit: 9 })).map(({ article }) => article.path.slice(8, 9)).join(''),
    ).toMatch(/^c(ab|ba)d$/);
  });
});

describe('articles that are asked for by what they are', () => {
  const daily = sourceOf('example-daily');
  const weekly = sourceOf('example-weekly');

  async function storeOf(...samples: readonly (readonly [address: string, sample: SampleArticle])[]) {
    const store = await makeStore();
    for (const [of, sample] of samples) {
      const { id, file } = makeArticle(of, sample);
      await store.putArticle(id, file);
    }
    return store;
  }

  it('are counted by outlet, and listed of one, newest first', async () => {
    const store = await storeOf(
      ['https://daily.example/1', { date: '2025-02-08 10:00:00' }],
      ['https://daily.example/2', { date: '2025-02-09 10:00:00' }],
      ['https://weekly.example/1', { outlet: weekly }],
    );
    expect(await store.countArticles()).toEqual(
      new Map([
        [daily, 2],
        [weekly, 1],
      ]),
    );
    const urls = async (limit: number) => (await store.listArticles({ outlet: daily, limit })).map(({ url }) => url);
    expect(await urls(9)).toEqual(['https://daily.example/2', 'https://daily.example/1']);
    expect(await urls(1)).toEqual(['https://daily.example/2']);
  });

  it('are found by other forms of their address, of the same outlet', async () => {
    const store = await storeOf(
      ['https://www.daily.example/1', {}],
      ['https://daily.example/2', {}],
      ['https://m.daily.example/amp/1', { outlet: weekly }],
    );
    const found = async (plain: string, outlet = daily) => (await store.findForms(plain, outlet)).map(({ url }) => url);
    expect(await found('daily.example/1')).toEqual(['https://www.daily.example/1']);
    expect(await found('daily.example/1', weekly)).toEqual(['https://m.daily.example/amp/1']);
    expect([await found('daily.example/3'), await found('')]).toEqual([[], []]);
  });

  it('are found by address before canonical address, of an outlet or of any', async () => {
    const [first, second] = ['https://daily.example/1', 'https://weekly.example/1'];
    const store = await storeOf([first, { canonical: second }], [second, { outlet: weekly }]);
    const found = async (url: string, outlet?: typeof daily) => (await store.findArticle(url, outlet))?.url;
    expect([await found(second), await found(second, daily), await found(second, weekly)]).toEqual([
      ...[second, first, second],
    ]);
    expect([await found(first, weekly), await found('')]).toEqual([undefined, undefined]);
  });

  it('are listed when they were revised, the last put first', async () => {
    const store = await storeOf(
      ['https://daily.example/1', { revision: 2 }],
      ['https://daily.example/2', {}],
      ['https://daily.example/3', { revision: 5, date: '2020-01-01 00:00:00' }],
    );
    const revisions = async (limit: number) => (await store.listRevised(limit)).map(({ revision }) => revision);
    expect([await revisions(9), await revisions(1)]).toEqual([[5, 2], [5]]);
  });

  it('are told as changed since a mark, with the old path of one that moved', async () => {
    const store = await storeOf(['https://daily.example/1', { path: 'content/a.md' }], ['https://daily.example/2', {}]);
    const { mark, isAll, changed } = await store.articleChanges('');
    expect([isAll, changed.length]).toEqual([true, 2]);
    expect(await store.articleMark()).toBe(mark);
    const moved = makeArticle('https://daily.example/1', { path: 'content/b.md' });
    await store.putArticle(moved.id, moved.file);
    expect(await store.articleChanges(mark)).toMatchObject({
      ...{ isAll: false, changed: ['content/b.md'], removed: ['content/a.md'] },
    });
    expect(await store.articleMark()).not.toBe(mark);
  });
});

describe('isPathTaken', () => {
  it('is asked of the index, and of the disk for what the index does not know', async () => {
    const store = await makeStore();
    const mine = makeArticle(address);
    const other = makeArticle('https://daily.example/2');
    expect(await store.isPathTaken(mine.file.path, mine.id)).toBe(false);
    await store.putArticle(mine.id, mine.file);
    expect(await store.isPathTaken(mine.file.path, mine.id)).toBe(false);
    expect(await store.isPathTaken(mine.file.path, other.id)).toBe(true);
    // What a run left that was killed before it could index the file.
    await writeFile(join(store.root, other.file.path), formatArticleFile(other.file));
    expect(await store.isPathTaken(other.file.path, other.id)).toBe(false);
    expect(await store.isPathTaken(other.file.path, mine.id)).toBe(true);
  });

  it('is true of a file that somebody else put there', async () => {
    const store = await makeStore();
    const { id, file } = makeArticle(address);
    await mkdir(dirname(join(store.root, file.path)), { recursive: true });
    await writeFile(join(store.root, file.path), 'my own notes');
    expect(await store.isPathTaken(file.path, id)).toBe(true);
  });
});

describe('listPlaces', () => {
  it('gives the newest, or those at some paths, oldest first', async () => {
    const store = await makeStore();
    const days = ['2025-02-07', '2025-02-09', '2025-02-08'];
    const articles = days.map((day) => makeArticle(`https://daily.example/${day}`, { date: `${day} 08:00:00` }));
    for (const { id, file } of articles) await store.putArticle(id, file);
    const [first, third, second] = articles.map(({ id, file }) => ({
      ...{ id, path: file.path, outlet: 'example-daily', date: file.frontMatter.date },
    }));
    expect(await store.listPlaces({ newest: 2 })).toEqual([second, third]);
    const paths = [third?.path ?? '', 'content/none.md', first?.path ?? ''];
    expect(await store.listPlaces({ paths })).toEqual([first, third]);
  });
});
