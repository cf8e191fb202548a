import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toStoreError, errorCodeOf } from '../../store/store-failure.ts';
import { listStoryFiles } from '../../store/walk-archive.ts';

/** The Markdown files of stories; paths from the root of the archive. */
export interface StoryFiles {
  /** Writes a file when it has another content, or none. */
  put(path: string, content: string): void;
  remove(path: string): void;
  list(): readonly string[];
}

/** Those of an archive. Throws NewsError `store/*`. */
export function openStoryFiles(root: string): StoryFiles {
  const guarded = (path: string, work: (file: string) => void): void => {
    const file = join(root, path);
    try {
      work(file);
    } catch (cause) {
      throw toStoreError(cause, { file });
    }
  };
  const fresh = join(root, '.courant', 'story-file.new');
  return {
    put: (path, content) =>
      guarded(path, (file) => {
        if (readIfThere(file) === content) return;
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(fresh, content);
        renameSync(fresh, file);
      }),
    remove: (path) => guarded(path, (file) => rmSync(file, { force: true })),
    list: () => listStoryFiles(root),
  };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}
