import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/markdown/render-markdown.ts';
import { extract } from '../extract-thread.ts';
import { fuzzedContext, fuzzedUrl as url } from '../fuzz-pages.ts';
import { hostilePages } from '../hostile-pages.ts';

/** Of the full size, which `npm run fuzz -- --hostile` reads. Time that grows with the square of it still shows. */
const share = 0.04;

describe('pages made to take time or memory', () => {
  for (const [name, make] of Object.entries(hostilePages)) {
    it(`end within the limits of a thread: ${name}`, { timeout: 60_000 }, async () => {
      const page = make(share);
      const bytes = typeof page === 'string' ? new TextEncoder().encode(page) : page;
      const outcome = await extract({ url, bytes, headers: [] }, fuzzedContext);
      expect(outcome.ok ? '' : outcome.skip.code).not.toMatch(/^extract\/(?:too-costly|failed)$/);
      if (outcome.ok) renderMarkdown(outcome.value.blocks);
    });
  }
});
