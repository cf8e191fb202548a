/** `npm run mutate -- <file or folder of src>… [--most <n>] [--seed <n>] [--tests <file>…] [--max-test-ms <n>] [--survivors]`: how many small faults in the code the tests notice.
 *  A copy of the tree gets the mutants of the files, asleep; one process loads it with the tests in those folders, or with the tests named,
 *  and wakes one mutant after the other. Nothing is written to the tree itself. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createRandom } from '../create-random.ts';
import { findMutants, plantMutants, type Mutant } from './find-mutants.ts';
import type { Baseline, Fate, Plan, Said } from './plan.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    'max-test-ms': { type: 'string', default: '500' },
    tests: { type: 'string', multiple: true, default: [] },
    survivors: { type: 'boolean', default: false },
  },
});
/** A process that says nothing for so long is in a loop that comes to no mutant. */
const maxSilenceMs = 300_000;
const root = fileURLToPath(new URL('../..', import.meta.url));

interface Planted extends Mutant {
  readonly id: number;
  readonly path: string;
  readonly line: number;
  readonly from: string;
}

if (positionals.length === 0) {
  process.stderr.write('say which files or folders of src/ get mutants\n');
  process.exit(2);
}
const code = positionals.flatMap(filesOf).filter((path) => !path.endsWith('.test.ts'));
const beside = [...new Set(positionals.map((path) => (path.endsWith('.ts') ? dirname(path) : path)))];
const tests = (values.tests.length > 0 ? values.tests : beside)
  .flatMap(filesOf)
  .filter((path) => path.endsWith('.test.ts'));
const planted = code.flatMap((path) => sample(path)).map((one, id): Planted => ({ ...one, id }));
const tree = copyTree();
try {
  report(await tryAll());
} finally {
  rmSync(tree, { recursive: true, force: true });
}

function filesOf(path: string): readonly string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .flatMap((name) => filesOf(join(path, name)))
    .filter((file) => file.endsWith('.ts'));
}

/** At most so many mutants of a file, the same for the same seed. */
function sample(path: string): readonly Omit<Planted, 'id'>[] {
  const text = readFileSync(join(root, path), 'utf8');
  const random = createRandom(Number(values.seed));
  return findMutants(text)
    .map((mutant) => ({ mutant, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, Number(values.most))
    .sort((a, b) => a.mutant.start - b.mutant.start)
    .map(({ mutant }) => ({
      ...mutant,
      path,
      line: text.slice(0, mutant.start).split('\n').length,
      from: text.slice(mutant.start, mutant.end),
    }));
}

function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'courant-mutate-'));
  for (const name of readdirSync(root)) {
    if (['src', 'test', 'demo', 'bench'].includes(name)) {
      cpSync(join(root, name), join(copy, name), { recursive: true, filter: (from) => !from.includes('node_modules') });
    } else if (!name.startsWith('.')) symlinkSync(join(root, name), join(copy, name));
  }
  for (const path of code) {
    const own = planted.filter((one) => one.path === path);
    const idOf = (mutant: Mutant): number => own.find((one) => one === mutant)?.id ?? -1;
    writeFileSync(join(copy, path), plantMutants(readFileSync(join(root, path), 'utf8'), own, idOf));
  }
  const instead = fileURLToPath(new URL('tests-at-hand.ts', import.meta.url));
  for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    if (!/^(?:src|test|demo)\/.*\.ts$/.test(name)) continue;
    const text = readFileSync(join(copy, name), 'utf8');
    if (text.includes(` from 'vitest';`)) {
      writeFileSync(join(copy, name), text.replace(` from 'vitest';`, ` from '${instead}';`));
    }
  }
  return copy;
}

interface Result {
  readonly fates: ReadonlyMap<number, Fate | 'silent'>;
  readonly baseline: Baseline | undefined;
  readonly poisoned: readonly string[];
}

async function tryAll(): Promise<Result> {
  const fates = new Map<number, Fate | 'silent'>();
  let baseline: Baseline | undefined;
  let poisoned: readonly string[] = [];
  for (let rest = planted; rest.length > 0; rest = planted.filter(({ id }) => !fates.has(id))) {
    let last: number | undefined;
    const ended = await runProcess(
      {
        tests: tests.map(inTree),
        mutants: rest.map(({ id }) => id),
        maxTestMs: Number(values['max-test-ms']),
        baseline,
      },
      (said) => {
        if (said.kind === 'baseline') ({ baseline } = said);
        if (said.kind === 'begun') last = said.id;
        if (said.kind === 'end') fates.set(said.id, said.fate);
        if (said.kind === 'alive') return;
        process.stderr.write(`\r${fates.size} of ${planted.length}`);
        if (said.kind === 'poisoned') poisoned = said.tests;
      },
    );
    if (ended) break;
    if (last === undefined) throw new Error('the tests do not run without mutants');
    fates.set(last, 'silent');
  }
  return { fates, baseline, poisoned };
}

function inTree(path: string): string {
  return join(tree, path);
}

/** True when the process went to its end, or a person stopped it. */
function runProcess(plan: Plan, hear: (said: Said) => void): Promise<boolean> {
  const script = fileURLToPath(new URL('run-tests.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script], {
    cwd: tree,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(plan));
  process.once('SIGINT', () => child.kill('SIGINT')); // what has been found out is told all the same
  const stop = (): NodeJS.Timeout =>
    setTimeout(() => {
      child.kill('SIGKILL');
    }, maxSilenceMs);
  let timer = stop();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('@{')) return;
    clearTimeout(timer);
    timer = stop();
    hear(JSON.parse(line.slice(1)) as Said);
  });
  return new Promise((resolve) => {
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      resolve(status === 0 || signal === 'SIGINT');
    });
  });
}

function report({ fates, baseline, poisoned }: Result): void {
  const rows = code.map((path) => {
    const own = planted.filter((one) => one.path === path && fates.has(one.id)).map(({ id }) => fates.get(id));
    const count = (...wanted: readonly (Fate | 'silent')[]): number =>
      own.filter((fate) => fate !== undefined && wanted.includes(fate)).length;
    return {
      path,
      all: own.length,
      killed: count('killed', 'silent'),
      survived: count('survived'),
      uncovered: count('uncovered'),
    };
  });
  const share = (killed: number, all: number): string => (all === 0 ? '–' : `${Math.round((100 * killed) / all)} %`);
  process.stdout.write(
    '| file | mutants | killed | survived | not covered | score |\n| --- | --- | --- | --- | --- | --- |\n',
  );
  for (const { path, all, killed, survived, uncovered } of rows.filter((row) => row.all > 0)) {
    process.stdout.write(`| ${path} | ${all} | ${killed} | ${survived} | ${uncovered} | ${share(killed, all)} |\n`);
  }
  const killed = rows.reduce((sum, row) => sum + row.killed, 0);
  process.stdout.write(`\n${fates.size} mutants, ${share(killed, fates.size)} killed, seed ${values.seed}\n`);
  for (const name of baseline?.failing ?? []) process.stdout.write(`fails without a mutant, left out: ${name}\n`);
  if (baseline !== undefined && baseline.slow.length > 0)
    process.stdout.write(`tests left out, because slow: ${baseline.slow.length}\n`);
  for (const name of poisoned) process.stdout.write(`fails after the mutants: ${name}\n`);
  if (!values.survivors) return;
  for (const { id, path, line, from, to } of planted) {
    const fate = fates.get(id) ?? 'not tried';
    if (fate !== 'killed' && fate !== 'silent') {
      process.stdout.write(
        `${relative('', path)}:${line} ${fate}: ${from.replace(/\s+/g, ' ').slice(0, 120)} → ${to}\n`,
      );
    }
  }
}
