import { linkTo, rootFrom } from './address.ts';
import type { RenderedPage } from './directory-pages.ts';
import { renderPage } from './layout.ts';
import { markup, nothing, trusted, type Markup } from './markup.ts';
import { renderSearchBody } from './search/render-search-body.ts';
import { inTree, type SiteContext } from './site-context.ts';
import { renderSearchForm } from './widgets.ts';

export interface SearchChoice {
  readonly value: string;
  readonly label: string;
}

export interface SearchForm {
  readonly text: string;
  readonly outlet: string;
  readonly language: string;
  readonly tag?: string;
  readonly outlets: readonly SearchChoice[];
  readonly languages: readonly SearchChoice[];
}

/** A saved search that has a page. */
export interface SavedSearchLink {
  readonly title: string;
  readonly folder: string;
  readonly count: number;
}

/** The search page of the site: a script finds articles in the index beside it. Saved searches stand below. */
export function renderSearchPage(context: SiteContext, saved: readonly SavedSearchLink[] = []): RenderedPage {
  const folder = inTree(context, 'search');
  const root = rootFrom(folder);
  const text = renderPage(context, {
    folder,
    title: context.strings.search,
    head: markup`<meta name="robots" content="noindex">
<script src="${root}assets/search.js" defer></script>
`,
    main: markup`${renderSearchBody(context.strings, { root, language: context.language, hasNews: context.own.hasNews })}${saved.length > 0 && renderSaved(context, saved, root)}`,
  });
  return { folder, text };
}

function renderSaved({ formats, strings }: SiteContext, saved: readonly SavedSearchLink[], root: string): Markup {
  const items = saved.map(
    ({ title, folder, count }) =>
      markup`<li><a href="${linkTo(root, folder)}">${title}</a> <span class="count">${formats.number(count)}</span></li>\n`,
  );
  return markup`<nav class="saved-searches" aria-label="${strings.search}"><ul class="terms">\n${items}</ul></nav>\n`;
}

/** The search page with what a server found. */
export function renderSearchResults(
  context: SiteContext,
  form: SearchForm,
  { root, results }: { readonly root: string; readonly results: Markup },
): string {
  const { strings } = context;
  const selects = markup`<div class="search-row">${choice('outlet', strings.outlet, strings.allOutlets, form.outlets, form.outlet)}${choice(
    'lang',
    strings.languages,
    strings.allLanguages,
    form.languages,
    form.language,
  )}</div>
${form.tag !== undefined && form.tag !== '' && markup`<p class="search-row"><label>${strings.tags} <input name="tag" value="${form.tag}"></label></p>`}
`;
  return renderPage(context, {
    folder: 'search',
    root,
    title: form.text === '' ? strings.search : `${form.text} · ${strings.search}`,
    head: markup`<meta name="robots" content="noindex">\n`,
    main: markup`<header class="list-head"><h1>${strings.search}</h1></header>
${renderSearchForm(context, root, { id: 'q', text: form.text, more: selects })}${results}`,
  });
}

function choice(name: string, label: string, all: string, choices: readonly SearchChoice[], chosen: string): Markup {
  if (choices.length < 2) return nothing;
  const options = choices.map(
    ({ value, label: text }) =>
      markup`<option value="${value}"${value === chosen && trusted(' selected')}>${text}</option>`,
  );
  return markup`<label>${label} <select name="${name}"><option value="">${all}</option>${options}</select></label>`;
}
