import { createReadStream } from 'node:fs';
import { parse, CsvError } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import { NewsError } from '../../errors.ts';
import { columns, type ArticleRow, type Cell, type Column } from './article-row.ts';

// A cell that begins like this is run as a formula by spreadsheets. An apostrophe before it makes it text to them; one that
// stands there by itself gets another one, so that reading takes away what writing put.
const formula = /^[=+\-@\t\r'\uff1d\uff0b\uff0d\uff20]/;

/** Rows as CSV with a head line; lists are JSON. Spec: RFC 4180; OWASP, CSV injection. */
export function writeCsv(rows: AsyncIterable<ArticleRow>): AsyncIterable<string> {
  const names = columns.map(({ name }) => name);
  const cells = async function* () {
    for await (const row of rows) yield names.map((name) => toText(row[name] ?? null));
  };
  const text = stringify({ header: true, columns: names, record_delimiter: '\r\n' });
  // Unlike `pipe`, it ends the reading of rows when nobody reads on; whatever fails reaches the reader by `text`.
  pipeline(Readable.from(cells()), text, () => undefined);
  return text;
}

function toText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return withoutFormula(typeof cell === 'string' ? cell : JSON.stringify(cell));
}

/** A cell that no spreadsheet runs. */
export function withoutFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** Throws NewsError `import/bad-row` with the line. */
export async function* readCsv(file: string): AsyncGenerator<ArticleRow> {
  const reader = createReadStream(file).pipe(parse({ columns: true, bom: true, relax_column_count: false }));
  try {
    for await (const record of reader as AsyncIterable<Record<string, string>>) {
      yield Object.fromEntries(columns.map((column) => [column.name, toCell(column, record[column.name] ?? '')]));
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new NewsError('import/bad-row', { file, detail: cause.message, cause });
  }
}

function toCell({ kind }: Column, text: string): Cell {
  const value = text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;
  if (kind === 'text') return value === '' ? null : value;
  if (kind === 'truth') return value === 'true' ? true : value === 'false' ? false : null;
  if (kind === 'number') return value === '' || Number.isNaN(Number(value)) ? null : Number(value);
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list.map(String) : null;
  } catch {
    return null;
  }
}
