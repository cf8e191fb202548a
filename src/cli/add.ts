import { access, mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { systemClock } from '../model/clock.ts';
import { toSourceId, type SourceId } from '../model/ids.ts';
import { findSource, type FoundFeed, type FoundSource } from '../pipeline/find-source.ts';
import type { GlobalOptions } from './run-command.ts';
import { formatTable, type Terminal } from './terminal.ts';

export interface AddOptions extends GlobalOptions {
  readonly id?: string;
}

/** `courant add`: finds the feeds of a site and writes its source file. */
export async function runAdd(address: string, options: AddOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const given = options.id === undefined ? undefined : toSourceId(options.id);
  if (given === null)
    throw new NewsError('cli/misuse', { detail: `--id ${options.id ?? ''} holds no letter or digit.` });
  const http = createHttpClient(project.fetch, systemClock);
  try {
    const found = await findSource(address, http, systemClock);
    const id = given ?? found.id;
    const file = join(project.root, 'sources', `${id}.yaml`);
    await refuseExisting(file, id);
    await mkdir(join(project.root, 'sources'), { recursive: true });
    await writeFile(file, sourceText(found), { flag: 'wx' });
    if (options.json) return terminal.data(JSON.stringify({ file, ...found, id }));
    sayFound(found, terminal);
    terminal.say(`Wrote ${relative(process.cwd(), file)}`);
    terminal.say('Next: courant run');
  } finally {
    await http.close();
  }
}

async function refuseExisting(file: string, id: SourceId): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  const detail = `There is a source "${id}" already. Edit its file, or give the new one another name with --id.`;
  throw new NewsError('cli/misuse', { file, detail });
}

function sayFound(found: FoundSource, terminal: Terminal): void {
  terminal.say(`${terminal.style('bold', found.name)}  ${found.home}`);
  const rows = found.feeds.map((feed, i) => [i === 0 ? '  *' : '   ', feed.kind, feed.url, describeFeed(feed)]);
  terminal.say(formatTable(rows));
  for (const { url, reason } of found.failed) terminal.say(terminal.style('dim', `    no   ${url}  ${reason}`));
}

function describeFeed(feed: FoundFeed): string {
  const text = feed.withText > 0 ? `, ${feed.withText} with full text` : '';
  const newest = feed.newest === '' ? '' : `, newest ${feed.newest.slice(0, 10)}`;
  return `${feed.links} links${text}${newest} (${feed.from})`;
}

/** The source file: the best way in is followed, the others stand beside it as comments. */
function sourceText(found: FoundSource): string {
  const [best, ...others] = found.feeds;
  const entry = (feed: FoundFeed): string => `  - url: ${stringify(feed.url).trimEnd()}\n    kind: ${feed.kind}\n`;
  const comment = (feed: FoundFeed): string =>
    `  # ${describeFeed(feed)}\n${entry(feed)
      .trimEnd()
      .split('\n')
      .map((line) => `  #${line.slice(1)}`)
      .join('\n')}\n`;
  return [
    `name: ${stringify(found.name).trimEnd()}\n`,
    `home: ${stringify(found.home).trimEnd()}\n`,
    '# language: en\n# country: GB\n',
    'feeds:\n',
    best ? `  # ${describeFeed(best)}\n${entry(best)}` : '',
    ...others.map(comment),
    '# Follow only addresses that match one of these regular expressions, and none that matches an exclude.\n',
    '# include: []\n# exclude: []\n',
  ].join('');
}
