import { readLook } from '../../src/config/read-look.ts';
import type { Project } from '../../src/config/project.ts';
import { changesIn, storiesIn } from '../../src/cli/serve.ts';
import { systemClock } from '../../src/model/clock.ts';
import type { Role, Scope } from '../../src/model/reader.ts';
import { siteFolder } from '../../src/pipeline/build-site.ts';
import { createLiveRules } from '../../src/pipeline/live-rules.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { searchAllowed } from '../../src/pipeline/search-allowed.ts';
import { openStories } from '../../src/pipeline/stories/open-stories.ts';
import { createApp } from '../../src/serve/app.ts';
import type { AppOptions } from '../../src/serve/app-context.ts';
import { createJobs } from '../../src/serve/running/create-jobs.ts';
import type { Service } from '../../src/serve/service.ts';
import { ReaderStore } from '../../src/store/reader-store.ts';
import type { Store } from '../../src/store/store.ts';

/** A service over a project that was built, as `courant serve` makes it, without a port; jobs are processes that do nothing. */
export interface TestService {
  readonly service: Service;
  readonly options: AppOptions;
  readonly store: Store;
  /** What went wrong in answers. */
  readonly errors: unknown[];
  /** Asks as somebody with this token; without one, as nobody. */
  ask(path: string, init?: RequestInit & { readonly token?: string }): Promise<Response>;
  /** The secret of a token; the user is made when there is none. */
  tokenOf(user: string, role: Role, scopes: readonly Scope[]): string;
  close(): Promise<void>;
}

export async function makeService(project: Project): Promise<TestService> {
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  const readers = ReaderStore.open(':memory:');
  const { rules, reload } = createLiveRules(project);
  const stories = openStories(project.root);
  const errors: unknown[] = [];
  const now = (): number => systemClock.now();
  const options: AppOptions = {
    siteDir: `${project.root}/${siteFolder}`,
    site: project.site,
    look: await readLook(project),
    outlets: project.sources.map(({ id, name, home }) => ({ id, name, home: home ?? '' })),
    search: (query) => searchAllowed(store, rules, query, now()),
    changes: changesIn(store, rules),
    ...(stories && { stories: storiesIn(project, store, stories, rules) }),
    onError: (error) => void errors.push(error),
  };
  const service: Service = {
    ...{ project, store, readers, rules, reloadPolicy: reload, clock: systemClock, isReadingOpen: false },
    access: { readers, now, isLoopback: false, hosts: [] },
    jobs: createJobs({ program: [process.execPath, '-e', 'console.log(JSON.stringify({event:"made-up"}))'], now }),
  };
  const app = createApp(options, service);
  return {
    ...{ service, options, store, errors },
    ask: async (path, { token, ...init } = {}) => {
      const headers = new Headers(init.headers);
      headers.set('Host', 'localhost');
      if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
      return app.request(new Request(`http://localhost${path}`, { ...init, headers }));
    },
    tokenOf: (name, role, scopes) => {
      const createdAt = new Date(now()).toISOString();
      const user = readers.users.find(name) ?? readers.users.add({ name, role, password: '', createdAt });
      if (user === undefined) throw new Error(`there is no user ${name}`);
      return readers.tokens.add({ user: user.id, name: 'test', scopes, expiresAt: 0 }, now()).secret;
    },
    close: async () => {
      await service.jobs.close();
      readers.close();
      stories?.close();
      await store.close();
    },
  };
}
