import { readProject } from '../config/project.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { systemClock } from '../model/clock.ts';
import type { SearchHit, SearchQuery } from '../store/store.ts';
import { buildSite, type BuildReport } from './build-site.ts';
import { collect, type CollectReport } from './collect.ts';
import { createExtractPool } from './extract-pool.ts';
import { openArchive } from './open-archive.ts';
import { withWork } from './open-work.ts';
import type { PipelineEvent } from './work.ts';

export interface CollectProjectOptions {
  /** Polls feeds that are not due, too. */
  readonly all?: boolean;
  /** How long to wait for links that become due soon; 0 by itself. */
  readonly waitMs?: number;
  /** Ends in order: nothing new is begun, nothing is lost. */
  readonly signal?: AbortSignal;
  /** Is told of everything that happens. */
  readonly report?: (event: PipelineEvent) => void;
}

/** An archive that is read. */
export interface Archive {
  /** Newest first, with all that is kept: what is published of an article does not matter here. */
  search(query: SearchQuery): Promise<readonly SearchHit[]>;
  /** The file of an article, by the `path` of a hit. Throws NewsError `store/*` where it is missing or broken. */
  readArticle(path: string): Promise<ArticleFile>;
  close(): Promise<void>;
}

/** What `courant collect` does: reads the feeds that are due of the project that `folder` belongs to, fetches what is new, writes
 *  the articles. Throws NewsError. Example: `const { articles } = await collectProject('my-news');`. */
export async function collectProject(folder: string, options: CollectProjectOptions = {}): Promise<CollectReport> {
  const { all = false, waitMs = 0, signal = new AbortController().signal, report = () => {} } = options;
  const project = await readProject(folder);
  const { extract, close } = createExtractPool();
  try {
    const tools = { clock: systemClock, signal, report, extract };
    return await withWork(project, tools, (work) => collect(work, { waitMs, polls: all ? 'all' : 'due' }));
  } finally {
    await close();
  }
}

/** What `courant build` does: brings the site in `public/` up to date with the archive. Throws NewsError. */
export async function buildProject(folder: string): Promise<BuildReport> {
  const project = await readProject(folder);
  const store = await openArchive(project, { clock: systemClock, mode: 'write', reads: 'any' });
  try {
    return await buildSite(project, store, { now: () => systemClock.now() });
  } finally {
    await store.close();
  }
}

/** Opens the archive of a project for reading, also while others write to it. Throws NewsError.
 *  Example: `const hits = await (await openProject('my-news')).search({ text: 'ferry', limit: 10 });`. */
export async function openProject(folder: string): Promise<Archive> {
  const project = await readProject(folder);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  return {
    search: (query) => store.search(query),
    readArticle: (path) => store.readArticle(path),
    close: () => store.close(),
  };
}
