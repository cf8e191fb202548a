import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../config/project.ts';
import { writeWhole } from '../config/write-whole.ts';
import { isAccessible } from '../store/is-accessible.ts';
import {
  byPart,
  formatHashes,
  hashFile,
  listManifest,
  manifestFile,
  readManifest,
  writeManifest,
  type Hashes,
} from '../store/manifest.ts';
import { readIfThere } from '../store/read-if-there.ts';
import type { RemoteFiles } from '../store/remote-files.ts';
import { openRemote } from '../store/open-remote.ts';
import { isSealWhole } from '../store/seal.ts';
import type { OpenedStore } from '../store/sharing.ts';
import type { ArticleChanges } from '../store/store.ts';
import { walkArchiveFiles, walkFixedFiles } from '../store/walk-archive.ts';
import { commitArchive } from './commit-archive.ts';
import { bucketOf } from './open-archive.ts';
import type { Work } from './work.ts';

/** Closes an archive that was open for writing, and brings its manifest up to date with what was written, and with `git` the
 *  repository. */
export async function closeWithManifest(project: ManifestSettings, store: OpenedStore): Promise<void> {
  const { sharing, remote } = store;
  if (sharing || remote) {
    try {
      await store.endWarc();
      await keepManifest(project, { store, ...(sharing && { sharing }), ...(remote && { remote }) });
    } finally {
      await store.close();
    }
    return;
  }
  let changes: ArticleChanges | undefined;
  try {
    changes = await store.articleChanges(await readMark(project.root));
  } finally {
    await store.close(); // ends the WARC file
  }
  await updateManifest(project, changes);
}

/** The same while the archive stays open: all but the WARC file that is being written. Processes that share an archive take turns. */
export async function keepManifest(
  project: ManifestSettings,
  { store, sharing, remote }: Pick<Work, 'store' | 'sharing' | 'remote'>,
): Promise<void> {
  const update = async (): Promise<void> =>
    remote
      ? updateRemoteManifest(project, remote)
      : updateManifest(project, await store.articleChanges(await readMark(project.root)));
  return sharing ? sharing.exclusively(['manifest'], update) : update();
}

type ManifestSettings = Pick<Project, 'root' | 'git'>;

/** Writes into the manifest what the program wrote since the last time, and nothing else: a file that was changed or removed by
 *  anybody else is still found by `verifyArchive`. Throws NewsError `store/*`. */
async function updateManifest({ root, git }: ManifestSettings, changes: ArticleChanges): Promise<void> {
  for (const [part, paths] of await byPart(changes.changed)) {
    // When all articles are named, a listed one was written by us only if its seal says so.
    const isOurs = async (path: string, hashes: Hashes): Promise<boolean> =>
      !changes.isAll || !hashes.has(path) || isSealWhole(await readFile(join(root, path), 'utf8'));
    await list(root, part, paths, isOurs);
  }
  for (const [part, paths] of await byPart(changes.removed)) {
    const hashes = await readManifest(root, part);
    for (const path of paths) if (!(await isAccessible(join(root, path)))) hashes.delete(path);
    await writeManifest(root, part, hashes);
  }
  for (const [part, paths] of await byPart(walkFixedFiles(root)))
    await list(root, part, paths, async (path, hashes) => !hashes.has(path));
  await writeWhole(markFile(root), changes.mark);
  if (git) await commitArchive(root);
}

/** The same where machines have only some of the files: each lists those that it wrote. */
async function updateRemoteManifest({ root, git }: ManifestSettings, remote: RemoteFiles): Promise<void> {
  const written = await remote.unlisted();
  for (const [part, paths] of await byPart(written.keys())) {
    await remote.bring(manifestFile(part));
    const hashes = await readManifest(root, part);
    for (const path of paths) {
      const hash = written.get(path) ?? '';
      if (hash === '') hashes.delete(path);
      else hashes.set(path, hash);
    }
    await remote.write(manifestFile(part), formatHashes(hashes));
    remote.noteListed(paths);
  }
  if (git) await commitArchive(root);
}

/** Lists what the folder has and no manifest: as a machine wrote it that did not come back. Does nothing without a bucket, where any
 *  process lists all. Throws NewsError `store/*`. */
export async function listForgotten(project: Project): Promise<void> {
  const remote = await openRemote(project.root, { ...bucketOf(project), mode: 'write' });
  if (remote === undefined) return;
  try {
    for (const [part, paths] of await byPart(walkArchiveFiles(project.root))) {
      const isNew = async (path: string, hashes: Hashes): Promise<boolean> => !hashes.has(path);
      if (await list(project.root, part, paths, isNew)) await remote.bring(manifestFile(part)); // sends it
    }
  } finally {
    await remote.close();
  }
}

/** Lists files as they are now, those that `isOurs` is true of. True when the part is another one then. */
async function list(
  root: string,
  part: string,
  paths: readonly string[],
  isOurs: (path: string, hashes: Hashes) => Promise<boolean>,
): Promise<boolean> {
  const hashes = await readManifest(root, part);
  let isChanged = false;
  for (const path of paths) {
    if (!(await isOurs(path, hashes))) continue;
    const hash = (await hashFile(join(root, path)))?.hash;
    if (hash === undefined || hashes.get(path) === hash) continue;
    hashes.set(path, hash);
    isChanged = true;
  }
  if (isChanged) await writeManifest(root, part, hashes);
  return isChanged;
}

/** Up to where in the changes of the index the manifest goes. */
function markFile(root: string): string {
  return join(root, '.courant', 'manifest-mark');
}

async function readMark(root: string): Promise<string> {
  return (await readIfThere(markFile(root))) ?? ''; // none yet: every article is looked at
}

/** What `courant verify` found. Paths from the root of the archive. */
export interface Verification {
  readonly files: number;
  readonly bytes: number;
  /** Files whose content is another one than was written. */
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  /** Files that are in the archive and in no part of the manifest. */
  readonly extra: readonly string[];
}

/** As `verifyArchive`, of a project whose files may lie in a bucket: they are brought here first. */
export async function verifyProject(
  project: Project,
  { onPull, ...options }: VerifyOptions & { readonly onPull?: (files: number) => void },
): Promise<Verification> {
  const remote = await openRemote(project.root, { ...bucketOf(project), mode: 'write' });
  try {
    await remote?.pull('all', onPull);
    return await verifyArchive(project.root, { ...options, remote });
  } finally {
    await remote?.close();
  }
}

interface VerifyOptions {
  readonly accept: boolean;
  readonly onProgress?: (files: number) => void;
  /** Where the manifest lies, too. */
  readonly remote?: Pick<RemoteFiles, 'write' | 'remove'> | undefined;
}

/** Reads every file of the archive and compares it with the manifest. `accept`: the archive is right as it is, and the manifest
 *  follows it. Throws NewsError `store/*`. */
export async function verifyArchive(root: string, options: VerifyOptions): Promise<Verification> {
  const keep = async (part: string, hashes: Hashes): Promise<void> => {
    if (options.remote && hashes.size === 0) await options.remote.remove(manifestFile(part));
    else if (options.remote) await options.remote.write(manifestFile(part), formatHashes(hashes));
    else await writeManifest(root, part, hashes);
  };
  const parts = new Set(await listManifest(root));
  const found = { changed: [] as string[], missing: [] as string[], extra: [] as string[] };
  let [files, bytes] = [0, 0];
  for (const [part, paths] of await byPart(walkArchiveFiles(root))) {
    parts.delete(part);
    const listed = await readManifest(root, part);
    const now = new Map<string, string>();
    for (const path of paths) {
      const read = await hashFile(join(root, path));
      if (read === undefined) continue; // removed in this moment
      now.set(path, read.hash);
      files += 1;
      bytes += read.bytes;
      options.onProgress?.(files);
      if (!listed.has(path)) found.extra.push(path);
      else if (listed.get(path) !== read.hash) found.changed.push(path);
    }
    for (const path of listed.keys()) if (!now.has(path)) found.missing.push(path);
    if (options.accept) await keep(part, now);
  }
  for (const part of parts) {
    found.missing.push(...(await readManifest(root, part)).keys());
    if (options.accept) await keep(part, new Map());
  }
  return { files, bytes, ...found };
}
