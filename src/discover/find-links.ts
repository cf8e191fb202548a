import { attr, collapse, findTags, textOf } from '../html/query.ts';
import type { FeedHub, FeedPace } from '../model/feed-life.ts';
import type { SourceId, Url } from '../model/ids.ts';
import type { Link, LinkHints } from '../model/link.ts';
import { ok, skipped, type Outcome } from '../model/outcome.ts';
import { headerOf, type Page } from '../model/page.ts';
import type { Feed } from '../model/source.ts';
import type { Trace } from '../model/trace.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { scoreAddress } from './article-address.ts';
import type { FeedEntry } from './feed-document.ts';
import { answerKindOf } from './answer-kind.ts';
import { findFrontPageLinks } from './find-front-page-links.ts';
import { findHub } from './find-hub.ts';
import { htmlToText } from './html-text.ts';
import { inflate } from './inflate.ts';
import { languageTag } from './language-tag.ts';
import { documentOf } from './page-document.ts';
import { parseFeed } from './parse-feed.ts';
import { parseSitemap, type Sitemap, type SitemapEntry } from './parse-sitemap.ts';

/** A feed, sitemap or front page, and the articles that it links to. */
export interface LinkList {
  readonly kind: 'rss' | 'atom' | 'rdf' | 'json' | 'sitemap' | 'sitemap-index' | 'front-page';
  /** What the feed or page calls itself; may be empty. */
  readonly title: string;
  /** BCP 47: what the feed or page says it is written in; empty when it does not say. */
  readonly language: string;
  /** The page that a feed belongs to, as it states it. */
  readonly home: Url | null;
  /** In the order of the feed, each address once. */
  readonly links: readonly ListedLink[];
  /** Of a sitemap index: the sitemaps it names. RFC 3339. */
  readonly sitemaps: readonly { readonly url: Url; readonly modifiedAt?: string }[];
  /** Of a feed: how often it says that it changes, and where its hub is. */
  readonly pace?: FeedPace;
  readonly hub?: FeedHub;
}

/** An address with what the list says of the article there. */
export type ListedLink = Pick<Link, 'url' | 'hints'>;

/** A list of which each link says where and when it was found. */
export interface Discovery extends LinkList {
  readonly links: readonly Link[];
}

export interface ListContext {
  /** Epoch ms: what rejects dates in the future. */
  readonly now: number;
  /** BCP 47: what the source says it writes in, where the feed says nothing. */
  readonly language?: string;
  /** Of a front page: the addresses it linked to on the first day. */
  readonly standing?: ReadonlySet<Url>;
}

export interface DiscoverContext extends ListContext {
  readonly source: SourceId;
}

/** The article links of a fetched feed, sitemap or front page of a source: what `listLinks` gives, each link with where and
 *  when it was found. Skips: as `listLinks`. */
export function findLinks(
  page: Pick<Page, 'url' | 'bytes' | 'headers'>,
  feed: Feed,
  context: DiscoverContext,
  trace?: Trace,
): Outcome<Discovery> {
  const list = listLinks(page, feed, context, trace);
  if (!list.ok) return list;
  const origin = { source: context.source, foundIn: feed.url, foundAt: new Date(context.now).toISOString() };
  return ok({ ...list.value, links: list.value.links.map(({ url, hints }) => ({ url, ...origin, hints })) });
}

/** The article links of a fetched feed, sitemap or front page, with what it says of them.
 *  A feed address that answers with an HTML page is no feed; a front page that answers with a feed is read as one.
 *  Skips: discover/not-a-feed, discover/no-links (front pages only: a feed may be empty). */
export function listLinks(
  page: Pick<Page, 'url' | 'bytes' | 'headers'>,
  feed: Feed,
  context: ListContext,
  trace?: Trace,
): Outcome<LinkList> {
  const contentType = headerOf(page, 'content-type');
  const bytes = inflate(page.bytes);
  const kind = answerKindOf(bytes, contentType);
  const finish = (found: Omit<LinkList, 'links'>, links: readonly ListedLink[]): Outcome<LinkList> =>
    ok({ ...found, links: eachOnce(links, [page.url, feed.url, ...(found.home ? [found.home] : [])]) });

  if (kind === 'feed') {
    const document = parseFeed({ url: page.url, bytes, headers: page.headers }, { now: context.now });
    if (document) {
      const home = document.link === '' ? null : toUrl(document.link);
      const said = { page: page.url, language: context.language, home: home && normalizeUrl(home) };
      const links = document.entries.flatMap((entry) => linkOfEntry(entry, said));
      const language = languageTag(document.language) ?? '';
      const format = document.kind === 'cdf' ? 'rss' : document.kind;
      const hub = findHub(page, document);
      const pace = {
        ...(document.pace === undefined ? {} : { pace: document.pace }),
        ...(hub === undefined ? {} : { hub }),
      };
      return finish({ kind: format, title: document.title, language, home, sitemaps: [], ...pace }, links);
    }
  }
  if (kind === 'sitemap' || kind === 'text') {
    const sitemap = parseSitemap({ url: page.url, bytes, contentType }, { now: context.now });
    if (sitemap) {
      const news = sitemap.entries.find((entry) => entry.news !== undefined)?.news;
      const language = languageTag(news?.language ?? '') ?? '';
      const said = { kind: sitemap.kind, title: news?.name ?? '', language, home: null, sitemaps: sitemapsOf(sitemap) };
      return finish(said, linksOfSitemap(sitemap, trace));
    }
  }
  if (kind !== 'html' || feed.kind !== 'front-page')
    return skipped('discover/not-a-feed', `${contentType ?? 'no content type'}, ${bytes.length} bytes`);
  const document = documentOf({ bytes, headers: page.headers });
  const links = findFrontPageLinks(document, page.url, context, trace);
  if (links.length === 0)
    return skipped('discover/no-links', `${findTags(document, 'a').length} links, none of an article`);
  const title = findTags(document, 'title')[0];
  const root = findTags(document, 'html')[0];
  const language = languageTag(root ? attr(root, 'lang') || attr(root, 'xml:lang') : '') ?? '';
  const said = {
    kind: 'front-page',
    title: title ? textOf(title, 1000) : '',
    language,
    home: null,
    sitemaps: [],
  } as const;
  return finish(said, links);
}

/** Normalized; `own`: the addresses of the feed and of its site's home, which are no articles. */
function eachOnce(found: readonly ListedLink[], own: readonly Url[]): readonly ListedLink[] {
  const others = new Set(own.flatMap((url) => [url, normalizeUrl(url)]));
  const links = new Map<Url, ListedLink>();
  for (const { url: stated, hints } of found) {
    const url = normalizeUrl(stated, own);
    if (!others.has(url) && !links.has(url)) links.set(url, { url, hints });
  }
  return [...links.values()];
}

/** Longer than any teaser: the text of such a description is taken for the article's own. */
const fullTextLength = 1500;
const maxSummaryLength = 4000;

interface FeedFacts {
  readonly page: Url;
  readonly language: string | undefined;
  /** Normalized. */
  readonly home: Url | null;
}

/** None for a link to the home page. */
function linkOfEntry(entry: FeedEntry, { page, language, home }: FeedFacts): readonly ListedLink[] {
  const url = entry.link === '' ? null : toUrl(entry.link);
  if (!url || (home !== null && normalizeUrl(url) === home)) return [];
  const summary = htmlToText(entry.summary.slice(0, 20 * maxSummaryLength)).slice(0, maxSummaryLength);
  const isFullText = entry.content === '' && summary.length >= fullTextLength && /<(?:p|br|div)\b/i.test(entry.summary);
  const contentHtml = isFullText ? entry.summary : entry.content;
  const authors = plainTexts(entry.authors.map(({ name }) => name));
  const topics = plainTexts(entry.tags);
  const tag = languageTag(entry.language) ?? language;
  const rights = rightsOf(entry, page);
  const hints: LinkHints = {
    ...(entry.title === '' ? {} : { title: entry.title }),
    ...(entry.published === undefined ? {} : { publishedAt: entry.published }),
    ...(entry.updated === undefined ? {} : { modifiedAt: entry.updated }),
    ...(tag === undefined ? {} : { language: tag }),
    ...(authors.length === 0 ? {} : { authors }),
    ...(topics.length === 0 ? {} : { topics }),
    ...(summary === '' ? {} : { summary }),
    ...(contentHtml === '' ? {} : { contentHtml }),
    ...(rights.length === 0 ? {} : { rights }),
  };
  return [{ url, hints }];
}

/** Terms that stand in the feed are found where the feed is. */
function rightsOf({ licenses }: FeedEntry, page: Url): readonly string[] {
  const addresses = licenses.map((license) => (license === 'inline' ? page : license));
  return [...new Set(addresses.filter((url) => url.length <= 500).map((url) => `rsl:${url}`))];
}

/** Names and tags are plain text by the specifications; outlets put links and character references there all the same. */
function plainTexts(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(htmlToText).filter((text) => text !== ''))];
}

function sitemapsOf(sitemap: Sitemap): LinkList['sitemaps'] {
  if (sitemap.kind !== 'sitemap-index') return [];
  return sitemap.entries.map(({ url, modifiedAt }) => ({ url, ...(modifiedAt === undefined ? {} : { modifiedAt }) }));
}

/** A sitemap lists every page: what is surely no article is left out, unless the news extension says that it is one. */
function linksOfSitemap(sitemap: Sitemap, trace?: Trace): readonly ListedLink[] {
  if (sitemap.kind !== 'sitemap') return [];
  return sitemap.entries.filter((entry) => {
    const { score, because } = scoreAddress(entry.url);
    const isKept = entry.news !== undefined || score > -2;
    if (!isKept) trace?.push({ stage: 'discover', step: 'link', target: entry.url, decision: 'dropped', because, score });
    return isKept;
  }).map((entry) => ({ url: entry.url, hints: hintsOf(entry) })); // prettier-ignore
}

function hintsOf({ modifiedAt, news }: SitemapEntry): LinkHints {
  const language = news ? languageTag(news.language) : undefined;
  return {
    ...(news && news.title !== '' ? { title: news.title } : {}),
    ...(news?.published === undefined ? {} : { publishedAt: news.published }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(language === undefined ? {} : { language }),
    ...(news && news.keywords.length > 0 ? { topics: news.keywords.map(collapse) } : {}),
  };
}
