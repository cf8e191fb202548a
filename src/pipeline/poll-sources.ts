import type { Feed, Source } from '../model/source.ts';
import type { Store } from '../store/store.ts';
import { siteOf } from '../url/site.ts';
import { deadErrors, isSearchDue } from './feed-life.ts';
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
  const { project } = work;
  const due = polls === 'all' ? await listAll(work) : await listDue(work);
  const results = new Map<string, { isRead: boolean; added: number }>();
  await forEachAtOnce(bySite(due), project.fetch.hostsAtOnce, async (feeds) => {
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

/** All feeds that are not gone for good; those that were never polled first. */
async function listAll({ project, store }: Work): Promise<readonly DueFeed[]> {
  const times = await store.pollTimes();
  return [...feedsOf(project).values()].flatMap((feed) => {
    const { url } = feed.feed;
    const dueAt = times.has(url) ? times.get(url) : 0;
    return dueAt === undefined ? [] : [{ ...feed, dueAt }];
  });
}

async function listDue({ project, store, clock }: Work): Promise<readonly DueFeed[]> {
  const feeds = feedsOf(project);
  const times = await store.pollTimes();
  const unread = [...feeds.values()].filter(({ feed }) => !times.has(feed.url)).map((feed) => ({ ...feed, dueAt: 0 }));
  const due = (await store.listDueFeeds(clock.now())).flatMap(({ url, life }) => {
    const feed = feeds.get(url);
    return feed === undefined ? [] : [{ ...feed, dueAt: life.nextPollAt }];
  });
  return [...unread, ...due];
}

/** The feeds that the source files name, by address. */
function feedsOf(project: Work['project']): ReadonlyMap<string, Omit<DueFeed, 'dueAt'>> {
  return new Map(project.sources.flatMap((source) => source.feeds.map((feed) => [feed.url, { feed, source }])));
}

/** The feeds of one site share a pace: side by side they would only wait for each other. */
function bySite(due: readonly DueFeed[]): readonly (readonly DueFeed[])[] {
  const sites = new Map<string, DueFeed[]>();
  for (const feed of [...due].sort((a, b) => a.dueAt - b.dueAt)) {
    const site = siteOf(feed.feed.url);
    const queue = sites.get(site);
    if (queue) queue.push(feed);
    else sites.set(site, [feed]);
  }
  return [...sites.values()];
}

async function searchDeadFeeds(work: Work): Promise<void> {
  const feeds = feedsOf(work.project);
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

/** Epoch ms of the next poll of a feed that a source file names; undefined when there is none. A feed that was never read is
 *  due at once. */
export async function nextPollOf({ project, store }: Pick<Work, 'project' | 'store'>): Promise<number | undefined> {
  const times = await store.pollTimes();
  let next: number | undefined;
  for (const { feeds } of project.sources) {
    for (const { url } of feeds) {
      const at = times.has(url) ? times.get(url) : 0;
      if (at !== undefined) next = Math.min(next ?? Infinity, at);
    }
  }
  return next;
}
