import type { Context } from 'hono';
import { toLanguageTag } from '../../publish/formats.ts';
import { markup, type Markup } from '../../publish/markup.ts';
import type { AccessEnv } from '../access/caller.ts';
import { formField } from '../app-page.ts';
import { filtersOf, findHits, readSearchRequest, type SearchRequest } from '../search-answer.ts';
import type { ServiceApp } from '../service.ts';
import { nextLink } from './article-rows.ts';
import { selectField, type Choice } from './form-fields.ts';
import { hitList } from './hit-list.ts';
import { addSavedSearchRoutes, savedSearchList } from './saved-searches.ts';
import type { ReadingContext } from './reading-context.ts';
import { answerReading, onlyFor } from './reading-page.ts';

/** The search with all that narrows it, and the searches that a person keeps. */
export function addSearchRoutes(app: ServiceApp, context: ReadingContext): void {
  app.get('/app/search', onlyFor('read'), async (c) => {
    const request = readSearchRequest(c);
    const fields = fieldsOf(request);
    const isAsked = Object.values(fields).some((value) => value !== '');
    const found = isAsked ? await findHits(context, request) : undefined;
    return answerReading(c, context, {
      title: request.text === '' ? 'Search' : `${request.text} · Search`,
      main: markup`<header class="list-head"><h1>Search</h1></header>
${await savedSearchList(c, context)}${await searchForm(context, request)}${found && (await hitList(c, context, found.hits))}${found?.hasMore === true && nextLink('/app/search', { ...fields, page: String(request.page + 1) })}${isAsked && saveForm(c, fields)}`,
    });
  });
  addSavedSearchRoutes(app, context);
}

/** The search as its address has it, but for the page. */
function fieldsOf(request: SearchRequest): Readonly<Record<string, string>> {
  return { q: request.text, ...filtersOf(request) };
}

async function searchForm(context: ReadingContext, request: SearchRequest): Promise<Markup> {
  const { outlets, languages = [], pages } = context;
  const names: readonly Choice[] = languages.map((name) => ({
    value: name,
    label: pages.formats.languageName(toLanguageTag(name)),
  }));
  const stories = (await context.known.ranked()).map(({ card }) => ({ value: card.id, label: cut(card.title) }));
  const hasMore = Object.entries(fieldsOf(request)).some(([name, value]) => name !== 'q' && value !== '');
  return markup`<search><form class="app-search" method="get" action="/app/search">
<label for="app-q">${pages.strings.searchArchive}</label>
<div class="search-row"><input id="app-q" type="search" name="q" value="${request.text}" autocomplete="off" maxlength="200" aria-describedby="app-q-hint"><button>Search</button></div>
<p class="hint" id="app-q-hint">${pages.strings.searchHint}</p>
<details${hasMore && markup` open`}><summary>Filters</summary><div class="app-fields">
${selectField(
  'outlet',
  'Outlet',
  'All outlets',
  outlets.map(({ id, name }) => ({ value: id, label: name })),
  request.outlet,
)}
${selectField('lang', 'Written in', 'All languages', names, request.language)}
${selectField('in', 'Can be read in', 'Any language', names, request.readIn)}
${selectField('story', 'Story', 'All stories', stories, request.story)}
<label>Tag <input name="tag" value="${request.tag}" maxlength="200"></label>
<label>Author <input name="author" value="${request.author}" maxlength="200"></label>
<label>From <input type="date" name="since" value="${request.since.slice(0, 10)}"></label>
<label>To <input type="date" name="until" value="${request.until.slice(0, 10)}"></label>
${selectField('sort', 'Order', 'Newest first', [{ value: 'relevance', label: 'Best first' }], request.sort)}
</div></details>
</form></search>
`;
}

function cut(title: string): string {
  return title.length > 80 ? `${title.slice(0, 79).trimEnd()}…` : title;
}

function saveForm(c: Context<AccessEnv>, fields: Readonly<Record<string, string>>): Markup {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== '')).toString();
  return markup`<form class="app-save app-inline" method="post" action="/app/searches">${formField(c)}<input type="hidden" name="query" value="${query}">
<label>Keep this search as <input name="name" value="${fields['q'] ?? ''}" maxlength="200" required></label> <button>Keep</button></form>
`;
}
