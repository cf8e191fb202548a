import type { SourceId, Url } from '../model/ids.ts';
import type { Feed, Source } from '../model/source.ts';
import type { Work } from './work.ts';

export interface FollowedFeed {
  readonly feed: Feed;
  readonly source: Source;
}

/** What the source files name, to be looked up: made once for many rounds, so that a round costs what is due in it. */
export interface FollowedFeeds {
  readonly sources: ReadonlyMap<SourceId, Source>;
  readonly feeds: ReadonlyMap<Url, FollowedFeed>;
  /** Those that were never polled; who polls one takes it out. */
  readonly unread: Set<Url>;
}

/** Has the index give the feeds that the source files name for polling, and no others. Of two files that name one feed the
 *  later counts. */
export async function followFeeds({ project, store }: Pick<Work, 'project' | 'store'>): Promise<FollowedFeeds> {
  const feeds = new Map<Url, FollowedFeed>();
  for (const source of project.sources) for (const feed of source.feeds) feeds.set(feed.url, { feed, source });
  return {
    sources: new Map(project.sources.map((source) => [source.id, source])),
    feeds,
    unread: new Set(await store.followFeeds(new Set(feeds.keys()))),
  };
}

/** Epoch ms of the next poll of any feed; undefined when there is none. One that was never polled is due at once. */
export async function nextPollOf(
  { unread }: FollowedFeeds,
  { store }: Pick<Work, 'store'>,
): Promise<number | undefined> {
  return unread.size > 0 ? 0 : store.nextPollAt();
}
