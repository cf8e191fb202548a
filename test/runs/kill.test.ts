import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { truthOf } from '../newsroom-truth.ts';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { parseArticleFile } from '../../src/store/article-file.ts';
import { buildPackage, type BuiltPackage } from './build-package.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

const kills = 50;
let cli: BuiltPackage;
let newsroom: Newsroom;
beforeAll(async () => {
  cli = buildPackage();
  newsroom = await startNewsroom({ edition: 1 });
}, 180_000);
afterAll(async () => {
  await newsroom.stop();
  cli.remove();
});

/** Starts `courant collect`; resolves with its exit code, or null when it was killed. */
function startCollect(project: NewsroomProject): {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
} {
  const child = spawn(process.execPath, [cli.main, 'collect', '--dir', project.root], {
    stdio: 'ignore',
  });
  return { child, ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))) };
}

/** Resolves when the newsroom has heard from the collector again, or the collector has ended. */
async function untilFirstRequest(ended: Promise<unknown>): Promise<void> {
  const before = newsroom.requests.length;
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver && newsroom.requests.length === before) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Every article file is whole: it parses, and its hash is that of its text. Returns the addresses, one per file. */
async function readWholeFiles(project: NewsroomProject): Promise<readonly string[]> {
  const names = await readdir(join(project.root, 'content'), { recursive: true }).catch((): string[] => []);
  const urls: string[] = [];
  for (const name of names.filter((entry) => !/^(?:post|[\d/]+|post[\d/]*)$/.test(entry) && /\.[a-z]+$/.test(entry))) {
    expect(name).toMatch(/\.md$/);
    const { frontMatter, body } = parseArticleFile(name, await readFile(join(project.root, 'content', name), 'utf8'));
    const hash = createHash('sha256').update(`${frontMatter.title}\n\n${body}`).digest('hex');
    expect(frontMatter.courant?.hash, name).toBe(`sha256:${hash}`);
    urls.push(frontMatter.courant?.url ?? '');
  }
  return urls;
}

async function checkComplete(project: NewsroomProject): Promise<void> {
  const { articles, skips } = truthOf(1);
  const urls = await readWholeFiles(project);
  expect(new Set(urls).size, 'every article has one file').toBe(urls.length);
  expect(urls).toHaveLength(articles.length);
  const { accounting, records } = await project.withStore(async (store) => ({
    accounting: await store.accounting(),
    records: await store.listArticles(),
  }));
  expect(records).toHaveLength(articles.length);
  expect(accounting).toMatchObject({
    found: accounting.stored + accounting.skipped + accounting.waiting,
    stored: articles.length,
    skipped: skips.length,
    waiting: 0,
  });
}

test(`a collector killed ${kills} times loses nothing and doubles nothing`, async () => {
  let killed = 0;
  let archives = 0;
  while (killed < kills || archives === 0) {
    const project = await makeNewsroomProject(newsroom);
    for (let isComplete = false; !isComplete;) {
      const { child, ended } = startCollect(project);
      if (killed < kills) {
        await untilFirstRequest(ended);
        await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, Math.random() * 300))]);
        if (child.exitCode === null && child.kill('SIGKILL')) killed += 1;
      }
      const code = await ended;
      await readWholeFiles(project);
      isComplete = code !== null;
      if (isComplete) expect(code).toBe(0);
    }
    await checkComplete(project);
    await project.remove();
    archives += 1;
  }
  expect(killed).toBe(kills);
}, 300_000);
