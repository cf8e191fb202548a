import type { ArticleId } from '../../model/ids.ts';
import type { Asked } from './reader-request.ts';
import { parseItemId, parseStream, partOf, type Stream } from './streams.ts';

const mostItems = 10_000;

/** Puts articles into streams and takes them out: read, starred, labels (which are the user's collections). */
export function editTag(asked: Asked): Response {
  const { c, context, params, reader } = asked;
  const numbers = params.getAll('i').flatMap((id) => parseItemId(id) ?? []);
  const articles = context.service.readers.items
    .get(numbers.slice(0, mostItems), reader.now)
    .map(({ article }) => article);
  const streams = (name: string): readonly Stream[] => params.getAll(name).flatMap((text) => parseStream(text) ?? []);
  const [added, removed] = [streams('a'), streams('r')];
  if (added.length + removed.length === 0) return c.text('Name a tag to add or to remove.\n', 400);
  context.service.readers.transaction(() => {
    for (const stream of removed) change(asked, stream, articles, false);
    for (const stream of added) change(asked, stream, articles, true);
  });
  return c.text('OK');
}

function change(
  { context, feeds, reader }: Asked,
  stream: Stream,
  articles: readonly ArticleId[],
  isAdded: boolean,
): void {
  const { marks, collections } = context.service.readers;
  if (stream.kind === 'state') {
    const { state } = stream;
    // Somebody who takes `kept-unread` away says nothing of whether it is read; who adds it says that it is not.
    if (state === 'unread' && !isAdded) return;
    const at = isAdded && state !== 'unread' ? reader.now : 0;
    marks.set(reader.user, articles, state === 'starred' ? 'starred' : 'read', at);
  }
  if (stream.kind !== 'label' || feeds.list().some(({ folders }) => folders.includes(stream.label))) return;
  const name = stream.label.slice(0, 200);
  const known = collections.list(reader.user).find((one) => one.name === name);
  const createdAt = new Date(reader.now).toISOString();
  const collection = known ?? (isAdded ? collections.add(reader.user, name, createdAt) : undefined);
  if (collection === undefined) return;
  for (const article of articles) {
    if (isAdded) collections.put(collection.id, reader.user, article, '', reader.now);
    else collections.take(collection.id, reader.user, article);
  }
}

/** Marks a stream as read, as far as it came by `ts`. */
export function markAllAsRead({ c, context, params, feeds, reader }: Asked): Response {
  const { items, marks, collections } = context.service.readers;
  const until = toMs(params.get('ts') ?? '') ?? reader.now;
  const stream = parseStream(params.get('s') ?? '');
  if (stream === undefined) return c.text('Name a stream.\n', 400);
  const part = partOf(stream, { feeds: feeds.list(), collections: collections.list(reader.user) });
  if (part === undefined) return c.text('OK');
  if (part.collection === undefined && part.state !== 'starred') items.readAll(reader, part.outlets, until);
  else {
    const found = items.list(reader, { ...part, without: 'read', until, order: 'newest', limit: mostItems });
    const articles = found.map(({ article }) => article);
    marks.set(reader.user, articles, 'read', reader.now);
  }
  return c.text('OK');
}

/** A moment in seconds, milli-, micro- or nanoseconds since 1970, as clients differ: they are told apart by their size. */
function toMs(text: string): number | undefined {
  if (!/^\d{1,19}$/.test(text) || Number(text) === 0) return undefined;
  const value = Number(text);
  if (value < 1e11) return value * 1000 + 999;
  if (value < 1e14) return value;
  return value < 1e17 ? value / 1e3 : value / 1e6;
}
