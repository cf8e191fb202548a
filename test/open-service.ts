import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Project } from '../src/config/project.ts';
import { systemClock, type Clock } from '../src/model/clock.ts';
import type { Role, User } from '../src/model/reader.ts';
import { siteFolder } from '../src/pipeline/build-site.ts';
import { toPolicyRules } from '../src/pipeline/decide-articles.ts';
import type { AccessOptions } from '../src/serve/access/identify.ts';
import type { AppOptions } from '../src/serve/app-context.ts';
import { createApp } from '../src/serve/app.ts';
import { createJobs } from '../src/serve/running/create-jobs.ts';
import type { Service } from '../src/serve/service.ts';
import { ReaderStore } from '../src/store/reader-store.ts';
import type { OpenedStore } from '../src/store/sharing.ts';
import { indexOf, makeFolder, openForTest } from './sample-archive.ts';
import { lookIn } from './site-look.ts';

const look = await lookIn();

/** Writes a project into a folder that is gone after the test; returns the folder. `sources`: by id; `files`: by path, as those of a site. */
export async function writeProject(
  settings: object,
  sources: Readonly<Record<string, object>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const root = await makeFolder();
  const all = {
    ...files,
    'courant.yaml': stringify({ ...settings, ...indexOf(root) }),
    ...Object.fromEntries(Object.entries(sources).map(([id, source]) => [`sources/${id}.yaml`, stringify(source)])),
  };
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

/** What a test has otherwise than others. */
export interface ServiceParts {
  readonly clock?: Clock;
  /** By itself open for writing, so that a test can fill it. */
  readonly store?: OpenedStore;
  readonly readers?: ReaderStore;
  /** What runs instead of the commands of the program. */
  readonly program?: readonly [string, ...string[]];
  readonly access?: Partial<AccessOptions>;
  readonly service?: Partial<Service>;
  readonly options?: Partial<AppOptions>;
}

/** A service over the archive of a project, asked without a port. */
export interface OpenedService {
  readonly store: OpenedStore;
  readonly readers: ReaderStore;
  readonly service: Service;
  readonly options: AppOptions;
  readonly app: ReturnType<typeof createApp>;
  close(): Promise<void>;
}

export async function openService(project: Project, parts: ServiceParts = {}): Promise<OpenedService> {
  const { clock = systemClock, program = [process.execPath, '--version'] } = parts;
  const now = (): number => clock.now();
  const store = parts.store ?? (await openForTest(project.root, 'write', clock));
  const readers = parts.readers ?? ReaderStore.open(project.root);
  const service: Service = {
    ...{ project, store, readers, clock, isReadingOpen: false, rules: toPolicyRules(project) },
    access: { readers, now, isLoopback: false, hosts: project.serve.hosts, ...parts.access },
    jobs: createJobs({ program: [...program], now }),
    ...parts.service,
  };
  const options: AppOptions = {
    ...{ siteDir: join(project.root, siteFolder), site: project.site, look, search: async () => [] },
    outlets: project.sources.map(({ id, name, home }) => ({ id, name, home: home ?? '' })),
    ...parts.options,
  };
  return {
    ...{ store, readers, service, options, app: createApp(options, service) },
    close: async () => {
      await service.jobs.close();
      readers.close();
      await store.close();
    },
  };
}

/** Somebody who is logged in at a browser. */
export interface Session {
  readonly user: User;
  readonly cookie: string;
  /** Of their forms. */
  readonly formToken: string;
}

/** Logs somebody in, who is added when there is none of the name; no password is made, as that takes a while. `now`: epoch ms. */
export function beginSession(readers: ReaderStore, name: string, role: Role, now: number): Session {
  const user = getUser(readers, name, role, now);
  const secret = readers.sessions.begin(user.id, '', now, 86_400_000);
  const formToken = readers.sessions.find(secret, now)?.formToken ?? '';
  return { user, cookie: `courant_session=${secret}`, formToken };
}

/** The user of a name, who is added when there is none. `now`: epoch ms. */
export function getUser(readers: ReaderStore, name: string, role: Role, now: number): User {
  const createdAt = new Date(now).toISOString();
  const user = readers.users.find(name) ?? readers.users.add({ name, role, password: '', createdAt });
  if (user === undefined) throw new Error(`${name} cannot be added`);
  return user;
}
