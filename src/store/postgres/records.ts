import type { SkipCode } from '../../errors.ts';
import type { SourceId, Url } from '../../model/ids.ts';
import type { Asked } from '../archive-index.ts';
import { imageKey, toImage, type ImageRow, type ImageTable, type StoredImage } from '../images.ts';
import { maxObservations, type ObservationTable } from '../observations.ts';
import { toSourceState, type SourceStateRow, type SourceStateTable } from '../source-states.ts';
import type { Observation, SourceState } from '../store.ts';
import type { SubscriptionRecord } from '../feed-store.ts';
import { toSubscription, type SubscriptionRow, type SubscriptionTable } from '../subscriptions.ts';
import type { PostgresDatabase } from './database.ts';

export class PostgresImages implements Asked<ImageTable> {
  readonly #db: PostgresDatabase;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async put(url: string, { path, width, height, ...copies }: StoredImage): Promise<void> {
    await this.#db.run(
      `INSERT INTO images (key, url, path, width, height, copies) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (key) DO UPDATE SET url = excluded.url, path = excluded.path, width = excluded.width,
         height = excluded.height, copies = excluded.copies`,
      ...[imageKey(url), url, path, width, height, JSON.stringify(copies)],
    );
  }

  async has(url: string): Promise<boolean> {
    return (await this.#db.get('SELECT 1 FROM images WHERE key = $1', imageKey(url))) !== undefined;
  }

  async find(urls: readonly string[]): Promise<ReadonlyMap<string, StoredImage>> {
    const rows = await this.#db.all<ImageRow>('SELECT * FROM images WHERE key = ANY ($1)', urls.map(imageKey));
    return new Map(rows.map(toImage));
  }

  async list(): Promise<ReadonlyMap<string, StoredImage>> {
    return new Map((await this.#db.all<ImageRow>('SELECT * FROM images ORDER BY url')).map(toImage));
  }
}

interface ObservationRow {
  readonly url: string;
  readonly fetched_at: string;
  readonly reader: string;
  readonly skip: SkipCode | '';
  readonly length: number;
  readonly confidence: number;
  readonly has_authors: boolean;
  readonly has_date: boolean;
  readonly has_image: boolean;
}

export class PostgresObservations implements Asked<ObservationTable> {
  readonly #db: PostgresDatabase;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async put(observation: Observation): Promise<void> {
    const { source, url, fetchedAt, reader, skip, length, confidence } = observation;
    const { hasAuthors, hasDate, hasImage } = observation;
    await this.#db.run(
      `WITH put AS (
         INSERT INTO observations
           (source, url_key, url, fetched_at, reader, skip, length, confidence, has_authors, has_date, has_image)
         VALUES ($1, md5($2)::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (source, url_key) DO UPDATE SET url = excluded.url, fetched_at = excluded.fetched_at,
           reader = excluded.reader, skip = excluded.skip, length = excluded.length, confidence = excluded.confidence,
           has_authors = excluded.has_authors, has_date = excluded.has_date, has_image = excluded.has_image)
       DELETE FROM observations WHERE source = $1 AND (fetched_at, url) < (
         SELECT fetched_at, url FROM observations WHERE source = $1 ORDER BY fetched_at DESC, url DESC LIMIT 1 OFFSET $11)`,
      ...[source, url, fetchedAt, reader, skip, length, confidence, hasAuthors, hasDate, hasImage],
      maxObservations - 1,
    );
  }

  /** The statement that puts one removes of those before it: there may be one more. */
  async list(source: SourceId): Promise<readonly Observation[]> {
    const sql = 'SELECT * FROM observations WHERE source = $1 ORDER BY fetched_at DESC, url DESC LIMIT $2';
    const rows = await this.#db.all<ObservationRow>(sql, source, maxObservations);
    return rows.map(({ url, reader, skip, length, confidence, ...row }) => ({
      ...{ source, url, fetchedAt: row.fetched_at, reader, skip, length, confidence },
      ...{ hasAuthors: row.has_authors, hasDate: row.has_date, hasImage: row.has_image },
    }));
  }
}

export class PostgresSourceStates implements Asked<SourceStateTable> {
  readonly #db: PostgresDatabase;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async list(): Promise<readonly SourceState[]> {
    return (await this.#db.all<SourceStateRow>('SELECT * FROM source_states ORDER BY source')).map(toSourceState);
  }

  async put(states: readonly SourceState[]): Promise<void> {
    if (states.length === 0) return;
    const rows = [...states]
      .sort((a, b) => (a.source < b.source ? -1 : 1))
      .map(({ source, feeds, include, exclude, rules }) => [
        source,
        ...[feeds, include, exclude].map((list) => JSON.stringify(list)),
        rules,
      ]);
    await this.#db.run(
      `INSERT INTO source_states (source, feeds, include, exclude, rules)
       SELECT r->>0, r->>1, r->>2, r->>3, r->>4 FROM json_array_elements($1::json) AS r
       ON CONFLICT (source) DO UPDATE SET feeds = excluded.feeds, include = excluded.include, exclude = excluded.exclude,
         rules = excluded.rules`,
      JSON.stringify(rows),
    );
  }

  async remove(source: SourceId): Promise<void> {
    await this.#db.run('DELETE FROM source_states WHERE source = $1', source);
  }
}

export class PostgresSubscriptions implements Asked<SubscriptionTable> {
  readonly #db: PostgresDatabase;

  constructor(db: PostgresDatabase) {
    this.#db = db;
  }

  async put(subscription: SubscriptionRecord): Promise<void> {
    const { feed, hub, topic, token, secret, state, askedAt, leaseUntil, detail } = subscription;
    await this.#db.run(
      `INSERT INTO subscriptions (feed, hub, topic, token, secret, state, asked_at, lease_until, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (feed) DO UPDATE SET hub = excluded.hub, topic = excluded.topic, token = excluded.token,
         secret = excluded.secret, state = excluded.state, asked_at = excluded.asked_at,
         lease_until = excluded.lease_until, detail = excluded.detail`,
      ...[feed, hub, topic, token, secret, state, askedAt, leaseUntil, detail],
    );
  }

  async remove(feed: Url): Promise<void> {
    await this.#db.run('DELETE FROM subscriptions WHERE feed = $1', feed);
  }

  async find(token: string): Promise<SubscriptionRecord | undefined> {
    const row = await this.#db.get<SubscriptionRow>('SELECT * FROM subscriptions WHERE token = $1', token);
    return row && toSubscription(row);
  }

  async list(): Promise<readonly SubscriptionRecord[]> {
    return (await this.#db.all<SubscriptionRow>('SELECT * FROM subscriptions ORDER BY feed')).map(toSubscription);
  }
}
