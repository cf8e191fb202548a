import type { Collection } from '../../model/reader.ts';
import type { ItemQuery, ItemState } from '../../store/reader-items.ts';
import { outletsIn, type ClientFeed } from './feeds-of-clients.ts';

/** What the Google Reader API calls a stream: a list of articles. */
export type Stream =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'state'; readonly state: ItemState }
  | { readonly kind: 'feed'; readonly id: string }
  | { readonly kind: 'label'; readonly label: string };

export const statePrefix = 'user/-/state/com.google/';
export const labelPrefix = 'user/-/label/';

/** `user/-/state/com.google/starred`, `user/<anybody>/label/Harbor`, `feed/harbor-gazette`; none for what there is nothing of, as
 *  `broadcast`; undefined for what is no stream. */
export function parseStream(text: string): Stream | undefined {
  if (text.startsWith('feed/')) return { kind: 'feed', id: text.slice('feed/'.length) };
  const [, kind, name = ''] = /^user\/[^/]+\/(state\/com\.google|label)\/(.+)$/s.exec(text) ?? [];
  if (kind === undefined) return undefined;
  if (kind === 'label') return { kind: 'label', label: name };
  if (name === 'reading-list') return { kind: 'all' };
  if (name === 'kept-unread' || name === 'unread' || name === 'fresh') return { kind: 'state', state: 'unread' };
  return name === 'read' || name === 'starred' ? { kind: 'state', state: name } : { kind: 'none' };
}

/** What streams are looked up in. */
export interface StreamNames {
  readonly feeds: readonly ClientFeed[];
  readonly collections: readonly Collection[];
}

type Part = Pick<ItemQuery, 'outlets' | 'collection' | 'state'>;

/** What is asked for by a stream; undefined when there is nothing in it. */
export function partOf(stream: Stream, { feeds, collections }: StreamNames): Part | undefined {
  if (stream.kind === 'all') return {};
  if (stream.kind === 'none') return undefined;
  if (stream.kind === 'state') return { state: stream.state };
  if (stream.kind === 'feed') {
    const feed = findFeed(feeds, stream.id);
    return feed && { outlets: [feed.outlet] };
  }
  const outlets = outletsIn(feeds, stream.label);
  if (outlets.length > 0) return { outlets };
  const collection = collections.find(({ name }) => name === stream.label);
  return collection && { collection: collection.id };
}

/** By the name of its source, its number, or its address. */
export function findFeed(feeds: readonly ClientFeed[], id: string): ClientFeed | undefined {
  return feeds.find(({ outlet, number, url }) => outlet === id || String(number) === id || (url !== '' && url === id));
}

/** The articles that a request asks for: `s`, narrowed by `it` and `xt`; `ot` and `nt` (seconds) when they came, `c` where the last
 *  answer ended, `r=o` the oldest first, `n` how many. */
export function toItemQuery(
  stream: Stream,
  params: URLSearchParams,
  names: StreamNames,
  most: number,
): ItemQuery | undefined {
  const part = partOf(stream, names);
  if (part === undefined) return undefined;
  const count = integerOf(params.get('n')) ?? 20;
  const [from, until, beyond] = ['ot', 'nt', 'c'].map((name) => integerOf(params.get(name)) ?? 0);
  let query: ItemQuery = {
    ...part,
    ...(from ? { from: from * 1000 } : {}),
    ...(until ? { until: until * 1000 + 999 } : {}),
    ...(beyond ? { beyond } : {}),
    order: params.get('r') === 'o' ? 'oldest' : 'newest',
    limit: Math.min(Math.max(count, 1), most),
  };
  for (const text of params.getAll('it')) {
    const wanted = parseStream(text);
    const more = wanted && partOf(wanted, names);
    if (more === undefined) return undefined;
    if (more.state !== undefined && query.state !== undefined && more.state !== query.state) {
      if ([more.state, query.state].every((state) => state !== 'starred')) return undefined;
      // Starred, and read or not.
      const other = more.state === 'starred' ? query.state : more.state;
      query = { ...query, state: 'starred', without: other === 'read' ? 'unread' : 'read' };
    } else query = { ...query, ...more };
  }
  return withoutStreams(query, params.getAll('xt'), names);
}

function withoutStreams(query: ItemQuery, excluded: readonly string[], names: StreamNames): ItemQuery | undefined {
  let left: ItemQuery = query;
  for (const text of excluded) {
    const stream = parseStream(text);
    if (stream?.kind === 'all') return undefined;
    if (stream?.kind === 'state') {
      if (stream.state === left.state) return undefined;
      left = { ...left, without: stream.state };
    } else if (stream) {
      const gone = partOf(stream, names)?.outlets ?? [];
      const outlets = left.outlets ?? names.feeds.map(({ outlet }) => outlet);
      left = { ...left, outlets: outlets.filter((outlet) => !gone.includes(outlet)) };
    }
  }
  return left;
}

export function integerOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}

const longPrefix = 'tag:google.com,2005:reader/item/';

/** `tag:google.com,2005:reader/item/` and 16 hexadecimal digits. */
export function longIdOf(number: number): string {
  return longPrefix + number.toString(16).padStart(16, '0');
}

/** The number of an article, as clients send it: the long form, its 16 digits alone, or decimal. */
export function parseItemId(text: string): number | undefined {
  const [, hex] = /^(?:.*\/([0-9a-f]{1,16})|([0-9a-f]{16}))$/i.exec(text)?.filter((part) => part !== undefined) ?? [];
  const number = hex === undefined ? (integerOf(text) ?? 0) : Number.parseInt(hex, 16);
  return number > 0 && Number.isSafeInteger(number) ? number : undefined;
}
