import type { SiteTurns } from '../sharing.ts';
import type { PostgresDatabase } from './database.ts';
import { leaseMs } from './site-leases.ts';

/** Turns to ask a site, in PostgreSQL and by its clock. A turn whose process ended without a word is free after the time of a lease. */
export class PostgresTurns implements SiteTurns {
  readonly #db: PostgresDatabase;
  readonly #owner: string;
  readonly #taken = new Set<string>();

  constructor(db: PostgresDatabase, owner: string) {
    this.#db = db;
    this.#owner = owner;
  }

  async take(
    site: string,
    restMs: number,
  ): Promise<{ readonly isOurs: boolean; readonly waitMs: number; readonly heldMs: number }> {
    // A statement that was sent again, as the connection broke, finds the turn taken by us: it is ours.
    const taken = await this.#db.run(
      `INSERT INTO paces (site, holder, expires_at, open_at) VALUES ($1, $2, now_ms() + ${leaseMs}, now_ms() + $3::int8)
       ON CONFLICT (site) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at, open_at = excluded.open_at
       WHERE paces.holder = excluded.holder OR ((paces.holder IS NULL OR paces.expires_at < now_ms())
         AND paces.open_at <= now_ms() AND paces.held_until <= now_ms())`,
      ...[site, this.#owner, Math.ceil(restMs)],
    );
    if (taken > 0) {
      this.#taken.add(site);
      return { isOurs: true, waitMs: 0, heldMs: 0 };
    }
    const state = await this.#db.get<{ is_busy: boolean; wait: number; held: number }>(
      `SELECT holder IS NOT NULL AND expires_at >= now_ms() AS is_busy, greatest(open_at - now_ms(), 0) AS wait,
         greatest(held_until - now_ms(), 0) AS held FROM paces WHERE site = $1`,
      site,
    );
    // While another process asks, its pause is only a guess of how long that takes.
    const waitMs = state === undefined || state.is_busy ? 0 : state.wait;
    return { isOurs: false, waitMs, heldMs: state?.held ?? 0 };
  }

  async give(site: string, { delayMs, heldMs }: { readonly delayMs: number; readonly heldMs: number }): Promise<void> {
    this.#taken.delete(site);
    await this.#db.run(
      `UPDATE paces SET holder = NULL, open_at = now_ms() + $3::int8, held_until = greatest(held_until, now_ms() + $4::int8)
       WHERE site = $1 AND holder = $2`,
      ...[site, this.#owner, Math.ceil(delayMs), Math.ceil(heldMs)],
    );
  }

  async postpone(site: string, delayMs: number): Promise<void> {
    await this.#db.run(
      'UPDATE paces SET open_at = greatest(open_at, now_ms() + $2::int8) WHERE site = $1',
      site,
      Math.ceil(delayMs),
    );
  }

  /** Keeps up the turns of this process. */
  async renew(): Promise<void> {
    if (this.#taken.size === 0) return;
    const sql = `UPDATE paces SET expires_at = now_ms() + ${leaseMs} WHERE site = ANY ($1) AND holder = $2`;
    await this.#db.run(sql, [...this.#taken], this.#owner);
  }
}
