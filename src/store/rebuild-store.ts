import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sqliteIndex } from './archive-index.ts';
import { ArchiveStore } from './archive-store.ts';
import { IndexDatabase } from './database.ts';
import { takeLock } from './lock.ts';
import { migrate, schemaVersion } from './migrations.ts';
import { indexPaths, makeIndexFolder, openWriters, sharedSettings, type OpenStoreOptions } from './open-store.ts';
import { Rebuild } from './rebuild.ts';
import { RebuildMarks, stampOf } from './rebuild-marks.ts';
import { openRemote } from './open-remote.ts';
import type { RemoteFiles } from './remote-files.ts';
import { repairWarcs } from './repair-warcs.ts';
import { SearchIndex } from './search-index.ts';
import { guard, isDamage } from './store-failure.ts';
import type { IndexRebuild } from './index-rebuild.ts';

/** Makes the index again: `fill` puts articles and WARC files into a new one, which then takes the place of the old one.
 *  When `fill` fails or the process is killed, the old one stays. A kill leaves the new one as well: the next rebuild goes on
 *  with it, unless something that it was made from has changed. What only the index knows (see `carryOver`) is carried over
 *  from the old one if that can be read. Throws NewsError `store/*`. */
export async function rebuildStore<T>(
  root: string,
  options: Omit<OpenStoreOptions, 'mode'>,
  fill: (rebuild: IndexRebuild) => Promise<T>,
): Promise<T> {
  const folder = resolve(root);
  const { database } = options;
  if (database !== undefined && database !== '') {
    await makeIndexFolder(folder);
    const { rebuildPostgres } = await import('./postgres/open-postgres.ts');
    return rebuildPostgres(folder, sharedSettings(folder, { ...options, database }), fill);
  }
  const paths = indexPaths(folder);
  const fresh = `${paths.database}.new`;
  await makeIndexFolder(folder);
  const lock = takeLock(paths.lock);
  try {
    const result = await fillFresh({ root: folder, fresh, old: paths.database }, options, fill);
    await replaceDatabase(fresh, paths.database);
    return result;
  } catch (cause) {
    await removeDatabase(fresh);
    throw cause;
  } finally {
    lock.release();
  }
}

async function fillFresh<T>(
  files: { readonly root: string; readonly fresh: string; readonly old: string },
  options: Omit<OpenStoreOptions, 'mode'>,
  fill: (rebuild: IndexRebuild) => Promise<T>,
): Promise<T> {
  const { root } = files;
  const { clock, decode } = options;
  const db = await openFresh(files);
  let store: ArchiveStore | undefined;
  let remote: RemoteFiles | undefined;
  try {
    const index = sqliteIndex(db);
    remote = await openRemote(root, { ...options, mode: 'write', reads: 'any' });
    await repairWarcs(root, index.pages, { remote });
    const writers = await openWriters(root, clock, remote);
    store = new ArchiveStore({ root, clock, decode, index, remote, writers, onClose: () => undefined });
    db.begin();
    const rebuild = await Rebuild.begin(store, db);
    const result = await fill(rebuild);
    rebuild.end();
    await store.close();
    db.commit();
    return result;
  } finally {
    await (store ?? remote)?.close();
    db.close();
  }
}

/** What a rebuild that was killed left, if all that it was made from is still as it was; else an empty index with what is carried over. */
async function openFresh({ root, fresh, old }: { root: string; fresh: string; old: string }): Promise<IndexDatabase> {
  const origin = [schemaVersion, stampOf(old), stampOf(`${old}-wal`)].join(' / ');
  const left = openLeft(fresh);
  if (left) {
    if (isUsable(left, origin, root)) return left;
    left.close();
  }
  await removeDatabase(fresh);
  const db = new IndexDatabase(fresh, { mode: 'rebuild' });
  try {
    migrate(db);
    const knowsLooks = carryOver(db, old);
    new RebuildMarks(db).begin(origin, knowsLooks);
    new SearchIndex(db).beginRebuild();
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

function openLeft(fresh: string): IndexDatabase | undefined {
  if (stampOf(fresh) === '') return undefined;
  return withoutDamage(() => new IndexDatabase(fresh, { mode: 'rebuild' }));
}

function isUsable(left: IndexDatabase, origin: string, root: string): boolean {
  return withoutDamage(() => new RebuildMarks(left).isUsable(origin, root)) ?? false;
}

/** Undefined when the database is damaged. */
function withoutDamage<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (cause) {
    if (isDamage(cause)) return undefined;
    throw cause;
  }
}

/** Links, looks, feeds, subscriptions, observations, source states and what translations cost are in no file. An index too damaged to give them, or
 *  of a later version, is done without. True when it gave the looks. */
function carryOver(db: IndexDatabase, old: string): boolean {
  if (stampOf(old) === '') return false; // there is none
  try {
    db.exec(
      `ATTACH 'file:${encodeURI(old).replace(/[?#']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}?mode=ro' AS old`,
    );
  } catch (cause) {
    if (isDamage(cause)) return false;
    throw cause;
  }
  try {
    const version = db.get<{ user_version: number }>('PRAGMA old.user_version')?.user_version;
    if (version === undefined || version < 1 || version > schemaVersion) return false;
    db.transaction(() => {
      db.exec('INSERT INTO links SELECT * FROM old.links');
      const columns = 'url, source, etag, last_modified, last_success_at, last_error, errors_in_a_row, items';
      const known = version >= 7 ? `${columns}, life, poll_at` : columns;
      db.exec(`INSERT INTO feeds (${known}) SELECT ${known} FROM old.feeds`);
      if (version >= 7) db.exec('INSERT INTO subscriptions SELECT * FROM old.subscriptions');
      if (version >= 4) db.exec('INSERT INTO observations SELECT * FROM old.observations');
      if (version >= 6) db.exec('INSERT INTO source_states SELECT * FROM old.source_states');
      if (version >= 10) db.exec('INSERT INTO looks SELECT * FROM old.looks');
      if (version >= 10) db.exec('INSERT INTO edit_habits SELECT * FROM old.edit_habits');
      if (version >= 12) db.exec('INSERT INTO translation_memory SELECT * FROM old.translation_memory');
      if (version >= 12) db.exec('INSERT INTO spending SELECT * FROM old.spending');
    });
    return version >= 10;
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
    return false;
  } finally {
    db.exec('DETACH old');
  }
}

async function removeDatabase(file: string): Promise<void> {
  await guard({ file }, async () => {
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(file + suffix, { force: true });
  });
}

async function replaceDatabase(fresh: string, database: string): Promise<void> {
  await guard({ file: database }, async () => {
    const handle = await open(fresh, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    takeInLog(database); // until the new file is in place the old one counts
    // First: SQLite would take the old log for one of the new file.
    for (const suffix of ['-wal', '-shm', '.new-journal']) await rm(database + suffix, { force: true });
    await rename(fresh, database);
  });
}

/** Takes the log that a killed process left into its database. */
export function takeInLog(database: string): void {
  if (stampOf(`${database}-wal`) !== '') withoutDamage(() => new IndexDatabase(database, { mode: 'write' }).close());
}
