import type { Feed, Source } from '../model/source.ts';
import type { FeedRecord, Store } from '../store/store.ts';
import { isPollDue, isSearchDue } from './feed-life.ts';
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

interface DueFeed {
  readonly feed: Feed;
  readonly source: Source;
  readonly dueAt: number;
}

/** Polls the feeds that are due, or all that are not gone for good: hosts side by side, those that waited longest first,
 *  the feeds of one host one after the other. Then looks for new addresses of dead ones. Sources without a due feed are not
 *  in the answer. */
export async function pollSources(work: Work, polls: 'due' | 'all'): Promise<readonly SourcePoll[]> {
  const { project, store, clock } = work;
  const known = new Map((await store.listFeeds()).map((record) => [record.url, record]));
  const due = project.sources.flatMap((source) =>
    source.feeds.flatMap((feed): DueFeed[] => {
      const life = known.get(feed.url)?.life;
      const isDue = polls === 'all' ? life?.goneAt === undefined : isPollDue(life, clock.now());
      return isDue ? [{ feed, source, dueAt: life?.nextPollAt ?? 0 }] : [];
    }),
  );
  const results = new Map<string, { isRead: boolean; added: number }>();
  await forEachAtOnce(byHost(due), project.fetch.hostsAtOnce, async (feeds) => {
    for (const { feed, source } of feeds) {
      if (work.signal.aborted) return;
      const { ok, added } = await pollFeed(feed, source, work);
      if (!ok && work.signal.aborted) return; // stopped is not failed
      const sum = results.get(source.id) ?? { isRead: false, added: 0 };
      results.set(source.id, { isRead: sum.isRead || ok, added: sum.added + added });
    }
  });
  await searchDeadFeeds(work);
  return [...results].map(([source, result]) => ({ source, ...result }));
}

function byHost(due: readonly DueFeed[]): readonly (readonly DueFeed[])[] {
  const hosts = new Map<string, DueFeed[]>();
  for (const feed of [...due].sort((a, b) => a.dueAt - b.dueAt)) {
    const { host } = new URL(feed.feed.url);
    const queue = hosts.get(host);
    if (queue) queue.push(feed);
    else hosts.set(host, [feed]);
  }
  return [...hosts.values()];
}

async function searchDeadFeeds(work: Work): Promise<void> {
  const { project, store, clock } = work;
  const known = new Map<string, FeedRecord>((await store.listFeeds()).map((record) => [record.url, record]));
  for (const source of project.sources) {
    for (const { url } of source.feeds) {
      const record = known.get(url);
      if (work.signal.aborted) return;
      if (record && isSearchDue(record, clock.now())) await searchFeed(record, source, work);
    }
  }
}

/** Has feeds that are gone for good asked again in the next run. */
export async function retryFeeds(store: Store): Promise<void> {
  for (const record of await store.listFeeds()) {
    const { goneAt, ...life } = record.life;
    if (goneAt !== undefined) await store.putFeed({ ...record, life: { ...life, nextPollAt: 0 } });
  }
}

/** Epoch ms of the next poll of a feed that a source file names; undefined when there is none. A feed that was never read is
 *  due at once. */
export async function nextPollOf({ project, store }: Pick<Work, 'project' | 'store'>): Promise<number | undefined> {
  const known = new Map((await store.listFeeds()).map(({ url, life }) => [url, life]));
  let next: number | undefined;
  for (const { feeds } of project.sources) {
    for (const { url } of feeds) {
      const life = known.get(url);
      if (life?.goneAt === undefined) next = Math.min(next ?? Infinity, life?.nextPollAt ?? 0);
    }
  }
  return next;
}
