import type { ArticleFile } from '../../model/article-file.ts';
import type { ArticleId, SourceId } from '../../model/ids.ts';
import { plainAddressOf } from '../../url/plain-address.ts';
import type { AskedArticles } from '../archive-index.ts';
import { firstRow, lastRow, toRow } from '../article-rows.ts';
import type { FoundArticles } from '../article-search.ts';
import { toArticleRecord, toPlace, type BareArticleRow, type PlaceRow } from '../articles.ts';
import { toRecord, searchableOf } from '../indexed-article.ts';
import { parseSearch, type SearchTerm } from '../search-text.ts';
import type { ArticleChanges, ArticleMoment, ArticlePlace, ArticleRecord, SearchQuery } from '../store.ts';
import type { PostgresDatabase, Queries, Value } from './database.ts';
import { toTsQuery, toWords } from './search-words.ts';
import { findForms, WordNotes } from './word-forms.ts';

interface ArticleRow extends BareArticleRow {
  readonly tags: readonly string[];
}

const columns = 'id, path, url, canonical, outlet, title, summary, language, date, hash, revision, tags';

/** The index over article files in PostgreSQL: one row each, with its words. */
export class PostgresArticles implements AskedArticles {
  readonly #db: PostgresDatabase;
  readonly #words = new WordNotes();

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async put(id: ArticleId, file: ArticleFile): Promise<void> {
    const record = toRecord(id, file);
    const searchable = searchableOf(record, file);
    const words = toWords(searchable);
    const noted = await this.#db.transaction(async (tx) => {
      // Also the article that lay at the path before: a file that was moved by hand.
      const gone = await tx.all<{ id: string; path: string }>(
        'DELETE FROM articles WHERE id = $1 OR path = $2 RETURNING id, path',
        id,
        record.path,
      );
      const moved = gone.find((one) => one.id === id && one.path !== record.path);
      const fresh = await this.#words.note(tx, searchable, record.language);
      const row = await freeRow(tx, record);
      // Last of all the number of the change, as its row is locked from here to the commit: so a number that can be read means that
      // all lower ones can be, too.
      const inserted = await tx.get<{ changed: number }>(
        `WITH counted AS (UPDATE article_changes SET latest = latest + 1 RETURNING latest),
           moved AS (UPDATE translations SET row = $1 WHERE article = $2 AND row IS DISTINCT FROM $1)
         INSERT INTO articles (row, id, path, url, canonical, outlet, title, summary, language, date, hash, revision, plain, tags,
           changed, words)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, latest, $15::tsvector FROM counted
         RETURNING changed`,
        row,
        ...[record.id, record.path, record.url, record.canonical, record.outlet, record.title, record.summary],
        ...[record.language, record.date, record.hash, record.revision, plainAddressOf(record.url), record.tags, words],
      );
      if (moved !== undefined) await noteRemoved(tx, moved.path, inserted?.changed ?? 0);
      return fresh;
    });
    this.#words.keep(noted, record.language);
  }

  async mark(): Promise<string> {
    return markOf(this.#db);
  }

  async changesSince(mark: string): Promise<ArticleChanges> {
    // First, so that what comes between is told twice rather than not at all.
    const now = await markOf(this.#db);
    const [identity] = now.split(':');
    const [known, since] = mark.split(':');
    const isAll = known !== identity;
    const from = isAll ? -1 : Number(since);
    const changed = await this.#db.all<{ path: string }>(
      'SELECT path FROM articles WHERE changed > $1 UNION ALL SELECT path FROM translations WHERE changed > $1',
      from,
    );
    const removed = await this.#db.all<{ path: string }>(
      `SELECT path FROM removed_articles AS gone WHERE changed > $1
       AND NOT EXISTS (SELECT 1 FROM articles WHERE articles.path = gone.path)
       AND NOT EXISTS (SELECT 1 FROM translations WHERE translations.path = gone.path)`,
      from,
    );
    const pathsOf = (rows: readonly { readonly path: string }[]): readonly string[] => rows.map(({ path }) => path);
    return { isAll, changed: pathsOf(changed), removed: pathsOf(removed), mark: now };
  }

  get(id: ArticleId): Promise<ArticleRecord | undefined> {
    return this.#one('id = $1', id);
  }

  at(path: string): Promise<ArticleRecord | undefined> {
    return this.#one('path = $1', path);
  }

  async find(url: string, outlet: SourceId | undefined): Promise<ArticleRecord | undefined> {
    if (url === '') return undefined;
    const byUrl = 'md5(url)::uuid = md5($1)::uuid AND url = $1';
    const byCanonical = `md5(canonical)::uuid = md5($1)::uuid AND canonical = $1 AND canonical <> ''`;
    if (outlet === undefined) return (await this.#one(byUrl, url)) ?? this.#one(byCanonical, url);
    const ofOutlet = 'AND outlet = $2';
    return (
      (await this.#one(`${byUrl} ${ofOutlet}`, url, outlet)) ?? this.#one(`${byCanonical} ${ofOutlet}`, url, outlet)
    );
  }

  async findForms(plain: string, outlet: SourceId): Promise<readonly ArticleRecord[]> {
    if (plain === '') return [];
    const condition = `md5(plain)::uuid = md5($1)::uuid AND plain = $1 AND plain <> '' AND outlet = $2`;
    return this.#all(`SELECT ${columns} FROM articles WHERE ${condition} ORDER BY row LIMIT 10`, plain, outlet);
  }

  list(): Promise<readonly ArticleRecord[]> {
    return this.#all(`SELECT ${columns} FROM articles ORDER BY date DESC, path`);
  }

  async languages(): Promise<readonly string[]> {
    const rows = await this.#db.all<{ language: string }>('SELECT DISTINCT language FROM articles');
    return rows.map(({ language }) => language).sort(); // as the other index does, whatever the collation
  }

  async countByOutlet(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#db.all<{ outlet: string; total: number }>(
      'SELECT outlet, count(*) AS total FROM articles GROUP BY outlet',
    );
    return new Map(rows.map(({ outlet, total }) => [outlet, total]));
  }

  listOf(outlet: SourceId, limit: number): Promise<readonly ArticleRecord[]> {
    const sql = `SELECT ${columns} FROM articles WHERE outlet = $1 ORDER BY date DESC, path LIMIT $2`;
    return this.#all(sql, outlet, limit);
  }

  listRevised(limit: number): Promise<readonly ArticleRecord[]> {
    return this.#all(`SELECT ${columns} FROM articles WHERE revision > 1 ORDER BY changed DESC LIMIT $1`, limit);
  }

  async newestPlaces(limit: number): Promise<readonly ArticlePlace[]> {
    const sql = 'SELECT id, path, outlet, date FROM articles ORDER BY row DESC LIMIT $1';
    return (await this.#db.all<PlaceRow>(sql, limit)).map(toPlace).reverse();
  }

  async placesAt(paths: readonly string[]): Promise<readonly ArticlePlace[]> {
    const sql = `SELECT id, path, outlet, date FROM articles
      WHERE path IN (SELECT jsonb_array_elements_text($1::jsonb)) ORDER BY row`;
    return (await this.#db.all<PlaceRow>(sql, JSON.stringify(paths))).map(toPlace);
  }

  async searchPlaces(query: SearchQuery): Promise<readonly ArticleMoment[]> {
    return (await this.search(query)).articles.map(({ id, date }) => ({ id, date }));
  }

  async search(query: SearchQuery): Promise<FoundArticles> {
    const none = { articles: [], terms: [], translations: new Map<ArticleId, string>() };
    const typed = parseSearch(query.text);
    if (typed.length === 0 && query.text.trim() !== '') return none;
    const hasTranslations = (await this.#db.get('SELECT 1 FROM translations LIMIT 1')) !== undefined;
    // Translations are in other languages than the articles asked for.
    const language = hasTranslations ? undefined : query.language;
    const terms = await Promise.all(typed.map((term) => this.#withForms(term, language)));
    const asked = [toTsQuery(terms, query), firstRow(query.since), lastRow(query.until), query.limit];
    const paged = [query.offset ?? 0, query.among === undefined ? null : JSON.stringify(query.among)];
    const readIn = query.readIn === undefined ? [] : [`${query.readIn.toLowerCase()}-`];
    const isBest = query.sort === 'relevance';
    if (!hasTranslations) {
      const hits = `SELECT * FROM articles WHERE words @@ $1::tsquery AND ${filtersBy(readIn.length > 0 && '$7')} ORDER BY row DESC`;
      const order = isBest ? 'ts_rank(words, $1::tsquery) DESC, row DESC' : 'row DESC';
      const sql = `SELECT ${columns} FROM (${hits}${isBest ? ' LIMIT 10000' : ''}) AS hits ORDER BY ${order} LIMIT $4 OFFSET $5`;
      return { ...none, terms, articles: await this.#all(sql, ...asked, ...paged, ...readIn) };
    }
    const filters = filtersBy(readIn.length > 0 && '$8');
    const sql = `WITH ${isBest ? bestHits(filters) : newestHits(filters)}
      SELECT ${columns}, translation FROM hits JOIN articles USING (row) ORDER BY place DESC, row DESC`;
    type Row = ArticleRow & { readonly translation: string | null };
    const inTranslations = toTsQuery(terms, query, 'translations');
    const rows = await this.#db.all<Row>(sql, ...asked, ...paged, inTranslations, ...readIn);
    const found = rows.map(({ tags, translation, ...row }) => ({ translation, record: toArticleRecord(row, tags) }));
    const through = found.flatMap(({ translation, record }) =>
      translation === null ? [] : [[record.id, translation] as const],
    );
    return { articles: found.map(({ record }) => record), terms, translations: new Map(through) };
  }

  async #withForms(term: SearchTerm, language: string | undefined): Promise<SearchTerm> {
    const [word] = term.phrase;
    if (!term.isInflected || word === undefined) return term;
    return { ...term, forms: await findForms(this.#db, word, language) };
  }

  /** There was no index of an earlier kind. */
  async isSearchOutdated(): Promise<boolean> {
    return false;
  }

  async #one(condition: string, ...values: Value[]): Promise<ArticleRecord | undefined> {
    return (await this.#all(`SELECT ${columns} FROM articles WHERE ${condition} ORDER BY row LIMIT 1`, ...values))[0];
  }

  async #all(sql: string, ...values: Value[]): Promise<readonly ArticleRecord[]> {
    const rows = await this.#db.all<ArticleRow>(sql, ...values);
    return rows.map(({ tags, ...row }) => toArticleRecord(row, tags));
  }
}

/** What must be true of an article, by `$2` to `$6`; `language`: the value that asks for one, as `pt-`. What is not asked for is no
 *  condition: PostgreSQL would plan for it. */
function filtersBy(language: string | false): string {
  const filters = `articles.row BETWEEN $2 AND $3
    AND ($6::jsonb IS NULL OR articles.path IN (SELECT jsonb_array_elements_text($6::jsonb)))`;
  if (language === false) return filters;
  return `${filters} AND (starts_with(lower(articles.language) || '-', ${language}::text) OR EXISTS (
    SELECT 1 FROM translations AS other
    WHERE other.article = articles.id AND starts_with(lower(other.language) || '-', ${language}::text)))`;
}

const foundTranslations = (
  filters: string,
): string => `FROM translations JOIN articles ON articles.id = translations.article
  WHERE translations.words @@ $7::tsquery AND translations.row BETWEEN $2 AND $3 AND ${filters}`;

/** Articles that are found themselves or through a translation, each once: that counts only where the original is not found. */
const newestHits = (filters: string): string => `hits AS (
  SELECT DISTINCT ON (row) row, translation, row AS place FROM (
    (SELECT row, NULL AS translation FROM articles WHERE words @@ $1::tsquery AND ${filters}
     ORDER BY row DESC LIMIT $4::int8 + $5::int8)
    UNION ALL
    (SELECT DISTINCT ON (translations.row) translations.row, translations.path ${foundTranslations(filters)}
     ORDER BY translations.row DESC, translations.path LIMIT $4::int8 + $5::int8)) AS found
  ORDER BY row DESC, translation NULLS FIRST LIMIT $4 OFFSET $5)`;

const bestHits = (filters: string): string => `
  newest AS (
    (SELECT row, NULL AS translation, ts_rank(words, $1::tsquery) AS place FROM articles
     WHERE words @@ $1::tsquery AND ${filters} ORDER BY row DESC LIMIT 10000)
    UNION ALL
    (SELECT translations.row, translations.path, ts_rank(translations.words, $7::tsquery) ${foundTranslations(filters)}
     ORDER BY translations.row DESC LIMIT 10000)),
  hits AS (
    SELECT * FROM (
      SELECT DISTINCT ON (row) row, translation, max(place) OVER (PARTITION BY row) AS place FROM newest
      ORDER BY row, translation NULLS FIRST) AS found
    ORDER BY place DESC, row DESC LIMIT $4 OFFSET $5)`;

/** The row of its date, or the next one that is free. */
async function freeRow(tx: Queries, record: ArticleRecord): Promise<bigint> {
  let row = toRow(record);
  while (await tx.get('SELECT 1 FROM articles WHERE row = $1', row)) row += 1n;
  return row;
}

export async function noteRemoved(tx: Queries, path: string, changed: number): Promise<void> {
  const sql =
    'INSERT INTO removed_articles VALUES ($1, $2) ON CONFLICT (path) DO UPDATE SET changed = excluded.changed';
  await tx.run(sql, path, changed);
}

async function markOf(db: Queries): Promise<string> {
  const row = await db.get<{ identity: string; latest: number }>('SELECT identity, latest FROM article_changes');
  return `${row?.identity ?? ''}:${row?.latest ?? 0}`;
}
