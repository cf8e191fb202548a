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

  /** Newest first. */
  list(limit: number, offset = 0): readonly AuditEntry[] {
    return this.#db.all<AuditEntry>(
      'SELECT at, user, action, target, detail, address FROM audit ORDER BY id DESC LIMIT ? OFFSET ?',
      ...[limit, offset],
    );
  }
}
