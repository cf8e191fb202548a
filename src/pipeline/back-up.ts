import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeWhole } from '../config/write-whole.ts';
import { NewsError } from '../errors.ts';
import { formatHashes, hashFile, listManifest, parseHashes, readManifest, type Hashes } from '../store/manifest.ts';
import { snapshotIndex } from '../store/open-store.ts';
import { readerFile, snapshotReaders } from '../store/reader-store.ts';
import { readIfThere } from '../store/read-if-there.ts';
import { isSealWhole } from '../store/seal.ts';
import { errorCodeOf, guard } from '../store/store-failure.ts';
import { walkFiles } from '../store/walk-archive.ts';

export interface BackupReport {
  readonly files: number;
  readonly copied: number;
  readonly removed: number;
  readonly bytes: number;
  /** Files that are other than the manifest says, and those it names that are gone. What an earlier backup has of them stays. */
  readonly damaged: readonly string[];
  readonly missing: readonly string[];
}

/** What can be made anew, what belongs to other programs, and databases with what SQLite has beside them. */
const leftOut =
  /^(?:\.courant|public|node_modules|\.git)(?:\/|$)|^hugo\/(?:public|resources)(?:\/|$)|^readers\.db(?:-\w+)?$/;
const list = 'backup.sha256';
/** Databases are copied as they are in one moment: somebody may be writing them. */
const databases = [
  { path: '.courant/index.db', snapshot: snapshotIndex },
  { path: readerFile, snapshot: snapshotReaders },
] as const;

/** Copies a project to a folder, which then is a project itself: archive, settings, and the index with what only it knows. The
 *  second time only what changed is copied, and what is gone is removed. It may run beside a collect: files are written whole, and
 *  an article that is newer than the copy of the index is found again by the next collect.
 *  Throws NewsError `cli/bad-backup`, `store/*`. */
export async function backUp(
  from: string,
  to: string,
  onProgress: (files: number) => void = () => undefined,
): Promise<BackupReport> {
  const [root, target] = [resolve(from), resolve(to)];
  const before = await readTarget(root, target);
  const [manifest, hashes] = [await readAll(root), new Map<string, string>()];
  const missing = new Set(manifest.keys());
  // Before a file is in its place: a backup that does not come to its end can be restored as far as it got.
  const note = (path: string, hash: string): Promise<void> =>
    appendFile(join(target, list), formatHashes(new Map([[path, hash]])));
  const damaged: string[] = [];
  let [copied, bytes] = [0, 0];
  for (const { path, snapshot } of databases) {
    const copy = join(target, `${path}.new`);
    if (!(await snapshot(root, copy))) continue;
    const hash = (await hashFile(copy))?.hash ?? '';
    await note(path, hash);
    await rename(copy, join(target, path));
    hashes.set(path, hash);
  }
  for await (const path of walkFiles(root, (entry) => !leftOut.test(entry) && entry !== list)) {
    if (path.includes('\n')) continue; // no line of the list can hold it
    missing.delete(path);
    const [source, copy] = [join(root, path), join(target, path)];
    const known = before.get(path);
    if (known !== undefined && (await isSame(source, copy))) hashes.set(path, known);
    else {
      const made = await copyFile(source, copy, async (hash) => {
        if (!(await isWhole(source, hash, manifest.get(path)))) return false;
        await note(path, hash);
        return true;
      });
      if (made.isKept) [copied, bytes] = [copied + 1, bytes + made.bytes];
      else damaged.push(path);
      if (made.isKept || known !== undefined) hashes.set(path, made.isKept ? made.hash : (known ?? ''));
    }
    onProgress(hashes.size);
  }
  for (const path of missing) if (before.has(path)) hashes.set(path, before.get(path) ?? '');
  const gone = [...before.keys()].filter((path) => !hashes.has(path));
  for (const path of gone) await rm(join(target, path), { force: true });
  await writeWhole(join(target, list), formatHashes(hashes));
  return { files: hashes.size, copied, removed: gone.length, bytes, damaged, missing: [...missing] };
}

export interface RestoreReport {
  readonly files: number;
  readonly bytes: number;
  /** Files of the backup that are not what was put into it, and those that are gone from it. None of them was restored. */
  readonly damaged: readonly string[];
  readonly missing: readonly string[];
}

/** Copies a backup into a new or empty folder; each file is compared with the list of the backup. Throws NewsError `cli/bad-backup`
 *  when it is no backup or the folder is not empty, and `store/*`. */
export async function restore(
  from: string,
  to: string,
  onProgress: (files: number) => void = () => undefined,
): Promise<RestoreReport> {
  const [backup, target] = [resolve(from), resolve(to)];
  const text = await readIfThere(join(backup, list));
  if (text === undefined) throw new NewsError('cli/bad-backup', { file: backup, detail: `It holds no ${list}.` });
  if ((await namesIn(target)).length > 0)
    throw new NewsError('cli/bad-backup', { file: target, detail: 'The folder to restore into is not empty.' });
  const hashes = allHashes(text);
  if (hashes.size === 0)
    throw new NewsError('cli/bad-backup', {
      file: backup,
      detail: 'Nothing was backed up there: it did not get that far.',
    });
  const damaged: string[] = [];
  const missing: string[] = [];
  let [files, bytes] = [0, 0];
  for (const [path, known] of hashes) {
    if (path.startsWith('/') || path.split(/[/\\]/).includes('..')) continue; // nobody's list leads out of the folder
    try {
      const made = await copyFile(join(backup, path), join(target, path), async (read) => known.has(read));
      if (!made.isKept) damaged.push(path);
      else [files, bytes] = [files + 1, bytes + made.bytes];
    } catch (cause) {
      if (errorCodeOf(cause instanceof NewsError ? cause.cause : cause) !== 'ENOENT') throw cause;
      missing.push(path);
    }
    onProgress(files);
  }
  return { files, bytes, damaged, missing };
}

/** What the target holds from the last time; makes the folder. */
async function readTarget(root: string, target: string): Promise<Hashes> {
  if (`${target}/`.startsWith(`${root}/`) || `${root}/`.startsWith(`${target}/`))
    throw new NewsError('cli/bad-backup', { file: target, detail: 'Archive and backup lie within each other.' });
  const text = await readIfThere(join(target, list));
  if (text === undefined && (await namesIn(target)).length > 0)
    throw new NewsError('cli/bad-backup', { file: target, detail: `The folder is neither empty nor a backup.` });
  await guard({ file: target }, () => mkdir(join(target, '.courant'), { recursive: true }));
  // From now on it is a backup, also when this one does not come to its end.
  if (text === undefined) await writeWhole(join(target, list), '');
  return parseHashes(text ?? '');
}

/** Of a file that was being copied when a backup ended early, that of before and that of then. */
function allHashes(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const line of text.split('\n')) {
    for (const [path, hash] of parseHashes(line)) {
      const known = all.get(path);
      if (known) known.add(hash);
      else all.set(path, new Set([hash]));
    }
  }
  return all;
}

async function readAll(root: string): Promise<Hashes> {
  const all: Hashes = new Map();
  for (const part of await listManifest(root))
    for (const [path, hash] of await readManifest(root, part)) all.set(path, hash);
  return all;
}

/** A file may be other than its line of the manifest when this program has written it since, as its seal says. */
async function isWhole(file: string, hash: string, listed: string | undefined): Promise<boolean> {
  if (listed === undefined || listed === hash) return true;
  return file.endsWith('.md') && isSealWhole(await readFile(file, 'utf8'));
}

/** Same size and time: it was copied with both. */
async function isSame(source: string, copy: string): Promise<boolean> {
  const [now, then] = await Promise.all([stat(source), stat(copy).catch(() => undefined)]);
  return then?.size === now.size && Math.abs(then.mtimeMs - now.mtimeMs) < 2; // milliseconds, as a copy keeps them
}

/** Copies a file, whole or not at all, and only when `mayKeep` its hash. */
async function copyFile(
  source: string,
  copy: string,
  mayKeep: (hash: string) => Promise<boolean>,
): Promise<{ readonly hash: string; readonly bytes: number; readonly isKept: boolean }> {
  return guard({ file: source }, async () => {
    const fresh = `${copy}.new`;
    await mkdir(dirname(copy), { recursive: true });
    const digest = createHash('sha256');
    let bytes = 0;
    const count = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        digest.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    try {
      const { atime, mtime, mode } = await stat(source);
      await pipeline(createReadStream(source), count, createWriteStream(fresh, { mode }));
      const hash = digest.digest('hex');
      const isKept = await mayKeep(hash);
      if (!isKept) return { hash, bytes, isKept };
      await utimes(fresh, atime, mtime);
      await rename(fresh, copy);
      return { hash, bytes, isKept };
    } finally {
      await rm(fresh, { force: true });
    }
  });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return guard({ file: folder }, () =>
    readdir(folder).catch((cause: unknown) => {
      if (errorCodeOf(cause) === 'ENOENT') return [];
      throw cause;
    }),
  );
}
