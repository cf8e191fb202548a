import { onTestFinished } from 'vitest';
import { readProject } from '../../src/config/project.ts';
import type { ArticleFile } from '../../src/model/article-file.ts';
import type { ArticleId } from '../../src/model/ids.ts';
import { toPolicyRules } from '../../src/pipeline/decide-articles.ts';
import { readShownChanges } from '../../src/pipeline/read-changes.ts';
import { searchAllowed } from '../../src/pipeline/search-allowed.ts';
import { createStoryReader } from '../../src/pipeline/stories/read-story.ts';
import type { createApp } from '../../src/serve/app.ts';
import type { ReaderStore } from '../../src/store/reader-store.ts';
import type { OpenedStore } from '../../src/store/sharing.ts';
import { makeArticle, openForTest, type SampleArticle } from '../sample-archive.ts';
import { MemoryStories, plainStages } from '../made-up-stories.ts';
import { beginSession, openService, writeProject } from '../open-service.ts';

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
  const files = Object.entries(sources).map(([id, more]) => {
    const feeds = [{ url: `https://${id}.example/feed`, kind: 'feed' }];
    return [id, { name: `The ${id}`, feeds, ...more }];
  });
  const root = await writeProject(
    { site: { url: 'https://news.example/' } },
    Object.fromEntries(files) as Record<string, object>,
  );
  const project = await readProject(root);
  const store = await openForTest(root);
  const clock = { now: Date.UTC(2025, 1, 10, 12) };
  const now = (): number => clock.now;
  const rules = toPolicyRules(project);
  const stories = new MemoryStories();
  const reader = createStoryReader(project, store, { index: stories, stages: plainStages }, now);
  const opened = await openService(project, {
    store,
    clock: { now, sleep: async () => undefined },
    access: { isLoopback: true },
    options: {
      languages: ['de', 'en'],
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
  });
  onTestFinished(opened.close);
  const { app, readers } = opened;
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
      const { cookie, formToken } = beginSession(readers, name, 'reader', clock.now);
      const own = { Host: 'localhost', Accept: 'text/html', Cookie: cookie };
      return {
        get: (path, headers = {}) => ask(path, { headers: { ...own, ...headers } }),
        post: (path, form, headers = {}) =>
          ask(path, {
            method: 'POST',
            headers: { ...own, ...headers },
            body: new URLSearchParams({ 'form-token': formToken, ...form }),
          }),
      };
    },
  };
}
