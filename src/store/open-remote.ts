import type { RemoteFiles } from './remote-files.ts';
import type { BucketFilesParts } from './s3/bucket-files.ts';
import type { ArchiveBucket } from './s3/open-bucket.ts';

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
