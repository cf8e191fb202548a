import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { ok, skipped, type Outcome } from '../model/outcome.ts';

/** What we ask for. Not zstd: Node 20 cannot read it. */
export const acceptEncoding = 'gzip, deflate, br';

export type Coding = 'gzip' | 'deflate' | 'br';

// As other clients do; nobody codes more often, and each one multiplies the work.
const maxCodings = 5;

const known: ReadonlyMap<string, Coding> = new Map([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'br'],
]);
/** Registered codings that we cannot remove; what else stands there (`utf-8`, `none`) is a mistake and changes nothing. */
const unreadable: ReadonlySet<string> = new Set([
  'zstd',
  'compress',
  'x-compress',
  'dcb',
  'dcz',
  'aes128gcm',
  'exi',
  'pack200-gzip',
]);

/** The codings of a Content-Encoding value in the order they were applied. Skips: fetch/bad-encoding. */
export function codingsOf(contentEncoding: string): Outcome<readonly Coding[]> {
  const codings: Coding[] = [];
  for (const part of contentEncoding.split(',')) {
    const name = part.trim().toLowerCase();
    if (unreadable.has(name)) return skipped('fetch/bad-encoding', `the content coding "${name}" cannot be read`);
    const coding = known.get(name);
    if (coding !== undefined) codings.push(coding);
    if (codings.length > maxCodings) return skipped('fetch/bad-encoding', `more than ${maxCodings} content codings`);
  }
  return ok(codings);
}

/** The body with its content codings removed; `raw` itself when there is none. An empty body is empty in any coding.
 *  A body that ends early is broken, although its beginning could be read: half an article must not pass as whole.
 *  Skips: fetch/bad-encoding, fetch/too-large (more than `maxBytes` at any step). Spec: RFC 9110 8.4. */
export function decodeContent(raw: Uint8Array, contentEncoding: string, maxBytes: number): Outcome<Uint8Array> {
  const codings = codingsOf(contentEncoding);
  if (!codings.ok) return codings;
  let bytes = raw;
  try {
    for (const coding of codings.value.toReversed()) {
      if (bytes.length > 0) bytes = removeCoding(bytes, coding, { maxOutputLength: Math.max(1, maxBytes) });
    }
  } catch (error) {
    return isTooLarge(error)
      ? skipped('fetch/too-large', tooLarge(maxBytes))
      : skipped('fetch/bad-encoding', reason(error));
  }
  return bytes.length > maxBytes ? skipped('fetch/too-large', tooLarge(maxBytes)) : ok(bytes);
}

function removeCoding(bytes: Uint8Array, coding: Coding, options: { readonly maxOutputLength: number }): Uint8Array {
  if (coding === 'gzip') return gunzipSync(bytes, options);
  if (coding === 'br') return brotliDecompressSync(bytes, options);
  return hasZlibHeader(bytes) ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}

/** "deflate" means the zlib format, but some servers send bare deflate data. Spec: RFC 1950 2.2. */
export function hasZlibHeader(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function tooLarge(maxBytes: number): string {
  return `more than ${maxBytes} bytes after decompression`;
}
