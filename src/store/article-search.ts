import type { ArticleId } from '../model/ids.ts';
import { firstRow, lastRow } from './article-rows.ts';
import type { Bindable, IndexDatabase } from './database.ts';
import type { SearchTerm } from './search-text.ts';
import type { ArticleRecord, SearchQuery } from './store.ts';

/** What a search finds: articles in order, and the files of the translations through which some of them were found. */
export interface FoundArticles {
  readonly articles: readonly ArticleRecord[];
  readonly terms: readonly SearchTerm[];
  readonly translations: ReadonlyMap<ArticleId, string>;
}

/** The rows that a search finds, as a table `hits` with the columns `hit` and `place`; takes `valuesOf`, limit and offset. */
export function hitsOf(query: SearchQuery): string {
  const filters = `${query.among === undefined ? '' : amongThem} ${query.readIn === undefined ? '' : readable}`;
  return (query.sort === 'relevance' ? bestHits : newestHits)(filters);
}

export function valuesOf(match: string, { since, until, among, readIn }: SearchQuery): readonly Bindable[] {
  return [
    ...[match, firstRow(since), lastRow(until)],
    ...(among === undefined ? [] : [JSON.stringify(among), JSON.stringify(among)]),
    ...(readIn === undefined ? [] : [`${readIn.toLowerCase()}-`, `${readIn.toLowerCase()}-`]),
  ];
}

const amongThem = `AND rowid IN (
  SELECT articles.row FROM json_each(?) AS one JOIN articles ON articles.path = one.value
  UNION ALL SELECT translations.row FROM json_each(?) AS one JOIN articles ON articles.path = one.value
    JOIN translations ON translations.article = articles.id)`;

const owner = `coalesce((SELECT id FROM articles WHERE articles.row = search.rowid),
  (SELECT article FROM translations WHERE translations.row = search.rowid))`;

/** Articles that there are in a language, which is asked for as `pt-`. */
const readable = `AND EXISTS (
  SELECT 1 FROM articles AS one WHERE one.id = ${owner} AND (instr(lower(one.language) || '-', ?) = 1 OR EXISTS (
    SELECT 1 FROM translations AS other WHERE other.article = one.id AND instr(lower(other.language) || '-', ?) = 1)))`;

const newestHits = (filters: string): string => `hits AS (
  SELECT rowid AS hit, -rowid AS place FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ${filters}
  ORDER BY rowid DESC LIMIT ? OFFSET ?)`;

/** Titles count four times and names twice what texts do. Only so many are weighed: common words are in too many articles. */
const bestHits = (filters: string): string => `
  newest AS (
    SELECT rowid AS hit, bm25(search, 4, 1, 2, 0) AS badness FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ${filters}
    ORDER BY rowid DESC LIMIT 10000),
  hits AS (
    SELECT hit, row_number() OVER (ORDER BY badness, hit DESC) AS place FROM newest ORDER BY place LIMIT ? OFFSET ?)`;

/** An article that was found; `path`: of the translation through which, or `null`. */
interface Owner {
  readonly id: ArticleId;
  readonly path: string | null;
}

/** The articles of hits among articles and translations, each once: that a translation is found, too, counts only where the original is
 *  not. Of an article that is found in several rows, the first one tells its place. */
export function findOwners(db: IndexDatabase, match: string, query: SearchQuery): readonly Owner[] {
  const { limit, offset = 0 } = query;
  const sql = `WITH ${hitsOf(query)} SELECT coalesce(articles.id, original.id) AS id, translations.path AS path
    FROM hits LEFT JOIN articles ON articles.row = hits.hit LEFT JOIN translations ON translations.row = hits.hit
      LEFT JOIN articles AS original ON original.id = translations.article
    ORDER BY hits.place`;
  for (let size = 2 * (limit + offset); ; size *= 2) {
    const hits = db.all<Owner>(sql, ...valuesOf(match, query), size, 0);
    const found = new Map<ArticleId, string | null>();
    for (const { id, path } of hits) {
      if (id === null) continue; // its article is gone
      if (!found.has(id) || path === null) found.set(id, path);
    }
    if (found.size < limit + offset && hits.length === size) continue;
    const page = [...found].slice(offset, offset + limit);
    return page.map(([id, path]) => ({ id, path: path === null || isFoundItself(db, match, id) ? null : path }));
  }
}

/** The row of an article may lie behind the last one that was read. */
function isFoundItself(db: IndexDatabase, match: string, id: ArticleId): boolean {
  const sql = 'SELECT 1 FROM search WHERE search MATCH ? AND rowid = (SELECT row FROM articles WHERE id = ?)';
  return db.get(sql, match, id) !== undefined;
}
