import { findLinks, type Discovery } from '../discover/find-links.ts';
import type { SourceId, Url } from '../model/ids.ts';
import type { Page } from '../model/page.ts';
import type { FeedKind } from '../model/source.ts';
import { isSameSite } from '../url/site.ts';
import type { FeedEntryStand, TriedFeed } from './rank-feeds.ts';

/** An address that may be a way in, before it is fetched. */
export interface FeedCandidate {
  readonly url: Url;
  readonly kind: FeedKind;
  readonly from: string;
}

export type Attempt =
  | { readonly ok: true; readonly feed: TriedFeed; readonly found: Discovery }
  | { readonly ok: false; readonly reason: string };

/** Longer than any teaser. */
const fullTextLength = 1500;

/** What a fetched candidate is as a way in, or why it is none. */
export function tryFeed(page: Page, candidate: FeedCandidate, source: SourceId, now: number): Attempt {
  const result = findLinks(page, { kind: candidate.kind, url: page.url }, { source, now });
  if (!result.ok) return { ok: false, reason: `${result.skip.code} (${result.skip.detail})` };
  const found = result.value;
  const isPage = found.kind === 'front-page';
  if (isPage !== (candidate.kind === 'front-page')) return { ok: false, reason: `discover/not-a-feed (${found.kind})` };
  if (found.links.length === 0 && found.sitemaps.length === 0)
    return { ok: false, reason: 'discover/no-links (empty)' };
  const isSitemap = found.kind === 'sitemap' || found.kind === 'sitemap-index';
  const feed: TriedFeed = {
    url: page.url,
    kind: isPage ? 'front-page' : isSitemap ? 'sitemap' : 'feed',
    from: candidate.from,
    title: found.title,
    language: found.language,
    links: found.links.length,
    withText: found.links.filter(({ hints }) => (hints.contentHtml?.length ?? 0) > fullTextLength).length,
    elsewhere: found.links.filter(({ url }) => !isSameSite(url, found.home ?? page.url)).length,
    sitemaps: found.sitemaps.length,
    isNews: isSitemap && found.links.some(({ hints }) => hints.title !== undefined && hints.publishedAt !== undefined),
    newest: newestOf(found),
    entries: entriesOf(found),
  };
  return { ok: true, feed, found };
}

/** The sitemap of an index that tells most about it: the news sitemap, or else the one that changed last. */
export function tellingSitemap({ sitemaps }: Discovery): Url | undefined {
  const named = sitemaps.find(({ url }) => /news/i.test(new URL(url).pathname));
  const [newest] = [...sitemaps].sort((a, b) => (b.modifiedAt ?? '').localeCompare(a.modifiedAt ?? ''));
  return (named ?? newest)?.url;
}

/** An index with what one of its sitemaps tells of it. */
export function withSitemap(index: TriedFeed, sitemap: TriedFeed): TriedFeed {
  const { title, language, isNews, links, entries } = sitemap;
  return { ...index, title, language, isNews, links, entries, newest: later(index.newest, sitemap.newest) };
}

/** The newest of a long list: a sitemap of everything goes back for years. */
const maxEntries = 200;

function entriesOf({ kind, links }: Discovery): readonly FeedEntryStand[] {
  const entries = links.map(({ url, hints }) => ({
    url,
    at: Date.parse(hints.publishedAt ?? hints.modifiedAt ?? '') || 0,
  }));
  const isOrdered = kind !== 'sitemap' && kind !== 'sitemap-index';
  // Of a sitemap without dates nobody knows which are the newest.
  const told = isOrdered ? entries : entries.filter(({ at }) => at > 0);
  return [...told].sort((a, b) => b.at - a.at).slice(0, maxEntries);
}

function newestOf({ links, sitemaps }: Discovery): string {
  const dates = [
    ...links.map(({ hints }) => hints.publishedAt ?? hints.modifiedAt),
    ...sitemaps.map(({ modifiedAt }) => modifiedAt),
  ];
  return dates.reduce<string>((newest, date) => later(newest, date ?? ''), '');
}

function later(a: string, b: string): string {
  if (b === '') return a;
  return a === '' || Date.parse(b) > Date.parse(a) ? b : a;
}
