import { relative } from 'node:path';
import { readProject, type Project } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { systemClock } from '../model/clock.ts';
import { toSourceId, type SourceId } from '../model/ids.ts';
import { findSource, type FoundSource } from '../pipeline/find-source.ts';
import { previewSource, type PreviewEvent } from '../pipeline/preview-source.ts';
import type { FoundFeed } from '../pipeline/rank-feeds.ts';
import { refuseExisting, sourceText, writeNewSource } from '../pipeline/write-found-source.ts';
import { listPauses } from '../store/pauses.ts';
import { toOneLine } from '../text/one-line.ts';
import { addressToPreview, catalogSourceText, isOutletName, outletNamed, sayOutlet } from './add-from-catalog.ts';
import type { GlobalOptions } from './run-command.ts';
import { sayNext } from './say-next.ts';
import { formatTable, type Terminal } from './terminal.ts';

export interface AddOptions extends GlobalOptions {
  readonly id?: string;
  /** Look, and write nothing. */
  readonly preview: boolean;
}

/** `courant add`: finds the ways into a site, or looks an outlet up in the catalog, and writes its source file. */
export async function runAdd(text: string, options: AddOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const given = options.id === undefined ? undefined : toSourceId(options.id);
  if (given === null)
    throw new NewsError('cli/misuse', { detail: `--id ${options.id ?? ''} holds no letter or digit.` });
  if (given !== undefined) await refuseExisting(project, given);
  const write = (id: SourceId, content: string): Promise<string> => writeNewSource(project, id, content);
  const name = text.trim();
  if (options.preview) return runPreview(await addressToPreview(name), project, options, terminal);
  if (isOutletName(name)) return addFromCatalog(name, { ...options, given, write }, terminal);
  const http = createHttpClient(project.fetch, systemClock);
  try {
    const onLook = (url: string): void => terminal.progress(`looking at ${url}`);
    const found = await findSource(name, { http, clock: systemClock, onLook });
    const id = given ?? found.id;
    const file = await write(id, sourceText(found));
    if (options.json) return terminal.data(JSON.stringify({ file, ...found, id }));
    sayFound(found, terminal);
    sayWritten(file, terminal);
  } finally {
    await http.close();
  }
}

/** What would be collected, step by step: the ways in, the newest links, and how one of their articles is read. */
async function runPreview(text: string, project: Project, { json }: AddOptions, terminal: Terminal): Promise<void> {
  const memory = { pauses: listPauses(project.root, systemClock.now()), keep: () => undefined };
  const http = createHttpClient(project.fetch, systemClock, { memory });
  const say = (event: PreviewEvent): void => {
    if (json) return terminal.data(JSON.stringify(event));
    if (event.event === 'looking') terminal.progress(`looking at ${event.url}`);
    if (event.event === 'found') sayFound(event.found, terminal);
    if (event.event === 'links') for (const { title, url } of event.links) terminal.data(`${toOneLine(title)}  ${url}`);
    if (event.event === 'article') terminal.say(`Read  ${toOneLine(event.title)}  ${event.url}`);
  };
  try {
    await previewSource(text, { http, clock: systemClock, report: say });
    if (!json) terminal.say('Nothing was written.');
  } finally {
    await http.close();
  }
}

interface Adding {
  readonly json: boolean;
  readonly given: SourceId | undefined;
  readonly write: (id: SourceId, content: string) => Promise<string>;
}

async function addFromCatalog(name: string, { json, given, write }: Adding, terminal: Terminal): Promise<void> {
  const outlet = await outletNamed(name);
  const id = given ?? toSourceId(outlet.id);
  if (id === null) throw new NewsError('cli/misuse', { detail: `${outlet.id} is no id; name one with --id.` });
  const file = await write(id, catalogSourceText(outlet));
  if (json) return terminal.data(JSON.stringify({ file, ...outlet, id, from: 'catalog' }));
  sayOutlet(outlet, terminal);
  sayWritten(file, terminal);
}

function sayWritten(file: string, terminal: Terminal): void {
  terminal.say(`Wrote ${relative(process.cwd(), file)}`);
  sayNext('run', terminal);
}

function sayFound(found: FoundSource, terminal: Terminal): void {
  const told = [found.home, found.language, found.country].filter((text) => text !== '');
  terminal.say(`${terminal.style('bold', toOneLine(found.name))}  ${told.join('  ')}`);
  const head = ['   ', 'kind', 'items', 'newest', 'text', 'has of the others', 'address'];
  const table = formatTable([head, ...found.feeds.map(rowOf)]).split('\n');
  table.forEach((line, i) => {
    const feed = found.feeds[i - 1];
    terminal.say(feed === undefined ? terminal.style('dim', line) : line);
    if (feed !== undefined)
      terminal.say(
        terminal.style('dim', `       ${feed.isChosen ? 'chosen' : 'not chosen, ranks lower'}: ${feed.because}`),
      );
  });
  for (const { url, reason } of found.failed) terminal.say(terminal.style('dim', `  no ${url}  ${toOneLine(reason)}`));
  const others = found.feeds.length > 1 ? '; the others stand in the file as comments' : '';
  terminal.say(`The way in marked * is followed${others}. ${found.requests} requests.`);
}

function rowOf(feed: FoundFeed): readonly (string | number)[] {
  const { isChosen, kind, links, withText, newest, covers, sitemaps, url } = feed;
  const text = kind !== 'feed' ? '–' : withText === 0 ? 'teaser' : withText === links ? 'full' : `full in ${withText}`;
  const has = covers.of === 0 ? '–' : `${covers.has} of ${covers.of}`;
  const shown = sitemaps > 0 ? `${url}  (${sitemaps} sitemaps, one looked at)` : url;
  return [isChosen ? '  *' : '   ', kind, links, newest === '' ? '–' : newest.slice(0, 16).replace('T', ' '), text, has, shown]; // prettier-ignore
}
