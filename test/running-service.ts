import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { readProject } from '../src/config/project.ts';
import { systemClock } from '../src/model/clock.ts';
import type { Role } from '../src/model/reader.ts';
import { toPolicyRules } from '../src/pipeline/decide-articles.ts';
import { createApp } from '../src/serve/app.ts';
import { createJobs } from '../src/serve/running/create-jobs.ts';
import type { Job, Jobs } from '../src/serve/running/jobs.ts';
import { ReaderStore } from '../src/store/reader-store.ts';
import type { OpenedStore } from '../src/store/sharing.ts';
import { indexOf, makeFolder, openForTest } from './sample-archive.ts';
import { lookIn } from './site-look.ts';

const look = await lookIn();
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

export interface Person {
  readonly name: string;
  readonly cookie: string;
  readonly formToken: string;
}

export interface RunningService {
  readonly root: string;
  readonly readers: ReaderStore;
  readonly jobs: Jobs;
  /** Somebody who is logged in. */
  logIn(name: string, role: Role): Person;
  get(path: string, person?: Person): Promise<Response>;
  /** Sends a form of one of our pages. */
  post(path: string, person: Person, fields?: Readonly<Record<string, string>>): Promise<Response>;
  /** The job that an answer leads to, when it has ended. */
  ended(answer: Response): Promise<Job>;
}

/** A service over an archive, gone after the test. `script`: what runs (Node, as module) instead of the commands of the program. */
export async function startRunningService(
  options: {
    readonly script?: string;
    readonly settings?: object;
    readonly sources?: Readonly<Record<string, object>>;
    readonly fill?: (store: OpenedStore) => Promise<void>;
    readonly holdsArchive?: boolean;
  } = {},
): Promise<RunningService> {
  const root = await makeFolder();
  await put(join(root, 'courant.yaml'), stringify({ ...indexOf(root), ...options.settings }));
  for (const [id, source] of Object.entries(options.sources ?? {}))
    await put(join(root, 'sources', `${id}.yaml`), stringify(source));
  const writer = await openForTest(root);
  await options.fill?.(writer);
  await writer.close();
  await put(join(root, 'script.mjs'), options.script ?? '');
  const store = await openForTest(root, 'read', systemClock);
  const readers = ReaderStore.open(root);
  const project = await readProject(root);
  const courant = [process.execPath, '--import', 'tsx', main, '--dir', root, '--json'] as const;
  const program = options.script === undefined ? courant : ([process.execPath, join(root, 'script.mjs')] as const);
  const now = (): number => systemClock.now();
  const jobs = createJobs({ program: [...program], now });
  const app = createApp(
    {
      siteDir: join(root, 'public'),
      site: project.site,
      look,
      outlets: [],
      search: async () => [],
      onError: () => undefined,
    },
    {
      ...{ project, store, readers, jobs, isReadingOpen: false, clock: systemClock },
      holdsArchive: options.holdsArchive === true,
      rules: toPolicyRules(project),
      access: { readers, now, isLoopback: false, hosts: [] },
    },
  );
  onTestFinished(async () => {
    await jobs.close();
    readers.close();
    await store.close();
  });
  const ask = async (path: string, init: RequestInit): Promise<Response> =>
    app.request(new Request(`http://localhost${path}`, init));
  return {
    ...{ root, readers, jobs },
    logIn: (name, role) => logIn(readers, name, role),
    get: (path, person) => ask(path, { headers: { ...headersOf(person), Accept: 'text/html' } }),
    post: (path, person, fields = {}) => {
      const body = new URLSearchParams({ 'form-token': person.formToken, ...fields });
      return ask(path, { method: 'POST', headers: { ...headersOf(person), 'Sec-Fetch-Site': 'same-origin' }, body });
    },
    ended: (answer) => endOf(jobs, answer),
  };
}

function headersOf(person: Person | undefined): Record<string, string> {
  return { Host: 'localhost', ...(person && { Cookie: person.cookie }) };
}

function logIn(readers: ReaderStore, name: string, role: Role): Person {
  const user = readers.users.add({ name, role, password: '', createdAt: '2026-01-05T12:00:00Z' });
  if (user === undefined) throw new Error(`${name} cannot be added`);
  const secret = readers.sessions.begin(user.id, '', Date.now(), 86_400_000);
  const formToken = readers.sessions.find(secret, Date.now())?.formToken ?? '';
  return { name, cookie: `courant_session=${secret}`, formToken };
}

async function endOf(jobs: Jobs, answer: Response): Promise<Job> {
  const id = Number(/\/app\/jobs\/(\d+)$/.exec(answer.headers.get('Location') ?? '')?.[1]);
  await new Promise<void>((resolve) => jobs.listen(id, (line) => line === undefined && resolve()));
  const job = jobs.get(id);
  if (job === undefined) throw new Error(`no job: status ${answer.status}, ${await answer.text()}`);
  return job;
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
