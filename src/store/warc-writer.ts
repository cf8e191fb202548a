import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Clock } from '../model/clock.ts';
import { isAccessible } from './is-accessible.ts';
import { errorCodeOf, guard, toStoreError } from './store-failure.ts';
import { toWarcInfo, toWarcRecord, type StoredAnswer } from './warc-record.ts';

/** A file that is being written has this behind its name. */
export const openSuffix = '.open';

export interface WarcPlace {
  /** Relative to the archive's root, with `/`; the name it has when it is closed. */
  readonly warc: string;
  readonly offset: number;
  readonly length: number;
}

/** Keeps WARC files elsewhere, too. */
export interface WarcUpload {
  /** Before the record is in the file. */
  keepRecord(warc: string, offset: number, member: Uint8Array): Promise<void>;
  /** When the file has ended: it is not written any more. */
  keepWarc(warc: string): Promise<void>;
}

export interface WarcWriter {
  /** Adds a record with one write. Records are whole also when calls overlap. */
  append(answer: StoredAnswer, digest: string): Promise<WarcPlace>;
  /** Ends the current file and gives it its name. */
  close(): Promise<void>;
}

const compress = promisify(gzip);

export interface WarcWriterOptions {
  readonly clock: Clock;
  readonly maxFileBytes: number;
  /** Of the process, where many write: its files are told by it. Letters and digits. */
  readonly process?: string;
  readonly upload?: WarcUpload | undefined;
}

/** Writes `warc/YYYY/MM/courant-<time>-<n>.warc.gz` under `root`, a new file per run and per `maxFileBytes`; with the name of the
 *  process before the number, when it has one. */
export function createWarcWriter(root: string, options: WarcWriterOptions): WarcWriter {
  let current: OpenFile | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const result = last.then(task);
    last = result.catch(() => undefined); // the caller gets the failure; the next record is written all the same
    return result;
  };

  const appendMember = async (member: Uint8Array): Promise<WarcPlace> => {
    if (current && current.size >= options.maxFileBytes) {
      await finish(current);
      current = undefined;
    }
    current ??= await begin(root, new Date(options.clock.now()), options);
    const place = { warc: current.name, offset: current.size, length: member.length };
    await write(current, member);
    return place;
  };

  return {
    append: async (answer, digest) => {
      const member = await compress(await toWarcRecord(answer, digest));
      return inTurn(() => appendMember(member));
    },
    close: () =>
      inTurn(async () => {
        const closing = current;
        current = undefined;
        if (closing) await finish(closing);
      }),
  };
}

/** One writer over several, each with a file of its own: a record goes where the fewest wait. For records that are sent away, which takes its
 *  time. */
export function spreadOver(writers: readonly WarcWriter[]): WarcWriter {
  const lanes = writers.map((writer) => ({ writer, waiting: 0 }));
  return {
    append: async (answer, digest) => {
      const lane = lanes.reduce((best, one) => (one.waiting < best.waiting ? one : best));
      lane.waiting += 1;
      try {
        return await lane.writer.append(answer, digest);
      } finally {
        lane.waiting -= 1;
      }
    },
    close: async () => {
      const closed = await Promise.allSettled(writers.map((writer) => writer.close()));
      for (const result of closed) if (result.status === 'rejected') throw result.reason;
    },
  };
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly name: string;
  readonly path: string;
  readonly upload: WarcUpload | undefined;
  size: number;
}

type BeginOptions = Pick<WarcWriterOptions, 'process' | 'upload'>;

async function begin(root: string, time: Date, { process, upload }: BeginOptions): Promise<OpenFile> {
  const stamp = time.toISOString().slice(0, 19);
  const stem = `courant-${stamp.replace(/[-:]/g, '')}${process === undefined ? '' : `-${process}`}`;
  const folder = `warc/${stamp.slice(0, 4)}/${stamp.slice(5, 7)}`;
  return guard({ file: join(root, folder) }, async () => {
    await mkdir(join(root, folder), { recursive: true });
    for (let count = 1; ; count += 1) {
      const name = `${folder}/${stem}-${count}.warc.gz`;
      const file = await create(root, name, time, upload);
      if (file) return file;
    }
  });
}

/** Undefined when the name is taken, by a file that is closed or by one that is open. */
async function create(
  root: string,
  name: string,
  time: Date,
  upload: WarcUpload | undefined,
): Promise<OpenFile | undefined> {
  const path = join(root, name);
  if (await isAccessible(path)) return undefined;
  const handle = await open(`${path}${openSuffix}`, 'wx').catch(ifTaken);
  if (handle === undefined) return undefined;
  const file = { handle, name, path, upload, size: 0 };
  await write(file, await compress(await toWarcInfo(name.slice(name.lastIndexOf('/') + 1), time.toISOString())));
  return file;
}

function ifTaken(cause: unknown): undefined {
  if (errorCodeOf(cause) === 'EEXIST') return undefined;
  throw cause;
}

/** Writes a whole member, or leaves the file as it was. */
async function write(file: OpenFile, member: Uint8Array): Promise<void> {
  await file.upload?.keepRecord(file.name, file.size, member);
  try {
    let written = 0;
    while (written < member.length) {
      const { bytesWritten } = await file.handle.write(member, written, member.length - written, file.size + written);
      written += bytesWritten;
    }
    file.size += member.length;
  } catch (cause) {
    await file.handle.truncate(file.size);
    throw toStoreError(cause, { file: file.path });
  }
}

async function finish(file: OpenFile): Promise<void> {
  await guard({ file: file.path }, async () => {
    await file.handle.close();
    // Another process that took this one for dead has named it already.
    await rename(`${file.path}${openSuffix}`, file.path).catch(async (cause: unknown) => {
      if (errorCodeOf(cause) !== 'ENOENT' || !(await isAccessible(file.path))) throw cause;
    });
  });
  await file.upload?.keepWarc(file.name);
}

/** The process that writes a WARC file, by its name; undefined when it does not tell. */
export function processOfWarc(name: string): string | undefined {
  return /courant-\d{8}T\d{6}-([a-z0-9]+)-\d+\.warc\.gz/.exec(name)?.[1];
}

/** Where a WARC file lies now: a run that is under way has not named it yet. */
export async function locateWarc(root: string, warc: string): Promise<string> {
  const path = join(root, warc);
  return (await isAccessible(path)) ? path : `${path}${openSuffix}`;
}

/** Ends a file that a killed run left open: cuts it to `size` and gives it its name, or removes it when empty. */
export async function closeLeftOver(path: string, size: number): Promise<void> {
  await guard({ file: path }, async () => {
    if (size === 0) return rm(path);
    const handle = await open(path, 'r+');
    try {
      await handle.truncate(size);
    } finally {
      await handle.close();
    }
    await mkdir(dirname(path), { recursive: true });
    await rename(path, path.slice(0, -openSuffix.length));
  });
}
