import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexDatabase } from './database.ts';
import { readRows, toJson } from './json-rows.ts';
import { errorCodeOf, toStoreError } from './store-failure.ts';

/** A file of the archive that is in the index. `fetched` and `thumbnail` as in the front matter of an article. */
export interface MarkedFile {
  readonly path: string;
  readonly stamp: string;
  readonly fetched?: string;
  readonly thumbnail?: string;
}

/** What a rebuild has read: a table beside those of the index as long as it is made, one row for all that was committed at once.
 *  A rebuild that was killed goes on behind it, if nothing of it was changed since. */
export class RebuildMarks {
  readonly #db: IndexDatabase;
  readonly #known: Set<string>;

  constructor(db: IndexDatabase) {
    this.#db = db;
    this.#known = new Set(this.#hasTables() ? this.#read().map(([path]) => path) : []);
  }

  /** `origin`: what else the new index is made from, as text to compare. `knowsLooks`: whether the old one gave them. */
  begin(origin: string, knowsLooks: boolean): void {
    this.#db.exec(`
      CREATE TABLE rebuild_origin (origin TEXT NOT NULL, knows_looks INTEGER NOT NULL) STRICT;
      CREATE TABLE rebuild_batches (batch INTEGER PRIMARY KEY, files TEXT NOT NULL) STRICT;`);
    this.#db.run('INSERT INTO rebuild_origin VALUES (?, ?)', origin, knowsLooks ? 1 : 0);
  }

  knowsLooks(): boolean {
    return this.#db.get<{ known: number }>('SELECT knows_looks AS known FROM rebuild_origin')?.known === 1;
  }

  /** Whether a database is a rebuild that was begun from the same, and the files that it read lie there as they were. */
  isUsable(origin: string, root: string): boolean {
    if (!this.#hasTables()) return false;
    if (this.#db.get<{ origin: string }>('SELECT origin FROM rebuild_origin')?.origin !== origin) return false;
    return this.#read().every(([path, stamp]) => stampOf(join(root, path)) === stamp);
  }

  #hasTables(): boolean {
    return this.#db.all(`SELECT 1 AS one FROM sqlite_schema WHERE name IN ('rebuild_origin', 'rebuild_batches')`).length === 2; // prettier-ignore
  }

  #read(): readonly (readonly [path: string, stamp: string])[] {
    return readRows(
      this.#db,
      'SELECT json_group_array(json_array(value->>0, value->>1)) AS rows FROM rebuild_batches, json_each(files)',
    );
  }

  put(files: readonly MarkedFile[]): void {
    const rows = files.map(({ path, stamp, fetched, thumbnail }) => [path, stamp, fetched ?? '', thumbnail ?? '']);
    this.#db.run('INSERT INTO rebuild_batches (files) VALUES (?)', toJson(rows));
    for (const { path } of files) this.#known.add(path);
  }

  has(path: string): boolean {
    return this.#known.has(path);
  }

  thumbnails(): ReadonlySet<string> {
    const sql = 'SELECT json_group_array(DISTINCT value->>3) AS rows FROM rebuild_batches, json_each(files)';
    return new Set(readRows<string>(this.#db, sql));
  }

  end(): void {
    this.#db.exec('DROP TABLE rebuild_batches; DROP TABLE rebuild_origin;');
  }
}

/** Size and time of a file, as text to compare; empty when there is none. */
export function stampOf(file: string): string {
  try {
    const { size, mtimeMs } = lstatSync(file);
    return `${size} ${mtimeMs}`;
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT' || errorCodeOf(cause) === 'ENOTDIR') return '';
    throw toStoreError(cause, { file });
  }
}
