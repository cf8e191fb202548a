import type { Item, ItemState } from '../../store/reader-items.ts';
import { answerData, restOfPath } from './client-request.ts';
import type { Asked } from './reader-request.ts';
import { renderStreamAtom, toReaderItem } from './reader-answers.ts';
import { showItems } from './show-items.ts';
import {
  findFeed,
  labelPrefix,
  parseItemId,
  parseStream,
  statePrefix,
  toItemQuery,
  type Stream,
  type StreamNames,
} from './streams.ts';

const mostIds = 10_000;
const mostItems = 500;

interface Page {
  readonly items: readonly Item[];
  /** Where the next one begins. */
  readonly continuation?: string;
}

/** One page of a stream. */
function pageOf({ context, params, feeds, reader }: Asked, stream: Stream, most: number): Page {
  const { readers } = context.service;
  const names: StreamNames = { feeds: feeds.list(), collections: readers.collections.list(reader.user) };
  const query = toItemQuery(stream, params, names, most);
  if (query === undefined) return { items: [] };
  const found = readers.items.list(reader, { ...query, limit: query.limit + 1 });
  const items = found.slice(0, query.limit);
  return { items, ...(found.length > query.limit && { continuation: String(items.at(-1)?.number ?? 0) }) };
}

/** The stream of a parameter or a path; all articles when none is named. */
function streamIn(text: string): Stream {
  return text === '' ? { kind: 'all' } : (parseStream(text) ?? { kind: 'none' });
}

export function answerIds(asked: Asked): Response {
  const { c, params } = asked;
  const { items, continuation } = pageOf(asked, streamIn(params.get('s') ?? ''), mostIds);
  const itemRefs = items.map(({ number, outlet, addedAt }) => ({
    id: String(number),
    directStreamIds: [`feed/${outlet}`],
    timestampUsec: String(addedAt * 1000),
  }));
  return answerData(c, params, { items: [], itemRefs, ...(continuation !== undefined && { continuation }) });
}

export async function answerItems(asked: Asked): Promise<Response> {
  const { params, context, reader } = asked;
  const numbers = params.getAll('i').flatMap((id) => parseItemId(id) ?? []);
  const items = context.service.readers.items.get(numbers.slice(0, 2 * mostItems), reader.now);
  const sorted = items.toSorted((a, b) => (params.get('r') === 'o' ? a.number - b.number : b.number - a.number));
  return answerStream(asked, `${statePrefix}reading-list`, { items: sorted });
}

export function answerContents(asked: Asked): Promise<Response> {
  const { c, params } = asked;
  const inPath = restOfPath(c, '/stream/contents').replace(/^\//, '');
  const id = inPath || (params.get('s') ?? '');
  return answerStream(asked, id || `${statePrefix}reading-list`, pageOf(asked, streamIn(id), mostItems));
}

async function answerStream(asked: Asked, id: string, { items, continuation }: Page): Promise<Response> {
  const { c, context, params, feeds, reader } = asked;
  const byOutlet = new Map(feeds.list().map((feed) => [feed.outlet, feed]));
  const states = statesOf(asked, items);
  const shown = await showItems(context, items);
  return answerData(c, params, {
    direction: 'ltr',
    id,
    title: context.site.title,
    updated: Math.floor(reader.now / 1000),
    items: shown.map((item) => toReaderItem(item, byOutlet.get(item.outlet), states.get(item.number) ?? [])),
    ...(continuation !== undefined && { continuation }),
  });
}

function statesOf({ context, reader }: Asked, items: readonly Item[]): ReadonlyMap<number, readonly ItemState[]> {
  return context.service.readers.items.statesOf(
    reader,
    items.map(({ number }) => number),
  );
}

/** A stream as a feed, for clients that read it as one. */
export async function answerAtom(asked: Asked): Promise<Response> {
  const { c, context, feeds, reader } = asked;
  const id = restOfPath(c, '/reader/atom/');
  const { items } = pageOf(asked, streamIn(id), mostItems);
  const states = statesOf(asked, items);
  const shown = await showItems(context, items);
  const feed = id.startsWith('feed/') ? findFeed(feeds.list(), id.slice('feed/'.length)) : undefined;
  const title = feed?.title ?? context.site.title;
  const entries = shown.map((item) => ({ item, states: states.get(item.number) ?? [] }));
  const atom = renderStreamAtom(entries, { title, id, url: feed?.home || context.site.url, now: reader.now });
  return c.body(atom, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8', 'Cache-Control': 'no-store' });
}

/** How much is unread, of feeds, of folders, and altogether. */
export function answerUnread({ c, context, params, feeds, reader }: Asked): Response {
  const unread = context.service.readers.items.countUnread(reader);
  const sums = new Map<string, { count: number; newest: number }>();
  const add = (id: string, count: number, newest: number): void => {
    const sum = sums.get(id) ?? { count: 0, newest: 0 };
    sums.set(id, { count: sum.count + count, newest: Math.max(sum.newest, newest) });
  };
  for (const { outlet, folders } of feeds.list()) {
    const { count, newest } = unread.get(outlet) ?? { count: 0, newest: 0 };
    if (count === 0) continue;
    add(`feed/${outlet}`, count, newest);
    for (const folder of folders) add(labelPrefix + folder, count, newest);
    add(`${statePrefix}reading-list`, count, newest);
  }
  const unreadcounts = [...sums].map(([id, { count, newest }]) => ({
    ...{ id, count, newestItemTimestampUsec: String(newest * 1000) },
  }));
  return answerData(c, params, { max: 1000, unreadcounts });
}
