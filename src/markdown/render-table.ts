import type { Block } from '../model/article.ts';
import { renderLine } from './render-inlines.ts';
import { isVisible, toRuns, type Run } from './runs.ts';

/** Beyond this many cells (rows by columns) readers give up on a table. */
const maxCells = 20_000;

/** A GFM table; undefined when it is better read as paragraphs, empty when nothing in it is visible. A table without header
 *  row gets an empty one, since GFM has no other. Spec: GitHub Flavored Markdown 4.10. */
export function renderTable(table: Extract<Block, { kind: 'table' }>): string | undefined {
  const columns = table.rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (table.rows.length * columns > maxCells || (columns < 2 && !table.hasHeader)) return undefined;
  const rows = table.rows.map((row) => row.map((cell) => toRuns(cell)));
  const seen = rows.filter((row) => row.some((cell) => cell.some((run) => isVisible(run.text))));
  if (seen.length === 0) return '';
  const header = table.hasHeader ? (rows[0] ?? []) : [];
  const body = table.hasHeader ? seen.filter((row) => row !== header) : seen;
  const padded = Array.from({ length: columns }, (_, index) => header[index] ?? []);
  return [renderRow(padded), `|${' --- |'.repeat(columns)}`, ...body.map(renderRow)].join('\n');
}

function renderRow(cells: readonly (readonly Run[])[]): string {
  return `| ${cells.map((cell) => renderLine(cell.map(toSpace), true)).join(' | ')} |`;
}

function toSpace(run: Run): Run {
  return run.kind === 'break' ? { ...run, kind: 'text', text: ' ' } : run;
}
