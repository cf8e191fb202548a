import { readProject } from '../config/project.ts';
import { backUp, restore } from '../pipeline/back-up.ts';
import { pullFiles } from '../pipeline/open-archive.ts';
import { exitCodes, type GlobalOptions } from './run-command.ts';
import { formatBytes, type Terminal } from './terminal.ts';
import { sayPaths } from './verify.ts';

/** `courant backup`: copies the project to a folder; the second time only what changed. */
export async function runBackup(folder: string, options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const { root } = project;
  await pullFiles(project, 'all', (files) => terminal.progress(`bringing: ${files} files`));
  const report = await backUp(root, folder, (files) => terminal.progress(`backing up: ${files} files`));
  if (report.damaged.length + report.missing.length > 0) process.exitCode = exitCodes.failed;
  if (options.json) return terminal.data(JSON.stringify({ event: 'backed-up', folder, ...report }));
  sayPaths('changed', report.damaged, terminal);
  sayPaths('missing', report.missing, terminal);
  terminal.say(terminal.style('bold', 'Backed up'));
  terminal.say(
    `  files     ${report.files}: ${report.copied} copied (${formatBytes(report.bytes)}), ${report.removed} removed`,
  );
  terminal.say(`  folder    ${folder}`);
  if (report.damaged.length + report.missing.length > 0)
    terminal.say('  What the backup had of these files was kept. `courant verify` tells more.');
}

/** `courant restore`: makes a project of a backup, in a new folder. */
export async function runRestore(
  backup: string,
  folder: string,
  options: GlobalOptions,
  terminal: Terminal,
): Promise<void> {
  const report = await restore(backup, folder, (files) => terminal.progress(`restoring: ${files} files`));
  if (report.damaged.length + report.missing.length > 0) process.exitCode = exitCodes.failed;
  if (options.json) return terminal.data(JSON.stringify({ event: 'restored', folder, ...report }));
  sayPaths('damaged', report.damaged, terminal);
  sayPaths('missing', report.missing, terminal);
  terminal.say(terminal.style('bold', 'Restored'));
  terminal.say(`  files     ${report.files}, ${formatBytes(report.bytes)}; each is what was backed up`);
  terminal.say(`  folder    ${folder}`);
  if (report.damaged.length + report.missing.length > 0)
    terminal.say('  Those above were not restored. If the index is among them, run `courant reindex`.');
}
