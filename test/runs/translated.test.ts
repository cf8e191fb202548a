import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { systemClock } from '../../src/model/clock.ts';
import { closeWithManifest, verifyArchive } from '../../src/pipeline/keep-manifest.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import type { ArticleRecord, Store } from '../../src/store/store.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

let newsroom: Newsroom;
let project: NewsroomProject;
let articles: readonly ArticleRecord[];
const pathOf = ({ path }: ArticleRecord): string => path.replace(/\.md$/, '.eo.md');

beforeAll(async () => {
  newsroom = await startNewsroom({ edition: 1 });
  project = await makeNewsroomProject(newsroom);
  await project.collect();
  articles = await project.withStore((store) => store.listArticles());
}, 60_000);
afterAll(async () => {
  await newsroom.stop();
  await project.remove();
});

async function write(task: (store: Store) => Promise<void>): Promise<void> {
  const settings = await project.read();
  const store = await openArchive(settings, { clock: systemClock, mode: 'write' });
  try {
    await task(store);
  } finally {
    await closeWithManifest(settings, store);
  }
}

async function translate(store: Store, article: ArticleRecord): Promise<void> {
  const file = await store.readArticle(article.path);
  const { courant } = file.frontMatter;
  if (courant === undefined) throw new Error('a collected article has provenance');
  const [from = ''] = file.frontMatter.lang;
  const made = { translationKey: article.id, translatedFrom: from, engine: 'made-up', translationOf: courant.hash };
  const title = `Ardeo ${article.id}`;
  const frontMatter = { ...file.frontMatter, title, lang: ['eo'], courant: { ...courant, ...made } };
  await store.putTranslation(article.id, {
    path: pathOf(article),
    frontMatter,
    body: `Ĉi tie.\n\n[x](${article.url})`,
  });
  await store.setTranslations(article.id, [from, 'eo']);
}

const pageOf = (article: ArticleRecord): string =>
  join(project.root, 'public', pathOf(article).replace(/^content\/(.*)\.eo\.md$/, 'eo/$1/index.html'));
const searchIn = (text: string): Promise<number> =>
  project.withStore(async (store) => (await store.search({ text, limit: 1000 })).length);
const listsIn = (some: readonly ArticleRecord[]): Promise<readonly (readonly string[])[]> =>
  project.withStore(async (store) => {
    const files = await Promise.all(some.map(({ path }) => store.readArticle(path)));
    return files.map(({ frontMatter }) => frontMatter.translations.slice(1));
  });

test('translations get to site, manifest and search at once, and stay when articles are edited, read again and indexed anew', async () => {
  await project.build();
  await write(async (store) => {
    for (const article of articles) await translate(store, article);
  });
  expect(await verifyArchive(project.root, { accept: false })).toMatchObject({ changed: [], missing: [], extra: [] });
  await project.build();
  for (const article of articles) await access(pageOf(article));
  expect(await searchIn('ardeo')).toBe(articles.length);
  expect(await project.withStore((store) => store.listRevised(10))).toEqual([]);

  newsroom.setEdition(2);
  const report = await project.collect();
  expect(report.articles.revised).toBeGreaterThan(0);
  await project.reextract({ write: true });
  expect(await listsIn(articles)).toEqual(articles.map(() => ['eo']));
  const before = await project.withStore((store) => store.listArticles());
  expect(await searchIn('ardeo')).toBe(articles.length);

  const again = await project.reindex();
  expect(again).toMatchObject({ articles: before.length, translations: articles.length });
  expect(await project.withStore((store) => store.listArticles())).toEqual(before);
  expect(await searchIn('ardeo')).toBe(articles.length);
  const { found, stored, skipped, waiting } = await project.withStore((store) => store.accounting());
  expect(found).toBe(stored + skipped + waiting);
  expect(stored).toBe(before.length);

  const [first] = articles;
  if (first === undefined) throw new Error('nothing was collected');
  await project.build();
  await write((store) => store.removeTranslation(pathOf(first)));
  expect(await verifyArchive(project.root, { accept: false })).toMatchObject({ changed: [], missing: [], extra: [] });
  await project.build();
  await expect(readFile(pageOf(first))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await searchIn('ardeo')).toBe(articles.length - 1);
}, 120_000);
