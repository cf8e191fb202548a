import { linkTo } from './address.ts';
import { renderPage } from './layout.ts';
import { markup, nothing, trusted, type Markup } from './markup.ts';
import type { SiteContext } from './site-context.ts';
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

export const emptySearch = { text: '', outlet: '', language: '' } as const;

/** The search page. `results` come from a server; without them a script finds them in `search-index.json`. */
export function renderSearchPage(
  context: SiteContext,
  form: SearchForm,
  options: { readonly root: string; readonly results?: Markup },
): string {
  const { strings } = context;
  const isStatic = options.results === undefined;
  const selects = markup`<div class="search-row">${choice('outlet', strings.outlet, strings.allOutlets, form.outlets, form.outlet)}${choice(
    'lang',
    strings.languages,
    strings.allLanguages,
    form.languages,
    form.language,
  )}</div>
${form.tag !== undefined && form.tag !== '' && markup`<p class="search-row"><label>${strings.tags} <input name="tag" value="${form.tag}"></label></p>`}
${isStatic && markup`<p class="hint">${strings.searchHint}</p>\n`}`;
  const plurals = JSON.stringify(strings.results);
  const script = markup`<noscript><p class="empty">${strings.searchNeedsScript} <a href="${linkTo(options.root, 'post')}">${strings.archive}</a>, <a href="${linkTo(options.root, 'tags')}">${strings.tags}</a></p></noscript>
<div id="results" role="status" data-index="${options.root}search-index.json" data-root="${options.root}" data-language="${context.language}" data-results="${plurals}" data-collected="${strings.collected}" data-none="${strings.noResults}" data-loading="${strings.loading}" data-failed="${strings.searchFailed}"></div>
<ol id="hits" class="hits"></ol>
`;
  return renderPage(context, {
    folder: 'search',
    root: options.root,
    title: form.text === '' ? strings.search : `${form.text} · ${strings.search}`,
    head: markup`<meta name="robots" content="noindex">
${isStatic && markup`<script src="${options.root}assets/search.js" defer></script>\n`}`,
    main: markup`<header class="list-head"><h1>${strings.search}</h1></header>
${renderSearchForm(context, options.root, { id: 'q', text: form.text, more: selects })}${options.results ?? script}`,
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
