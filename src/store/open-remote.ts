import type { RemoteFiles } from './remote-files.ts';
import type { BucketFilesParts } from './s3/bucket-files.ts';
import type { ArchiveBucket } from './s3/open-bucket.ts';
import { createWarcWriter, spreadOver, type WarcWriter, type WarcWriterOptions } from './warc-writer.ts';

export interface OpenRemoteOptions {
  /** Where the files lie, when that is a bucket; else in the folder. */
  readonly bucket?: ArchiveBucket;
  /** Whether files that are in the folder are read as they are: for readers, and after a pull. */
  readonly reads?: 'newest' | 'any';
}

/** How long a request waits for a service that is gone: writers go on when it is back, readers answer somebody. */
const patienceMs = { write: 30 * 60_000, read: 5_000 } as const;

/** Undefined for an archive whose files lie in its folder alone. Throws NewsError `store/*`. */
export async function openRemote(
  root: string,
  { bucket, mode, reads = mode === 'read' ? 'any' : 'newest' }: OpenRemoteOptions & { readonly mode: 'write' | 'read' },
  exclusively?: BucketFilesParts['exclusively'],
): Promise<RemoteFiles | undefined> {
  if (bucket === undefined) return undefined;
  // Only now: an archive without a bucket needs none of it.
  const { openBucket } = await import('./s3/open-bucket.ts');
  return openBucket(root, bucket, { reads, patienceMs: patienceMs[mode], ...(exclusively && { exclusively }) });
}

/** In a bucket a WARC file ends when it is larger than this: until then each record is an object of its own, to be fetched one by one should
 *  its writer be lost. */
const maxWarcBytes = 2 ** 26;

/** Records that are sent at once. */
const lanes = 4;

/** A WARC writer that keeps its files in a bucket. `process`: no other machine may have one of the same name. */
export function createRemoteWarcWriter(
  root: string,
  upload: RemoteFiles,
  options: Pick<WarcWriterOptions, 'clock' | 'process'>,
): WarcWriter {
  const all = { ...options, upload, maxFileBytes: maxWarcBytes };
  return spreadOver(Array.from({ length: lanes }, () => createWarcWriter(root, all)));
}
