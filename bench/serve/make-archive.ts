import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { readProject } from '../../src/config/project.ts';
import { systemClock } from '../../src/model/clock.ts';
import { buildSite } from '../../src/pipeline/build-site.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { reindex } from '../../src/pipeline/reindex.ts';
import { formatArticleFile } from '../../src/store/article-file.ts';
import { madeUpArticle } from '../search/made-up-articles.ts';

const wordsEach = 200;

/** So many of the articles have pages: building those of all takes long, and the front page is as large as it is. */
const built = 2000;

/** A project of so many made-up articles, all of them indexed, in a temporary folder; one that an earlier run made is used again. Returns its root. */
export async function makeArchive(articles: number, say: (line: string) => void): Promise<string> {
  const root = join(tmpdir(), `courant-serve-${articles}`);
  if (existsSync(root)) return root;
  const making = `${root}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  writeFileSync(join(making, 'courant.yaml'), stringify({ site: { title: 'Made up' } }));
  const project = await readProject(making);
  writeArticles(making, 0, Math.min(built, articles));
  await reindex(project, { clock: systemClock });
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  await buildSite(project, store, { now: () => systemClock.now(), byHand: 'ignore' });
  await store.close();
  say('built');
  writeArticles(making, built, articles);
  await reindex(project, { clock: systemClock });
  say(`${articles} articles indexed`);
  renameSync(making, root);
  return root;
}

function writeArticles(root: string, from: number, to: number): void {
  const made = new Set<string>();
  for (let index = from; index < to; index += 1) {
    const file = madeUpArticle(index, wordsEach);
    const target = join(root, file.path);
    const folder = dirname(target);
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(target, formatArticleFile(file));
  }
}
