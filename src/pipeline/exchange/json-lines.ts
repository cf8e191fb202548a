import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { NewsError } from '../../errors.ts';
import { columns, type ArticleRow, type Cell } from './article-row.ts';

/** Rows as JSON Lines, one object a line; empty cells are left out. Spec: jsonlines.org. */
export async function* writeJsonLines(rows: AsyncIterable<ArticleRow>): AsyncGenerator<string> {
  for await (const row of rows)
    yield `${JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null)))}\n`;
}

/** Throws NewsError `import/bad-row` with the line. */
export async function* readJsonLines(file: string): AsyncGenerator<ArticleRow> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() !== '') yield toCells(parseLine(text, file, line));
  }
}

function parseLine(text: string, file: string, line: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // told below
  }
  throw new NewsError('import/bad-row', { file, line, detail: 'The line is no JSON object.' });
}

function toCells(value: Readonly<Record<string, unknown>>): ArticleRow {
  return Object.fromEntries(columns.map(({ name, kind }) => [name, isOf(kind, value[name]) ? value[name] : null]));
}

function isOf(kind: (typeof columns)[number]['kind'], value: unknown): value is Cell {
  if (kind === 'list') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return typeof value === { text: 'string', number: 'number', truth: 'boolean' }[kind];
}
