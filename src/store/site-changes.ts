import type { IndexDatabase } from './database.ts';
import { readRows, runRows } from './json-rows.ts';

/** A change of an article that is shown: its revision, or 0 for that it is gone. */
export interface SiteChange {
  readonly post: number;
  readonly revision: number;
  /** Epoch ms. */
  readonly atMs: number;
}

/** The changes of articles that a site shows. */
export class SiteChangeTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  /** Replaces those of these articles. */
  put(posts: readonly number[], changes: readonly SiteChange[]): void {
    this.#db.run('DELETE FROM changes WHERE post IN (SELECT value FROM json_each(?))', JSON.stringify(posts));
    runRows(
      this.#db,
      'INSERT INTO changes (post, revision, at_ms) SELECT value->>0, value->>1, value->>2 FROM json_each(?)',
      changes.map(({ post, revision, atMs }) => [post, revision, atMs]),
    );
  }

  /** The newest of articles that stand in a list (its folder), newest first. */
  newest(folder: string, limit: number): readonly SiteChange[] {
    const rows = readRows<[number, number, number]>(
      this.#db,
      `SELECT json_group_array(json_array(post, revision, at_ms)) AS rows FROM
       (SELECT post, revision, at_ms FROM changes JOIN posts ON posts.id = changes.post
        WHERE EXISTS (SELECT 1 FROM json_each(posts.lists) WHERE value = ?)
        ORDER BY at_ms DESC, post DESC, revision DESC LIMIT ?)`,
      ...[folder, limit],
    );
    return rows.map(([post, revision, atMs]) => ({ post, revision, atMs }));
  }
}
