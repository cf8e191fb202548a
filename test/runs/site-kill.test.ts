import { spawn } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/model/clock.ts';
import type { ArticleFile } from '../../src/model/article-file.ts';
import { buildSite } from '../../src/pipeline/build-site.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { readProject } from '../../src/config/project.ts';
import { toArticleId } from '../../src/store/article-id.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { makeFolder, urlOf } from '../sample-archive.ts';
import { brokenPages } from '../site-links.ts';
import { buildPackage, type BuiltPackage } from './build-package.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

const firstKills = 3;
const laterRounds = 4;
const edition = makeEdition(300);
const outlets = edition.outlets.map((outlet) => {
  const feeds = [{ kind: 'feed' as const, url: `${outlet.home}feed` }];
  return { ...outlet, language: 'en', country: 'GB', feeds };
});

let cli: BuiltPackage;
let project: NewsroomProject;
beforeAll(async () => {
  cli = buildPackage();
  project = await makeNewsroomProject({ outlets }, { site: { title: 'Test', pageSize: 10, languages: ['de'] } });
}, 180_000);
afterAll(async () => {
  await project.remove();
  cli.remove();
});

const publicFolder = (): string => join(project.root, 'public');

async function putArticles(files: readonly ArticleFile[]): Promise<void> {
  const store = await openArchive(await project.read(), { clock: systemClock, mode: 'write' });
  try {
    for (const file of files) await store.putArticle(toArticleId(urlOf(file.frontMatter.courant?.url ?? '')), file);
  } finally {
    await store.close();
  }
}

/** Runs `courant build`, killed after so many ms; true when it ended by itself before. */
async function build(killAfterMs = Infinity): Promise<{ readonly isComplete: boolean; readonly ms: number }> {
  const startedAt = Date.now();
  const child = spawn(process.execPath, [cli.main, 'build', '--dir', project.root], { stdio: 'ignore' });
  const timer = Number.isFinite(killAfterMs) ? setTimeout(() => child.kill('SIGKILL'), killAfterMs) : undefined;
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearTimeout(timer);
  if (code !== null) expect(code).toBe(0);
  return { isComplete: code !== null, ms: Date.now() - startedAt };
}

async function readSite(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const),
  );
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The site as a build makes it that knows of no other. */
async function buildClean(): Promise<ReadonlyMap<string, Buffer>> {
  const root = await makeFolder();
  await cp(project.root, root, { recursive: true, filter: (path) => !/public$|site[^/]*$/.test(path) });
  const clean = await readProject(root);
  const store = await openArchive(clean, { clock: systemClock, mode: 'read' });
  await buildSite(clean, store, { now: () => systemClock.now() });
  await store.close();
  return readSite(join(root, 'public'));
}

async function expectClean(): Promise<void> {
  const [site, clean] = [new Map(await readSite(publicFolder())), new Map(await buildClean())];
  // The compiler writes the script of the package a little otherwise than we do.
  for (const files of [site, clean]) expect(files.delete('assets/search.js')).toBe(true);
  expect([...site.keys()]).toEqual([...clean.keys()]);
  expect([...site].filter(([path, bytes]) => clean.get(path)?.equals(bytes) !== true).map(([path]) => path)).toEqual(
    [],
  );
  const work = await readdir(join(project.root, '.courant'));
  expect(work.filter((name) => /^site/.test(name)).sort()).toEqual(['site.db']);
}

/** Adds, edits, removes and hides articles. */
async function changeArchive(round: number): Promise<void> {
  const added = edition.articles.slice(240 - round * 10, 250 - round * 10);
  const edited = edition.articles.slice(260, 290).filter((_, index) => index % laterRounds !== round);
  const retold = edited.map((file) => {
    const { title, tags } = file.frontMatter;
    const frontMatter = { ...file.frontMatter, title: `${title} (${round})`, tags: [...tags, `Tag of round ${round}`] };
    return { ...file, frontMatter };
  });
  await putArticles([...added, ...retold]);
  for (const { path } of edition.articles.slice(290).filter((_, index) => index === round))
    await rm(join(project.root, path));
  const hidden = edition.articles.slice(250 + round, 256 + round).map(({ path }) => path);
  const entries = hidden.map((path) => `  - { article: ${path}, reason: asked for, text: private }\n`);
  await writeFile(join(project.root, 'policy.yaml'), `articles:\n${entries.join('')}`);
}

test('a build that is killed leaves no broken page, and the next one leaves the site of a clean build', async () => {
  await putArticles(edition.articles.slice(240));
  await build(); // the first start of a program takes longer
  await rm(publicFolder(), { recursive: true });
  let { ms } = await build();
  const atRandom = (): number => ms * (0.2 + 0.8 * Math.random());
  for (let kills = 0; kills < firstKills;) {
    await rm(publicFolder(), { recursive: true, force: true });
    for (const name of ['site.db', 'site.db-journal']) await rm(join(project.root, '.courant', name), { force: true });
    const { isComplete } = await build(atRandom());
    expect(brokenPages(publicFolder())).toEqual([]);
    if (!isComplete) kills += 1;
  }
  await build();
  await expectClean();
  for (let round = 0; round < laterRounds; round += 1) {
    await changeArchive(round);
    // Every other time twice: the second kill comes while things are put right.
    for (let turn = 0; turn <= round % 2; turn += 1) {
      await build(atRandom());
      expect(brokenPages(publicFolder())).toEqual([]);
    }
    ({ ms } = await build());
    await expectClean();
  }
}, 300_000);
