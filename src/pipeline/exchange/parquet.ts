import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, type SchemaElement } from 'hyparquet';
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

/** Throws NewsError `import/bad-row` for a file that is no Parquet, or a damaged one. */
export async function* readParquet(file: string): AsyncGenerator<ArticleRow> {
  const refuse = (cause: unknown): never => {
    throw new NewsError('import/bad-row', {
      file,
      detail: cause instanceof Error ? cause.message : String(cause),
      cause,
    });
  };
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer).catch(refuse);
  const total = Number(metadata.num_rows);
  const inGroups = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  // A row has a path of its own, which takes more than a byte: more rows than bytes would be read for ever.
  if (!(total <= buffer.byteLength) || inGroups !== total) refuse(new Error(`It says that it has ${total} rows.`));
  for (let rowStart = 0; rowStart < total; rowStart += rowsPerGroup) {
    const rowEnd = Math.min(rowStart + rowsPerGroup, total);
    const range = { rowStart, rowEnd };
    const rows = (await parquetReadObjects({ file: buffer, metadata, ...range }).catch(refuse)) as Record<
      string,
      Cell
    >[];
    for (const row of rows) yield Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]));
  }
}
