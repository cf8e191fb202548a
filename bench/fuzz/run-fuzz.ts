/** Reads made-up pages with random changes, and prints what failed, as small as it can be made.
 *  `npm run fuzz -- [--runs 2000] [--minutes 10] [--seed 1] [--keep]`; `--keep` adds the run to the figures of `bench/results/`; ends at whichever of runs and minutes comes first, with 1 when a page
 *  failed. A seed gives the same pages each time.
 *  `npm run fuzz -- --hostile [part of a name]`: reads the pages of `test/hostile-pages.ts` in full instead. */
import { stdout } from 'node:process';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { createExtractPool } from '../../src/pipeline/extract-pool.ts';
import { bytesOf, checkPage, fuzzedContext, fuzzedPages, fuzzedUrl as url } from '../../test/fuzz-pages.ts';
import type { FuzzedPage } from '../../test/fuzz-pages.ts';
import { keepFuzzing } from '../report/keep-fuzzing.ts';
import { readHostilePages } from './hostile-pages.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '2000' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    hostile: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});

// Run at low priority on a busy machine, a thread may wait for most of its time.
const pool = createExtractPool({ size: 1, limits: { maxMs: 120_000, maxHeapMb: 1024 } });
/** Pages between two looks at the clock; each batch has a seed of its own, and stops at its first failure. */
const batch = 200;

/** In a thread that can be stopped first: what hangs or takes all memory would end the run. */
async function check(page: FuzzedPage): Promise<void> {
  const bytes = bytesOf(page);
  const outcome = await pool.extract({ url, bytes, headers: [] }, fuzzedContext);
  if (!outcome.ok && /^extract\/(?:too-costly|failed)$/.test(outcome.skip.code))
    throw new Error(`${outcome.skip.code}: ${outcome.skip.detail}`);
  checkPage(bytes);
}

async function fuzz(runs: number, endAt: number, seed: number): Promise<boolean> {
  let [done, failed] = [0, 0];
  for (let number = 0; done < runs && Date.now() < endAt; number++) {
    const options = { seed: seed + number, numRuns: Math.min(batch, runs - done) };
    const details = await fc.check(fc.asyncProperty(fuzzedPages, check), options);
    done += details.numRuns;
    if (!details.failed) continue;
    failed++;
    stdout.write(`${fc.defaultReportMessage(details)}\n${String(details.errorInstance)}\n\n`);
  }
  const { user, system } = process.cpuUsage(); // with that of the threads
  const run = { inputs: done, cpuSeconds: (user + system) / 1e6, failures: failed };
  if (values.keep) keepFuzzing('fuzz-pages', { 'article pages': run });
  stdout.write(`${done} pages read, seed ${seed}: ${failed === 0 ? 'none failed' : `${failed} batches failed`}\n`);
  return failed === 0;
}

const isGood = values.hostile
  ? await readHostilePages(positionals[0] ?? '', pool)
  : await fuzz(Number(values.runs), Date.now() + Number(values.minutes) * 60_000, Number(values.seed));
await pool.close();
if (!isGood) process.exitCode = 1;
