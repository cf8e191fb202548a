import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { maxInflatedBytes } from './gzip-bounds.ts';
import { inflate as inflateInBrowser } from './inflate-browser.ts';
import { inflate } from './inflate.ts';

const text = new TextEncoder().encode('<urlset>'.repeat(50_000));
const bomb = gzipSync(new Uint8Array(maxInflatedBytes + 1), { level: 1 });

describe.each([
  ['in Node', inflate],
  ['in browsers', inflateInBrowser],
])('inflate %s', (_, read) => {
  test('takes off the wrapper', () => {
    expect(Buffer.compare(read(gzipSync(text)), text)).toBe(0);
  });

  test('leaves what has none, is damaged or broken off, or grows too large', () => {
    const zipped = gzipSync(text);
    const damaged = Uint8Array.from(zipped, (octet, at) => (at > 20 && at < 200 ? 0xff : octet));
    for (const bytes of [text, damaged, zipped.subarray(0, zipped.length - 40), bomb, new Uint8Array()])
      expect(read(bytes)).toBe(bytes);
  });
});
