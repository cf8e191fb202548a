import type { IndexDatabase } from './database.ts';
import { readRows, runRows } from './json-rows.ts';

/** A list of articles as the site knows it. */
export interface SiteListRow {
  readonly id: number;
  readonly folder: string;
  readonly tree: string;
  readonly kind: string;
  readonly key: string;
  readonly name: string;
  readonly count: number;
}

/** One place of an article in a list. */
export interface ListPlace {
  readonly list: number;
  readonly sort: number;
  readonly post: number;
}

/** What lists show of an article, in one tree. */
export interface StoredItem {
  readonly tree: string;
  readonly sort: number;
  readonly post: number;
  readonly html: string;
  readonly atom: string;
  readonly updatedMs: number;
}

/** The articles of one day on a page of a list, newest first, as one text. */
export interface DayItems {
  /** `YYYYMMDD`. */
  readonly day: number;
  readonly html: string;
  readonly atom: string;
  readonly updatedMs: number;
}

/** The lists of a site, the places of articles in them, and what they show of each. */
export class SiteLists {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  find(folder: string): SiteListRow | undefined {
    return this.#db.get<SiteListRow>('SELECT * FROM lists WHERE folder = ?', folder);
  }

  findAll(folders: readonly string[]): readonly SiteListRow[] {
    const sql = 'SELECT * FROM lists WHERE folder IN (SELECT value FROM json_each(?))';
    return this.#db.all<SiteListRow>(sql, JSON.stringify(folders));
  }

  /** Lists of a kind with at least so many articles; most articles first, then in order of their keys. */
  ofKind(tree: string, kind: string, minCount: number, limit = -1): readonly SiteListRow[] {
    return this.#db.all<SiteListRow>(
      'SELECT * FROM lists WHERE tree = ? AND kind = ? AND count >= ? ORDER BY count DESC, key LIMIT ?',
      tree,
      kind,
      minCount,
      limit,
    );
  }

  count(tree: string, kind: string, minCount: number): number {
    const sql = 'SELECT count(*) AS n FROM lists WHERE tree = ? AND kind = ? AND count >= ?';
    return this.#db.get<{ n: number }>(sql, tree, kind, minCount)?.n ?? 0;
  }

  /** Lists of a kind with at least two articles, that the newest articles between two places in time stand in (`YYYYMMDDhhmmss`, the first
   *  inclusive), in order of their keys. `limit`: of how many articles. */
  ofNewest(tree: string, kind: string, from: number, to: number, limit: number): readonly SiteListRow[] {
    return this.#db.all<SiteListRow>(
      `SELECT * FROM lists WHERE tree = ? AND kind = ? AND count > 1 AND folder IN
       (SELECT list.value FROM
         (SELECT posts.lists AS folders FROM posts WHERE entry <> '' AND sort >= ? AND sort < ? ORDER BY sort DESC, id LIMIT ?),
         json_each(folders) AS list)
       ORDER BY key`,
      ...[tree, kind, from, to, limit],
    );
  }

  /** How many articles lists have on each day (`YYYYMMDD`) between two places in time. */
  countsByDay(
    lists: readonly number[],
    from: number,
    to: number,
  ): readonly (readonly [list: number, day: number, count: number])[] {
    return readRows<[number, number, number]>(
      this.#db,
      `SELECT json_group_array(json_array(list, day, total)) AS rows FROM
       (SELECT list, sort / 1000000 AS day, count(*) AS total FROM places
        WHERE list IN (SELECT value FROM json_each(?)) AND sort >= ? AND sort < ? GROUP BY list, day)`,
      JSON.stringify(lists),
      from,
      to,
    );
  }

  /** Days (`YYYY-MM-DD`) that have articles and begin like `prefix`, newest first, with how many. */
  days(tree: string, prefix: string): readonly (readonly [day: string, count: number])[] {
    return readRows<[string, number]>(
      this.#db,
      `SELECT json_group_array(json_array(key, count)) AS rows FROM
       (SELECT key, count FROM lists WHERE tree = ? AND kind = 'day' AND count > 0 AND key GLOB ? ORDER BY key DESC)`,
      tree,
      `${prefix}*`,
    );
  }

  /** Months (`YYYY-MM`) that have articles, newest first, with how many. */
  months(tree: string): readonly (readonly [month: string, count: number])[] {
    return readRows<[string, number]>(
      this.#db,
      `SELECT json_group_array(json_array(month, total)) AS rows FROM
       (SELECT substr(key, 1, 7) AS month, sum(count) AS total FROM lists
        WHERE tree = ? AND kind = 'day' AND count > 0 GROUP BY month ORDER BY month DESC)`,
      tree,
    );
  }

  /** Adds lists that are not known yet. */
  add(rows: readonly Omit<SiteListRow, 'id' | 'count'>[]): void {
    runRows(
      this.#db,
      `INSERT OR IGNORE INTO lists (folder, tree, kind, key, name, count)
       SELECT value->>0, value->>1, value->>2, value->>3, value->>4, 0 FROM json_each(?)`,
      rows.map(({ folder, tree, kind, key, name }) => [folder, tree, kind, key, name]),
    );
  }

  put(rows: readonly Pick<SiteListRow, 'id' | 'name' | 'count'>[]): void {
    runRows(
      this.#db,
      `UPDATE lists SET name = change.value->>1, count = change.value->>2 FROM json_each(?) AS change
       WHERE lists.id = change.value->>0`,
      rows.map(({ id, name, count }) => [id, name, count]),
    );
  }

  remove(ids: readonly number[]): void {
    this.#db.run('DELETE FROM lists WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  }

  addPlaces(places: readonly ListPlace[]): void {
    runRows(
      this.#db,
      'INSERT OR IGNORE INTO places (list, sort, post) SELECT value->>0, value->>1, value->>2 FROM json_each(?)',
      places.map(({ list, sort, post }) => [list, sort, post]),
    );
  }

  removePlaces(places: readonly ListPlace[]): void {
    runRows(
      this.#db,
      `DELETE FROM places WHERE (list, sort, post) IN
       (SELECT CAST(value->>0 AS INTEGER), CAST(value->>1 AS INTEGER), CAST(value->>2 AS INTEGER) FROM json_each(?))`,
      places.map(({ list, sort, post }) => [list, sort, post]),
    );
  }

  /** How many articles of a list are not older than this place. */
  countFrom(list: number, sort: number): number {
    const sql = 'SELECT count(*) AS n FROM places WHERE list = ? AND sort >= ?';
    return this.#db.get<{ n: number }>(sql, list, sort)?.n ?? 0;
  }

  /** The articles of a list beside a place, nearest first. */
  beside(place: ListPlace, side: 'older' | 'newer', limit: number): readonly ListPlace[] {
    const [sign, order] = side === 'older' ? ['<', 'DESC'] : ['>', 'ASC'];
    return this.#db.all<ListPlace>(
      `SELECT list, sort, post FROM places WHERE list = ? AND (sort, post) ${sign} (?, ?)
       ORDER BY sort ${order}, post ${order} LIMIT ?`,
      place.list,
      place.sort,
      place.post,
      limit,
    );
  }

  /** The newest articles of a list (ids), newest first. */
  newest(list: number, limit: number): readonly number[] {
    return readRows<number>(
      this.#db,
      `SELECT json_group_array(post) AS rows FROM
       (SELECT post FROM places WHERE list = ? ORDER BY sort DESC, post DESC LIMIT ?)`,
      list,
      limit,
    );
  }

  /** The places of a list after one, oldest first. */
  placesAfter(list: number, place: ListPlace | undefined, limit: number): readonly ListPlace[] {
    const rows = readRows<[number, number]>(
      this.#db,
      `SELECT json_group_array(json_array(sort, post)) AS rows FROM
       (SELECT sort, post FROM places WHERE list = ? AND (sort, post) > (?, ?) ORDER BY sort, post LIMIT ?)`,
      list,
      ...[place?.sort ?? -1, place?.post ?? -1, limit],
    );
    return rows.map(([sort, post]) => ({ list, sort, post }));
  }

  /** The places of a list from one to another, oldest first; none when there are more than `limit`. */
  places(list: number, from: ListPlace | undefined, to: ListPlace | undefined, limit: number): readonly ListPlace[] {
    if (!from || !to) return [];
    const rows = readRows<[number, number]>(
      this.#db,
      `SELECT json_group_array(json_array(sort, post)) AS rows FROM
       (SELECT sort, post FROM places WHERE list = ? AND (sort, post) >= (?, ?) AND (sort, post) <= (?, ?)
        ORDER BY sort, post LIMIT ?)`,
      list,
      ...[from.sort, from.post, to.sort, to.post, limit + 1],
    );
    return rows.length > limit ? [] : rows.map(([sort, post]) => ({ list, sort, post }));
  }

  /** The place so far from the newest of a list, 0 for the newest itself. */
  placeFromNewest(list: number, distance: number): ListPlace | undefined {
    return this.#db.get<ListPlace>(
      'SELECT list, sort, post FROM places WHERE list = ? ORDER BY sort DESC, post DESC LIMIT 1 OFFSET ?',
      list,
      distance,
    );
  }

  /** The newest place of a list before a place in time. */
  newestBefore(list: number, sort: number): ListPlace | undefined {
    return this.#db.get<ListPlace>(
      'SELECT list, sort, post FROM places WHERE list = ? AND sort < ? ORDER BY sort DESC, post DESC LIMIT 1',
      list,
      sort,
    );
  }

  /** The oldest article of a list. */
  oldest(list: number): number | undefined {
    const sql = 'SELECT post FROM places WHERE list = ? ORDER BY sort, post LIMIT 1';
    return this.#db.get<{ post: number }>(sql, list)?.post;
  }

  /** Folders and instants of change of a list's articles from a place on, oldest first. */
  addresses(
    list: number,
    from: ListPlace | undefined,
    limit: number,
  ): readonly (readonly [string, number, number, number])[] {
    return readRows<[string, number, number, number]>(
      this.#db,
      `SELECT json_group_array(json_array(folder, updated_ms, sort, id)) AS rows FROM
       (SELECT posts.folder, posts.updated_ms, places.sort, posts.id FROM places JOIN posts ON posts.id = places.post
        WHERE list = ? AND (places.sort, places.post) > (?, ?) ORDER BY places.sort, places.post LIMIT ?)`,
      list,
      from?.sort ?? -1,
      from?.post ?? -1,
      limit,
    );
  }

  /** The fragments of a list's articles from one place to another, by day, newest first; without that of `except`. */
  items(tree: string, from: ListPlace, to: ListPlace, except = -1): readonly DayItems[] {
    return this.#db.all<DayItems>(
      `SELECT places.sort / 1000000 AS day, max(updated_ms) AS updatedMs,
       group_concat(html, '' ORDER BY places.sort DESC, places.post DESC) AS html,
       group_concat(atom, '' ORDER BY places.sort DESC, places.post DESC) AS atom
       FROM places JOIN items ON items.sort = places.sort AND items.post = places.post AND items.tree = ?
       WHERE list = ? AND (places.sort, places.post) >= (?, ?) AND (places.sort, places.post) <= (?, ?)
       AND places.post <> ?
       GROUP BY day ORDER BY day DESC`,
      tree,
      from.list,
      ...[from.sort, from.post, to.sort, to.post, except],
    );
  }

  putItems(items: readonly StoredItem[]): void {
    runRows(
      this.#db,
      `INSERT OR REPLACE INTO items (sort, post, tree, html, atom, updated_ms)
       SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM json_each(?)`,
      items.map(({ sort, post, tree, html, atom, updatedMs }) => [sort, post, tree, html, atom, updatedMs]),
    );
  }
}
