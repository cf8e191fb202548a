import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeArticle, makeStore, noon, sourceOf, urlOf } from '../../test/sample-archive.ts';
import { openPolicy, shownImages, shownTexts, type ArticlePolicy, type Policy } from '../model/policy.ts';
import type { Store } from '../store/store.ts';
import { exportHugo, type HugoProject, type HugoReport } from './export-hugo.ts';

const site = {
  title: 'Test',
  description: '',
  url: 'https://site.example/',
  language: 'en',
  timeZone: 'UTC',
  pageSize: 30,
  languages: [],
};
const dayMs = 86_400_000;
const articles = [0, 1, 2, 3];
const addressOf = (index: number): string => `https://daily.example/n${index}x`;

/** Articles whose every part has a word that stands nowhere else. */
async function fill(store: Store, rights: readonly (readonly string[])[]): Promise<void> {
  for (const index of articles) {
    const { id, file } = makeArticle(addressOf(index), {
      title: `Title${index}x`,
      thumbnail: `https://img.example/lead${index}.png`,
      body: [
        `Begin${index}x ![one](https://img.example/body${index}.png) ![two](https://img.example/far${index}.png)`,
        `Deep${index}x ![three][far] and \`![\` as well.`,
        `[far]: https://img.example/named${index}.png`,
      ].join('\n\n'),
    });
    const { frontMatter } = file;
    if (frontMatter.courant === undefined) throw new TypeError('the sample has none');
    const summary = `Begin${index}x ${'and so on '.repeat(33)}End${index}x`;
    const courant = { ...frontMatter.courant, rights: rights[index] ?? [] };
    await store.putArticle(id, { ...file, frontMatter: { ...frontMatter, summary, courant } });
  }
}

async function putPictures(store: Store): Promise<void> {
  for (const index of articles)
    for (const name of ['lead', 'body']) {
      const bytes = new TextEncoder().encode(`Picture-${name}-${index}`);
      const picture = { bytes, extension: 'png', width: 3, height: 2 };
      await store.putImage(urlOf(`https://img.example/${name}${index}.png`), picture);
    }
}

function projectOf(store: Store, publish: Policy, policies: readonly ArticlePolicy[]): HugoProject {
  const id = sourceOf('example-daily');
  const lists = { feeds: [], topics: [], include: [], exclude: [], rules: [], recheck: [] };
  const source = { id, name: 'Daily', ...lists, file: '', publish };
  return { root: store.root, site, sources: [source], publish, policies };
}

/** All files of a folder, by path. */
async function readTree(folder: string): Promise<Map<string, string>> {
  const paths = (await readdir(folder, { recursive: true, encoding: 'utf8' })).sort();
  const files = new Map<string, string>();
  for (const path of paths)
    if ((await stat(join(folder, path))).isFile()) files.set(path, await readFile(join(folder, path), 'utf8'));
  return files;
}

const signals = ['', 'nosnippet', 'noarchive', 'max-snippet:40', 'noimageindex'] as const;

interface State {
  readonly source: Policy;
  readonly entry: Partial<Policy> | undefined;
  readonly signal: string;
  readonly now: number;
}

/** What may be in the tree of one article: by the words of the policy, not by the code that carries it out. */
function expectAllowed(index: number, tree: ReadonlyMap<string, string>, { source, entry, signal, now }: State): void {
  const policy = { ...source, ...entry };
  const holds = policy.permission === undefined ? signal : '';
  const all = [...tree].map(([path, text]) => `${path}\n${text}`).join('\n');
  const has = (word: string): boolean => all.includes(word);
  const isOver = policy.days !== undefined && now >= Date.UTC(2025, 1, 9, 11, 30) + policy.days * dayMs;
  const isHidden = policy.text === 'private' || isOver;
  const isHeadline = policy.text === 'headline' || holds === 'nosnippet';
  const isCut = isHeadline || policy.text === 'excerpt' || holds === 'noarchive' || holds === 'max-snippet:40';
  const noPictures = isHidden || isHeadline || policy.images === 'none' || holds !== '';
  const found = {
    title: has(`Title${index}x`),
    address: has(`/n${index}x`),
    begin: has(`Begin${index}x`),
    end: has(`End${index}x`),
    deep: has(`Deep${index}x`),
    lead: has(`Picture-lead-${index}`),
    body: has(`Picture-body-${index}`),
  };
  expect(found).toEqual({
    title: !isHidden,
    address: !isHidden,
    begin: !isHidden && !isHeadline,
    end: !isHidden && !isCut,
    deep: !isHidden && !isCut,
    lead: found.lead && !noPictures,
    body: found.body && !noPictures && !isCut,
  });
  const isHotlinked = policy.images === 'hotlink' && !noPictures;
  const pictures = new RegExp(`(?:!\\[[^\\]]*\\](?:\\(|: )|thumbnail: ")https://img\\.example/\\w+${index}\\.png`);
  if (!isHotlinked) expect(all).not.toMatch(pictures);
  const own = [...tree.values()].find((text) => text.includes(`named${index}.png`)) ?? '';
  if (!isHotlinked) expect(own).not.toContain('![three][far]');
}

describe('the tree for Hugo', () => {
  const policy = fc.record(
    {
      text: fc.constantFrom(...shownTexts),
      images: fc.constantFrom(...shownImages),
      days: fc.constantFrom(1, 30),
      permission: fc.constant('as of a contract'),
    },
    { requiredKeys: [] },
  );
  const step = fc.record({
    source: policy,
    own: fc.array(fc.option(policy, { nil: undefined }), { minLength: articles.length, maxLength: articles.length }),
    rights: fc.array(fc.constantFrom(...signals), { minLength: articles.length, maxLength: articles.length }),
    days: fc.constantFrom(0, 2, 40),
  });

  test('has no byte that the policy of the day forbids, whatever it was before, and is what a new tree would be', async () => {
    const store = await makeStore();
    await putPictures(store);
    const folder = join(store.root, 'hugo');
    const run = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      for (const { source, own, rights, days } of steps) {
        await fill(
          store,
          rights.map((signal) => (signal === '' ? [] : [signal])),
        );
        const before = await readTree(join(store.root, 'content'));
        const general = { ...openPolicy, ...source };
        const policies = own.flatMap((entry, index) =>
          entry === undefined ? [] : [{ ...entry, article: addressOf(index), reason: 'a test' }],
        );
        const now = noon + days * dayMs;
        const project = projectOf(store, general, policies);
        await exportHugo(project, store, { now: () => now });
        const tree = await readTree(folder);
        for (const index of articles)
          expectAllowed(index, tree, { source: general, entry: own[index], signal: rights[index] ?? '', now });
        expect(await readTree(join(store.root, 'content'))).toEqual(before);
        if (steps.at(-1)?.own !== own) continue;
        await rm(folder, { recursive: true });
        await exportHugo(project, store, { now: () => now });
        expect(await readTree(folder)).toEqual(tree);
      }
    });
    await fc.assert(run, { numRuns: 25 });
  }, 60_000);

  const exported = async (store: Store, policies: readonly ArticlePolicy[] = []): Promise<HugoReport> =>
    exportHugo(projectOf(store, openPolicy, policies), store, { now: () => noon });

  test('gives an article that is shown as it is a second name, and writes nothing twice', async () => {
    const store = await makeStore();
    const { id, file } = makeArticle('https://daily.example/plain');
    await store.putArticle(id, file);
    expect(await exported(store)).toMatchObject({ articles: 1, changed: 0, withheld: 0 });
    const [one, other] = await Promise.all(
      [store.root, join(store.root, 'hugo')].map((root) => stat(join(root, file.path))),
    );
    expect(one?.ino).toBe(other?.ino);
    expect(await exported(store)).toMatchObject({ written: 0, removed: 0 });
  });

  test('takes an article away with its translations, by its file or its address', async () => {
    const store = await makeStore();
    const { id, file } = makeArticle('https://daily.example/plain', { path: 'content/post/a.md' });
    await store.putArticle(id, file);
    const german = makeArticle('https://daily.example/deutsch', { path: 'content/post/a.de.md', language: 'de' });
    await store.putArticle(german.id, german.file);
    await exported(store);
    const folder = join(store.root, 'hugo');
    expect(await readFile(join(folder, 'config/_default/config.toml'), 'utf8')).toContain('[languages.de]');
    const policies = [{ article: 'content/post/a.md', reason: 'a take-down', text: 'private' as const }];
    expect(await exported(store, policies)).toMatchObject({ articles: 0, withheld: 2 });
    expect([...(await readTree(folder)).keys()].filter((path) => path.includes('post/'))).toEqual([]);
  });

  test('has nothing of a withheld article also where the list of its files got lost', async () => {
    const store = await makeStore();
    await putPictures(store);
    await fill(store, []);
    await exported(store);
    const folder = join(store.root, 'hugo');
    for (const name of await readdir(folder)) if (name.startsWith('.')) await rm(join(folder, name));
    const policies = articles.map((index) => ({ article: addressOf(index), reason: 'x', text: 'private' as const }));
    await exported(store, policies);
    expect([...(await readTree(folder)).keys()].filter((path) => /post|media/.test(path))).toEqual([]);
  });

  test('goes without an article whose date is none, and leaves files of others alone', async () => {
    const store = await makeStore();
    const { id, file } = makeArticle('https://daily.example/plain', { date: '2025-02-30 10:00:00' });
    await store.putArticle(id, file);
    await exported(store);
    await writeFile(join(store.root, 'hugo/content/about.md'), 'mine');
    expect(await exported(store)).toMatchObject({ articles: 0, passedOver: [{ file: file.path }], removed: 0 });
    expect(await readFile(join(store.root, 'hugo/content/about.md'), 'utf8')).toBe('mine');
  });
});
