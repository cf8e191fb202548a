import { join, resolve } from 'node:path';
import { readProject } from '../config/project.ts';
import { pullFiles } from '../pipeline/open-archive.ts';
import { importArticles, isArticleExport } from '../pipeline/import-articles.ts';
import { importPages } from '../pipeline/import-pages.ts';
import { buildAndSay } from './build.ts';
import { writeProject } from './init.ts';
import { sayImport } from './print-report.ts';
import { runReindex } from './reindex.ts';
import { sayPaths } from './verify.ts';
import type { GlobalOptions } from './run-command.ts';
import { withProject } from './with-project.ts';
import { sayNext } from './say-next.ts';
import type { Terminal } from './terminal.ts';
import { isAccessible } from '../store/is-accessible.ts';

export interface ImportOptions extends GlobalOptions {
  readonly baseUrl?: string;
  readonly replace: boolean;
  readonly build: boolean;
}

/** `courant import`: runs stored pages through the pipeline and builds the site. Makes the project if there is none. */
export async function runImport(path: string, options: ImportOptions, terminal: Terminal): Promise<void> {
  const root = resolve(options.dir);
  if (!(await isAccessible(join(root, 'courant.yaml')))) {
    await writeProject(root, '');
    terminal.say(`Made a new project in ${root}`);
  }
  if (isArticleExport(path)) await takeArticles(path, { ...options, dir: root }, terminal);
  await withProject({ ...options, dir: root }, terminal, async (work, project) => {
    if (isArticleExport(path)) return options.build ? buildAndSay(options, terminal, project, work.store) : undefined;
    const report = await importPages(path, options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }, work);
    if (options.json) terminal.data(JSON.stringify({ event: 'imported', ...report }));
    else sayImport(report, terminal);
    if (options.build) await buildAndSay(options, terminal, project, work.store);
  });
  if (options.build) sayNext('serve', terminal);
}

/** Articles of an export: their files first, then the index from the files. */
async function takeArticles(path: string, options: ImportOptions, terminal: Terminal): Promise<void> {
  // What differs is told of what the bucket has; what is new here goes there when the index is made anew.
  const project = await readProject(options.dir);
  await pullFiles(project, 'articles', (files) => terminal.progress(`bringing: ${files} files`));
  const report = await importArticles(options.dir, path, {
    isReplacing: options.replace,
    onProgress: (articles) => terminal.progress(`importing: ${articles} articles`),
  });
  if (options.json) terminal.data(JSON.stringify({ event: 'articles-imported', ...report }));
  else {
    sayPaths('differs', report.different, terminal);
    terminal.say(terminal.style('bold', 'Imported'));
    terminal.say(
      `  articles  ${report.written} written, ${report.same} there already, ${report.different.length} left as they are`,
    );
    if (report.different.length > 0) terminal.say('  `--replace` writes those of the export over them.');
  }
  if (report.written > 0) await runReindex(options, terminal);
}
