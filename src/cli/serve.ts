import { access } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ipaddr from 'ipaddr.js';
import { readEnvironment } from '../config/environment.ts';
import { readProject, type Project } from '../config/project.ts';
import { readLook } from '../config/read-look.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { buildSite, siteFolder } from '../pipeline/build-site.ts';
import type { AppOptions } from '../serve/app-context.ts';
import { createApp } from '../serve/app.ts';
import { hasUsers, type AccessOptions } from '../serve/access/identify.ts';
import { createLoginAttempts } from '../serve/access/login-attempts.ts';
import { createRequestBudget } from '../serve/access/request-budget.ts';
import { createAccessLog, type RequestLog } from '../serve/operation/access-log.ts';
import { keepArticles, type FindArticleFile } from '../serve/operation/kept-articles.ts';
import { createLiveApp, type OpenedApp } from '../serve/operation/live-app.ts';
import { hearHangUps, type HangUps } from '../serve/operation/hang-ups.ts';
import { createRequestMeter } from '../serve/operation/request-meter.ts';
import { openTracing } from '../serve/operation/tracing.ts';
import { hurryJobs, stopJobs, untilStopped } from '../serve/operation/shutdown.ts';
import { createJobs } from '../serve/running/create-jobs.ts';
import type { Jobs } from '../serve/running/jobs.ts';
import type { Service } from '../serve/service.ts';
import { ReaderStore } from '../store/reader-store.ts';
import { listen } from '../serve/listen.ts';
import type { HubReceiver } from '../pipeline/receive-push.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import type { PolicyRules } from '../pipeline/decide-articles.ts';
import { createLiveRules } from '../pipeline/live-rules.ts';
import { readOwnPages } from '../pipeline/read-own-pages.ts';
import { readShownChanges } from '../pipeline/read-changes.ts';
import { searchAllowed } from '../pipeline/search-allowed.ts';
import { openStories } from '../pipeline/stories/open-stories.ts';
import { createStoryReader } from '../pipeline/stories/read-story.ts';
import type { StoryIndex } from '../pipeline/stories/story-source.ts';
import { storyStages } from '../pipeline/stories/story-stages.ts';
import type { ArticleRecord, Store } from '../store/store.ts';
import { isAccessible } from '../store/is-accessible.ts';
import { buildOnce } from './build.ts';
import { followChanges } from './follow-changes.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';
import { watchArchive } from './watch-archive.ts';

export interface ServeOptions extends GlobalOptions {
  readonly port: number;
  readonly host: string;
  readonly log?: RequestLog;
  /** Builds the site again when something changes. */
  readonly watch?: boolean;
}

/** `courant serve`: serves the built site with search, until stopped. */
export async function runServe(asked: ServeOptions, terminal: Terminal): Promise<void> {
  const options = { ...asked, hangUps: hearHangUps() };
  const project = await readProject(options.dir);
  refuseOpenDoor(project, options.host);
  if (!(await isAccessible(join(project.root, siteFolder, 'index.html')))) {
    // A new archive is filled from the browser, too.
    await buildOnce({ ...options, check: false, anew: false }, terminal);
  }
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

export async function serveUntilStopped(project: Project, options: ListenOptions, terminal: Terminal): Promise<void> {
  const server = await startServing(project, options, terminal);
  await untilStopped(server.hurry);
  await server.stop();
}

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  /** `json`: each request as a line of JSON on the standard error output. */
  readonly log?: RequestLog;
  readonly hubs?: HubReceiver;
  /** This process collects, and has the archive for itself. */
  readonly holdsArchive?: boolean;
  /** Hears of a configuration that was read again. */
  readonly onProject?: (project: Project) => void;
  /** What heard SIGHUP until it listens; closed when it stops. */
  readonly hangUps?: HangUps;
}

/** Serves the built site until `stop`; with `hubs`, also what hubs call. A changed configuration is taken over while it serves, and so is an index
 *  that was made anew. */
export async function startServing(
  project: Project,
  options: ListenOptions,
  terminal: Terminal,
): Promise<{ readonly url: string; stop(): Promise<void>; hurry(): void }> {
  refuseOpenDoor(project, options.host);
  const siteDir = join(project.root, siteFolder);
  await access(join(siteDir, 'index.html')).catch((cause: unknown) => {
    throw new NewsError('serve/no-site', { file: siteDir, cause });
  });
  const readers = ReaderStore.open(project.root);
  const now = (): number => systemClock.now();
  const log = options.log === 'json' ? { log: createAccessLog((line) => terminal.say(line), now) } : {};
  const tracing = readEnvironment().hasCollector ? { tracing: await openTracing() } : {};
  const operation = { meter: createRequestMeter(), ...log, ...tracing };
  const stopping = new AbortController();
  const shared: Shared = {
    ...{ readers, jobs: createJobsOf(project), operation, stopping: stopping.signal },
    holdsArchive: options.holdsArchive === true,
    attempts: createLoginAttempts(now),
    requests: createRequestBudget(project.serve.requestsPerMinute, now),
  };
  const live = createLiveApp(await openApp(project, shared, options));
  const server = await listen(live, options).catch((cause: unknown) => {
    if (cause instanceof NewsError) throw cause;
    throw new NewsError('serve/cannot-listen', {
      detail: `Port ${options.port} at ${options.host}: ${String(cause)}`,
      cause,
    });
  });
  const unwatch = await followChanges(project, {
    open: (changed) => live.renew(() => openApp(changed, shared, options)),
    say: (line) => terminal.say(line),
    ...(options.onProject && { onProject: options.onProject }),
    ...(options.hangUps && { hangUps: options.hangUps }),
  });
  terminal.say(
    `Serving ${terminal.style('bold', project.site.title)} at ${terminal.style('green', server.url)}  (Ctrl-C stops)`,
  );
  return {
    url: server.url,
    hurry: () => hurryJobs(shared.jobs),
    stop: async () => {
      unwatch();
      stopping.abort();
      await Promise.all([server.stop(), stopJobs(shared.jobs)]);
      await live.close();
      readers.close();
      await tracing.tracing?.close();
    },
  };
}

/** What outlives a change of the configuration. */
type Shared = Pick<Service, 'readers' | 'jobs'> &
  Required<Pick<Service, 'operation' | 'stopping' | 'holdsArchive'>> &
  Required<Pick<AccessOptions, 'attempts' | 'requests'>>;

/** What answers, as the configuration has it, and what it answers from. Throws NewsError `store/*`, `serve/no-users`. */
async function openApp(project: Project, shared: Shared, options: ListenOptions): Promise<OpenedApp> {
  const words = await readLook(project);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  const look = { ...words, own: await readOwnPages(project, store) };
  const findArticleFile = keepArticles(store);
  const outlets = project.sources.map(({ id, name, home }) => ({ id, name, home: home ?? '' }));
  const tags = await store.listLanguages();
  const languages = new Set(tags.map((language) => language.toLowerCase().split('-', 1)[0] ?? 'und'));
  languages.delete('und');
  const { rules, reload } = createLiveRules(project);
  const stories = openStories(project.root);
  const service = createService({ project, store, rules, reloadPolicy: reload, ...shared }, options.host);
  const app = createApp(
    {
      siteDir: join(project.root, siteFolder),
      site: project.site,
      look,
      outlets,
      languages: [...languages].sort(),
      search: (query) =>
        searchAllowed({ search: (some) => store.search(some), findArticleFile }, rules, query, systemClock.now()),
      mark: () => store.articleMark(),
      changes: changesIn(store, rules),
      ...(stories && { stories: storiesIn(project, store, stories, rules) }),
      isDateStated: ({ path }) => hasStatedDate(findArticleFile, path),
      ...(options.hubs && { hubs: options.hubs }),
    },
    service,
  );
  return {
    app,
    close: async () => {
      stories?.close();
      await store.close();
    },
  };
}

/** Where others than this machine reach the server, somebody must be able to log in: else it would be everybody's. Throws NewsError
 *  `serve/no-users`. */
export function refuseOpenDoor({ root }: Project, host: string): void {
  if (isLoopback(host)) return;
  const readers = ReaderStore.open(root);
  const isOpen = !hasUsers(readers);
  readers.close();
  if (isOpen) throw new NewsError('serve/no-users', { detail: `Asked to serve at ${host}.` });
}

function createJobsOf({ root }: Project): Jobs {
  // Beside this file, whatever this process was started by.
  const main = fileURLToPath(new URL(`main${extname(import.meta.url)}`, import.meta.url));
  const program = [process.execPath, ...process.execArgv, main, '--dir', root, '--json'] as const;
  return createJobs({ program: [...program], now: () => systemClock.now() });
}

type ServiceParts = Shared & Pick<Service, 'project' | 'store' | 'rules'> & Required<Pick<Service, 'reloadPolicy'>>;

function createService({ attempts, requests, ...parts }: ServiceParts, host: string): Service {
  const { serve } = parts.project;
  return {
    ...parts,
    access: {
      ...{ readers: parts.readers, now: () => systemClock.now(), isLoopback: isLoopback(host), hosts: serve.hosts },
      ...(serve.proxy && { proxy: serve.proxy }),
      ...(serve.oidc && { oidc: serve.oidc }),
      ...{ attempts, requests },
    },
    isReadingOpen: serve.reading === 'open',
    clock: systemClock,
  };
}

/** Whether only this machine reaches a server there. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback');
}

/** Stories as the server and programs see them. */
export function storiesIn(
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
    idOf: (path) => index.storyOf(path)?.id,
  };
}

/** What outlets changed, as the server and programs see it. */
export function changesIn(store: Store, rules: PolicyRules): NonNullable<AppOptions['changes']> {
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
async function hasStatedDate(find: FindArticleFile, path: string): Promise<boolean> {
  try {
    return (await find(path))?.frontMatter.courant?.published !== '';
  } catch {
    return true; // broken by hand since it was indexed: the search goes on
  }
}
