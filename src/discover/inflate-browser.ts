import { Gunzip } from 'fflate';
import { isGzip, maxInflatedBytes } from './gzip-bounds.ts';

const partBytes = 65_536;

/** What `inflate` of inflate.ts gives, without Node. Bundlers take this file by `browser` in package.json. */
export function inflate(bytes: Uint8Array): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  const parts: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const gunzip = new Gunzip((part, isLast) => {
    length += part.length;
    parts.push(part);
    isWhole = isLast;
  });
  try {
    for (let at = 0; at < bytes.length && length <= maxInflatedBytes; at += partBytes)
      gunzip.push(bytes.subarray(at, at + partBytes), at + partBytes >= bytes.length);
  } catch {
    return bytes; // not gzip after all: read as it is, which finds nothing
  }
  if (!isWhole || length > maxInflatedBytes) return bytes;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
