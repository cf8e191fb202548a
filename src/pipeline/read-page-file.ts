import { readFile, stat } from 'node:fs/promises';
import { findAddress } from '../extract/find-address.ts';
import type { Url } from '../model/ids.ts';
import type { Page } from '../model/page.ts';

/** A saved HTML file as if it had been fetched when it was saved. `fallback` is its address when the page does not say
 *  where it was published; `null` when neither is known. Throws what reading the file throws. */
export async function readPageFile(
  path: string,
  address: { readonly given?: Url | null; readonly fallback: Url | null },
): Promise<Page | null> {
  const bytes = await readFile(path);
  const url = address.given ?? findAddress(bytes) ?? address.fallback;
  if (url === null) return null;
  const fetchedAt = (await stat(path)).mtime.toISOString();
  return {
    requestedUrl: url,
    url,
    status: 200,
    headers: [['content-type', 'text/html']],
    raw: bytes,
    bytes,
    fetchedAt,
  };
}
