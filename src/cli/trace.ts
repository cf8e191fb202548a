import { readProject } from '../config/project.ts';
import { formatReport } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { traceLink, type LinkTrace } from '../pipeline/trace-link.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { formatSteps } from './format-steps.ts';
import type { GlobalOptions } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** `courant trace`: one link through all stages. */
export async function runTrace(url: string, options: GlobalOptions, terminal: Terminal): Promise<void> {
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const trace = await traceLink(url, store, { now: systemClock.now(), sources: project.sources });
    if (options.json) terminal.data(JSON.stringify(trace, null, 2));
    else printTrace(trace, terminal);
  } finally {
    await store.close();
  }
}

function printTrace({ link, pages, steps, article, addresses, sitePath }: LinkTrace, terminal: Terminal): void {
  terminal.data(link.url);
  terminal.data(`discover  ${link.foundAt}  found by ${link.source} in ${link.foundIn}`);
  for (const [name, value] of Object.entries(link.hints)) {
    const text = Array.isArray(value) ? value.join(', ') : String(value);
    if (name !== 'contentHtml') terminal.data(`          ${name}: ${text.slice(0, 100)}`);
  }
  for (const page of pages) {
    const moved = page.url === page.requestedUrl ? '' : `  redirected to ${page.url}`;
    terminal.data(`fetch     ${page.fetchedAt}  status ${page.status}${moved}`);
    terminal.data(`          kept in ${page.warc} at ${page.offset}, ${page.length} bytes`);
  }
  if (pages.length === 0) terminal.data('fetch     not fetched');
  if (steps.length > 0) terminal.data(formatSteps(steps.filter((step) => step.decision === 'chosen')));
  const tries = `${link.attempts} ${link.attempts === 1 ? 'try' : 'tries'}`;
  terminal.data(`state     ${link.state} after ${tries}${link.recheck ? ', to be fetched again' : ''}`);
  if (link.state === 'waiting') terminal.data(`          not before ${new Date(link.dueAt).toISOString()}`);
  if (link.skip) terminal.data(formatReport(link.skip.code, { detail: link.skip.detail }).replace(/^/gm, '          '));
  if (article) terminal.data(`store     ${article.path}  revision ${article.revision}`);
  for (const address of addresses.filter((one) => one !== article?.url)) terminal.data(`          also at ${address}`);
  if (sitePath !== undefined) terminal.data(`publish   ${sitePath}`);
}
