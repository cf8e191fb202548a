import { readFile, stat } from 'node:fs/promises';
import { readProject, type Project } from '../config/project.ts';
import type { FeedList } from '../discover/feed-list.ts';
import { parseFeedList } from '../discover/parse-feed-list.ts';
import { NewsError } from '../errors.ts';
import { whyUnreadable } from '../store/store-failure.ts';
import { checkStatus } from '../fetch/check-status.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { systemClock } from '../model/clock.ts';
import { headerOf } from '../model/page.ts';
import { groupFeeds } from '../pipeline/group-feeds.ts';
import { importSources, type SourcesImport } from '../pipeline/import-sources.ts';
import { renderOpml } from '../publish/opml.ts';
import { toUrl } from '../url/normalize.ts';
import type { GlobalOptions } from './run-command.ts';
import { sayNext } from './say-next.ts';
import { formatTable, shorten, type Terminal } from './terminal.ts';

/** `courant sources import`: one source file for each outlet of an OPML list, or of a JSON file of addresses by topic. */
export async function runSourcesImport(from: string, options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const list = await readList(from, project);
  const onProgress = (done: number, total: number): void =>
    terminal.progress(`writing source files: ${done} of ${total}`);
  const report = await importSources(groupFeeds(list), project, onProgress);
  if (options.json) return terminal.data(JSON.stringify({ from, ...report }));
  sayImported(from, list, report, terminal);
}

async function readList(from: string, project: Project): Promise<FeedList> {
  const { bytes, contentType } = /^https?:\/\//i.test(from)
    ? await fetchList(from, project)
    : await openList(from, project);
  const list = parseFeedList(bytes, contentType);
  if (list !== null) return list;
  throw new NewsError('import/not-a-feed-list', { detail: `${from} is neither OPML nor JSON of addresses by topic.` });
}

interface ListBytes {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
}

async function openList(path: string, { fetch: { maxBytes } }: Project): Promise<ListBytes> {
  try {
    const { size } = await stat(path);
    if (size <= maxBytes) return { bytes: await readFile(path) };
  } catch (cause) {
    throw new NewsError('cli/misuse', { detail: `${path} cannot be read: ${whyUnreadable(cause)}.`, cause });
  }
  throw new NewsError('import/not-a-feed-list', {
    detail: `${path} is larger than ${maxBytes} bytes (\`fetch.maxBytes\`).`,
  });
}

async function fetchList(address: string, project: Project): Promise<ListBytes> {
  const url = toUrl(address);
  if (url === null) throw new NewsError('cli/misuse', { detail: `${address} is no address.` });
  const http = createHttpClient(project.fetch, systemClock);
  try {
    const answer = await http.fetchPage(url);
    const refusal = answer.ok ? checkStatus(answer.value) : answer.skip;
    if (refusal) throw new NewsError('import/not-a-feed-list', { url, detail: `${refusal.code} ${refusal.detail}` });
    if (answer.ok) return { bytes: answer.value.bytes, contentType: headerOf(answer.value, 'content-type') };
  } finally {
    await http.close();
  }
  throw new NewsError('import/not-a-feed-list', { url });
}

/** More would scroll the sum away; `--json` tells all. */
const maxShown = 20;

function sayImported(from: string, list: FeedList, report: SourcesImport, terminal: Terminal): void {
  const { sources, leftOut, known, repeated } = report;
  const added = sources.filter(({ outcome }) => outcome === 'added');
  const extended = sources.filter(({ outcome }) => outcome === 'extended');
  const count = (some: SourcesImport['sources']): number => some.reduce((sum, { feeds }) => sum + feeds.length, 0);
  const kind = list.kind === 'opml' ? 'OPML' : 'addresses by topic';
  terminal.say(`${terminal.style('bold', from)}  ${kind}, ${list.feeds.length} feeds`);
  const rows: (string | number)[][] = [
    ['new sources', added.length, `with ${count(added)} feeds`],
    ['sources extended', extended.length, extended.length === 0 ? '' : `with ${count(extended)} feeds`],
    ['had already', known, ''],
    ['named twice', repeated, ''],
    ['left out', leftOut.length, ''],
  ];
  terminal.say(formatTable(rows.filter(([, n], i) => i === 0 || n !== 0)).replace(/^/gm, '  '));
  for (const { text, reason } of leftOut.slice(0, maxShown))
    terminal.say(`    ${terminal.style('yellow', 'no')}  ${shorten(text, 100)}  ${terminal.style('dim', reason)}`);
  if (leftOut.length > maxShown) terminal.say(`    and ${leftOut.length - maxShown} more; --json tells all`);
  for (const { file, feeds } of extended.slice(0, maxShown)) terminal.say(`    ${file}  +${feeds.length} feeds`);
  if (sources.length === 0) terminal.say('Nothing was written.');
  else sayNext('plan', terminal);
}

/** `courant sources export`: the feeds of all sources as OPML 2.0 on stdout. */
export async function runSourcesExport(options: GlobalOptions, terminal: Terminal): Promise<void> {
  const { sources, site } = await readProject(options.dir);
  const feeds = sources.flatMap((source) => source.feeds);
  const readable = feeds.filter(({ kind }) => kind === 'feed').length;
  if (options.json)
    terminal.data(JSON.stringify(sources.map(({ id, name, home, language, topics, feeds: own }) => ({ id, name, home, language, topics, feeds: own })))); // prettier-ignore
  else terminal.data(renderOpml(sources, { title: site.title, now: systemClock.now() }).trimEnd());
  const others = feeds.length - readable;
  const note =
    others === 0 || options.json
      ? ''
      : `; ${others} sitemaps and front pages are left out, feed readers do not read them`;
  terminal.say(`${sources.length} sources, ${readable} feeds${note}`);
}
