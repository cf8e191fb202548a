import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../../../test/sample-archive.ts';
import { startBucket, type BucketServer } from '../../../test/start-bucket.ts';
import { Bucket } from './bucket.ts';
import { fetchRecord, gatherWarc, keyOfRecord, listRecords, removeRecords, sendWarc } from './bucket-warcs.ts';

const warc = 'warc/2025/01/a.warc.gz';

let server: BucketServer;
let count = 0;
beforeAll(async () => {
  server = await startBucket();
});
afterAll(() => server.stop());

let bucket: Bucket;
let root: string;
let path: string;
beforeEach(async () => {
  const { credentials, settings } = server;
  const one = new Bucket({ credentials, settings: { ...settings, prefix: `${(count += 1)}/` }, patienceMs: 20_000 });
  bucket = one;
  onTestFinished(() => one.close());
  root = await makeFolder();
  path = join(root, warc);
  await mkdir(dirname(path), { recursive: true });
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const putRecord = (offset: number, text: string): Promise<unknown> =>
  bucket.put(keyOfRecord(warc, offset), bytesOf(text));
const recordsOf = async () => (await listRecords(bucket)).get(warc) ?? [];
const offsetsOf = async (): Promise<readonly number[]> => (await recordsOf()).map(({ offset }) => offset);

async function textOf(key: string): Promise<string | undefined> {
  const found = await bucket.get(key);
  return found === undefined || found === 'same' ? found : new TextDecoder().decode(found.bytes);
}

async function gather(): Promise<string> {
  const temporary = join(root, 'temporary');
  const size = await gatherWarc(bucket, path, { warc, records: await recordsOf(), temporary });
  const text = await readFile(`${path}.open`, 'utf8');
  expect(text).toHaveLength(size);
  return text;
}

describe('a WARC file that is sent whole', () => {
  test('is in the bucket, and is not sent again', async () => {
    await writeFile(path, 'all of it');
    const etag = await sendWarc(bucket, path, warc);
    expect(await textOf(warc)).toBe('all of it');
    const before = server.requests.length;
    expect(await sendWarc(bucket, path, warc)).toBe(etag);
    expect(server.requests.slice(before).filter((request) => request.startsWith('PUT'))).toEqual([]);
  });

  test('never takes the place of more than it has', async () => {
    await bucket.put(warc, bytesOf('more than here'));
    await writeFile(path, 'less');
    expect(await sendWarc(bucket, path, warc)).toBeUndefined();
    expect(await textOf(warc)).toBe('more than here');
  });

  test('takes the place of less, whatever lies beside it', async () => {
    await bucket.put(warc, bytesOf('less'));
    await bucket.put(`${warc}.other`, bytesOf('a longer one by another name'));
    await writeFile(path, 'more than there');
    await sendWarc(bucket, path, warc);
    expect(await textOf(warc)).toBe('more than there');
  });
});

describe('records by themselves', () => {
  test('are read where they lie, in the file or not', async () => {
    await putRecord(3, 'two');
    expect(new TextDecoder().decode(await fetchRecord(bucket, { warc, offset: 3, length: 3 }))).toBe('two');
    await bucket.put(warc, bytesOf('onetwothree'));
    expect(new TextDecoder().decode(await fetchRecord(bucket, { warc, offset: 6, length: 5 }))).toBe('three');
    const missing = fetchRecord(bucket, { warc, offset: 20, length: 5 });
    await expect(missing).rejects.toMatchObject({ code: 'store/bad-warc' });
  });

  test('are removed when the file holds all of them, and no sooner', async () => {
    for (const [offset, text] of [
      [0, 'one'],
      [3, 'two'],
      [6, 'three'],
    ] as const)
      await putRecord(offset, text);
    await removeRecords(bucket, warc, 10);
    expect(await offsetsOf()).toEqual([6]);
    await removeRecords(bucket, warc, 11);
    expect(await offsetsOf()).toEqual([]);
  });
});

describe('what is gathered of a file whose writer is gone', () => {
  test('is all its records in their order', async () => {
    for (let at = 0; at < 40; at += 1) await putRecord(at * 3, `${at}`.padStart(3, '.'));
    expect(await gather()).toBe(Array.from({ length: 40 }, (_, at) => `${at}`.padStart(3, '.')).join(''));
  });

  test('goes on with what the folder has of it, and cuts off half a record', async () => {
    await writeFile(`${path}.open`, 'onetw');
    await putRecord(0, 'ONE');
    await putRecord(3, 'two');
    await putRecord(6, 'three');
    const before = server.requests.length;
    expect(await gather()).toBe('onetwothree');
    expect(server.requests.slice(before).filter((request) => request.endsWith('/000000000000'))).toEqual([]);
  });

  test('ends where a record is missing', async () => {
    await putRecord(0, 'one');
    await putRecord(6, 'three');
    expect(await gather()).toBe('one');
  });

  test('begins with the file that was sent, where that has more', async () => {
    await bucket.put(warc, bytesOf('onetwo'));
    await writeFile(`${path}.open`, 'one');
    await putRecord(6, 'three');
    expect(await gather()).toBe('onetwothree');
  });

  test('begins with the file that was ended here, where that has more', async () => {
    await bucket.put(warc, bytesOf('one'));
    await writeFile(path, 'onetwo');
    expect(await gather()).toBe('onetwo');
  });
});
