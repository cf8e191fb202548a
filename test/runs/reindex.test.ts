import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { systemClock } from '../../src/model/clock.ts';
import { reindex } from '../../src/pipeline/reindex.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

let newsroom: Newsroom;
let project: NewsroomProject;

beforeAll(async () => {
  newsroom = await startNewsroom({ edition: 1 });
  project = await makeNewsroomProject(newsroom);
  await project.collect();
  newsroom.setEdition(2);
  await project.collect();
}, 60_000);
afterAll(async () => {
  await newsroom.stop();
  await project.remove();
});

const queries = [
  'ferry',
  'tide readings',
  '"night ferry"',
  'орган',
  'Brücke',
  'puente OR la',
  '灯台',
  'مرسى',
  'coun* -pool',
  '',
];

/** All that the index tells a reader. */
function readIndex(): Promise<unknown> {
  return project.withStore(async (store) => ({
    articles: await store.listArticles(),
    images: [...(await store.listImages())].sort(),
    searches: await Promise.all(queries.map((text) => store.search({ text, limit: 100 }))),
  }));
}

async function hashSite(): Promise<ReadonlyMap<string, string>> {
  await project.build();
  const folder = join(project.root, 'public');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = await Promise.all(
    // How the feeds did when they were read last is in no file, and the page about the archive tells it.
    files
      .filter((file) => !file.endsWith('about/index.html'))
      .sort()
      .map(async (file): Promise<[string, string]> => [
        file.slice(folder.length),
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      ]),
  );
  return new Map(hashes);
}

describe('an archive without its database', () => {
  test('reindex gives the same articles, the same search results and the same site bytes', async () => {
    const before = {
      index: await readIndex(),
      site: await hashSite(),
      accounting: await project.withStore((store) => store.accounting()),
    };
    expect(JSON.stringify(before.index)).toContain('ferry');
    for (const name of await readdir(join(project.root, '.courant'))) {
      await rm(join(project.root, '.courant', name), { recursive: true });
    }
    await rm(join(project.root, 'public'), { recursive: true });

    await expect(project.collect()).rejects.toMatchObject({ code: 'store/no-index' });
    const report = await reindex(await project.read(), { clock: systemClock });
    expect(report.articles).toBe(before.accounting.stored);
    expect(await readIndex()).toEqual(before.index);
    expect(await hashSite()).toEqual(before.site);
  });

  test('the next collect finds every link again and asks for no article that is stored', async () => {
    const known = await project.withStore((store) => store.listArticles());
    const before = newsroom.requests.length;
    const report = await project.collect();
    expect(report.articles).toEqual({ stored: 0, revised: 0 });
    expect(report.accounting).toMatchObject({ stored: known.length, waiting: 0 });
    expect(report.accounting.found).toBe(report.accounting.stored + report.accounting.skipped);
    const stored = new Set(known.map(({ url }) => new URL(url).pathname));
    const asked = newsroom.requests.slice(before).map(({ path }) => path.replace(/\?.*/, ''));
    expect(asked.filter((path) => stored.has(path) && path !== '/news.php')).toEqual([]);
  });
});
