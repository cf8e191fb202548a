import type { ArticleFile } from '../model/article-file.ts';
import { parseArticleId, type ArticleId, type SourceId } from '../model/ids.ts';
import { NewsError } from '../errors.ts';
import { toRow } from './article-rows.ts';
import { findOwners, hitsOf, valuesOf, type FoundArticles } from './article-search.ts';
import type { Bindable, IndexDatabase } from './database.ts';
import { toIndexed, type IndexedArticle } from './indexed-article.ts';
import { sourceIn } from './feeds.ts';
import { urlIn } from './pages.ts';
import { SearchIndex } from './search-index.ts';
import { readRows } from './json-rows.ts';
import type { ArticleChanges, ArticleMoment, ArticlePlace, ArticleRecord, SearchQuery } from './store.ts';
import { plainAddressOf } from '../url/plain-address.ts';

interface ArticleRow extends BareArticleRow {
  readonly tags: string;
}

/** An article as either index holds it, but for its tags. */
export interface BareArticleRow {
  readonly id: string;
  readonly path: string;
  readonly url: string;
  readonly canonical: string;
  readonly outlet: string;
  readonly title: string;
  readonly summary: string;
  readonly language: string;
  readonly date: string;
  readonly hash: string;
  readonly revision: number;
}

/** Where an article lies, as either index holds it. */
export type PlaceRow = Pick<BareArticleRow, 'id' | 'path' | 'outlet' | 'date'>;

const columns = `id, path, url, canonical, outlet, title, summary, language, date, hash, revision,
  (SELECT json_group_array(tag) FROM (SELECT tag FROM article_tags WHERE article = articles.row ORDER BY position)) AS tags`;

/** The index over article files: one row each, its tags, its words. */
export class ArticleIndex {
  readonly #db: IndexDatabase;
  readonly #search: SearchIndex;

  constructor(db: IndexDatabase) {
    this.#db = db;
    this.#search = new SearchIndex(db);
  }

  put(id: ArticleId, file: ArticleFile): void {
    this.putIndexed(toIndexed(id, file));
  }

  putIndexed({ record, searchable }: IndexedArticle): void {
    const { id, path } = record;
    this.#db.transaction(() => {
      const changed = countChange(this.#db);
      const before = this.get(id);
      if (before && before.path !== path)
        this.#db.run('INSERT OR REPLACE INTO removed_articles (path, changed) VALUES (?, ?)', before.path, changed);
      this.#remove(id);
      // A file that was moved by hand: the one that lay there is not there any more.
      const displaced = this.#db.get<ArticleRow>(`SELECT ${columns} FROM articles WHERE path = ?`, path);
      if (displaced) this.#remove(toArticle(displaced).id);
      const row = this.#freeRow(record);
      this.#db.run(
        `INSERT INTO articles (row, id, path, url, canonical, outlet, title, summary, language, date, hash, revision, plain, changed)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        row,
        ...[record.id, record.path, record.url, record.canonical, record.outlet, record.title, record.summary],
        ...[record.language, record.date, record.hash, record.revision, plainAddressOf(record.url)],
        changed,
      );
      record.tags.forEach((tag, position) => {
        this.#db.run('INSERT INTO article_tags (article, position, tag) VALUES (?, ?, ?)', row, position, tag);
      });
      this.#search.put([{ row, article: searchable }]);
    });
  }

  mark(): string {
    const row = this.#db.get<{ identity: string; latest: number }>('SELECT identity, latest FROM article_changes');
    return `${row?.identity ?? ''}:${row?.latest ?? 0}`;
  }

  changesSince(mark: string): ArticleChanges {
    const now = this.mark();
    const [identity] = now.split(':');
    const [known, since] = mark.split(':');
    const isAll = known !== identity;
    const from = isAll ? -1 : Number(since);
    const paths = (sql: string): readonly string[] => readRows<string>(this.#db, sql, from);
    return {
      isAll,
      changed: paths(
        `SELECT json_group_array(path) AS rows FROM (
           SELECT path FROM articles WHERE changed > ?1 UNION ALL SELECT path FROM translations WHERE changed > ?1)`,
      ),
      removed: paths(
        `SELECT json_group_array(path) AS rows FROM removed_articles
         WHERE changed > ? AND path NOT IN (SELECT path FROM articles UNION ALL SELECT path FROM translations)`,
      ),
      mark: now,
    };
  }

  #remove(id: ArticleId): void {
    this.#db.run('DELETE FROM search WHERE rowid = (SELECT row FROM articles WHERE id = ?)', id);
    this.#db.run('DELETE FROM articles WHERE id = ?', id);
  }

  #freeRow(record: ArticleRecord): bigint {
    let row = toRow(record);
    const isTaken = 'SELECT 1 FROM articles WHERE row = ? UNION ALL SELECT 1 FROM translations WHERE row = ?';
    while (this.#db.get(isTaken, row, row)) row += 1n;
    return row;
  }

  get(id: ArticleId): ArticleRecord | undefined {
    return this.#one('id = ?', id);
  }

  at(path: string): ArticleRecord | undefined {
    return this.#one('path = ?', path);
  }

  find(url: string, outlet: SourceId | undefined): ArticleRecord | undefined {
    if (url === '') return undefined;
    if (outlet === undefined) return this.#one('url = ?', url) ?? this.#one('canonical = ?', url);
    return this.#one('url = ? AND outlet = ?', url, outlet) ?? this.#one('canonical = ? AND outlet = ?', url, outlet);
  }

  findForms(plain: string, outlet: SourceId): readonly ArticleRecord[] {
    if (plain === '') return [];
    const sql = `SELECT ${columns} FROM articles WHERE plain = ? AND outlet = ? ORDER BY row LIMIT 10`;
    return this.#db.all<ArticleRow>(sql, plain, outlet).map(toArticle);
  }

  #one(condition: string, ...values: Bindable[]): ArticleRecord | undefined {
    const sql = `SELECT ${columns} FROM articles WHERE ${condition} ORDER BY row LIMIT 1`;
    const row = this.#db.get<ArticleRow>(sql, ...values);
    return row && toArticle(row);
  }

  list(): readonly ArticleRecord[] {
    return this.#db.all<ArticleRow>(`SELECT ${columns} FROM articles ORDER BY date DESC, path`).map(toArticle);
  }

  languages(): readonly string[] {
    const rows = this.#db.all<{ language: string }>('SELECT DISTINCT language FROM articles ORDER BY language');
    return rows.map(({ language }) => language);
  }

  countByOutlet(): ReadonlyMap<string, number> {
    const rows = this.#db.all<{ outlet: string; total: number }>(
      'SELECT outlet, count(*) AS total FROM articles GROUP BY outlet',
    );
    return new Map(rows.map(({ outlet, total }) => [outlet, total]));
  }

  listOf(outlet: SourceId, limit: number): readonly ArticleRecord[] {
    const sql = `SELECT ${columns} FROM articles WHERE outlet = ? ORDER BY date DESC, path LIMIT ?`;
    return this.#db.all<ArticleRow>(sql, outlet, limit).map(toArticle);
  }

  listRevised(limit: number): readonly ArticleRecord[] {
    const sql = `SELECT ${columns} FROM articles WHERE revision > 1 ORDER BY changed DESC LIMIT ?`;
    return this.#db.all<ArticleRow>(sql, limit).map(toArticle);
  }

  newestPlaces(limit: number): readonly ArticlePlace[] {
    const sql = 'SELECT id, path, outlet, date FROM articles ORDER BY row DESC LIMIT ?';
    return this.#db.all<PlaceRow>(sql, limit).reverse().map(toPlace);
  }

  placesAt(paths: readonly string[]): readonly ArticlePlace[] {
    const sql = `SELECT id, path, outlet, date FROM articles
      WHERE path IN (SELECT value FROM json_each(?)) ORDER BY row`;
    return this.#db.all<PlaceRow>(sql, JSON.stringify(paths)).map(toPlace);
  }

  search(query: SearchQuery): FoundArticles {
    const hasTranslations = this.#db.get('SELECT 1 AS one FROM translations LIMIT 1') !== undefined;
    const found = this.#search.find(query, hasTranslations);
    if (found === null) return { articles: [], terms: [], translations: new Map() };
    if (hasTranslations) return { ...this.#searchLanguages(found.match, query), terms: found.terms };
    const sql = `WITH ${hitsOf(query)} SELECT ${columns} FROM hits JOIN articles ON articles.row = hits.hit ORDER BY hits.place`;
    const rows = this.#db.all<ArticleRow>(sql, ...valuesOf(found.match, query), query.limit, query.offset ?? 0);
    return { articles: rows.map(toArticle), terms: found.terms, translations: new Map() };
  }

  /** What `search` finds, by id and date: of many, in a fifth of the time. */
  searchPlaces(query: SearchQuery): readonly ArticleMoment[] {
    const hasTranslations = this.#db.get('SELECT 1 AS one FROM translations LIMIT 1') !== undefined;
    const found = this.#search.find(query, hasTranslations);
    if (found === null) return [];
    const places = 'SELECT json_group_array(json_array(id, date)) AS rows FROM';
    const rows = hasTranslations
      ? readRows<[ArticleId, string]>(
          this.#db,
          `${places} (SELECT id, date FROM json_each(?) AS one JOIN articles ON articles.id = one.value ORDER BY one.key)`,
          JSON.stringify(findOwners(this.#db, found.match, query).map(({ id }) => id)),
        )
      : readRows<[ArticleId, string]>(
          this.#db,
          `WITH ${hitsOf(query)} ${places}
             (SELECT articles.id, date FROM hits JOIN articles ON articles.row = hits.hit ORDER BY hits.place)`,
          ...[...valuesOf(found.match, query), query.limit, query.offset ?? 0],
        );
    return rows.map(([id, date]) => ({ id, date }));
  }

  #searchLanguages(match: string, query: SearchQuery): Omit<FoundArticles, 'terms'> {
    const owners = findOwners(this.#db, match, query);
    const articles = owners.flatMap(({ id }) => this.#one('id = ?', id) ?? []);
    return { articles, translations: new Map(owners.flatMap(({ id, path }) => (path === null ? [] : [[id, path]]))) };
  }

  /** Whether the index was made by a version that knew less of an article. */
  isSearchOutdated(): boolean {
    return this.#db.get('SELECT 1 AS one FROM search_state WHERE is_outdated = 1') !== undefined;
  }
}

/** Counts a change of what the index holds of files; returns its number. */
export function countChange(db: IndexDatabase): number {
  db.run('UPDATE article_changes SET latest = latest + 1');
  return db.get<{ latest: number }>('SELECT latest FROM article_changes')?.latest ?? 0;
}

function toArticle({ tags, ...row }: ArticleRow): ArticleRecord {
  return toArticleRecord(row, JSON.parse(tags) as string[]); // as `columns` made them
}

export function toPlace({ id, path, outlet, date }: PlaceRow): ArticlePlace {
  return { id: idIn(id), path, outlet: sourceIn(outlet), date };
}

/** An article's id as the index holds it. Throws NewsError `store/corrupt-database` when it is none. */
export function idIn(text: string): ArticleId {
  const id = parseArticleId(text);
  if (id === null) throw new NewsError('store/corrupt-database', { detail: `no article id: ${text}` });
  return id;
}

export function toArticleRecord({ id, ...row }: BareArticleRow, tags: readonly string[]): ArticleRecord {
  return {
    id: idIn(id),
    path: row.path,
    url: urlIn(row.url),
    canonical: row.canonical,
    outlet: sourceIn(row.outlet),
    title: row.title,
    summary: row.summary,
    language: row.language,
    date: row.date,
    tags,
    hash: row.hash,
    revision: row.revision,
  };
}
