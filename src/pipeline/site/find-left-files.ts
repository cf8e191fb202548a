import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { errorCodeOf } from '../../store/store-failure.ts';

/** Folders of each tree in which all is the site's. What else lies in `public/` may be the user's. */
const articleFolders = ['categories', 'changes', 'lang', 'media', 'post', 'stories', 'tags'];

/** The files of articles and of their lists that an earlier build left, by their paths in the site: which they were is not known where the
 *  state of the site was lost, and an article that was taken down meanwhile must not stay. `prefixes`: of the trees. */
export function findLeftFiles(folder: string, prefixes: Iterable<string>): readonly string[] {
  return [...prefixes].flatMap((prefix) =>
    articleFolders.flatMap((name) => {
      const inside = join(folder, prefix, name);
      return entriesOf(inside)
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
    }),
  );
}

function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT' || errorCodeOf(cause) === 'ENOTDIR') return [];
    throw cause;
  }
}

function readEntries(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true });
}
