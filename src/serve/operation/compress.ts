import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

/** Smaller ones fit into a packet or two as they are. */
export const leastBytes = 1024;

// Brotli at 5 is as fast as gzip at 6 and a tenth smaller; what more it can takes ten times as long.
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** The best coding that a client takes (`Accept-Encoding`), or undefined for none. Spec: RFC 9110, 12.5.3. */
export function chooseEncoding(accepted: string | undefined): Encoding | undefined {
  if (accepted === undefined || accepted === '') return undefined;
  const refused = /;\s*q=0(?:\.0{0,3})?\s*$/i;
  const taken = new Set(
    accepted
      .split(',')
      .filter((one) => !refused.test(one))
      .map((one) => one.split(';', 1)[0]?.trim().toLowerCase() ?? ''),
  );
  return encodings.find((encoding) => taken.has(encoding));
}

/** Pictures, films and archives are compressed already. */
export function isCompressible(mediaType: string): boolean {
  return /^(?:text\/(?!event-stream)|image\/svg|application\/(?:[\w.+-]*\+)?(?:json|xml|javascript)\b)/i.test(
    mediaType,
  );
}

export function compress(body: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  return encoding === 'br' ? toBrotli(body, brotliOptions) : toGzip(body, { level: 6 });
}

/** The tag of a body: another one for another body. */
export function etagOf(body: Uint8Array | string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** The tag of a body in a coding: each has its own. Spec: RFC 9110, 8.8.3.3. */
export function tagOf(etag: string, encoding: Encoding | undefined): string {
  return encoding === undefined ? etag : etag.replace(/"$/, `-${encoding}"`);
}

/** Whether a client has an answer already, in whatever coding. Spec: RFC 9110, 13.1.2. */
export function isKnown(ifNoneMatch: string, etag: string): boolean {
  const plain = (tag: string): string =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/-(?:br|gzip)"$/, '"');
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || plain(tag) === plain(etag));
}
