import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { systemClock } from '../model/clock.ts';
import { toSourceId, type SourceId } from '../model/ids.ts';
import { findSource, type FoundSource } from '../pipeline/find-source.ts';
import type { FoundFeed } from '../pipeline/rank-feeds.ts';
import { guard } from '../store/store-failure.ts';
import { toOneLine } from '../text/one-line.ts';
import type { GlobalOptions } from './run-command.ts';
import { formatTable, type Terminal } from './terminal.ts';
import { isAccessible } from '../store/is-accessible.ts';

export interface AddOptions extends GlobalOptions {
  readonly id?: string;
}

/** `courant add`: finds the feeds of a site and writes its source file. */
export async function runAdd(address: string, options: AddOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const given = options.id === undefined ? undefined : toSourceId(options.id);
  if (given === null)
    throw new NewsError('cli/misuse', { detail: `--id ${options.id ?? ''} holds no letter or digit.` });
  const fileOf = (id: SourceId): string => join(project.root, 'sources', `${id}.yaml`);
  if (given !== undefined) await refuseExisting(fileOf(given), given);
  const http = createHttpClient(project.fetch, systemClock);
  try {
    const onLook = (url: string): void => terminal.progress(`looking at ${url}`);
    const found = await findSource(address, { http, clock: systemClock, onLook });
    const id = given ?? found.id;
    const file = fileOf(id);
    await refuseExisting(file, id);
    await guard({ file }, async () => {
      await mkdir(join(project.root, 'sources'), { recursive: true });
      await writeFile(file, sourceText(found), { flag: 'wx' });
    });
    if (options.json) return terminal.data(JSON.stringify({ file, ...found, id }));
    sayFound(found, terminal);
    terminal.say(`Wrote ${relative(process.cwd(), file)}`);
    terminal.say('Next: courant run');
  } finally {
    await http.close();
  }
}

async function refuseExisting(file: string, id: SourceId): Promise<void> {
  if (!(await isAccessible(file))) return;
  const detail = `There is a source "${id}" already. Edit its file, or give the new one another name with --id.`;
  throw new NewsError('cli/misuse', { file, detail });
}

function sayFound(found: FoundSource, terminal: Terminal): void {
  const told = [found.home, found.language, found.country].filter((text) => text !== '');
  terminal.say(`${terminal.style('bold', toOneLine(found.name))}  ${told.join('  ')}`);
  const rows = found.feeds.map((feed, i) => [i === 0 ? '  *' : '   ', feed.kind, feed.url, describeFeed(feed)]);
  terminal.say(formatTable(rows));
  for (const { url, reason } of found.failed)
    terminal.say(terminal.style('dim', `    no  ${url}  ${toOneLine(reason)}`));
  const others = found.feeds.length > 1 ? '; the others stand in the file as comments' : '';
  terminal.say(`The way in marked * is followed${others}. ${found.requests} requests.`);
}

function describeFeed(feed: FoundFeed): string {
  const count = feed.sitemaps > 0 ? `${feed.sitemaps} sitemaps` : `${feed.links} links`;
  const newest = feed.newest === '' ? '' : `, newest ${feed.newest.slice(0, 10)}`;
  return `${count}${newest}: ${feed.because}`;
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
