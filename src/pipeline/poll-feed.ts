import { findLinks, type Discovery } from '../discover/find-links.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { Link } from '../model/link.ts';
import { ok, skipped, type Outcome, type Skip } from '../model/outcome.ts';
import { headerOf, type Page } from '../model/page.ts';
import type { Feed, Source } from '../model/source.ts';
import type { FeedRecord } from '../store/store.ts';
import { addFoundLinks } from './add-found-links.ts';
import type { Work } from './work.ts';

export interface PollResult {
  readonly ok: boolean;
  readonly added: number;
  readonly rechecks: number;
  readonly items: number;
}

/** Bounds on following a sitemap index: how many sitemaps, how deep. */
const maxSitemaps = 50;
const maxDepth = 3;

/** Fetches one feed of a source if it changed, and adds the links in it. Never throws for what the other side does. */
export async function pollFeed(feed: Feed, source: Source, work: Work): Promise<PollResult> {
  const { store, clock } = work;
  const known = await store.getFeed(feed.url);
  const answer = await fetchFeed(feed, known, work);
  const found: Outcome<FoundLinks | 'not-modified'> = !answer.ok
    ? answer
    : answer.value === 'not-modified'
      ? ok('not-modified')
      : await readFeed(feed, source, answer.value, work);

  const base = known ?? {
    url: feed.url,
    source: source.id,
    etag: '',
    lastModified: '',
    lastSuccessAt: '',
    lastError: '',
    errorsInARow: 0,
    items: 0,
  };
  if (!found.ok) {
    if (found.skip.code === 'fetch/aborted') return { ok: false, added: 0, rechecks: 0, items: 0 }; // no fault of the feed
    const lastError = `${found.skip.code} ${found.skip.detail}`.trim();
    await store.putFeed({ ...base, lastError, errorsInARow: base.errorsInARow + 1 });
    work.report({ event: 'feed-failed', source: source.id, url: feed.url, detail: lastError });
    return { ok: false, added: 0, rechecks: 0, items: 0 };
  }
  const lastSuccessAt = new Date(clock.now()).toISOString();
  if (found.value === 'not-modified') {
    await store.putFeed({ ...base, lastSuccessAt, lastError: '', errorsInARow: 0 });
    work.report({ event: 'feed-read', source: source.id, url: feed.url, detail: 'not modified' });
    return { ok: true, added: 0, rechecks: 0, items: base.items };
  }
  const { links, validators } = found.value;
  const { added, rechecks } = await addFoundLinks(links, source, store);
  // The validators are kept only after the links are: a run killed in between reads the feed again.
  await store.putFeed({ ...base, ...validators, lastSuccessAt, lastError: '', errorsInARow: 0, items: links.length });
  work.report({ event: 'feed-read', source: source.id, url: feed.url, detail: `${links.length} links, ${added} new` });
  return { ok: true, added, rechecks, items: links.length };
}

async function fetchFeed(
  feed: Feed,
  known: FeedRecord | undefined,
  work: Work,
): Promise<Outcome<Page | 'not-modified'>> {
  const { etag = '', lastModified = '' } = known ?? {};
  const answer = await work.http.fetchPage(feed.url, { etag, lastModified, signal: work.signal });
  if (!answer.ok) return answer;
  if (answer.value.status === 304) {
    return etag + lastModified === '' ? skipped('fetch/http-error', 'status 304, unasked') : ok('not-modified');
  }
  await work.store.putPage(answer.value);
  const refusal: Skip | null = checkStatus(answer.value);
  return refusal ? { ok: false, skip: refusal } : answer;
}

interface FoundLinks {
  readonly links: readonly Link[];
  readonly validators: Pick<FeedRecord, 'etag' | 'lastModified'>;
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
  const links: Link[] = [...first.value.links];
  const queue = first.value.sitemaps.map((sitemap) => ({ ...sitemap, depth: 1 })).sort(byNewest);
  const seen = new Set<string>([feed.url]);
  while (queue.length > 0 && seen.size <= maxSitemaps && !work.signal.aborted) {
    const next = queue.shift();
    if (next === undefined || next.depth > maxDepth || seen.has(next.url)) continue;
    seen.add(next.url);
    const child: Feed = { kind: 'sitemap', url: next.url };
    const answer = await fetchFeed(child, undefined, work);
    const found: Outcome<Discovery> | undefined =
      answer.ok && answer.value !== 'not-modified' ? findLinks(answer.value, child, context) : undefined;
    if (!found?.ok) {
      const skip = !answer.ok ? answer.skip : found?.ok === false ? found.skip : undefined;
      work.report({ event: 'feed-failed', source: source.id, url: next.url, detail: skip?.code ?? 'not modified' });
      continue;
    }
    links.push(...found.value.links);
    queue.push(...found.value.sitemaps.map((sitemap) => ({ ...sitemap, depth: next.depth + 1 })));
  }
  // An index may stay the same while a sitemap that it names gets new links.
  const isIndex = first.value.sitemaps.length > 0;
  const validator = (name: string): string => (isIndex ? '' : (headerOf(page, name) ?? ''));
  return ok({ links, validators: { etag: validator('etag'), lastModified: validator('last-modified') } });
}

function byNewest(a: { readonly modifiedAt?: string }, b: { readonly modifiedAt?: string }): number {
  return (b.modifiedAt ?? '').localeCompare(a.modifiedAt ?? '');
}
