import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { readProject, type Project } from '../config/project.ts';
import { writeWhole } from '../config/write-whole.ts';
import { NewsError } from '../errors.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { systemClock } from '../model/clock.ts';
import { toSourceId, type SourceId } from '../model/ids.ts';
import { findSource, type FoundSource } from '../pipeline/find-source.ts';
import type { FoundFeed } from '../pipeline/rank-feeds.ts';
import { toOneLine } from '../text/one-line.ts';
import { catalogSourceText, isOutletName, outletNamed, sayOutlet } from './add-from-catalog.ts';
import type { GlobalOptions } from './run-command.ts';
import { formatTable, type Terminal } from './terminal.ts';
import { isAccessible } from '../store/is-accessible.ts';

export interface AddOptions extends GlobalOptions {
  readonly id?: string;
}

/** `courant add`: finds the ways into a site, or looks an outlet up in the catalog, and writes its source file. */
export async function runAdd(text: string, options: AddOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const given = options.id === undefined ? undefined : toSourceId(options.id);
  if (given === null)
    throw new NewsError('cli/misuse', { detail: `--id ${options.id ?? ''} holds no letter or digit.` });
  if (given !== undefined) await refuseExisting(project, given);
  const write = async (id: SourceId, content: string): Promise<string> => {
    const file = await refuseExisting(project, id);
    await writeWhole(file, content);
    return file;
  };
  const name = text.trim();
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
  terminal.say('Next: courant run');
}

/** The path of the source file of this id, which is free. */
async function refuseExisting({ root }: Project, id: SourceId): Promise<string> {
  const file = join(root, 'sources', `${id}.yaml`);
  if (!(await isAccessible(file))) return file;
  const detail = `There is a source "${id}" already. Edit its file, or give the new one another name with --id.`;
  throw new NewsError('cli/misuse', { file, detail });
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

/** One line for the source file. */
function describeFeed(feed: FoundFeed): string {
  const count = feed.sitemaps > 0 ? `${feed.sitemaps} sitemaps` : `${feed.links} links`;
  const newest = feed.newest === '' ? '' : `, newest ${feed.newest.slice(0, 10)}`;
  const has = feed.covers.of === 0 ? '' : `, has ${feed.covers.has} of ${feed.covers.of} that the others name`;
  return `${count}${newest}${has}: ${feed.because}`;
}

/** The source file: the best way in is followed, the others stand beside it as comments. */
export function sourceText(found: FoundSource): string {
  const [best, ...others] = found.feeds;
  const value = (text: string): string => stringify(toOneLine(text), { lineWidth: 0 }).trimEnd();
  const entry = (feed: FoundFeed, mark: string): string =>
    `  # ${describeFeed(feed)}\n  ${mark}- url: ${value(feed.url)}\n  ${mark}  kind: ${feed.kind}\n`;
  return [
    `name: ${value(found.name)}\n`,
    `home: ${value(found.home)}\n`,
    found.language === '' ? '# language: en\n' : `language: ${value(found.language)}\n`,
    found.country === '' ? '# country: GB\n' : `country: ${value(found.country)}\n`,
    'feeds:\n',
    best ? entry(best, '') : '',
    ...others.map((feed) => entry(feed, '# ')),
    '# Follow only addresses that match one of these regular expressions, and none that matches an exclude.\n',
    '# include: []\n# exclude: []\n',
  ].join('');
}
