import type { Context } from 'hono';
import { markup, nothing, type Markup } from '../../publish/markup.ts';
import type { SearchHit } from '../../store/store.ts';
import type { KeptSearch } from '../../store/reader-searches.ts';
import type { AccessEnv } from '../access/caller.ts';
import { formField } from '../app-page.ts';
import { findHits, hitsPerPage, parseSearchRequest } from '../search-answer.ts';
import type { ServiceApp } from '../service.ts';
import { notFound } from './article-routes.ts';
import { hitList } from './hit-list.ts';
import type { ReadingContext } from './reading-context.ts';
import { answerReading, formTexts, isOpened, onlyFor, readerOf } from './reading-page.ts';

const maxSearches = 100;

/** Searches that a person keeps: `POST /app/searches`, `/app/searches/<id>` with what is new, `POST /app/searches/<id>/remove`. */
export function addSavedSearchRoutes(app: ServiceApp, context: ReadingContext): void {
  const { readers, clock } = context.service;
  app.post('/app/searches', onlyFor('mark'), async (c) => {
    const field = await formTexts(c, 2000);
    const { user } = readerOf(c);
    const name = field('name', 200);
    const query = new URLSearchParams(field('query')).toString();
    if (name === '' || query === '') return c.text('The form does not say what to keep.\n', 400);
    if (readers.searches.list(user.id).length >= maxSearches) return c.text(`${maxSearches} searches are all.\n`, 400);
    const seen = idsOf(await firstHits(context, query));
    readers.searches.put(user.id, { name, query, seen, createdAt: new Date(clock.now()).toISOString() });
    return c.redirect('/app/search', 303);
  });
  app.get('/app/searches/:id', onlyFor('read'), async (c) => {
    const { user } = readerOf(c);
    const search = readers.searches.get(Number(c.req.param('id')), user.id);
    if (search === undefined) return notFound(c, context);
    const hits = await firstHits(context, search.query);
    const fresh = newAmong(hits, search.seen);
    if (isOpened(c)) readers.searches.setSeen(search.id, user.id, idsOf(hits));
    const label = (id: string): string | undefined => (fresh.has(id) ? 'New' : undefined);
    return answerReading(c, context, {
      title: search.name,
      main: markup`<header class="list-head"><h1>${search.name}</h1><p class="meta">${fresh.size === 0 ? 'Nothing new' : `${fresh.size} new`} since you looked last</p></header>
${await hitList(c, context, hits, label)}<div class="app-inline"><a href="/app/search?${search.query}">All hits, and filters</a>
<form method="post" action="/app/searches/${search.id}/remove">${formField(c)}<button>Remove this search</button></form></div>`,
    });
  });
  app.post('/app/searches/:id/remove', onlyFor('mark'), (c) => {
    readers.searches.remove(Number(c.req.param('id')), readerOf(c).user.id);
    return c.redirect('/app/search', 303);
  });
}

/** The searches of a person with how much is new in each; nothing when they keep none. */
export async function savedSearchList(c: Context<AccessEnv>, context: ReadingContext): Promise<Markup> {
  const searches = context.service.readers.searches.list(readerOf(c).user.id);
  if (searches.length === 0) return nothing;
  const items = await Promise.all(searches.map((search) => savedSearch(context, search)));
  return markup`<nav class="app-saved" aria-label="Kept searches"><ul class="terms">
${items}</ul></nav>
`;
}

async function savedSearch(context: ReadingContext, search: KeptSearch): Promise<Markup> {
  const hits = await firstHits(context, search.query);
  const { size } = newAmong(hits, search.seen);
  const isAll = size > 0 && size === hits.length && search.seen.length > 0;
  return markup`<li><a href="/app/searches/${search.id}">${search.name}</a>${size > 0 && markup` <strong class="label">${size}${isAll && '+'} new</strong>`}</li>
`;
}

/** The newest that a search finds, a page of it. */
async function firstHits(context: ReadingContext, query: string): Promise<readonly SearchHit[]> {
  const fields = new URLSearchParams(query);
  const request = parseSearchRequest((name) => fields.get(name) ?? undefined);
  return (await findHits(context, { ...request, sort: '', page: 1 })).hits;
}

function idsOf(hits: readonly SearchHit[]): readonly string[] {
  return hits.map(({ article }) => article.id);
}

/** Those that were not there when the person looked last. What stands behind all that was there then was there before: it came up as others
 *  went. */
function newAmong(hits: readonly SearchHit[], seen: readonly string[]): ReadonlySet<string> {
  const known = new Set(seen);
  const ids = idsOf(hits);
  const last = ids.findLastIndex((id) => known.has(id));
  const isFull = seen.length >= hitsPerPage;
  return new Set(ids.filter((id, index) => !known.has(id) && (!isFull || last === -1 || index < last)));
}
