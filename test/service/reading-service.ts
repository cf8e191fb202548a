import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { readProject } from '../../src/config/project.ts';
import type { ArticleFile } from '../../src/model/article-file.ts';
import type { ArticleId } from '../../src/model/ids.ts';
import { toPolicyRules } from '../../src/pipeline/decide-articles.ts';
import { readShownChanges } from '../../src/pipeline/read-changes.ts';
import { searchAllowed } from '../../src/pipeline/search-allowed.ts';
import { createStoryReader } from '../../src/pipeline/stories/read-story.ts';
import { createApp } from '../../src/serve/app.ts';
import { createJobs } from '../../src/serve/running/create-jobs.ts';
import { ReaderStore } from '../../src/store/reader-store.ts';
import type { OpenedStore } from '../../src/store/sharing.ts';
import { indexOf, makeArticle, openForTest, type SampleArticle } from '../sample-archive.ts';
import { MemoryStories, plainStages } from '../made-up-stories.ts';
import { lookIn } from '../site-look.ts';

const look = await lookIn();

/** A person at their browser. */
export interface Reader {
  get(
    path: string,
    headers?: Record<string, string>,
  ): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }>;
  /** Sends a form as a page has it; `headers` of a script. */
  post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers?: Record<string, string>,
  ): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }>;
}

export interface ReadingService {
  readonly app: ReturnType<typeof createApp>;
  readonly store: OpenedStore;
  readonly readers: ReaderStore;
  readonly stories: MemoryStories;
  readonly clock: { now: number };
  put(
    name: string,
    sample?: SampleArticle,
    replaces?: ArticleFile,
  ): Promise<{ readonly id: ArticleId; readonly file: ArticleFile }>;
  as(name: string): Reader;
}

/** A service over an archive that a test fills, gone after the test. `sources`: what source files say besides their name. */
export async function makeReadingService(
  sources: Readonly<Record<string, object>> = { 'example-daily': {}, 'quiet-herald': {} },
): Promise<ReadingService> {
  const root = await mkdtemp(join(tmpdir(), 'courant-reading-'));
  await mkdir(join(root, 'sources'));
  await mkdir(join(root, 'public'));
  await writeFile(join(root, 'courant.yaml'), stringify({ site: { url: 'https://news.example/' }, ...indexOf(root) }));
  for (const [id, more] of Object.entries(sources)) {
    const feeds = [{ url: `https://${id}.example/feed`, kind: 'feed' }];
    await writeFile(join(root, 'sources', `${id}.yaml`), stringify({ name: `The ${id}`, feeds, ...more }));
  }
  const project = await readProject(root);
  const store = await openForTest(root);
  const readers = ReaderStore.open(root);
  const clock = { now: Date.UTC(2025, 1, 10, 12) };
  const now = (): number => clock.now;
  const rules = toPolicyRules(project);
  const jobs = createJobs({ program: [process.execPath, '--version'], now });
  onTestFinished(async () => {
    await jobs.close();
    readers.close();
    await store.close();
    await rm(root, { recursive: true, force: true });
  });
  const stories = new MemoryStories();
  const reader = createStoryReader(project, store, { index: stories, stages: plainStages }, now);
  const app = createApp(
    {
      ...{ siteDir: join(root, 'public'), site: project.site, look, languages: ['de', 'en'] },
      outlets: project.sources.map(({ id, name }) => ({ id, name, home: '' })),
      search: (query) => searchAllowed(store, rules, query, now()),
      stories: {
        of: async (id) => {
          const story = stories.get(id);
          return story && reader.read(story);
        },
        ranked: reader.ranked,
        idOf: (path) => stories.storyOf(path)?.id,
      },
      changes: {
        of: async (id) => {
          const article = await store.getArticle(id);
          return article && readShownChanges(article, store, rules, now());
        },
        newest: async () => [],
      },
    },
    {
      ...{ project, store, readers, rules, jobs, isReadingOpen: false },
      access: { readers, now, isLoopback: true, hosts: [] },
      clock: { now, sleep: async () => undefined },
    },
  );
  const ask = async (path: string, init: RequestInit) => {
    const env = { incoming: { socket: { remoteAddress: '127.0.0.1' }, httpVersion: '1.1' } };
    const answer = await app.request(new Request(`http://localhost${path}`, init), undefined, env);
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  return {
    ...{ app, store, readers, clock, stories },
    put: async (name, sample = {}, replaces) => {
      const { outlet = 'example-daily', date = '2025-02-09 11:30:00' } = sample;
      const path = `content/post/${date.slice(0, 10).replaceAll('-', '/')}/${outlet}/${name}.md`;
      const made = makeArticle(`https://${outlet}.example/${name}`, { path, ...sample });
      await store.putArticle(made.id, made.file, replaces && { replaces: { revision: 1, file: replaces } });
      return made;
    },
    as: (name) => {
      const createdAt = new Date(clock.now).toISOString();
      const user = readers.users.find(name) ?? readers.users.add({ name, role: 'reader', password: '', createdAt });
      if (user === undefined) throw new Error(`${name} cannot be added`);
      const secret = readers.sessions.begin(user.id, '', clock.now, 86_400_000);
      const token = readers.sessions.find(secret, clock.now)?.formToken ?? '';
      const own = { Host: 'localhost', Accept: 'text/html', Cookie: `courant_session=${secret}` };
      return {
        get: (path, headers = {}) => ask(path, { headers: { ...own, ...headers } }),
        post: (path, form, headers = {}) =>
          ask(path, {
            method: 'POST',
            headers: { ...own, ...headers },
            body: new URLSearchParams({ 'form-token': token, ...form }),
          }),
      };
    },
  };
}
