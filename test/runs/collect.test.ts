import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { truthOf } from '../newsroom-truth.ts';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import type { CollectReport } from '../../src/pipeline/collect.ts';
import type { PipelineEvent } from '../../src/pipeline/work.ts';
import { parseArticleFile } from '../../src/store/article-file.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

let newsroom: Newsroom;
let project: NewsroomProject;
let first: CollectReport & { readonly events: readonly PipelineEvent[] };

beforeAll(async () => {
  newsroom = await startNewsroom({ edition: 1 });
  project = await makeNewsroomProject(newsroom);
  first = await project.collect();
}, 60_000);
afterAll(async () => {
  await newsroom.stop();
  await project.remove();
});

const truth = truthOf(1);

function originOf(outlet: string): string {
  return new URL(newsroom.outlets.find(({ id }) => id === outlet)?.home ?? '').origin;
}

async function readArticles(): Promise<
  ReadonlyMap<
    string,
    { readonly title: string; readonly path: string; readonly text: string; readonly revision: number }
  >
> {
  const names = await readdir(join(project.root, 'content'), { recursive: true });
  const files = new Map<string, { title: string; path: string; text: string; revision: number }>();
  for (const name of names.filter((entry) => entry.endsWith('.md'))) {
    const path = `content/${name}`;
    const text = await readFile(join(project.root, path), 'utf8');
    const { frontMatter } = parseArticleFile(path, text);
    const url = frontMatter.courant?.url ?? '';
    expect(files.has(url), `two files of ${url}`).toBe(false);
    files.set(url, { title: frontMatter.title, path, text, revision: frontMatter.courant?.revision ?? 0 });
  }
  return files;
}

describe('collecting from the newsroom', () => {
  test('every link is accounted for: stored, or skipped with the expected reason', () => {
    const { found, stored, skipped, waiting } = first.accounting;
    expect(found).toBe(stored + skipped + waiting);
    expect({ found, stored, skipped, waiting }).toEqual({
      found: truth.articles.length + truth.skips.length,
      stored: truth.articles.length,
      skipped: truth.skips.length,
      waiting: 0,
    });
    expect(first.sources).toEqual({ read: newsroom.outlets.length, failed: [], resting: 0 });
    const reasons = first.events
      .filter(({ event }) => event === 'skipped')
      .map(({ url, detail }) => `${new URL(url).pathname} ${detail}`);
    expect(reasons.sort()).toEqual(
      truth.skips.map(({ linkPath, skip }) => `${linkPath.replace(/\?.*/, '')} ${skip}`).sort(),
    );
  });

  test('of sources that are named the feeds are polled, due or not, and no others', async () => {
    const ids = new Set((await project.read()).sources.slice(0, 2).map(({ id }) => id));
    const { sources, events } = await project.collect({ polls: ids });
    expect(sources).toEqual({ read: 2, failed: [], resting: newsroom.outlets.length - 2 });
    const polled = events.filter(({ event }) => event === 'feed-read').map(({ source }) => source);
    expect(new Set<string>(polled)).toEqual(new Set<string>(ids));
  });

  test('every article is there once, with title, first and last paragraph, and nothing from around it', async () => {
    const files = await readArticles();
    expect(files.size).toBe(truth.articles.length);
    const plain = (text: string): string =>
      text
        .replace(/\\([\\`*_{}[\]()#+\-.!<>|~:"&])/g, '$1')
        .replace(/[*_]/g, '')
        .replace(/\s+/g, ' ');
    for (const article of truth.articles) {
      const file = files.get(originOf(article.outlet) + article.path);
      expect(file, article.path).toBeDefined();
      if (!file) continue;
      expect.soft(plain(file.title)).toBe(plain(article.title));
      const text = plain(
        file.text
          .replace(/\]\([^)]*\)/g, '')
          .replace(/!?\[/g, '')
          .replace(/&lt;/g, '<'),
      );
      expect.soft(text, article.path).toContain(plain(article.firstParagraph));
      expect.soft(text, article.path).toContain(plain(article.lastParagraph));
      for (const other of article.mustNotContain) expect.soft(text, article.path).not.toContain(plain(other));
    }
  });

  test('the host that asked us to wait was asked again, not before it allowed it', () => {
    const busy = newsroom.requests.filter(({ status }) => status === 429);
    expect(busy).toHaveLength(1);
    const again = newsroom.requests.find(({ path, status }) => path === busy[0]?.path && status === 200);
    expect((again?.at ?? 0) - (busy[0]?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  test('every request says who we are, and none went where robots.txt forbids', () => {
    expect(newsroom.requests.filter(({ userAgent }) => userAgent !== 'Courant/0.1.0 (+test@localhost)')).toEqual([]);
    const forbidden = truth.skips.filter(({ skip }) => skip === 'fetch/robots-disallowed').map(({ path }) => path);
    expect(forbidden).not.toEqual([]);
    expect(newsroom.requests.filter(({ path }) => forbidden.includes(path))).toEqual([]);
  });

  test('lead pictures are kept', async () => {
    const images = await project.withStore((store) => store.listImages());
    const expected = new Set(
      truth.articles.filter(({ image }) => image !== '').map(({ outlet, image }) => originOf(outlet) + image),
    );
    expect([...expected].filter((url) => !images.has(url))).toEqual([]);
  });

  test('a second run asks with validators and stores nothing new', async () => {
    const before = newsroom.requests.length;
    const second = await project.collect();
    expect(second.articles).toEqual({ stored: 0, revised: 0 });
    expect(second.newLinks).toBe(0);
    expect(second.accounting).toEqual(first.accounting);
    const asked = newsroom.requests.slice(before).filter(({ path }) => path !== '/robots.txt');
    expect(asked.filter(({ conditional, status }) => !conditional || status !== 304)).toEqual([]);
  });

  test('an edit becomes the next revision in the same file, and a new article is added', async () => {
    const before = await readArticles();
    newsroom.setEdition(2);
    const third = await project.collect();
    const later = truthOf(2);
    expect(third.articles.stored).toBe(later.articles.length - truth.articles.length);
    expect(third.articles.revised).toBeGreaterThanOrEqual(1);
    const after = await readArticles();
    const revised = [...after].filter(([, { revision }]) => revision === 2);
    expect(revised).toHaveLength(third.articles.revised);
    for (const [url, file] of revised) {
      expect(file.path).toBe(before.get(url)?.path);
      expect(file.title).not.toBe(before.get(url)?.title);
      expect(later.articles.map(({ title }) => title)).toContain(file.title);
    }
    expect(third.accounting.found).toBe(third.accounting.stored + third.accounting.skipped + third.accounting.waiting);
  });

  const hasHugo = spawnSync('hugo', ['version']).status === 0;
  test.skipIf(!hasHugo)(
    `${hasHugo ? '' : 'SKIPPED, no hugo on the PATH: '}the content tree builds in Hugo without a warning`,
    async () => {
      const layouts = join(project.root, 'layouts', '_default');
      await mkdir(layouts, { recursive: true });
      await writeFile(join(project.root, 'hugo.toml'), 'baseURL = "http://localhost/"\ntitle = "Newsroom"\n');
      await writeFile(join(layouts, 'single.html'), '<h1>{{ .Title }}</h1>{{ .Summary }}{{ .Content }}');
      await writeFile(
        join(layouts, 'list.html'),
        '{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}',
      );
      const { status, stdout, stderr } = spawnSync('hugo', ['-d', join(project.root, 'hugo-site')], {
        cwd: project.root,
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).not.toMatch(/WARN|ERROR/);
      const pages = await readdir(join(project.root, 'hugo-site', 'post'), { recursive: true });
      const articles = await readArticles();
      expect(pages.filter((name) => /^\d{4}\/\d\d\/\d\d\/[^/]+\/[^/]+\/index\.html$/.test(name))).toHaveLength(
        articles.size,
      );
    },
  );
});
