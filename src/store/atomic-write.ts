import { copyFile, constants, link, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCodeOf, guard } from './store-failure.ts';

/** Writes whole files or nothing. A reader sees the old content or the new one, also when the process is killed;
 *  a power failure may lose the last files, since nothing waits for the disk. */
export interface AtomicWriter {
  /** `path` is absolute, on the same file system as the archive's root; missing folders are made. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Gives the file `from` (absolute) a second name; a copy where the file system has no such thing. */
  link(from: string, path: string): Promise<void>;
  /** Does nothing when there is no such file. */
  remove(path: string): Promise<void>;
}

/** Puts temporary files into `folder`, which only the holder of the lock may use: what an earlier one left is removed. */
export async function createAtomicWriter(folder: string): Promise<AtomicWriter> {
  await guard({ file: folder }, async () => {
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
  });
  let count = 0;
  const place = (path: string, make: (temporary: string) => Promise<void>): Promise<void> =>
    guard({ file: path }, async () => {
      count += 1;
      const temporary = join(folder, `${count}.tmp`);
      try {
        await make(temporary);
        await moveInto(temporary, path);
      } catch (cause) {
        await rm(temporary, { force: true });
        throw cause;
      }
    });
  return {
    write: (path, content) => place(path, (temporary) => writeFile(temporary, content, { flag: 'wx' })),
    link: (from, path) =>
      place(path, async (temporary) => {
        // A name of the same file that is there already would leave the temporary one in place.
        await rm(path, { force: true });
        await link(from, temporary).catch(() => copyFile(from, temporary, constants.COPYFILE_EXCL));
      }),
    remove: (path) => guard({ file: path }, () => rm(path, { force: true })),
  };
}

async function moveInto(temporary: string, path: string): Promise<void> {
  try {
    await rename(temporary, path);
  } catch (cause) {
    if (errorCodeOf(cause) !== 'ENOENT') throw cause;
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
  }
}
