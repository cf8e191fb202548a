import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NewsError } from '../../errors.ts';
import type { ArchiveIndex } from '../archive-index.ts';
import { ArchiveStore, type StoreParts } from '../archive-store.ts';
import { createAtomicWriter } from '../atomic-write.ts';
import { PostgresRebuild } from './rebuild.ts';
import { createRemoteWarcWriter, openRemote, type OpenRemoteOptions } from '../open-remote.ts';
import type { RemoteFiles } from '../remote-files.ts';
import type { OpenedStore, Sharing } from '../sharing.ts';
import type { IndexRebuild } from '../index-rebuild.ts';
import { walkArticleFiles } from '../walk-archive.ts';
import { createWarcWriter } from '../warc-writer.ts';
import { PostgresArticles } from './articles.ts';
import { parseDatabaseAddress } from './database-address.ts';
import { PostgresDatabase, type DatabaseOptions, type OutageListener, type Queries } from './database.ts';
import { PostgresFeeds } from './feeds.ts';
import { PostgresLinks } from './links.ts';
import { PostgresLooks } from './looks.ts';
import { PostgresTranslationFiles } from './translation-files.ts';
import { PostgresTranslations } from './translations.ts';
import { checkVersion, migrate, versionOf } from './migrations.ts';
import { PostgresPages } from './pages.ts';
import { Presence } from './presence.ts';
import { PostgresImages, PostgresObservations, PostgresSourceStates, PostgresSubscriptions } from './records.ts';
import { PostgresLeases } from './site-leases.ts';

export interface PostgresOptions extends Pick<StoreParts, 'clock' | 'decode'>, OpenRemoteOptions {
  /** `postgres://…`, as `parseDatabaseAddress` reads it. */
  readonly database: string;
  readonly onOutage?: OutageListener;
  readonly signal?: AbortSignal;
  /** A WARC file ends when it is larger than this. */
  readonly maxWarcFileBytes: number;
  /** The folder that belongs to the index, and where temporary files lie: on the file system of the archive. */
  readonly folders: { readonly temporary: string };
}

/** How long a statement waits for a server that is gone: writers go on when it is back, readers answer somebody. */
const writePatienceMs = 30 * 60_000;
const readPatienceMs = 5_000;

interface PostgresIndex extends ArchiveIndex {
  readonly links: PostgresLinks;
  readonly feeds: PostgresFeeds;
  readonly looks: PostgresLooks;
}

function postgresIndex(db: PostgresDatabase): PostgresIndex {
  return {
    links: new PostgresLinks(db),
    feeds: new PostgresFeeds(db),
    looks: new PostgresLooks(db),
    pages: new PostgresPages(db),
    articles: new PostgresArticles(db),
    images: new PostgresImages(db),
    observations: new PostgresObservations(db),
    sourceStates: new PostgresSourceStates(db),
    subscriptions: new PostgresSubscriptions(db),
    translations: new PostgresTranslations(db),
    translationFiles: new PostgresTranslationFiles(db),
  };
}

/** Connects. A server that is not there at the beginning is a mistake to be told at once, not one to wait for. */
async function connect(options: PostgresOptions, patienceMs: number): Promise<PostgresDatabase> {
  const address = parseDatabaseAddress(options.database);
  const first = new PostgresDatabase(address, { patienceMs: 0, connections: 1 });
  try {
    await first.get('SELECT 1 AS one');
  } finally {
    await first.close();
  }
  return new PostgresDatabase(address, settingsOf(options, patienceMs));
}

function settingsOf({ onOutage, signal }: PostgresOptions, patienceMs: number): DatabaseOptions {
  return { patienceMs, ...(onOutage && { onOutage }), ...(signal && { signal }) };
}

export async function openPostgresForReading(root: string, options: PostgresOptions): Promise<OpenedStore> {
  const db = await connect(options, readPatienceMs);
  try {
    await checkVersion(db);
    const { clock, decode } = options;
    const remote = await openRemote(root, { ...options, mode: 'read' });
    return new ArchiveStore({ root, clock, decode, remote, index: postgresIndex(db), onClose: () => db.close() });
  } catch (cause) {
    await db.close();
    throw cause;
  }
}

/** Opens the archive as one process of many. Throws NewsError `store/*`. */
export async function openPostgresForWriting(root: string, options: PostgresOptions): Promise<OpenedStore> {
  const db = await connect(options, writePatienceMs);
  let remote: RemoteFiles | undefined;
  try {
    remote = await openRemote(root, { ...options, mode: 'write' }, exclusivelyBy(db));
    await refuseMissingIndex(root, db, remote);
    await migrate(db);
    return await openAs('one of many', { root, remote }, db, options);
  } catch (cause) {
    await remote?.close();
    await db.close();
    throw cause;
  }
}

function exclusivelyBy(db: PostgresDatabase): <T>(name: string, task: () => Promise<T>) => Promise<T> {
  return (name, task) => db.withLocks([`${db.address.schema} ${name}`], task);
}

async function openAs(
  kind: 'one of many' | 'alone',
  { root, remote }: { readonly root: string; readonly remote: RemoteFiles | undefined },
  db: PostgresDatabase,
  { clock, decode, folders, maxWarcFileBytes }: PostgresOptions,
): Promise<ArchiveStore> {
  const id = randomBytes(6).toString('hex');
  const index = postgresIndex(db);
  const leases = new PostgresLeases(db, id, index);
  const warc = remote
    ? createRemoteWarcWriter(root, remote, { clock, process: id })
    : createWarcWriter(root, { clock, maxFileBytes: maxWarcFileBytes, process: id });
  const left = { root, remote, temporary: folders.temporary, pages: index.pages, endWarc: () => warc.close() };
  const presence = new Presence(db, id, leases, left);
  await presence.begin({ isAlone: kind === 'alone' });
  const temporary = join(folders.temporary, id);
  const { schema } = db.address;
  const sharing: Sharing = {
    ...{ leases, turns: leases.turns },
    exclusively: (about, task) =>
      db.withLocks(
        about.map((name) => `${schema} ${name}`),
        task,
      ),
  };
  const files = await createAtomicWriter(temporary);
  const writers = { files: remote?.writerOver(files) ?? files, warc };
  const onClose = async (): Promise<void> => {
    try {
      await presence.end();
      await rm(temporary, { recursive: true, force: true });
    } finally {
      await db.close();
    }
  };
  return new ArchiveStore({ root, clock, decode, index, remote, writers, sharing, onClose });
}

/** Without its index an archive would look empty, and everything would be fetched again. */
async function refuseMissingIndex(root: string, db: PostgresDatabase, remote: RemoteFiles | undefined): Promise<void> {
  if ((await versionOf(db, db.address.schema)) !== 0) return;
  if (remote && !(await remote.hasNoArticles())) throw new NewsError('store/no-index', { file: db.address.shown });
  for await (const path of walkArticleFiles(root))
    throw new NewsError('store/no-index', { file: db.address.shown, detail: path });
}

/** Makes the index again in a schema beside the old one, which it then replaces; when `fill` fails, the old one stays. No other
 *  process may write meanwhile. What only the index knows is carried over. Throws NewsError `store/*`. */
export async function rebuildPostgres<T>(
  root: string,
  options: PostgresOptions,
  fill: (rebuild: IndexRebuild) => Promise<T>,
): Promise<T> {
  const old = await connect(options, writePatienceMs);
  const { schema } = old.address;
  const fresh = new PostgresDatabase({ ...old.address, schema: `${schema}_new` }, settingsOf(options, writePatienceMs));
  let guard: ArchiveStore | undefined;
  let remote: RemoteFiles | undefined;
  try {
    remote = await openRemote(root, { ...options, mode: 'write', reads: 'any' }, exclusivelyBy(old));
    await migrate(old);
    guard = await openAs('alone', { root, remote }, old, options);
    await old.run(`DROP SCHEMA IF EXISTS ${schema}_new CASCADE`);
    await migrate(fresh);
    await carryOver(old, schema);
    const store = await openAs('one of many', { root, remote }, fresh, options);
    let result: T;
    try {
      result = await fill(await PostgresRebuild.begin(store, postgresIndex(fresh)));
    } finally {
      await store.close();
    }
    await old.transaction(async (tx) => {
      await tx.run(`ALTER SCHEMA ${schema} RENAME TO ${schema}_old`);
      await tx.run(`ALTER SCHEMA ${schema}_new RENAME TO ${schema}`);
      await tx.run(`DROP SCHEMA ${schema}_old CASCADE`);
    });
    return result;
  } finally {
    await old.run(`DROP SCHEMA IF EXISTS ${schema}_new CASCADE`).catch(() => undefined); // it told already why not
    await remote?.close();
    if (guard) await guard.close();
    else await old.close();
  }
}

const carriedTables = [
  ...['feeds', 'looks', 'edit_habits', 'subscriptions', 'observations', 'source_states'],
  ...['translation_memory', 'spending'],
];

/** Links, feeds, subscriptions, observations, source states and what translations cost are in no file; nor are the pauses that hosts asked for. */
async function carryOver(old: PostgresDatabase, schema: string): Promise<void> {
  await old.transaction(async (tx) => {
    // The triggers of the new schema look for its tables.
    await tx.run(`SET LOCAL search_path = ${schema}_new`);
    await copyTables(tx, schema, `${schema}_new`);
  });
}

async function copyTables(tx: Queries, from: string, to: string): Promise<void> {
  await tx.run(`INSERT INTO ${to}.links OVERRIDING SYSTEM VALUE SELECT * FROM ${from}.links`);
  await tx.get(
    `SELECT setval(pg_get_serial_sequence('${to}.links', 'id'), max(id)) FROM ${to}.links HAVING max(id) > 0`,
  );
  for (const table of carriedTables) await tx.run(`INSERT INTO ${to}.${table} SELECT * FROM ${from}.${table}`);
  await tx.run(
    `INSERT INTO ${to}.paces (site, open_at, held_until) SELECT site, open_at, held_until FROM ${from}.paces`,
  );
}
