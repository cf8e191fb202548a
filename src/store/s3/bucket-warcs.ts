import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NewsError } from '../../errors.ts';
import { isAccessible } from '../is-accessible.ts';
import { errorCodeOf, guard } from '../store-failure.ts';
import { openSuffix, type WarcPlace } from '../warc-writer.ts';
import type { Bucket } from './bucket.ts';
import type { BucketEntry } from './parse-answer.ts';

/** Objects cannot be appended to: each record of a WARC file that is being written is an object of its own, named by where it stands
 *  in the file. When the file is full it is sent whole, and its records are removed. */
export const recordKey = /^(warc\/.+\.warc\.gz)\.open\/(\d{12})$/;

export interface RecordObject {
  readonly key: string;
  readonly offset: number;
  readonly bytes: number;
}

export function keyOfRecord(warc: string, offset: number): string {
  return `${warc}${openSuffix}/${String(offset).padStart(12, '0')}`;
}

/** The records that lie in a bucket by themselves, by the file that they belong to, in order. */
export async function listRecords(bucket: Bucket, prefix = 'warc/'): Promise<ReadonlyMap<string, RecordObject[]>> {
  const files = new Map<string, RecordObject[]>();
  for await (const { key, bytes } of bucket.list(prefix)) {
    const [, warc, offset] = recordKey.exec(key) ?? [];
    if (warc === undefined) continue;
    const records = files.get(warc) ?? [];
    if (records.length === 0) files.set(warc, records);
    records.push({ key, bytes, offset: Number(offset) });
  }
  return files;
}

/** The bytes of a record: in its file, or by itself as long as that is being written. */
export async function fetchRecord(bucket: Bucket, { warc, offset, length }: WarcPlace): Promise<Uint8Array> {
  // In between the file may be sent whole, and its records removed.
  for (const key of [warc, keyOfRecord(warc, offset), warc]) {
    const range = key === warc ? ([offset, length] as const) : undefined;
    const found = await bucket.get(key, { ...(range && { range }) });
    if (found !== undefined && found !== 'same' && found.bytes.length === length) return found.bytes;
  }
  throw new NewsError('store/bad-warc', { file: warc, detail: `Offset ${offset}: it is not in ${bucket.shown}.` });
}

/** Makes a file in the folder of all that a bucket has of a WARC file whose writer is gone, open, so that it can be mended. What the folder
 *  has of it already is not fetched. Resolves to its size. */
export async function gatherWarc(
  bucket: Bucket,
  path: string,
  {
    warc,
    records,
    temporary,
  }: { readonly warc: string; readonly records: readonly RecordObject[]; readonly temporary: string },
): Promise<number> {
  const opened = `${path}${openSuffix}`;
  await guard({ file: opened }, () => mkdir(dirname(opened), { recursive: true }));
  // Closed here but not sent: killed in between. Or another process has ended it before its writer was done.
  if (await isAccessible(path)) await guard({ file: path }, () => rename(path, opened));
  const there = await entryOf(bucket, warc);
  if (there && there.bytes > (await sizeOf(opened))) {
    await bucket.download(warc, temporary);
    await guard({ file: opened }, () => rename(temporary, opened));
  }
  const file = await guard({ file: opened }, () => open(opened, 'a'));
  try {
    let { size } = await file.stat();
    const missing = records.filter(({ offset, bytes }) => offset + bytes > size);
    for (let at = 0; at < missing.length; at += recordsAtOnce) {
      const some = missing.slice(at, at + recordsAtOnce);
      const found = await Promise.all(some.map(({ key }) => bucket.get(key)));
      for (const [index, { offset }] of some.entries()) {
        const record = found[index];
        // A gap: what is behind it stays where it is, and can be read there.
        if (record === undefined || record === 'same' || offset > size) return size;
        await guard({ file: opened }, async () => {
          await file.truncate(offset);
          await file.appendFile(record.bytes);
        });
        size = offset + record.bytes.length;
      }
    }
    return size;
  } finally {
    await file.close();
  }
}

const recordsAtOnce = 16;

/** The file in the folder is the whole one: sends it, unless the bucket has more of it, which resolves to undefined; else to its ETag. */
export async function sendWarc(bucket: Bucket, path: string, warc: string): Promise<string | undefined> {
  const there = await entryOf(bucket, warc);
  const bytes = await sizeOf(path);
  if (there && there.bytes > bytes) return undefined;
  return there?.bytes === bytes ? there.etag : bucket.put(warc, { file: path });
}

/** Removes the records by themselves that end within the first `size` bytes of their file. */
export async function removeRecords(bucket: Bucket, warc: string, size: number): Promise<void> {
  const records = (await listRecords(bucket, `${warc}${openSuffix}/`)).get(warc) ?? [];
  const done = records.filter(({ offset, bytes }) => offset + bytes <= size);
  for (let at = 0; at < done.length; at += recordsAtOnce)
    await Promise.all(done.slice(at, at + recordsAtOnce).map(({ key }) => bucket.remove(key)));
}

/** 0 for a file that is not there. */
export async function sizeOf(path: string): Promise<number> {
  return guard({ file: path }, async () => {
    try {
      return (await stat(path)).size;
    } catch (cause) {
      if (errorCodeOf(cause) === 'ENOENT') return 0;
      throw cause;
    }
  });
}

async function entryOf(bucket: Bucket, key: string): Promise<BucketEntry | undefined> {
  for await (const entry of bucket.list(key)) return entry.key === key ? entry : undefined;
  return undefined;
}
