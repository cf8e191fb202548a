import { fromZone } from '../../dates/zone.ts';
import type { ArticleRecord, SearchHit, SearchQuery } from '../../store/store.ts';
import { toApiArticle } from '../api.ts';
import type { AppContext } from '../app-context.ts';
import { filesOf } from '../search-answer.ts';
import { badCursor, readCursor, toCursor } from './cursor.ts';
import type { ArticleAnswer } from './schemas.ts';

/** What narrows a list, as `filters` of the schemas have it. */
export interface ListFilters {
  readonly outlet?: string | undefined;
  readonly language?: string | undefined;
  readonly in?: string | undefined;
  readonly tag?: string | undefined;
  readonly author?: string | undefined;
  readonly story?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface HitPage {
  readonly hits: readonly SearchHit[];
  readonly next?: string;
}

export function toArticle(context: AppContext, article: ArticleRecord): ArticleAnswer {
  const { tags, ...rest } = toApiArticle(context, article);
  return { ...rest, published: fromZone(article.date, context.pages.site.timeZone), tags: [...tags] };
}

/** One page of the newest hits, by date and, where several have the same, by id. The cursor names the last of them: what follows it is
 *  the same whatever arrives. */
export async function listNewest(context: AppContext, text: string, filters: ListFilters): Promise<HitPage> {
  const { limit } = filters;
  const after = filters.cursor === undefined ? undefined : readPlace(filters.cursor);
  const query = await toQuery(context, text, filters);
  const until = after && (query.until === undefined || after.date < endOf(query.until)) ? after.date : query.until;
  const hits: SearchHit[] = [];
  for (let offset = 0; ;) {
    const some = await context.search({ ...query, ...(until !== undefined && { until }), limit: limit + 1, offset });
    hits.push(...some.filter(({ article }) => after === undefined || compare(article, after) > 0));
    offset += some.length;
    hits.sort((a, b) => compare(a.article, b.article));
    // Others of the same moment may still come, and belong before.
    const isSettled = (some.at(-1)?.article.date ?? '') < (hits[limit]?.article.date ?? '');
    if (some.length <= limit || isSettled) break;
  }
  const page = hits.slice(0, limit);
  const last = page.at(-1)?.article;
  return { hits: page, ...(hits.length > limit && last && { next: toCursor([last.date, last.id]) }) };
}

// As many as a search weighs is more than anybody reads.
const maxPlace = 2000;

/** One page of the best hits. The cursor is a number: what is best depends on all that is there. */
export async function listBest(context: AppContext, text: string, filters: ListFilters): Promise<HitPage> {
  const { limit } = filters;
  const offset = filters.cursor === undefined ? 0 : readNumber(filters.cursor);
  const query = await toQuery(context, text, filters);
  const hits = await context.search({ ...query, sort: 'relevance', limit: limit + 1, offset });
  const hasMore = hits.length > limit && offset + limit < maxPlace;
  return { hits: hits.slice(0, limit), ...(hasMore && { next: toCursor([offset + limit]) }) };
}

async function toQuery(context: AppContext, text: string, filters: ListFilters): Promise<SearchQuery> {
  const { outlet, language, in: readIn, tag, author, story, since, until, limit } = filters;
  const named = Object.entries({ outlet, language, readIn, tag, author, since, until });
  return {
    text,
    limit,
    ...Object.fromEntries(named.filter(([, value]) => value !== undefined)),
    ...(story !== undefined && { among: await filesOf(story, context) }),
  };
}

/** The last moment of a day, or a moment itself. */
function endOf(until: string): string {
  return until.length > 10 ? until : `${until} 23:59:59`;
}

interface Place {
  readonly date: string;
  readonly id: string;
}

function compare(a: Place, b: Place): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function readPlace(cursor: string): Place {
  const [date, id] = readCursor(cursor);
  if (typeof date === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(date) && typeof id === 'string')
    return { date, id };
  throw badCursor();
}

function readNumber(cursor: string): number {
  const [place] = readCursor(cursor);
  if (typeof place === 'number' && Number.isInteger(place) && place >= 0 && place < maxPlace) return place;
  throw badCursor();
}
