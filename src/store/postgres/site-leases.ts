import type { Look } from '../../model/look.ts';
import type { ClaimedSite, Release, SiteLeases } from '../sharing.ts';
import { leaseMs, type SiteLease } from '../site-lease.ts';
import type { FeedRecord } from '../feed-store.ts';
import type { LinkRecord } from '../link-store.ts';
import type { PostgresDatabase } from './database.ts';
import type { PostgresFeeds } from './feeds.ts';
import type { PostgresLinks } from './links.ts';
import type { PostgresLooks } from './looks.ts';
import { PostgresTurns } from './site-turns.ts';

/** How long before its end we take a lease for lost: clocks that run at another speed, a statement that is on its way. */
const marginMs = 2_000;

/** Old articles count as due so much later: see `priority`. */
const longestLagMs = 600_000;

/** Leases on sites in PostgreSQL, claimed by SKIP LOCKED. All times of leases are of its clock. */
export class PostgresLeases implements SiteLeases {
  readonly #db: PostgresDatabase;
  readonly #owner: string;
  readonly #tables: { readonly links: PostgresLinks; readonly feeds: PostgresFeeds; readonly looks: PostgresLooks };
  /** Whose turn it is to ask: it goes back with the lease. */
  readonly turns: PostgresTurns;
  /** By site: ours, and until when in ms of `performance.now`. */
  readonly #held = new Map<string, { readonly lease: SiteLease; until: number }>();

  constructor(
    db: PostgresDatabase,
    owner: string,
    tables: { readonly links: PostgresLinks; readonly feeds: PostgresFeeds; readonly looks: PostgresLooks },
  ) {
    this.#db = db;
    this.#owner = owner;
    this.#tables = tables;
    this.turns = new PostgresTurns(db, owner, (site, forMs) => this.#isLeased(site, forMs));
  }

  async claim(now: number, limit: number): Promise<readonly ClaimedSite[]> {
    const until = performance.now() + leaseMs - marginMs;
    const rows = await this.#db.all<{ site: string; fence: number; losses: number }>(
      // What a lost process left comes first, however many others wait.
      `WITH lost AS MATERIALIZED (
         SELECT site FROM sites WHERE owner IS NOT NULL AND expires_at < now_ms() AND due_at <= $2::int8
         LIMIT $3 FOR UPDATE SKIP LOCKED),
       waiting AS MATERIALIZED (
         SELECT site FROM sites WHERE turn_at <= $2 + ${longestLagMs} AND due_at <= $2 AND owner IS NULL
         ORDER BY turn_at LIMIT $3 - (SELECT count(*) FROM lost) FOR UPDATE SKIP LOCKED),
       chosen AS (SELECT site FROM lost UNION ALL SELECT site FROM waiting)
       UPDATE sites SET owner = $1, fence = fence + 1, expires_at = now_ms() + ${leaseMs},
         losses = CASE WHEN owner IS NULL THEN 0 ELSE losses + 1 END
       FROM chosen WHERE sites.site = chosen.site RETURNING sites.site, fence, losses`,
      ...[this.#owner, now, limit],
    );
    return rows.map(({ site, fence, losses }) => {
      const lease = { site, owner: this.#owner, fence };
      this.#held.set(site, { lease, until });
      return { lease, losses };
    });
  }

  isHeld({ site, fence }: SiteLease): boolean {
    const held = this.#held.get(site);
    return held !== undefined && held.lease.fence === fence && held.until > performance.now();
  }

  #isLeased(site: string, forMs: number): boolean {
    return (this.#held.get(site)?.until ?? 0) > performance.now() + forMs;
  }

  async release({ site, owner, fence }: SiteLease, { isDone, now, restMs }: Release): Promise<void> {
    if (this.#held.get(site)?.lease.fence === fence) this.#held.delete(site);
    const notBefore = restMs === 0 ? 0 : now + restMs;
    await this.turns.leave(site, async (pauseMs) => {
      const sql = 'SELECT release_site($1, $2, $3, $4, $5, $6, $7)';
      await this.#db.get(sql, site, owner, fence, isDone, now, notBefore, pauseMs ?? null);
    });
  }

  dueLinks(lease: SiteLease, now: number, limit: number): Promise<readonly LinkRecord[]> {
    return this.#tables.links.dueOfSite(lease, now, limit);
  }

  dueLooks({ site }: SiteLease, now: number, limit: number): Promise<readonly Look[]> {
    return this.#tables.looks.dueOfSite(site, now, limit);
  }

  dueFeeds({ site }: SiteLease, now: number): Promise<readonly FeedRecord[]> {
    return this.#tables.feeds.listDueOfSite(site, now);
  }

  async nextAt(): Promise<number | undefined> {
    // Those first by turn are first by time, but for the lag of old articles. What is leased is free when its process is lost.
    const sql = `SELECT min(next) AS next FROM (
      SELECT CASE WHEN owner IS NULL THEN due_at ELSE greatest(due_at, expires_at) END AS next
      FROM sites WHERE turn_at IS NOT NULL ORDER BY turn_at LIMIT 1000) AS first`;
    return (await this.#db.get<{ next: number | null }>(sql))?.next ?? undefined;
  }

  async countHeld(): Promise<number> {
    const sql = 'SELECT count(*) AS total FROM sites WHERE owner IS NOT NULL AND expires_at >= now_ms()';
    return (await this.#db.get<{ total: number }>(sql))?.total ?? 0;
  }

  async wake(sites: readonly string[], now: number): Promise<void> {
    await this.#db.run(
      `INSERT INTO sites (site, due_at, turn_at) SELECT DISTINCT site, $2::int8, $2::int8 FROM unnest($1::text[]) AS site ORDER BY site
       ON CONFLICT (site) DO UPDATE SET due_at = least(sites.due_at, excluded.due_at),
         turn_at = least(sites.turn_at, excluded.turn_at)`,
      sites,
      now,
    );
  }

  /** Keeps up all leases of this process and its turns; forgets those that another one has. */
  async renew(): Promise<void> {
    // First, so that no turn ends before the lease it goes with.
    await this.turns.renew();
    const held = [...this.#held.values()];
    if (held.length === 0) return;
    const until = performance.now() + leaseMs - marginMs;
    const kept = await this.#db.all<{ site: string; fence: number }>(
      `UPDATE sites SET expires_at = now_ms() + ${leaseMs} FROM unnest($2::text[], $3::int8[]) AS ours (site, fence)
       WHERE sites.site = ours.site AND sites.fence = ours.fence AND owner = $1 RETURNING sites.site, sites.fence`,
      this.#owner,
      held.map(({ lease }) => lease.site),
      held.map(({ lease }) => lease.fence),
    );
    const fences = new Map(kept.map(({ site, fence }) => [site, fence]));
    for (const one of held) {
      if (fences.get(one.lease.site) === one.lease.fence) one.until = until;
      else if (this.#held.get(one.lease.site) === one) this.#held.delete(one.lease.site);
    }
  }
}
