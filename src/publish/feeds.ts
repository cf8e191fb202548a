import { absoluteUrl, encodePath } from './address.ts';
import { encodeImagePath } from './article-list.ts';
import { renderBody } from './article-page.ts';
import { feedKinds } from './layout.ts';
import { markup, type Markup } from './markup.ts';
import type { SiteContext } from './site-context.ts';
import type { Post, SitePlan } from './site-plan.ts';
import type { SiteFile } from '../model/site.ts';

// As many as common readers keep of a feed they see for the first time.
const itemsPerFeed = 20;

export interface FeedList {
  readonly folder: string;
  readonly title: string;
  readonly posts: readonly Post[];
  /** Full texts, or summaries only. */
  readonly content: 'full' | 'summary';
}

/** A list as RSS 2.0, Atom and JSON Feed, newest first.
 *  Spec: rssboard.org/rss-specification, RFC 4287, jsonfeed.org/version/1.1. */
export function* renderFeeds(context: SiteContext, plan: SitePlan, list: FeedList): Iterable<SiteFile> {
  const posts = list.posts.slice(0, itemsPerFeed);
  const base = list.folder === '' ? '' : `${list.folder}/`;
  const bodies = new Map(posts.map((post) => [post, list.content === 'full' ? fullText(context, plan, post) : '']));
  const texts = [
    rss(context, list, posts, bodies),
    atom(context, list, posts, bodies),
    json(context, list, posts, bodies),
  ];
  for (const [index, { file, mediaType }] of feedKinds.entries()) {
    yield { path: base + file, mediaType: `${mediaType}; charset=utf-8`, content: texts[index] ?? '' };
  }
}

type Bodies = ReadonlyMap<Post, string>;

/** The article for a reader elsewhere: addresses are absolute, the original is named. */
function fullText({ site }: SiteContext, plan: SitePlan, post: Post): string {
  const source = markup`<p><a href="${post.sourceUrl}">${post.outlet.name}</a></p>\n`.markup;
  return renderBody(plan, post, site.url) + (post.sourceUrl === '' ? '' : source);
}

function titleOf({ site }: SiteContext, list: FeedList): string {
  return list.folder === '' ? site.title : `${site.title}: ${list.title}`;
}

function feedUrl({ site }: SiteContext, list: FeedList, file: string): string {
  return site.url + (list.folder === '' ? '' : `${encodePath(list.folder)}/`) + file;
}

/** When the newest article of the list was changed: a clock would make each build differ. */
function updatedMs(posts: readonly Post[]): number {
  return posts.reduce((latest, post) => Math.max(latest, post.modifiedMs ?? post.publishedMs), 0);
}

function rss(context: SiteContext, list: FeedList, posts: readonly Post[], bodies: Bodies): string {
  const { site } = context;
  const items = posts.map((post) => {
    const url = absoluteUrl(site.url, post.folder);
    const authors = post.file.frontMatter.courant?.authors ?? [];
    return markup`<item>
<title>${post.title}</title>
<link>${url}</link>
<guid isPermaLink="true">${url}</guid>
<pubDate>${new Date(post.publishedMs).toUTCString()}</pubDate>
${authors.map((author) => markup`<dc:creator>${author}</dc:creator>\n`)}<category>${post.outlet.name}</category>
${post.tags.map((tag) => tag.key !== post.outlet.key && markup`<category>${tag.name}</category>\n`)}<description>${post.summary}</description>
${bodies.get(post) !== '' && markup`<content:encoded>${bodies.get(post)}</content:encoded>\n`}</item>
`;
  });
  return markup`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${titleOf(context, list)}</title>
<link>${absoluteUrl(site.url, list.folder)}</link>
<description>${site.description || titleOf(context, list)}</description>
<language>${context.language}</language>
<lastBuildDate>${new Date(updatedMs(posts)).toUTCString()}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${feedUrl(context, list, 'feed.xml')}"/>
${items}</channel>
</rss>
`.markup;
}

function atom(context: SiteContext, list: FeedList, posts: readonly Post[], bodies: Bodies): string {
  const { site } = context;
  const entries = posts.map((post) => {
    const url = absoluteUrl(site.url, post.folder);
    const authors = post.file.frontMatter.courant?.authors ?? [];
    const names = authors.length > 0 ? authors : [post.outlet.name];
    return markup`<entry${xmlLanguage(post)}>
<title>${post.title}</title>
<id>${url}</id>
<link rel="alternate" type="text/html" href="${url}"/>
${post.sourceUrl !== '' && markup`<link rel="via" type="text/html" href="${post.sourceUrl}"/>\n`}${
      post.isDateStated &&
      markup`<published>${new Date(post.publishedMs).toISOString()}</published>
`
    }<updated>${new Date(post.modifiedMs ?? post.publishedMs).toISOString()}</updated>
${names.map((name) => markup`<author><name>${name}</name></author>\n`)}${post.tags.map((tag) => markup`<category term="${tag.name}"/>\n`)}<summary>${post.summary}</summary>
${bodies.get(post) !== '' && markup`<content type="html">${bodies.get(post)}</content>\n`}</entry>
`;
  });
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${context.language}">
<title>${titleOf(context, list)}</title>
${site.description !== '' && markup`<subtitle>${site.description}</subtitle>\n`}<id>${absoluteUrl(site.url, list.folder)}</id>
<link rel="alternate" type="text/html" href="${absoluteUrl(site.url, list.folder)}"/>
<link rel="self" type="application/atom+xml" href="${feedUrl(context, list, 'atom.xml')}"/>
<updated>${new Date(updatedMs(posts)).toISOString()}</updated>
${entries}</feed>
`.markup;
}

function xmlLanguage(post: Post): Markup | false {
  return post.language !== 'und' && markup` xml:lang="${post.language}"`;
}

function json(context: SiteContext, list: FeedList, posts: readonly Post[], bodies: Bodies): string {
  const { site } = context;
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: titleOf(context, list),
    home_page_url: absoluteUrl(site.url, list.folder),
    feed_url: feedUrl(context, list, 'feed.json'),
    description: site.description || undefined,
    language: context.language,
    items: posts.map((post) => ({
      id: absoluteUrl(site.url, post.folder),
      url: absoluteUrl(site.url, post.folder),
      external_url: post.sourceUrl || undefined,
      title: post.title,
      summary: post.summary,
      ...(bodies.get(post) ? { content_html: bodies.get(post) } : { content_text: post.summary }),
      image: post.image && site.url + encodeImagePath(post.image.path),
      date_published: new Date(post.publishedMs).toISOString(),
      date_modified: post.modifiedMs === undefined ? undefined : new Date(post.modifiedMs).toISOString(),
      authors: post.file.frontMatter.courant?.authors.map((name) => ({ name })),
      tags: post.tags.map((tag) => tag.name),
      language: post.language === 'und' ? undefined : post.language,
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}
