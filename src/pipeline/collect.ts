import { NewsError } from '../errors.ts';
import type { Source } from '../model/source.ts';
import type { Accounting, LinkRecord } from '../store/store.ts';
import { siteOf } from '../url/site.ts';
import { noteSources } from './note-sources.ts';
import { pollFeed } from './poll-feed.ts';
import { processLink } from './process-link.ts';
import type { PipelineEvent, Work } from './work.ts';

export interface CollectReport {
  readonly sources: { readonly read: number; readonly failed: readonly string[] };
  readonly newLinks: number;
  readonly articles: { readonly stored: number; readonly revised: number };
  readonly accounting: Accounting;
  readonly requests: number;
  readonly seconds: number;
}

/** Polls every feed, then works off the links that are due, waiting up to `waitMs` for those that become due soon.
 *  A source that fails does not stop the others. Throws NewsError when there is no source or none could be read. */
export async function collect(work: Work, options: { readonly waitMs: number }): Promise<CollectReport> {
  const { project, store, clock } = work;
  if (project.sources.length === 0) throw new NewsError('pipeline/no-sources', { file: `${project.root}/sources/` });
  const startedAt = clock.now();
  const requestsBefore = work.http.requestCount;
  const counts = { stored: 0, revised: 0 };
  const counting: Work = { ...work, report: (event) => (count(counts, event), work.report(event)) };

  const polls = await pollSources(counting);
  if (!work.signal.aborted) await noteSources(project, store);
  await processDueLinks(counting, options.waitMs);

  const failed = polls.filter((poll) => !poll.isRead).map((poll) => poll.source);
  return {
    sources: { read: polls.length - failed.length, failed },
    newLinks: polls.reduce((sum, poll) => sum + poll.added, 0),
    articles: counts,
    accounting: await store.accounting(),
    requests: work.http.requestCount - requestsBefore,
    seconds: (clock.now() - startedAt) / 1000,
  };
}

function count(counts: { stored: number; revised: number }, { event }: PipelineEvent): void {
  if (event === 'stored') counts.stored += 1;
  if (event === 'revised') counts.revised += 1;
}

interface SourcePoll {
  readonly source: string;
  readonly isRead: boolean;
  readonly added: number;
}

async function pollSources(work: Work): Promise<readonly SourcePoll[]> {
  const polls: SourcePoll[] = [];
  await forEachAtOnce(work.project.sources, work.project.fetch.hostsAtOnce, async (source) => {
    const results = [];
    for (const feed of source.feeds) if (!work.signal.aborted) results.push(await pollFeed(feed, source, work));
    const added = results.reduce((sum, result) => sum + result.added, 0);
    const isRead = results.some((result) => result.ok);
    if (isRead || !work.signal.aborted) polls.push({ source: source.id, isRead, added }); // stopped is not failed
  });
  return polls;
}

/** Works off due links, hosts side by side, until none is left or `waitMs` would be spent on
 *  waiting for those that become due later. */
async function processDueLinks(work: Work, waitMs: number): Promise<void> {
  const { store, clock } = work;
  const sources = new Map<string, Source>(work.project.sources.map((source) => [source.id, source]));
  let patienceMs = waitMs;
  const batchSize = 4 * work.project.fetch.hostsAtOnce;
  while (!work.signal.aborted) {
    const due = await store.dueLinks(clock.now(), batchSize);
    if (due.length > 0) {
      await forEachAtOnce(bySite(due), work.project.fetch.hostsAtOnce, async (links) => {
        for (const link of links) if (!work.signal.aborted) await processLink(link, sources.get(link.source), work);
      });
      continue;
    }
    const next = await store.nextDueAt();
    const pauseMs = Math.max((next ?? Infinity) - clock.now(), 1);
    if (pauseMs > patienceMs) return;
    patienceMs -= pauseMs;
    await clock.sleep(pauseMs, work.signal);
  }
}

/** The hosts of one site share a pace: side by side they would only wait for each other. */
function bySite(links: readonly LinkRecord[]): readonly (readonly LinkRecord[])[] {
  const sites = new Map<string, LinkRecord[]>();
  for (const link of links) {
    const site = siteOf(link.url);
    const queue = sites.get(site);
    if (queue) queue.push(link);
    else sites.set(site, [link]);
  }
  return [...sites.values()];
}

/** Runs `task` on every item, at most `limit` at a time; the first failure is thrown when all under way have ended. */
async function forEachAtOnce<T>(items: readonly T[], limit: number, task: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  let isFailed = false;
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (isFailed) return;
      await task(item).catch((cause: unknown) => {
        isFailed = true;
        throw cause;
      });
    }
  };
  const results = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
}
