import { absoluteUrl, encodePath, linkTo, rootFrom } from './address.ts';
import { markup, nothing, trusted, type Markup } from './markup.ts';
import type { MenuEntry } from './own-pages/own-site.ts';
import { inTree, type SiteContext, type Tree } from './site-context.ts';
import type { View } from './template.ts';

/** What pages may load and do: nothing but what lies beside them. `frame-ancestors` works as a header only; `serve/` adds it. */
export const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; " +
  "frame-src 'self'; form-action 'self'; base-uri 'none'";

/** Before the entries of the user's own pages, and behind them. */
const menuFolders = { before: ['', 'categories', 'post', 'tags'], behind: ['search', 'about'] } as const;
type MenuFolder = (typeof menuFolders)['before' | 'behind'][number];

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
  /** The same in other languages: where it lies, by the prefix of a tree. A tree without one is led to by its first page. */
  readonly versions?: ReadonlyMap<string, string>;
  /** Pictures come from elsewhere too. */
  readonly hasForeignPictures?: boolean;
  readonly main: Markup;
  readonly sidebar?: { readonly side: 'left' | 'right'; readonly content: Markup } | undefined;
}

/** Puts a page into the frame of the site: head, masthead, menu, sidebar, footer. */
export function renderPage(context: SiteContext, page: PageParts): string {
  const { site, strings } = context;
  const root = page.root ?? rootFrom(page.folder);
  const isHome = page.folder === inTree(context, '');
  const side = page.sidebar?.side;
  return context.theme.page({
    t: context.t,
    language: context.language,
    direction: context.direction,
    contentSecurityPolicy: trusted(
      page.hasForeignPictures === true
        ? contentSecurityPolicy.replace("img-src 'self'", "img-src 'self' https: http:")
        : contentSecurityPolicy,
    ),
    title: isHome ? site.title : `${page.title} · ${site.title}`,
    description: page.description ?? site.description,
    root,
    head: markup`${context.own.hasNews && feedLinks(site.title, root, inTree(context, ''))}${page.feeds && page.feeds.folder !== inTree(context, '') && feedLinks(`${site.title}: ${page.feeds.title}`, root, page.feeds.folder)}${page.head ?? nothing}`,
    isHome,
    home: linkTo(root, inTree(context, '')),
    about: linkTo(root, inTree(context, 'about')),
    siteTitle: site.title,
    siteDescription: site.description,
    hasNews: context.own.hasNews,
    menu: menuItems(context, page.folder, root),
    hasLanguages: context.trees.length > 1,
    languages: context.trees.map((tree) => ({
      tag: tree.language,
      name: context.formats.ownLanguageName(tree.language),
      url: linkTo(root, page.versions?.get(tree.prefix) ?? tree.prefix),
      isCurrent: tree.prefix === context.tree.prefix,
    })),
    main: page.main,
    frameClass: side === undefined ? ' plain' : side === 'left' ? ' aside-first' : '',
    sidebar: page.sidebar?.content,
    feeds: feedKinds.map(({ file, name }, index) => ({
      separator: index === 0 ? '' : ', ',
      url: root + encodePath(inTree(context, file)),
      name,
    })),
    feedsLabel: strings.feeds,
  });
}

function menuItems(context: SiteContext, folder: string, root: string): readonly View[] {
  const { strings } = context;
  const labels: Readonly<Record<MenuFolder, string>> = {
    '': strings.home,
    categories: strings.outlets,
    post: strings.archive,
    tags: strings.tags,
    search: strings.search,
    about: strings.about,
  };
  const { hasNews } = context.own;
  const entryOf = (target: MenuFolder): MenuEntry => ({ folder: inTree(context, target), label: labels[target] });
  const entries = [
    ...menuFolders.before.filter((target) => hasNews || target === '').map(entryOf),
    ...context.ownMenu,
    ...menuFolders.behind.filter((target) => hasNews || target === 'search').map(entryOf),
  ];
  return entries.map((entry) => ({
    url: linkTo(root, entry.folder),
    label: entry.label,
    isCurrent: folder === entry.folder,
  }));
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

/** Links to the same page in other languages. Spec: developers.google.com/search/docs/specialty/international. */
export function alternateLinks(
  { site }: SiteContext,
  versions: readonly { readonly language: string; readonly folder: string }[],
): Markup {
  if (versions.length < 2) return nothing;
  return markup`${versions.map(
    ({ language, folder }) =>
      markup`<link rel="alternate" hreflang="${language}" href="${absoluteUrl(site.url, folder)}">\n`,
  )}`;
}

/** The first pages of all trees. */
export function homeVersions(
  trees: readonly Tree[],
): readonly { readonly language: string; readonly folder: string }[] {
  return trees.map(({ language, prefix }) => ({ language, folder: prefix }));
}
