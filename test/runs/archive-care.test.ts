import { readParquet } from '../../src/pipeline/exchange/parquet.ts';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { readProject } from '../../src/config/project.ts';
import { systemClock } from '../../src/model/clock.ts';
import type { ArticleFile } from '../../src/model/article-file.ts';
import { backUp, restore } from '../../src/pipeline/back-up.ts';
import { commitArchive } from '../../src/pipeline/commit-archive.ts';
import { exportArticles, exportText, type PassedOver, type Selection } from '../../src/pipeline/export-articles.ts';
import { importArticles } from '../../src/pipeline/import-articles.ts';
import { closeWithManifest, verifyArchive } from '../../src/pipeline/keep-manifest.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { reindex } from '../../src/pipeline/reindex.ts';
import { formatArticleFile } from '../../src/store/article-file.ts';
import { toArticleId } from '../../src/store/article-id.ts';
import { ReaderStore } from '../../src/store/reader-store.ts';
import { sealed } from '../../src/store/seal.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { makeFolder, urlOf } from '../sample-archive.ts';
import { translate } from '../translated-article.ts';

const edition = makeEdition(12);

function article(index: number): ArticleFile {
  const file = edition.articles[index];
  if (file === undefined) throw new RangeError(`no article ${index}`);
  return file;
}

function withAddress({ frontMatter: { courant } }: ArticleFile, url: string) {
  return courant === undefined ? {} : { courant: { ...courant, url } };
}

const nasty: ArticleFile = {
  ...article(0),
  path: 'content/post/2025/01/28/harbor-gazette/nasty.md',
  frontMatter: {
    ...article(0).frontMatter,
    title: `=HYPERLINK("https://bad.example","x"), 'quoted' "twice"`,
    summary: `'=1+1`,
    tags: ['@sum', '-1', 'a "b"', "it's"],
    sidebar: false,
    ...withAddress(article(0), 'https://harbor.example/nasty'),
  },
  body: '+1 is the first line\n\ttabbed, "quoted"; and more\n\n[harbor-gazette](https://harbor.example/nasty)',
};

let root: string;
beforeEach(async () => {
  root = await makeFolder();
  await writeFile(join(root, 'courant.yaml'), 'site:\n  title: "Harbor & Hill"\n');
  await putArticles([...edition.articles, nasty]);
});

async function putArticles(files: readonly ArticleFile[]): Promise<void> {
  const store = await openArchive(await readProject(root), { clock: systemClock, mode: 'write' });
  for (const file of files) {
    const written = sealed(file);
    await store.putArticle(toArticleId(urlOf(written.frontMatter.courant?.url ?? '')), written);
  }
  await closeWithManifest({ root, git: false }, store);
}

const verify = (accept = false) => verifyArchive(root, { accept });
const aFile = (): string => join(root, article(3).path);

async function contentOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(join(folder, 'content'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const),
  );
  return new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('the manifest', () => {
  test('names every file that was written, as sha256sum does', async () => {
    expect(await verify()).toMatchObject({ files: 13, changed: [], missing: [], extra: [] });
    const names = (await readdir(join(root, 'manifest'))).filter((name) => name.endsWith('.sha256'));
    const lines = await Promise.all(names.map((name) => readFile(join(root, 'manifest', name), 'utf8')));
    expect(lines.join('')).toMatch(/^(?:[0-9a-f]{64} {2}content\/[^\n]+\n){13}$/);
  });

  test('a file that is changed, gone or put there by others is found, until it is accepted', async () => {
    await writeFile(aFile(), `${await readFile(aFile(), 'utf8')}by hand`);
    await rm(join(root, article(5).path));
    await mkdir(join(root, 'content/post/2030/01/01/x'), { recursive: true });
    await writeFile(join(root, 'content/post/2030/01/01/x/extra.md'), 'hello');
    const found = {
      changed: [article(3).path],
      missing: [article(5).path],
      extra: ['content/post/2030/01/01/x/extra.md'],
    };
    expect(await verify()).toMatchObject(found);
    await putArticles([{ ...nasty, body: `Another text.\n\n${nasty.body}` }]); // a collect changes nothing about it
    expect(await verify(true)).toMatchObject(found);
    expect(await verify()).toMatchObject({ files: 13, changed: [], missing: [], extra: [] });
  });

  test('after the index is made anew what others changed is still found, and what we wrote is not', async () => {
    await writeFile(aFile(), `${await readFile(aFile(), 'utf8')}by hand`);
    await reindex(await readProject(root), { clock: systemClock });
    await putArticles([{ ...nasty, body: `Another text.\n\n${nasty.body}` }]);
    expect(await verify()).toMatchObject({ changed: [article(3).path], missing: [], extra: [] });
  });
});

describe('with `git: true`', () => {
  test('what changed is committed, and nothing when nothing did', async () => {
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });
    await commitArchive(root);
    await commitArchive(root);
    expect(git('log', '--format=%s')).toBe('Articles: 13 new, 0 changed, 0 gone\n');
    await putArticles([{ ...nasty, body: `Another text.\n\n${nasty.body}` }]);
    await rm(aFile());
    await commitArchive(root);
    expect(git('log', '--format=%s').split('\n')[0]).toBe('Articles: 0 new, 1 changed, 1 gone');
    expect(git('status', '--porcelain')).toBe('');
    // Users and what they mark stay out of it, also where somebody else wrote what is left out.
    await writeFile(join(root, '.gitignore'), '.courant/\npublic/\nwarc/');
    ReaderStore.open(root).close();
    await commitArchive(root);
    expect(git('ls-files')).not.toContain('readers.db');
    expect(git('status', '--porcelain')).toBe('');
  });
});

describe('a backup', () => {
  test('holds users and what they marked, as they are in one moment while the server runs', async () => {
    const [backup, copy] = [join(await makeFolder(), 'backup'), join(await makeFolder(), 'copy')];
    const readers = ReaderStore.open(root);
    readers.users.add({ name: 'ana', role: 'admin', password: 'scrypt$…', createdAt: '2026-01-01T00:00:00.000Z' });
    await backUp(root, backup);
    readers.users.add({ name: 'ben', role: 'reader', password: '', createdAt: '2026-01-02T00:00:00.000Z' });
    await backUp(root, backup);
    expect((await readdir(backup)).filter((name) => name.startsWith('readers'))).toEqual(['readers.db']);
    expect(await restore(backup, copy)).toMatchObject({ damaged: [], missing: [] });
    readers.close();
    expect((await stat(join(copy, 'readers.db'))).mode & 0o777).toBe(0o600);
    const restored = ReaderStore.open(copy);
    expect(restored.users.list().map(({ name, role }) => `${name} ${role}`)).toEqual(['ana admin', 'ben reader']);
    restored.close();
  });

  test('comes back as it was, and the second one copies what changed only', async () => {
    const [backup, copy] = [join(await makeFolder(), 'backup'), join(await makeFolder(), 'copy')];
    expect(await backUp(root, backup)).toMatchObject({ removed: 0, damaged: [], missing: [] });
    await rm(aFile());
    await verify(true);
    await putArticles([{ ...nasty, body: `Another text.\n\n${nasty.body}` }]);
    const second = await backUp(root, backup);
    expect(second).toMatchObject({ removed: 1, damaged: [], missing: [] });
    expect(second.copied).toBeLessThanOrEqual(4); // the article and parts of the manifest
    expect(await restore(backup, copy)).toMatchObject({ damaged: [], missing: [] });
    expect(await contentOf(copy)).toEqual(await contentOf(root));
    const store = await openArchive(await readProject(copy), { clock: systemClock, mode: 'read' });
    expect(await store.listArticles()).toHaveLength(13);
    await store.close();
  });

  test('is not overwritten by a damaged file, and tells of one that is damaged in it', async () => {
    const [backup, copy] = [join(await makeFolder(), 'backup'), join(await makeFolder(), 'copy')];
    await backUp(root, backup);
    const whole = await readFile(aFile(), 'utf8');
    await writeFile(aFile(), whole.slice(0, 300));
    await utimes(aFile(), 1, 1);
    const [damaged, gone] = [article(3).path, article(5).path];
    await rm(join(root, gone));
    expect(await backUp(root, backup)).toMatchObject({ damaged: [damaged], missing: [gone], removed: 0 });
    await writeFile(join(backup, article(7).path), 'rot');
    await rm(join(backup, article(8).path));
    const report = await restore(backup, copy);
    expect(report).toMatchObject({ damaged: [article(7).path], missing: [article(8).path] });
    expect(await readFile(join(copy, damaged), 'utf8')).toBe(whole);
    expect((await contentOf(copy)).has(gone)).toBe(true);
  });

  test('that does not come to its end can be restored as far as it got', async () => {
    const [backup, copy] = [join(await makeFolder(), 'backup'), join(await makeFolder(), 'copy')];
    const stop = (after: number) => (files: number) => {
      if (files >= after) throw new RangeError('stopped');
    };
    await expect(backUp(root, backup, stop(1))).rejects.toThrow('stopped');
    await backUp(root, backup);
    await putArticles([article(2), article(3), nasty].map((file) => ({ ...file, body: `New.\n\n${file.body}` })));
    await expect(backUp(root, backup, stop(9))).rejects.toThrow('stopped');
    expect(await restore(backup, copy)).toMatchObject({ damaged: [], missing: [] });
    expect((await contentOf(copy)).size).toBe(13);
  });

  test('never goes into a folder of other things, or into the project itself', async () => {
    const other = await makeFolder();
    await writeFile(join(other, 'letter.txt'), 'Dear');
    await expect(backUp(root, other)).rejects.toMatchObject({ code: 'cli/bad-backup' });
    await expect(backUp(root, join(root, 'backup'))).rejects.toMatchObject({ code: 'cli/bad-backup' });
    await expect(restore(other, join(other, 'new'))).rejects.toMatchObject({ code: 'cli/bad-backup' });
    await backUp(root, join(other, 'new'));
    await expect(restore(join(other, 'new'), other)).rejects.toMatchObject({ code: 'cli/bad-backup' });
  });
});

describe('an export', () => {
  const all: Selection = {};
  const options = { selection: all, isPublished: false, now: Date.UTC(2025, 1, 1) };

  async function exportTo(file: string, format: 'jsonl' | 'csv' | 'parquet' | 'epub', selection = all) {
    const project = await readProject(root);
    const store = await openArchive(project, { clock: systemClock, mode: 'read' });
    try {
      return await exportArticles(project, store, { format, file }, { ...options, selection });
    } finally {
      await store.close();
    }
  }

  test.each(['jsonl', 'csv', 'parquet'] as const)('as %s comes back byte for byte', async (format) => {
    await writeFile(aFile(), `${await readFile(aFile(), 'utf8')}\nA line by hand, and no newline at the end`);
    const [file, copy] = [join(await makeFolder(), `all.${format}`), await makeFolder()];
    expect(await exportTo(file, format)).toMatchObject({ articles: 13, passedOver: [] });
    expect(await importArticles(copy, file, { isReplacing: false })).toMatchObject({ written: 13, different: [] });
    expect(await contentOf(copy)).toEqual(await contentOf(root));
    await writeFile(join(copy, nasty.path), 'mine');
    const again = await importArticles(copy, file, { isReplacing: false });
    expect(again).toEqual({ written: 0, same: 12, different: [nasty.path] });
    expect(await importArticles(copy, file, { isReplacing: true })).toMatchObject({ written: 1, same: 12 });
  });

  test('as CSV has no cell that a spreadsheet would run', async () => {
    const project = await readProject(root);
    const store = await openArchive(project, { clock: systemClock, mode: 'read' });
    let text = '';
    for await (const part of exportText(project, store, 'csv', options)) text += part;
    await store.close();
    const cells = (parse(text) as string[][]).flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells.filter((cell) => cell.startsWith("'=HYPERLINK("))).toHaveLength(1);
  });

  test('as text tells what it goes without', async () => {
    await writeFile(aFile(), 'no front matter');
    const project = await readProject(root);
    const store = await openArchive(project, { clock: systemClock, mode: 'read' });
    const passedOver: PassedOver[] = [];
    let lines = 0;
    for await (const part of exportText(project, store, 'jsonl', options, passedOver))
      lines += part.split('\n').length - 1;
    await store.close();
    expect([lines, passedOver.map(({ file }) => join(root, file))]).toEqual([12, [aFile()]]);
  });

  test('holds what was asked for', async () => {
    const folder = await makeFolder();
    const day = nasty.frontMatter.date.slice(0, 10);
    const one = await exportTo(join(folder, 'one.jsonl'), 'jsonl', { tag: '@sum', from: day, to: day });
    expect(one.articles).toBe(1);
    expect((await exportTo(join(folder, 'two.jsonl'), 'jsonl', { text: 'tabbed' })).articles).toBe(1);
    expect((await exportTo(join(folder, 'none.jsonl'), 'jsonl', { outlet: 'nobody' })).articles).toBe(0);
  });

  test('as a book holds no more than may be shown', async () => {
    const policy = [`  - { article: ${nasty.path}, reason: asked for, text: private }\n`];
    await writeFile(join(root, 'policy.yaml'), `articles:\n${policy.join('')}`);
    const file = join(await makeFolder(), 'book.epub');
    expect((await exportTo(file, 'epub')).articles).toBe(12);
    const bytes = await readFile(file);
    expect(bytes.subarray(30, 58).toString('latin1')).toBe('mimetypeapplication/epub+zip');
  });

  test('as a book says what a translation is, and has none of what its outlet forbids now', async () => {
    const original = article(3);
    const translation = translate(original, 'sv', { title: 'Översatt' });
    await writeFile(join(root, translation.path), formatArticleFile(translation));
    const chapterOf = async (): Promise<string | undefined> => {
      const file = join(await makeFolder(), 'book.epub');
      await exportTo(file, 'epub', { language: 'sv' });
      const parts = Object.values(unzipSync(await readFile(file))).map((bytes) => strFromU8(bytes));
      return parts.find((part) => part.includes('<h1>Översatt</h1>') && part.includes('<article>'));
    };
    expect(await chapterOf()).toContain('by Apertium (deu-eng 0.8) · November 26, 2026</em></p>');
    expect(await chapterOf()).toContain('sv: ');
    const { frontMatter } = original;
    const courant = frontMatter.courant && { ...frontMatter.courant, rights: ['nosnippet'] };
    const forbidden = { ...original, frontMatter: { ...frontMatter, ...(courant && { courant }) } };
    await writeFile(aFile(), formatArticleFile(forbidden));
    expect(await chapterOf()).not.toContain('sv: ');
  });

  test.each([
    ['no JSON', 'a.jsonl', '{"path": "content/post/a.md", "title": "A"\n', /no JSON object/],
    ['a path that leads out', 'a.jsonl', '{"path": "content/../../a.md", "title": "A", "date": "x"}\n', /no path/],
    ['no title', 'a.jsonl', '{"path": "content/post/a.md", "body": "A"}\n', /no title/],
    ['a row with too many cells', 'a.csv', 'path,title\ncontent/post/a.md,A,B\n', /record|columns/i],
    ['no Parquet', 'a.parquet', 'PAR1 is missing', /parquet/i],
  ])('with %s is refused', async (_what, name, text, detail) => {
    const [folder, copy] = [await makeFolder(), await makeFolder()];
    await writeFile(join(folder, name), text);
    const failed = importArticles(copy, join(folder, name), { isReplacing: false });
    await expect(failed).rejects.toMatchObject({ code: 'import/bad-row' });
    await expect(failed.catch((error: { context: { detail: string } }) => error.context.detail)).resolves.toMatch(
      detail,
    );
    expect(await readdir(copy)).toEqual([]);
  });

  test('of Parquet is refused when rows are damaged, and when it says that there are more than there are', async () => {
    const file = join(await makeFolder(), 'all.parquet');
    await exportTo(file, 'parquet');
    const bytes = await readFile(file);
    const count = bytes.lastIndexOf(Buffer.from([0x16, 2 * 13, 0x19])); // num_rows of the file, and the list of groups behind it
    expect(count).toBeGreaterThan(0);
    for (const damaged of [
      Buffer.from(bytes).fill(0x2a, 4, 400),
      Buffer.from(bytes).fill(0x7e, count + 1, count + 2),
    ]) {
      await writeFile(file, damaged);
      const failed = importArticles(await makeFolder(), file, { isReplacing: false });
      await expect(failed).rejects.toMatchObject({ code: 'import/bad-row' });
    }
  });

  test('of Parquet that is read without end is given up', async () => {
    const file = join(await makeFolder(), 'all.parquet');
    await exportTo(file, 'parquet');
    await expect(readParquet(file, 1).next()).rejects.toMatchObject({
      code: 'import/bad-row',
      context: { file, detail: expect.stringContaining('it is damaged') },
    });
  });

  test('that is not there is told so', async () => {
    const missing = importArticles(root, join(root, 'none.csv'), { isReplacing: false });
    await expect(missing).rejects.toMatchObject({ code: 'import/not-found' });
  });
});
