import fc from 'fast-check';
import { describe, it } from 'vitest';
import { bytesOf, checkPage, fuzzedPages } from '../fuzz-pages.ts';

describe('pages with random changes', () => {
  it('are read twice the same, and give out nothing that a browser would run', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fuzzedPages, (page) => checkPage(bytesOf(page))),
      { numRuns: 80 },
    );
  });
});
