import { lstatSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Ends a watch. */
type Unwatch = () => void;

/** What is to be heard of a folder and those below it. Paths are relative to the first, with `/`. */
export interface FolderListener {
  /** Whether what lies in a folder is to be heard of, too. */
  readonly isWatched: (path: string) => boolean;
  /** Something was written, made or removed. `isFolder`: a watched folder, of whose files nothing more may be told. */
  readonly onChange: (path: string, isFolder: boolean) => void;
}

/** Watches a folder and all watched folders below it, also those that are made later, until the function that it returns is called. Symbolic links are
 *  not followed. Not the `recursive` of Node: on Linux that is silent about files of folders that come later. */
export function watchFolders(root: string, { isWatched, onChange }: FolderListener): Unwatch {
  const watches = new Map<string, Unwatch>();
  const begin = (path: string, onFound: (path: string) => void): void => {
    const below = (name: string): string => (path === '' ? name : `${path}/${name}`);
    // Before it is listed: what comes between the two is heard of.
    watches.set(
      path,
      watchFolder(join(root, path), (name) => hear(below(name))),
    );
    for (const folder of listFolders(join(root, path)).map(below)) {
      if (!isWatched(folder)) continue;
      begin(folder, onFound);
      onFound(folder);
    }
  };
  const hear = (path: string): void => {
    if (!isWatched(path)) return onChange(path, false);
    const wasFolder = watches.has(path);
    // One that was removed and made again has the same path, and its watch is dead.
    for (const [other, unwatch] of watches) {
      if (other !== path && !other.startsWith(`${path}/`)) continue;
      unwatch();
      watches.delete(other);
    }
    const isFolder = lstatSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true;
    if (isFolder) begin(path, (folder) => onChange(folder, true));
    onChange(path, wasFolder || isFolder);
  };
  begin('', () => undefined);
  return () => {
    for (const unwatch of watches.values()) unwatch();
  };
}

/** Does nothing when there is no such folder, or its file system tells nothing. */
function watchFolder(folder: string, onWritten: (name: string) => void): Unwatch {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name !== null) onWritten(name);
    });
    watcher.on('error', () => watcher.close()); // the folder is gone
    return () => watcher.close();
  } catch {
    return () => undefined; // no such folder, or no more watches to be had
  }
}

function listFolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch {
    return []; // it is gone already
  }
}
