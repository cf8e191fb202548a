import type { SourceId } from '../model/ids.ts';
import type { Store } from '../store/store.ts';
import { groupBySite } from '../url/site.ts';
import { deadErrors, isSearchDue } from './feed-life.ts';
import type { FollowedFeed, FollowedFeeds } from './followed-feeds.ts';
import { forEachAtOnce } from './for-each-at-once.ts';
import { pollFeed } from './poll-feed.ts';
import { searchFeed } from './search-feed.ts';
import type { Work } from './work.ts';

/** How the feeds of one source did. */
export interface SourcePoll {
  readonly source: string;
  readonly isRead: boolean;
  readonly added: number;
}

/** Which feeds are polled: those that are due, all but those that are gone for good, or of these those of the sources named. */
export type PolledFeeds = 'due' | 'all' | ReadonlySet<SourceId>;

interface DueFeed extends FollowedFeed {
  readonly dueAt: number;
}

/** Polls the feeds that are to be polled: hosts side by side, those that waited longest first,
 *  the feeds of one host one after the other. Sources without a due feed are not in the answer. */
export async function pollSources(
  work: Work,
  followed: FollowedFeeds,
  polls: PolledFeeds,
): Promise<readonly SourcePoll[]> {
  const all = await listDue(work, followed, polls === 'due' ? work.clock.now() : Number.MAX_SAFE_INTEGER);
  const due = typeof polls === 'string' ? all : all.filter(({ source }) => polls.has(source.id));
  const results = new Map<string, { isRead: boolean; added: number }>();
  const byTurn = [...due].sort((a, b) => a.dueAt - b.dueAt);
  // The feeds of one site share a pace: side by side they would only wait for each other.
  const sites = [...groupBySite(byTurn, ({ feed }) => feed.url).values()];
  await forEachAtOnce(sites, work.project.fetch.hostsAtOnce, async (feeds) => {
    for (const { feed, source } of feeds) {
      if (work.signal.aborted) return;
      const { ok, added } = await pollFeed(feed, source, work);
      if (!ok && work.signal.aborted) return; // stopped is not failed
      followed.unread.delete(feed.url);
      const sum = results.get(source.id) ?? { isRead: false, added: 0 };
      results.set(source.id, { isRead: sum.isRead || ok, added: sum.added + added });
    }
  });
  return [...results].map(([source, result]) => ({ source, ...result }));
}

/** Those that were never polled, and those to be polled by then (epoch ms). */
async function listDue({ store }: Work, { feeds, unread }: FollowedFeeds, by: number): Promise<readonly DueFeed[]> {
  const known = (await store.listDueFeeds(by)).map(({ url, life }) => ({ url, dueAt: life.nextPollAt }));
  return [...[...unread].map((url) => ({ url, dueAt: 0 })), ...known].flatMap(({ url, dueAt }) => {
    const named = feeds.get(url);
    return named === undefined ? [] : [{ ...named, dueAt }];
  });
}

/** Looks for new addresses of feeds that are dead, each once a week. */
export async function searchDeadFeeds(work: Work, { feeds }: FollowedFeeds): Promise<void> {
  for (const record of await work.store.listFailingFeeds(deadErrors)) {
    if (work.signal.aborted) return;
    const named = feeds.get(record.url);
    if (named && isSearchDue(record, work.clock.now())) await searchFeed(record, named.source, work);
  }
}

/** Has feeds that are gone for good asked again in the next run. */
export async function retryFeeds(store: Store): Promise<void> {
  for (const record of await store.listFeeds()) {
    const { goneAt, ...life } = record.life;
    if (goneAt !== undefined) await store.putFeed({ ...record, life: { ...life, nextPollAt: 0 } });
  }
}
