import type { IndexDatabase } from './database.ts';
import { readRows, runRows } from './json-rows.ts';

/** A story as the site knows it. */
export interface SiteStoryRow {
  readonly id: string;
  /** Where its page lies. */
  readonly folder: string;
  /** `YYYY/MM` of its folder. */
  readonly month: string;
  /** Epoch ms, of its last article. */
  readonly lastMs: number;
  /** Its card as JSON. */
  readonly entry: string;
  /** Its articles. */
  readonly posts: readonly number[];
}

const asObject = `json_object('id', id, 'folder', folder, 'month', month, 'lastMs', last_ms, 'entry', entry, 'posts',
  (SELECT json_group_array(post) FROM story_posts WHERE story = stories.id))`;

/** The stories that a site shows. */
export class SiteStories {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  put(row: SiteStoryRow): void {
    this.remove([row.id]);
    this.#db.run(
      'INSERT INTO stories (id, folder, month, last_ms, entry) VALUES (?, ?, ?, ?, ?)',
      ...[row.id, row.folder, row.month, row.lastMs, row.entry],
    );
    runRows(
      this.#db,
      'INSERT OR REPLACE INTO story_posts (post, story) SELECT value->>0, value->>1 FROM json_each(?)',
      row.posts.map((post) => [post, row.id]),
    );
  }

  remove(ids: readonly string[]): void {
    const list = JSON.stringify(ids);
    this.#db.run('DELETE FROM stories WHERE id IN (SELECT value FROM json_each(?))', list);
    this.#db.run('DELETE FROM story_posts WHERE story IN (SELECT value FROM json_each(?))', list);
  }

  ids(): readonly string[] {
    return readRows<string>(this.#db, 'SELECT json_group_array(id) AS rows FROM stories');
  }

  find(id: string): SiteStoryRow | undefined {
    return this.#select('id = ?', id)[0];
  }

  /** Those that have one of these articles. */
  ofPosts(posts: readonly number[]): readonly SiteStoryRow[] {
    const condition = 'id IN (SELECT story FROM story_posts WHERE post IN (SELECT value FROM json_each(?)))';
    return this.#select(condition, JSON.stringify(posts));
  }

  /** Those that had an article at this instant (epoch ms) or later. */
  since(ms: number): readonly SiteStoryRow[] {
    return this.#select('last_ms >= ?', ms);
  }

  /** Epoch ms, of the last article of all that came before an instant; 0 when there is none. */
  lastMs(beforeMs: number): number {
    const row = this.#db.get<{ ms: number | null }>(
      'SELECT max(last_ms) AS ms FROM stories WHERE last_ms <= ?',
      beforeMs,
    );
    return row?.ms ?? 0;
  }

  ofMonth(month: string): readonly SiteStoryRow[] {
    return this.#select('month = ?', month);
  }

  /** With the number of stories, newest first. */
  months(): readonly (readonly [month: string, count: number])[] {
    return readRows<[string, number]>(
      this.#db,
      `SELECT json_group_array(json_array(month, total)) AS rows FROM
       (SELECT month, count(*) AS total FROM stories GROUP BY month ORDER BY month DESC)`,
    );
  }

  /** Folders and instants of the last articles (epoch ms), oldest first; of so many the newest, -1: all. */
  addresses(limit: number): readonly (readonly [folder: string, lastMs: number])[] {
    return readRows<[string, number]>(
      this.#db,
      `SELECT json_group_array(json_array(folder, last_ms)) AS rows FROM
       (SELECT folder, last_ms FROM (SELECT folder, last_ms FROM stories ORDER BY last_ms DESC, id LIMIT ?)
        ORDER BY last_ms, folder)`,
      limit,
    );
  }

  #select(condition: string, ...values: (string | number)[]): readonly SiteStoryRow[] {
    const sql = `SELECT json_group_array(${asObject}) AS rows FROM stories WHERE ${condition}`;
    return readRows<SiteStoryRow>(this.#db, sql, ...values);
  }
}
