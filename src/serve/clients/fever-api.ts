import type { Context } from 'hono';
import type { Caller } from '../../model/reader.ts';
import type { Item, ItemState, Reader } from '../../store/reader-items.ts';
import { may, type AccessEnv } from '../access/caller.ts';
import { addressOf, callerOfToken } from '../access/identify.ts';
import type { Service, ServiceApp, ServiceContext } from '../service.ts';
import { createPauses } from '../access/pauses.ts';
import { readParameters } from './client-request.ts';
import { outletsIn, type ClientFeed, type ClientFeeds } from './feeds-of-clients.ts';
import { readerOf } from './reader-request.ts';
import { showItems } from './show-items.ts';
import { integerOf } from './streams.ts';

const itemsPerPage = 50;
const mostIds = 50_000;
const icon = 'image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=';

/** A request of a client whose key is right. */
interface Asked {
  readonly context: ServiceContext;
  readonly caller: Caller;
  readonly params: URLSearchParams;
  readonly feeds: readonly ClientFeed[];
  readonly reader: Reader;
}

/** The Fever API, version 3. Answers have status 200 and say in `auth` whether the key was right, as its clients expect. */
export function addFeverApi(
  app: ServiceApp,
  context: ServiceContext,
  { feeds, sync }: { readonly feeds: ClientFeeds; readonly sync: () => Promise<void> },
): void {
  const { access, clock } = context.service;
  const pauses = createPauses({ free: 4, firstMs: 1000, longestMs: 900_000, now: access.now });
  const answer = async (c: Context<AccessEnv>): Promise<Response> => {
    c.header('Cache-Control', 'no-store');
    const params = await readParameters(c);
    if (params === undefined) return c.text('The request is too large.\n', 413);
    const key = `address ${addressOf(c)}`;
    const caller = pauses.waitOf(key) > 0 ? undefined : callerByKey(params.get('api_key') ?? '', context.service);
    if (caller) pauses.forget(key);
    else if (params.has('api_key')) pauses.count(key);
    if (caller === undefined || !may(caller, 'read')) return c.json({ api_version: 3, auth: 0 });
    await sync();
    const reader = readerOf(caller.user, clock.now());
    const asked: Asked = { context, caller, params, feeds: feeds.list(), reader };
    const base = { api_version: 3, auth: 1, last_refreshed_on_time: Math.floor(lastCame(context.service) / 1000) };
    mark(asked);
    return c.json({ ...base, ...(await answersTo(asked)) });
  };
  for (const path of ['/fever', '/fever/', '/fever/index.php']) app.on(['GET', 'POST'], path, answer);
}

/** By the MD5 of name and token that clients send. */
function callerByKey(sent: string, { readers, access }: Service): Caller | undefined {
  if (!/^[0-9a-f]{32}$/i.test(sent)) return undefined;
  return callerOfToken(readers.tokens.findClient(sent.toLowerCase(), access.now()), access);
}

function lastCame({ readers }: Service): number {
  return readers.items.lastAddedAt();
}

async function answersTo(asked: Asked): Promise<object> {
  const { context, params, feeds, reader } = asked;
  const { items } = context.service.readers;
  const ids = (state: ItemState): string =>
    items
      .list(reader, { state, order: 'newest', limit: mostIds })
      .map(({ number }) => number)
      .join(',');
  const hasFolders = params.has('groups') || params.has('feeds');
  return {
    ...(params.has('groups') && { groups: foldersOf(asked).map(({ number, title }) => ({ id: number, title })) }),
    ...(params.has('feeds') && { feeds: feeds.map((feed) => toFeed(feed, context, lastCame(context.service))) }),
    ...(hasFolders && {
      feeds_groups: foldersOf(asked).map(({ number, title }) => ({
        group_id: number,
        feed_ids: feeds.flatMap((feed) => (feed.folders.includes(title) ? [feed.number] : [])).join(','),
      })),
    }),
    ...(params.has('favicons') && { favicons: [{ id: 1, data: icon }] }),
    ...(params.has('links') && { links: [] }),
    ...(params.has('unread_item_ids') && { unread_item_ids: ids('unread') }),
    ...(params.has('saved_item_ids') && { saved_item_ids: ids('starred') }),
    ...(params.has('items') && { total_items: items.count(reader.now), items: await answerItems(asked) }),
  };
}

function foldersOf({ context, feeds }: Asked): readonly { readonly number: number; readonly title: string }[] {
  const titles = [...new Set(feeds.flatMap(({ folders }) => folders))];
  return titles.map((title) => ({ number: context.service.readers.items.numberOf(`label/${title}`), title }));
}

function toFeed({ number, title, url, home }: ClientFeed, { site }: ServiceContext, updatedAt: number): object {
  return {
    id: number,
    favicon_id: 1,
    title,
    url: url || site.url,
    site_url: home || site.url,
    is_spark: 0,
    last_updated_on_time: Math.floor(updatedAt / 1000),
  };
}

/** Those after `since_id`, before `max_id` (0: the newest), or `with_ids`; without any of these the oldest. */
function itemsAsked({ context, params, reader }: Asked): readonly Item[] {
  const { items } = context.service.readers;
  const limit = itemsPerPage;
  const ids = params.get('with_ids');
  if (ids !== null) {
    const numbers = ids.split(',').flatMap((id) => integerOf(id) ?? []);
    return items.get(numbers.slice(0, limit), reader.now);
  }
  const since = integerOf(params.get('since_id'));
  const max = params.get('max_id');
  if (since === undefined && max !== null) {
    // Some begin with the largest number that they know.
    const beyond = integerOf(max) ?? Number.MAX_SAFE_INTEGER;
    return items.list(reader, { order: 'newest', limit, ...(beyond > 0 && { beyond }) });
  }
  return items.list(reader, { order: 'oldest', limit, ...(since !== undefined && { beyond: since }) });
}

async function answerItems(asked: Asked): Promise<readonly object[]> {
  const { context, feeds, reader } = asked;
  const found = itemsAsked(asked);
  const numbers = found.map(({ number }) => number);
  const states = context.service.readers.items.statesOf(reader, numbers);
  const numberOf = new Map(feeds.map(({ outlet, number }) => [outlet, number]));
  const shown = await showItems(context, found);
  return shown.map((item) => ({
    id: item.number,
    feed_id: numberOf.get(item.outlet) ?? 0,
    title: item.title,
    author: item.author,
    html: item.html,
    url: item.url,
    is_saved: states.get(item.number)?.includes('starred') === true ? 1 : 0,
    is_read: states.get(item.number)?.includes('read') === true ? 1 : 0,
    created_on_time: Math.floor(item.publishedMs / 1000),
  }));
}

/** Marks what a request says, if it says so. */
function mark({ context, caller, params, feeds, reader }: Asked): void {
  const { items, marks } = context.service.readers;
  const [kind, as, id] = [params.get('mark'), params.get('as'), integerOf(params.get('id'))];
  if (!may(caller, 'mark') || id === undefined) return;
  if (kind === 'item') {
    const articles = items.get([id], reader.now).map(({ article }) => article);
    const isStar = as === 'saved' || as === 'unsaved';
    const isKnown = isStar || as === 'read' || as === 'unread';
    const at = as === 'saved' || as === 'read' ? reader.now : 0;
    if (isKnown) marks.set(reader.user, articles, isStar ? 'starred' : 'read', at);
  } else if (as === 'read' && (kind === 'feed' || kind === 'group')) {
    const outlets = kind === 'feed' ? feeds.flatMap((feed) => (feed.number === id ? [feed.outlet] : [])) : undefined;
    const before = integerOf(params.get('before')) ?? 0;
    const until = before === 0 ? reader.now : before * 1000;
    items.readAll(reader, outlets ?? outletsOfGroup(id, context, feeds), until);
  }
}

/** 0 is all of them. */
function outletsOfGroup(
  id: number,
  { service }: ServiceContext,
  feeds: readonly ClientFeed[],
): readonly string[] | undefined {
  if (id === 0) return undefined;
  const name = service.readers.items.nameOf(id) ?? '';
  return name.startsWith('label/') ? outletsIn(feeds, name.slice('label/'.length)) : [];
}
