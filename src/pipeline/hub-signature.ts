import { createHmac, timingSafeEqual } from 'node:crypto';

const methods: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/** True when an `X-Hub-Signature` (`sha256=<hex>`) was made over these bytes with our secret. Spec: W3C WebSub 7.1. */
export function isSignedWith(secret: string, bytes: Uint8Array, signature: string | undefined): boolean {
  const [, method = '', hex = ''] = /^\s*(sha\d+)=([0-9a-f]+)\s*$/i.exec(signature ?? '') ?? [];
  if (!methods.has(method.toLowerCase())) return false;
  const expected = createHmac(method.toLowerCase(), secret).update(bytes).digest();
  const given = Buffer.from(hex, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
