import { absoluteUrl, encodePath, linkTo, rootFrom } from './address.ts';
import { joined, markup, nothing, trusted, type Markup } from './markup.ts';
import type { SiteContext } from './site-context.ts';

/** What pages may load and do: nothing but what lies beside them. `frame-ancestors` works as a header only; `serve/` adds it. */
export const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; " +
  "form-action 'self'; base-uri 'none'";

const menuFolders = ['', 'categories', 'post', 'tags', 'search', 'about'] as const;
export type MenuFolder = (typeof menuFolders)[number];

/** One page, before its frame. */
export interface PageParts {
  readonly folder: string;
  /** The way to the root; by itself it follows from `folder`. */
  readonly root?: string;
  readonly title: string;
  readonly description?: string;
  /** More elements for the head. */
  readonly head?: Markup;
  /** A list that has feeds of its own. */
  readonly feeds?: { readonly folder: string; readonly title: string };
  readonly main: Markup;
  readonly sidebar?: { readonly side: 'left' | 'right'; readonly content: Markup } | undefined;
}

/** Puts a page into the frame of the site: head, masthead, menu, sidebar, footer. */
export function renderPage(context: SiteContext, page: PageParts): string {
  const { site, strings } = context;
  const root = page.root ?? rootFrom(page.folder);
  const title = page.folder === '' ? site.title : `${page.title} · ${site.title}`;
  const side = page.sidebar?.side;
  return markup`<!doctype html>
<html lang="${context.language}" dir="${context.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(contentSecurityPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${page.description ?? site.description}">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${root}assets/style.css">
<link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml">
${feedLinks(site.title, root, '')}${page.feeds && feedLinks(`${site.title}: ${page.feeds.title}`, root, page.feeds.folder)}${page.head ?? nothing}</head>
<body>
<a class="skip" href="#content">${strings.skipToContent}</a>
${masthead(context, page.folder, root)}
<div class="frame${side === undefined ? ' plain' : side === 'left' ? ' aside-first' : ''}">
<main id="content" tabindex="-1">
${page.main}
</main>
${page.sidebar && markup`<aside class="sidebar" aria-label="${strings.sidebar}">${page.sidebar.content}</aside>`}
</div>
${footer(context, root)}
</body>
</html>
`.markup;
}

function masthead(context: SiteContext, folder: string, root: string): Markup {
  const { site, strings } = context;
  const title = markup`<a href="${linkTo(root, '')}">${site.title}</a>`;
  const labels: Readonly<Record<MenuFolder, string>> = {
    '': strings.home,
    categories: strings.outlets,
    post: strings.archive,
    tags: strings.tags,
    search: strings.search,
    about: strings.about,
  };
  const items = menuFolders.map(
    (target) =>
      markup`<li><a href="${linkTo(root, target)}"${folder === target && trusted(' aria-current="page"')}>${labels[target]}</a></li>`,
  );
  return markup`<header class="masthead">
${folder === '' ? markup`<h1 class="site-title" dir="auto">${title}</h1>` : markup`<p class="site-title" dir="auto">${title}</p>`}
${site.description !== '' && markup`<p class="site-description" dir="auto">${site.description}</p>`}
<nav class="menu" aria-label="${strings.mainMenu}"><ul>${items}</ul></nav>
</header>`;
}

function footer({ strings, site }: SiteContext, root: string): Markup {
  const feeds = feedKinds.map(({ file, name }) => markup`<a href="${root}${file}">${name}</a>`);
  return markup`<footer class="colophon">
<p>${strings.ownership}</p>
<p><a href="${linkTo(root, 'about')}">${site.title}</a> · ${strings.feeds}: ${joined(feeds, trusted(', '))}</p>
</footer>`;
}

export const feedKinds = [
  { file: 'feed.xml', name: 'RSS', mediaType: 'application/rss+xml' },
  { file: 'atom.xml', name: 'Atom', mediaType: 'application/atom+xml' },
  { file: 'feed.json', name: 'JSON Feed', mediaType: 'application/feed+json' },
] as const;

function feedLinks(title: string, root: string, folder: string): Markup {
  const base = root + (folder === '' ? '' : `${encodePath(folder)}/`);
  return markup`${feedKinds.map(
    ({ file, name, mediaType }) =>
      markup`<link rel="alternate" type="${mediaType}" title="${title} (${name})" href="${base}${file}">\n`,
  )}`;
}

/** Open Graph of a page that is no article. */
export function listMetadata({ site }: SiteContext, folder: string, title: string): Markup {
  const url = absoluteUrl(site.url, folder);
  return markup`<link rel="canonical" href="${url}">
<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:url" content="${url}">
<meta property="og:site_name" content="${site.title}">
`;
}
