import type { FeedPace } from '../model/feed-life.ts';

/** A person as a feed names one; at least one part is not empty. */
export interface FeedPerson {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

export interface FeedMedia {
  readonly url: string;
  /** Media type as stated, or empty. */
  readonly type: string;
  /** Bytes as stated, or empty. */
  readonly length: string;
}

/** A feed of any format in one form. Titles are plain; names of persons and tags as they are written, which may be with
 *  markup; `summary` and `content` HTML with absolute addresses, not sanitized; addresses absolute http(s); dates RFC 3339;
 *  a value that is not stated is empty or undefined. */
export interface FeedDocument {
  readonly kind: 'rss' | 'rdf' | 'atom' | 'cdf' | 'json';
  readonly title: string;
  /** The page the feed belongs to. */
  readonly link: string;
  /** The feed's own address, as it states it. */
  readonly self: string;
  readonly language: string;
  readonly updated: string | undefined;
  readonly authors: readonly FeedPerson[];
  readonly rights: string;
  readonly licenses: readonly string[];
  readonly ttlMinutes: number | undefined;
  readonly pace: FeedPace | undefined;
  /** Of WebSub: the addresses of its hubs, in order. */
  readonly hubs: readonly string[];
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  readonly title: string;
  /** The page of the entry; the outlet's own address where the feed counts readers by way of another. */
  readonly link: string;
  readonly id: string;
  readonly published: string | undefined;
  readonly updated: string | undefined;
  readonly authors: readonly FeedPerson[];
  readonly summary: string;
  readonly content: string;
  readonly media: readonly FeedMedia[];
  readonly tags: readonly string[];
  readonly source: { readonly title: string; readonly link: string } | undefined;
  readonly language: string;
  readonly rights: string;
  /** Of RSL: where the terms for it stand; `inline` for those in the feed itself. */
  readonly licenses: readonly string[];
}
