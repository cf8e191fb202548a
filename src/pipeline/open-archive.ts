import { readBucketCredentials } from '../config/bucket.ts';
import type { Project } from '../config/project.ts';
import { decodeContent } from '../fetch/content-coding.ts';
import { openStore, type OpenStoreOptions } from '../store/open-store.ts';
import { openRemote } from '../store/open-remote.ts';
import type { PullReport } from '../store/remote-files.ts';
import type { ArchiveBucket } from '../store/s3/open-bucket.ts';
import type { OpenedStore } from '../store/sharing.ts';
import type { ContentDecoder } from '../store/warc.ts';

export interface OpenArchiveOptions extends Pick<OpenStoreOptions, 'clock' | 'mode' | 'onOutage' | 'signal' | 'reads'> {
  readonly bucket?: BucketListeners;
}

/** Opens the archive of a project. Throws NewsError `store/*`. */
export async function openArchive(project: Project, { bucket, ...options }: OpenArchiveOptions): Promise<OpenedStore> {
  const { signal } = options;
  const files = bucketOf(project, { ...bucket, ...(signal && { signal }) });
  return openStore(project.root, { ...options, ...indexOf(project), ...files, decode: contentDecoder(project) });
}

type BucketListeners = Pick<ArchiveBucket, 'onOutage' | 'onConflict' | 'signal'>;

/** The bucket that the files of a project lie in, with what opens it. Throws NewsError config/invalid without credentials. */
export function bucketOf(
  { files }: Pick<Project, 'files'>,
  listeners: BucketListeners = {},
): { readonly bucket?: ArchiveBucket } {
  return files ? { bucket: { settings: files, credentials: readBucketCredentials(), ...listeners } } : {};
}

/** Brings what changed in the bucket of a project into its folder, and the other way round; does nothing without a bucket.
 *  `articles`: all but WARC and manifest. Throws NewsError `store/*`. */
export async function pullFiles(
  project: Pick<Project, 'root' | 'files'>,
  what: 'articles' | 'all',
  onProgress?: (files: number) => void,
): Promise<PullReport | undefined> {
  const remote = await openRemote(project.root, { ...bucketOf(project), mode: 'write' });
  try {
    return await remote?.pull(what, onProgress);
  } finally {
    await remote?.close();
  }
}

/** What to say of a file that was changed both here and there. */
export function describeConflict(path: string): string {
  return `It was changed both here and in the bucket. The one of the bucket is in its place now; yours lies in .courant/conflicts/${path}`;
}

/** Where the index of a project lies. */
export function indexOf({ database }: Pick<Project, 'database'>): { readonly database?: string } {
  return database === '' ? {} : { database };
}

/** How stored answers are decoded: as fetched ones, within the same limit. */
export function contentDecoder(project: Project): ContentDecoder {
  return (raw, contentEncoding) => {
    const decoded = decodeContent(raw, contentEncoding, project.fetch.maxBytes);
    return decoded.ok ? decoded.value : null;
  };
}
