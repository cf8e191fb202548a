import type { MarkKind, Marks } from '../../model/reader.ts';
import type { SearchQuery } from '../../store/store.ts';
import type { ReadingContext } from './reading-context.ts';
import type { ShelfRow } from './shelf.ts';

const rowsPerPage = 30;

/** How far a list may be looked through for what is unread: whoever has read so many goes on from there. */
const maxLooks = 3000;

/** Which articles a list has. */
export interface ListFilter extends Pick<SearchQuery, 'outlet' | 'language' | 'tag'> {
  /** `YYYY-MM-DD`. */
  readonly day?: string;
  readonly isUnread: boolean;
}

/** A place in a list of articles, newest first: its date and the beginning of its id, which is the order of the index. */
export interface ListPlace {
  readonly date: string;
  readonly id: string;
}

export interface ListPage {
  readonly rows: readonly ShelfRow[];
  readonly marks: ReadonlyMap<string, Marks>;
  /** Where the next page begins; undefined on the last one. */
  readonly next: ListPlace | undefined;
}

export function parsePlace(text: string): ListPlace | undefined {
  const [, date, time, id] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)~([0-9a-f]{16})$/.exec(text) ?? [];
  return date === undefined || time === undefined || id === undefined ? undefined : { date: `${date} ${time}`, id };
}

export function formatPlace({ date, id }: ListPlace): string {
  return `${date.replace(' ', 'T')}~${id}`;
}

/** One page of all articles that the filter lets through, after a place. */
export async function listArticles(
  context: ReadingContext,
  user: number,
  { isUnread, day, ...filter }: ListFilter,
  after: ListPlace | undefined,
): Promise<ListPage> {
  const { store, readers } = context.service;
  const until = after?.date ?? day;
  const query = {
    ...filter,
    text: '',
    ...(day !== undefined && { since: day }),
    ...(until !== undefined && { until }),
  };
  const page = { rows: [] as ShelfRow[], marks: new Map<string, Marks>() };
  let last: ListPlace | undefined;
  for (let looked = 0; looked < maxLooks;) {
    const size = looked === 0 ? 2 * rowsPerPage : maxLooks - looked;
    const found = await store.searchPlaces({ ...query, limit: size, offset: looked });
    looked += found.length;
    const later = found.filter((place) => after === undefined || isBehind(place, after)).map(({ id }) => id);
    const marked = readers.marks.of(user, later);
    const wanted = isUnread ? later.filter((id) => isOpen(marked.get(id))) : later;
    for (let from = 0; from < wanted.length && page.rows.length <= rowsPerPage; from += rowsPerPage + 1)
      page.rows.push(...(await context.shelf.find(wanted.slice(from, from + rowsPerPage + 1))));
    for (const [id, marks] of marked) page.marks.set(id, marks);
    const rows = page.rows.slice(0, rowsPerPage);
    if (page.rows.length > rowsPerPage) return { ...page, rows, next: rows.at(-1) };
    if (found.length < size) return { ...page, next: undefined };
    last = found.at(-1);
  }
  return { ...page, next: last };
}

function isOpen(marks: Marks | undefined): boolean {
  return marks === undefined || (marks.readAt === 0 && marks.archivedAt === 0);
}

/** Articles of one second lie in the order of their ids. */
function isBehind({ date, id }: ListPlace, after: ListPlace): boolean {
  return date < after.date || (date === after.date && id < after.id);
}

/** A place among what a person marked: when, and the article. */
export interface MarkPlace {
  readonly at: number;
  readonly article: string;
}

export function parseMarkPlace(text: string): MarkPlace | undefined {
  const [, at, article] = /^(\d{1,15})~([0-9a-f]{16})$/.exec(text) ?? [];
  return at === undefined || article === undefined ? undefined : { at: Number(at), article };
}

export interface MarkedPage {
  readonly rows: readonly ShelfRow[];
  readonly marks: ReadonlyMap<string, Marks>;
  readonly next: MarkPlace | undefined;
}

/** One page of what a person marked, marked last first. */
export async function listMarked(
  { service: { readers }, shelf }: ReadingContext,
  user: number,
  kind: MarkKind,
  after: MarkPlace | undefined,
): Promise<MarkedPage> {
  const found = after
    ? readers.marks.listAfter(user, kind, rowsPerPage + 1, after)
    : readers.marks.list(user, kind, rowsPerPage + 1);
  const shown = found.slice(0, rowsPerPage);
  const last = found.length > rowsPerPage ? shown.at(-1) : undefined;
  return {
    rows: await shelf.find(shown.map(({ article }) => article)),
    marks: new Map(shown.map((marks) => [marks.article, marks])),
    next: last && { at: timeOf(last, kind), article: last.article },
  };
}

function timeOf(marks: Marks, kind: MarkKind): number {
  return { read: marks.readAt, starred: marks.starredAt, archived: marks.archivedAt }[kind];
}
