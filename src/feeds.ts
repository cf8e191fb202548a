/** Feeds, sitemaps and pages that list articles, as a library, `courant/feeds`: no network, files, clock or environment; runs
 *  in Node and in browsers. */
import type { FeedDocument } from './discover/feed-document.ts';
import { findFeeds as findNamedFeeds, wellKnownFeeds as wellKnownUrls, type NamedFeed } from './discover/find-feeds.ts';
import { listLinks, type LinkList } from './discover/find-links.ts';
import { inflate } from './discover/inflate.ts';
import { parseFeed as parseFeedBytes } from './discover/parse-feed.ts';
import { givenBytes, givenHeaders, givenUrl, type GivenHeaders } from './html/given-page.ts';
import type { Url } from './model/ids.ts';
import { ok, skipped, type Outcome } from './model/outcome.ts';
import type { Trace } from './model/trace.ts';
import { normalizeUrl } from './url/normalize.ts';

export type { FeedDocument, FeedEntry, FeedMedia, FeedPerson } from './discover/feed-document.ts';
export type { NamedFeed } from './discover/find-feeds.ts';
export type { LinkList, ListedLink } from './discover/find-links.ts';
export type { GivenHeaders } from './html/given-page.ts';
export { collectTrace, type Trace, type TraceStep } from './model/trace.ts';
export type { SkipCode } from './errors.ts';
export type { Elsewhere } from './model/article.ts';
export type { FeedHub, FeedPace } from './model/feed-life.ts';
export type { ArticleId, SourceId, Url } from './model/ids.ts';
export type { Link, LinkHints } from './model/link.ts';
export type { Outcome, Skip } from './model/outcome.ts';
export type { FeedKind } from './model/source.ts';

export interface FeedOptions {
  /** The absolute http(s) address that answered, after redirects: what relative addresses are relative to. */
  readonly url: string;
  /** Of the HTTP answer: `response.headers`, pairs, or an object. */
  readonly headers?: GivenHeaders;
  /** Epoch ms. Later dates are refused. Without it no date is too late. */
  readonly now?: number;
}

export interface LinkOptions extends FeedOptions {
  /** BCP 47 tag of the language the outlet mostly writes in, where the list does not say. */
  readonly language?: string;
  /** Of a page: addresses it has linked to before. What is not among them is an article more likely than not. */
  readonly known?: Iterable<string>;
  /** Receives which links were kept and dropped, and why. */
  readonly trace?: Trace;
}

/** A feed of any format in one form: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed 1.0 and 1.1, also gzipped,
 *  ill-formed or broken off, given as decoded text or as the bytes that were received. Linear in its size; nothing is loaded.
 *  Skips: discover/not-a-feed. Throws TypeError for a body that is neither text nor bytes, and for an address that is not
 *  absolute http(s).
 *  Example: `const feed = parseFeed(bytes, { url }); if (feed.ok) print(feed.value.entries.map(({ title }) => title));` */
export function parseFeed(body: string | Uint8Array, options: FeedOptions): Outcome<FeedDocument> {
  const bytes = inflate(givenBytes(body, 'parseFeed'));
  const page = { url: givenUrl(options.url, 'parseFeed'), headers: givenHeaders(options.headers), bytes };
  const feed = parseFeedBytes(page, { now: options.now ?? Infinity });
  return feed === null ? skipped('discover/not-a-feed', `${bytes.length} bytes`) : ok(feed);
}

/** The articles that a feed, a sitemap or an HTML page links to, in its order, each once, with what it says of them: hints
 *  that `extract` of `courant/extract` takes. `kind` tells what it was; of a sitemap index come the sitemaps. On a page
 *  articles are told from navigation; links to other sites are left out there.
 *  Skips: discover/not-a-feed, discover/no-links (a page without any; a feed may be empty). Throws as `parseFeed`.
 *  Example: `const list = findLinks(html, { url }); if (list.ok) print(list.value.links.map(({ url }) => url));` */
export function findLinks(body: string | Uint8Array, options: LinkOptions): Outcome<LinkList> {
  const url = givenUrl(options.url, 'findLinks');
  const page = { url, headers: givenHeaders(options.headers), bytes: givenBytes(body, 'findLinks') };
  const { now = Infinity, language, known, trace } = options;
  const standing = known && new Set([...known].map((address) => normalizeUrl(givenUrl(address, 'findLinks'))));
  const context = { now, ...(language !== undefined && { language }), ...(standing && { standing }) };
  return listLinks(page, { kind: 'front-page', url }, context, trace);
}

/** The feeds and sitemaps that a page names, in its order, each once; feeds of comments last. Throws as `parseFeed`.
 *  Spec: RSS autodiscovery; WHATWG HTML, link type alternate.
 *  Example: `findFeeds(html, { url: 'https://gull.example/' })[0]?.url`. */
export function findFeeds(body: string | Uint8Array, options: Omit<FeedOptions, 'now'>): readonly NamedFeed[] {
  const url = givenUrl(options.url, 'findFeeds');
  return findNamedFeeds({ url, headers: givenHeaders(options.headers), bytes: givenBytes(body, 'findFeeds') });
}

/** Where sites of common make keep feeds and sitemaps, likeliest first: to be asked for one by one when a page names none. */
export function wellKnownFeeds(url: string): readonly Url[] {
  return wellKnownUrls(givenUrl(url, 'wellKnownFeeds'));
}
