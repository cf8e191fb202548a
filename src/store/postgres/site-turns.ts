import type { SiteTurns } from '../sharing.ts';
import { leaseMs } from '../site-lease.ts';
import type { PostgresDatabase } from './database.ts';

/** Turns to ask a site, in PostgreSQL and by its clock. A turn whose process ended without a word is free after the time of a lease.
 *  While a site is leased to this process, its turn stays here from one request to the next, and goes back with the lease: so an
 *  article costs no statement for it. */
export class PostgresTurns implements SiteTurns {
  readonly #db: PostgresDatabase;
  readonly #owner: string;
  readonly #isLeased: (site: string, forMs: number) => boolean;
  readonly #taken = new Set<string>();
  /** By site, those of the taken that nobody uses: when the pause is over, in ms of `performance.now`. */
  readonly #kept = new Map<string, number>();
  /** Sites whose turn is on its way back. */
  readonly #leaving = new Set<string>();

  /** `isLeased`: whether a site is leased to this process for so many ms more, whatever comes. */
  constructor(db: PostgresDatabase, owner: string, isLeased: (site: string, forMs: number) => boolean) {
    this.#db = db;
    this.#owner = owner;
    this.#isLeased = isLeased;
  }

  async take(
    site: string,
    restMs: number,
  ): Promise<{ readonly isOurs: boolean; readonly waitMs: number; readonly heldMs: number }> {
    if (this.#leaving.has(site)) return { isOurs: false, waitMs: 0, heldMs: 0 };
    const openAt = this.#kept.get(site);
    const waitMs = Math.ceil((openAt ?? 0) - performance.now());
    if (openAt !== undefined && waitMs > 0) return { isOurs: false, waitMs, heldMs: 0 };
    this.#kept.delete(site);
    // Should this process end here, nobody has the turn before its time is over, which is later than that of the lease.
    if (openAt !== undefined && this.#isLeased(site, restMs)) return { isOurs: true, waitMs: 0, heldMs: 0 };
    return this.#takeShared(site, restMs);
  }

  async #takeShared(
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
    if (heldMs <= 0 && this.#taken.has(site) && this.#isLeased(site, delayMs)) {
      this.#kept.set(site, performance.now() + delayMs);
      return;
    }
    this.#taken.delete(site);
    await this.#db.run(
      `UPDATE paces SET holder = NULL, open_at = now_ms() + $3::int8, held_until = greatest(held_until, now_ms() + $4::int8)
       WHERE site = $1 AND holder = $2`,
      ...[site, this.#owner, Math.ceil(delayMs), Math.ceil(heldMs)],
    );
  }

  /** Has a task, which is told what is left of the pause in ms, give back a turn that was kept; undefined when none was. */
  async leave(site: string, task: (pauseMs: number | undefined) => Promise<void>): Promise<void> {
    const openAt = this.#kept.get(site);
    if (openAt === undefined) return task(undefined);
    this.#kept.delete(site);
    this.#taken.delete(site);
    this.#leaving.add(site);
    try {
      await task(Math.max(Math.ceil(openAt - performance.now()), 0));
    } finally {
      this.#leaving.delete(site);
    }
  }

  /** Gives back what is kept, each turn with what is left of its pause. One that is in use goes back when its time is over: where its request
   *  stands is not known. */
  async end(): Promise<void> {
    const kept = [...this.#kept];
    this.#kept.clear();
    this.#taken.clear();
    if (kept.length === 0) return;
    await this.#db.run(
      `UPDATE paces SET holder = NULL, open_at = greatest(open_at, now_ms() + ours.pause)
       FROM unnest($2::text[], $3::int8[]) AS ours (site, pause) WHERE paces.site = ours.site AND holder = $1`,
      this.#owner,
      kept.map(([site]) => site),
      kept.map(([, openAt]) => Math.max(Math.ceil(openAt - performance.now()), 0)),
    );
  }

  async postpone(site: string, delayMs: number): Promise<void> {
    const openAt = this.#kept.get(site);
    if (openAt !== undefined) this.#kept.set(site, Math.max(openAt, performance.now() + delayMs));
    await this.#db.run(
      'UPDATE paces SET open_at = greatest(open_at, now_ms() + $2::int8) WHERE site = $1',
      site,
      Math.ceil(delayMs),
    );
  }

  /** Keeps up the turns of this process; forgets those that another one has. */
  async renew(): Promise<void> {
    if (this.#taken.size === 0) return;
    const sql = `UPDATE paces SET expires_at = now_ms() + ${leaseMs} WHERE site = ANY ($1) AND holder = $2 RETURNING site`;
    const asked = [...this.#taken];
    const rows = await this.#db.all<{ site: string }>(sql, asked, this.#owner);
    const ours = new Set(rows.map(({ site }) => site));
    for (const site of asked) if (!ours.has(site)) this.#kept.delete(site);
  }
}
