import { IndexDatabase } from '../database.ts';

/** A file as it was when folder and bucket had the same. */
export interface KnownFile {
  readonly etag: string;
  /** Size and time of the file in the folder, as `stampOf` gives them. */
  readonly stamp: string;
}

/** What a machine knows of the files of a bucket: which of them its folder has, and which it wrote that no manifest lists yet.
 *  Without it every file is compared again. */
export class KnownFiles {
  readonly #db: IndexDatabase;

  /** `origin`: which bucket; what is known of another one is forgotten. */
  constructor(file: string, origin: string) {
    this.#db = new IndexDatabase(file, { mode: 'write' });
    this.#db.exec(`
      CREATE TABLE IF NOT EXISTS origin (origin TEXT PRIMARY KEY) STRICT;
      CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, etag TEXT NOT NULL, stamp TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS unlisted (path TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT;`);
    if (this.#db.get('SELECT 1 AS one FROM origin WHERE origin = ?', origin) !== undefined) return;
    this.#db.transaction(() => {
      for (const table of ['origin', 'files', 'unlisted']) this.#db.run(`DELETE FROM ${table}`);
      this.#db.run('INSERT INTO origin VALUES (?)', origin);
    });
  }

  get(path: string): KnownFile | undefined {
    return this.#db.get<KnownFile>('SELECT etag, stamp FROM files WHERE path = ?', path);
  }

  put(path: string, { etag, stamp }: KnownFile): void {
    this.#db.run('INSERT OR REPLACE INTO files VALUES (?, ?, ?)', path, etag, stamp);
  }

  forget(path: string): void {
    this.#db.run('DELETE FROM files WHERE path = ?', path);
  }

  /** `hash`: of a file that this machine wrote; empty for one that it removed. */
  noteUnlisted(path: string, hash: string): void {
    this.#db.run('INSERT OR REPLACE INTO unlisted VALUES (?, ?)', path, hash);
  }

  unlisted(): ReadonlyMap<string, string> {
    const rows = this.#db.all<{ path: string; hash: string }>('SELECT path, hash FROM unlisted ORDER BY path');
    return new Map(rows.map(({ path, hash }) => [path, hash]));
  }

  noteListed(paths: Iterable<string>): void {
    this.#db.transaction(() => {
      for (const path of paths) this.#db.run('DELETE FROM unlisted WHERE path = ?', path);
    });
  }

  close(): void {
    this.#db.close();
  }
}
