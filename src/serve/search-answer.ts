import type { Context } from 'hono';
import { linkTo } from '../publish/address.ts';
import { attributes } from '../publish/article-list.ts';
import { directionOf, toLanguageTag } from '../publish/formats.ts';
import { dotted, markup, type Markup } from '../publish/markup.ts';
import { renderSearchResults, type SearchForm } from '../publish/search-page.ts';
import { pageFolderOf } from '../publish/post.ts';
import { fill, fillDate } from '../publish/strings.ts';
import type { SearchHit, SearchQuery, SearchSort } from '../store/store.ts';
import type { AppContext } from './app-context.ts';
import { findOwnPages, renderOwnHit } from './find-own-pages.ts';
import { outletName } from './outlet-name.ts';

export const hitsPerPage = 20;
const maxPage = 100;
const maxTextLength = 200;

/** A search as it was asked for. Empty strings are filters not set. */
export interface SearchRequest {
  readonly text: string;
  readonly outlet: string;
  readonly language: string;
  /** In which language it can be had. */
  readonly readIn: string;
  readonly tag: string;
  readonly author: string;
  /** A story's id. */
  readonly story: string;
  /** Days or moments, as `SearchQuery` has them. */
  readonly since: string;
  readonly until: string;
  readonly sort: SearchSort | '';
  /** From 1. */
  readonly page: number;
}

/** Reads the search from the address; whatever it cannot use counts as not given. */
export function readSearchRequest(c: Context): SearchRequest {
  return parseSearchRequest((name) => c.req.query(name));
}

/** As `readSearchRequest`. `valueOf`: of a name in the address. */
export function parseSearchRequest(valueOf: (name: string) => string | undefined): SearchRequest {
  const read = (name: string): string => (valueOf(name) ?? '').trim().slice(0, maxTextLength);
  const page = /^\d{1,6}$/.test(read('page')) ? Number(read('page')) : 1;
  return {
    text: read('q'),
    outlet: read('outlet'),
    language: read('lang'),
    readIn: read('in'),
    tag: read('tag'),
    author: read('author'),
    story: read('story'),
    since: toMoment(read('since')),
    until: toMoment(read('until')),
    sort: read('sort') === 'relevance' ? 'relevance' : '',
    page: Math.min(Math.max(page, 1), maxPage),
  };
}

function toMoment(text: string): string {
  return /^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?$/.test(text) ? text : '';
}

/** What narrows a search, by its name in the address. */
export function filtersOf({
  outlet,
  language,
  readIn,
  tag,
  author,
  story,
  since,
  until,
  sort,
}: SearchRequest): Readonly<Record<string, string>> {
  return { outlet, lang: language, in: readIn, tag, author, story, since, until, sort };
}

/** One page of hits, and whether there are more. */
export async function findHits(
  context: AppContext,
  request: SearchRequest,
): Promise<{ readonly hits: readonly SearchHit[]; readonly hasMore: boolean }> {
  const { outlet, language, readIn, tag, author, since, until, sort } = request;
  const filters = Object.entries({ outlet, language, readIn, tag, author, since, until, sort });
  const query: SearchQuery = {
    text: request.text,
    limit: hitsPerPage + 1,
    offset: (request.page - 1) * hitsPerPage,
    ...Object.fromEntries(filters.filter(([, value]) => value !== '')),
    ...(request.story !== '' && { among: await filesOf(request.story, context) }),
  };
  const found = await context.search(query);
  return { hits: found.slice(0, hitsPerPage), hasMore: found.length > hitsPerPage && request.page < maxPage };
}

/** The files of a story's articles; none of one that nothing may be shown of. */
export async function filesOf(story: string, { stories }: AppContext): Promise<readonly string[]> {
  return (await stories?.of(story))?.view.story.members.map(({ path }) => path) ?? [];
}

/** The search page with what was found. `root` is the way from the address asked for to the root of the site. */
export async function renderSearchAnswer(context: AppContext, request: SearchRequest, root: string): Promise<string> {
  const isEmpty = [request.text, ...Object.values(filtersOf(request))].every((value) => value === '');
  const form: SearchForm = {
    text: request.text,
    outlet: request.outlet,
    language: request.language,
    outlets: context.outlets.map(({ id, name }) => ({ value: id, label: name })),
    languages: (context.languages ?? []).map((tag) => ({
      value: tag,
      label: context.pages.formats.languageName(toLanguageTag(tag)),
    })),
    tag: request.tag,
  };
  const results = isEmpty ? markup`` : await renderResults(context, request, root);
  return renderSearchResults(context.pages, form, { root, results });
}

async function renderResults(context: AppContext, request: SearchRequest, root: string): Promise<Markup> {
  const { strings, formats } = context.pages;
  const { hits, hasMore } = await findHits(context, request);
  const isNarrowed = request.page > 1 || Object.values(filtersOf(request)).some((value) => value !== '');
  const pages = isNarrowed ? [] : findOwnPages(context.pages, request.text);
  if (hits.length + pages.length === 0) return markup`<p class="empty" role="status">${strings.noResults}</p>`;
  const isAll = request.page === 1 && !hasMore;
  const count = isAll
    ? formats.plural(strings.results, hits.length + pages.length)
    : fill(strings.page, { n: formats.number(request.page) });
  return markup`<p class="result-count" role="status">${count}</p>
<ol class="hits">
${pages.map((page) => renderOwnHit(context.pages, page, root))}${await Promise.all(hits.map((hit) => renderHit(context, hit, root)))}</ol>
${renderPages(context, request, hasMore)}`;
}

async function renderHit(
  context: AppContext,
  { article, snippet, translation }: SearchHit,
  root: string,
): Promise<Markup> {
  const { formats, strings } = context.pages;
  const { language: tag, path, title } = translation ?? article;
  const language = toLanguageTag(tag);
  const inLanguage = attributes({ language, direction: directionOf(language) });
  const outlet = outletName(context, article.outlet);
  const day = article.date.slice(0, 10);
  const time = markup`<time datetime="${day}">${formats.shortDay(day)}</time>`;
  const isStated = (await context.isDateStated?.(article)) ?? true;
  const when = isStated ? time : fillDate(strings.collected, time);
  // Of a translation: what it was made from.
  const from = toLanguageTag(article.language);
  const original = markup`<a href="${linkTo(root, pageFolderOf(article.path))}" hreflang="${from}">${formats.languageName(from)}</a>`;
  return markup`<li><h2${inLanguage}><a href="${linkTo(root, pageFolderOf(path))}">${title}</a></h2>
<p class="summary"${inLanguage}>${markHits(snippet)}</p>
<p class="meta">${dotted([outlet, when, ...(translation ? [original] : [])])}</p></li>
`;
}

/** The snippet of a hit with `<mark>` for what stands between U+0001 and U+0002. */
export function markHits(snippet: string): Markup {
  const [before = '', ...pieces] = snippet.split('\u0001');
  return markup`${before}${pieces.map((piece) => {
    const end = piece.indexOf('\u0002');
    return end === -1 ? piece : markup`<mark>${piece.slice(0, end)}</mark>${piece.slice(end + 1)}`;
  })}`;
}

function renderPages({ pages }: AppContext, request: SearchRequest, hasMore: boolean): Markup | false {
  if (request.page === 1 && !hasMore) return false;
  const link = (page: number, label: string, rel: string): Markup =>
    markup`<li><a href="?${queryOf({ ...request, page })}" rel="${rel}">${label}</a></li>`;
  return markup`<nav class="pager" aria-label="${pages.strings.pages}"><ul>
${request.page > 1 && link(request.page - 1, fill(pages.strings.page, { n: pages.formats.number(request.page - 1) }), 'prev')}
<li><span aria-current="page">${fill(pages.strings.page, { n: pages.formats.number(request.page) })}</span></li>
${hasMore && link(request.page + 1, fill(pages.strings.page, { n: pages.formats.number(request.page + 1) }), 'next')}
</ul></nav>`;
}

function queryOf(request: SearchRequest): string {
  const query = new URLSearchParams({ q: request.text });
  for (const [name, value] of Object.entries(filtersOf(request))) if (value !== '') query.set(name, value);
  if (request.page > 1) query.set('page', String(request.page));
  return query.toString();
}
