import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { IndexDatabase } from './database.ts';

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

// A state of another version is made anew: it holds nothing that the files do not.
const version = 1;

const schema = `
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  stamp TEXT NOT NULL,
  base TEXT NOT NULL,
  suffix TEXT NOT NULL,
  outlet TEXT NOT NULL,
  url TEXT NOT NULL,
  canonical TEXT NOT NULL,
  sort INTEGER NOT NULL,
  folder TEXT NOT NULL,
  updated_ms INTEGER NOT NULL,
  until INTEGER NOT NULL,
  problem TEXT NOT NULL,
  entry TEXT NOT NULL,
  pictures TEXT NOT NULL,
  lists TEXT NOT NULL
) STRICT;
CREATE INDEX posts_base ON posts (base);
CREATE INDEX posts_sort ON posts (sort) WHERE entry <> '';
CREATE INDEX posts_outlet ON posts (outlet);
CREATE INDEX posts_url ON posts (url);
CREATE INDEX posts_canonical ON posts (canonical);
CREATE INDEX posts_until ON posts (until) WHERE until <> 0;
CREATE INDEX posts_suffix ON posts (suffix) WHERE suffix <> '';
CREATE INDEX posts_problem ON posts (path) WHERE problem <> '';
CREATE TABLE lists (
  id INTEGER PRIMARY KEY,
  folder TEXT NOT NULL UNIQUE,
  tree TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  count INTEGER NOT NULL
) STRICT;
CREATE INDEX lists_kind ON lists (tree, kind, count);
CREATE TABLE places (
  list INTEGER NOT NULL,
  sort INTEGER NOT NULL,
  post INTEGER NOT NULL,
  PRIMARY KEY (list, sort, post)
) STRICT, WITHOUT ROWID;
CREATE TABLE items (
  tree TEXT NOT NULL,
  post INTEGER NOT NULL,
  html TEXT NOT NULL,
  atom TEXT NOT NULL,
  updated_ms INTEGER NOT NULL,
  PRIMARY KEY (tree, post)
) STRICT, WITHOUT ROWID;
CREATE TABLE pictures (post INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (post, path)) STRICT, WITHOUT ROWID;
CREATE INDEX pictures_path ON pictures (path);
CREATE TABLE files (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
PRAGMA user_version = ${version};
`;

const postColumns =
  'id, path, stamp, base, suffix, outlet, url, canonical, sort, folder, updated_ms, until, problem, entry, pictures, lists';

interface StoredPost extends Omit<SitePostRow, 'lists' | 'pictures' | 'updatedMs'> {
  readonly lists: string;
  readonly pictures: string;
  readonly updated_ms: number;
}

/** What the site was made of when it was built last: its articles, the lists they stand in, the files that were written. An index
 *  like any other: without it the next build makes everything anew. Rows go in and out by the thousand as JSON, since a
 *  call of the driver costs several times what a row does. Throws NewsError `store/*`. */
export class SiteState {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  /** All of a build, or nothing of it. */
  begin(): void {
    this.#db.begin();
  }

  commit(): void {
    this.#db.commit();
  }

  rollback(): void {
    this.#db.rollback();
  }

  close(): void {
    this.#db.close();
  }

  /** Forgets everything but which files were written. */
  clear(): void {
    for (const table of ['facts', 'posts', 'lists', 'places', 'items', 'pictures'])
      this.#db.exec(`DELETE FROM ${table}`);
  }

  fact(name: string): string {
    return this.#db.get<{ value: string }>('SELECT value FROM facts WHERE name = ?', name)?.value ?? '';
  }

  putFact(name: string, value: string): void {
    this.#db.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', name, value);
  }

  countPosts(): number {
    return this.#db.get<{ n: number }>('SELECT count(*) AS n FROM posts')?.n ?? 0;
  }

  countShown(): number {
    return this.#db.get<{ n: number }>("SELECT count(*) AS n FROM posts WHERE entry <> ''")?.n ?? 0;
  }

  /** Paths and stamps of all articles, in the order of their paths, so many at a time. */
  *stamps(): Iterable<readonly [path: string, stamp: string]> {
    const size = 10_000;
    for (let after = '', isLast = false; !isLast;) {
      const rows = this.#json<[string, string]>(
        `SELECT json_group_array(json_array(path, stamp)) AS rows FROM
         (SELECT path, stamp FROM posts WHERE path > ? ORDER BY path LIMIT ${size})`,
        after,
      );
      yield* rows;
      isLast = rows.length < size;
      after = rows.at(-1)?.[0] ?? after;
    }
  }

  postsByPath(paths: readonly string[]): readonly SitePostRow[] {
    return this.#posts('path IN (SELECT value FROM json_each(?))', paths);
  }

  postsByBase(bases: readonly string[]): readonly SitePostRow[] {
    return this.#posts('base IN (SELECT value FROM json_each(?))', bases);
  }

  postsById(ids: readonly number[]): readonly SitePostRow[] {
    return this.#posts('id IN (SELECT value FROM json_each(?))', ids);
  }

  /** These articles (ids) and all others in other languages of the same. */
  postsWithVersions(ids: readonly number[]): readonly SitePostRow[] {
    return this.#posts('base IN (SELECT base FROM posts WHERE id IN (SELECT value FROM json_each(?)))', ids);
  }

  /** Days (`YYYYMMDD`) with the number of their shown articles, in all languages. */
  countByDay(): readonly (readonly [day: number, count: number])[] {
    return this.#json<[number, number]>(
      `SELECT json_group_array(json_array(day, total)) AS rows FROM
       (SELECT sort / 1000000 AS day, count(*) AS total FROM posts WHERE entry <> '' GROUP BY day)`,
    );
  }

  /** The shown articles from one day to another (`YYYYMMDD`). */
  postsOfDays(first: number, last: number): readonly SitePostRow[] {
    return this.#select("entry <> '' AND sort >= ? AND sort < ?", first * 1_000_000, (last + 1) * 1_000_000);
  }

  /** Paths of articles that somebody's decision is about: their outlet, address or path is among these. */
  pathsOf(what: 'outlet' | 'url' | 'canonical' | 'base', values: readonly string[]): readonly string[] {
    const sql = `SELECT json_group_array(path) AS rows FROM posts WHERE ${what} IN (SELECT value FROM json_each(?))`;
    return values.length === 0 ? [] : this.#json<string>(sql, JSON.stringify(values));
  }

  /** Paths of articles that carry a tag or category (keys), in any tree. */
  pathsInLists(keys: readonly string[]): readonly string[] {
    const sql = `SELECT json_group_array(path) AS rows FROM posts WHERE id IN
      (SELECT places.post FROM lists JOIN places ON places.list = lists.id
       WHERE lists.kind IN ('tags', 'categories') AND lists.key IN (SELECT value FROM json_each(?)))`;
    return keys.length === 0 ? [] : this.#json<string>(sql, JSON.stringify(keys));
  }

  /** Paths of shown articles whose time has come by `now`, epoch ms. */
  pathsUntil(now: number): readonly string[] {
    const sql = `SELECT json_group_array(path) AS rows FROM posts WHERE until <> 0 AND until <= ? AND entry <> ''`;
    return this.#json<string>(sql, now);
  }

  listProblems(): readonly { readonly file: string; readonly reason: string }[] {
    return this.#db.all("SELECT path AS file, problem AS reason FROM posts WHERE problem <> '' ORDER BY path");
  }

  /** Languages in names of files. */
  suffixes(): readonly string[] {
    return this.#json<string>(
      "SELECT json_group_array(suffix) AS rows FROM (SELECT DISTINCT suffix FROM posts WHERE suffix <> '' ORDER BY suffix)",
    );
  }

  putPosts(rows: readonly SitePostRow[]): void {
    this.#bulk(
      `INSERT OR REPLACE INTO posts (${postColumns}) SELECT
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
    this.#bulk(
      'INSERT OR IGNORE INTO pictures (post, path) SELECT value->>0, value->>1 FROM json_each(?)',
      rows.flatMap(({ id, pictures }) => pictures.map((path) => [id, path])),
    );
  }

  removePosts(ids: readonly number[]): void {
    this.#db.run('DELETE FROM posts WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
    this.#db.run('DELETE FROM items WHERE post IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
    this.#forgetPictures(ids);
  }

  #forgetPictures(posts: readonly number[]): void {
    this.#db.run('DELETE FROM pictures WHERE post IN (SELECT value FROM json_each(?))', JSON.stringify(posts));
  }

  setLists(changes: readonly (readonly [post: number, lists: readonly string[]])[]): void {
    this.#bulk(
      'UPDATE posts SET lists = change.value->>1 FROM json_each(?) AS change WHERE posts.id = change.value->>0',
      changes.map(([post, lists]) => [post, JSON.stringify(lists)]),
    );
  }

  findList(folder: string): SiteListRow | undefined {
    return this.#db.get<SiteListRow>('SELECT * FROM lists WHERE folder = ?', folder);
  }

  findLists(folders: readonly string[]): readonly SiteListRow[] {
    const sql = 'SELECT * FROM lists WHERE folder IN (SELECT value FROM json_each(?))';
    return this.#db.all<SiteListRow>(sql, JSON.stringify(folders));
  }

  /** Lists of a kind with at least so many articles; most articles first, then in order of their keys. */
  listsOfKind(tree: string, kind: string, minCount: number, limit = -1): readonly SiteListRow[] {
    return this.#db.all<SiteListRow>(
      'SELECT * FROM lists WHERE tree = ? AND kind = ? AND count >= ? ORDER BY count DESC, key LIMIT ?',
      tree,
      kind,
      minCount,
      limit,
    );
  }

  countLists(tree: string, kind: string, minCount: number): number {
    const sql = 'SELECT count(*) AS n FROM lists WHERE tree = ? AND kind = ? AND count >= ?';
    return this.#db.get<{ n: number }>(sql, tree, kind, minCount)?.n ?? 0;
  }

  /** Days (`YYYY-MM-DD`) that have articles and begin like `prefix`, newest first, with how many. */
  days(tree: string, prefix: string): readonly (readonly [day: string, count: number])[] {
    return this.#json<[string, number]>(
      `SELECT json_group_array(json_array(key, count)) AS rows FROM
       (SELECT key, count FROM lists WHERE tree = ? AND kind = 'day' AND count > 0 AND key GLOB ? ORDER BY key DESC)`,
      tree,
      `${prefix}*`,
    );
  }

  /** Months (`YYYY-MM`) that have articles, newest first, with how many. */
  months(tree: string): readonly (readonly [month: string, count: number])[] {
    return this.#json<[string, number]>(
      `SELECT json_group_array(json_array(month, total)) AS rows FROM
       (SELECT substr(key, 1, 7) AS month, sum(count) AS total FROM lists
        WHERE tree = ? AND kind = 'day' AND count > 0 GROUP BY month ORDER BY month DESC)`,
      tree,
    );
  }

  /** Adds lists that are not known yet. */
  addLists(rows: readonly Omit<SiteListRow, 'id' | 'count'>[]): void {
    this.#bulk(
      `INSERT OR IGNORE INTO lists (folder, tree, kind, key, name, count)
       SELECT value->>0, value->>1, value->>2, value->>3, value->>4, 0 FROM json_each(?)`,
      rows.map(({ folder, tree, kind, key, name }) => [folder, tree, kind, key, name]),
    );
  }

  putLists(rows: readonly Pick<SiteListRow, 'id' | 'name' | 'count'>[]): void {
    this.#bulk(
      `UPDATE lists SET name = change.value->>1, count = change.value->>2 FROM json_each(?) AS change
       WHERE lists.id = change.value->>0`,
      rows.map(({ id, name, count }) => [id, name, count]),
    );
  }

  removeLists(ids: readonly number[]): void {
    this.#db.run('DELETE FROM lists WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  }

  addPlaces(places: readonly ListPlace[]): void {
    this.#bulk(
      'INSERT OR IGNORE INTO places (list, sort, post) SELECT value->>0, value->>1, value->>2 FROM json_each(?)',
      places.map(({ list, sort, post }) => [list, sort, post]),
    );
  }

  removePlaces(places: readonly ListPlace[]): void {
    this.#bulk(
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
    return this.#json<number>(
      `SELECT json_group_array(post) AS rows FROM
       (SELECT post FROM places WHERE list = ? ORDER BY sort DESC, post DESC LIMIT ?)`,
      list,
      limit,
    );
  }

  /** The places of a list after one, oldest first. */
  placesAfter(list: number, place: ListPlace | undefined, limit: number): readonly ListPlace[] {
    const rows = this.#json<[number, number]>(
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
    const rows = this.#json<[number, number]>(
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
    return this.#json<[string, number, number, number]>(
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
      `SELECT sort / 1000000 AS day, max(updated_ms) AS updatedMs,
       group_concat(html, '' ORDER BY sort DESC, places.post DESC) AS html,
       group_concat(atom, '' ORDER BY sort DESC, places.post DESC) AS atom
       FROM places JOIN items ON items.tree = ? AND items.post = places.post
       WHERE list = ? AND (sort, places.post) >= (?, ?) AND (sort, places.post) <= (?, ?) AND places.post <> ?
       GROUP BY day ORDER BY day DESC`,
      tree,
      from.list,
      ...[from.sort, from.post, to.sort, to.post, except],
    );
  }

  putItems(items: readonly StoredItem[]): void {
    this.#bulk(
      `INSERT OR REPLACE INTO items (tree, post, html, atom, updated_ms)
       SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(?)`,
      items.map(({ tree, post, html, atom, updatedMs }) => [tree, post, html, atom, updatedMs]),
    );
  }

  /** Which of these pictures an article shows. */
  shownPictures(pictures: readonly string[]): ReadonlySet<string> {
    const sql = 'SELECT json_group_array(path) AS rows FROM pictures WHERE path IN (SELECT value FROM json_each(?))';
    return new Set(this.#json<string>(sql, JSON.stringify(pictures)));
  }

  addFiles(paths: readonly string[]): void {
    this.#db.run('INSERT OR IGNORE INTO files (path) SELECT value FROM json_each(?)', JSON.stringify(paths));
  }

  removeFiles(paths: readonly string[]): void {
    this.#db.run('DELETE FROM files WHERE path IN (SELECT value FROM json_each(?))', JSON.stringify(paths));
  }

  /** Those of the paths that were written by no build that ended. */
  unknownFiles(paths: readonly string[]): readonly string[] {
    return this.#json<string>(
      `SELECT json_group_array(value) AS rows FROM json_each(?) WHERE value NOT IN (SELECT path FROM files)`,
      JSON.stringify(paths),
    );
  }

  countFiles(): number {
    return this.#db.get<{ n: number }>('SELECT count(*) AS n FROM files')?.n ?? 0;
  }

  /** Parts with the files of before, when everything is made anew: what is not added again until `takeOldFiles` is no longer
   *  part of the site. */
  setFilesAside(isNew: boolean): void {
    this.#db.exec('CREATE TEMP TABLE old_files (path TEXT PRIMARY KEY) WITHOUT ROWID');
    if (isNew) this.#db.exec('INSERT INTO old_files SELECT path FROM files; DELETE FROM files');
  }

  takeOldFiles(): readonly string[] {
    return this.#json<string>(
      'SELECT json_group_array(path) AS rows FROM old_files WHERE path NOT IN (SELECT path FROM files)',
    );
  }

  #posts(condition: string, values: readonly (string | number)[]): readonly SitePostRow[] {
    return this.#select(condition, JSON.stringify(values));
  }

  #select(condition: string, ...values: (string | number)[]): readonly SitePostRow[] {
    const rows = this.#db.all<StoredPost>(`SELECT ${postColumns} FROM posts WHERE ${condition}`, ...values);
    return rows.map(({ lists, pictures, updated_ms: updatedMs, ...row }) => ({
      ...row,
      updatedMs,
      pictures: JSON.parse(pictures) as string[],
      lists: JSON.parse(lists) as string[],
    }));
  }

  #bulk(sql: string, rows: readonly (readonly (string | number)[])[]): void {
    if (rows.length > 0) this.#db.run(sql, JSON.stringify(rows));
  }

  #json<T>(sql: string, ...values: (string | number)[]): readonly T[] {
    return JSON.parse(this.#db.get<{ rows: string }>(sql, ...values)?.rows ?? '[]') as T[]; // as this statement made it
  }
}

/** 48 bits of the path's digest. */
export function sitePostId(path: string): number {
  return Number.parseInt(createHash('sha256').update(path).digest('hex').slice(0, 12), 16);
}

/** Opens the state of a site, a new one where there is none or one of another version. `:memory:` for one that is not kept. */
export function openSiteState(file: string): SiteState {
  let db = new IndexDatabase(file, { mode: 'write' });
  const known = versionOf(db);
  if (known === version) return new SiteState(db);
  if (known !== 0) {
    db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    db = new IndexDatabase(file, { mode: 'write' });
  }
  db.transaction(() => db.exec(schema));
  return new SiteState(db);
}

function versionOf(db: IndexDatabase): number {
  return db.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
}
