import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { measureReading } from '../measure-reading.ts';
import type { RobustRow } from './feeds.ts';
import { hostileInputs } from './hostile-inputs.ts';
import { readRows, type Score } from './score.ts';

/** What the reading of one input may cost. */
const maxMs = 2000;
const maxRssMb = 200;
const endAfterMs = 30_000;

/** Reads every hostile input in a process of its own; one fails that takes more than two seconds, or that makes the process grow by more than 200 MB. */
export async function scoreHostile(root: string): Promise<Score> {
  const files = readRows<RobustRow>(root, 'robust.jsonl').map(({ file }) => ['file', join(root, file)] as const);
  const made = Object.keys(hostileInputs).map((name) => ['made', name] as const);
  const script = join(import.meta.dirname, 'read-hostile.ts');
  const failures: string[] = [];
  let [slowestMs, mostMb, highestMb] = [0, 0, 0];
  for (const [kind, name] of [...made, ...files]) {
    const cost = await measureReading(script, [kind, name], endAfterMs);
    if (typeof cost === 'string') {
      failures.push(`${name}: ${cost}`);
      continue;
    }
    const grownMb = cost.rssMb - cost.rssBeforeMb;
    slowestMs = Math.max(slowestMs, Math.min(cost.wallMs, cost.cpuMs));
    mostMb = Math.max(mostMb, grownMb);
    highestMb = Math.max(highestMb, cost.rssMb);
    const told = `${cost.wallMs.toFixed(0)} ms (${cost.cpuMs.toFixed(0)} ms of CPU), ${grownMb.toFixed(0)} MB more than the ${cost.rssBeforeMb.toFixed(0)} MB before`;
    // On a busy machine wall time is that of others too; CPU time counts the threads of the collector.
    const ms = Math.min(cost.wallMs, cost.cpuMs);
    if (ms > maxMs || grownMb > maxRssMb) failures.push(`${name}: ${told}`);
    else if (argv.includes('--verbose')) stdout.write(`  ok ${name}: ${told}\n`);
  }
  const total = files.length + made.length;
  const note = `, most memory ${mostMb.toFixed(0)} MB (process ${highestMb.toFixed(0)} MB)`;
  return { passed: total - failures.length, total, failures, slowestMs, note };
}
