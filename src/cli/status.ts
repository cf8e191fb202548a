import { readProject } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { describeDrift } from '../pipeline/describe-drift.ts';
import { listRefusals, type Refusal } from '../pipeline/list-refusals.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { describeSources, type PushStatus, type SourceDrift, type SourceStatus } from '../pipeline/source-status.ts';
import { sayAccounting } from './print-report.ts';
import { outdatedSearch } from './search.ts';
import type { GlobalOptions } from './run-command.ts';
import { sayNext } from './say-next.ts';
import { formatTable, type Terminal } from './terminal.ts';

/** `courant status`: what the archive holds, how each source does, and whether its pages are read as they used to be. */
export async function runStatus(options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const accounting = await store.accounting();
    const { sources, drifts } = await describeSources(project.sources, store, systemClock.now());
    const refusals = await listRefusals(project, store);
    if (options.json) return terminal.data(JSON.stringify({ accounting, sources, drifts, refusals }, null, 2));
    if (sources.length === 0) terminal.say('There is no source yet.');
    else terminal.data(formatTable([head, ...sources.flatMap(toRows)]));
    for (const { source, feeds } of sources)
      for (const { url, toDo } of feeds) if (toDo !== '') terminal.data(`to do  ${source}: ${url}\n       ${toDo}`);
    for (const { source, feeds } of sources)
      for (const { url, push } of feeds) if (push) terminal.data(formatPush(source, url, push));
    for (const drift of drifts) terminal.data(formatDrift(drift));
    for (const refusal of refusals) terminal.data(formatRefusal(refusal));
    sayAccounting(accounting, terminal);
    if (sources.length === 0) sayNext('add <address of a news site>', terminal);
    if (await store.isSearchOutdated()) terminal.say(`  search    ${outdatedSearch}`);
  } finally {
    await store.close();
  }
}

const head = ['source', 'state', 'last read', 'links', 'stored', 'confidence', 'polled', 'next', 'feed', ''];

/** A line for each feed; what is of the whole source stands in the first one. */
function toRows({ source, links, confidence, feeds }: SourceStatus): readonly (readonly (string | number)[])[] {
  return feeds.map((feed, i) => [
    source,
    feed.state === 'failed' ? `failed ${feed.errorsInARow}×` : feed.state,
    toMinute(feed.lastSuccessAt),
    feed.links,
    i === 0 ? links.stored : '',
    i === 0 && confidence !== undefined ? confidence.toFixed(2) : '',
    feed.everyMinutes === 0 ? '' : `every ${formatMinutes(feed.everyMinutes)} (${feed.because})`,
    toMinute(feed.nextPollAt),
    feed.url,
    feed.lastError,
  ]);
}

function toMinute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

function formatMinutes(minutes: number): string {
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

function formatPush(source: string, feed: string, { hub, state, until, detail }: PushStatus): string {
  const end = until === '' ? '' : ` until ${toMinute(until)}`;
  return `push   ${source}: ${feed}\n       ${hub} ${state}${end}${detail === '' ? '' : `: ${detail}`}`;
}

function formatDrift(drift: SourceDrift): string {
  const { source, url } = drift;
  const toDo = `then correct it with \`rules\` in sources/${source}.yaml, or report an issue`;
  return `drift  ${source}: ${describeDrift(drift)}\n       look at  courant explain ${url}\n       ${toDo}`;
}

function formatRefusal({ source, reasons }: Refusal): string {
  return `refused  ${source}: ${reasons.map(({ reason, count }) => `${reason} ${count}`).join(', ')}`;
}
