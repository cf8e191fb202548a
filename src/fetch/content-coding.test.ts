import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../model/outcome.ts';
import { codingsOf, decodeContent } from './content-coding.ts';
import { createContentDecoder } from './content-decoder.ts';

const text = 'All the news that fits, and a little more. '.repeat(50);
const plain = Buffer.from(text);
const limit = 100_000;

function describeOutcome(outcome: Outcome<Uint8Array>): string {
  return outcome.ok ? Buffer.from(outcome.value).toString('latin1') : outcome.skip.code;
}

describe('decodeContent', () => {
  test.each([
    ['no coding', plain, ''],
    ['identity', plain, 'identity'],
    ['gzip', gzipSync(plain), 'gzip'],
    ['the old name of gzip, in capitals', gzipSync(plain), 'X-GZIP'],
    ['gzip in two members', Buffer.concat([gzipSync(plain.subarray(0, 99)), gzipSync(plain.subarray(99))]), 'gzip'],
    ['gzip with zeros behind it', Buffer.concat([gzipSync(plain), Buffer.alloc(20)]), 'gzip'],
    ['deflate as specified', deflateSync(plain), 'deflate'],
    ['deflate without its wrapper', deflateRawSync(plain), 'deflate'],
    ['brotli', brotliCompressSync(plain), 'br'],
    ['two codings', brotliCompressSync(gzipSync(plain)), 'gzip, br'],
    ['a charset in the wrong header', plain, 'utf-8'],
  ])('reads %s', (_name, raw, coding) => {
    expect(describeOutcome(decodeContent(raw, coding, limit))).toBe(text);
  });

  test.each([
    ['gzip that ends early', gzipSync(plain).subarray(0, -20), 'gzip', 'fetch/bad-encoding'],
    ['gzip without its last bytes', gzipSync(plain).subarray(0, -4), 'gzip', 'fetch/bad-encoding'],
    ['brotli that ends early', brotliCompressSync(plain).subarray(0, -2), 'br', 'fetch/bad-encoding'],
    ['what is no gzip', plain, 'gzip', 'fetch/bad-encoding'],
    ['a single byte', Buffer.from('x'), 'deflate', 'fetch/bad-encoding'],
    ['a coding nobody here reads', plain, 'zstd', 'fetch/bad-encoding'],
    ['six codings', plain, 'gzip,gzip,gzip,gzip,gzip,gzip', 'fetch/bad-encoding'],
    ['a bomb', gzipSync(Buffer.alloc(limit + 1)), 'gzip', 'fetch/too-large'],
    ['a bomb in brotli', brotliCompressSync(Buffer.alloc(20_000_000)), 'br', 'fetch/too-large'],
    ['a bomb inside', gzipSync(gzipSync(Buffer.alloc(1_000_000))), 'gzip, gzip', 'fetch/too-large'],
    ['a plain body over the limit', Buffer.alloc(limit + 1), '', 'fetch/too-large'],
  ])('refuses %s', (_name, raw, coding, code) => {
    expect(describeOutcome(decodeContent(raw, coding, limit))).toBe(code);
  });

  test('an empty body is empty in any coding, and nothing is copied without one', () => {
    expect(decodeContent(new Uint8Array(0), 'gzip', limit)).toEqual({ ok: true, value: new Uint8Array(0) });
    const outcome = decodeContent(plain, '', limit);
    expect(outcome.ok && outcome.value).toBe(plain);
  });
});

async function decodeInChunks(
  raw: Uint8Array,
  coding: string,
  cuts: readonly number[],
  maxBytes: number,
): Promise<Outcome<Uint8Array>> {
  const codings = codingsOf(coding);
  if (!codings.ok) return codings;
  const decoder = createContentDecoder(codings.value, maxBytes, () => undefined);
  const edges = [0, ...[...cuts].map((cut) => cut % (raw.length + 1)).sort((a, b) => a - b), raw.length];
  for (let i = 1; i < edges.length; i++) decoder.write(raw.subarray(edges[i - 1], edges[i]));
  return decoder.finish();
}

describe('createContentDecoder', () => {
  test('gives what decodeContent gives, however the body is cut', async () => {
    const codings = fc.constantFrom(
      { raw: gzipSync(plain), coding: 'gzip' },
      { raw: deflateSync(plain), coding: 'deflate' },
      { raw: deflateRawSync(plain), coding: 'deflate' },
      { raw: brotliCompressSync(plain), coding: 'br' },
      { raw: gzipSync(brotliCompressSync(plain)), coding: 'br, gzip' },
      { raw: plain, coding: 'gzip' },
    );
    await fc.assert(
      fc.asyncProperty(
        codings,
        fc.array(fc.nat(), { maxLength: 5 }),
        fc.nat(60),
        fc.constantFrom(limit, 100),
        async (body, cuts, lost, maxBytes) => {
          const raw = body.raw.subarray(0, Math.max(0, body.raw.length - (lost > 30 ? 0 : lost)));
          const [whole, parts] = [
            decodeContent(raw, body.coding, maxBytes),
            await decodeInChunks(raw, body.coding, cuts, maxBytes),
          ];
          if (maxBytes === limit) expect(describeOutcome(parts)).toBe(describeOutcome(whole));
          else expect(parts.ok).toBe(whole.ok);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('stops a bomb before all of it has come', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    let isStopped = false;
    const decoder = createContentDecoder(['gzip'], 1000, () => (isStopped = true));
    decoder.write(bomb.subarray(0, 2000));
    for (let i = 0; i < 200 && !isStopped; i++) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(isStopped).toBe(true);
    expect(decoder.prefix()).toHaveLength(1000);
  });
});
