import { createHash } from 'node:crypto';
import type { IndexDatabase } from './database.ts';
import { readRows, runRows } from './json-rows.ts';

// The months beyond 4096 begin anew; two paths of one number would need the same digest all the same.
const digestBits = 41;

/** An article as the site knows it. */
export interface SitePostRow {
  /** Made of the path: the same in every build, and the order of articles of one date. */
  readonly id: number;
  readonly path: string;
  /** Which version of the file it was made from. */
  readonly stamp: string;
  /** The same for all languages of an article. */
  readonly base: string;
  /** The language in the file's name; empty for an original. */
  readonly suffix: string;
  readonly outlet: string;
  /** Its addresses at the outlet; may be empty. */
  readonly url: string;
  readonly canonical: string;
  readonly sort: number;
  readonly folder: string;
  readonly updatedMs: number;
  /** Epoch ms from which on it is no longer shown; 0 when it has no end. */
  readonly until: number;
  /** Why it cannot be shown, when its file is broken. */
  readonly problem: string;
  /** The post as JSON; empty when it is not shown. */
  readonly entry: string;
  /** Where its picture and the copies of it lie. */
  readonly pictures: readonly string[];
  /** Folders of the lists it stands in. */
  readonly lists: readonly string[];
}

const columns = [
  ...['id', 'path', 'stamp', 'base', 'suffix', 'outlet', 'url', 'canonical', 'sort', 'folder'],
  ...['updated_ms', 'until', 'problem', 'entry'],
] as const;

/** The articles of a site. */
export class SitePosts {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  count(): number {
    return this.#db.get<{ n: number }>('SELECT count(*) AS n FROM posts')?.n ?? 0;
  }

  countShown(): number {
    return this.#db.get<{ n: number }>("SELECT count(*) AS n FROM posts WHERE entry <> ''")?.n ?? 0;
  }

  /** Paths and stamps of all articles. */
  *stamps(): Iterable<readonly [path: string, stamp: string]> {
    const size = 10_000;
    for (let after = -1, isLast = false; !isLast;) {
      const rows = readRows<[string, string, number]>(
        this.#db,
        `SELECT json_group_array(json_array(path, stamp, id)) AS rows FROM
         (SELECT path, stamp, id FROM posts WHERE id > ? ORDER BY id LIMIT ${size})`,
        after,
      );
      for (const [path, stamp] of rows) yield [path, stamp];
      isLast = rows.length < size;
      after = rows.at(-1)?.[2] ?? after;
    }
  }

  /** Those with one of these bases, but for some (ids). */
  byBase(bases: readonly string[], except: readonly number[] = []): readonly SitePostRow[] {
    const condition = 'base IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT value FROM json_each(?))';
    return this.#select(condition, JSON.stringify(bases), JSON.stringify(except));
  }

  byId(ids: readonly number[]): readonly SitePostRow[] {
    return this.#posts('id IN (SELECT value FROM json_each(?))', ids);
  }

  /** The entries of shown articles (ids), parsed. */
  entries(ids: readonly number[]): ReadonlyMap<number, unknown> {
    const rows = readRows<[number, unknown]>(
      this.#db,
      `SELECT json_group_array(json_array(id, json(entry))) AS rows FROM posts
       WHERE id IN (SELECT value FROM json_each(?)) AND entry <> ''`,
      JSON.stringify(ids),
    );
    return new Map(rows);
  }

  /** These articles (ids) and all others in other languages of the same. */
  withVersions(ids: readonly number[]): readonly SitePostRow[] {
    return this.#posts('base IN (SELECT base FROM posts WHERE id IN (SELECT value FROM json_each(?)))', ids);
  }

  /** Days (`YYYYMMDD`) with the number of their shown articles, in all languages. */
  countByDay(): readonly (readonly [day: number, count: number])[] {
    return readRows<[number, number]>(
      this.#db,
      `SELECT json_group_array(json_array(day, total)) AS rows FROM
       (SELECT sort / 1000000 AS day, count(*) AS total FROM posts WHERE entry <> '' GROUP BY day)`,
    );
  }

  /** The shown articles from one day to another (`YYYYMMDD`). */
  ofDays(first: number, last: number): readonly SitePostRow[] {
    return this.#select("entry <> '' AND sort >= ? AND sort < ?", first * 1_000_000, (last + 1) * 1_000_000);
  }

  /** Paths of articles that somebody's decision is about: their outlet, address or path is among these. */
  pathsOf(what: 'outlet' | 'url' | 'canonical' | 'base', values: readonly string[]): readonly string[] {
    const sql = `SELECT json_group_array(path) AS rows FROM posts WHERE ${what} IN (SELECT value FROM json_each(?))`;
    return values.length === 0 ? [] : readRows<string>(this.#db, sql, JSON.stringify(values));
  }

  /** Paths of articles that carry a tag or category (keys), in any tree. */
  pathsInLists(keys: readonly string[]): readonly string[] {
    const sql = `SELECT json_group_array(path) AS rows FROM posts WHERE id IN
      (SELECT places.post FROM lists JOIN places ON places.list = lists.id
       WHERE lists.kind IN ('tags', 'categories') AND lists.key IN (SELECT value FROM json_each(?)))`;
    return keys.length === 0 ? [] : readRows<string>(this.#db, sql, JSON.stringify(keys));
  }

  /** Paths of shown articles whose time has come by `now`, epoch ms. */
  pathsUntil(now: number): readonly string[] {
    const sql = `SELECT json_group_array(path) AS rows FROM posts WHERE until <> 0 AND until <= ? AND entry <> ''`;
    return readRows<string>(this.#db, sql, now);
  }

  problems(): readonly { readonly file: string; readonly reason: string }[] {
    return this.#db.all("SELECT path AS file, problem AS reason FROM posts WHERE problem <> '' ORDER BY path");
  }

  /** What lists show of these articles is to be put again. */
  put(rows: readonly SitePostRow[]): void {
    this.#forgetItems(rows.map(({ id }) => id));
    runRows(
      this.#db,
      `INSERT OR REPLACE INTO posts (${columns.join()}, pictures, lists) SELECT
       value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8, value->>9,
       value->>10, value->>11, value->>12, value->>13, value->>14, value->>15 FROM json_each(?)`,
      rows.map((row) => [
        ...[
          row.id,
          row.path,
          row.stamp,
          row.base,
          row.suffix,
          row.outlet,
          row.url,
          row.canonical,
          row.sort,
          row.folder,
        ],
        ...[row.updatedMs, row.until, row.problem, row.entry, JSON.stringify(row.pictures), JSON.stringify(row.lists)],
      ]),
    );
    this.#forgetPictures(rows.map(({ id }) => id));
    runRows(
      this.#db,
      'INSERT OR IGNORE INTO pictures (post, path) SELECT value->>0, value->>1 FROM json_each(?)',
      rows.flatMap(({ id, pictures }) => pictures.map((path) => [id, path])),
    );
  }

  remove(ids: readonly number[]): void {
    this.#forgetItems(ids);
    this.#db.run('DELETE FROM posts WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
    this.#forgetPictures(ids);
  }

  #forgetItems(posts: readonly number[]): void {
    this.#db.run(
      `DELETE FROM items WHERE (sort, post) IN
       (SELECT sort, id FROM posts WHERE id IN (SELECT value FROM json_each(?)))`,
      JSON.stringify(posts),
    );
  }

  #forgetPictures(posts: readonly number[]): void {
    this.#db.run('DELETE FROM pictures WHERE post IN (SELECT value FROM json_each(?))', JSON.stringify(posts));
  }

  setLists(changes: readonly (readonly [post: number, lists: readonly string[]])[]): void {
    runRows(
      this.#db,
      'UPDATE posts SET lists = change.value->>1 FROM json_each(?) AS change WHERE posts.id = change.value->>0',
      changes.map(([post, lists]) => [post, JSON.stringify(lists)]),
    );
  }

  /** Which of these pictures an article shows. */
  shownPictures(pictures: readonly string[]): ReadonlySet<string> {
    const sql = 'SELECT json_group_array(path) AS rows FROM pictures WHERE path IN (SELECT value FROM json_each(?))';
    return new Set(readRows<string>(this.#db, sql, JSON.stringify(pictures)));
  }

  #posts(condition: string, values: readonly (string | number)[]): readonly SitePostRow[] {
    return this.#select(condition, JSON.stringify(values));
  }

  #select(condition: string, ...values: (string | number)[]): readonly SitePostRow[] {
    const fields = columns.map((column) => `'${column === 'updated_ms' ? 'updatedMs' : column}', ${column}`);
    return readRows<SitePostRow>(
      this.#db,
      `SELECT json_group_array(json_object(${fields.join()}, 'pictures', json(pictures), 'lists', json(lists))) AS rows
       FROM posts WHERE ${condition}`,
      ...values,
    );
  }
}

/** A number of 53 bits: the month that the path names, then bits of its digest. So the rows of a time lie side by side, and
 *  those of a build are not put all over the table. */
export function sitePostId(path: string): number {
  const [, year = '0', month = '0'] = /\/(\d{4})\/(\d\d)\//.exec(path) ?? [];
  const digest = createHash('sha256').update(path).digest();
  const months = (Number(year) * 12 + Number(month)) % 2 ** (53 - digestBits);
  return months * 2 ** digestBits + Math.floor(digest.readUIntBE(0, 6) / 2 ** (48 - digestBits));
}
