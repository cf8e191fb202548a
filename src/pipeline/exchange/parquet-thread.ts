/** What runs in the thread that reads a Parquet file: for each message the next rows, `[]` behind the last ones; an error ends it. */
import { parentPort, workerData } from 'node:worker_threads';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';

const file: string = workerData;
const rowsAtOnce = 1000;

async function* readRows(): AsyncGenerator<Record<string, unknown>[]> {
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  const total = Number(metadata.num_rows);
  const inGroups = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  // A row has a path of its own, which takes more than a byte: more rows than bytes would be read for ever.
  if (!(total <= buffer.byteLength) || inGroups !== total) throw new Error(`It says that it has ${total} rows.`);
  for (let rowStart = 0; rowStart < total; rowStart += rowsAtOnce) {
    const rowEnd = Math.min(rowStart + rowsAtOnce, total);
    yield await parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd });
  }
}

const rows = readRows();
parentPort?.on('message', () => {
  void rows.next().then(({ value, done }) => parentPort?.postMessage(done === true ? [] : value));
});
