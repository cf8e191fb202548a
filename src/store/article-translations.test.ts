import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  codeOf,
  decode,
  indexOf,
  makeArticle,
  makeFolder,
  makeStore,
  noon,
  openForTest,
  stillClock,
  type SampleArticle,
} from '../../test/sample-archive.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { formatArticleFile, parseArticleFile } from './article-file.ts';
import { rebuildStore } from './rebuild-store.ts';
import { sealed } from './seal.ts';
import type { Store } from './store.ts';
import { listArticleFiles } from './walk-archive.ts';

const address = 'https://daily.example/1';
const german: SampleArticle = { title: 'Reiher am Hafen', body: 'Der Reiher stand am Wasser.', language: 'de' };

function makeOriginal(url = address, sample: SampleArticle = german) {
  const { id, file } = makeArticle(url, sample);
  return { id, file: sealed(file) };
}

/** As a machine makes it of an article. */
function translate(file: ArticleFile, id: string, language = 'en', title = 'Herons at the harbour'): ArticleFile {
  const { courant } = file.frontMatter;
  if (courant === undefined) throw new TypeError('a made-up article has provenance');
  const [from = ''] = file.frontMatter.lang;
  const made = {
    engine: 'made-up',
    model: 'deu-eng 1',
    translated: '2025-02-09T12:00:00Z',
    translationOf: courant.hash,
  };
  return sealed({
    path: file.path.replace(/\.md$/, `.${language}.md`),
    frontMatter: {
      ...file.frontMatter,
      title,
      lang: [language],
      courant: { ...courant, translationKey: id, translatedFrom: from, ...made },
    },
    body: file.body.replace(/^.*/, `${title}, said in ${language}.`),
  });
}

async function makeTranslated(store: Store) {
  const { id, file } = makeOriginal();
  await store.putArticle(id, file);
  const english = translate(file, id);
  await store.putTranslation(id, english);
  return { id, file, english };
}

const textOf = (store: Store, path: string): Promise<string> => readFile(join(store.root, path), 'utf8');
const put = async (root: string, path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

describe('the file of a translation', () => {
  it('is written, told by its article, named as a change, and removed', async () => {
    const store = await makeStore();
    const { id, file } = makeOriginal();
    await store.putArticle(id, file);
    const before = (await store.articleChanges('')).mark;
    const english = translate(file, id);
    await store.putTranslation(id, english);
    expect(await textOf(store, english.path)).toBe(formatArticleFile(english));
    expect(await store.listTranslations(id)).toEqual([
      ...[{ language: 'en', path: english.path, translationOf: 'sha256:00', engine: 'made-up', isByHand: false }],
    ]);
    expect(await store.checkTranslation(english.path)).toEqual({ file: english, isByHand: false });
    expect(await store.articleChanges(before)).toMatchObject({ changed: [english.path], removed: [] });
    expect((await store.articleChanges('')).changed.toSorted()).toEqual([english.path, file.path].sort());
    expect(await store.listArticles()).toHaveLength(1);

    const { mark } = await store.articleChanges('');
    await store.removeTranslation(english.path);
    await store.removeTranslation(english.path);
    expect(await store.articleChanges(mark)).toMatchObject({ changed: [], removed: [english.path] });
    expect(await store.checkTranslation(english.path)).toBeUndefined();
    expect(await store.listTranslations(id)).toEqual([]);
  });

  it('is named as a change by the next call when a kill came between file and index', async () => {
    const store = await makeStore();
    const { id, file } = makeOriginal();
    await store.putArticle(id, file);
    const english = translate(file, id);
    await put(store.root, english.path, formatArticleFile(english));
    expect(await store.checkTranslation(english.path)).toMatchObject({ isByHand: false });
    expect(await store.listTranslations(id)).toEqual([]);
    await store.putTranslation(id, english);
    const { mark, changed } = await store.articleChanges('');
    expect(changed).toContain(english.path);
    await rm(join(store.root, english.path)); // as far as a removal came
    expect(await store.listTranslations(id)).toEqual([]);
    await store.removeTranslation(english.path);
    expect((await store.articleChanges(mark)).removed).toEqual([english.path]);
  });

  it('shows that somebody changed it, or wrote it', async () => {
    const store = await makeStore();
    const { id, file, english } = await makeTranslated(store);
    await put(store.root, english.path, (await textOf(store, english.path)).replace('Herons', 'Egrets'));
    expect(await store.checkTranslation(english.path)).toMatchObject({ isByHand: true });
    expect(await store.listTranslations(id)).toMatchObject([{ isByHand: true }]);
    const own = file.path.replace(/\.md$/, '.fr.md');
    await put(store.root, own, '---\ntitle: Hérons\ndate: 2025-02-09 11:30:00\nlang: [fr]\n---\n\nIci.\n');
    expect(await store.checkTranslation(own)).toMatchObject({ isByHand: true, file: { body: 'Ici.' } });
  });

  it('is never one of an article, nor an article one of its translations', async () => {
    const store = await makeStore();
    const { id, file } = await makeTranslated(store);
    expect(await codeOf(store.putTranslation(id, file))).toBe('store/failed');
    expect(await codeOf(store.removeTranslation(file.path))).toBe('store/failed');
    expect(await codeOf(store.putTranslation(id, { ...file, path: '../x.en.md' }))).toBe('store/failed');
    expect(await textOf(store, file.path)).toBe(formatArticleFile(file));
  });

  it('keeps what its front matter says when somebody writes that in another way', async () => {
    const store = await makeStore();
    const { english } = await makeTranslated(store);
    const byHand = (await textOf(store, english.path)).replace('title: "Herons at the harbour"', 'title: Egrets');
    const { frontMatter } = parseArticleFile(english.path, byHand);
    expect(frontMatter.courant).toEqual(english.frontMatter.courant);
  });
});

describe('the languages of an article', () => {
  it('are written into all its files, without a revision, and once', async () => {
    const store = await makeStore();
    const { id, file, english } = await makeTranslated(store);
    const mark = await store.articleMark();
    const languages = ['de', 'en'];
    expect(await store.setTranslations(id, languages)).toEqual({ changed: [english.path, file.path], byHand: [] });
    for (const known of [file, english]) {
      const now = parseArticleFile(known.path, await textOf(store, known.path));
      const { seal } = now.frontMatter.courant ?? {};
      expect(now).toEqual({
        ...known,
        frontMatter: {
          ...known.frontMatter,
          translations: languages,
          courant: { ...known.frontMatter.courant, seal },
        },
      });
    }
    expect(await store.checkTranslation(english.path)).toMatchObject({ isByHand: false });
    expect((await store.articleChanges(mark)).changed.toSorted()).toEqual([english.path, file.path].sort());
    expect(await store.getArticle(id)).toMatchObject({ revision: 1 });
    expect(await store.readHistory(file.path)).toEqual([]);
    const later = await store.articleMark();
    expect(await store.setTranslations(id, languages)).toEqual({ changed: [], byHand: [] });
    expect(await store.articleMark()).toBe(later);
  });

  it('leave alone what somebody changed, and tell of it', async () => {
    const store = await makeStore();
    const { id, file, english } = await makeTranslated(store);
    const text = (await textOf(store, english.path)).replace('Herons', 'Egrets');
    await put(store.root, english.path, text);
    const result = await store.setTranslations(id, ['de', 'en']);
    expect(result).toEqual({ changed: [file.path], byHand: [english.path] });
    expect(await textOf(store, english.path)).toBe(text);
  });

  it('are mended by the next call, wherever a kill came between', async () => {
    const whole = await makeStore();
    await whole.setTranslations((await makeTranslated(whole)).id, ['de', 'en']);
    // What the whole call wrote, so far as the killed one came: files and index in turns.
    for (const written of [0, 1, 2]) {
      const store = await makeStore();
      const { id, file, english } = await makeTranslated(store);
      for (const { path } of [english, file].slice(0, written)) await put(store.root, path, await textOf(whole, path));
      const mark = await store.articleMark();
      await store.setTranslations(id, ['de', 'en']);
      for (const { path } of [english, file]) expect(await textOf(store, path)).toBe(await textOf(whole, path));
      expect((await store.articleChanges(mark)).changed.toSorted()).toEqual([english.path, file.path].sort());
      const article = await store.getArticle(id);
      expect(article && (await store.checkArticle(article))).toMatchObject({ isByHand: false });
      expect(article?.hash).toBe((await whole.getArticle(id))?.hash);
      expect(await store.setTranslations(id, ['de', 'en'])).toEqual({ changed: [], byHand: [] });
    }
  });

  it('are none of an article that is not there', async () => {
    const store = await makeStore();
    expect(await store.setTranslations(makeOriginal().id, ['de'])).toEqual({ changed: [], byHand: [] });
  });
});

describe('a rebuild of the index', () => {
  async function describeStore(store: Store, id: Parameters<Store['listTranslations']>[0]) {
    const texts = ['heron', 'reiher', 'hérons', ''];
    return {
      articles: await store.listArticles(),
      translations: await store.listTranslations(id),
      files: await store.listTranslationFiles(),
      searches: await Promise.all(texts.map((text) => store.search({ text, limit: 50 }))),
      changes: (await store.articleChanges('')).changed.toSorted(),
    };
  }

  const options = (root: string) => ({ clock: stillClock, decode, ...indexOf(root) });
  const rebuild = (root: string, onBroken?: (path: string) => void): Promise<void> =>
    rebuildStore(root, options(root), (fresh) =>
      fresh.indexArticles(listArticleFiles(root), onBroken ? { onBroken } : {}),
    );

  it('finds translations by what they say, and by the file they lie beside', async () => {
    const store = await makeStore();
    const { id, file } = await makeTranslated(store);
    await store.setTranslations(id, ['de', 'en']);
    await store.putArticle(...argumentsOf(makeOriginal('https://daily.example/2', { title: 'Hérons' })));
    const own = file.path.replace(/\.md$/, '.fr.md');
    const french = { ...file, path: own, frontMatter: { ...file.frontMatter, title: 'Hérons ici', lang: ['fr'] } };
    await store.putTranslation(id, french);
    const before = await describeStore(store, id);
    expect(before.translations.map(({ language }) => language)).toEqual(['en', 'fr']);
    await store.close();
    await rm(join(store.root, '.courant'), { recursive: true });
    await rebuild(store.root);
    const again = await openForTest(store.root, 'read');
    expect(await describeStore(again, id)).toEqual(before);
    await again.close();
  });

  it('takes one of another name by its key, and one without an original for what it says', async () => {
    const root = await makeFolder();
    const { id, file } = makeOriginal();
    const other = makeOriginal('https://daily.example/2');
    await put(root, file.path, formatArticleFile(file));
    const moved = { ...translate(file, id), path: 'content/post/elsewhere.md' };
    const orphan = translate(other.file, other.id);
    for (const one of [moved, orphan]) await put(root, one.path, formatArticleFile(one));
    // One that is neither beside an article nor says whose it is, is an article.
    const alone = { ...makeOriginal('https://daily.example/3').file, path: 'content/post/alone.de.md' };
    await put(root, alone.path, formatArticleFile(alone));
    await (await openForTest(await makeFolder())).close();
    const store = await rebuildStore(root, options(root), async (fresh) => {
      await fresh.indexArticles(listArticleFiles(root));
      return {
        articles: (await fresh.store.listArticles()).map(({ path }) => path).sort(),
        own: (await fresh.store.listTranslations(id)).map(({ path }) => path),
        others: (await fresh.store.listTranslations(other.id)).map(({ path }) => path),
        found: (await fresh.store.search({ text: 'herons', limit: 5 })).map(({ article }) => article.path),
      };
    });
    expect(store).toEqual({
      articles: [alone.path, file.path].sort(),
      own: [moved.path],
      others: [orphan.path],
      found: [file.path],
    });
  });

  it('passes over one beside an article that cannot be read, and carries over memory and spending', async () => {
    const store = await makeStore();
    const { file } = makeOriginal();
    await put(store.root, file.path, 'no article');
    const own = file.path.replace(/\.md$/, '.fr.md');
    await put(store.root, own, formatArticleFile({ ...file, path: own }));
    const key = 'a'.repeat(64);
    await store.translations.put([{ key, engine: 'made-up', from: 'de', to: 'en', text: 'One' }]);
    await store.translations.reserve({ engine: 'paid', characters: 7, money: 0.5 }, [], 'one', noon);
    await store.close();
    const broken: string[] = [];
    await rebuild(store.root, (path) => broken.push(path));
    expect(broken.sort()).toEqual([own, file.path].sort());
    const again = await openForTest(store.root, 'read');
    expect(await again.translations.find([key])).toEqual(new Map([[key, 'One']]));
    expect(await again.translations.spentSince(noon, 'paid')).toEqual({ engine: 'paid', characters: 7, money: 0.5 });
    await again.close();
  });
});

function argumentsOf({ id, file }: ReturnType<typeof makeOriginal>): Parameters<Store['putArticle']> {
  return [id, file];
}

describe('a search across languages', () => {
  const find = async (store: Store, text: string, more: Partial<Parameters<Store['search']>[0]> = {}) =>
    (await store.search({ text, limit: 20, ...more })).map(
      ({ article, translation }) => `${article.url.slice(-1)}${translation ? ` ${translation.language}` : ''}`,
    );

  /** 1: German with English and French, 2: English, 3: French, one minute after the other. */
  async function makeThree(): Promise<Store> {
    const store = await makeStore();
    const { id, file } = makeOriginal(address, { ...german, tags: ['Vögel'], authors: ['Ada'] });
    await store.putArticle(id, file);
    await store.putTranslation(id, translate(file, id));
    await store.putTranslation(id, translate(file, id, 'fr', 'Hérons du port'));
    const others = [
      { title: 'Boats at the harbour', language: 'en', date: '2025-02-09 11:31:00' },
      { title: 'Bateaux du port', language: 'fr', date: '2025-02-09 11:32:00', outlet: 'other-paper' },
    ];
    for (const [at, sample] of others.entries())
      await store.putArticle(...argumentsOf(makeOriginal(`https://daily.example/${at + 2}`, sample)));
    return store;
  }

  it('finds an article once, by a translation only when not by itself', async () => {
    const store = await makeThree();
    expect(await find(store, 'Reiher')).toEqual(['1']);
    expect(await find(store, 'herons')).toEqual(['1 en']);
    expect(await find(store, 'heron')).toEqual(['1 en']); // another form of the word in its language
    expect(await find(store, 'harbour')).toEqual(['2', '1 en']);
    expect(await find(store, 'port')).toEqual(['3', '1 fr']);
    expect(await find(store, 'said')).toHaveLength(1); // in both translations
    expect(await find(store, 'ada')).toEqual(['1']);
    expect(await find(store, '')).toEqual(['3', '2', '1']);
    expect(await find(store, '-boats')).toEqual(['3', '1']);
    expect(await find(store, 'harbour -herons')).toEqual(['2']);
    expect(await find(store, 'harbour', { sort: 'relevance' })).toHaveLength(2);
    const [hit] = await store.search({ text: 'herons', limit: 1 });
    expect(hit?.translation?.title).toBe('Herons at the harbour');
    expect(hit?.snippet).toContain('\u0001Herons\u0002 at the harbour, said in en.');
  });

  it('is narrowed by the language of the original, by outlet, tag, author, day and files, and pages on', async () => {
    const store = await makeThree();
    expect(await find(store, 'harbour', { language: 'de' })).toEqual(['1 en']);
    expect(await find(store, 'harbour', { language: 'en' })).toEqual(['2']);
    expect(await find(store, '', { language: 'fr' })).toEqual(['3']);
    expect(await find(store, 'harbour', { tag: 'Vögel' })).toEqual(['1 en']);
    expect(await find(store, 'harbour', { author: 'ada' })).toEqual(['1 en']);
    expect(await find(store, 'port', { outlet: 'other-paper' })).toEqual(['3']);
    expect(await find(store, 'harbour', { until: '2025-02-09 11:30:00' })).toEqual(['1 en']);
    const [one = ''] = (await store.listArticles()).slice(-1).map(({ path }) => path);
    expect(await find(store, 'harbour', { among: [one] })).toEqual(['1 en']);
    expect(await find(store, 'port', { among: [one] })).toEqual(['1 fr']);
    expect(await find(store, 'harbour', { limit: 1, offset: 1 })).toEqual(['1 en']);
    expect(await find(store, 'harbour', { limit: 1, offset: 2 })).toEqual([]);
  });

  it('finds what can be read in a language', async () => {
    const store = await makeThree();
    expect(await find(store, '', { readIn: 'en' })).toEqual(['2', '1 en']);
    expect(await find(store, 'reiher', { readIn: 'EN' })).toEqual(['1 en']);
    expect(await find(store, '', { readIn: 'fr', language: 'de' })).toEqual(['1 fr']);
    expect(await find(store, 'harbour', { readIn: 'de', sort: 'relevance' })).toEqual(['1 en']);
    expect(await find(store, '', { readIn: 'it' })).toEqual([]);
    const without = await makeStore();
    await without.putArticle(...argumentsOf(makeOriginal(address, { language: 'de-AT' })));
    expect(await find(without, '', { readIn: 'de' })).toEqual(['1']);
    expect(await find(without, '', { readIn: 'en' })).toEqual([]);
  });

  it('goes on finding translations when the original is put again, and not when they are gone', async () => {
    const store = await makeThree();
    const { id, file } = makeOriginal(address, { ...german, date: '2025-03-01 10:00:00' });
    await store.putArticle(id, { ...file, path: `content/post/2025/02/09/example-daily/${id}.md` });
    expect(await find(store, 'herons')).toEqual(['1 en']);
    for (const { path } of await store.listTranslations(id)) await store.removeTranslation(path);
    expect(await find(store, 'herons')).toEqual([]);
    expect(await find(store, 'reiher')).toEqual(['1']);
  });
});
