import type { Row } from './results.ts';

/** A Markdown table; columns in the order in which they come up, a floor last. */
export function renderTable(rows: readonly Row[]): string {
  const found = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = [...found.filter((name) => name !== 'floor'), ...found.filter((name) => name === 'floor')];
  const isNumber = (column: string): boolean => rows.every((row) => typeof row[column] !== 'string');
  const lines = [
    columns,
    columns.map((column) => (isNumber(column) ? '---:' : '---')),
    ...rows.map((row) => columns.map((column) => toCell(row[column]))),
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function toCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value.replaceAll('|', '\\|');
  return Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2).replace(/(\.\d)0$/, '$1');
}

/** Lines of at most 150 characters. */
export function wrap(text: string): string {
  return text.replace(/(?![^\n]{1,150}$)([^\n]{1,150})\s/g, '$1\n');
}
