import { access } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ipaddr from 'ipaddr.js';
import { readProject, type Project } from '../config/project.ts';
import { readLook } from '../config/read-look.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { buildSite, siteFolder } from '../pipeline/build-site.ts';
import type { AppOptions } from '../serve/app-context.ts';
import { createApp } from '../serve/app.ts';
import { hasUsers } from '../serve/access/identify.ts';
import { createJobs } from '../serve/running/create-jobs.ts';
import { followRules } from '../serve/running/follow-rules.ts';
import type { Service } from '../serve/service.ts';
import { ReaderStore } from '../store/reader-store.ts';
import { listen } from '../serve/listen.ts';
import type { HubReceiver } from '../pipeline/receive-push.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import type { PolicyRules } from '../pipeline/decide-articles.ts';
import { readShownChanges } from '../pipeline/read-changes.ts';
import { searchAllowed } from '../pipeline/search-allowed.ts';
import { openStories } from '../pipeline/stories/open-stories.ts';
import { createStoryReader } from '../pipeline/stories/read-story.ts';
import type { StoryIndex } from '../pipeline/stories/story-source.ts';
import { storyStages } from '../pipeline/stories/story-stages.ts';
import type { ArticleRecord, Store } from '../store/store.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';
import { watchArchive } from './watch-archive.ts';

export interface ServeOptions extends GlobalOptions {
  readonly port: number;
  readonly host: string;
  /** Builds the site again when something changes. */
  readonly watch?: boolean;
}

/** `courant serve`: serves the built site with search, until stopped. */
export async function runServe(options: ServeOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  if (options.watch !== true) return serveUntilStopped(project, options, terminal);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  const stop = new AbortController();
  await buildSite(project, store, { now: () => systemClock.now() });
  const watching = watchArchive(project.root, store, stop.signal, terminal);
  try {
    await serveUntilStopped(project, options, terminal);
  } finally {
    stop.abort();
    await watching;
    await store.close();
  }
}

export async function serveUntilStopped(
  project: Project,
  options: { readonly port: number; readonly host: string },
  terminal: Terminal,
): Promise<void> {
  const server = await startServing(project, options, terminal);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await server.stop();
}

/** Serves the built site until `stop`; with `hubs`, also what hubs call. */
export async function startServing(
  project: Project,
  options: Pick<ServeOptions, 'port' | 'host'> & { readonly hubs?: HubReceiver; readonly holdsArchive?: boolean },
  terminal: Terminal,
): Promise<{ stop(): Promise<void> }> {
  const siteDir = join(project.root, siteFolder);
  await access(join(siteDir, 'index.html')).catch((cause: unknown) => {
    throw new NewsError('serve/no-site', { file: siteDir, cause });
  });
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  const outlets = project.sources.map(({ id, name, home }) => ({ id, name, home: home ?? '' }));
  const articles = await store.listArticles();
  const languages = new Set(articles.map(({ language }) => language.toLowerCase().split('-', 1)[0] ?? 'und'));
  languages.delete('und');
  const stopping = new AbortController();
  const rules = followRules(project, {
    signal: stopping.signal,
    onBroken: ({ message }) => terminal.say(`${terminal.style('yellow', 'policy')}  not taken up: ${message}`),
  });
  const stories = openStories(project.root);
  const readers = ReaderStore.open(project.root);
  const service = createService(
    { project, store, readers, rules, stopping: stopping.signal, holdsArchive: options.holdsArchive === true },
    options.host,
  );
  if (!service.access.isLoopback && !hasUsers(readers)) {
    throw new NewsError('serve/no-users', { detail: `Asked to serve at ${options.host}.` });
  }
  const app = createApp(
    {
      siteDir,
      site: project.site,
      look: await readLook(project),
      outlets,
      languages: [...languages].sort(),
      search: (query) => searchAllowed(store, rules, query, systemClock.now()),
      changes: changesIn(store, rules),
      ...(stories && { stories: storiesIn(project, store, stories, rules) }),
      isDateStated: ({ path }) => hasStatedDate(store, path),
      ...(options.hubs && { hubs: options.hubs }),
    },
    service,
  );
  const server = await listen(app, options).catch((cause: unknown) => {
    if (cause instanceof NewsError) throw cause;
    throw new NewsError('cli/misuse', { detail: `Cannot serve at ${options.host}: ${String(cause)}`, cause });
  });
  terminal.say(
    `Serving ${terminal.style('bold', project.site.title)} at ${terminal.style('green', server.url)}  (Ctrl-C stops)`,
  );
  return {
    stop: async () => {
      stopping.abort();
      await server.stop();
      await service.jobs.close();
      readers.close();
      stories?.close();
      await store.close();
    },
  };
}

function createService(parts: Omit<Service, 'access' | 'isReadingOpen' | 'jobs' | 'clock'>, host: string): Service {
  const { root, site } = parts.project;
  const now = (): number => systemClock.now();
  // Beside this file, whatever this process was started by.
  const main = fileURLToPath(new URL(`main${extname(import.meta.url)}`, import.meta.url));
  const program = [process.execPath, ...process.execArgv, main, '--dir', root, '--json'] as const;
  return {
    ...parts,
    access: { readers: parts.readers, now, isLoopback: isLoopback(host), hosts: [new URL(site.url).hostname] },
    isReadingOpen: false,
    jobs: createJobs({ program: [...program], now }),
    clock: systemClock,
  };
}

/** Whether only this machine reaches a server there. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback');
}

function storiesIn(
  project: Project,
  store: Store,
  index: StoryIndex,
  rules: PolicyRules,
): NonNullable<AppOptions['stories']> {
  const { read, ranked } = createStoryReader(
    project,
    store,
    { index, stages: storyStages },
    () => systemClock.now(),
    rules,
  );
  return {
    of: async (id) => {
      const story = index.get(id);
      return story && read(story);
    },
    ranked,
  };
}

function changesIn(store: Store, rules: PolicyRules): NonNullable<AppOptions['changes']> {
  const read = (article: ArticleRecord) => readShownChanges(article, store, rules, systemClock.now());
  return {
    of: async (id) => {
      const article = await store.getArticle(id);
      return article && read(article);
    },
    newest: async (limit) => {
      const all = await Promise.all((await store.listRevised(limit)).map(read));
      return all.flatMap((changed) => (changed && changed.changes.length > 0 ? [changed] : []));
    },
  };
}

/** Whether the outlet gives the date of an article, which the index doesn't tell. */
async function hasStatedDate(store: Store, path: string): Promise<boolean> {
  try {
    return (await store.readArticle(path)).frontMatter.courant?.published !== '';
  } catch {
    return true; // moved or removed by hand since it was indexed: the search goes on
  }
}
