import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SchemaElement } from 'hyparquet';
import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import { NewsError } from '../../errors.ts';
import { columns, type ArticleRow, type Cell, type Column } from './article-row.ts';

const rowsPerGroup = 1000;

/** Rows as a Parquet file, lists as lists. Spec: parquet.apache.org/docs/file-format. */
export async function writeParquet(rows: AsyncIterable<ArticleRow>, file: string): Promise<void> {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.flatMap((column) => toElements(column)),
  ];
  await parquetWriteRows({
    writer: fileWriter(file),
    rows: rows as AsyncIterable<Record<string, unknown>>,
    columns: columns.map(({ name }) => ({ name })),
    schema,
    rowGroupSize: rowsPerGroup,
    createdBy: 'courant',
  });
}

function toElements({ name, kind }: Column): readonly SchemaElement[] {
  if (kind === 'truth') return [{ name, type: 'BOOLEAN', repetition_type: 'OPTIONAL' }];
  if (kind === 'number') return [{ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }];
  if (kind === 'text') return [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }];
  return [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  ];
}

const longestReadMs = 60_000;
const maxHeapMb = 1024;

/** Throws NewsError `import/bad-row` for a file that is no Parquet, or a damaged one. It is read in a thread that can be stopped: lengths in it that are
 *  wrong have the reader go on for ever, or take all memory. */
export async function* readParquet(file: string, longestMs = longestReadMs): AsyncGenerator<ArticleRow> {
  const name = import.meta.url.endsWith('.ts') ? './parquet-thread-uncompiled.mjs' : './parquet-thread.js';
  const resourceLimits = { maxOldGenerationSizeMb: maxHeapMb };
  const worker = new Worker(new URL(name, import.meta.url), { workerData: file, resourceLimits });
  let failure: Error | undefined; // also between two questions
  worker.on('error', (cause: Error) => void (failure ??= cause));
  try {
    for (;;) {
      if (failure) throw failure;
      const rows = await nextRows(worker, longestMs);
      if (rows.length === 0) return;
      for (const row of rows) yield Object.fromEntries(columns.map(({ name: key }) => [key, row[key] ?? null]));
    }
  } catch (cause) {
    if (!(cause instanceof Error) || cause instanceof NewsError) throw cause;
    const isLate = cause.name === 'AbortError';
    const detail = isLate ? `Its rows are not read after ${longestMs / 1000} s: it is damaged.` : cause.message;
    throw new NewsError('import/bad-row', { file, detail, cause });
  } finally {
    await worker.terminate();
  }
}

async function nextRows(worker: Worker, longestMs: number): Promise<readonly Record<string, Cell>[]> {
  worker.postMessage('next');
  const [rows] = (await once(worker, 'message', { signal: AbortSignal.timeout(longestMs) })) as [
    Record<string, Cell>[],
  ];
  return rows;
}
