import { join, resolve } from 'node:path';
import { importPages } from '../pipeline/import-pages.ts';
import { buildAndSay } from './build.ts';
import { writeProject } from './init.ts';
import { sayImport } from './print-report.ts';
import type { GlobalOptions } from './run-command.ts';
import { withProject } from './with-project.ts';
import type { Terminal } from './terminal.ts';
import { isAccessible } from '../store/is-accessible.ts';

export interface ImportOptions extends GlobalOptions {
  readonly baseUrl?: string;
  readonly build: boolean;
}

/** `courant import`: runs stored pages through the pipeline and builds the site. Makes the project if there is none. */
export async function runImport(path: string, options: ImportOptions, terminal: Terminal): Promise<void> {
  const root = resolve(options.dir);
  if (!(await isAccessible(join(root, 'courant.yaml')))) {
    await writeProject(root, '');
    terminal.say(`Made a new project in ${root}`);
  }
  await withProject({ ...options, dir: root }, terminal, async (work, project) => {
    const report = await importPages(path, options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }, work);
    if (options.json) terminal.data(JSON.stringify({ event: 'imported', ...report }));
    else sayImport(report, terminal);
    if (options.build) await buildAndSay(options, terminal, project, work.store);
  });
  if (options.build) terminal.say('Next: courant serve');
}
