import { findLinks } from '../discover/find-links.ts';
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

/** The links of a feed; of a sitemap index, those of the sitemaps it names, newest first, within bounds. */
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
    const child: Feed = { kind: 'sitemap', url: next.url };
    const answer = await fetchFeed(child, work);
    const found = answer.ok ? findLinks(answer.value.page, child, context) : answer;
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
