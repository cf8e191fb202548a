import { findLinkedAddresses } from '../discover/find-front-page-links.ts';
import { findLinks, type DiscoverContext, type Discovery } from '../discover/find-links.ts';
import { checkStatus } from '../fetch/check-status.ts';
import { freshForMs } from '../fetch/freshness.ts';
import type { FeedHub, FeedLife, FeedPace } from '../model/feed-life.ts';
import type { Url } from '../model/ids.ts';
import type { Link } from '../model/link.ts';
import { ok, type Outcome, type Skip } from '../model/outcome.ts';
import { headerOf, type Page } from '../model/page.ts';
import type { Feed, Source } from '../model/source.ts';
import { addFoundLinks } from './add-found-links.ts';
import { addressOf, afterFailure, isMoveConfirmed, lifeAfterSuccess, newFeedRecord } from './feed-life.ts';
import { readKeptPage, readPageAt } from './read-kept-page.ts';
import { askAgain } from './refetch-page.ts';
import type { Work } from './work.ts';

export interface PollResult {
  readonly ok: boolean;
  readonly added: number;
}

/** Bounds on following a sitemap index: how many sitemaps, how deep. */
const maxSitemaps = 50;
const maxDepth = 3;

/** Fetches one feed of a source and adds the links in it; one that did not change is read again from the archive, so that a
 *  killed run or a changed source file loses nothing. Tells when to poll it next. Never throws for what the other side does. */
export async function pollFeed(feed: Feed, source: Source, work: Work): Promise<PollResult> {
  const { store, clock, project } = work;
  const before = await store.getFeed(feed.url);
  const record = { ...(before ?? newFeedRecord(feed.url, source.id)), source: source.id };
  const asked = addressOf(feed.url, record.life);
  const answer = await fetchFeed(asked, work);
  const found = answer.ok ? await readFeed(feed, source, answer.value.page, work) : answer;
  const now = clock.now();
  if (!found.ok) {
    if (found.skip.code === 'fetch/aborted') return { ok: false, added: 0 }; // we stopped: no fault of the feed
    const isGone = !answer.ok && answer.status === 410;
    const after = afterFailure(record, { url: feed.url, asked, now, skip: found.skip, isGone }, project.poll);
    await store.putFeed(after);
    const event = after.life.goneAt === undefined ? 'feed-failed' : 'feed-gone';
    work.report({ event, source: source.id, url: feed.url, detail: after.lastError });
    return { ok: false, added: 0 };
  }
  const { links, page, pace, hub } = found.value;
  const { added } = await addFoundLinks(links, source, store);
  const told = answer.ok ? answer.value.answer : page;
  const poll = { url: feed.url, asked, movedTo: told.movedTo, now, pace, hub, added };
  const times = { freshForMs: freshForMs(told, now), publishedAt: links.flatMap(instantOf) };
  const life = lifeAfterSuccess(before?.life, { ...poll, ...times }, project.poll);
  await store.putFeed({
    ...record,
    etag: headerOf(page, 'etag') ?? '',
    lastModified: headerOf(page, 'last-modified') ?? '',
    lastSuccessAt: new Date(now).toISOString(),
    lastError: '',
    errorsInARow: 0,
    items: links.length,
    life,
  });
  reportMove(record.life, life, feed, work, source);
  const change = told.status === 304 ? 'not modified: ' : '';
  const detail = `${change}${links.length} links, ${added} new`;
  work.report({ event: 'feed-read', source: source.id, url: feed.url, detail });
  return { ok: true, added };
}

/** How long after an edit its sitemap may still be handed out as it was, and how far a day is from another in any zone. */
const cachedMs = 3_600_000;
const dayAndZonesMs = 38 * 3_600_000;

/** Whether a sitemap that its index says was last modified then is as it was when it was fetched. */
function isUnchanged(modifiedAt: string | undefined, fetchedAt: string): boolean {
  const modified = Date.parse(modifiedAt ?? '');
  const isDay = modified % 86_400_000 === 0; // a date without a time means some time of that day
  return Date.parse(fetchedAt) > modified + (isDay ? dayAndZonesMs : cachedMs);
}

/** What a sitemap of an index holds: from the archive, without a request, when the index says that it did not change since. */
async function readSitemap(
  { url, modifiedAt }: Discovery['sitemaps'][number],
  context: DiscoverContext,
  work: Work,
): Promise<Outcome<Discovery>> {
  const feed: Feed = { kind: 'sitemap', url };
  const kept = await readKeptPage(url, work);
  const known = kept && isUnchanged(modifiedAt, kept.fetchedAt) ? findLinks(kept, feed, context) : undefined;
  if (known?.ok) return known; // what is no sitemap was kept by mistake of the outlet: ask again
  const answer = await fetchFeed(url, work);
  return answer.ok ? findLinks(answer.value.page, feed, context) : answer;
}

function instantOf({ hints }: Link): readonly number[] {
  const instant = Date.parse(hints.publishedAt ?? hints.modifiedAt ?? '');
  return Number.isNaN(instant) ? [] : [instant];
}

/** Once, when a move is sure. */
function reportMove(before: FeedLife, after: FeedLife, feed: Feed, work: Work, source: Source): void {
  if (after.move === undefined || !isMoveConfirmed(after.move)) return;
  if (before.move?.to === after.move.to && isMoveConfirmed(before.move)) return;
  work.report({ event: 'feed-moved', source: source.id, url: feed.url, detail: after.move.to });
}

type FeedAnswer =
  | { readonly ok: true; readonly value: { readonly page: Page; readonly answer: Page } }
  /** `status`: of the answer, when there was one. */
  | { readonly ok: false; readonly skip: Skip; readonly status?: number };

async function fetchFeed(url: Url, work: Work): Promise<FeedAnswer> {
  const asked = await askAgain(url, await readKeptPage(url, work), work);
  if (!asked.ok) return asked;
  const { status } = asked.value.page;
  const refusal = checkStatus({ status });
  return refusal ? { ok: false, skip: refusal, status } : asked;
}

interface FoundLinks {
  readonly links: readonly Link[];
  readonly page: Page;
  readonly pace: FeedPace | undefined;
  readonly hub: FeedHub | undefined;
}

/** The links of a feed; of a sitemap index, those of the sitemaps it names, newest first, within bounds. Only those that
 *  may have changed are asked for. */
async function readFeed(feed: Feed, source: Source, page: Page, work: Work): Promise<Outcome<FoundLinks>> {
  const standing = feed.kind === 'front-page' ? await standingLinks(feed.url, page, work) : undefined;
  const context = {
    source: source.id,
    now: work.clock.now(),
    ...(source.language === undefined ? {} : { language: source.language }),
    ...(standing === undefined ? {} : { standing }),
  };
  const first = findLinks(page, feed, context);
  if (!first.ok) return first;
  let links: readonly Link[] = first.value.links;
  const queue = first.value.sitemaps.map((sitemap) => ({ ...sitemap, depth: 1 })).sort(byNewest);
  const seen = new Set<string>([feed.url]);
  while (queue.length > 0 && seen.size <= maxSitemaps && !work.signal.aborted) {
    const next = queue.shift();
    if (next === undefined || next.depth > maxDepth || seen.has(next.url)) continue;
    seen.add(next.url);
    const found = await readSitemap(next, context, work);
    if (!found.ok) {
      if (found.skip.code === 'fetch/aborted') break;
      work.report({ event: 'feed-failed', source: source.id, url: next.url, detail: found.skip.code });
      continue;
    }
    links = links.concat(found.value.links); // never as arguments: a sitemap may hold more than a call can take
    queue.push(...found.value.sitemaps.slice(0, maxSitemaps).map((sitemap) => ({ ...sitemap, depth: next.depth + 1 })));
  }
  return ok({ links, page, pace: first.value.pace, hub: first.value.hub });
}

/** What a section page linked to when it was read first: asked for at every poll, so that a killed run loses nothing. */
async function standingLinks(url: Url, page: Page, work: Work): Promise<ReadonlySet<Url> | undefined> {
  const ref = await work.store.firstPage(url);
  if (ref === undefined || ref.fetchedAt === page.fetchedAt) return undefined;
  const first = await readPageAt(ref, work);
  return first && findLinkedAddresses(first);
}

function byNewest(a: { readonly modifiedAt?: string }, b: { readonly modifiedAt?: string }): number {
  const [first, second] = [a.modifiedAt ?? '', b.modifiedAt ?? ''];
  return first === second ? 0 : first < second ? 1 : -1; // RFC 3339 in UTC sorts as text
}
