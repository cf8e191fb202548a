import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createAtomicWriter } from '../store/atomic-write.ts';
import { readIfThere } from '../store/read-if-there.ts';
import { guard } from '../store/store-failure.ts';

/** The files of ours in a folder of the user's; paths are relative to it. Only what changed is written. */
export interface HugoTree {
  /** Shows a file of the archive (relative to its root) as it is: a second name for it, or a copy. */
  link(from: string, path: string): Promise<void>;
  write(path: string, content: string): Promise<void>;
  /** Writes a file unless there is one of somebody else's. */
  offer(path: string, content: string): Promise<void>;
  /** Removes a file whoever wrote it: one that may not be shown. */
  remove(path: string): Promise<void>;
  /** Removes what an earlier run wrote and this one did not. */
  finish(): Promise<{ readonly written: number; readonly removed: number }>;
}

/** The list of our files, kept beside them: it must not get lost with the index. */
const listName = '.courant-files.txt';

export async function openHugoTree(root: string, folder: string): Promise<HugoTree> {
  const writer = await createAtomicWriter(join(root, '.courant', 'hugo-tmp'));
  const list = join(folder, listName);
  const listed = (await readIfThere(list)) ?? '';
  const before = new Set(listed.split('\n').filter(isInside));
  const kept = new Set<string>();
  const count = { written: 0, removed: 0 };
  await guard({ file: folder }, () => mkdir(folder, { recursive: true }));
  /** Told before it is written: what a killed run left behind is known to the next one. */
  const note = async (path: string): Promise<string> => {
    kept.add(path);
    if (!before.has(path)) {
      await guard({ file: list }, () => appendFile(list, `${path}\n`));
      before.add(path);
    }
    return join(folder, path);
  };
  const remove = async (path: string): Promise<void> => {
    const file = join(folder, path);
    if (!(await stat(file).catch(() => null))) return;
    await writer.remove(file);
    count.removed += 1;
  };
  const write = async (path: string, content: string): Promise<void> => {
    const target = await note(path);
    if ((await readIfThere(target)) === content) return;
    await writer.write(target, content);
    count.written += 1;
  };
  return {
    link: async (from, path) => {
      const [source, target] = [join(root, from), await note(path)];
      if (await isSameFile(source, target)) return;
      await writer.link(source, target);
      count.written += 1;
    },
    write,
    offer: async (path, content) => {
      const isOthers = !before.has(path) && (await stat(join(folder, path)).catch(() => null)) !== null;
      if (!isOthers) await write(path, content);
    },
    remove,
    finish: async () => {
      for (const path of before) if (!kept.has(path)) await remove(path);
      const text = [...kept]
        .sort()
        .map((path) => `${path}\n`)
        .join('');
      if (text !== listed) await writer.write(list, text);
      return count;
    },
  };
}

/** True for two names of one file, and for a copy of the same bytes. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other).catch(() => null)]);
  if (second === null || first.size !== second.size) return false;
  if (first.ino === second.ino && first.dev === second.dev) return true;
  const [bytes, present] = await Promise.all([readFile(one), readFile(other)]);
  return bytes.equals(present);
}

/** A list that somebody edited must not make us remove files elsewhere. */
function isInside(path: string): boolean {
  return path !== '' && !path.split(/[/\\]/).includes('..');
}
