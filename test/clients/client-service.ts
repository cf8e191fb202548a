import { onTestFinished } from 'vitest';
import { readProject } from '../../src/config/project.ts';
import type { Role, Scope, User } from '../../src/model/reader.ts';
import type { createApp } from '../../src/serve/app.ts';
import { hashPassword } from '../../src/serve/access/password.ts';
import { createLoginAttempts } from '../../src/serve/access/login-attempts.ts';
import { createTally } from '../../src/serve/running/job-tally.ts';
import type { Job, Jobs } from '../../src/serve/running/jobs.ts';
import type { Service } from '../../src/serve/service.ts';
import type { ReaderStore } from '../../src/store/reader-store.ts';
import type { OpenedStore } from '../../src/store/sharing.ts';
import { openService, writeProject } from '../open-service.ts';
import { makeArticle, noon, type SampleArticle } from '../sample-archive.ts';

/** Made once: it takes a while, on purpose. */
const password = await hashPassword('correct horse');

const sources = {
  'harbor-gazette': { name: 'Harbor Gazette', home: 'https://harbor.example/', language: 'en', topics: ['Harbor'] },
  'hill-post': { name: 'Hill Post', home: 'https://hill.example/', language: 'de', topics: ['Hills & Dales'] },
  'quiet-letter': {
    name: 'Quiet Letter',
    home: 'https://quiet.example/',
    language: 'en',
    publish: { text: 'private' },
  },
  'short-news': { name: 'Short News', home: 'https://short.example/', language: 'en', publish: { text: 'headline' } },
} as const;

/** A made-up archive that is served to clients. It is noon on 9 February 2025; Ana came at noon of the day before. */
export interface ClientService {
  readonly root: string;
  readonly store: OpenedStore;
  readonly service: Service;
  readonly readers: ReaderStore;
  readonly ana: User;
  readonly app: ReturnType<typeof createApp>;
  /** Commands that were begun. */
  readonly begun: readonly Job[];
  /** As the app is asked over the network. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  put(address: string, sample?: SampleArticle): Promise<string>;
  token(scopes?: readonly Scope[], user?: User): string;
  add(name: string, role: Role): User;
  pass(ms: number): void;
}

/** `onJob`: what a command does, and the lines that it writes. */
export async function startClientService(
  onJob: (job: Job, root: string) => Promise<readonly string[]> = async () => [],
): Promise<ClientService> {
  const site = { title: 'The Courant', url: 'https://news.example/', timeZone: 'UTC' };
  const files = Object.entries(sources).map(([id, source]) => {
    const feeds = [{ kind: 'feed', url: `${source.home}feed` }];
    return [id, { ...source, feeds }];
  });
  const root = await writeProject({ site }, Object.fromEntries(files) as Record<string, object>);
  let now = noon;
  const began: Job[] = [];
  const opened = await openService(await readProject(root), {
    clock: { now: () => now, sleep: async () => undefined },
    access: { hosts: ['news.example'], attempts: createLoginAttempts(() => now) },
    service: { jobs: fakeJobs(began, (job) => onJob(job, root)) },
  });
  onTestFinished(opened.close);
  const { store, readers, service, app } = opened;
  const add = (name: string, role: Role): User => {
    const user = readers.users.add({ name, role, password, createdAt: '2025-02-08T12:00:00.000Z' });
    if (user === undefined) throw new Error(`there is a ${name}`);
    return user;
  };
  const ana = add('ana', 'reader');
  return {
    ...{ root, store, service, readers, ana, app, add },
    begun: began,
    ask: async (path, init) => {
      const request = new Request(`http://localhost${path}`, init);
      request.headers.set('Host', 'localhost');
      return app.request(request);
    },
    put: async (address, sample) => {
      const { id, file } = makeArticle(address, sample);
      await store.putArticle(id, file);
      return id;
    },
    token: (scopes = ['read', 'mark'], user = ana) =>
      readers.tokens.add({ user: user.id, name: 'reader', scopes, expiresAt: 0 }, now).secret,
    pass: (ms) => (now += ms),
  };
}

/** Commands that end at once. */
function fakeJobs(began: Job[], run: (job: Job) => Promise<readonly string[]>): Jobs {
  return {
    start: (command, args, user) => {
      const id = began.length + 1;
      const { tally } = createTally();
      const job: Job = { id, command, args, user, startedAt: 1, endedAt: 0, events: [], said: '', tally };
      began.push(job);
      return job;
    },
    get: (id) => began[id - 1],
    list: () => began,
    listen: (id, listener) => {
      const job = began[id - 1];
      if (job === undefined) throw new Error(`no job ${id}`);
      void run(job).then(
        (events) => {
          began[id - 1] = { ...job, endedAt: 2, exitCode: 0, events };
          listener(undefined);
        },
        (error: unknown) => {
          began[id - 1] = { ...job, endedAt: 2, exitCode: 1, said: String(error) };
          listener(undefined);
        },
      );
      return () => undefined;
    },
    stop: () => undefined,
    close: async () => undefined,
  };
}

/** What most tests begin with: two articles of today, one of three weeks ago, one that is hidden, one of which the headline is shown. */
export async function withArticles(client: ClientService): Promise<void> {
  await client.put('https://harbor.example/old', {
    ...{ outlet: 'harbor-gazette', title: 'The old pier', date: '2025-01-20 08:00:00' },
  });
  await client.put('https://harbor.example/ferry', {
    ...{
      outlet: 'harbor-gazette',
      title: 'Ferry <b>late</b> & wet',
      date: '2025-02-09 08:00:00',
      authors: ['Mo Reed'],
    },
    body: 'The ferry was *late*. <script>alert(1)</script> [more](javascript:alert(2)) ![a boat](https://harbor.example/boat.png)',
  });
  await client.put('https://quiet.example/secret', {
    ...{ outlet: 'quiet-letter', title: 'A secret', date: '2025-02-09 08:30:00', body: 'hidden words' },
  });
  await client.put('https://short.example/news', {
    ...{ outlet: 'short-news', title: 'A short one', date: '2025-02-09 08:40:00', body: 'unshown words' },
  });
  await client.put('https://hill.example/snow', {
    ...{ outlet: 'hill-post', title: 'Schnee', language: 'de', date: '2025-02-09 09:00:00' },
  });
}
