import { readProject } from '../config/project.ts';
import { systemClock } from '../model/clock.ts';
import { createExtractPool } from '../pipeline/extract-pool.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { reextract, type ReextractReport, type RereadCounts } from '../pipeline/reextract.ts';
import type { Reread, RereadTools } from '../pipeline/reread-article.ts';
import { findSource } from './find-source.ts';
import type { GlobalOptions } from './run-command.ts';
import { withProject } from './with-project.ts';
import { sayNext } from './say-next.ts';
import { formatTable, type Terminal } from './terminal.ts';

export interface ReextractCommandOptions extends GlobalOptions {
  readonly source?: string;
  readonly since?: string;
  readonly write: boolean;
}

/** `courant reextract`: what the extractor of today reads differently in the stored pages; with `--write`, writes it. */
export async function runReextract(options: ReextractCommandOptions, terminal: Terminal): Promise<void> {
  if (options.write) return withProject(options, terminal, (work) => reextractAndSay(work, options, terminal));
  const project = await readProject(options.dir);
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  const { extract, close } = createExtractPool();
  try {
    const { signal } = new AbortController(); // nothing is changed: it may be ended at any time
    const tools = { project, store, extract, clock: systemClock, signal, report: () => undefined };
    await reextractAndSay(tools, options, terminal);
  } finally {
    await close();
    await store.close();
  }
}

async function reextractAndSay(
  tools: RereadTools,
  options: ReextractCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const source =
    options.source === undefined ? undefined : await findSource(options.source, tools.project, tools.store);
  let changed = 0;
  const report = await reextract(tools, {
    ...(source === undefined ? {} : { source }),
    ...(options.since === undefined ? {} : { since: options.since }),
    write: options.write,
    onItem: (item) => {
      if (item.outcome === 'unchanged' || item.outcome === 'skipped') return;
      if (item.outcome === 'changed' || item.outcome === 'found') changed += 1;
      if (options.json) terminal.data(JSON.stringify({ event: 'reread', ...item }));
      else terminal.data(describeItem(item, options.write));
    },
    onProgress: (done, total) => terminal.progress(`reading again: ${done} of ${total}, ${changed} changed`),
  });
  if (options.json) terminal.data(JSON.stringify({ event: 'reextracted', ...report }));
  else sayReport(report, terminal);
}

const signs = { changed: '~', found: '+', refused: '!', 'kept-by-hand': '=', 'no-page': '?' } as const;
const words = {
  changed: '',
  found: 'would be stored',
  refused: 'would be skipped; the file stays',
  'kept-by-hand': 'changed by hand; left alone',
  'no-page': 'the page is not in the archive',
} as const;

function describeItem(item: Reread, isWritten: boolean): string {
  if (item.outcome === 'unchanged' || item.outcome === 'skipped') return '';
  const word = item.outcome === 'found' && isWritten ? 'stored' : words[item.outcome];
  const note = [word, item.detail].filter((text) => text !== '').join(': ');
  const head = `${signs[item.outcome]} ${item.path || item.url}${note === '' ? '' : `  ${note}`}`;
  const rows = (item.changes?.fields ?? []).map(({ field, before, after }) => [
    `    ${field}`,
    `${shorten(before)} → ${shorten(after)}`,
  ]);
  const { body } = item.changes ?? {};
  if (body) rows.push(['    body', describeWords(body)]);
  return rows.length === 0 ? head : `${head}\n${formatTable(rows)}`;
}

function describeWords({ added, removed }: RereadCounts['words']): string {
  return added + removed === 0 ? 'the same words in another form' : `+${added} −${removed} words`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line === '') return '–';
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

function sayReport({ sources, isWritten, isComplete, seconds, ...total }: ReextractReport, terminal: Terminal): void {
  const head = ['', 'changed', 'same', 'by hand', 'refused', 'no page', 'found', 'skipped', '+ words', '− words'];
  const row = (name: string, { outcomes, words: { added, removed } }: RereadCounts): (string | number)[] => [
    name,
    ...[outcomes.changed, outcomes.unchanged, outcomes['kept-by-hand'], outcomes.refused, outcomes['no-page']],
    ...[outcomes.found, outcomes.skipped, added, removed],
  ];
  const rows = Object.entries(sources).map(([name, counts]) => row(name, counts));
  terminal.say(terminal.style('bold', isWritten ? 'Read again and written' : 'Read again; nothing was written'));
  terminal.say(formatTable([head, ...rows, row('total', total)], terminal.columns - 2).replace(/^/gm, '  '));
  const fields = Object.entries(total.fields).map(([field, count]) => `${field} ${count}`);
  if (fields.length > 0) terminal.say(`  fields    ${fields.join(', ')}`);
  terminal.say(`  time      ${seconds.toFixed(1)} s`);
  if (!isComplete) terminal.say('Stopped before the end; run it again to go on.');
  else if (!isWritten && total.outcomes.changed + total.outcomes.found > 0) sayNext('reextract --write', terminal);
}
