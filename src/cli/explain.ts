import { writeFile } from 'node:fs/promises';
import { defaultFetch, readProject } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { createHttpClient } from '../fetch/create-http-client.ts';
import { systemClock } from '../model/clock.ts';
import { explainPage, type Explained } from '../pipeline/explain-page.ts';
import { renderExplanation } from '../pipeline/explanation-page.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { printExplanation } from './print-explanation.ts';
import { exitCodes, type GlobalOptions } from './run-command.ts';
import { textWidth, type Terminal } from './terminal.ts';
import { unless } from './unless.ts';

export interface ExplainOptions extends GlobalOptions {
  readonly url?: string;
  /** A file to write; `-` for stdout. */
  readonly html?: string;
}

/** `courant explain`: why the extractor chose what it chose. Works outside a project too; stores nothing. */
export async function runExplain(target: string, options: ExplainOptions, terminal: Terminal): Promise<void> {
  if (options.json && options.html === '-') {
    throw new NewsError('cli/misuse', { detail: 'Only one of --json and --html - can go to stdout.' });
  }
  const project = await unless('config/not-found', readProject(options.dir));
  const store =
    project && (await unless('store/not-found', openArchive(project, { clock: systemClock, mode: 'read' })));
  const http = createHttpClient(project?.fetch ?? defaultFetch(), systemClock);
  try {
    const tools = {
      http,
      clock: systemClock,
      ...(store && { store }),
      ...(project && { sources: project.sources }),
      ...(options.url === undefined ? {} : { url: options.url }),
    };
    const explained = await explainPage(target, tools);
    await show(explained, options, terminal);
    if (explained.explanation.skip) process.exitCode = exitCodes.failed;
  } finally {
    await http.close();
    await store?.close();
  }
}

async function show(explained: Explained, { json, html }: ExplainOptions, terminal: Terminal): Promise<void> {
  const { explanation } = explained;
  if (json) terminal.data(JSON.stringify(explanation, null, 2));
  if (html === undefined) {
    if (!json) terminal.data(printExplanation(explanation, textWidth(terminal)));
    return;
  }
  const page = renderExplanation(explained);
  if (html === '-') return terminal.data(page.trimEnd());
  await writeFile(html, page).catch((cause: unknown) => {
    throw new NewsError('cli/misuse', { detail: `${html} cannot be written.`, cause });
  });
  terminal.say(`${terminal.style('bold', 'Explained')}  ${html}`);
}
