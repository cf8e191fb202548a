import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readProject, type Project } from '../../src/config/project.ts';
import { readLook } from '../../src/config/read-look.ts';
import { systemClock } from '../../src/model/clock.ts';
import { buildSite, type BuildReport } from '../../src/pipeline/build-site.ts';
import { exportHugo } from '../../src/pipeline/export-hugo.ts';
import { importArticles } from '../../src/pipeline/import-articles.ts';
import { initHugo } from '../../src/pipeline/init-hugo.ts';
import { closeWithManifest, verifyArchive } from '../../src/pipeline/keep-manifest.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { readOwnPages } from '../../src/pipeline/read-own-pages.ts';
import { reindex } from '../../src/pipeline/reindex.ts';
import { createApp } from '../../src/serve/app.ts';
import { toArticleId } from '../../src/store/article-id.ts';
import { sealed } from '../../src/store/seal.ts';
import type { Store } from '../../src/store/store.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { makeFolder, urlOf } from '../sample-archive.ts';
import { brokenPages } from '../site-links.ts';

const pages: Readonly<Record<string, string>> = {
  'imprint.md': '---\ntitle: Imprint\nmenu: main\n---\nCalled Zyzzyva. [Guide](guide/_index.md) ![plan](plan.svg)\n',
  'imprint.de.md': '---\ntitle: Impressum\n---\n[Hilfe](guide/faq.md)\n',
  'guide/_index.md': '# The guide\n',
  'guide/faq.md': '# Questions\n\n[Imprint](../imprint.md#top) ![plan](../plan.svg)\n',
  'plan.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"></svg>',
};

let root: string;

beforeEach(async () => {
  root = await makeFolder();
  await writeFile(join(root, 'courant.yaml'), 'site:\n  title: Test\n  languages: [de]\n');
  for (const [name, text] of Object.entries(pages)) await write(name, text);
});

async function write(name: string, text: string): Promise<void> {
  const file = join(root, 'content/page', name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function withStore<T>(task: (store: Store, project: Project) => Promise<T>): Promise<T> {
  const project = await readProject(root);
  const store = await openArchive(project, { clock: systemClock, mode: 'write' });
  return task(store, project).finally(() => closeWithManifest(project, store));
}

async function putArticles(): Promise<void> {
  await withStore(async (store) => {
    for (const file of makeEdition(2).articles.map(sealed))
      await store.putArticle(toArticleId(urlOf(file.frontMatter.courant?.url ?? '')), file);
  });
}

async function buildIn(store: Store, isAnew = false): Promise<BuildReport> {
  return buildSite(await readProject(root), store, { now: () => systemClock.now(), isAnew });
}

const build = (): Promise<BuildReport> => withStore((store) => buildIn(store));

async function readFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const start = join(root, folder).length + 1;
  return new Map(
    await Promise.all(files.sort().map(async (file) => [file.slice(start), await readFile(file, 'latin1')] as const)),
  );
}

describe('own pages', () => {
  test('that change leave a site as one that is made anew, in all of its links whole', async () => {
    await putArticles();
    const changes: readonly (() => Promise<void>)[] = [
      () => write('guide/faq.md', '# Answers\n'),
      () => write('contact.md', '---\ntitle: Contact\nmenu: main\n---\n'),
      () => rm(join(root, 'content/page/guide'), { recursive: true }),
      () => rm(join(root, 'content/page'), { recursive: true }),
    ];
    await withStore(async (store) => {
      await buildIn(store);
      for (const change of changes) {
        await change();
        await buildIn(store);
        const kept = await readFiles('public');
        await buildIn(store, true);
        expect([...(await readFiles('public'))]).toEqual([...kept]);
        expect(brokenPages(join(root, 'public'))).toEqual([]);
      }
    });
    expect([...(await readFiles('public')).keys()].filter((path) => path.includes('page/'))).toEqual([]);
  }, 60_000);

  test('become the site until there is an article', async () => {
    await build();
    expect(brokenPages(join(root, 'public'))).toEqual([]);
    expect([...(await readFiles('public')).keys()]).not.toContain('feed.xml');
    await putArticles();
    await build();
    expect([...(await readFiles('public')).keys()]).toEqual(
      expect.arrayContaining(['feed.xml', 'page/imprint/index.html']),
    );
    expect(brokenPages(join(root, 'public'))).toEqual([]);
  });

  test('that cannot be read are told, and the others shown', async () => {
    await write('broken.md', '---\nweight: x\n---\n');
    expect(await build()).toMatchObject({ passedOver: [{ file: 'content/page/broken.md' }] });
    expect((await readFiles('public')).has('page/imprint/index.html')).toBe(true);
  });

  test('are no articles, and nothing writes there', async () => {
    await putArticles();
    const before = await readFiles('content/page');
    const project = await readProject(root);
    expect(await reindex(project, { clock: systemClock })).toMatchObject({ articles: 2 });
    expect(await build()).toMatchObject({ articles: 2 });
    expect(await verifyArchive(root, { accept: false })).toMatchObject({
      files: 2,
      changed: [],
      missing: [],
      extra: [],
    });
    const [row] = makeEdition(1).articles.map(({ frontMatter, body }) => ({
      ...frontMatter,
      body,
      courant: undefined,
    }));
    await writeFile(join(root, 'in.jsonl'), `${JSON.stringify({ ...row, path: 'content/page/imprint.md' })}\n`);
    await expect(importArticles(root, join(root, 'in.jsonl'), { isReplacing: true })).rejects.toMatchObject({
      code: 'import/bad-row',
    });
    expect(await readFiles('content/page')).toEqual(before);
  });

  test('are found by the search of the server', async () => {
    const project = await readProject(root);
    const own = await withStore((store) => readOwnPages(project, store));
    const look = { ...(await readLook(project)), own };
    const site = project.site;
    const app = createApp({ siteDir: root, site, look, outlets: [], search: () => Promise.resolve([]) });
    const answer = async (query: string): Promise<string> => (await app.request(`/search?${query}`)).text();
    expect(await answer('q=zyzzyva')).toContain('<a href="page/imprint/index.html">Imprint</a>');
    expect(await answer('q=zyzzyva&outlet=x')).not.toContain('Imprint</a></h2>');
    expect(await answer('q=zyzzyvas-none')).toContain('class="empty"');
  });
});

const version = spawnSync('hugo', ['version'], { encoding: 'utf8' });
const hasHugo = version.error === undefined && version.status === 0;

describe.skipIf(!hasHugo)(`own pages in Hugo${hasHugo ? '' : ' (SKIPPED: hugo is not on the PATH)'}`, () => {
  test('lie at the same addresses, with links and pictures that lead somewhere', async () => {
    await withStore(async (store, project) => {
      await initHugo(project, 'none');
      await exportHugo(project, store, { now: () => systemClock.now() });
    });
    const env = { PATH: process.env['PATH'], HOME: root };
    const { status, stdout, stderr } = spawnSync('hugo', ['--source', join(root, 'hugo')], { encoding: 'utf8', env });
    expect(stdout + stderr).not.toMatch(/WARN|ERROR/);
    expect(status).toBe(0);
    const site = await readFiles('hugo/public');
    const faq = site.get('page/guide/faq/index.html');
    expect(faq).toContain('<h1>Questions</h1>');
    expect(faq).toContain('<a href="/page/imprint/#top">Imprint</a>');
    expect(faq).toContain('<img src="/page/plan.svg" alt="plan"');
    expect(site.has('page/plan.svg')).toBe(true);
    expect(site.get('page/imprint/index.html')).toContain('<a href="/page/guide/">Guide</a>');
    expect(site.get('de/page/imprint/index.html')).toContain('<a href="/page/guide/faq/">Hilfe</a>');
    expect(site.get('index.html')).toContain('<a href="/page/imprint/">Imprint</a>');
  });
});
