import { linkTo, rootFrom } from './address.ts';
import { preferDated, renderHeadlines } from './article-list.ts';
import { contentSecurityPolicy } from './layout.ts';
import { markup, nothing, trusted, type Markup } from './markup.ts';
import type { Post } from './post.ts';
import { inTree, type SiteContext } from './site-context.ts';

const defaultWidgets = ['search', 'recent', 'taglist'] as const;

const recentCount = 6;

/** A tag, an outlet or a language, and how many articles of it are shown. */
export interface Term {
  readonly key: string;
  readonly name: string;
  readonly folder: string;
  readonly count: number;
}

/** What the widgets of a tree show. */
export interface WidgetFacts {
  /** The newest articles, newest first. */
  readonly recent: readonly Post[];
  /** The tags most articles carry, the outlets among them last. */
  readonly tags: readonly Term[];
  readonly outlets: readonly Term[];
  readonly languages: readonly Term[];
}

/** The widgets of a page that lies `root` below the root. `framed`: what changes with every article stands in frames, files of
 *  their own that all pages share, so that a new article leaves old pages as they are; `inline`: it stands in the page. */
export type Sidebar = (root: string, how: 'framed' | 'inline', names?: readonly string[]) => Markup;

interface Content {
  readonly title: string;
  readonly content: Markup;
}

type Widget = (context: SiteContext, facts: WidgetFacts, root: string) => Content | undefined;

/** The widgets that change with the articles. */
const widgets: Readonly<Record<string, Widget>> = {
  recent: (context, { recent }, root) =>
    recent.length === 0
      ? undefined
      : {
          title: context.strings.recent,
          content: renderHeadlines(context, preferDated(recent).slice(0, recentCount), root),
        },
  taglist: (context, { tags }, root) => termList(context, context.strings.tags, tags, root),
  categories: (context, { outlets }, root) => termList(context, context.strings.outlets, outlets, root),
  languages: (context, { languages }, root) => termList(context, context.strings.languages, languages, root),
};

/** Where the frame of a widget lies. */
function widgetFolder(context: SiteContext, name: string): string {
  return inTree(context, `widgets/${name}`);
}

/** Renders the widgets of a sidebar. Names that no widget has are left out. */
export function createSidebar(context: SiteContext, facts: WidgetFacts): Sidebar {
  const framed = new Map<string, Markup>();
  return (root, how, names = defaultWidgets) => {
    const key = [root, how, ...names].join(' ');
    const known = framed.get(key);
    if (known) return known;
    const made = markup`${names.map((name) => {
      if (name === 'search') return renderSearchForm(context, root, { id: 'q-side', text: '' });
      if (!Object.hasOwn(widgets, name)) return nothing;
      return how === 'framed' ? frame(context, name, root) : section(context, facts, name, root);
    })}`;
    if (how === 'framed') framed.set(key, made);
    return made;
  };
}

const titles: Readonly<Record<string, 'recent' | 'tags' | 'outlets' | 'languages'>> = {
  recent: 'recent',
  taglist: 'tags',
  categories: 'outlets',
  languages: 'languages',
};

function frame(context: SiteContext, name: string, root: string): Markup {
  const title = context.strings[titles[name] ?? 'recent'];
  return markup`<iframe class="widget ${name}" src="${linkTo(root, widgetFolder(context, name))}" title="${title}" loading="lazy"></iframe>
`;
}

function section(context: SiteContext, facts: WidgetFacts, name: string, root: string): Markup {
  const widget = widgets[name]?.(context, facts, root);
  return widget === undefined ? nothing : trusted(context.theme.widget({ t: context.t, name, ...widget }));
}

function termList(context: SiteContext, title: string, terms: readonly Term[], root: string): Content | undefined {
  if (terms.length === 0) return undefined;
  const items = terms.map(
    (term) =>
      markup`<li><a href="${linkTo(root, term.folder)}"><bdi>${term.name}</bdi></a> <span class="count">${context.formats.number(term.count)}</span></li>`,
  );
  return { title, content: markup`<ul class="terms">${items}</ul>` };
}

/** The frames of all widgets: pages of their own, which the sidebars of other pages show. */
export function renderWidgetFrames(
  context: SiteContext,
  facts: WidgetFacts,
): readonly { readonly folder: string; readonly text: string }[] {
  return Object.keys(widgets).map((name) => {
    const folder = widgetFolder(context, name);
    const root = rootFrom(folder);
    const text = markup`<!doctype html>
<html lang="${context.language}" dir="${context.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(contentSecurityPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${context.strings[titles[name] ?? 'recent']}</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<base target="_top">
<link rel="stylesheet" href="${root}assets/style.css">
</head>
<body class="widget-page sidebar">
<main>
${section(context, facts, name, root)}</main>
</body>
</html>
`;
    return { folder, text: text.markup };
  });
}

/** The search field. It works without a script where a server answers, and with one anywhere. */
export function renderSearchForm(
  context: SiteContext,
  root: string,
  field: { readonly id: string; readonly text: string; readonly more?: Markup },
): Markup {
  const { strings } = context;
  return markup`<search class="widget search"><form class="search-form" action="${linkTo(root, inTree(context, 'search'))}" method="get">
<label for="${field.id}">${strings.searchArchive}</label>
<div class="search-row"><input id="${field.id}" type="search" name="q" value="${field.text}" autocomplete="off" maxlength="200"><button type="submit">${strings.search}</button></div>
${field.more}</form></search>
`;
}
