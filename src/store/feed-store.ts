import type { FeedLife } from '../model/feed-life.ts';
import type { SourceId, Url } from '../model/ids.ts';

export interface FeedRecord {
  readonly url: Url;
  readonly source: SourceId;
  readonly etag: string;
  readonly lastModified: string;
  /** RFC 3339 or empty. */
  readonly lastSuccessAt: string;
  readonly lastError: string;
  readonly errorsInARow: number;
  /** Links in the last good answer. */
  readonly items: number;
  readonly life: FeedLife;
}

/** A wish of ours to be told of what is new in a feed. Spec: W3C WebSub 5. */
export interface SubscriptionRecord {
  /** The address of the feed as its source file has it. */
  readonly feed: Url;
  readonly hub: Url;
  /** The address the hub knows the feed by. */
  readonly topic: Url;
  /** The last part of the address the hub calls: nobody can guess it. */
  readonly token: string;
  readonly secret: string;
  readonly state: 'asked' | 'active' | 'refused' | 'ending';
  /** Epoch ms: the last request to the hub, and when its promise ends (0 without one). */
  readonly askedAt: number;
  readonly leaseUntil: number;
  /** Why it failed or was refused; may be empty. */
  readonly detail: string;
}

/** What is known of feeds, and what hubs promised about them. */
export interface FeedStore {
  getFeed(url: Url): Promise<FeedRecord | undefined>;
  putFeed(feed: FeedRecord): Promise<void>;
  listFeeds(): Promise<readonly FeedRecord[]>;
  /** Those to be polled by `now` (epoch ms), the longest due first. */
  listDueFeeds(now: number): Promise<readonly FeedRecord[]>;
  /** Those that are not to be polled, as they are gone for good, and those that failed at least so often in a row. */
  listFailingFeeds(errors: number): Promise<readonly FeedRecord[]>;
  /** Those to be polled at some time that name a hub. */
  listFeedsWithHub(): Promise<readonly FeedRecord[]>;
  /** From now on these are the feeds to be polled, by address; others keep what is known of them and rest. Returns those that
   *  are not known yet. */
  followFeeds(urls: ReadonlySet<Url>): Promise<readonly Url[]>;
  /** Epoch ms of the next poll of any known feed, or undefined. */
  nextPollAt(): Promise<number | undefined>;

  putSubscription(subscription: SubscriptionRecord): Promise<void>;
  removeSubscription(feed: Url): Promise<void>;
  findSubscription(token: string): Promise<SubscriptionRecord | undefined>;
  listSubscriptions(): Promise<readonly SubscriptionRecord[]>;
}
