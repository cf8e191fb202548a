import { errors, skips } from '../errors.ts';
import type { BuildReport } from '../pipeline/build-site.ts';
import type { CollectReport } from '../pipeline/collect.ts';
import type { ImportReport } from '../pipeline/import-pages.ts';
import type { Accounting } from '../store/link-store.ts';
import { formatTable, type Terminal } from './terminal.ts';

/** What became of all links, with the reasons: `found = stored + skipped + waiting`. */
export function sayAccounting(accounting: Accounting, terminal: Terminal): void {
  const { found, stored, skipped, waiting, reasons } = accounting;
  terminal.say(`  links     ${found} found = ${stored} stored + ${skipped} skipped + ${waiting} waiting`);
  if (reasons.length === 0) return;
  const indent = ' '.repeat(12);
  const rows = reasons.map(({ code, count }) => [count, code, whatHappened(code)]);
  terminal.say(formatTable(rows, terminal.columns - indent.length).replace(/^/gm, indent));
}

function whatHappened(code: string): string {
  const entries: Readonly<Record<string, { readonly what: string }>> = { ...skips, ...errors };
  return entries[code]?.what ?? '';
}

export function sayCollect(report: CollectReport, terminal: Terminal): void {
  const { sources, articles } = report;
  const total = sources.read + sources.failed.length + sources.resting;
  const resting = sources.resting > 0 ? `; ${sources.resting} not due (--all polls them too)` : '';
  terminal.say(terminal.style('bold', 'Collected'));
  terminal.say(
    `  sources   ${sources.read} of ${total} read${sources.failed.length > 0 ? `; failed: ${sources.failed.join(', ')}` : ''}${resting}`,
  );
  sayAccounting(report.accounting, terminal);
  terminal.say(`  articles  ${articles.stored} new, ${articles.revised} revised (${report.newLinks} new links)`);
  terminal.say(`  time      ${report.seconds.toFixed(1)} s, ${report.requests} requests`);
}

export function sayImport(report: ImportReport, terminal: Terminal): void {
  terminal.say(terminal.style('bold', 'Imported'));
  terminal.say(`  pages     ${report.pages} read${report.known > 0 ? `, ${report.known} of them known already` : ''}`);
  for (const { reason, count } of report.passedOver) terminal.say(`            ${count} passed over: ${reason}`);
  sayAccounting(report.accounting, terminal);
  terminal.say(`  time      ${report.seconds.toFixed(1)} s`);
}

export function sayBuild(report: BuildReport, terminal: Terminal): void {
  sayPassedOver(report.passedOver, terminal);
  terminal.say(terminal.style('bold', 'Built'));
  terminal.say(
    `  site      ${report.articles} articles, ${report.files} files (${report.written} written, ${report.removed} removed)`,
  );
  terminal.say(`  time      ${report.seconds.toFixed(1)} s`);
}

/** Files that a command went on without, and why. */
export function sayPassedOver(files: BuildReport['passedOver'], terminal: Terminal): void {
  for (const { file, reason } of files)
    terminal.say(`${terminal.style('yellow', 'passed over')}  ${file}\n             ${reason}`);
}
