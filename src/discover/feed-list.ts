/** A feed as a list names it; what the list does not say is empty. */
export interface ListedFeed {
  /** As written: nothing has been checked. */
  readonly url: string;
  readonly title: string;
  /** The page the feed belongs to, as written. */
  readonly home: string;
  /** BCP 47. */
  readonly language: string;
  /** Names of the folders it stands in, outermost first, then its categories; each once. */
  readonly topics: readonly string[];
}

/** A list of feeds that people hand on: OPML, or addresses by topic. */
export interface FeedList {
  readonly kind: 'opml' | 'topics';
  readonly feeds: readonly ListedFeed[];
  /** Entries that name something else than a feed, with the reason. */
  readonly leftOut: readonly { readonly text: string; readonly reason: string }[];
}

/** More than any list a person keeps; the rest is told as left out. */
export const maxListedFeeds = 100_000;
export const maxTopics = 8;
/** Longer titles and topics are cut. */
export const maxTextLength = 200;
