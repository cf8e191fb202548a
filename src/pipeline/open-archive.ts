import type { Project } from '../config/project.ts';
import { decodeContent } from '../fetch/content-coding.ts';
import type { Clock } from '../model/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { ContentDecoder } from '../store/warc.ts';

/** Opens the archive of a project. Throws NewsError `store/*`. */
export function openArchive(
  project: Project,
  options: { readonly clock: Clock; readonly mode: 'write' | 'read' },
): Promise<Store> {
  return openStore(project.root, { ...options, decode: contentDecoder(project) });
}

/** How stored answers are decoded: as fetched ones, within the same limit. */
export function contentDecoder(project: Project): ContentDecoder {
  return (raw, contentEncoding) => {
    const decoded = decodeContent(raw, contentEncoding, project.fetch.maxBytes);
    return decoded.ok ? decoded.value : null;
  };
}
