import type { Context } from 'hono';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { absoluteUrl } from '../../publish/address.ts';
import { renderOpml } from '../../publish/opml.ts';
import { toUrl } from '../../url/normalize.ts';
import type { AccessEnv } from '../access/caller.ts';
import { noteAudit } from '../access/note-audit.ts';
import type { ServiceContext } from '../service.ts';
import type { Client } from './client-login.ts';
import { answerData } from './client-request.ts';
import type { ClientFeeds } from './feeds-of-clients.ts';
import type { Asked } from './reader-request.ts';
import { labelPrefix, parseStream, statePrefix } from './streams.ts';

/** A site is looked through for its feeds; a client waits no longer. */
const longestAddMs = 60_000;
const mostOpmlBytes = 5_000_000;

export function answerSubscriptions({ c, context, params, feeds }: Asked): Response {
  const subscriptions = feeds.list().map(({ outlet, title, folders, url, home }) => ({
    id: `feed/${outlet}`,
    title,
    categories: folders.map((folder) => ({ id: labelPrefix + folder, label: folder })),
    url: url || absoluteUrl(context.site.url, `categories/${outlet}`),
    htmlUrl: home || absoluteUrl(context.site.url, `categories/${outlet}`),
    iconUrl: new URL('assets/icon.svg', context.site.url).href,
  }));
  return answerData(c, params, { subscriptions });
}

/** Folders, which are topics and languages of sources, and tags, which are the user's collections. */
export function answerTags({ c, context, params, feeds, reader }: Asked): Response {
  const folders = [...new Set(feeds.list().flatMap((feed) => feed.folders))];
  const collections = context.service.readers.collections.list(reader.user);
  const tags = [
    { id: `${statePrefix}starred` },
    ...folders.map((folder) => ({ id: labelPrefix + folder, type: 'folder' })),
    ...collections
      .filter(({ name }) => !folders.includes(name))
      .map(({ name }) => ({ id: labelPrefix + name, type: 'tag' })),
  ];
  return answerData(c, params, { tags });
}

/** Removes a collection of the user. Folders are what source files say. */
export function disableTag({ c, context, params, reader }: Asked): Response {
  const { collections } = context.service.readers;
  for (const text of [...params.getAll('s'), ...params.getAll('t')]) {
    const stream = parseStream(text.startsWith('user/') ? text : labelPrefix + text);
    const label = stream?.kind === 'label' ? stream.label : undefined;
    const collection = collections.list(reader.user).find(({ name }) => name === label);
    if (collection === undefined) return c.text('Folders are changed in the source files.\n', 400);
    collections.remove(collection.id, reader.user);
  }
  return c.text('OK');
}

/** Renames a collection of the user. */
export function renameTag({ c, context, params, reader }: Asked): Response {
  const { collections } = context.service.readers;
  const [from, to] = ['s', 'dest'].map((name) => parseStream(params.get(name) ?? ''));
  const known = collections.list(reader.user).find(({ name }) => from?.kind === 'label' && name === from.label);
  if (known === undefined || to?.kind !== 'label')
    return c.text('Only collections are renamed; folders are changed in the source files.\n', 400);
  const isRenamed = collections.rename(known.id, reader.user, to.label.slice(0, 200));
  return isRenamed ? c.text('OK') : c.text('There is one of that name.\n', 400);
}

/** Subscribing adds a source. What is there is changed and removed in its file, by whoever keeps the archive. */
export async function editSubscription(asked: Asked): Promise<Response> {
  const { c, params } = asked;
  if (params.get('ac') !== 'subscribe') return c.text('Sources are changed and removed in their files.\n', 400);
  const stream = parseStream(params.get('s') ?? '');
  const added = stream?.kind === 'feed' ? await addSource(asked, stream.id) : undefined;
  return added && 'id' in added ? c.text('OK') : c.text(`${added?.error ?? 'Name a feed.'}\n`, 400);
}

export async function quickAdd(asked: Asked): Promise<Response> {
  const { c, params } = asked;
  const query = (params.get('quickadd') ?? '').replace(/^feed\//, '');
  const added = await addSource(asked, query);
  if ('error' in added) return answerData(c, params, { numResults: 0, query, error: added.error });
  return answerData(c, params, { numResults: 1, query, streamId: `feed/${added.id}`, streamName: added.name });
}

type Added = { readonly id: string; readonly name: string } | { readonly error: string };

/** Finds the feeds of an address and writes a source file, as `courant add` does. */
async function addSource({ c, context, client, feeds }: Asked, text: string): Promise<Added> {
  const url = toUrl(text);
  if (url === null) return { error: 'That is no address of a site or feed.' };
  const known = feeds.list().find((feed) => feed.url === url);
  if (known) return { id: known.outlet, name: known.title };
  const { exitCode, events, said } = await runJob(context, client, 'add', [url]);
  if (exitCode !== 0) return { error: said.trim().split('\n').at(0) || 'No feed was found there.' };
  noteAdded(c, context, client, url);
  await feeds.reload();
  const { id, name } = readAdded(events.at(-1) ?? '');
  return id === '' ? { error: 'It was added, but not as one source.' } : { id, name: name || id };
}

function readAdded(line: string): { readonly id: string; readonly name: string } {
  try {
    const { id = '', name = '' } = JSON.parse(line) as { id?: string; name?: string }; // as `courant add --json` writes it
    return { id, name };
  } catch {
    return { id: '', name: '' };
  }
}

interface Outcome {
  readonly exitCode: number | undefined;
  readonly events: readonly string[];
  readonly said: string;
}

async function runJob(
  { service }: ServiceContext,
  { caller }: Client,
  command: string,
  args: readonly string[],
): Promise<Outcome> {
  const { jobs } = service;
  const { id } = jobs.start(command, args, caller.user.name);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, longestAddMs);
    jobs.listen(id, (line) => {
      if (line !== undefined) return;
      clearTimeout(timer);
      resolve();
    });
  });
  const job = jobs.get(id);
  return { exitCode: job?.exitCode, events: job?.events ?? [], said: job?.said ?? '' };
}

function noteAdded(c: Context<AccessEnv>, { service }: ServiceContext, { caller }: Client, target: string): void {
  const { name } = caller.user; // for other routes nobody is logged in here: no cookie counts
  noteAudit(c, service.access, { action: 'source-added', target, detail: 'client', user: name });
}

export function exportOpml({ c, context, feeds, reader }: Asked): Response {
  const opml = renderOpml(feeds.sources, { title: context.site.title, now: reader.now });
  const name = { 'Content-Disposition': 'attachment; filename="subscriptions.opml"' };
  return c.body(opml, 200, { 'Content-Type': 'text/x-opml; charset=utf-8', ...name });
}

/** Writes source files for the feeds of an OPML file, as `courant sources import` does. */
export async function importOpml(
  c: Context<AccessEnv>,
  context: ServiceContext,
  client: Client,
  feeds: ClientFeeds,
): Promise<Response> {
  const text = Number(c.req.header('Content-Length') ?? 0) > mostOpmlBytes ? '' : await c.req.text();
  if (text.length > mostOpmlBytes || !text.includes('<opml'))
    return c.text('Send an OPML file of at most 5 MB.\n', 400);
  const folder = await mkdtemp(join(tmpdir(), 'courant-opml-'));
  try {
    const file = join(folder, 'subscriptions.opml');
    await writeFile(file, text);
    const { exitCode, said } = await runJob(context, client, 'sources', ['import', file]);
    if (exitCode !== 0) return c.text(said || 'The list could not be read.\n', 400);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  noteAdded(c, context, client, 'OPML');
  await feeds.reload();
  return c.text('OK');
}
