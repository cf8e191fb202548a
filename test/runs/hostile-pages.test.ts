import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/markdown/render-markdown.ts';
import { createExtractPool } from '../../src/pipeline/extract-pool.ts';
import { fuzzedContext, fuzzedUrl as url } from '../fuzz-pages.ts';
import { hostilePages } from '../hostile-pages.ts';

/** Of the full size, which `npm run fuzz -- --hostile` reads: 195 of them have to be quick. Time that grows with the square
 *  of the size would still take minutes for most. */
const share = 0.012;
// On a busy machine a thread waits for others.
const pool = createExtractPool({ size: 1, limits: { maxMs: 30_000, maxHeapMb: 1024 } });
// A thread that is not compiled takes seconds of work to begin.
beforeAll(() => pool.extract({ url, bytes: new Uint8Array(), headers: [] }, fuzzedContext), 120_000);
afterAll(() => pool.close());

describe('pages made to take time or memory', () => {
  for (const [name, make] of Object.entries(hostilePages)) {
    it(`end within the limits of a thread: ${name}`, { timeout: 90_000 }, async () => {
      const page = make(share);
      const bytes = typeof page === 'string' ? new TextEncoder().encode(page) : page;
      const outcome = await pool.extract({ url, bytes, headers: [] }, fuzzedContext);
      expect(outcome.ok ? '' : outcome.skip.code).not.toMatch(/^extract\/(?:too-costly|failed)$/);
      if (outcome.ok) renderMarkdown(outcome.value.blocks);
    });
  }
});
