import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { readProject } from '../src/config/project.ts';
import { systemClock } from '../src/model/clock.ts';
import type { Role } from '../src/model/reader.ts';
import type { Job, Jobs } from '../src/serve/running/jobs.ts';
import type { ReaderStore } from '../src/store/reader-store.ts';
import type { OpenedStore } from '../src/store/sharing.ts';
import { beginSession, openService, writeProject, type Session } from './open-service.ts';
import { openForTest } from './sample-archive.ts';

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

type Login = Pick<Session, 'cookie' | 'formToken'>;

export interface RunningService {
  readonly root: string;
  readonly readers: ReaderStore;
  readonly jobs: Jobs;
  /** Somebody who is logged in. */
  logIn(name: string, role: Role): Session;
  get(path: string, person?: Login): Promise<Response>;
  /** Sends a form of one of our pages. */
  post(path: string, person: Login, fields?: Readonly<Record<string, string>>): Promise<Response>;
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
  const root = await writeProject(options.settings ?? {}, options.sources);
  const writer = await openForTest(root);
  await options.fill?.(writer);
  await writer.close();
  const script = join(root, 'script.mjs');
  await writeFile(script, options.script ?? '');
  const courant = ['--import', 'tsx', main, '--dir', root, '--json'];
  const opened = await openService(await readProject(root), {
    store: await openForTest(root, 'read', systemClock),
    program: [process.execPath, ...(options.script === undefined ? courant : [script])],
    service: { holdsArchive: options.holdsArchive === true },
    options: { onError: () => undefined },
  });
  onTestFinished(opened.close);
  const { app, readers } = opened;
  const { jobs } = opened.service;
  const ask = async (path: string, init: RequestInit): Promise<Response> =>
    app.request(new Request(`http://localhost${path}`, init));
  return {
    ...{ root, readers, jobs },
    logIn: (name, role) => beginSession(readers, name, role, Date.now()),
    get: (path, person) => ask(path, { headers: { ...headersOf(person), Accept: 'text/html' } }),
    post: (path, person, fields = {}) => {
      const body = new URLSearchParams({ 'form-token': person.formToken, ...fields });
      return ask(path, { method: 'POST', headers: { ...headersOf(person), 'Sec-Fetch-Site': 'same-origin' }, body });
    },
    ended: (answer) => endOf(jobs, answer),
  };
}

function headersOf(person: Login | undefined): Record<string, string> {
  return { Host: 'localhost', ...(person && { Cookie: person.cookie }) };
}

async function endOf(jobs: Jobs, answer: Response): Promise<Job> {
  const id = Number(/\/app\/jobs\/(\d+)$/.exec(answer.headers.get('Location') ?? '')?.[1]);
  await new Promise<void>((resolve) => jobs.listen(id, (line) => line === undefined && resolve()));
  const job = jobs.get(id);
  if (job === undefined) throw new Error(`no job: status ${answer.status}, ${await answer.text()}`);
  return job;
}
