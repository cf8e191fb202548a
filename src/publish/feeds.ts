import type { SiteFile } from '../model/site.ts';
import { absoluteUrl, encodePath, listPageFolder } from './address.ts';
import { encodeImagePath } from './article-list.ts';
import { feedKinds } from './layout.ts';
import type { ListInfo } from './list-page.ts';
import { pageTurns, type Paging } from './lists.ts';
import { markup, trusted, type Markup } from './markup.ts';
import type { Post } from './post.ts';
import type { SiteContext } from './site-context.ts';
import { noticedSummary } from './translation.ts';

/** What a feed is of. */
export type FeedSubject = Pick<ListInfo, 'folder' | 'title'> & { readonly kind: ListInfo['kind'] | 'story' };

/** An article as a feed has it. */
export interface FeedItem {
  readonly post: Post;
  /** Its full text as HTML with absolute addresses; empty where there is a summary only. */
  readonly content: string;
}

/** The newest page of a list, newest first. */
export interface FeedPage {
  readonly paging: Paging;
  /** As many as readers look at when they see a feed for the first time. */
  readonly items: readonly FeedItem[];
  /** What `renderAtomEntry` made of the page, up to where the archived feeds go on: of all of it, or of the rest after `items`,
   *  when these have full texts. */
  readonly entries: string;
  /** Whether Atom begins with `items`. */
  readonly atom: 'items' | 'entries';
  /** When an article of the page was changed last, epoch ms: a clock would make each build differ. */
  readonly updatedMs: number;
}

/** The newest page of a list as RSS 2.0, Atom and JSON Feed. Older articles are in archived feeds, to which Atom and RSS lead.
 *  Spec: rssboard.org/rss-specification, RFC 4287, RFC 5005, jsonfeed.org/version/1.1. */
export function renderFeeds(context: SiteContext, list: FeedSubject, page: FeedPage): readonly SiteFile[] {
  const texts = [rss(context, list, page), atom(context, list, page), json(context, list, page)];
  const base = list.folder === '' ? '' : `${list.folder}/`;
  return feedKinds.map(({ file }, index) => ({ path: base + file, content: texts[index] ?? '' }));
}

/** A page of a list that nothing is added to any more. `entries`: as `renderAtomEntry` made them, newest first.
 *  Spec: RFC 5005, 4. */
export function renderArchivedFeed(
  context: SiteContext,
  list: FeedSubject,
  page: {
    readonly number: number;
    readonly paging: Paging;
    readonly updatedMs: number;
    readonly entries: string;
  },
): SiteFile {
  const folder = listPageFolder(list.folder, page.number);
  const { older, newer } = pageTurns(page.number, page.paging);
  const archive = (number: number): string => feedUrl(context, listPageFolder(list.folder, number), archiveFile);
  const content = atomFrame(
    context,
    { ...list, folder },
    page.updatedMs,
    markup`<fh:archive/>
<link rel="current" href="${feedUrl(context, list.folder, archiveFile)}"/>
${older !== undefined && markup`<link rel="prev-archive" href="${archive(older)}"/>\n`}${
      typeof newer === 'number' && markup`<link rel="next-archive" href="${archive(newer)}"/>\n`
    }`,
    page.entries,
  );
  return { path: `${folder}/${archiveFile}`, content };
}

const archiveFile = 'atom.xml';

function titleOf(context: SiteContext, list: FeedSubject): string {
  return list.kind === 'home' ? context.site.title : `${context.site.title}: ${list.title}`;
}

function feedUrl({ site }: SiteContext, folder: string, file: string): string {
  return site.url + (folder === '' ? '' : `${encodePath(folder)}/`) + file;
}

/** When an article was last changed, epoch ms. */
function updatedMsOf(post: Post): number {
  return post.modifiedMs ?? post.publishedMs;
}

function previousArchive(context: SiteContext, list: FeedSubject, { numbered }: Paging): string | undefined {
  return numbered === 0 ? undefined : feedUrl(context, listPageFolder(list.folder, numbered), archiveFile);
}

function rss(context: SiteContext, list: FeedSubject, { paging, items, updatedMs }: FeedPage): string {
  const { site } = context;
  const previous = previousArchive(context, list, paging);
  return markup`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${titleOf(context, list)}</title>
<link>${absoluteUrl(site.url, list.folder)}</link>
<description>${site.description || titleOf(context, list)}</description>
<language>${context.language}</language>
<lastBuildDate>${new Date(updatedMs).toUTCString()}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${feedUrl(context, list.folder, 'feed.xml')}"/>
${site.hub !== undefined && markup`<atom:link rel="hub" href="${site.hub}"/>\n`}${previous !== undefined && markup`<atom:link rel="prev-archive" type="application/atom+xml" href="${previous}"/>\n`}${items.map((item) => rssItem(context, item))}</channel>
</rss>
`.markup;
}

function rssItem(context: SiteContext, { post, content }: FeedItem): Markup {
  const { site } = context;
  const url = absoluteUrl(site.url, post.folder);
  return markup`<item>
<title>${post.title}</title>
<link>${url}</link>
<guid isPermaLink="true">${url}</guid>
<pubDate>${new Date(post.publishedMs).toUTCString()}</pubDate>
${post.authors.map((author) => markup`<dc:creator>${author}</dc:creator>\n`)}<category>${post.outlet.name}</category>
${post.tags.map((tag) => tag.key !== post.outlet.key && markup`<category>${tag.name}</category>\n`)}<description>${noticedSummary(context, post)}</description>
${content !== '' && markup`<content:encoded>${content}</content:encoded>\n`}</item>
`;
}

function atom(
  context: SiteContext,
  list: FeedSubject,
  { paging, items, entries, updatedMs, atom: first }: FeedPage,
): string {
  const previous = previousArchive(context, list, paging);
  const { hub } = context.site;
  const links = markup`${hub !== undefined && markup`<link rel="hub" href="${hub}"/>\n`}${previous !== undefined && markup`<link rel="prev-archive" href="${previous}"/>\n`}`;
  const newest = first === 'items' ? items.map(({ post, content }) => renderAtomEntry(context, post, content)) : [];
  return atomFrame(context, list, updatedMs, links, newest.join('') + entries);
}

function atomFrame(context: SiteContext, list: FeedSubject, updatedMs: number, links: Markup, entries: string): string {
  const { site } = context;
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="${context.language}">
<title>${titleOf(context, list)}</title>
${site.description !== '' && markup`<subtitle>${site.description}</subtitle>\n`}<id>${absoluteUrl(site.url, list.folder)}</id>
<link rel="alternate" type="text/html" href="${absoluteUrl(site.url, list.folder)}"/>
<link rel="self" type="application/atom+xml" href="${feedUrl(context, list.folder, archiveFile)}"/>
${links}<updated>${new Date(updatedMs).toISOString()}</updated>
${trusted(entries)}</feed>
`.markup;
}

/** One article of an Atom feed. */
export function renderAtomEntry(context: SiteContext, post: Post, content: string): string {
  const { site } = context;
  const url = absoluteUrl(site.url, post.folder);
  const names = post.authors.length > 0 ? post.authors : [post.outlet.name];
  return markup`<entry${post.language !== 'und' && markup` xml:lang="${post.language}"`}>
<title>${post.title}</title>
<id>${url}</id>
<link rel="alternate" type="text/html" href="${url}"/>
${post.sourceUrl !== '' && markup`<link rel="via" type="text/html" href="${post.sourceUrl}"/>\n`}${
    post.isDateStated && markup`<published>${new Date(post.publishedMs).toISOString()}</published>\n`
  }<updated>${new Date(updatedMsOf(post)).toISOString()}</updated>
${names.map((name) => markup`<author><name>${name}</name></author>\n`)}${post.tags.map((tag) => markup`<category term="${tag.name}"/>\n`)}<summary>${noticedSummary(context, post)}</summary>
${content !== '' && markup`<content type="html">${content}</content>\n`}</entry>
`.markup;
}

function json(context: SiteContext, list: FeedSubject, { items }: FeedPage): string {
  const { site } = context;
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: titleOf(context, list),
    home_page_url: absoluteUrl(site.url, list.folder),
    feed_url: feedUrl(context, list.folder, 'feed.json'),
    description: site.description || undefined,
    hubs: site.hub === undefined ? undefined : [{ type: 'WebSub', url: site.hub }],
    language: context.language,
    items: items.map(({ post, content }) => ({
      id: absoluteUrl(site.url, post.folder),
      url: absoluteUrl(site.url, post.folder),
      external_url: post.sourceUrl || undefined,
      title: post.title,
      summary: noticedSummary(context, post),
      ...(content === '' ? { content_text: noticedSummary(context, post) } : { content_html: content }),
      image: post.image && site.url + encodeImagePath(post.image.path),
      date_published: new Date(post.publishedMs).toISOString(),
      date_modified: post.modifiedMs === undefined ? undefined : new Date(post.modifiedMs).toISOString(),
      authors: post.authors.map((name) => ({ name })),
      tags: post.tags.map((tag) => tag.name),
      language: post.language === 'und' ? undefined : post.language,
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}
