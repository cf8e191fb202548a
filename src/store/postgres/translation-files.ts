import type { ArticleId } from '../../model/ids.ts';
import type { AskedTranslationFiles } from '../archive-index.ts';
import {
  toTranslationRecord,
  translationColumns,
  type IndexedTranslation,
  type TranslationRecord,
  type TranslationRow,
} from '../translation-files.ts';
import { noteRemoved } from './articles.ts';
import type { PostgresDatabase, Value } from './database.ts';
import { toWords } from './search-words.ts';
import { WordNotes } from './word-forms.ts';

/** The files with translations of articles in PostgreSQL, and their words. */
export class PostgresTranslationFiles implements AskedTranslationFiles {
  readonly #db: PostgresDatabase;
  readonly #words = new WordNotes();

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async put({ record, searchable }: IndexedTranslation): Promise<void> {
    const words = toWords(searchable);
    const noted = await this.#db.transaction(async (tx) => {
      await tx.run('DELETE FROM translations WHERE path = $1', record.path);
      const fresh = await this.#words.note(tx, searchable, record.language);
      // Last of all the number of the change, as with articles.
      await tx.run(
        `WITH counted AS (UPDATE article_changes SET latest = latest + 1 RETURNING latest)
         INSERT INTO translations (path, article, row, language, translation_of, engine, title, hash, changed, words)
         SELECT $1, $2, (SELECT row FROM articles WHERE id = $2), $3, $4, $5, $6, $7, latest, $8::tsvector FROM counted`,
        ...[record.path, record.article, record.language, record.translationOf, record.engine, record.title],
        ...[record.hash, words],
      );
      return fresh;
    });
    this.#words.keep(noted, record.language);
  }

  async remove(path: string): Promise<void> {
    await this.#db.transaction(async (tx) => {
      if ((await tx.run('DELETE FROM translations WHERE path = $1', path)) === 0) return;
      const sql = 'UPDATE article_changes SET latest = latest + 1 RETURNING latest';
      await noteRemoved(tx, path, (await tx.get<{ latest: number }>(sql))?.latest ?? 0);
    });
  }

  async at(path: string): Promise<TranslationRecord | undefined> {
    return (await this.#all('WHERE path = $1', path))[0];
  }

  list(article?: ArticleId): Promise<readonly TranslationRecord[]> {
    return article === undefined ? this.#all('') : this.#all('WHERE article = $1', article);
  }

  async #all(condition: string, ...values: Value[]): Promise<readonly TranslationRecord[]> {
    const sql = `SELECT ${translationColumns} FROM translations ${condition} ORDER BY path`;
    return (await this.#db.all<TranslationRow>(sql, ...values)).map(toTranslationRecord);
  }
}
