import type { SiteFile } from '../model/site.ts';
import { absoluteUrl, encodePath, linkTo, rootFrom } from './address.ts';
import { attributes } from './article-list.ts';
import { changeFacts, changedFact } from './changes-page.ts';
import { changesFolder, type PostChange } from './changes.ts';
import type { RenderedPage } from './directory-pages.ts';
import { feedKinds, listMetadata, renderPage } from './layout.ts';
import { dotted, markup, trusted, type Markup } from './markup.ts';
import type { Post } from './post.ts';
import { inTree, type SiteContext } from './site-context.ts';
import { fill, fillDate } from './strings.ts';
import type { Sidebar } from './widgets.ts';

/** One entry of the list of changes: a revision of an article, or that its outlet has it no longer. */
export interface ListedChange {
  readonly post: Post;
  /** Undefined: it is gone. */
  readonly change: PostChange | undefined;
  /** Epoch ms. */
  readonly atMs: number;
}

/** How many the page and its feeds name. */
export const listedChanges = 100;
const inFeeds = 50;

/** The page of what outlets changed last, newest first, and its feeds. */
export function renderChangeList(
  context: SiteContext,
  changes: readonly ListedChange[],
  sidebar: Sidebar,
): { readonly page: RenderedPage; readonly feeds: readonly SiteFile[] } {
  const { strings } = context;
  const folder = inTree(context, 'changes');
  const root = rootFrom(folder);
  const items = changes.map((change) => renderItem(context, change, root));
  const list = markup`<ul class="changes">
${items}</ul>`;
  const text = renderPage(context, {
    folder,
    title: strings.changes,
    head: listMetadata(context, folder, strings.changes),
    feeds: { folder, title: strings.changes },
    main: markup`<header class="list-head"><h1>${strings.changes}</h1></header>
${items.length === 0 ? markup`<p class="empty">${strings.noChanges}</p>` : list}
`,
    sidebar: { side: 'right', content: sidebar(root, 'framed') },
  });
  return { page: { folder, text }, feeds: renderFeeds(context, folder, changes.slice(0, inFeeds)) };
}

function renderItem(context: SiteContext, listed: ListedChange, root: string): Markup {
  const { post, change } = listed;
  const url = linkTo(root, change === undefined ? post.folder : changesFolder(post.folder));
  const when = change === undefined ? goneFact(context, post, listed.atMs) : changedFact(context, change);
  const facts = change === undefined ? [] : changeFacts(context, change);
  const title =
    change?.titleBefore === undefined
      ? markup`${change?.title ?? post.title}`
      : markup`<del>${change.titleBefore}</del> <ins>${change.title}</ins>`;
  return markup`<li><h2><a href="${url}${change && `#r${change.revision}`}"><bdi${attributes(post)}>${title}</bdi></a></h2>
<p class="meta">${dotted([post.outlet.name, when, ...facts])}</p></li>
`;
}

/** Since when an outlet has an article no longer. */
export function goneFact({ strings, formats, language }: SiteContext, post: Post, atMs: number): Markup {
  const time = markup`<time datetime="${new Date(atMs).toISOString()}">${formats.moment(atMs, language)}</time>`;
  return fillDate(fill(strings.goneSince, { outlet: post.outlet.name }), time);
}

/** An entry as feeds have it: plain text. */
interface FeedEntry {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly atMs: number;
}

function toEntry(context: SiteContext, { post, change, atMs }: ListedChange): FeedEntry {
  const { strings, site } = context;
  const article = absoluteUrl(site.url, post.folder);
  if (change === undefined) {
    const day = context.formats.moment(atMs, context.language);
    const text = fill(strings.goneSince, { outlet: post.outlet.name, date: day });
    return { id: `${article}#gone-${atMs}`, url: article, title: post.title, text, atMs };
  }
  const isHeadline = change.titleBefore !== undefined;
  const url = `${absoluteUrl(site.url, changesFolder(post.folder))}#r${change.revision}`;
  const title = isHeadline ? `${strings.headlineChanged}: ${change.title}` : change.title;
  const text = [...(isHeadline ? [`${change.titleBefore} → ${change.title}`] : []), ...changeFacts(context, change)];
  return { id: url, url, title, text: [post.outlet.name, ...text].join(' · '), atMs };
}

/** RSS 2.0, Atom and JSON Feed. Spec: rssboard.org/rss-specification, RFC 4287, jsonfeed.org/version/1.1. */
function renderFeeds(context: SiteContext, folder: string, changes: readonly ListedChange[]): readonly SiteFile[] {
  const entries = changes.map((change) => toEntry(context, change));
  const contents = { RSS: rss, Atom: atom, 'JSON Feed': json };
  return feedKinds.map(({ file, name }) => ({
    path: `${folder}/${file}`,
    content: contents[name](context, folder, entries),
  }));
}

type FeedText = (context: SiteContext, folder: string, entries: readonly FeedEntry[]) => string;

function titleOf({ site, strings }: SiteContext): string {
  return `${site.title}: ${strings.changes}`;
}

/** When the newest was made; of a list without any the beginning of time, so that each build writes the same. */
function updatedMs(entries: readonly FeedEntry[]): number {
  return entries[0]?.atMs ?? 0;
}

function selfUrl({ site }: SiteContext, folder: string, file: string): string {
  return `${site.url}${encodePath(folder)}/${file}`;
}

const rss: FeedText = (context, folder, entries) =>
  markup`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${titleOf(context)}</title>
<link>${absoluteUrl(context.site.url, folder)}</link>
<description>${titleOf(context)}</description>
<language>${context.language}</language>
<lastBuildDate>${new Date(updatedMs(entries)).toUTCString()}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${selfUrl(context, folder, 'feed.xml')}"/>${context.site.hub !== undefined && markup`\n<atom:link rel="hub" href="${context.site.hub}"/>`}
${entries.map(
  ({ id, url, title, text, atMs }) => markup`<item>
<title>${title}</title>
<link>${url}</link>
<guid isPermaLink="${id === url ? 'true' : 'false'}">${id}</guid>
<pubDate>${new Date(atMs).toUTCString()}</pubDate>
<description>${text}</description>
</item>
`,
)}</channel>
</rss>
`.markup;

const atom: FeedText = (context, folder, entries) =>
  markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${context.language}">
<title>${titleOf(context)}</title>
<id>${absoluteUrl(context.site.url, folder)}</id>
<link rel="alternate" type="text/html" href="${absoluteUrl(context.site.url, folder)}"/>
<link rel="self" type="application/atom+xml" href="${selfUrl(context, folder, 'atom.xml')}"/>${context.site.hub !== undefined && markup`\n<link rel="hub" href="${context.site.hub}"/>`}
<updated>${new Date(updatedMs(entries)).toISOString()}</updated>
<author><name>${context.site.title}</name></author>
${trusted(entries.map(atomEntry).join(''))}</feed>
`.markup;

function atomEntry({ id, url, title, text, atMs }: FeedEntry): string {
  const at = new Date(atMs).toISOString();
  return markup`<entry>
<title>${title}</title>
<id>${id}</id>
<link rel="alternate" type="text/html" href="${url}"/>
<published>${at}</published>
<updated>${at}</updated>
<summary>${text}</summary>
</entry>
`.markup;
}

const json: FeedText = (context, folder, entries) => {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: titleOf(context),
    home_page_url: absoluteUrl(context.site.url, folder),
    feed_url: selfUrl(context, folder, 'feed.json'),
    language: context.language,
    hubs: context.site.hub === undefined ? undefined : [{ type: 'WebSub', url: context.site.hub }],
    items: entries.map(({ id, url, title, text, atMs }) => ({
      ...{ id, url, title, content_text: text },
      date_published: new Date(atMs).toISOString(),
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
};
