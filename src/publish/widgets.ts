import { linkTo } from './address.ts';
import { preferDated, renderHeadlines } from './article-list.ts';
import { markup, type Markup } from './markup.ts';
import type { SiteContext } from './site-context.ts';
import type { SitePlan, Term } from './site-plan.ts';

export const defaultWidgets = ['search', 'recent', 'taglist'] as const;

const recentCount = 6;
const termCount = 24;

type Widget = (context: SiteContext, plan: SitePlan, root: string) => Markup;

const widgets: Readonly<Record<string, Widget>> = {
  search: (context, _, root) => renderSearchForm(context, root, { id: 'q-side', text: '' }),
  recent: (context, plan, root) =>
    plan.posts.length === 0
      ? markup``
      : section(
          'recent',
          context.strings.recent,
          renderHeadlines(context, preferDated(plan.posts).slice(0, recentCount), root),
        ),
  taglist: (context, plan, root) => termSection('tags', context.strings.tags, mostUsed(plan), context, root),
  categories: (context, plan, root) => termSection('categories', context.strings.outlets, plan.outlets, context, root),
  languages: (context, plan, root) =>
    termSection('languages', context.strings.languages, namedLanguages(plan, context), context, root),
};

/** Renders the widgets of a sidebar and remembers them: they are the same on every page at the same depth.
 *  Names that no widget has are left out. */
export function createSidebar(
  context: SiteContext,
  plan: SitePlan,
): (names: readonly string[], root: string) => Markup {
  const made = new Map<string, Markup>();
  const one = (name: string, root: string): Markup | false => {
    const key = `${root}${name}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const widget = Object.hasOwn(widgets, name) ? widgets[name] : undefined;
    if (widget === undefined) return false;
    const fresh = widget(context, plan, root);
    made.set(key, fresh);
    return fresh;
  };
  return (names, root) => markup`${[...new Set(names)].map((name) => one(name, root))}`;
}

function section(name: string, title: string, content: Markup): Markup {
  return markup`<section class="widget ${name}" aria-labelledby="widget-${name}"><h2 id="widget-${name}">${title}</h2>${content}</section>
`;
}

function termSection(name: string, title: string, terms: readonly Term[], context: SiteContext, root: string): Markup {
  if (terms.length === 0) return markup``;
  const items = terms.map(
    (term) =>
      markup`<li><a href="${linkTo(root, term.folder)}"><bdi>${term.name}</bdi></a> <span class="count">${context.formats.number(term.posts.length)}</span></li>`,
  );
  return section(name, title, markup`<ul class="terms">${items}</ul>`);
}

/** The tags most articles carry. Outlets, which are on all of theirs, come after the topics and take what room is left. */
function mostUsed(plan: SitePlan): readonly Term[] {
  const outlets = new Set(plan.outlets.map((outlet) => outlet.key));
  const rank = (term: Term): number => (outlets.has(term.key) ? 1 : 0);
  const terms = [...plan.tags].sort((a, b) => rank(a) - rank(b) || b.posts.length - a.posts.length);
  return terms.slice(0, termCount);
}

function namedLanguages(plan: SitePlan, { formats }: SiteContext): readonly Term[] {
  return plan.languages.map((term) => ({ ...term, name: formats.ownLanguageName(term.name) }));
}

/** The search field. It works without a script where a server answers, and with one anywhere. */
export function renderSearchForm(
  { strings }: SiteContext,
  root: string,
  field: { readonly id: string; readonly text: string; readonly more?: Markup },
): Markup {
  return markup`<search class="widget search"><form class="search-form" action="${linkTo(root, 'search')}" method="get">
<label for="${field.id}">${strings.searchArchive}</label>
<div class="search-row"><input id="${field.id}" type="search" name="q" value="${field.text}" autocomplete="off" maxlength="200"><button type="submit">${strings.search}</button></div>
${field.more}</form></search>
`;
}
