import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readChanges } from '../../src/pipeline/read-changes.ts';
import type { Handler } from '../loopback-server.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

const hour = 3_600_000;
const published = new Date().toISOString();
let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none', recheck: ['1h', '2d'] });
});
afterEach(() => outlet.stop());

/** A page published now: only young articles are looked at again. */
function page(options: { readonly title?: string; readonly note?: string; readonly around?: string } = {}): string {
  const { title = 'The ferry comes back', note = '', around = '' } = options;
  const html = articlePage({ title, subject: 'ferry', note });
  return html.replace('2026-03-04T05:06:07Z', published).replace('<body>', `<body>${around}`);
}

const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(code, { 'content-type': 'text/html', ...headers }).end('<p>Nothing here.</p>');

async function filesBelow(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(outlet.project.root, folder), { recursive: true }).catch((): string[] => []);
  return names.filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
}

const read = (path: string): Promise<string> => readFile(join(outlet.project.root, path), 'utf8');

async function onlyFile(): Promise<string> {
  const files = await filesBelow('content');
  expect(files).toHaveLength(1);
  return read(files[0] ?? '');
}

/** Stores the article, then looks at it again as if so many hours had gone by. */
async function storeFirst(first: string | Handler = page()): Promise<string> {
  outlet.answer('/a', first);
  outlet.feed(['/a']);
  expect((await outlet.project.collect()).articles.stored).toBe(1);
  return onlyFile();
}
const lookAfter = (hours: number) => outlet.project.collect({ later: hours * hour, polls: 'due' });

describe('an edit that nothing announced', () => {
  test('is found by a look, and the version of before stays as a file', async () => {
    const before = await storeFirst();
    outlet.answer('/a', page({ title: 'The ferry comes back late', note: 'Corrected: it came at seven.' }));
    expect((await lookAfter(0.5)).articles).toEqual({ stored: 0, revised: 0 });
    expect((await lookAfter(1.2)).articles).toEqual({ stored: 0, revised: 1 });
    const [kept = ''] = await filesBelow('history');
    expect(kept).toMatch(/\/one\/the-ferry-comes-back\.r1\.md$/);
    expect(await read(kept)).toBe(before);
    const [record] = await outlet.project.withStore((store) => store.listRevised(10));
    expect(record).toMatchObject({ revision: 2, title: 'The ferry comes back late' });
    const changed = record && (await outlet.project.withStore((store) => readChanges(record, store)));
    expect(
      changed?.changes.map(({ revision, diff }) => [revision, diff.fields.map(({ field }) => field), diff.words]),
    ).toEqual([[2, ['title'], { added: 5, removed: 0 }]]);
  });

  test('and what stands around an article is no edit', async () => {
    const before = await storeFirst(page({ around: '<nav><a href="/x">Sport</a></nav><p>1,204 views</p>' }));
    outlet.answer(
      '/a',
      page({ around: '<nav><a href="/y">Money</a></nav><div class="ad"><p>Buy this</p></div><p>1,377 views</p>' }),
    );
    expect((await lookAfter(1.2)).articles.revised).toBe(0);
    expect(await onlyFile()).toBe(before);
    expect(await filesBelow('history')).toEqual([]);
  });

  test('is found once, whatever a kill left behind, and a rebuild keeps all versions', async () => {
    const before = await storeFirst();
    const [path = ''] = await filesBelow('content');
    const history = path.replace('content/', 'history/').replace('.md', '.r1.md');
    // As far as a killed run gets: the version of before is kept, the next one not written.
    await mkdir(dirname(join(outlet.project.root, history)), { recursive: true });
    await writeFile(join(outlet.project.root, history), before);
    outlet.answer('/a', page({ note: 'Corrected: it came at seven.' }));
    expect((await lookAfter(1.2)).articles.revised).toBe(1);
    expect(await filesBelow('history')).toEqual([history]);
    await outlet.project.reindex();
    const [record] = await outlet.project.withStore((store) => store.listRevised(10));
    expect(record?.revision).toBe(2);
    const versions = await outlet.project.withStore((store) => store.readHistory(path));
    expect(versions.map(({ revision }) => revision)).toEqual([1]);
    // The rebuild has planned the last look from the times of the stored pages.
    outlet.answer('/a', page({ note: 'Corrected: it came at eight.' }));
    expect((await lookAfter(60)).articles.revised).toBe(1);
    expect(await filesBelow('history')).toHaveLength(2);
  });

  test('is in no file that somebody changed', async () => {
    await storeFirst();
    const [path = ''] = await filesBelow('content');
    const mine = (await read(path)).replace('people of the harbor', 'good people of the harbor');
    await writeFile(join(outlet.project.root, path), mine);
    outlet.answer('/a', page({ note: 'Corrected: it came at seven.' }));
    await lookAfter(1.2);
    expect(await read(path)).toBe(mine);
    expect(await filesBelow('history')).toEqual([]);
  });
});

describe('an article that is missing at its outlet', () => {
  test.each<[string, Handler, RegExp]>([
    ['404', status(404), /\n {2}gone: "20[^\n]*"\n---/],
    ['410', status(410), /\n {2}gone: "20[^\n]*"\n---/],
    [
      'a redirect to the front page',
      status(302, { location: '/' }),
      /\n {2}gone: "20[^\n]*"\n {2}moved: "[^\n]*\/"\n---/,
    ],
  ])('is gone after two looks: %s', async (_name, handler, expected) => {
    const before = await storeFirst();
    outlet.answer('/', '<!doctype html><title>Front</title><ul><li><a href="/a">A</a></li></ul>');
    outlet.answer('/a', handler);
    await lookAfter(1.2);
    expect(await onlyFile()).toBe(before);
    const { events } = await lookAfter(8);
    expect(events.map(({ event }) => event)).toContain('gone');
    expect(await onlyFile()).toMatch(expected);
    await outlet.project.build();
    const pages = await readdir(join(outlet.project.root, 'public'), { recursive: true });
    const own = pages.find((name) => /ferry-comes-back\/index\.html$/.test(name)) ?? '';
    expect(await read(`public/${own}`)).toContain('No longer at One since');
    expect(await read('public/changes/feed.xml')).toContain('No longer at One since');
    // It comes back.
    outlet.answer('/a', page());
    await lookAfter(55);
    expect(await onlyFile()).not.toContain('gone:');
  });

  test('is not gone when it was missing once', async () => {
    const before = await storeFirst();
    outlet.answer('/a', status(404));
    await lookAfter(1.2);
    outlet.answer('/a', page());
    await lookAfter(8);
    expect(await onlyFile()).toBe(before);
  });
});

test('a source may want no looks', async () => {
  await storeFirst();
  const file = join(outlet.project.root, 'sources', 'one.yaml');
  await writeFile(file, `${await readFile(file, 'utf8')}recheck: []\n`);
  const asked = outlet.server.requests.length;
  await lookAfter(1.2);
  await lookAfter(60);
  expect(outlet.server.requests.slice(asked).map(({ path }) => path)).not.toContain('/a');
  expect(await outlet.project.withStore((store) => store.looks.nextAt())).toBeUndefined();
});

test('the site shows what was changed, and takes it away with the history', async () => {
  await storeFirst();
  outlet.answer('/a', page({ title: 'The ferry comes back late', note: 'Corrected: it came at seven.' }));
  await lookAfter(1.2);
  await outlet.project.build();
  const listed = async () =>
    (await readdir(join(outlet.project.root, 'public'), { recursive: true })).filter((name) =>
      /ferry.*changes/.test(name),
    );
  const [, own = ''] = await listed();
  expect(own).toMatch(/the-ferry-comes-back\/changes\/index\.html$/);
  const html = await read(`public/${own}`);
  expect(html).toContain('The ferry comes back<ins> late</ins>');
  expect(html).toContain('<p><ins>Corrected: it came at seven.</ins></p>');
  expect(await read(`public/${own.replace('/changes', '')}`)).toMatch(/changes\/index\.html">Revision 2<\/a>/);
  expect(await read('public/changes/index.html')).toContain(
    '<del>The ferry comes back</del> <ins>The ferry comes back late</ins>',
  );
  expect(await read('public/changes/atom.xml')).toContain('Headline changed: The ferry comes back late');
  await rm(join(outlet.project.root, 'history'), { recursive: true });
  const [path = ''] = await filesBelow('content');
  await writeFile(join(outlet.project.root, path), `${await read(path)}\n`);
  await outlet.project.build();
  expect(await listed()).toEqual([]);
});
