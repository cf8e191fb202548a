import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RemoteFiles } from '../remote-files.ts';
import { guard } from '../store-failure.ts';
import { Bucket, type BucketOptions } from './bucket.ts';
import { BucketFiles, type BucketFilesParts } from './bucket-files.ts';
import { KnownFiles } from './known-files.ts';

/** A bucket for the files of an archive. */
export interface ArchiveBucket extends Pick<BucketOptions, 'settings' | 'credentials' | 'onOutage' | 'signal'> {
  /** Hears of files that were changed both here and there. */
  readonly onConflict?: (path: string) => void;
}

/** What was being fetched so long ago is fetched by nobody any more. */
const leftMs = 24 * 3_600_000;

type HowToOpen = Pick<BucketFilesParts, 'reads'> &
  Partial<Pick<BucketFilesParts, 'exclusively'>> &
  Pick<BucketOptions, 'patienceMs'>;

/** Opens the files of an archive that lie in a bucket. Throws NewsError `store/bucket-*` when it is not there or lets nobody in. */
export async function openBucket(
  root: string,
  { onConflict, ...options }: ArchiveBucket,
  { patienceMs, ...how }: HowToOpen,
): Promise<RemoteFiles> {
  const bucket = new Bucket({ ...options, patienceMs });
  try {
    await bucket.check();
    const temporary = join(root, '.courant', 'bucket');
    await guard({ file: temporary }, () => prepare(temporary));
    const known = new KnownFiles(join(root, '.courant', 'bucket.db'), bucket.shown);
    // Alone, the process that writes has the lock of the archive.
    return new BucketFiles({ exclusively: (_, task) => task(), ...how, root, bucket, known, temporary, onConflict });
  } catch (cause) {
    await bucket.close();
    throw cause;
  }
}

async function prepare(temporary: string): Promise<void> {
  await mkdir(temporary, { recursive: true });
  for (const name of await readdir(temporary)) {
    const file = join(temporary, name);
    const stats = await stat(file).catch(() => undefined); // in its place meanwhile
    if (stats && Date.now() - stats.mtimeMs > leftMs) await rm(file, { force: true });
  }
}
