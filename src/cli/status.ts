import { readProject } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { sayAccounting } from './print-report.ts';
import type { GlobalOptions } from './run-command.ts';
import { formatTable, type Terminal } from './terminal.ts';

/** `courant status`: what the archive holds and how each source does. */
export async function runStatus(options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const feeds = await store.listFeeds();
    const accounting = await store.accounting();
    if (options.json) return terminal.data(JSON.stringify({ accounting, feeds }, null, 2));
    const rows = project.sources.flatMap((source) =>
      source.feeds.map(({ url }) => {
        const feed = feeds.find((record) => record.url === url);
        const state = feed === undefined ? 'never read' : feed.errorsInARow > 0 ? `failed ${feed.errorsInARow}×` : 'ok';
        return [source.id, state, feed?.lastSuccessAt.slice(0, 16) ?? '', feed?.items ?? 0, url, feed?.lastError ?? ''];
      }),
    );
    terminal.data(formatTable([['source', 'state', 'last read', 'links', 'feed', ''], ...rows]));
    sayAccounting(accounting, terminal);
  } finally {
    await store.close();
  }
}
