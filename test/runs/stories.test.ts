import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { systemClock } from '../../src/model/clock.ts';
import { buildSite } from '../../src/pipeline/build-site.ts';
import { exportHugo } from '../../src/pipeline/export-hugo.ts';
import { initHugo } from '../../src/pipeline/init-hugo.ts';
import { openStoryFiles } from '../../src/pipeline/stories/story-files.ts';
import { listArticleFiles, listStoryFiles } from '../../src/store/walk-archive.ts';
import { verifyArchive } from '../../src/pipeline/keep-manifest.ts';
import { MemoryStories, plainStages, toStory } from '../made-up-stories.ts';
import { brokenPages } from '../site-links.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

const wire = /coastal-tide-data|41-cities|port-cities-to-share|kerrigal-to-guard/;
const others = /tide-pact|einundvierzig|cuarenta-y-una|what-the-tide/;

describe('stories of the newsroom', () => {
  let newsroom: Newsroom;
  let project: NewsroomProject;
  const index = new MemoryStories();

  beforeAll(async () => {
    newsroom = await startNewsroom();
    project = await makeNewsroomProject(newsroom, { site: { title: 'Test', timeZone: 'Europe/Berlin' } });
    await project.collect();
    await project.withStore(async (store) => {
      const paths = listArticleFiles(project.root).filter((path) => wire.test(path) || others.test(path));
      const files = await Promise.all(paths.map((path) => store.readArticle(path)));
      const copies = files.filter(({ path }) => wire.test(path)).map(({ path }) => path);
      const first = toStory(files).members.find(({ path }) => copies.includes(path))?.path ?? '';
      index.set([toStory(files, new Map(copies.filter((path) => path !== first).map((path) => [path, first])))]);
    });
    await build();
  }, 120_000);
  afterAll(async () => {
    await project.remove();
    await newsroom.stop();
  });

  const build = async (): Promise<void> => {
    const stories = { index, stages: plainStages, files: openStoryFiles(project.root) };
    const read = await project.read();
    await project.withStore((store) => buildSite(read, store, { now: () => systemClock.now(), stories }));
  };
  const allFiles = async (...folders: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const found = new Map<string, string>();
    for (const folder of folders)
      for (const entry of await readdir(join(project.root, folder), { recursive: true, withFileTypes: true }))
        if (entry.isFile() && /\.(?:html|md|xml|json|txt)$/.test(entry.name)) {
          const path = join(entry.parentPath, entry.name);
          found.set(path.slice(project.root.length + 1), await readFile(path, 'utf8'));
        }
    return found;
  };

  test('six articles of five outlets are one story, which every link of the site leads around', () => {
    expect(index.list()[0]?.members).toHaveLength(6);
    expect(brokenPages(join(project.root, 'public'))).toEqual([]);
  });

  test('a story is a file in the content tree that is none of an article', async () => {
    const [path = ''] = listStoryFiles(project.root);
    expect(path).toMatch(/^content\/stories\/2026\/09\/.+-s[0-9a-f]{12}\.md$/);
    const text = await readFile(join(project.root, path), 'utf8');
    const frontMatter = parse(text.split('---\n')[1] ?? '') as Record<string, unknown>;
    expect(frontMatter).toMatchObject({ categories: ['stories'], date: '2026-09-24 16:10:00' });
    expect(frontMatter['courant']).toMatchObject({ story: index.list()[0]?.id, merged: [] });
    expect(listArticleFiles(project.root)).not.toContain(path);
    const verified = await verifyArchive(project.root, { accept: false });
    expect([verified.extra, verified.changed, verified.missing]).toEqual([[], [], []]);
  });

  test('a build with nothing new writes nothing', async () => {
    const before = await allFiles('public', 'content/stories');
    await build();
    expect(await allFiles('public', 'content/stories')).toEqual(before);
  });

  const hasHugo = spawnSync('hugo', ['version']).status === 0;
  test.skipIf(!hasHugo)('its file is part of the tree for Hugo, which builds it without a warning', async () => {
    const settings = await project.read();
    await initHugo(settings, 'none');
    const options = { now: () => systemClock.now(), stories: { index, stages: plainStages } };
    await project.withStore((store) => exportHugo(settings, store, options));
    const { status, stdout, stderr } = spawnSync('hugo', ['--source', join(project.root, 'hugo')], {
      encoding: 'utf8',
    });
    expect(stdout + stderr).not.toMatch(/WARN|ERROR/);
    expect(status).toBe(0);
    const [path = ''] = listStoryFiles(project.root);
    const [own, theirs] = await Promise.all(
      [path, `hugo/${path}`].map((file) => readFile(join(project.root, file), 'utf8')),
    );
    expect(theirs).toBe(own);
    const page = path.replace(/^content(.*)\.md$/, 'hugo/public$1/index.html');
    expect(await readFile(join(project.root, page), 'utf8')).toContain('Who reported it, and when');
  });

  test('an article that was taken down is in no part of its story, nor counted', async () => {
    const hidden = index.list()[0]?.members.find(({ title }) => title.includes('Cuarenta'));
    await writeFile(
      join(project.root, 'policy.yaml'),
      `articles:\n  - article: ${hidden?.path}\n    text: private\n    reason: a take-down\n`,
    );
    await build();
    const told = await allFiles('public', 'content/stories');
    const leaks = [...told].filter(([, text]) => /Cuarenta|Andreu Llopis|mareógraf/.test(text)).map(([path]) => path);
    expect(leaks).toEqual([]);
    const story = [...told].find(([path]) => /^public\/stories\/2026\/09\/[^/]+\/index\.html$/.test(path))?.[1] ?? '';
    expect(story).toMatch(/5 articles/);
    expect(story).not.toContain('Spanish');
    await rm(join(project.root, 'policy.yaml'));
  });

  test('of an article that is shown as an excerpt no sentence stands there that the excerpt lacks', async () => {
    await writeFile(
      join(project.root, 'policy.yaml'),
      `articles:\n${(index.list()[0]?.members ?? []).map(({ path }) => `  - article: ${path}\n    text: headline\n    reason: headlines only\n`).join('')}`,
    );
    await build();
    const [story = ''] = [...(await allFiles('content/stories')).values()];
    expect(story).not.toMatch(/Henrike|said|sagte/);
    await rm(join(project.root, 'policy.yaml'));
  });

  test('the stories of the archive are found by a build, and anew when their index is lost', async () => {
    await project.build();
    const found = listStoryFiles(project.root);
    expect(found.length).toBeGreaterThan(0);
    const before = await allFiles('content/stories');
    await rm(join(project.root, '.courant', 'stories.db'));
    await project.build();
    expect(await allFiles('content/stories')).toEqual(before);
    await build(); // those of the tests
  });

  test('a story that is no more leaves nothing', async () => {
    index.set([]);
    await build();
    expect(listStoryFiles(project.root)).toEqual([]);
    const left = [...(await allFiles('public')).keys()].filter((path) => /stories\/2026/.test(path));
    expect(left).toEqual([]);
    expect(brokenPages(join(project.root, 'public'))).toEqual([]);
  });
});
