import { closeSync, openSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { NewsError } from '../errors.ts';
import { IndexDatabase } from './database.ts';
import { versionOf } from './migrations.ts';
import { AuditTable } from './reader-audit.ts';
import { CollectionTable } from './reader-collections.ts';
import { ItemTable } from './reader-items.ts';
import { MarkTable } from './reader-marks.ts';
import { SavedSearchTable } from './reader-searches.ts';
import { SessionTable, TokenTable } from './reader-sessions.ts';
import { UserTable } from './reader-users.ts';
import { snapshotDatabase } from './snapshot-database.ts';
import { errorCodeOf, guard, toStoreError } from './store-failure.ts';
import { WebhookTable, webhookStep } from './reader-webhooks.ts';

/** What people know and want: it is in no other file, so that it lies beside the articles and not below `.courant/`, and is part of a
 *  backup. */
export const readerFile = 'readers.db';

/** Everything about the people who read an archive: users, sessions, tokens, marks, collections, and who did what. Throws NewsError
 *  `store/*`. */
export class ReaderStore {
  readonly users: UserTable;
  readonly sessions: SessionTable;
  readonly tokens: TokenTable;
  readonly marks: MarkTable;
  readonly collections: CollectionTable;
  readonly searches: SavedSearchTable;
  readonly audit: AuditTable;
  readonly items: ItemTable;
  readonly webhooks: WebhookTable;
  readonly #db: IndexDatabase;

  private constructor(db: IndexDatabase) {
    this.#db = db;
    this.users = new UserTable(db);
    this.sessions = new SessionTable(db);
    this.tokens = new TokenTable(db);
    this.marks = new MarkTable(db);
    this.collections = new CollectionTable(db);
    this.searches = new SavedSearchTable(db);
    this.audit = new AuditTable(db);
    this.items = new ItemTable(db, this.marks);
    this.webhooks = new WebhookTable(db);
  }

  /** Opens that of an archive, made if there is none. `:memory:` for one that is not kept. */
  static open(root: string): ReaderStore {
    const file = root === ':memory:' ? root : join(root, readerFile);
    if (file !== ':memory:') makePrivate(file);
    const db = new IndexDatabase(file, { mode: 'write' });
    const known = versionOf(db);
    if (known > steps.length) {
      db.close();
      throw new NewsError('store/newer-archive', {
        file,
        detail: `It is of version ${known}; this program knows ${steps.length}.`,
      });
    }
    db.transaction(() => {
      for (const step of steps.slice(versionOf(db))) db.exec(step); // or another process has done so meanwhile
      db.exec(`PRAGMA user_version = ${steps.length}`);
    });
    return new ReaderStore(db);
  }

  transaction<T>(work: () => T): T {
    return this.#db.transaction(work);
  }

  close(): void {
    this.#db.close();
  }
}

/** Nobody else of the machine reads it: what SQLite puts beside it gets the same rights. One that is there keeps those it has, and is not
 *  touched: to close it would end the locks that SQLite holds in this process. */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (cause) {
    if (errorCodeOf(cause) !== 'EEXIST') throw toStoreError(cause, { file });
  }
}

/** As `snapshotDatabase`, of this one; nobody else of the machine reads the copy. */
export async function snapshotReaders(root: string, target: string): Promise<boolean> {
  if (!(await snapshotDatabase(join(root, readerFile), target))) return false;
  await guard({ file: target }, () => chmod(target, 0o600));
  return true;
}

/** Each is done once, in order; a step that was released is never changed. */
const steps: readonly string[] = [
  `CREATE TABLE users (
     id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, password TEXT NOT NULL,
     subject TEXT, created_at TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0);
   CREATE UNIQUE INDEX users_by_subject ON users (subject) WHERE subject IS NOT NULL;
   CREATE TABLE sessions (
     key TEXT PRIMARY KEY, user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE, form_token TEXT NOT NULL,
     expires_at INTEGER NOT NULL, agent TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX sessions_by_user ON sessions (user);
   CREATE TABLE tokens (
     id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
     name TEXT NOT NULL, scopes TEXT NOT NULL, created_at TEXT NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER NOT NULL DEFAULT 0);
   CREATE TABLE marks (
     user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE, article TEXT NOT NULL, read_at INTEGER NOT NULL DEFAULT 0,
     starred_at INTEGER NOT NULL DEFAULT 0, archived_at INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (user, article)) WITHOUT ROWID;
   CREATE INDEX marks_starred ON marks (user, starred_at) WHERE starred_at > 0;
   CREATE INDEX marks_archived ON marks (user, archived_at) WHERE archived_at > 0;
   CREATE TABLE collections (
     id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE, name TEXT NOT NULL,
     created_at TEXT NOT NULL, UNIQUE (user, name));
   CREATE TABLE collected (
     collection INTEGER NOT NULL REFERENCES collections ON DELETE CASCADE, article TEXT NOT NULL, note TEXT NOT NULL,
     added_at INTEGER NOT NULL, PRIMARY KEY (collection, article)) WITHOUT ROWID;
   CREATE TABLE audit (
     id INTEGER PRIMARY KEY, at TEXT NOT NULL, user TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL,
     detail TEXT NOT NULL, address TEXT NOT NULL);
   CREATE TABLE items (number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL UNIQUE);`,
  // Articles as clients know them, what is kept unread, and the keys of clients.
  `ALTER TABLE items ADD COLUMN path TEXT NOT NULL DEFAULT '';
   ALTER TABLE items ADD COLUMN outlet TEXT NOT NULL DEFAULT '';
   ALTER TABLE items ADD COLUMN dated_at INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE items ADD COLUMN added_at INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE items ADD COLUMN shown_until INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX items_added ON items (added_at);
   CREATE INDEX items_outlet ON items (outlet, number, dated_at, shown_until, added_at);
   CREATE INDEX items_path ON items (path);
   CREATE TABLE item_names (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
   CREATE TABLE item_notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
   ALTER TABLE marks ADD COLUMN is_kept INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX marks_read ON marks (user, read_at) WHERE read_at > 0;
   CREATE INDEX marks_kept ON marks (user) WHERE is_kept = 1;
   ALTER TABLE tokens ADD COLUMN client_key TEXT;
   CREATE UNIQUE INDEX tokens_by_client ON tokens (client_key) WHERE client_key IS NOT NULL;`,
  `CREATE TABLE saved_searches (
     id INTEGER PRIMARY KEY, user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE, name TEXT NOT NULL, query TEXT NOT NULL,
     created_at TEXT NOT NULL, seen TEXT NOT NULL DEFAULT '[]', UNIQUE (user, name));`,
  webhookStep,
];
