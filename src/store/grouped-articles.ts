import type { StoryMember } from '../model/story.ts';
import type { IndexDatabase } from './database.ts';

export interface GroupedArticle {
  readonly member: StoryMember;
  /** Changes when the article does. */
  readonly stamp: string;
  readonly vectors: Uint8Array;
  /** Whole numbers by which it is found. */
  readonly terms: readonly number[];
  /** What copies are known by, and the numbers by which those are found that may be one. */
  readonly prints: Uint8Array;
  readonly bands: readonly number[];
}

/** An article and what copies of it are known by. */
export interface StoredPrints {
  readonly id: number;
  readonly prints: Uint8Array;
  readonly member: StoryMember;
}

const newestRead = 60;

/** The articles of an index of stories, each by a number, and what the grouping finds them by. */
export class GroupedArticles {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  /** The article's number; it has no story yet. */
  put({ member, stamp, vectors, terms, prints, bands }: GroupedArticle): number {
    this.#db.run(
      'INSERT INTO articles (path, stamp, story, published_ms, copy_of, member) VALUES (?, ?, 0, ?, ?, ?)',
      ...[member.path, stamp, member.publishedMs, member.copyOf ?? '', JSON.stringify(member)],
    );
    const id = this.#db.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
    this.#insertAll('INSERT INTO postings (term, article) SELECT DISTINCT value, ? FROM json_each(?)', id, terms);
    this.#db.run('INSERT INTO vectors (article, vectors) VALUES (?, ?)', id, vectors);
    this.#db.run('INSERT INTO prints (article, prints) VALUES (?, ?)', id, prints);
    this.#insertAll('INSERT INTO bands (band, article) SELECT DISTINCT value, ? FROM json_each(?)', id, bands);
    return id;
  }

  /** The newest articles that share a band, those that share most first. */
  listWithBands(bands: readonly number[], limit: number): readonly StoredPrints[] {
    const shared = new Map<number, number>();
    for (const { article } of this.#newest('bands', 'band', bands)) shared.set(article, (shared.get(article) ?? 0) + 1);
    const most = [...shared].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
    return most.flatMap(([id]) => this.#prints('articles.id = ?', id));
  }

  /** Articles that are copies of a file's, by time of publication. */
  copiesOf(path: string): readonly StoredPrints[] {
    return this.#prints(`copy_of <> '' AND copy_of = ? ORDER BY published_ms, id`, path);
  }

  #prints(where: string, value: number | string): readonly StoredPrints[] {
    // Of several rows the driver gives bytes as an ArrayBuffer.
    const rows = this.#db.all<{ id: number; prints: ArrayBuffer; member: string }>(
      `SELECT id, prints, member FROM articles JOIN prints ON prints.article = articles.id WHERE ${where}`,
      value,
    );
    return rows.map(({ id, prints, member }) => ({
      ...{ id, prints: new Uint8Array(prints) },
      member: JSON.parse(member) as StoryMember,
    }));
  }

  putMember(article: number, member: StoryMember): void {
    this.#db.run(
      'UPDATE articles SET member = ?, copy_of = ? WHERE id = ?',
      JSON.stringify(member),
      member.copyOf ?? '',
      article,
    );
  }

  memberOf(article: number): StoryMember | undefined {
    const row = this.#db.get<{ member: string }>('SELECT member FROM articles WHERE id = ?', article);
    return row && (JSON.parse(row.member) as StoryMember);
  }

  /** Of an article that changed: title and date may, its place among the others does not. */
  change(id: number, member: StoryMember, stamp: string): void {
    this.#db.run(
      'UPDATE articles SET member = ?, stamp = ?, published_ms = ? WHERE id = ?',
      ...[JSON.stringify(member), stamp, member.publishedMs, id],
    );
  }

  /** Other vectors of an article; it is found by `added` too from now on, and no longer by `removed`. */
  changeVectors(
    id: number,
    vectors: Uint8Array,
    terms: { readonly added: readonly number[]; readonly removed: readonly number[] },
  ): void {
    this.#db.run('UPDATE vectors SET vectors = ? WHERE article = ?', vectors, id);
    const gone = 'DELETE FROM postings WHERE article = ? AND term IN (SELECT value FROM json_each(?))';
    this.#insertAll(gone, id, terms.removed);
    const found = 'INSERT OR IGNORE INTO postings (term, article) SELECT DISTINCT value, ? FROM json_each(?)';
    this.#insertAll(found, id, terms.added);
  }

  remove(id: number): void {
    this.#db.run('DELETE FROM articles WHERE id = ?', id);
    for (const table of ['vectors', 'postings', 'bands', 'prints'])
      this.#db.run(`DELETE FROM ${table} WHERE article = ?`, id); // scans; articles go seldom
  }

  find(path: string): { readonly id: number; readonly stamp: string; readonly story: number } | undefined {
    return this.#db.get('SELECT id, stamp, story FROM articles WHERE path = ?', path);
  }

  /** Number and stamp of every article, by file. */
  stamps(): ReadonlyMap<string, { readonly id: number; readonly stamp: string }> {
    const rows = this.#db.all<{ path: string; id: number; stamp: string }>('SELECT path, id, stamp FROM articles');
    return new Map(rows.map(({ path, id, stamp }) => [path, { id, stamp }]));
  }

  vectorsOf(article: number): Uint8Array {
    return (
      this.#db.get<{ vectors: Uint8Array }>('SELECT vectors FROM vectors WHERE article = ?', article)?.vectors ??
      Buffer.alloc(0)
    );
  }

  #insertAll(sql: string, article: number, keys: readonly number[]): void {
    this.#db.run(sql, article, JSON.stringify(keys));
  }

  /** Of each term the newest articles that have it. */
  listWith(terms: readonly number[]): readonly { readonly term: number; readonly article: number }[] {
    return this.#newest('postings', 'term', terms);
  }

  /** In one statement: the driver keeps memory for each until garbage is collected. */
  #newest<Key extends string>(
    table: string,
    key: Key,
    keys: readonly number[],
  ): readonly (Readonly<Record<Key, number>> & { readonly article: number })[] {
    return this.#db.all(
      `SELECT ${key}, article FROM json_each(?) JOIN ${table} ON ${key} = value AND article >= coalesce(
         (SELECT article FROM ${table} WHERE ${key} = value ORDER BY article DESC LIMIT 1 OFFSET ?), 0)`,
      ...[JSON.stringify(keys), newestRead - 1],
    );
  }

  /** The stories that articles are part of; those without one are left out. */
  storyNumbersOf(articles: readonly number[]): ReadonlyMap<number, number> {
    const rows = this.#db.all<{ id: number; story: number }>(
      'SELECT articles.id AS id, story FROM json_each(?) AS asked JOIN articles ON articles.id = asked.value WHERE story <> 0',
      JSON.stringify(articles),
    );
    return new Map(rows.map(({ id, story }) => [id, story]));
  }

  /** 0 when it has none. */
  storyNumberOf(article: number): number {
    return this.#db.get<{ story: number }>('SELECT story FROM articles WHERE id = ?', article)?.story ?? 0;
  }

  /** Articles of a story that are no copies, in the order in which they came. */
  originalsOf(story: number): readonly number[] {
    return this.#db
      .all<{ id: number }>(`SELECT id FROM articles WHERE story = ? AND copy_of = '' ORDER BY id`, story)
      .map(({ id }) => id);
  }

  /** All articles of a story, in the order in which they came. */
  allOf(story: number): readonly number[] {
    return this.#db
      .all<{ id: number }>('SELECT id FROM articles WHERE story = ? ORDER BY id', story)
      .map(({ id }) => id);
  }

  /** Its copies go with it. */
  move(article: number, story: number): void {
    this.#db.run(
      `UPDATE articles SET story = ?
       WHERE id = ? OR (copy_of <> '' AND copy_of = (SELECT path FROM articles WHERE id = ?))`,
      ...[story, article, article],
    );
  }
}
