import { readLook } from '../../src/config/read-look.ts';
import type { Project } from '../../src/config/project.ts';
import { changesIn, storiesIn } from '../../src/cli/serve.ts';
import { systemClock } from '../../src/model/clock.ts';
import type { Role, Scope } from '../../src/model/reader.ts';
import { createLiveRules } from '../../src/pipeline/live-rules.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { searchAllowed } from '../../src/pipeline/search-allowed.ts';
import { openStories } from '../../src/pipeline/stories/open-stories.ts';
import { ReaderStore } from '../../src/store/reader-store.ts';
import { getUser, openService, type OpenedService } from '../open-service.ts';

/** A service over a project that was built, as `courant serve` makes it, without a port; jobs are processes that do nothing. */
export interface TestService extends Pick<OpenedService, 'service' | 'options' | 'store' | 'close'> {
  /** What went wrong in answers. */
  readonly errors: unknown[];
  /** Asks as somebody with this token; without one, as nobody. */
  ask(path: string, init?: RequestInit & { readonly token?: string }): Promise<Response>;
  /** The secret of a token; the user is made when there is none. */
  tokenOf(user: string, role: Role, scopes: readonly Scope[]): string;
}

export async function makeService(project: Project): Promise<TestService> {
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  const { rules, reload } = createLiveRules(project);
  const stories = openStories(project.root);
  const errors: unknown[] = [];
  const now = (): number => systemClock.now();
  const { app, readers, service, options, close } = await openService(project, {
    ...{ store, readers: ReaderStore.open(':memory:') },
    program: [process.execPath, '-e', 'console.log(JSON.stringify({event:"made-up"}))'],
    service: { rules, reloadPolicy: reload },
    options: {
      look: await readLook(project),
      search: (query) => searchAllowed(store, rules, query, now()),
      changes: changesIn(store, rules),
      ...(stories && { stories: storiesIn(project, store, stories, rules) }),
      onError: (error) => void errors.push(error),
    },
  });
  return {
    ...{ service, options, store, errors },
    ask: async (path, { token, ...init } = {}) => {
      const headers = new Headers(init.headers);
      headers.set('Host', 'localhost');
      if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
      return app.request(new Request(`http://localhost${path}`, { ...init, headers }));
    },
    tokenOf: (name, role, scopes) => {
      const user = getUser(readers, name, role, now());
      return readers.tokens.add({ user: user.id, name: 'test', scopes, expiresAt: 0 }, now()).secret;
    },
    close: async () => {
      await close();
      stories?.close();
    },
  };
}
