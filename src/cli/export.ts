import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { exportArticles, exportText, type PassedOver, type Selection } from '../pipeline/export-articles.ts';
import { formatOf, type ExportFormat } from '../pipeline/exchange/formats.ts';
import { openArchive, pullFiles } from '../pipeline/open-archive.ts';
import { errorCodeOf } from '../store/store-failure.ts';
import { findSource } from './find-source.ts';
import { sayPassedOver } from './print-report.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

export interface ExportFlags extends Selection {
  readonly format?: ExportFormat;
  readonly published: boolean;
}

/** `courant export`: articles as one file for other programs. */
export async function runExport(
  file: string,
  { format: named, published, ...options }: GlobalOptions & ExportFlags,
  terminal: Terminal,
): Promise<void> {
  const format = named ?? formatOf(file);
  if (format === undefined)
    throw new NewsError('cli/misuse', { detail: `The ending of ${file} tells no format; \`--format\` does.` });
  const project = await readProject(options.dir);
  const bringing = (files: number): void => terminal.progress(`bringing: ${files} files`);
  await pullFiles(project, format === 'warc' ? 'all' : 'articles', bringing);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const onProgress = (articles: number): void => terminal.progress(`exporting: ${articles} articles`);
    const { outlet, language, tag, from, to, text: words } = options;
    if (outlet !== undefined) await findSource(outlet, project, store);
    const given = { outlet, language, tag, from, to, text: words };
    const selection = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const how = { selection, isPublished: published, now: systemClock.now() };
    if (file === '-') {
      if (format !== 'jsonl' && format !== 'csv')
        throw new NewsError('cli/misuse', { detail: 'Only jsonl and csv can be written to stdout.' });
      const passedOver: PassedOver[] = [];
      // As it is: what a terminal shows would have no tabs and line ends within cells. When the reader goes away, that is the end.
      await pipeline(Readable.from(exportText(project, store, format, how, passedOver)), process.stdout, {
        end: false,
      }).catch((cause: unknown) => {
        if (errorCodeOf(cause) !== 'EPIPE') throw cause;
      });
      return sayPassedOver(passedOver, terminal);
    }
    const report = await exportArticles(project, store, { format, file }, { ...how, onProgress });
    if (options.json) return terminal.data(JSON.stringify({ event: 'exported', file, format, ...report }));
    sayPassedOver(report.passedOver, terminal);
    terminal.say(terminal.style('bold', 'Exported'));
    if (format !== 'warc') terminal.say(`  articles  ${report.articles}`);
    terminal.say(`  file      ${file}`);
  } finally {
    await store.close();
  }
}
