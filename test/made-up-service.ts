import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readProject } from '../src/config/project.ts';
import type { Role, User } from '../src/model/reader.ts';
import { toPolicyRules } from '../src/pipeline/decide-articles.ts';
import type { AccessOptions } from '../src/serve/access/identify.ts';
import { createApp } from '../src/serve/app.ts';
import { createJobs } from '../src/serve/running/create-jobs.ts';
import { ReaderStore } from '../src/store/reader-store.ts';
import { openForTest } from './sample-archive.ts';
import { lookIn } from './site-look.ts';

const look = await lookIn();

export interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Sent as a form. */
  readonly form?: Record<string, string> | readonly (readonly [string, string])[];
  readonly body?: string;
  /** Of the other end of the connection. */
  readonly from?: string;
  /** Of the session of this person, and the token of their forms. */
  readonly as?: Session;
}

export interface Session {
  readonly user: User;
  readonly cookie: string;
  readonly formToken: string;
}

export interface MadeUpService {
  readonly root: string;
  readonly readers: ReaderStore;
  readonly app: ReturnType<typeof createApp>;
  /** Epoch ms; may be set. */
  readonly clock: { now: number };
  ask(path: string, asked?: Asked): Promise<Response>;
  /** Adds a user who is logged in; no password is made, as that takes a while. */
  logIn(name: string, role: Role): Session;
}

const siteFiles = {
  'index.html': '<h1>Everything of today</h1>',
  'feed.xml': '<rss>everything of today</rss>',
  'media/a.png': 'a picture',
  'assets/style.css': 'body { color: black }',
  'post/2025/ferry/index.html': '<h1>The ferry is back</h1>',
};

/** A service over an empty archive with a small site, gone after the test. */
export async function makeUpService(
  options: Partial<AccessOptions> & { readonly isReadingOpen?: boolean; readonly settings?: string } = {},
): Promise<MadeUpService> {
  const { isReadingOpen = false, settings = '', ...access } = options;
  const root = await mkdtemp(join(tmpdir(), 'courant-service-'));
  await writeFile(join(root, 'courant.yaml'), `site:\n  url: https://news.example/\n${settings}`);
  const siteDir = join(root, 'public');
  for (const [path, content] of Object.entries(siteFiles)) {
    await mkdir(dirname(join(siteDir, path)), { recursive: true });
    await writeFile(join(siteDir, path), content);
  }
  const project = await readProject(root);
  const store = await openForTest(root);
  const readers = ReaderStore.open(root);
  const clock = { now: Date.UTC(2026, 0, 5, 12) };
  const now = (): number => clock.now;
  const jobs = createJobs({ program: [process.execPath, '--version'], now });
  onTestFinished(async () => {
    await jobs.close();
    readers.close();
    await store.close();
    await rm(root, { recursive: true, force: true });
  });
  const { hosts } = project.serve;
  const app = createApp(
    { siteDir, site: project.site, look, outlets: [], search: async () => [], onError: () => undefined },
    {
      ...{ project, store, readers, jobs, isReadingOpen },
      rules: toPolicyRules(project),
      access: { readers, now, isLoopback: true, hosts, ...access },
      clock: { now, sleep: async () => undefined },
    },
  );
  const ask = async (path: string, asked: Asked = {}): Promise<Response> => {
    const { form, as, from = '' } = asked;
    const pairs = form === undefined ? [] : Array.isArray(form) ? [...form] : Object.entries(form);
    if (form !== undefined && as !== undefined) pairs.push(['form-token', as.formToken]);
    const body = form === undefined ? asked.body : new URLSearchParams(pairs).toString();
    const headers = new Headers({ Host: 'localhost', ...(as && { Cookie: as.cookie }), ...asked.headers });
    if (form !== undefined) headers.set('Content-Type', 'application/x-www-form-urlencoded');
    const init = { method: asked.method ?? (body === undefined ? 'GET' : 'POST'), headers };
    const request = new Request(`http://localhost${path}`, { ...init, ...(body !== undefined && { body }) });
    const env = { incoming: { socket: { remoteAddress: from }, httpVersion: '1.1' } };
    return app.request(request, undefined, env);
  };
  const logIn = (name: string, role: Role): Session => {
    const createdAt = new Date(clock.now).toISOString();
    const user = readers.users.find(name) ?? readers.users.add({ name, role, password: '', createdAt });
    if (user === undefined) throw new Error(`${name} cannot be added`);
    const secret = readers.sessions.begin(user.id, '', clock.now, 86_400_000);
    const formToken = readers.sessions.find(secret, clock.now)?.formToken ?? '';
    return { user, cookie: `courant_session=${secret}`, formToken };
  };
  return { root, readers, app, clock, ask, logIn };
}
