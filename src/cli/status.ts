import { readProject, type Project } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { describeDrift } from '../pipeline/describe-drift.ts';
import { findDrift, type Drift } from '../pipeline/find-drift.ts';
import { listRefusals, type Refusal } from '../pipeline/list-refusals.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import type { Store } from '../store/store.ts';
import { sayAccounting } from './print-report.ts';
import type { GlobalOptions } from './run-command.ts';
import { formatTable, type Terminal } from './terminal.ts';

/** `courant status`: what the archive holds, how each source does, and whether its pages are read as they used to be. */
export async function runStatus(options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const feeds = await store.listFeeds();
    const accounting = await store.accounting();
    const drifts = await findDrifts(project, store);
    const refusals = await listRefusals(project, store);
    if (options.json) return terminal.data(JSON.stringify({ accounting, feeds, drifts, refusals }, null, 2));
    const rows = project.sources.flatMap((source) =>
      source.feeds.map(({ url }) => {
        const feed = feeds.find((record) => record.url === url);
        const state = feed === undefined ? 'never read' : feed.errorsInARow > 0 ? `failed ${feed.errorsInARow}×` : 'ok';
        return [source.id, state, feed?.lastSuccessAt.slice(0, 16) ?? '', feed?.items ?? 0, url, feed?.lastError ?? ''];
      }),
    );
    terminal.data(formatTable([['source', 'state', 'last read', 'links', 'feed', ''], ...rows]));
    for (const drift of drifts) terminal.data(formatDrift(drift));
    for (const refusal of refusals) terminal.data(formatRefusal(refusal));
    sayAccounting(accounting, terminal);
  } finally {
    await store.close();
  }
}

type SourceDrift = Drift & { readonly source: string };

async function findDrifts({ sources }: Project, store: Store): Promise<readonly SourceDrift[]> {
  const drifts: SourceDrift[] = [];
  for (const { id } of sources)
    for (const drift of findDrift(await store.listObservations(id))) drifts.push({ source: id, ...drift });
  return drifts;
}

function formatDrift(drift: SourceDrift): string {
  const { source, url } = drift;
  const toDo = `then correct it with \`rules\` in sources/${source}.yaml, or report an issue`;
  return `drift  ${source}: ${describeDrift(drift)}\n       look at  courant explain ${url}\n       ${toDo}`;
}

function formatRefusal({ source, reasons }: Refusal): string {
  return `refused  ${source}: ${reasons.map(({ reason, count }) => `${reason} ${count}`).join(', ')}`;
}
