import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ownFolder } from '../../store/walk-archive.ts';

/** What a server notices while it runs. */
export interface ChangeListeners {
  /** courant.yaml, policy.yaml, a source file, a text of the site, the theme or a page of the user's was written. */
  readonly onConfiguration: () => void;
  /** One of these files is another one than before, as after `courant reindex`; or there is one now. */
  readonly onReplaced: () => void;
  readonly replaced: readonly string[];
}

const settleMs = 300;
const lookEveryMs = 1000;

/** Watches the project in a folder until the function that it returns is called. On file systems that do not tell of changes,
 *  SIGHUP has the configuration read again. */
export async function watchChanges(
  root: string,
  { onConfiguration, onReplaced, replaced }: ChangeListeners,
): Promise<() => void> {
  let settling: NodeJS.Timeout | undefined;
  // A program that writes a file does it in steps, and a person saves several.
  const note = (): void => {
    clearTimeout(settling);
    settling = setTimeout(onConfiguration, settleMs);
  };
  const watchers = [
    watchFolder(root, (name) => /^(?:courant|policy)\.ya?ml$/.test(name) && note()),
    ...['sources', 'interface'].map((folder) =>
      watchFolder(join(root, folder), (name) => /^[^.].*\.(?:ya?ml|json)$/.test(name) && note()),
    ),
    watchFolder(join(root, ownFolder), (name) => name.endsWith('.md') && note()),
  ];
  let known = await identify(replaced);
  let isLooking = false;
  const looking = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void identify(replaced).then((found) => {
      isLooking = false;
      const isOther = found !== known;
      known = found;
      if (isOther) onReplaced();
    });
  }, lookEveryMs).unref();
  const onHangUp = (): void => note();
  process.on('SIGHUP', onHangUp);
  return () => {
    for (const watcher of watchers) watcher?.close();
    clearInterval(looking);
    clearTimeout(settling);
    process.off('SIGHUP', onHangUp);
  };
}

/** Undefined when there is no such folder, or its file system tells nothing. */
function watchFolder(folder: string, onWritten: (name: string) => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name !== null) onWritten(name);
    });
    watcher.on('error', () => watcher.close()); // the folder is gone
    return watcher;
  } catch {
    return undefined; // no such folder, or no more watches to be had: SIGHUP is left
  }
}

/** Which files these are, each by its number on the disk. One that is gone for a moment while another takes its place is none. */
async function identify(files: readonly string[]): Promise<string> {
  const numbers = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ ino }) => ino,
        () => 0,
      ),
    ),
  );
  return numbers.join(' ');
}
