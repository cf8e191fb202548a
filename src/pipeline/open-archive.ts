import type { Project } from '../config/project.ts';
import { decodeContent } from '../fetch/content-coding.ts';
import { openStore, type OpenStoreOptions } from '../store/open-store.ts';
import type { OpenedStore } from '../store/sharing.ts';
import type { ContentDecoder } from '../store/warc.ts';

/** Opens the archive of a project. Throws NewsError `store/*`. */
export function openArchive(
  project: Project,
  options: Pick<OpenStoreOptions, 'clock' | 'mode' | 'onOutage' | 'signal'>,
): Promise<OpenedStore> {
  return openStore(project.root, { ...options, ...indexOf(project), decode: contentDecoder(project) });
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
