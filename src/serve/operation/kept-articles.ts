import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ArticleFile } from '../../model/article-file.ts';
import type { OpenedStore } from '../../store/sharing.ts';

const filesKept = 5000;
/** So long a file counts as it was when it was looked at last. */
const freshForMs = 2000;

interface Entry {
  readonly file: ArticleFile;
  readonly identity: string;
  checkedAt: number;
}

export type FindArticleFile = (path: string) => Promise<ArticleFile | undefined>;

/** Reads article files as `findArticleFile` of a store does, and keeps those that were read last: what a page shows of an article is decided
 *  by its file, and twenty of them make a page. Changed by hand, a file counts two seconds later. */
export function keepArticles(store: Pick<OpenedStore, 'root' | 'remote' | 'findArticleFile'>): FindArticleFile {
  const kept = new Map<string, Entry>(); // the one used last is at its end
  return async (path) => {
    const known = kept.get(path);
    if (known !== undefined) {
      kept.delete(path);
      kept.set(path, known);
      if (performance.now() - known.checkedAt < freshForMs) return known.file;
    }
    // Where files lie in a bucket, the copy here is looked after by the store.
    const identity = store.remote === undefined ? identityOf(join(store.root, path)) : '';
    if (known !== undefined && identity !== '' && identity === known.identity) {
      known.checkedAt = performance.now();
      return known.file;
    }
    const file = await store.findArticleFile(path);
    kept.delete(path);
    if (file === undefined) return undefined;
    kept.set(path, { file, identity, checkedAt: performance.now() });
    for (const oldest of kept.keys()) {
      if (kept.size <= filesKept) break;
      kept.delete(oldest);
    }
    return file;
  };
}

/** Empty when there is no such file. */
function identityOf(file: string): string {
  try {
    const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
    return stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs}` : '';
  } catch {
    return ''; // what the store finds, it will tell
  }
}
