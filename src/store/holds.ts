import type { IndexDatabase } from './database.ts';

/** Hosts that asked for no request before an instant: what Retry-After says outlives the process that read it. */
export class HoldTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  put(host: string, until: number): void {
    this.#db.run(
      'INSERT INTO holds (host, until) VALUES (?, ?) ON CONFLICT DO UPDATE SET until = max(until, excluded.until)',
      host,
      Math.ceil(until),
    );
  }

  list(now: number): ReadonlyMap<string, number> {
    const sql = 'SELECT host, until FROM holds WHERE until > ?';
    const rows = this.#db.all<{ host: string; until: number }>(sql, Math.floor(now));
    return new Map(rows.map(({ host, until }) => [host, until]));
  }
}
