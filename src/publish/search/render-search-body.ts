import { linkTo } from '../address.ts';
import { markup, type Markup } from '../markup.ts';
import type { Plural } from '../strings/strings-form.ts';

/** The words of the search page, as `Strings` has them. */
export interface SearchStrings {
  readonly search: string;
  readonly searchArchive: string;
  readonly searchHint: string;
  readonly searchNeedsScript: string;
  readonly searchFailed: string;
  readonly loading: string;
  readonly results: Plural;
  readonly noResults: string;
  readonly moreResults: string;
  readonly collected: string;
  readonly translatedFrom: string;
  readonly archive: string;
  readonly outlet: string;
  readonly allOutlets: string;
  readonly languages: string;
  readonly allLanguages: string;
  readonly tags: string;
  readonly allTags: string;
  readonly dateFrom: string;
  readonly dateTo: string;
}

/** What the search page has in its middle. It is the same whatever the archive holds: the script fills in what a search can be
 *  narrowed to. Its element ids and data attributes are those that `browser/page.js` reads. */
export function renderSearchBody(
  strings: SearchStrings,
  { root, language, hasNews = true }: { readonly root: string; readonly language: string; readonly hasNews?: boolean },
): Markup {
  return markup`<header class="list-head"><h1>${strings.search}</h1></header>
<noscript><p class="empty">${strings.searchNeedsScript}${hasNews && markup` <a href="${linkTo(root, 'post')}">${strings.archive}</a>, <a href="${linkTo(root, 'tags')}">${strings.tags}</a>`}</p></noscript>
<search><form id="search-form" class="search-form" action="index.html" method="get" hidden>
<label for="q">${strings.searchArchive}</label>
<div class="search-row"><input id="q" type="search" name="q" autocomplete="off" maxlength="200" aria-describedby="search-hint"><button type="submit">${strings.search}</button></div>
<p class="hint" id="search-hint">${strings.searchHint}</p>
${hasNews && renderFilters(strings)}</form></search>
<div id="results" role="status" data-root="${root}" data-language="${language}" data-results="${JSON.stringify(strings.results)}" data-collected="${strings.collected}" data-translated="${strings.translatedFrom}" data-none="${strings.noResults}" data-loading="${strings.loading}" data-failed="${strings.searchFailed}"></div>
<ol id="hits" class="hits"></ol>
<p class="more"><button id="more" type="button" hidden>${strings.moreResults}</button></p>
`;
}

function renderFilters(strings: SearchStrings): Markup {
  return markup`<div class="search-filters">${[
    select('outlet', strings.outlet, strings.allOutlets),
    select('lang', strings.languages, strings.allLanguages),
    select('tag', strings.tags, strings.allTags),
    day('from', strings.dateFrom),
    day('to', strings.dateTo),
  ]}</div>
`;
}

/** A choice that is hidden until the script has found more than one thing to choose. */
function select(name: string, label: string, all: string): Markup {
  return markup`<label hidden><span>${label}</span> <select name="${name}"><option value="">${all}</option></select></label>\n`;
}

function day(name: string, label: string): Markup {
  return markup`<label><span>${label}</span> <input type="date" name="${name}" min="1000-01-01" max="9999-12-31"></label>\n`;
}
