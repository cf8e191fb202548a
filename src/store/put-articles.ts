import { plainAddressOf } from '../url/plain-address.ts';
import { toRow } from './article-rows.ts';
import { ArticleIndex } from './articles.ts';
import { type IndexedArticle } from './indexed-article.ts';
import type { IndexDatabase } from './database.ts';
import { readRows, runRows, toJson } from './json-rows.ts';
import type { SearchIndex } from './search-index.ts';
import type { WordRow } from './word-forms.ts';

interface Entry extends IndexedArticle {
  readonly row: bigint;
}

/** Puts many articles at once, whose files lie there already. Of two files of one article the later revision counts. What is
 *  new goes in by few statements and in order of its rows: the full-text index writes what it has gathered whenever a row
 *  comes that is before the last. `words`: of these articles, if they were noted already. */
export function putArticles(
  db: IndexDatabase,
  search: SearchIndex,
  articles: readonly IndexedArticle[],
  words?: readonly WordRow[],
): void {
  const entries = articles.map((article) => ({ ...article, row: toRow(article.record) }));
  db.transaction(() => {
    const known = findKnown(db, entries);
    const others: Entry[] = [];
    const fresh: Entry[] = [];
    for (const entry of entries.sort(byRow)) {
      const { id } = entry.record;
      const isSpecial = known.has(id) || entry.row === fresh.at(-1)?.row;
      known.add(id);
      (isSpecial ? others : fresh).push(entry);
    }
    putFresh(db, search, fresh, words);
    for (const entry of others) putOne(db, entry);
  });
}

function byRow(a: Entry, b: Entry): number {
  return a.row < b.row ? -1 : a.row > b.row ? 1 : 0;
}

/** The ids of those that meet one that is indexed: the same article, or another at the same path or in the same row, or a translation
 *  there. */
function findKnown(db: IndexDatabase, entries: readonly Entry[]): Set<string> {
  const sql = `SELECT json_group_array(value->>0) AS rows FROM json_each(?)
    WHERE EXISTS (SELECT 1 FROM articles WHERE id = value->>0) OR EXISTS (SELECT 1 FROM articles WHERE path = value->>1)
       OR EXISTS (SELECT 1 FROM articles WHERE row = CAST(value->>2 AS INTEGER))
       OR EXISTS (SELECT 1 FROM translations WHERE row = CAST(value->>2 AS INTEGER))`;
  return new Set(
    readRows<string>(db, sql, toJson(entries.map(({ record, row }) => [record.id, record.path, String(row)]))),
  );
}

function putOne(db: IndexDatabase, entry: IndexedArticle): void {
  const articles = new ArticleIndex(db);
  const known = articles.get(entry.record.id);
  if (known && known.revision >= entry.record.revision) return;
  articles.putIndexed(entry);
}

function putFresh(
  db: IndexDatabase,
  search: SearchIndex,
  entries: readonly Entry[],
  words: readonly WordRow[] | undefined,
): void {
  db.run('UPDATE article_changes SET latest = latest + 1');
  runRows(
    db,
    `INSERT INTO articles (row, id, path, url, canonical, outlet, title, summary, language, date, hash, revision, plain, changed)
     SELECT CAST(value->>0 AS INTEGER), value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8,
       value->>9, value->>10, value->>11, value->>12, (SELECT latest FROM article_changes) FROM json_each(?)`,
    entries.map(({ row, record }) => [
      ...[
        String(row),
        record.id,
        record.path,
        record.url,
        record.canonical,
        record.outlet,
        record.title,
        record.summary,
      ],
      ...[record.language, record.date, record.hash, record.revision, plainAddressOf(record.url)],
    ]),
  );
  runRows(
    db,
    `INSERT INTO article_tags (article, position, tag) SELECT CAST(value->>0 AS INTEGER), value->>1, value->>2 FROM json_each(?)`,
    entries.flatMap(({ row, record }) => record.tags.map((tag, position) => [String(row), position, tag])),
  );
  search.put(
    entries.map(({ row, searchable }) => ({ row, article: searchable })),
    words,
  );
}
