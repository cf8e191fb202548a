import { afterEach, describe, expect, it } from 'vitest';
import { toUrl } from '../url/normalize.ts';
import { createExtractPool, type ExtractPool } from './extract-pool.ts';

const url = toUrl('https://courier.example/2024/05/03/story');
if (url === null) throw new Error('the address of the tests is none');
const context = { now: Date.UTC(2025, 0, 15) };
const pageOf = (html: string) => ({ url, bytes: new TextEncoder().encode(html), headers: [] });

const sentence =
  'The ferry office told how the harbor was opened again, who came to see it, and what it cost the town.';
const article = pageOf(
  `<html lang="en"><title>Harbor opens again</title><article><h1>Harbor opens again</h1>${`<p>${sentence}</p>`.repeat(6)}`,
);
const large = pageOf(`<html><h1>A headline of a page</h1>${`<div><p>${sentence}</p>`.repeat(60_000)}`);

let pool: ExtractPool | undefined;
afterEach(() => pool?.close());

describe('createExtractPool', () => {
  it('gives what extractArticle gives, and leaves the bytes as they are', async () => {
    pool = createExtractPool({ size: 2 });
    const before = article.bytes.slice();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => pool?.extract(article, context)));
    for (const outcome of outcomes) expect(outcome?.ok && outcome.value.title).toBe('Harbor opens again');
    expect(article.bytes).toEqual(before);
  });

  it('stops a page that takes too long, and goes on with the one that waits', async () => {
    pool = createExtractPool({ size: 1, limits: { maxMs: 5, maxHeapMb: 512 } });
    const outcomes = await Promise.all([pool.extract(large, context), pool.extract(large, context)]);
    const skip = { code: 'extract/too-costly', detail: 'more than 0.005 seconds' };
    expect(outcomes).toEqual([
      { ok: false, skip },
      { ok: false, skip },
    ]);
  });

  it('stops a page that needs too much memory, and reads the next one', async () => {
    pool = createExtractPool({ size: 1, limits: { maxMs: 10_000, maxHeapMb: 24 } });
    const outcome = await pool.extract(large, context);
    expect(outcome).toEqual({ ok: false, skip: { code: 'extract/too-costly', detail: 'more than 24 MB' } });
    expect((await pool.extract(article, context)).ok).toBe(true);
  });
});
