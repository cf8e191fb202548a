import { NewsError } from '../errors.ts';
import { newFeedLife, type FeedLife } from '../model/feed-life.ts';
import { parseSourceId, type SourceId, type Url } from '../model/ids.ts';
import type { IndexDatabase } from './database.ts';
import { urlIn } from './pages.ts';
import type { FeedRecord } from './feed-store.ts';

export interface FeedRow {
  readonly url: string;
  readonly source: string;
  readonly etag: string;
  readonly last_modified: string;
  readonly last_success_at: string;
  readonly last_error: string;
  readonly errors_in_a_row: number;
  readonly items: number;
  readonly life: string;
  readonly poll_at: number | null;
}

/** How polling went, by feed. */
export class FeedTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  get(url: Url): FeedRecord | undefined {
    const row = this.#db.get<FeedRow>('SELECT * FROM feeds WHERE url = ?', url);
    return row && toFeed(row);
  }

  put(feed: FeedRecord): void {
    this.#db.run(
      `INSERT OR REPLACE INTO feeds (url, source, etag, last_modified, last_success_at, last_error, errors_in_a_row, items, life, poll_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      feed.url,
      feed.source,
      feed.etag,
      feed.lastModified,
      feed.lastSuccessAt,
      feed.lastError,
      feed.errorsInARow,
      feed.items,
      JSON.stringify(feed.life),
      feed.life.goneAt === undefined ? feed.life.nextPollAt : null,
    );
  }

  list(): readonly FeedRecord[] {
    return this.#db.all<FeedRow>('SELECT * FROM feeds ORDER BY source, url').map(toFeed);
  }

  /** Those that are to be polled by then, the longest due first. */
  listDue(now: number): readonly FeedRecord[] {
    return this.#db.all<FeedRow>('SELECT * FROM feeds WHERE poll_at <= ? ORDER BY poll_at', now).map(toFeed);
  }

  /** Those that are not to be polled, and those that failed at least so often in a row. */
  listFailing(errors: number): readonly FeedRecord[] {
    const sql = 'SELECT * FROM feeds WHERE poll_at IS NULL OR errors_in_a_row >= ? ORDER BY source, url';
    return this.#db.all<FeedRow>(sql, errors).map(toFeed);
  }

  listWithHub(): readonly FeedRecord[] {
    const sql = `SELECT * FROM feeds WHERE poll_at IS NOT NULL AND json_extract(life, '$.hub') IS NOT NULL ORDER BY url`;
    return this.#db.all<FeedRow>(sql).map(toFeed);
  }

  nextPollAt(): number | undefined {
    const sql = 'SELECT min(poll_at) AS next FROM feeds WHERE poll_at IS NOT NULL';
    return this.#db.get<{ next: number | null }>(sql)?.next ?? undefined;
  }

  /** Takes the next poll from all feeds but these, and gives it back to those that were followed before; returns those that
   *  have no row. */
  follow(urls: ReadonlySet<Url>): readonly Url[] {
    const unknown = new Set(urls);
    this.#db.transaction(() => {
      for (const row of this.#db.all<FeedRow>('SELECT * FROM feeds')) {
        const { url, life } = toFeed(row);
        const pollAt = urls.has(url) && life.goneAt === undefined ? life.nextPollAt : null;
        if (row.poll_at !== pollAt) this.#db.run('UPDATE feeds SET poll_at = ? WHERE url = ?', pollAt, url);
        unknown.delete(url);
      }
    });
    return [...unknown];
  }
}

export function toFeed(row: FeedRow): FeedRecord {
  return {
    url: urlIn(row.url),
    source: sourceIn(row.source),
    etag: row.etag,
    lastModified: row.last_modified,
    lastSuccessAt: row.last_success_at,
    lastError: row.last_error,
    errorsInARow: row.errors_in_a_row,
    items: row.items,
    life: { ...newFeedLife, ...(JSON.parse(row.life) as Partial<FeedLife>) }, // as this index wrote it
  };
}

/** A source's id as the index holds it. Throws NewsError `store/corrupt-database` when it is none. */
export function sourceIn(text: string): SourceId {
  const source = parseSourceId(text);
  if (source === null) throw new NewsError('store/corrupt-database', { detail: `no source: ${text.slice(0, 200)}` });
  return source;
}
