import type { ArticleFile } from '../model/article-file.ts';
import { parseArticleId, parseSourceId, toSourceId, type ArticleId, type SourceId } from '../model/ids.ts';
import { NewsError } from '../errors.ts';
import { articleUrlOf } from './article-id.ts';
import type { Bindable, IndexDatabase } from './database.ts';
import { sourceIn } from './feeds.ts';
import { urlIn } from './pages.ts';
import { SearchIndex, type SearchableText } from './search-index.ts';
import { searchedTexts, type SearchTerm } from './search-text.ts';
import type { ArticleChanges, ArticleRecord, SearchQuery } from './store.ts';
import { markOf } from './seal.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
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
      const changed = this.#count();
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

  /** The number of this change. */
  #count(): number {
    this.#db.run('UPDATE article_changes SET latest = latest + 1');
    return this.#db.get<{ latest: number }>('SELECT latest FROM article_changes')?.latest ?? 0;
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
    const paths = (sql: string): readonly string[] =>
      JSON.parse(this.#db.get<{ paths: string }>(sql, from)?.paths ?? '[]') as string[]; // as the statement made it
    return {
      isAll,
      changed: paths('SELECT json_group_array(path) AS paths FROM articles WHERE changed > ?'),
      removed: paths(
        `SELECT json_group_array(path) AS paths FROM removed_articles
         WHERE changed > ? AND path NOT IN (SELECT path FROM articles)`,
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
    while (this.#db.get('SELECT id FROM articles WHERE row = ?', row)) row += 1n;
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

  search(query: SearchQuery): { readonly articles: readonly ArticleRecord[]; readonly terms: readonly SearchTerm[] } {
    const found = this.#search.find(query);
    if (found === null) return { articles: [], terms: [] };
    const rows = this.#db.all<ArticleRow>(
      `WITH ${(query.sort === 'relevance' ? bestHits : newestHits)(query.among === undefined ? '' : amongThem)}
       SELECT ${columns} FROM hits JOIN articles ON articles.row = hits.hit ORDER BY hits.place`,
      ...[found.match, firstRow(query.since), lastRow(query.until)],
      ...(query.among === undefined ? [] : [JSON.stringify(query.among)]),
      ...[query.limit, query.offset ?? 0],
    );
    return { articles: rows.map(toArticle), terms: found.terms };
  }

  /** Whether the index was made by a version that knew less of an article. */
  isOutdated(): boolean {
    return this.#db.get('SELECT 1 AS one FROM search_state WHERE is_outdated = 1') !== undefined;
  }
}

const amongThem =
  'AND rowid IN (SELECT articles.row FROM json_each(?) AS one JOIN articles ON articles.path = one.value)';

const newestHits = (among: string): string => `hits AS (
  SELECT rowid AS hit, -rowid AS place FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ${among}
  ORDER BY rowid DESC LIMIT ? OFFSET ?)`;

/** Titles count four times and names twice what texts do. Only so many are weighed: common words are in too many articles. */
const bestHits = (among: string): string => `
  newest AS (
    SELECT rowid AS hit, bm25(search, 4, 1, 2, 0) AS badness FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ${among}
    ORDER BY rowid DESC LIMIT 10000),
  hits AS (
    SELECT hit, row_number() OVER (ORDER BY badness, hit DESC) AS place FROM newest ORDER BY place LIMIT ? OFFSET ?)`;

/** An article as it goes into the index. */
export interface IndexedArticle {
  readonly record: ArticleRecord;
  readonly searchable: SearchableText;
}

/** Throws NewsError `store/bad-article-file`. */
export function toIndexed(id: ArticleId, file: ArticleFile): IndexedArticle {
  const record = toRecord(id, file);
  return { record, searchable: searchableOf(record, file) };
}

/** What an article is found by. */
export function searchableOf(record: ArticleRecord, file: ArticleFile): SearchableText {
  const { outlet, language, tags } = record;
  return { outlet, language, tags, authors: file.frontMatter.courant?.authors ?? [], ...searchedTexts(file) };
}

// One id in 2 ** 30 of each second.
const rowsOfSecond = 2n ** 30n;
const lastSecond = 2 ** 32;

/** The first row of a moment, `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`; of all time when there is none. */
export function firstRow(moment: string | undefined): bigint {
  return BigInt(secondsOf(moment ?? '') ?? -lastSecond) * rowsOfSecond;
}

/** The last row of a moment; of its day, when it is one. */
export function lastRow(moment: string | undefined): bigint {
  const seconds = secondsOf(moment ?? '');
  const last = seconds === undefined ? lastSecond : seconds + (moment?.length === 10 ? 86_399 : 0);
  return (BigInt(last) + 1n) * rowsOfSecond - 1n;
}

/** Seconds since 1970, within what rows can tell. */
function secondsOf(date: string): number | undefined {
  const time = Date.parse(date.length === 10 ? date : `${date.replace(' ', 'T')}Z`);
  return Number.isNaN(time) ? undefined : Math.min(Math.max(Math.floor(time / 1000), -lastSecond), lastSecond);
}

/** Rows in order of date, newest last: seconds since 1970 and 30 bits of the id, which makes the order of articles of one
 *  second the same in every rebuild. Ten bits fewer would make the full-text index an eighth smaller (10,000 made-up
 *  articles), and let two of a thousand articles with one date change places. */
export function toRow({ date, id }: ArticleRecord): bigint {
  return BigInt(secondsOf(date) ?? 0) * rowsOfSecond + BigInt(Number.parseInt(id.slice(0, 8), 16) >>> 2);
}

/** What the index says of a file. Throws NewsError `store/bad-article-file`. */
export function toRecord(id: ArticleId, file: ArticleFile): ArticleRecord {
  const { path, frontMatter } = file;
  const provenance = frontMatter.courant;
  const url = articleUrlOf(file);
  if (url === null)
    throw new NewsError('store/bad-article-file', { file: path, detail: 'It does not say its address.' });
  return {
    id,
    path,
    url,
    canonical: identityOf(provenance?.canonical ?? ''),
    outlet: outletOf(file),
    title: frontMatter.title,
    summary: frontMatter.summary,
    language: frontMatter.lang[0] ?? 'und',
    date: frontMatter.date,
    tags: frontMatter.tags,
    hash: markOf(file),
    revision: provenance?.revision ?? 1,
  };
}

/** A canonical address as links are known by; empty when there is none. */
function identityOf(canonical: string): string {
  const url = canonical === '' ? null : toUrl(canonical);
  return url === null ? '' : normalizeUrl(url);
}

function outletOf({ path, frontMatter }: ArticleFile): SourceId {
  const text = frontMatter.courant?.outlet ?? frontMatter.categories[0] ?? '';
  const outlet = parseSourceId(text) ?? toSourceId(text);
  if (outlet === null)
    throw new NewsError('store/bad-article-file', { file: path, detail: 'It does not say its outlet.' });
  return outlet;
}

function toArticle({ tags, ...row }: ArticleRow): ArticleRecord {
  return toArticleRecord(row, JSON.parse(tags) as string[]); // as `columns` made them
}

export function toArticleRecord({ id, ...row }: BareArticleRow, tags: readonly string[]): ArticleRecord {
  const parsed = parseArticleId(id);
  if (parsed === null) throw new NewsError('store/corrupt-database', { detail: `no article id: ${id}` });
  return {
    id: parsed,
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
