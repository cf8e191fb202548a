/** `npm run check`: format, lint, types, tests and house rules, as CI runs it; the time of each step; exit 1 at the first failure. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'courant-check-'));
const report = join(folder, 'tests.json');
const steps: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['lint', ['eslint', '--max-warnings', '0', '.']],
  ['types', ['tsc', '-p', '.']],
  ['types of scripts', ['tsc', '-p', 'tsconfig.browser.json']],
  ['tests', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]],
];

let isGreen = true;
const times: string[] = [];
for (const [name, [command = '', ...options]] of steps) {
  process.stdout.write(`\n== ${name}\n`);
  const startedAt = performance.now();
  const { status } = spawnSync(join('node_modules', '.bin', command), options, { stdio: 'inherit' });
  times.push(`${name} ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  if (status !== 0) {
    isGreen = false;
    process.stdout.write(`\n${name} failed\n`);
    break;
  }
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

process.stdout.write(`\n${times.join(', ')}\n`);
if (times.length === steps.length) {
  const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: pending } = read;
  for (const { fullName, status } of read.testResults.flatMap((file) => file.assertionResults)) {
    if (status === 'skipped' || status === 'pending') process.stdout.write(`skipped: ${fullName}\n`);
  }
  if (failed > 0) isGreen = false; // whatever the exit code says
  process.stdout.write(`tests: ${passed} passed, ${failed} failed, ${pending} skipped\n`);
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = isGreen ? 0 : 1;
