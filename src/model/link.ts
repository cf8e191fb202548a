import type { SourceId, Url } from './ids.ts';

/** What a feed, sitemap or front page says of an article before we fetch it. Instants are RFC 3339. */
export interface LinkHints {
  readonly title?: string;
  readonly publishedAt?: string;
  readonly modifiedAt?: string;
  readonly language?: string;
  readonly authors?: readonly string[];
  readonly topics?: readonly string[];
  /** Plain text. */
  readonly summary?: string;
  /** The full text as HTML, not sanitized, when the feed carries it. */
  readonly contentHtml?: string;
  /** Signals in the form of `Article.rights`. */
  readonly rights?: readonly string[];
}

/** An address found by discovery, with where and when. */
export interface Link {
  readonly url: Url;
  readonly source: SourceId;
  /** The feed, sitemap or page it was found in. */
  readonly foundIn: Url;
  /** RFC 3339, UTC. */
  readonly foundAt: string;
  readonly hints: LinkHints;
}

export type LinkState = 'waiting' | 'stored' | 'skipped';
