import type { IndexDatabase } from './database.ts';

/** A search that a person keeps. */
export interface KeptSearch {
  readonly id: number;
  readonly user: number;
  readonly name: string;
  /** As the address of the search page has it: `q=ferry&outlet=…`. */
  readonly query: string;
  readonly createdAt: string;
  /** The articles (ids) that it found first when the person looked last; others are new to them. */
  readonly seen: readonly string[];
}

interface SearchRow extends Omit<KeptSearch, 'seen'> {
  readonly seen: string;
}

/** The searches that people keep. Each sees their own alone: every method takes the user. */
export class SavedSearchTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  /** One of the same name gets the new query. */
  put(user: number, search: Pick<KeptSearch, 'name' | 'query' | 'createdAt' | 'seen'>): void {
    const { name, query, createdAt, seen } = search;
    this.#db.run(
      `INSERT INTO saved_searches (user, name, query, created_at, seen) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (user, name) DO UPDATE SET query = excluded.query, seen = excluded.seen`,
      ...[user, name, query, createdAt, JSON.stringify(seen)],
    );
  }

  list(user: number): readonly KeptSearch[] {
    return this.#db
      .all<SearchRow>(
        'SELECT id, user, name, query, created_at AS createdAt, seen FROM saved_searches WHERE user = ? ORDER BY name',
        user,
      )
      .map((row) => ({ ...row, seen: JSON.parse(row.seen) as string[] })); // as `put` wrote it
  }

  get(id: number, user: number): KeptSearch | undefined {
    return this.list(user).find((one) => one.id === id);
  }

  setSeen(id: number, user: number, seen: readonly string[]): void {
    const sql = 'UPDATE saved_searches SET seen = ? WHERE id = ? AND user = ?';
    this.#db.run(sql, JSON.stringify(seen), id, user);
  }

  /** True when there was one. */
  remove(id: number, user: number): boolean {
    return this.#db.run('DELETE FROM saved_searches WHERE id = ? AND user = ?', id, user) > 0;
  }
}
