import type { AuditEntry } from '../model/reader.ts';
import type { IndexDatabase } from './database.ts';

/** Among so many entries, the failed logins are kept. */
const failuresKept = 100_000;

/** Who did what; entries are never changed. */
export class AuditTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  add({ at, user, action, target, detail, address }: AuditEntry): void {
    const { id } = this.#db.get<{ id: number }>(
      'INSERT INTO audit (at, user, action, target, detail, address) VALUES (?, ?, ?, ?, ?, ?) RETURNING id',
      ...[at, user, action, target.slice(0, 1000), detail.slice(0, 1000), address],
    ) ?? { id: 0 };
    // Whoever guesses passwords for years fills no disk.
    if (id % 1000 === 0) this.#db.run("DELETE FROM audit WHERE action = 'login-failed' AND id <= ?", id - failuresKept);
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
