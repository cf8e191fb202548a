import { createHash } from 'node:crypto';
import type { ArticleFile } from '../model/article-file.ts';
import { parseArticleId, type ArticleId } from '../model/ids.ts';
import { toRow } from './article-rows.ts';
import { countChange, idIn } from './articles.ts';
import { outletOf } from './indexed-article.ts';
import type { Bindable, IndexDatabase } from './database.ts';
import { SearchIndex, type SearchableText } from './search-index.ts';
import { searchedTexts } from './search-text.ts';
import { markOf } from './seal.ts';
import type { ArticleRecord } from './store.ts';

/** A file with an article in another language, as the index holds it. */
export interface TranslationRecord {
  readonly article: ArticleId;
  readonly path: string;
  /** BCP 47. */
  readonly language: string;
  /** As in the front matter: `hash` of the version of the original that it was made from; empty when it does not say. */
  readonly translationOf: string;
  /** As in the front matter; empty when it does not say. */
  readonly engine: string;
  readonly title: string;
  /** Which version of the file it was made from. */
  readonly hash: string;
}

/** A translation as it goes into the index. */
export interface IndexedTranslation {
  readonly record: TranslationRecord;
  readonly searchable: SearchableText;
  /** As in the front matter. */
  readonly date: string;
}

const suffixedPath = /^(content\/.*[^/])\.[a-z]{2,3}(?:-[a-z0-9]{2,8})*\.md$/i;

/** The path of the article that a file would be a translation of by its name: `….md` of `….de.md`; undefined for other names. */
export function originalBesideOf(path: string): string | undefined {
  const base = suffixedPath.exec(path)?.[1];
  return base === undefined ? undefined : `${base}.md`;
}

/** The article that a file says to be a translation of. */
export function translatedArticleOf({ frontMatter }: ArticleFile): ArticleId | undefined {
  return parseArticleId(frontMatter.courant?.translationKey ?? '') ?? undefined;
}

/** `original`: what is known of the article. Throws NewsError `store/bad-article-file`. */
export function toTranslation(
  article: ArticleId,
  file: ArticleFile,
  original: Pick<ArticleRecord, 'language'> | undefined,
): IndexedTranslation {
  const { path, frontMatter } = file;
  const { courant } = frontMatter;
  const language = frontMatter.lang[0] ?? 'und';
  const record = {
    ...{ article, path, language, title: frontMatter.title, hash: markOf(file) },
    ...{ translationOf: courant?.translationOf ?? '', engine: courant?.engine ?? '' },
  };
  const searchable = {
    ...searchedTexts(file),
    ...{ outlet: outletOf(file), language, tags: frontMatter.tags, authors: courant?.authors ?? [] },
    translatedFrom: original?.language ?? courant?.translatedFrom ?? 'und',
  };
  return { record, searchable, date: frontMatter.date };
}

export interface TranslationRow {
  readonly path: string;
  readonly article: string;
  readonly language: string;
  readonly translation_of: string;
  readonly engine: string;
  readonly title: string;
  readonly hash: string;
}

export const translationColumns = 'path, article, language, translation_of, engine, title, hash';

/** The files with translations of articles, and their words. */
export class TranslationFileTable {
  readonly #db: IndexDatabase;
  readonly #search: SearchIndex;

  constructor(db: IndexDatabase) {
    this.#db = db;
    this.#search = new SearchIndex(db);
  }

  /** Replaces that of the same path. */
  put(translation: IndexedTranslation): void {
    this.putAll([translation]);
  }

  /** Into the full-text index in order of their rows, which is several times as fast in a rebuild. */
  putAll(translations: readonly IndexedTranslation[]): void {
    if (translations.length === 0) return;
    this.#db.transaction(() => {
      const changed = countChange(this.#db);
      const byPath = new Map(translations.map((translation) => [translation.record.path, translation]));
      const rows = [...byPath.values()].map((one) => ({ row: this.#putRow(one, changed), article: one.searchable }));
      this.#search.put(rows.sort((a, b) => (a.row < b.row ? -1 : 1)));
    });
  }

  #putRow({ record, date }: IndexedTranslation, changed: number): bigint {
    if (this.at(record.path)) this.#remove(record.path);
    const row = this.#freeRow(record, date);
    this.#db.run(
      `INSERT INTO translations (row, path, article, language, translation_of, engine, title, hash, changed)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[row, record.path, record.article, record.language, record.translationOf, record.engine],
      ...[record.title, record.hash, changed],
    );
    return row;
  }

  /** Does nothing when there is none. */
  remove(path: string): void {
    this.#db.transaction(() => {
      if (this.at(path) === undefined) return;
      const changed = countChange(this.#db);
      this.#remove(path);
      this.#db.run('INSERT OR REPLACE INTO removed_articles (path, changed) VALUES (?, ?)', path, changed);
    });
  }

  #remove(path: string): void {
    this.#db.run('DELETE FROM search WHERE rowid = (SELECT row FROM translations WHERE path = ?)', path);
    this.#db.run('DELETE FROM translations WHERE path = ?', path);
  }

  /** Beside that of the article, whose date it has. */
  #freeRow({ path }: TranslationRecord, date: string): bigint {
    let row = toRow({ date, id: createHash('sha256').update(path).digest('hex') });
    const isTaken = 'SELECT 1 FROM articles WHERE row = ? UNION ALL SELECT 1 FROM translations WHERE row = ?';
    while (this.#db.get(isTaken, row, row)) row += 1n;
    return row;
  }

  at(path: string): TranslationRecord | undefined {
    return this.#all('WHERE path = ?', path)[0];
  }

  /** Of an article, or of all; in order of path. */
  list(article?: ArticleId): readonly TranslationRecord[] {
    return article === undefined ? this.#all('') : this.#all('WHERE article = ?', article);
  }

  #all(condition: string, ...values: Bindable[]): readonly TranslationRecord[] {
    const sql = `SELECT ${translationColumns} FROM translations ${condition} ORDER BY path`;
    return this.#db.all<TranslationRow>(sql, ...values).map(toTranslationRecord);
  }
}

export function toTranslationRecord({ article, translation_of, ...row }: TranslationRow): TranslationRecord {
  return { ...row, article: idIn(article), translationOf: translation_of };
}
