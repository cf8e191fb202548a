/** A process of `run-mutate.ts`: runs the tests of the copied tree, first as they are, then with one mutant awake after the other. */
import { readFileSync, writeSync } from 'node:fs';
import type { Baseline, Plan, Said, TestRun } from './plan.ts';
import { collected, enterFile, type CollectedTest } from './tests-at-hand.ts';

/** A test that comes to mutants this many times as often as without one is in a loop without end. */
const maxVisitsRatio = 20;
const testTimeoutMs = 60_000;

let awake = -1;
let visits = 0;
let maxVisits = Infinity;
let covered = new Set<number>();

function isMutant(...ids: readonly number[]): boolean {
  if (++visits > maxVisits) throw new Error('a loop without end');
  if (awake >= 0) return ids.includes(awake);
  for (const id of ids) covered.add(id);
  return false;
}
Object.assign(globalThis, { isMutant });

const plan = JSON.parse(readFileSync(0, 'utf8')) as Plan;
for (const file of plan.tests) {
  enterFile(file);
  await import(file);
}
// What a mutant leaves behind.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);
const baseline = plan.baseline ?? (await runAll());
const quickFirst = baseline.tests.toSorted((a, b) => a.ms - b.ms);
for (const id of plan.mutants) await tryMutant(id);
awake = -1;
const poisoned: string[] = [];
for (const { index } of quickFirst) {
  const failed = await fails(collected[index]);
  if (failed !== undefined) poisoned.push(nameOf(collected[index]));
}
say({ kind: 'poisoned', tests: poisoned });
process.exit(0);

async function runAll(): Promise<Baseline> {
  const tests: TestRun[] = [];
  const failing: string[] = [];
  const slow: string[] = [];
  for (const [index, one] of collected.entries()) {
    say({ kind: 'alive' });
    covered = new Set();
    visits = 0;
    const startedAt = process.cpuUsage();
    const failed = await fails(one);
    const { user, system } = process.cpuUsage(startedAt);
    const ms = (user + system) / 1000;
    if (failed !== undefined) failing.push(`${nameOf(one)}: ${failed}`);
    else if (ms > plan.maxTestMs) slow.push(nameOf(one));
    else if (covered.size > 0) tests.push({ index, ms, visits, covered: [...covered] });
  }
  say({ kind: 'baseline', baseline: { tests, failing, slow } });
  return { tests, failing, slow };
}

async function tryMutant(id: number): Promise<void> {
  const judges = quickFirst.filter((one) => one.covered.includes(id));
  say({ kind: 'begun', id });
  if (judges.length === 0) {
    say({ kind: 'end', id, fate: 'uncovered', by: undefined });
    return;
  }
  awake = id;
  for (const { index, visits: usual } of judges) {
    visits = 0;
    maxVisits = usual * maxVisitsRatio + 10_000;
    const failed = await fails(collected[index]);
    maxVisits = Infinity;
    if (failed === undefined) continue;
    awake = -1;
    say({ kind: 'end', id, fate: 'killed', by: nameOf(collected[index]) });
    return;
  }
  awake = -1;
  say({ kind: 'end', id, fate: 'survived', by: undefined });
}

/** Why a test fails, or undefined. */
async function fails(one: CollectedTest | undefined): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('too late'));
    }, testTimeoutMs);
  });
  try {
    await Promise.race([one?.run(), late]);
    return undefined;
  } catch (error) {
    return String(error).slice(0, 200);
  } finally {
    clearTimeout(timer);
  }
}

function nameOf(one: CollectedTest | undefined): string {
  return one?.name ?? '';
}

/** A pipe takes a long line in parts, and none while it is full. */
function say(said: Said): void {
  const line = Buffer.from(`\n@${JSON.stringify(said)}\n`);
  for (let at = 0; at < line.length;) {
    try {
      at += writeSync(1, line, at);
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EAGAIN')) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
