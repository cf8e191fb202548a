import type { Figures } from './floors.ts';

export interface TableRow {
  readonly label: string;
  readonly pages: string;
  /** Of the corpus, in hexadecimal digits. */
  readonly digest: string;
  /** Percent by name; what is not known is left out. */
  readonly figures: Figures;
}

const columns = [
  'F1',
  'precision',
  'recall',
  'mean F1',
  'title',
  'authors',
  'day',
  'instant',
  'topics',
  'language',
] as const;

const textFigures: ReadonlySet<string> = new Set(['F1', 'precision', 'recall', 'mean F1']);

/** A table of figures in percent with one line for each row, those of the text with one digit more. */
export function formatTable(rows: readonly TableRow[]): string {
  const width = Math.max(...rows.map(({ label }) => label.length));
  const head = [''.padEnd(width), 'pages'.padStart(6), ...columns.map((name) => name.padStart(10)), '  corpus digest'];
  const lines = rows.map(({ label, pages, digest, figures }) => {
    const cells = columns.map((name) => figures[name]?.toFixed(textFigures.has(name) ? 2 : 1) ?? '–');
    return [label.padEnd(width), pages.padStart(6), ...cells.map((cell) => cell.padStart(10)), `  ${digest}`];
  });
  return [head, ...lines].map((line) => line.join('').trimEnd()).join('\n');
}
