import { join } from 'node:path';
import { stdout } from 'node:process';
import type { ExtractPool } from '../../src/pipeline/extract-pool.ts';
import { fuzzedContext, fuzzedUrl as url } from '../../test/fuzz-pages.ts';
import { hostilePages } from '../../test/hostile-pages.ts';
import { measureReading } from '../measure-reading.ts';

/** What one page of up to 20 MB may cost, Markdown included: as much time and memory as a thread of the pool may take. On a
 *  busy machine wall time is that of others too, so CPU time counts. */
const maxCpuMs = 10_000;
const maxRssMb = 1024;
const endAfterMs = 120_000;

/** Reads each hostile page in full, in a process of its own and then in a thread of the pool; true when none exceeds its bounds. */
export async function readHostilePages(part: string, pool: ExtractPool): Promise<boolean> {
  const names = Object.keys(hostilePages).filter((name) => name.includes(part));
  const script = join(import.meta.dirname, 'read-hostile-page.ts');
  let failed = 0;
  for (const name of names) {
    const cost = await measureReading(script, [name], endAfterMs);
    const isWithin = typeof cost !== 'string' && cost.cpuMs <= maxCpuMs && cost.rssMb <= maxRssMb;
    const told = typeof cost === 'string' ? cost : `${cost.cpuMs.toFixed(0)} ms of CPU, ${cost.rssMb.toFixed(0)} MB`;
    const code = isWithin ? await codeOf(name, pool) : '';
    const isGood = isWithin && !/^extract\/(?:too-costly|failed)$/.test(code);
    if (!isGood) failed++;
    stdout.write(`${isGood ? 'ok    ' : 'FAILED'} ${name}: ${told} ${code}\n`);
  }
  stdout.write(`${names.length - failed} of ${names.length} pages within ${maxCpuMs} ms and ${maxRssMb} MB\n`);
  return failed === 0;
}

/** The code with which the pool skips a page; empty for an article. */
async function codeOf(name: string, pool: ExtractPool): Promise<string> {
  const made = hostilePages[name]?.(1) ?? '';
  const bytes = typeof made === 'string' ? new TextEncoder().encode(made) : made;
  const outcome = await pool.extract({ url, bytes, headers: [] }, fuzzedContext);
  return outcome.ok ? '' : outcome.skip.code;
}
