import type { ArticleFile } from '../model/article-file.ts';
import { parseArticleId, parseSourceId, toSourceId, type ArticleId, type SourceId } from '../model/ids.ts';
import { NewsError } from '../errors.ts';
import { articleUrlOf } from './article-id.ts';
import type { Bindable, IndexDatabase } from './database.ts';
import { sourceIn } from './feeds.ts';
import { urlIn } from './pages.ts';
import { SearchIndex } from './search-index.ts';
import { toPlainText, type SearchTerm } from './search-text.ts';
import type { ArticleChanges, ArticleRecord, SearchQuery } from './store.ts';
import { markOf } from './seal.ts';
import { withoutSourceLine } from '../markdown/source-line.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { plainAddressOf } from '../url/plain-address.ts';

interface ArticleRow {
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
  readonly tags: string;
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
    const record = toRecord(id, file);
    this.#db.transaction(() => {
      const changed = this.#count();
      const before = this.get(id);
      if (before && before.path !== file.path)
        this.#db.run('INSERT OR REPLACE INTO removed_articles (path, changed) VALUES (?, ?)', before.path, changed);
      this.#remove(id);
      // A file that was moved by hand: the one that lay there is not there any more.
      const displaced = this.#db.get<ArticleRow>(`SELECT ${columns} FROM articles WHERE path = ?`, file.path);
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
      const names = [...(file.frontMatter.courant?.authors ?? []), ...record.tags];
      this.#search.put(row, { ...record, names, text: toPlainText(withoutSourceLine(file.body)) });
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
      `WITH hits AS (SELECT rowid AS hit FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ? OFFSET ?)
       SELECT ${columns} FROM hits JOIN articles ON articles.row = hits.hit ORDER BY hits.hit DESC`,
      found.match,
      query.limit,
      query.offset ?? 0,
    );
    return { articles: rows.map(toArticle), terms: found.terms };
  }
}

/** Rows in order of date, newest last: seconds since 1970 and 30 bits of the id, which makes the order of articles of one
 *  second the same in every rebuild. Ten bits fewer would make the full-text index an eighth smaller (10,000 made-up
 *  articles), and let two of a thousand articles with one date change places. */
function toRow({ date, id }: ArticleRecord): bigint {
  const time = Date.parse(`${date.replace(' ', 'T')}Z`);
  const seconds = Number.isNaN(time) ? 0 : Math.floor(time / 1000);
  const clamped = Math.min(Math.max(seconds, -(2 ** 32)), 2 ** 32);
  return BigInt(clamped) * 2n ** 30n + BigInt(Number.parseInt(id.slice(0, 8), 16) >>> 2);
}

function toRecord(id: ArticleId, file: ArticleFile): ArticleRecord {
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
  const url = toUrl(canonical);
  return url === null ? '' : normalizeUrl(url);
}

function outletOf({ path, frontMatter }: ArticleFile): SourceId {
  const text = frontMatter.courant?.outlet ?? frontMatter.categories[0] ?? '';
  const outlet = parseSourceId(text) ?? toSourceId(text);
  if (outlet === null)
    throw new NewsError('store/bad-article-file', { file: path, detail: 'It does not say its outlet.' });
  return outlet;
}

function toArticle({ id, tags, ...row }: ArticleRow): ArticleRecord {
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
    tags: JSON.parse(tags) as string[],
    hash: row.hash,
    revision: row.revision,
  };
}
