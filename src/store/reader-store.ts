import { join } from 'node:path';
import { NewsError } from '../errors.ts';
import { IndexDatabase } from './database.ts';
import { versionOf } from './migrations.ts';
import { AuditTable } from './reader-audit.ts';
import { CollectionTable } from './reader-collections.ts';
import { MarkTable } from './reader-marks.ts';
import { SessionTable, TokenTable } from './reader-sessions.ts';
import { UserTable } from './reader-users.ts';
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
  readonly audit: AuditTable;
  readonly webhooks: WebhookTable;
  readonly #db: IndexDatabase;

  private constructor(db: IndexDatabase) {
    this.#db = db;
    this.users = new UserTable(db);
    this.sessions = new SessionTable(db);
    this.tokens = new TokenTable(db);
    this.marks = new MarkTable(db);
    this.collections = new CollectionTable(db);
    this.audit = new AuditTable(db);
    this.webhooks = new WebhookTable(db);
  }

  /** Opens that of an archive, made if there is none. `:memory:` for one that is not kept. */
  static open(root: string): ReaderStore {
    const file = root === ':memory:' ? root : join(root, readerFile);
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
  webhookStep,
];
