import { NewsError } from '../errors.ts';
import type { HttpClient } from '../fetch/http-client.ts';
import type { Url } from '../model/ids.ts';
import { skipped } from '../model/outcome.ts';
import type { ClaimedSite, Sharing } from '../store/sharing.ts';
import type { SiteLease } from '../store/site-lease.ts';
import { groupBySite } from '../url/site.ts';
import type { FollowedFeed, FollowedFeeds } from './followed-feeds.ts';
import { pollFeed } from './poll-feed.ts';
import type { PolledFeeds, SourcePoll } from './poll-sources.ts';
import { followLink, takeLook } from './take-look.ts';
import type { Work } from './work.ts';

/** A site is given back after so long, so that all get their turn. */
const longestTurnMs = 10_000;
const linksAtOnce = 32;

/** How often a worker looks for sites that others have given back or lost, or that have become due. */
const lookEveryMs = 500;

/** After so many workers in a row that were lost with a site, what they began with is given up. */
const maxLosses = 5;

export interface SiteWorkOptions {
  /** How long to wait, in all, for what becomes due later; Infinity: until the work is stopped. */
  readonly waitMs: number;
  readonly polls: PolledFeeds;
  /** After so long no new site is taken. */
  readonly forMs?: number;
}

/** Works side by side with other processes: takes sites on which something is due, polls their feeds and works off their links, and
 *  gives them back. No more sites than `fetch.hostsAtOnce` at once: what is not taken waits in the database. */
export async function workSites(
  work: Work,
  sharing: Sharing,
  followed: FollowedFeeds,
  options: SiteWorkOptions,
): Promise<readonly SourcePoll[]> {
  const round = await beginRound(work, sharing, followed, options);
  const running = new Set<Promise<void>>();
  let failure: unknown;
  let patienceMs = options.waitMs;
  const until = work.clock.now() + (options.forMs ?? Infinity);
  while (!work.signal.aborted && failure === undefined && work.clock.now() < until) {
    const free = work.project.fetch.hostsAtOnce - running.size;
    const claimed = free > 0 ? await sharing.leases.claim(work.clock.now(), free) : [];
    for (const claim of claimed) {
      const task: Promise<void> = workSite(claim, round)
        .catch((cause: unknown) => void (failure ??= cause))
        .finally(() => running.delete(task));
      running.add(task);
    }
    if (running.size > 0) {
      await pause(running, work);
      continue;
    }
    const next = await sharing.leases.nextAt();
    const pauseMs = Math.max((next ?? Infinity) - work.clock.now(), 1);
    if (pauseMs > patienceMs) break;
    const sleepMs = Math.min(Math.max(pauseMs, 20), lookEveryMs);
    patienceMs -= sleepMs;
    await work.clock.sleep(sleepMs, work.signal);
  }
  await Promise.all(running);
  if (failure !== undefined) throw failure;
  return [...round.results].map(([source, result]) => ({ source, ...result }));
}

/** Until a site is done, or it is time to look for more. */
async function pause(running: ReadonlySet<Promise<void>>, { clock }: Work): Promise<void> {
  const stop = new AbortController();
  await Promise.race([...running, clock.sleep(lookEveryMs, stop.signal)]);
  stop.abort();
}

interface Round {
  readonly work: Work;
  readonly sharing: Sharing;
  readonly followed: FollowedFeeds;
  /** Feeds to be polled whether they are due or not: those that were never polled, or all. */
  readonly toPoll: ReadonlyMap<string, Set<Url>>;
  readonly results: Map<string, { isRead: boolean; added: number }>;
}

async function beginRound(
  work: Work,
  sharing: Sharing,
  followed: FollowedFeeds,
  { polls }: SiteWorkOptions,
): Promise<Round> {
  const wanted = polls === 'due' ? followed.unread : await listWanted(work, followed, polls);
  const toPoll = new Map([...groupBySite(wanted, (url) => url)].map(([site, urls]) => [site, new Set(urls)]));
  await sharing.leases.wake([...toPoll.keys()], work.clock.now());
  return { work, sharing, followed, toPoll, results: new Map() };
}

/** Those that are not gone for good, of all sources or of those named. */
async function listWanted(
  { store }: Work,
  { unread, feeds }: FollowedFeeds,
  polls: Exclude<PolledFeeds, 'due'>,
): Promise<readonly Url[]> {
  const all = [...unread, ...(await store.listDueFeeds(Number.MAX_SAFE_INTEGER)).map(({ url }) => url)];
  if (polls === 'all') return all;
  return all.filter((url) => {
    const named = feeds.get(url);
    return named !== undefined && polls.has(named.source.id);
  });
}

async function workSite({ lease, losses }: ClaimedSite, round: Round): Promise<void> {
  const { sharing } = round;
  const work = underLease(round.work, lease, sharing);
  let isDone = false;
  let isStrange = false;
  try {
    if (losses >= maxLosses) await giveUpFirst(lease, losses, round);
    const polled = await pollSite(lease, work, round);
    isStrange = polled === 'strange';
    isDone = polled !== 'stopped' && (await workLinks(lease, losses, work, round));
  } catch (cause) {
    if (!(cause instanceof NewsError && cause.code === 'store/lease-lost')) throw cause;
    work.report({ event: 'lease-lost', source: '', url: lease.site, detail: cause.code });
  } finally {
    await sharing.leases.release(lease, { isDone, now: work.clock.now(), restMs: isStrange ? strangeMs : 0 });
  }
}

/** A feed that is due, but in no source file here, as its source was just added or removed elsewhere: we look again so much later. */
const strangeMs = 60_000;

/** `stopped`: before all feeds of the site that are due were polled. */
async function pollSite(
  lease: SiteLease,
  work: Work,
  { sharing, followed, toPoll, results }: Round,
): Promise<'done' | 'stopped' | 'strange'> {
  const due = (await sharing.leases.dueFeeds(lease, work.clock.now())).map(({ url }) => url);
  const asked = toPoll.get(lease.site) ?? new Set<Url>();
  for (const url of new Set([...due, ...asked])) {
    const named = followed.feeds.get(url);
    const isWanted = due.includes(url) || !(await isPolled(url, work, followed));
    if (named !== undefined && isWanted) {
      if (work.signal.aborted || !sharing.leases.isHeld(lease)) return 'stopped';
      const poll = await pollNamed(named, work);
      if (poll === undefined) return 'stopped';
      const sum = results.get(named.source.id) ?? { isRead: false, added: 0 };
      results.set(named.source.id, { isRead: sum.isRead || poll.ok, added: sum.added + poll.added });
    }
    asked.delete(url);
    followed.unread.delete(url);
  }
  return due.every((url) => followed.feeds.has(url)) ? 'done' : 'strange';
}

/** A feed that was never polled when this process began may have been since, by another one. */
async function isPolled(url: Url, { store }: Work, { unread }: FollowedFeeds): Promise<boolean> {
  return unread.has(url) && (await store.getFeed(url)) !== undefined;
}

/** Undefined when it was stopped: that is no failure of the feed. */
async function pollNamed(
  { feed, source }: FollowedFeed,
  work: Work,
): Promise<{ readonly ok: boolean; readonly added: number } | undefined> {
  let isStopped = false;
  const http: HttpClient = {
    ...work.http,
    fetchPage: async (url, options) => {
      const answer = await work.http.fetchPage(url, options);
      if (!answer.ok && answer.skip.code === 'fetch/aborted') isStopped = true;
      return answer;
    },
  };
  const poll = await pollFeed(feed, source, { ...work, http });
  return isStopped ? undefined : poll;
}

/** True when no link of the site is due any more, and no look at an article. */
async function workLinks(lease: SiteLease, losses: number, work: Work, { sharing, followed }: Round): Promise<boolean> {
  const until = work.clock.now() + longestTurnMs;
  // With a link that may have ended its worker, the others wait until that one is settled.
  const limit = losses > 0 ? 1 : linksAtOnce;
  for (;;) {
    const links = await sharing.leases.dueLinks(lease, work.clock.now(), limit);
    const looks = links.length < limit ? await sharing.leases.dueLooks(lease, work.clock.now(), limit) : [];
    for (const item of [...links, ...looks]) {
      if (work.signal.aborted || work.clock.now() > until || !sharing.leases.isHeld(lease)) return false;
      const source = followed.sources.get(item.source);
      await ('state' in item ? followLink(item, source, work) : takeLook(item, source, work, lease));
    }
    if (losses > 0) return false;
    // All there was. What has become due meanwhile is seen when the site is given back.
    if (looks.length < limit && links.length < limit) return true;
  }
}

/** What kills every worker that touches it must not stop all others behind it: it is given up, with the reason. */
async function giveUpFirst(lease: SiteLease, losses: number, { work, sharing }: Round): Promise<void> {
  const [first] = await sharing.leases.dueLinks(lease, work.clock.now(), 1);
  if (first === undefined) {
    const [look] = await sharing.leases.dueLooks(lease, work.clock.now(), 1);
    return look && work.store.looks.remove(look.article);
  }
  const detail = `${losses} workers in a row ended while they worked on it`;
  const skip = { code: 'pipeline/gave-up', detail } as const;
  const isStored = first.article !== undefined;
  const verdict = isStored
    ? ({ state: 'stored', article: first.article } as const)
    : ({ state: 'skipped', skip } as const);
  await work.store.settleLink(first.url, verdict, lease);
  work.report({ event: isStored ? 'unchanged' : 'skipped', source: first.source, url: first.url, detail });
}

/** The same tools, of no use any more once another process may have the site: nothing is asked for then, nothing written. */
function underLease(work: Work, lease: SiteLease, { leases, exclusively }: Sharing): Work {
  const { http } = work;
  const lost = (): Promise<ReturnType<typeof skipped>> =>
    Promise.resolve(skipped('fetch/aborted', `the lease on ${lease.site} was lost`));
  return {
    ...work,
    http: {
      fetchPage: (url, options) => (leases.isHeld(lease) ? http.fetchPage(url, options) : lost()),
      postForm: (url, fields, signal) => (leases.isHeld(lease) ? http.postForm(url, fields, signal) : lost()),
      licensesOf: (url) => http.licensesOf(url),
      notBefore: (host) => http.notBefore(host),
      requestCount: http.requestCount,
      close: () => http.close(),
    },
    inTurn: (task, about = []) =>
      work.inTurn(async () => {
        const checked = (): ReturnType<typeof task> => {
          if (leases.isHeld(lease)) return task();
          throw new NewsError('store/lease-lost', { detail: lease.site });
        };
        return about.length === 0 ? checked() : exclusively(about, checked);
      }),
  };
}

/** How often feeds that are dead are looked at, which are a matter of weeks. */
const roundMs = 3_600_000;

/** Works until it is stopped; `onRound` is called from time to time. */
export async function keepWorking(
  work: Work,
  sharing: Sharing,
  followed: FollowedFeeds,
  onRound: () => Promise<void>,
): Promise<void> {
  while (!work.signal.aborted) {
    await workSites(work, sharing, followed, { waitMs: Infinity, polls: 'due', forMs: roundMs });
    if (!work.signal.aborted) await onRound();
  }
}
