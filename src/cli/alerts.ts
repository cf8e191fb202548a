import { readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { findAlerts } from '../pipeline/find-alerts.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import type { GlobalOptions } from './run-command.ts';
import { formatHit, toJsonHit } from './search.ts';
import type { Terminal } from './terminal.ts';

/** `courant alerts [<name>...]`: what saved searches find that is new since this was asked last. */
export async function runAlerts(names: readonly string[], options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const unknown = names.find((name) => project.searches.every((search) => search.name !== name));
  if (unknown !== undefined)
    throw new NewsError('cli/misuse', { detail: `courant.yaml has no search named "${unknown}".` });
  const asked = project.searches.filter(({ name }) => names.length === 0 || names.includes(name));
  if (asked.length === 0) return terminal.say('courant.yaml names no `searches`.');
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    for (const { search, isFirst, hits } of await findAlerts(project.root, store, asked)) {
      for (const hit of hits)
        terminal.data(options.json ? JSON.stringify({ search: search.name, ...toJsonHit(hit) }) : formatHit(hit));
      const found = isFirst ? 'asked for the first time: what it finds from now on is new' : `${hits.length} new`;
      if (!options.json) terminal.say(`${terminal.style('bold', search.title)}  ${found}`);
    }
  } finally {
    await store.close();
  }
}
