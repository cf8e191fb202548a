import type { Url } from '../model/ids.ts';
import type { IndexDatabase } from './database.ts';
import { urlIn } from './pages.ts';
import type { SubscriptionRecord } from './feed-store.ts';

export interface SubscriptionRow {
  readonly feed: string;
  readonly hub: string;
  readonly topic: string;
  readonly token: string;
  readonly secret: string;
  readonly state: SubscriptionRecord['state'];
  readonly asked_at: number;
  readonly lease_until: number;
  readonly detail: string;
}

/** What we asked hubs to tell us, by feed. */
export class SubscriptionTable {
  readonly #db: IndexDatabase;

  constructor(db: IndexDatabase) {
    this.#db = db;
  }

  put(subscription: SubscriptionRecord): void {
    const { feed, hub, topic, token, secret, state, askedAt, leaseUntil, detail } = subscription;
    this.#db.run(
      `INSERT OR REPLACE INTO subscriptions (feed, hub, topic, token, secret, state, asked_at, lease_until, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[feed, hub, topic, token, secret, state, askedAt, leaseUntil, detail],
    );
  }

  remove(feed: Url): void {
    this.#db.run('DELETE FROM subscriptions WHERE feed = ?', feed);
  }

  find(token: string): SubscriptionRecord | undefined {
    const row = this.#db.get<SubscriptionRow>('SELECT * FROM subscriptions WHERE token = ?', token);
    return row && toSubscription(row);
  }

  list(): readonly SubscriptionRecord[] {
    return this.#db.all<SubscriptionRow>('SELECT * FROM subscriptions ORDER BY feed').map(toSubscription);
  }
}

export function toSubscription({
  asked_at: askedAt,
  lease_until: leaseUntil,
  ...row
}: SubscriptionRow): SubscriptionRecord {
  return { ...row, feed: urlIn(row.feed), hub: urlIn(row.hub), topic: urlIn(row.topic), askedAt, leaseUntil };
}
