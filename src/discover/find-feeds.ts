import { attr, findTags, textOf, type Document } from '../html/query.ts';
import type { Url } from '../model/ids.ts';
import type { Page } from '../model/page.ts';
import type { FeedKind } from '../model/source.ts';
import { toUrl } from '../url/normalize.ts';
import { isSameSite } from '../url/site.ts';
import { documentOf } from './page-document.ts';

/** A feed or sitemap that a page names. */
export interface NamedFeed {
  readonly kind: FeedKind;
  readonly url: Url;
  readonly title: string;
  /** How the page names it: `link rel=alternate`, `link rel=sitemap`, `anchor`. */
  readonly from: string;
}

const feedType = /^(?:application|text)\/(?:rss|atom|rdf|feed)\+?(?:xml|json)?(?:;|$)/i;
const looseType = /^(?:application|text)\/(?:xml|json)(?:;|$)/i;
const feedPath = /(?:^|[/._=-])(?:rss2?|atom|feeds?|rdf)(?:[/._?&=]|$)|[/_-]rss[\w-]*\.xml$/i;
const sitemapPath = /sitemap[\w.-]*\.(?:xml|txt)(?:\.gz)?$/i;
const pageSuffix = /\.(?:html?|php|aspx)$/i;
const commentFeed = /comment|kommentar|comentario|commentaire|reacties/i;
const maxFeeds = 100;

/** The feeds that a home or section page names, in its order, each once; feeds of comments last.
 *  Spec: RSS autodiscovery; WHATWG HTML, link type alternate. */
export function findFeeds(page: Pick<Page, 'url' | 'bytes' | 'headers'>): readonly NamedFeed[] {
  const document = documentOf(page);
  const stated = findTags(document, 'base')[0];
  const base = (stated ? toUrl(attr(stated, 'href'), page.url) : null) ?? page.url;
  const found = new Map<Url, NamedFeed>();
  for (const feed of [...declaredFeeds(document, base), ...linkedFeeds(document, base, page.url)]) {
    if (found.size < maxFeeds && !found.has(feed.url) && feed.url !== page.url) found.set(feed.url, feed);
  }
  const isComments = ({ url, title }: NamedFeed): boolean =>
    commentFeed.test(new URL(url).pathname) || commentFeed.test(title);
  const feeds = [...found.values()];
  return [...feeds.filter((feed) => !isComments(feed)), ...feeds.filter(isComments)];
}

function declaredFeeds(document: Document, base: Url): readonly NamedFeed[] {
  return findTags(document, 'link').flatMap((element): readonly NamedFeed[] => {
    const relations = attr(element, 'rel').toLowerCase().split(/\s+/);
    const href = attr(element, 'href');
    const url = href === '' ? null : toUrl(href, base);
    if (!url) return [];
    if (relations.includes('sitemap')) return [{ kind: 'sitemap', url, title: '', from: 'link rel=sitemap' }];
    const type = attr(element, 'type');
    const isFeed = feedType.test(type) || (looseType.test(type) && feedPath.test(new URL(url).pathname));
    if (!isFeed || !(relations.includes('alternate') || relations.includes('feed'))) return [];
    return [{ kind: 'feed', url, title: attr(element, 'title'), from: 'link rel=alternate' }];
  });
}

function linkedFeeds(document: Document, base: Url, page: Url): readonly NamedFeed[] {
  return findTags(document, 'a').flatMap((element): readonly NamedFeed[] => {
    const href = attr(element, 'href');
    const url = href === '' ? null : toUrl(href, base);
    if (!url) return [];
    const { pathname, hostname } = new URL(url);
    const isFeedHost = /^(?:feeds?|rss)[.\d]/i.test(hostname) && pathname.length > 1;
    if (!isFeedHost && !isSameSite(url, page)) return [];
    if (sitemapPath.test(pathname)) return [{ kind: 'sitemap', url, title: '', from: 'anchor' }];
    if ((!feedPath.test(pathname) && !isFeedHost) || pageSuffix.test(pathname)) return [];
    return [{ kind: 'feed', url, title: attr(element, 'title') || textOf(element, 200).slice(0, 200), from: 'anchor' }];
  });
}

const feedPaths = ['feed', 'rss.xml', 'rss', 'feed.xml', 'atom.xml', 'index.xml', 'feed.json', 'feed/rss', 'rss/index.xml']; // prettier-ignore
const sitePaths = ['/feeds/all.rss', '/feeds/posts/default', '/index.rdf', '/sitemap-news.xml', '/news-sitemap.xml', '/sitemap.xml', '/sitemap_index.xml', '/sitemap_news.xml']; // prettier-ignore

/** Addresses where sites of common make keep feeds and sitemaps, likeliest first: below the page's own folder, then at the root. */
export function wellKnownFeeds(home: Url): readonly Url[] {
  const folder = new URL(home).pathname.replace(/[^/]*\.[^/]*$/, '').replace(/\/?$/, '/');
  const paths = [
    ...(folder === '/' ? [] : feedPaths.slice(0, 3).map((path) => folder + path)),
    ...feedPaths.map((path) => `/${path}`),
    ...sitePaths,
  ];
  return [...new Set(paths.flatMap((path) => toUrl(path, home) ?? []))];
}
