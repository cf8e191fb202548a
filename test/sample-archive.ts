import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { inject, onTestFinished } from 'vitest';
import type { ArticleFile } from '../src/model/article-file.ts';
import type { Clock } from '../src/model/clock.ts';
import { parseSourceId, type ArticleId, type SourceId, type Url } from '../src/model/ids.ts';
import type { Link, LinkHints } from '../src/model/link.ts';
import type { Page } from '../src/model/page.ts';
import { toArticleId } from '../src/store/article-id.ts';
import { frontMatterDefaults } from '../src/store/front-matter.ts';
import { openStore } from '../src/store/open-store.ts';
import type { OpenedStore } from '../src/store/sharing.ts';
import type { Observation } from '../src/store/store.ts';
import { toUrl } from '../src/url/normalize.ts';

/** 2025-02-09T12:00:00Z, and it stays so. */
export const noon = Date.UTC(2025, 1, 9, 12);
export const stillClock: Clock = { now: () => noon, sleep: async () => undefined };

/** A decoder for tests: gzip only, `null` for a broken body. */
export function decode(raw: Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(gunzipSync(raw));
  } catch {
    return null; // what the contract wants
  }
}

/** An empty folder that is gone after the test. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'courant-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Where the index of an archive lies in this run of the tests: in a file of it, or in a schema of a PostgreSQL that runs for the
 *  tests alone. */
export function indexOf(root: string): { readonly database?: string } {
  const server = inject('postgres');
  if (server === undefined) return {};
  return { database: `${server}?schema=test_${createHash('sha256').update(resolve(root)).digest('hex').slice(0, 24)}` };
}

export function openForTest(
  root: string,
  mode: 'write' | 'read' = 'write',
  clock: Clock = stillClock,
): Promise<OpenedStore> {
  return openStore(root, { clock, mode, decode, ...indexOf(root) });
}

/** A store for writing in an empty folder, closed after the test. */
export async function makeStore(clock: Clock = stillClock): Promise<OpenedStore> {
  const store = await openForTest(await makeFolder(), 'write', clock);
  onTestFinished(() => store.close());
  return store;
}

export function urlOf(text: string): Url {
  const url = toUrl(text);
  if (url === null) throw new TypeError(`no address: ${text}`);
  return url;
}

export function sourceOf(text: string): SourceId {
  const source = parseSourceId(text);
  if (source === null) throw new TypeError(`no source: ${text}`);
  return source;
}

export function makePage(address: string, body: string | Uint8Array = '<p>Hello</p>', more: Partial<Page> = {}): Page {
  const url = urlOf(address);
  const raw = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const headers: Page['headers'] = [['content-type', 'text/html; charset=utf-8']];
  return {
    requestedUrl: url,
    url,
    status: 200,
    headers,
    raw,
    bytes: raw,
    fetchedAt: '2025-02-09T11:59:58.250Z',
    ...more,
  };
}

export function makeLink(address: string, hints: LinkHints = {}, source = 'example-daily'): Link {
  const foundIn = urlOf('https://daily.example/feed');
  return { url: urlOf(address), source: sourceOf(source), foundIn, foundAt: '2025-02-09T12:00:00Z', hints };
}

export interface SampleArticle {
  readonly title?: string;
  readonly body?: string;
  readonly date?: string;
  readonly outlet?: string;
  readonly language?: string;
  readonly tags?: readonly string[];
  readonly authors?: readonly string[];
  readonly revision?: number;
  readonly canonical?: string;
  readonly thumbnail?: string;
  readonly path?: string;
}

/** A made-up article in its file form, and its id. */
export function makeArticle(
  address: string,
  sample: SampleArticle = {},
): { readonly id: ArticleId; readonly file: ArticleFile } {
  const url = urlOf(address);
  const {
    outlet = 'example-daily',
    date = '2025-02-09 11:30:00',
    language = 'en',
    title = 'A made-up headline',
  } = sample;
  const id = toArticleId(url);
  const frontMatter = {
    ...frontMatterDefaults,
    title,
    date,
    summary: 'A summary.',
    categories: [outlet],
    lang: [language],
    translations: [language],
    tags: [outlet, ...(sample.tags ?? [])],
    thumbnail: sample.thumbnail ?? '',
    courant: {
      url,
      canonical: sample.canonical ?? '',
      outlet,
      authors: sample.authors ?? [],
      published: '2025-02-09T11:30:00Z',
      modified: '',
      fetched: '2025-02-09T12:00:00Z',
      kind: 'article',
      free: true,
      hash: 'sha256:00',
      confidence: 0.9,
      revision: sample.revision ?? 1,
      rights: [],
      seal: '',
    },
  };
  const path = sample.path ?? `content/post/2025/02/09/${outlet}/${id}.md`;
  return {
    id,
    file: { path, frontMatter, body: `${sample.body ?? 'Nothing happened today.'}\n\n[${outlet}](${url})` },
  };
}

/** The NewsError code that a promise fails with; `fulfilled` when it does not fail. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'fulfilled',
    (cause: unknown) => (cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)),
  );
}

export function makeObservation(address: string, more: Partial<Observation> = {}): Observation {
  return {
    source: sourceOf('example-daily'),
    url: urlOf(address),
    fetchedAt: '2025-02-09T11:59:58.250Z',
    reader: '1',
    skip: '',
    length: 3000,
    confidence: 0.9,
    hasAuthors: true,
    hasDate: true,
    hasImage: true,
    ...more,
  };
}
