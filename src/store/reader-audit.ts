import type { AuditEntry } from '../model/reader.ts';
import type { IndexDatabase } from './database.ts';

/** Who did what; entries are never changed. */
export class AuditTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  add({ at, user, action, target, detail, address }: AuditEntry): void {
    this.#db.run(
      'INSERT INTO audit (at, user, action, target, detail, address) VALUES (?, ?, ?, ?, ?, ?)',
      ...[at, user, action, target.slice(0, 1000), detail.slice(0, 1000), address],
    );
  }

  /** Whether somebody has logged in from there before. */
  hasLoggedIn(user: string, address: string): boolean {
    const sql = "SELECT 1 AS found FROM audit WHERE action = 'login' AND user = ? AND address = ? LIMIT 1";
    return this.#db.get(sql, user, address) !== undefined;
  }

  count(): number {
    return this.#db.get<{ n: number }>('SELECT count(*) AS n FROM audit')?.n ?? 0;
  }

  /** Newest first. */
  list(limit: number, offset = 0): readonly AuditEntry[] {
    return this.#db.all<AuditEntry>(
      'SELECT at, user, action, target, detail, address FROM audit ORDER BY id DESC LIMIT ? OFFSET ?',
      ...[limit, offset],
    );
  }
}
