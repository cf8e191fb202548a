/** Has every reader of foreign input but that of article pages (`run-fuzz.ts`) read inputs with random changes, and prints what failed, as
 *  small as it can be made. `npm run fuzz:inputs -- [--runs 2000] [--minutes 10] [--seed 1] [--keep] [part of a name]`; `--runs`
 *  are of each reader; `--keep` adds the run to the figures of `bench/results/`; ends with 1 when one failed. A seed gives the same inputs each time. */
import { stdout } from 'node:process';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { applyChanges, changedInputs, runFuzzTarget, type FuzzTarget } from '../../test/fuzz-bytes.ts';
import { makeFileTargets } from '../../test/fuzz-file-inputs.ts';
import { webTargets } from '../../test/fuzz-web-inputs.ts';
import { keepFuzzing } from '../report/keep-fuzzing.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '2000' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    keep: { type: 'boolean', default: false },
  },
});
const batch = 200;
const seed = Number(values.seed);
const endAt = Date.now() + Number(values.minutes) * 60_000;

interface Sum {
  inputs: number;
  cpuSeconds: number;
  failures: number;
}

const targets = Object.entries({ ...webTargets, ...(await makeFileTargets()) }).filter(([name]) =>
  name.includes(positionals[0] ?? ''),
);
const sums = new Map(targets.map(([name]): [string, Sum] => [name, { inputs: 0, cpuSeconds: 0, failures: 0 }]));

/** One batch of a reader; stops at its first failure. */
async function runBatch(target: FuzzTarget, sum: Sum, batchSeed: number): Promise<void> {
  const before = process.cpuUsage();
  const property = fc.asyncProperty(changedInputs(target.seeds.length), async (input) => {
    await runFuzzTarget(target, applyChanges(target.seeds[input.seed] ?? new Uint8Array(), input));
  });
  const details = await fc.check(property, { seed: batchSeed, numRuns: batch });
  const { user, system } = process.cpuUsage(before);
  sum.inputs += details.numRuns;
  sum.cpuSeconds += (user + system) / 1e6;
  if (!details.failed) return;
  sum.failures += 1;
  const error = details.errorInstance;
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stdout.write(`${(fc.defaultReportMessage(details) ?? '').slice(0, 3000)}\n${said.slice(0, 2000)}\n\n`);
}

for (let number = 0; number * batch < Number(values.runs) && Date.now() < endAt; number += 1) {
  for (const [name, target] of targets) {
    const sum = sums.get(name);
    const failures = sum?.failures ?? 0;
    if (sum && Date.now() < endAt) await runBatch(target, sum, seed + number);
    if (sum && sum.failures > failures) stdout.write(`in: ${name}, seed ${seed + number}\n\n`);
  }
}
if (values.keep) keepFuzzing('fuzz-inputs', Object.fromEntries(sums));
for (const [name, { inputs, cpuSeconds, failures }] of sums)
  stdout.write(
    `${name.padEnd(16)} ${inputs} inputs, ${cpuSeconds.toFixed(0)} s of CPU time, ${failures} batches failed\n`,
  );
if ([...sums.values()].some(({ failures }) => failures > 0)) process.exitCode = 1;
