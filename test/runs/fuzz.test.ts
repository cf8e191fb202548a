import fc from 'fast-check';
import { describe, it } from 'vitest';
import { applyChanges, changedInputs, runFuzzTarget } from '../fuzz-bytes.ts';
import { makeFileTargets } from '../fuzz-file-inputs.ts';
import { bytesOf, checkPage, fuzzedPages } from '../fuzz-pages.ts';
import { webTargets } from '../fuzz-web-inputs.ts';

describe('pages with random changes', () => {
  it('are read twice the same, and give out nothing that a browser would run', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fuzzedPages, (page) => checkPage(bytesOf(page))),
      { numRuns: 80 },
    );
  });
});

describe('with random changes, as they come from elsewhere,', async () => {
  it.each(Object.entries({ ...webTargets, ...(await makeFileTargets()) }))(
    '%s are read in order or refused',
    { timeout: 60_000 },
    async (_name, target) => {
      for (const seed of target.seeds) await runFuzzTarget({ ...target, refuses: /^$/ }, seed); // as they are, all are good
      await fc.assert(
        fc.asyncProperty(changedInputs(target.seeds.length), async (input) => {
          await runFuzzTarget(target, applyChanges(target.seeds[input.seed] ?? new Uint8Array(), input));
        }),
        { numRuns: 8 },
      );
    },
  );
});
