import type { Url } from '../../model/ids.ts';
import { siteOf } from '../../url/site.ts';
import type { Asked } from '../archive-index.ts';
import { toFeed, type FeedRow, type FeedTable } from '../feeds.ts';
import type { FeedRecord } from '../feed-store.ts';
import type { PostgresDatabase } from './database.ts';

/** How polling went, by feed, in PostgreSQL. A trigger wakes the site of each that becomes due. */
export class PostgresFeeds implements Asked<FeedTable> {
  readonly #db: PostgresDatabase;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async get(url: Url): Promise<FeedRecord | undefined> {
    const row = await this.#db.get<FeedRow>('SELECT * FROM feeds WHERE url = $1', url);
    return row && toFeed(row);
  }

  async put(feed: FeedRecord): Promise<void> {
    await this.#db.run(
      `INSERT INTO feeds (url, site, source, etag, last_modified, last_success_at, last_error, errors_in_a_row, items, life, hub, poll_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (url) DO UPDATE SET source = excluded.source, etag = excluded.etag, last_modified = excluded.last_modified,
         last_success_at = excluded.last_success_at, last_error = excluded.last_error,
         errors_in_a_row = excluded.errors_in_a_row, items = excluded.items, life = excluded.life, hub = excluded.hub,
         poll_at = excluded.poll_at`,
      ...[feed.url, siteOf(feed.url), feed.source, feed.etag, feed.lastModified, feed.lastSuccessAt, feed.lastError],
      ...[feed.errorsInARow, feed.items, JSON.stringify(feed.life), feed.life.hub?.hub ?? null],
      feed.life.goneAt === undefined ? feed.life.nextPollAt : null,
    );
  }

  async list(): Promise<readonly FeedRecord[]> {
    return this.#all('SELECT * FROM feeds ORDER BY source, url');
  }

  async listDue(now: number): Promise<readonly FeedRecord[]> {
    return this.#all('SELECT * FROM feeds WHERE poll_at <= $1 ORDER BY poll_at', now);
  }

  /** Those of a site that are to be polled by then, the longest due first. */
  async listDueOfSite(site: string, now: number): Promise<readonly FeedRecord[]> {
    return this.#all('SELECT * FROM feeds WHERE site = $1 AND poll_at <= $2 ORDER BY poll_at', site, now);
  }

  async listFailing(errors: number): Promise<readonly FeedRecord[]> {
    return this.#all('SELECT * FROM feeds WHERE poll_at IS NULL OR errors_in_a_row >= $1 ORDER BY source, url', errors);
  }

  async listWithHub(): Promise<readonly FeedRecord[]> {
    return this.#all('SELECT * FROM feeds WHERE poll_at IS NOT NULL AND hub IS NOT NULL ORDER BY url');
  }

  async nextPollAt(): Promise<number | undefined> {
    const sql = 'SELECT min(poll_at) AS next FROM feeds WHERE poll_at IS NOT NULL';
    return (await this.#db.get<{ next: number | null }>(sql))?.next ?? undefined;
  }

  async follow(urls: ReadonlySet<Url>): Promise<readonly Url[]> {
    return this.#db.transaction(async (tx) => {
      const unknown = new Set(urls);
      // Workers that start at once change the same rows: in one order, so that none waits for another in a circle.
      const rows = await tx.all<FeedRow>('SELECT * FROM feeds ORDER BY url');
      for (const row of rows) {
        const { url, life } = toFeed(row);
        const pollAt = urls.has(url) && life.goneAt === undefined ? life.nextPollAt : null;
        // Not over what another worker put meanwhile.
        const sql = 'UPDATE feeds SET poll_at = $2 WHERE url = $1 AND poll_at IS NOT DISTINCT FROM $3';
        if (row.poll_at !== pollAt) await tx.run(sql, url, pollAt, row.poll_at);
        unknown.delete(url);
      }
      return [...unknown];
    });
  }

  async #all(sql: string, ...values: (string | number)[]): Promise<readonly FeedRecord[]> {
    return (await this.#db.all<FeedRow>(sql, ...values)).map(toFeed);
  }
}
