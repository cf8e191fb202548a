import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import type { Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { readProject, type Project } from '../../src/config/project.ts';
import { systemClock } from '../../src/model/clock.ts';
import { buildSite, type BuildReport } from '../../src/pipeline/build-site.ts';
import { collect, type CollectReport } from '../../src/pipeline/collect.ts';
import { importPages, type ImportReport } from '../../src/pipeline/import-pages.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { withWork } from '../../src/pipeline/open-work.ts';
import type { PolledFeeds } from '../../src/pipeline/poll-sources.ts';
import { reextract, type ReextractOptions, type ReextractReport } from '../../src/pipeline/reextract.ts';
import { reindex, type ReindexReport } from '../../src/pipeline/reindex.ts';
import type { Reread } from '../../src/pipeline/reread-article.ts';
import type { PipelineEvent, Work } from '../../src/pipeline/work.ts';
import type { Store } from '../../src/store/store.ts';
import { extract } from '../extract-thread.ts';
import { indexOf } from '../sample-archive.ts';

/** Every link is in one state, of all sources together and of each. */
async function checkAccounting({ store, project }: Pick<Work, 'store' | 'project'>): Promise<void> {
  for (const source of [undefined, ...project.sources.map(({ id }) => id)]) {
    const { found, stored, skipped, waiting, reasons } = await store.accounting(source);
    expect(found, `links of ${source ?? 'all sources'}`).toBe(stored + skipped + waiting);
    expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(skipped);
  }
}

/** A project in a temporary folder that collects from a running newsroom. */
export interface NewsroomProject {
  readonly root: string;
  read(): Promise<Project>;
  /** `later`: as if so many milliseconds had gone by. All feeds are polled unless only those that are due should be. */
  collect(options?: {
    readonly later?: number;
    readonly polls?: PolledFeeds;
  }): Promise<CollectReport & { readonly events: readonly PipelineEvent[] }>;
  build(): Promise<BuildReport>;
  /** Makes the index anew from files and WARC alone. */
  reindex(): Promise<ReindexReport>;
  /** Reads the stored pages again. */
  reextract(options?: Partial<ReextractOptions>): Promise<ReextractReport & { readonly items: readonly Reread[] }>;
  import(path: string): Promise<ImportReport & { readonly events: readonly PipelineEvent[] }>;
  withStore<T>(task: (store: Store) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

export async function makeNewsroomProject(
  newsroom: Pick<Newsroom, 'outlets'>,
  settings: object = {},
): Promise<NewsroomProject> {
  const root = await mkdtemp(join(tmpdir(), 'courant-run-'));
  await mkdir(join(root, 'sources'));
  const fetch = { contact: 'test@localhost', delaySeconds: 0.005, allowNetworks: ['127.0.0.0/8'] };
  await writeFile(
    join(root, 'courant.yaml'),
    stringify({ site: { title: 'Test' }, fetch, ...indexOf(root), ...settings }),
  );
  for (const { id, name, home, language, country, feeds } of newsroom.outlets) {
    await writeFile(join(root, 'sources', `${id}.yaml`), stringify({ name, home, language, country, feeds }));
  }
  const withStore = async <T>(task: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openArchive(await readProject(root), { clock: systemClock, mode: 'read' });
    return task(store).finally(() => store.close());
  };
  return {
    root,
    withStore,
    read: () => readProject(root),
    collect: async ({ later = 0, polls = 'all' } = {}) => {
      const events: PipelineEvent[] = [];
      const options = {
        clock: { ...systemClock, now: () => systemClock.now() + later },
        signal: new AbortController().signal,
        report: (event: PipelineEvent) => void events.push(event),
        extract,
      };
      const report = await withWork(await readProject(root), options, async (work) => {
        const collected = await collect(work, { waitMs: 10_000, polls });
        await checkAccounting(work);
        return collected;
      });
      return { ...report, events };
    },
    build: async () => {
      const project = await readProject(root);
      return withStore((store) => buildSite(project, store, { now: () => systemClock.now() }));
    },
    reindex: async () => {
      await rm(join(root, '.courant'), { recursive: true });
      return reindex(await readProject(root), { clock: systemClock });
    },
    reextract: async (options = {}) => {
      const items: Reread[] = [];
      const all = {
        write: false,
        onProgress: () => undefined,
        ...options,
        onItem: (item: Reread) => void items.push(item),
      };
      const work = { clock: systemClock, signal: new AbortController().signal, report: () => undefined, extract };
      const project = await readProject(root);
      const report = all.write
        ? await withWork(project, work, (tools) => reextract(tools, all))
        : await withStore((store) => reextract({ project, store, ...work }, all));
      return { ...report, items };
    },
    import: async (path) => {
      const events: PipelineEvent[] = [];
      const report = (event: PipelineEvent): void => void events.push(event);
      const options = { clock: systemClock, signal: new AbortController().signal, report, extract };
      const result = await withWork(await readProject(root), options, async (work) => {
        const imported = await importPages(path, {}, work);
        await checkAccounting(work);
        return imported;
      });
      return { ...result, events };
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
