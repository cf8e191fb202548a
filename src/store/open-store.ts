import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { NewsError } from '../errors.ts';
import type { Clock } from '../model/clock.ts';
import { sqliteIndex } from './archive-index.ts';
import { ArchiveStore } from './archive-store.ts';
import { createAtomicWriter, type AtomicWriter } from './atomic-write.ts';
import { IndexDatabase } from './database.ts';
import { takeLock } from './lock.ts';
import { checkVersion, migrate } from './migrations.ts';
import { createRemoteWarcWriter, openRemote, type OpenRemoteOptions } from './open-remote.ts';
import type { OutageListener } from './postgres/database.ts';
import type { PostgresOptions } from './postgres/open-postgres.ts';
import type { RemoteFiles } from './remote-files.ts';
import { repairWarcs } from './repair-warcs.ts';
import type { OpenedStore } from './sharing.ts';
import { snapshotDatabase } from './snapshot-database.ts';
import { guard } from './store-failure.ts';
import { walkArticleFiles } from './walk-archive.ts';
import type { ContentDecoder } from './warc.ts';
import { createWarcWriter, type WarcWriter } from './warc-writer.ts';
import { isAccessible } from './is-accessible.ts';

export interface OpenStoreOptions extends OpenRemoteOptions {
  readonly clock: Clock;
  /** `write` takes the lock, mends what a killed run left, and brings the index up to date. `read` changes nothing and
   *  runs beside a writer. */
  readonly mode: 'write' | 'read';
  /** `postgres://…` of an index in PostgreSQL, which many processes may write at once; without it one in a file of the archive. */
  readonly database?: string;
  /** Hears that PostgreSQL went away, and that it is back. */
  readonly onOutage?: OutageListener;
  /** Aborts when somebody stops the work: then PostgreSQL is no longer waited for. */
  readonly signal?: AbortSignal;
  /** Removes the content codings of stored pages: `decodeContent` of fetch/, which this layer may not import. */
  readonly decode: ContentDecoder;
}

/** A WARC file ends when it is larger than this. Spec: ISO 28500:2017 annex C.1 recommends 1 GB. */
export const maxWarcFileBytes = 2 ** 30;

/** Opens the archive in a folder; `write` makes one when there is none.
 *  Throws NewsError `store/*`: locked, not-found, bucket-away, bucket-refused, bucket-clock, database-away, database-refused, no-index, older-archive, newer-archive, corrupt-database, not-writable. */
export async function openStore(root: string, options: OpenStoreOptions): Promise<OpenedStore> {
  const folder = resolve(root);
  const { database } = options;
  if (database !== undefined && database !== '') return openShared(folder, { ...options, database });
  return options.mode === 'write' ? openForWriting(folder, options) : openForReading(folder, options);
}

/** Paths in the folder that belongs to the index. Temporary files lie on the same file system as their targets. */
export function indexPaths(root: string): { folder: string; database: string; lock: string; temporary: string } {
  const folder = join(root, '.courant');
  return {
    folder,
    database: join(folder, 'index.db'),
    lock: join(folder, 'lock.db'),
    temporary: join(folder, 'tmp'),
  };
}

async function openShared(
  root: string,
  options: OpenStoreOptions & { readonly database: string },
): Promise<OpenedStore> {
  const settings = sharedSettings(root, options);
  // Only now: SQLite needs none of it.
  const { openPostgresForReading, openPostgresForWriting } = await import('./postgres/open-postgres.ts');
  if (options.mode === 'read') return openPostgresForReading(root, settings);
  await makeIndexFolder(root);
  return openPostgresForWriting(root, settings);
}

/** What an index in PostgreSQL needs to know of the archive beside it. */
export function sharedSettings(
  root: string,
  options: Omit<OpenStoreOptions, 'mode'> & { readonly database: string },
): PostgresOptions {
  return { ...options, maxWarcFileBytes, folders: { temporary: indexPaths(root).temporary } };
}

async function openForReading(root: string, options: OpenStoreOptions): Promise<OpenedStore> {
  const { clock, decode } = options;
  const paths = indexPaths(root);
  if (!(await isAccessible(paths.database))) throw new NewsError('store/not-found', { file: root });
  // SQLite needs a file beside the database even to read it, unless told that nobody writes.
  const mode = (await isAccessible(paths.folder, constants.W_OK)) ? 'read' : 'read-immutable';
  const db = new IndexDatabase(paths.database, { mode });
  try {
    checkVersion(db);
    const remote = await openRemote(root, options);
    return new ArchiveStore({ root, clock, decode, remote, index: sqliteIndex(db), onClose: () => db.close() });
  } catch (cause) {
    db.close();
    throw cause;
  }
}

async function openForWriting(root: string, options: OpenStoreOptions): Promise<OpenedStore> {
  const { clock, decode } = options;
  const paths = indexPaths(root);
  await makeIndexFolder(root);
  const lock = takeLock(paths.lock);
  let db: IndexDatabase | undefined;
  let remote: RemoteFiles | undefined;
  try {
    remote = await openRemote(root, options);
    await refuseMissingIndex(root, remote);
    db = new IndexDatabase(paths.database, { mode: 'write' });
    migrate(db);
    const index = sqliteIndex(db);
    await repairWarcs(root, index.pages, { remote });
    const opened = db;
    const onClose = (): void => {
      try {
        opened.close();
      } finally {
        lock.release();
      }
    };
    return new ArchiveStore({
      root,
      clock,
      decode,
      index,
      remote,
      writers: await openWriters(root, clock, remote),
      onClose,
    });
  } catch (cause) {
    await remote?.close();
    db?.close();
    lock.release();
    throw cause;
  }
}

/** For the one process that writes. */
export async function openWriters(
  root: string,
  clock: Clock,
  remote: RemoteFiles | undefined,
): Promise<{ readonly files: AtomicWriter; readonly warc: WarcWriter }> {
  const files = await createAtomicWriter(indexPaths(root).temporary);
  if (remote === undefined) return { files, warc: createWarcWriter(root, { clock, maxFileBytes: maxWarcFileBytes }) };
  const warc = createRemoteWarcWriter(root, remote, { clock, process: randomBytes(6).toString('hex') });
  return { files: remote.writerOver(files), warc };
}

/** As `snapshotDatabase`, of the index of an archive. */
export function snapshotIndex(root: string, target: string): Promise<boolean> {
  return snapshotDatabase(indexPaths(resolve(root)).database, target);
}

export async function makeIndexFolder(root: string): Promise<void> {
  const { folder } = indexPaths(root);
  await guard({ file: folder }, async () => {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  });
}

/** Without its index an archive would look empty, and everything would be fetched again. */
async function refuseMissingIndex(root: string, remote: RemoteFiles | undefined): Promise<void> {
  const { database } = indexPaths(root);
  if (await isAccessible(database)) return;
  if (remote && !(await remote.hasNoArticles())) throw new NewsError('store/no-index', { file: database });
  for await (const path of walkArticleFiles(root))
    throw new NewsError('store/no-index', { file: database, detail: path });
}
