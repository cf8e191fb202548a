/** Asks the API of an archive at random, as each role, and prints what was answered otherwise than the document says.
 *  `npm run fuzz:api -- --dir <a project that was built> [--requests 100000] [--seed 1] [--keep]`; `--keep` adds the run to the figures of `bench/results/`; ends with 1 when an answer was wrong. A seed gives
 *  the same requests each time. It works on a copy: requests take articles down. `npm run demo -- --dir /tmp/demo --once` makes one. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { readProject } from '../../src/config/project.ts';
import { fuzzApi } from '../../test/serve/fuzz-api.ts';
import { makeService } from '../../test/serve/make-service.ts';
import { keepFuzzing } from '../report/keep-fuzzing.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.demo' },
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});

const root = await mkdtemp(join(tmpdir(), 'courant-fuzz-'));
try {
  await cp(values.dir, root, { recursive: true });
  const served = await makeService(await readProject(root));
  const startedAt = Date.now();
  const options = { requests: Number(values.requests), seed: Number(values.seed) };
  const { statuses, failures } = await fuzzApi(served, options);
  await served.close();
  const { user, system } = process.cpuUsage();
  const run = { inputs: options.requests, cpuSeconds: (user + system) / 1e6, failures: failures.length };
  if (values.keep) keepFuzzing('fuzz-api', { 'requests to the API': run });
  for (const failure of failures.slice(0, 20)) stdout.write(`${failure}\n`);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  stdout.write(`${values.requests} requests in ${seconds} s, seed ${values.seed}: ${JSON.stringify(statuses)}\n`);
  stdout.write(`${failures.length} answers were wrong\n`);
  if (failures.length > 0) process.exitCode = 1;
} finally {
  await rm(root, { recursive: true, force: true });
}
