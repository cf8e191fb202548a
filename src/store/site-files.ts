import type { IndexDatabase } from './database.ts';
import { readRows } from './json-rows.ts';

/** Which files were written for a site. */
export class SiteFiles {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  add(paths: readonly string[]): void {
    this.#db.run('INSERT OR IGNORE INTO files (path) SELECT value FROM json_each(?)', JSON.stringify(paths));
  }

  remove(paths: readonly string[]): void {
    this.#db.run('DELETE FROM files WHERE path IN (SELECT value FROM json_each(?))', JSON.stringify(paths));
  }

  /** Those of the paths that were written by no build that ended. */
  unknown(paths: readonly string[]): readonly string[] {
    return readRows<string>(
      this.#db,
      `SELECT json_group_array(value) AS rows FROM json_each(?) WHERE value NOT IN (SELECT path FROM files)`,
      JSON.stringify(paths),
    );
  }

  count(): number {
    return this.#db.get<{ n: number }>('SELECT count(*) AS n FROM files')?.n ?? 0;
  }

  /** Parts with the files of before, when everything is made anew: what is not added again until `takeOldFiles` is no longer
   *  part of the site. */
  setAside(isNew: boolean): void {
    this.#db.exec('CREATE TEMP TABLE old_files (path TEXT PRIMARY KEY) WITHOUT ROWID');
    if (isNew) this.#db.exec('INSERT INTO old_files SELECT path FROM files; DELETE FROM files');
  }

  takeOld(): readonly string[] {
    return readRows<string>(
      this.#db,
      'SELECT json_group_array(path) AS rows FROM old_files WHERE path NOT IN (SELECT path FROM files)',
    );
  }
}
