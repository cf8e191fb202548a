import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/model/clock.ts';
import type { LinkRecord } from '../../src/store/link-store.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import type { Handler } from '../loopback-server.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none' });
});
afterEach(() => outlet.stop());

const first = '2026-03-04T06:00:00Z';
const second = '2026-03-05T06:00:00Z';
const old = articlePage({ title: 'The ferry comes back', subject: 'ferry' });
const edited = articlePage({ title: 'The ferry comes back', subject: 'ferry', note: 'Corrected: it came at seven.' });

/** Answers with a validator, and 304 to who has it. */
function validated(page: string, etag: string): Handler {
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { 'content-type': 'text/html', etag }).end(page);
  };
}

function status(code: number, headers: Record<string, string> = {}): Handler {
  return (_request, response) => void response.writeHead(code, headers).end('no');
}

async function articleFiles(): Promise<readonly string[]> {
  const names = await readdir(join(outlet.project.root, 'content'), { recursive: true }).catch((): string[] => []);
  return names.filter((name) => name.endsWith('.md')).map((name) => join(outlet.project.root, 'content', name));
}

/** The text of the only article file. */
async function onlyFile(): Promise<string> {
  const files = await articleFiles();
  expect(files).toHaveLength(1);
  return readFile(files[0] ?? '', 'utf8');
}

function linkOf(path: string): Promise<LinkRecord | undefined> {
  return outlet.project.withStore((store) => store.getLink(outlet.server.url(path)));
}

const hours = 60 * 60 * 1000;

async function collectFirst(page: string | Handler = old): Promise<void> {
  outlet.answer('/a', page);
  outlet.feed(['/a'], first);
  expect((await outlet.project.collect()).articles.stored).toBe(1);
}

describe('an edit that was announced', () => {
  test('is found although the run that fetched it was killed before it wrote the file, and the server now says 304', async () => {
    await collectFirst(validated(old, '"1"'));
    outlet.answer('/a', validated(edited, '"2"'));
    outlet.feed(['/a'], second);
    // As far as a killed run gets: the link is marked, the new page is kept.
    const project = await outlet.project.read();
    const store = await openArchive(project, { clock: systemClock, mode: 'write' });
    const url = outlet.server.url('/a');
    const link = await store.getLink(url);
    if (!link) throw new Error('no link');
    await store.addLinks([{ ...link, hints: { modifiedAt: second } }]);
    const bytes = Buffer.from(edited);
    const headers = [
      ['content-type', 'text/html'],
      ['etag', '"2"'],
    ] as const;
    const fetchedAt = new Date().toISOString();
    await store.putPage({ requestedUrl: url, url, status: 200, headers, raw: bytes, bytes, fetchedAt });
    await store.close();

    expect((await outlet.project.collect()).articles).toEqual({ stored: 0, revised: 1 });
    expect(await onlyFile()).toContain('it came at seven');
  });

  test('is indexed although the run that wrote the file was killed before it indexed it', async () => {
    await collectFirst();
    outlet.answer('/a', edited);
    outlet.feed(['/a'], second);
    const project = await outlet.project.read();
    const before = await readFile(join(project.root, '.courant', 'index.db'));
    await outlet.project.collect();
    const [file = ''] = await articleFiles();
    const revised = await readFile(file, 'utf8');
    // The index of before the edit, with the file of after it.
    await writeFile(join(project.root, '.courant', 'index.db'), before);
    await outlet.project.collect();
    expect(await onlyFile()).toBe(revised);
    const [record] = await outlet.project.withStore((store) => store.listArticles());
    expect(record?.revision).toBe(2);
    const hits = await outlet.project.withStore((store) => store.search({ text: 'seven', limit: 5 }));
    expect(hits).toHaveLength(1);
  });

  test.each<[string, Handler]>([
    ['the host asks to wait', status(429, { 'retry-after': '3600' })],
    ['the server fails', status(500)],
    ['the connection breaks', (request: { readonly socket: { destroy(): unknown } }) => void request.socket.destroy()],
  ])('is looked at again later when %s', async (_name, handler) => {
    await collectFirst();
    outlet.answer('/a', handler);
    outlet.feed(['/a'], second);
    await outlet.project.collect();
    expect(await linkOf('/a')).toMatchObject({ state: 'stored', recheck: true });
    const { accounting } = await outlet.project.collect();
    expect(accounting).toMatchObject({ found: 1, stored: 1, skipped: 0, waiting: 0 });
    outlet.answer('/a', edited);
    expect((await outlet.project.collect({ later: 2 * hours })).articles.revised).toBe(1);
    expect(await linkOf('/a')).toMatchObject({ state: 'stored', recheck: false });
  });

  test('is followed after a failure, however often the host asked to wait before', async () => {
    await collectFirst();
    outlet.answer('/a', status(429, { 'retry-after': '3600' }));
    outlet.feed(['/a'], second);
    for (let n = 0; n < 6; n += 1) await outlet.project.collect({ later: 1.1 * n * hours });
    expect(await linkOf('/a')).toMatchObject({ recheck: true, attempts: 0 });
    outlet.answer('/a', status(500));
    await outlet.project.collect({ later: 7 * hours });
    outlet.answer('/a', edited);
    expect((await outlet.project.collect({ later: 8 * hours })).articles.revised).toBe(1);
  });

  test('leaves the article as it was when the page is gone', async () => {
    await collectFirst();
    const before = await onlyFile();
    outlet.answer('/a', status(404));
    outlet.feed(['/a'], second);
    const { accounting } = await outlet.project.collect();
    expect(accounting).toMatchObject({ stored: 1, waiting: 0 });
    expect(await linkOf('/a')).toMatchObject({ state: 'stored', recheck: false });
    expect(await onlyFile()).toBe(before);
  });
});

describe('an article that moved', () => {
  const moveTo =
    (path: string): Handler =>
    (_request, response: ServerResponse) =>
      void response.writeHead(301, { location: path }).end();

  test('keeps its one file, also when headline and address changed together', async () => {
    await collectFirst();
    outlet.answer('/a', moveTo('/b'));
    outlet.answer('/b', articlePage({ title: 'Ferry back after a year', subject: 'ferry', note: 'Corrected.' }));
    outlet.feed(['/a'], second);
    expect((await outlet.project.collect()).articles).toEqual({ stored: 0, revised: 1 });
    expect(await onlyFile()).toMatch(/Ferry back after a year/);
    // Found under its new address too: the same article.
    outlet.feed(['/a', '/b'], second);
    const { accounting } = await outlet.project.collect();
    expect(accounting).toMatchObject({ found: 2, stored: 1, skipped: 1, waiting: 0 });
    await onlyFile();
  });

  test('keeps its text when its address leads to something else', async () => {
    await collectFirst();
    const before = await onlyFile();
    outlet.answer('/a', moveTo('/live'));
    outlet.answer('/live', articlePage({ title: 'Election night as it happened', subject: 'ballot boxes' }));
    outlet.feed(['/a'], second);
    await outlet.project.collect();
    expect(await linkOf('/a')).toMatchObject({ state: 'stored', recheck: false });
    expect(await onlyFile()).toBe(before);
  });
});

describe('a file that somebody changed', () => {
  test('is not overwritten by an edit of the outlet', async () => {
    await collectFirst();
    const [file = ''] = await articleFiles();
    const mine = (await readFile(file, 'utf8')).replaceAll('people of the harbor', 'good people of the harbor');
    await writeFile(file, mine);
    outlet.answer('/a', edited);
    outlet.feed(['/a'], second);
    const { events } = await outlet.project.collect();
    expect(await readFile(file, 'utf8')).toBe(mine);
    expect(events.map(({ event, detail }) => `${event} ${detail}`).join('\n')).toMatch(/kept-by-hand .*\.md/);
  });

  test('does not stop the others when it is broken', async () => {
    await collectFirst();
    const [file = ''] = await articleFiles();
    await writeFile(file, 'no front matter at all');
    outlet.answer('/a', edited);
    outlet.answer('/z', articlePage({ title: 'The bakery closes', subject: 'bakery' }));
    outlet.feed(['/a', '/z'], second);
    const { articles, accounting } = await outlet.project.collect();
    expect(articles.stored).toBe(1);
    expect(accounting).toMatchObject({ found: 2, stored: 2 });
    expect(await readFile(file, 'utf8')).toBe('no front matter at all');
  });

  test('is written again at the next edit when it was removed', async () => {
    await collectFirst();
    for (const file of await articleFiles()) await rm(file);
    outlet.answer('/a', edited);
    outlet.feed(['/a'], second);
    await outlet.project.collect();
    expect(await onlyFile()).toContain('it came at seven');
  });
});

test('a stored page that cannot be read any more is fetched again', async () => {
  outlet.answer('/a', status(500));
  outlet.feed(['/a']);
  await outlet.project.collect();
  const project = await outlet.project.read();
  const store = await openArchive(project, { clock: systemClock, mode: 'write' });
  const url = outlet.server.url('/a');
  const bytes = Buffer.from(old);
  const fetchedAt = new Date().toISOString();
  await store.putPage({ requestedUrl: url, url, status: 200, headers: [], raw: bytes, bytes, fetchedAt });
  await store.close();
  await rm(join(project.root, 'warc'), { recursive: true });
  outlet.answer('/a', old);
  expect((await outlet.project.collect({ later: 2 * hours })).articles.stored).toBe(1);
});
