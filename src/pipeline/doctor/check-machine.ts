import { watch } from 'node:fs';
import { mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isNodeTooOld, oldestNode } from '../../config/node-version.ts';
import { errorCodeOf } from '../../store/store-failure.ts';
import { failed, fine, warning, type Finding } from './finding.ts';

export function checkNode(version: string): Finding {
  const told = `${version}; ${oldestNode} or later is needed`;
  return isNodeTooOld(version)
    ? failed('node', told, 'Install a newer Node from https://nodejs.org.')
    : fine('node', told);
}

/** A day of a large archive. */
const littleBytes = 1e9;
/** Not enough to bring the index up to date. */
const fullBytes = 50e6;
/** An article, its picture and their folders are a file each. */
const littleFiles = 10_000;

/** How much the disk of a folder still takes. */
export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize, files, ffree } = await statfs(folder);
  const free = bavail * bsize;
  const told = `${(free / 1e9).toFixed(1)} GB free`;
  const todo = 'Free some space, or move the project to a larger disk (`courant backup`, `courant restore`).';
  if (free < fullBytes) return failed('disk', told, todo);
  if (free < littleBytes) return warning('disk', told, todo);
  if (files > 0 && ffree < littleFiles) return warning('disk', `${told}, but room for ${ffree} files only`, todo);
  return fine('disk', told);
}

/** File systems over which SQLite cannot lock a file for sure, by their number in statfs(2). */
const networkSystems: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
]);

export async function checkFileSystem(folder: string): Promise<Finding | undefined> {
  const name = networkSystems.get((await statfs(folder)).type);
  if (name === undefined) return undefined;
  const todo = 'Keep the project on a disk of this machine, or its index in PostgreSQL (docs/how-to/workers.md).';
  return warning('file system', `the project lies on ${name}, where an index in a file may be damaged`, todo);
}

/** A disk of this machine writes its own time; other machines are off by less than that when they are set by NTP. */
const skewMs = 5_000;

/** Compares the clock with what the file system writes and with files that are there. Asks nothing of the network. `folder` can be written;
 *  `known` are files that were written earlier. */
export async function checkClock(folder: string, known: readonly string[], now: () => number): Promise<Finding> {
  const todo = 'Set the clock, best by NTP (`timedatectl set-ntp true`).';
  const off = (await writtenAt(folder)) - now();
  if (Math.abs(off) > skewMs) {
    const told = `that of the file system is ${describeSpan(off)}`;
    return warning('clock', told, `${todo} The disk is that of another machine: set both.`);
  }
  const times = await Promise.all(
    known.map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  const ahead = Math.max(0, ...times) - now();
  if (ahead > skewMs) return warning('clock', `files of the archive are ${describeSpan(ahead)}`, todo);
  return fine('clock', `${new Date(now()).toISOString().slice(0, 19)}Z, as the file system has it`);
}

/** As `3 min ahead`. */
export function describeSpan(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const span =
    seconds < 120
      ? `${seconds} s`
      : seconds < 7200
        ? `${Math.round(seconds / 60)} min`
        : `${Math.round(seconds / 3600)} h`;
  return `${span} ${ms > 0 ? 'ahead' : 'behind'}`;
}

async function writtenAt(folder: string): Promise<number> {
  const made = await mkdtemp(join(folder, 'doctor-'));
  try {
    await writeFile(join(made, 'clock'), '');
    return (await stat(join(made, 'clock'))).mtimeMs;
  } finally {
    await rm(made, { recursive: true });
  }
}

/** Whether the system tells of changed files: `courant serve` watches the configuration. */
export function checkWatches(folder: string): Finding {
  try {
    watch(folder, { persistent: false }).close();
    return fine('watches', 'the system tells of changed files');
  } catch (cause) {
    const isSpent = ['ENOSPC', 'EMFILE'].includes(errorCodeOf(cause));
    const told = `the system tells nothing of changed files (${errorCodeOf(cause)})`;
    return warning(
      'watches',
      `${told}; a server takes a changed configuration over at SIGHUP only`,
      isSpent
        ? 'Allow more: `sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512`.'
        : 'Send SIGHUP to the server after each change.',
    );
  }
}
