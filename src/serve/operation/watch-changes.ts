import { stat } from 'node:fs/promises';
import { isOwnFile } from '../../store/walk-archive.ts';
import { hearHangUps, type HangUps } from './hang-ups.ts';
import { watchFolders } from './watch-folders.ts';

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
 *  SIGHUP has the configuration read again. `hangUps` is closed with it. */
export async function watchChanges(
  root: string,
  { onConfiguration, onReplaced, replaced }: ChangeListeners,
  hangUps: HangUps = hearHangUps(),
): Promise<() => void> {
  let settling: NodeJS.Timeout | undefined;
  // A program that writes a file does it in steps, and a person saves several.
  const note = (): void => {
    clearTimeout(settling);
    settling = setTimeout(onConfiguration, settleMs);
  };
  const unwatch = watchFolders(root, {
    isWatched: (path) => path === 'content' || isOfConfiguration(path),
    onChange: (path, isFolder) => {
      if (isFolder ? isOfConfiguration(path) : configurationFile.test(path)) note();
    },
  });
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
  hangUps.listen(note);
  return () => {
    unwatch();
    clearInterval(looking);
    clearTimeout(settling);
    hangUps.close();
  };
}

const configurationFile =
  /^(?:(?:courant|policy)\.ya?ml|(?:sources|interface)\/[^./][^/]*\.(?:ya?ml|json)|content\/page\/.+\.md)$/;

/** A folder of files that are read with the configuration. */
function isOfConfiguration(path: string): boolean {
  return path === 'sources' || path === 'interface' || (isOwnFile(path) && !path.includes('/.'));
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
