import { findLinks, type DiscoverContext, type Discovery } from '../discover/find-links.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { Link } from '../model/link.ts';
import { ok, type Outcome } from '../model/outcome.ts';
import { headerOf, type Page } from '../model/page.ts';
import type { Feed, Source } from '../model/source.ts';
import { addFoundLinks } from './add-found-links.ts';
import { readKeptPage } from './read-kept-page.ts';
import { refetchPage } from './refetch-page.ts';
import type { Work } from './work.ts';

export interface PollResult {
  readonly ok: boolean;
  readonly added: number;
}

/** Bounds on following a sitemap index: how many sitemaps, how deep. */
const maxSitemaps = 50;
const maxDepth = 3;

/** Fetches one feed of a source and adds the links in it; one that did not change is read again from the archive, so that a
 *  killed run or a changed source file loses nothing. Never throws for what the other side does. */
export async function pollFeed(feed: Feed, source: Source, work: Work): Promise<PollResult> {
  const { store, clock } = work;
  const answer = await fetchFeed(feed, work);
  const found = answer.ok ? await readFeed(feed, source, answer.value.page, work) : answer;
  const before = await store.getFeed(feed.url);
  if (!found.ok) {
    if (found.skip.code === 'fetch/aborted') return { ok: false, added: 0 }; // we stopped: no fault of the feed
    const lastError = `${found.skip.code} ${found.skip.detail}`.trim();
    const empty = { url: feed.url, source: source.id, etag: '', lastModified: '', lastSuccessAt: '', items: 0 };
    const errorsInARow = (before?.errorsInARow ?? 0) + 1;
    await store.putFeed({ ...empty, ...before, source: source.id, lastError, errorsInARow });
    work.report({ event: 'feed-failed', source: source.id, url: feed.url, detail: lastError });
    return { ok: false, added: 0 };
  }
  const { links, page } = found.value;
  const { added } = await addFoundLinks(links, source, store);
  await store.putFeed({
    url: feed.url,
    source: source.id,
    etag: headerOf(page, 'etag') ?? '',
    lastModified: headerOf(page, 'last-modified') ?? '',
    lastSuccessAt: new Date(clock.now()).toISOString(),
    lastError: '',
    errorsInARow: 0,
    items: links.length,
  });
  const change = answer.ok && !answer.value.isModified ? 'not modified: ' : '';
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
  const answer = await fetchFeed(feed, work);
  return answer.ok ? findLinks(answer.value.page, feed, context) : answer;
}

async function fetchFeed(
  feed: Feed,
  work: Work,
): Promise<Outcome<{ readonly page: Page; readonly isModified: boolean }>> {
  const kept = await readKeptPage(feed.url, work);
  const answer = await refetchPage(feed.url, kept, work);
  if (!answer.ok) return answer;
  const refusal = checkStatus(answer.value);
  return refusal ? { ok: false, skip: refusal } : ok({ page: answer.value, isModified: answer.value !== kept });
}

interface FoundLinks {
  readonly links: readonly Link[];
  readonly page: Page;
}

/** The links of a feed; of a sitemap index, those of the sitemaps it names, newest first, within bounds. Only those that
 *  may have changed are asked for. */
async function readFeed(feed: Feed, source: Source, page: Page, work: Work): Promise<Outcome<FoundLinks>> {
  const context = {
    source: source.id,
    now: work.clock.now(),
    ...(source.language === undefined ? {} : { language: source.language }),
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
  return ok({ links, page });
}

function byNewest(a: { readonly modifiedAt?: string }, b: { readonly modifiedAt?: string }): number {
  const [first, second] = [a.modifiedAt ?? '', b.modifiedAt ?? ''];
  return first === second ? 0 : first < second ? 1 : -1; // RFC 3339 in UTC sorts as text
}
