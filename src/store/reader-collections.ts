import { parseArticleId, type ArticleId } from '../model/ids.ts';
import type { CollectedArticle, Collection } from '../model/reader.ts';
import type { IndexDatabase } from './database.ts';

/** Lists of articles that people made. Each sees their own alone: every method takes the user. */
export class CollectionTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  /** Undefined when the user has one of that name. */
  add(user: number, name: string, createdAt: string): Collection | undefined {
    const isNew = this.#db.run(
      'INSERT INTO collections (user, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      ...[user, name, createdAt],
    );
    return isNew === 0 ? undefined : this.list(user).find((one) => one.name === name);
  }

  list(user: number): readonly Collection[] {
    return this.#db.all<Collection>(
      `SELECT id, user, name, created_at AS createdAt,
         (SELECT count(*) FROM collected WHERE collection = collections.id) AS size
       FROM collections WHERE user = ? ORDER BY name`,
      user,
    );
  }

  get(id: number, user: number): Collection | undefined {
    return this.list(user).find((one) => one.id === id);
  }

  /** False when there is none, or another one of that name. */
  rename(id: number, user: number, name: string): boolean {
    const sql = 'UPDATE OR IGNORE collections SET name = ? WHERE id = ? AND user = ?';
    return this.#db.run(sql, name, id, user) > 0;
  }

  /** True when there was one. */
  remove(id: number, user: number): boolean {
    return this.#db.run('DELETE FROM collections WHERE id = ? AND user = ?', id, user) > 0;
  }

  /** Puts an article in, or changes its note. False when the collection is not the user's. */
  put(id: number, user: number, article: ArticleId, note: string, now: number): boolean {
    return (
      this.#db.run(
        `INSERT INTO collected (collection, article, note, added_at) SELECT id, ?, ?, ? FROM collections WHERE id = ? AND user = ?
         ON CONFLICT (collection, article) DO UPDATE SET note = excluded.note`,
        ...[article, note, now, id, user],
      ) > 0
    );
  }

  /** The collections of the user that an article is in. */
  holding(user: number, article: ArticleId): ReadonlySet<number> {
    const rows = this.#db.all<{ id: number }>(
      'SELECT id FROM collected JOIN collections ON collections.id = collected.collection WHERE user = ? AND article = ?',
      ...[user, article],
    );
    return new Set(rows.map(({ id }) => id));
  }

  take(id: number, user: number, article: ArticleId): boolean {
    return (
      this.#db.run(
        'DELETE FROM collected WHERE article = ? AND collection = (SELECT id FROM collections WHERE id = ? AND user = ?)',
        ...[article, id, user],
      ) > 0
    );
  }

  /** Newest first; none of a collection that is not the user's. */
  articlesOf(id: number, user: number): readonly CollectedArticle[] {
    const rows = this.#db.all<{ article: string; note: string; addedAt: number }>(
      `SELECT article, note, added_at AS addedAt FROM collected
       WHERE collection = (SELECT id FROM collections WHERE id = ? AND user = ?) ORDER BY added_at DESC, article`,
      ...[id, user],
    );
    return rows.flatMap(({ article, ...row }) => {
      const parsed = parseArticleId(article);
      return parsed === null ? [] : [{ article: parsed, ...row }];
    });
  }
}
