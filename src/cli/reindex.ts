import { reindex } from '../pipeline/reindex.ts';
import { readProject } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { sayPassedOver } from './print-report.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** `courant reindex`: rebuilds the database from the files and WARC. */
export async function runReindex(options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const report = await reindex(project, {
    clock: systemClock,
    onProgress: (done) => terminal.progress(`reindexing: ${done}`),
    onBroken: (file, reason) => sayPassedOver([{ file, reason }], terminal),
  });
  if (options.json) return terminal.data(JSON.stringify({ event: 'reindexed', ...report }));
  terminal.say(terminal.style('bold', 'Reindexed'));
  terminal.say(`  articles  ${report.articles}`);
  if (report.translations > 0) terminal.say(`  translations  ${report.translations}`);
  terminal.say(`  pages     ${report.pages} in ${report.warcFiles} WARC files`);
  terminal.say(
    `  links     ${report.links}${report.waiting > 0 ? `, ${report.waiting} of them to be processed by the next collect` : ''}`,
  );
  terminal.say(`  time      ${report.seconds.toFixed(1)} s`);
}
