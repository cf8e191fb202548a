import { readdirSync, type Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errorCodeOf, toStoreError } from './store-failure.ts';

/** The article files of an archive in order of path, relative to its root with `/`. Files whose name begins with
 *  `_` or `.` are not articles: Hugo's section pages, editors' leftovers. Nor are the files of stories, and the user's own pages. */
export function walkArticleFiles(root: string): AsyncGenerator<string> {
  return walk(root, 'content', isArticleName, isKept);
}

/** As `walkArticleFiles`, all at once and several times as fast: for whoever has nothing else to do meanwhile. */
export function listArticleFiles(root: string): readonly string[] {
  return listFiles(root, 'content').filter((path) => isArticleName(basename(path)) && isKept(path));
}

/** The user's own pages, and what is published beside them, as `walkArticleFiles` gives paths: Markdown, also that of sections
 *  (`_index.md`), and any file but HTML, hidden ones and what editors leave. */
export function listOwnFiles(root: string): readonly string[] {
  return listFiles(root, ownFolder).filter((path) => {
    const isHidden = /\/[.]/.test(path) || /~$|\.html?$/i.test(path);
    return !isHidden && (!basename(path).startsWith('_') || /\/_index(?:\.[\w-]+)?\.md$/.test(path));
  });
}

/** The files of stories, which are made of those of articles. */
export function listStoryFiles(root: string): readonly string[] {
  return listFiles(root, 'content/stories').filter((path) => storyFile.test(path));
}

const storyFile = /^content\/stories\/\d{4}\/\d\d\/[^/]+-s[0-9a-f]{12}\.md$/;

/** Where the user's own pages lie. */
export const ownFolder = 'content/page';

export function isOwnFile(path: string): boolean {
  return path === ownFolder || path.startsWith(`${ownFolder}/`);
}

/** Everything is a file of the archive but for what is made of others, and what the user writes. */
function isKept(path: string): boolean {
  return !storyFile.test(path) && !isOwnFile(path);
}

function listFiles(root: string, start: string): readonly string[] {
  const paths: string[] = [];
  const list = (folder: string): void => {
    for (const entry of readFolder(join(root, folder))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) list(path);
      else if (entry.isFile()) paths.push(path);
    }
  };
  list(start);
  return paths;
}

function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort(byName);
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return [];
    throw toStoreError(cause, { file: folder });
  }
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

/** Hugo's section pages and editors' leftovers are no articles. */
function isArticleName(name: string): boolean {
  return name.endsWith('.md') && !/^[_.]/.test(name);
}

/** The WARC files of an archive that are finished, in order of path, relative to its root with `/`. */
export function walkWarcFiles(root: string): AsyncGenerator<string> {
  return walk(root, 'warc', (name) => /\.warc(?:\.gz)?$/.test(name));
}

/** The pictures kept, relative to the root with `/`. */
export function walkImageFiles(root: string): AsyncGenerator<string> {
  return walk(root, 'static/media', (name) => /^[0-9a-f]{24}\.[a-z0-9]+$/.test(name));
}

/** Their smaller copies. */
export function walkImageCopies(root: string): AsyncGenerator<string> {
  return walk(root, 'static/media/small', (name) => /^[0-9a-f]{24}-\d+\.webp$/.test(name));
}

/** All files of the archive itself: everything below `content/` but for the files of stories and the user's own pages, and what
 *  `walkFixedFiles` gives. */
export async function* walkArchiveFiles(root: string): AsyncGenerator<string> {
  yield* walk(root, 'content', () => true, isKept);
  yield* walkFixedFiles(root);
}

/** Files that are written once and never again: earlier versions of articles, pictures, finished WARC files. */
export async function* walkFixedFiles(root: string): AsyncGenerator<string> {
  yield* walk(root, 'history', () => true);
  yield* walk(root, 'static/media', () => true);
  yield* walkWarcFiles(root);
}

/** All files below a folder of an archive, relative to the archive. */
export function walkFilesBelow(root: string, folder: string): AsyncGenerator<string> {
  return walk(root, folder, () => true);
}

/** All files below a folder, relative to it; of files and folders those whose path `keep` is true of. */
export function walkFiles(root: string, keep: (path: string) => boolean): AsyncGenerator<string> {
  return walk(root, '', () => true, keep);
}

/** Symbolic links are not followed: one could lead in a circle or out of the archive. */
async function* walk(
  root: string,
  folder: string,
  keep: (name: string) => boolean,
  keepPath: (path: string) => boolean = () => true,
): AsyncGenerator<string> {
  const entries = [];
  try {
    for await (const entry of await opendir(join(root, folder))) entries.push(entry);
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return;
    throw toStoreError(cause, { file: join(root, folder) });
  }
  entries.sort(byName);
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!keepPath(path)) continue;
    if (entry.isDirectory()) yield* walk(root, path, keep, keepPath);
    else if (entry.isFile() && keep(entry.name)) yield path;
  }
}
