import { gunzipSync } from 'node:zlib';
import { isGzip, maxInflatedBytes } from './gzip-bounds.ts';

/** The bytes without a gzip wrapper. A damaged or oversized one stays as it is, and is no sitemap.
 *  Bundlers for browsers take inflate-browser.ts for this file, by `browser` in package.json. */
export function inflate(bytes: Uint8Array): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxInflatedBytes });
  } catch {
    return bytes; // not gzip after all, or a bomb: read as it is, which finds nothing
  }
}
