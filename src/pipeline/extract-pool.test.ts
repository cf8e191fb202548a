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
/** 80 MB, most of which is beyond what is kept of a page, but is read. */
const huge = pageOf(`<html><h1>A headline of a page</h1>${`<p>${sentence}</p>`.repeat(720_000)}`);

let pool: ExtractPool | undefined;
afterEach(() => pool?.close());

// A thread that is not compiled takes a second of work to begin.
describe('createExtractPool', { timeout: 60_000 }, () => {
  it('stops a page that needs too much memory, and reads the pages before and after it', async () => {
    pool = createExtractPool({ size: 1, limits: { maxMs: 60_000, maxHeapMb: 24 } });
    const before = article.bytes.slice();
    const outcomes = await Promise.all([article, large, article].map((page) => pool?.extract(page, context)));
    const titles = outcomes.map((outcome) => outcome?.ok && outcome.value.title);
    expect(titles).toEqual(['Harbor opens again', false, 'Harbor opens again']);
    expect(outcomes[1]).toEqual({ ok: false, skip: { code: 'extract/too-costly', detail: 'more than 24 MB' } });
    expect(article.bytes).toEqual(before);
  });

  it('goes on with the next page after one that takes too long', async () => {
    pool = createExtractPool({ size: 1, limits: { maxMs: 2000, maxHeapMb: 2048 } });
    const outcomes = await Promise.all([huge, article].map((page) => pool?.extract(page, context)));
    expect(outcomes[0]).toEqual({ ok: false, skip: { code: 'extract/too-costly', detail: 'more than 2 seconds' } });
    expect(outcomes[1]?.ok && outcomes[1].value.title).toBe('Harbor opens again');
  });

  it('stops a page that takes too long', async () => {
    pool = createExtractPool({ size: 1, limits: { maxMs: 5, maxHeapMb: 512 } });
    const outcome = await pool.extract(large, context);
    expect(outcome).toEqual({ ok: false, skip: { code: 'extract/too-costly', detail: 'more than 0.005 seconds' } });
  });
});
