import { NewsError } from '../errors.ts';
import type { Look } from '../model/look.ts';
import type { Source } from '../model/source.ts';
import type { Accounting, LinkRecord } from '../store/link-store.ts';
import type { Store } from '../store/store.ts';
import { groupBySite } from '../url/site.ts';
import { followFeeds, type FollowedFeeds } from './followed-feeds.ts';
import { forEachAtOnce } from './for-each-at-once.ts';
import { noteSources, refilterLinks } from './note-sources.ts';
import { pollSources, searchDeadFeeds, type PolledFeeds, type SourcePoll } from './poll-sources.ts';
import { followLink, takeLook } from './take-look.ts';
import { workSites } from './work-sites.ts';
import type { PipelineEvent, Work } from './work.ts';

export interface CollectReport {
  /** `resting`: sources none of whose feeds was due. */
  readonly sources: { readonly read: number; readonly failed: readonly string[]; readonly resting: number };
  readonly newLinks: number;
  readonly articles: { readonly stored: number; readonly revised: number };
  readonly accounting: Accounting;
  readonly requests: number;
  readonly seconds: number;
}

export interface CollectOptions {
  readonly waitMs: number;
  readonly polls: PolledFeeds;
}

/** Polls the feeds, then works off the links that are due, waiting up to `waitMs` for those that become due soon.
 *  A source that fails does not stop the others. Throws NewsError when there is no source or none could be read. */
export async function collect(work: Work, options: CollectOptions): Promise<CollectReport> {
  await refilterLinks(work.project, work.store);
  const followed = await followFeeds(work);
  const report = await collectRound(work, followed, { ...options, isSearching: true });
  if (!work.signal.aborted) await noteSources(work.project, work.store);
  return { ...report, accounting: await work.store.accounting() };
}

/** `collect` without what only the first of many rounds needs to do; it looks for new addresses of dead feeds when `isSearching`. */
export async function collectRound(
  work: Work,
  followed: FollowedFeeds,
  options: CollectOptions & { readonly isSearching: boolean },
): Promise<Omit<CollectReport, 'accounting'>> {
  const { project, clock } = work;
  if (project.sources.length === 0) throw new NewsError('pipeline/no-sources', { file: `${project.root}/sources/` });
  const startedAt = clock.now();
  const requestsBefore = work.http.requestCount;
  const counts = { stored: 0, revised: 0 };
  const counting: Work = { ...work, report: (event) => (count(counts, event), work.report(event)) };

  const polls = await workOff(counting, followed, options);

  const failed = polls.filter((poll) => !poll.isRead).map((poll) => poll.source);
  return {
    sources: { read: polls.length - failed.length, failed, resting: project.sources.length - polls.length },
    newLinks: polls.reduce((sum, poll) => sum + poll.added, 0),
    articles: counts,
    requests: work.http.requestCount - requestsBefore,
    seconds: (clock.now() - startedAt) / 1000,
  };
}

/** Polls what is to be polled and works off what is due: alone, or with others. */
async function workOff(
  work: Work,
  followed: FollowedFeeds,
  options: CollectOptions & { readonly isSearching: boolean },
): Promise<readonly SourcePoll[]> {
  const { sharing } = work;
  if (sharing) {
    const done = await workSites(work, sharing, followed, options);
    if (options.isSearching) await sharing.exclusively(['dead feeds'], () => searchDeadFeeds(work, followed));
    return done;
  }
  const polls = await pollSources(work, followed, options.polls);
  if (options.isSearching) await searchDeadFeeds(work, followed);
  await processDueLinks(work, followed, options.waitMs);
  return polls;
}

function count(counts: { stored: number; revised: number }, { event }: PipelineEvent): void {
  if (event === 'stored') counts.stored += 1;
  if (event === 'revised') counts.revised += 1;
}

/** Works off due links, hosts side by side, until none is left or `waitMs` would be spent on
 *  waiting for those that become due later. */
async function processDueLinks(work: Work, { sources }: FollowedFeeds, waitMs: number): Promise<void> {
  const { store, clock } = work;
  let patienceMs = waitMs;
  const batchSize = 4 * work.project.fetch.hostsAtOnce;
  while (!work.signal.aborted) {
    const due = [...(await store.dueLinks(clock.now(), batchSize)), ...(await store.looks.due(clock.now(), batchSize))];
    if (due.length > 0) {
      // The hosts of one site share a pace: side by side they would only wait for each other.
      const sites = [...groupBySite(due, (item) => ('state' in item ? item.url : item.link)).values()];
      await forEachAtOnce(sites, work.project.fetch.hostsAtOnce, async (items) => {
        for (const item of items) if (!work.signal.aborted) await processItem(item, sources.get(item.source), work);
      });
      continue;
    }
    const next = (await nextItemAt(store)) ?? Infinity;
    const pauseMs = Math.max(next - clock.now(), 1);
    if (pauseMs > patienceMs) return;
    patienceMs -= pauseMs;
    await clock.sleep(pauseMs, work.signal);
  }
}

/** A link that is due, or a look at an article that is stored. */
type Item = LinkRecord | Look;

async function processItem(item: Item, source: Source | undefined, work: Work): Promise<void> {
  return 'state' in item ? followLink(item, source, work) : takeLook(item, source, work);
}

/** Epoch ms of the next link or look that becomes due. */
export async function nextItemAt(store: Store): Promise<number | undefined> {
  const [link, look] = [await store.nextDueAt(), await store.looks.nextAt()];
  return link === undefined || look === undefined ? (link ?? look) : Math.min(link, look);
}
