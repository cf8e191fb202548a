/** `npx tsx bench/workers/run-scaling.ts [--hosts n] [--rounds n]`: what an article costs with one worker and with two, each bound to
 *  a core of its own (`taskset`), and what the queue alone costs. Prints CPU and wall seconds; Linux only. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/model/clock.ts';
import { parseSourceId, type SourceId } from '../../src/model/ids.ts';
import { openStore } from '../../src/store/open-store.ts';
import { truthOf, type WebPlan } from '../../test/postgres/made-up-web.ts';
import { askState, makeProject } from '../../test/postgres/run-chaos.ts';
import { buildPackage } from '../../test/runs/build-package.ts';
import { startPostgres, type Postgres } from '../../test/start-postgres.ts';
import { toUrl } from '../../src/url/normalize.ts';
import { cpuOf } from './cpu-of.ts';

interface Cost {
  readonly articles: number;
  /** From the first link that is settled to the last. */
  readonly wallS: number;
  /** From the start of the process on. */
  readonly workersCpuS: number;
  readonly postgresCpuS: number;
}

async function measureWorkers(count: number, plan: WebPlan, port: number, main: string): Promise<Cost> {
  const postgres = await startPostgres();
  const root = await makeProject({ ...plan, hostsAtOnce: 16 }, port, postgres.url);
  const workers: ChildProcess[] = [];
  try {
    const before = cpuOf(postgres.pid());
    for (let at = 0; at < count; at += 1)
      workers.push(
        spawn('taskset', ['-c', String(at), process.execPath, main, 'worker', '--dir', root], { stdio: 'ignore' }),
      );
    const { stored, skipped } = truthOf(plan);
    let startedAt = 0;
    for (;;) {
      await sleep(1000); // rarely: each look is a connection of its own, which counts as work of PostgreSQL
      const settled = (await askState(postgres.url))?.settled ?? 0;
      if (settled > 0 && startedAt === 0) startedAt = performance.now();
      if (settled >= stored + skipped) break;
    }
    const wallS = (performance.now() - startedAt) / 1000;
    const workersCpuS = workers.reduce((sum, { pid = 0 }) => sum + cpuOf(pid), 0);
    return { articles: stored + skipped, wallS, workersCpuS, postgresCpuS: cpuOf(postgres.pid()) - before };
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await postgres.stop();
    await rm(root, { recursive: true, force: true });
  }
}

/** The queue without what it is for: leases, turns, locks and verdicts, for links that nobody fetches. */
async function measureQueue(
  postgres: Postgres,
  sites: number,
  linksOfSite: number,
): Promise<readonly [ours: number, theirs: number]> {
  const root = await mkdtemp(join(tmpdir(), 'courant-queue-'));
  const store = await openStore(root, {
    clock: systemClock,
    mode: 'write',
    decode: (raw) => raw,
    database: postgres.url,
  });
  const { sharing } = store;
  if (sharing === undefined) throw new Error('not shared');
  const source = parseSourceId('made-up') as SourceId;
  for (let site = 0; site < sites; site += 1) {
    const links = Array.from({ length: linksOfSite }, (_, n) => toUrl(`https://town-${site}.example/${n}`));
    const foundAt = new Date().toISOString();
    await store.addLinks(
      links.flatMap((url) => (url === null ? [] : [{ url, source, foundIn: url, foundAt, hints: {} }])),
    );
  }
  const before = [process.cpuUsage(), cpuOf(postgres.pid())] as const;
  const { leases, turns, exclusively } = sharing;
  const now = Date.now() + 60_000;
  const workOff = async (): Promise<void> => {
    for (;;) {
      const [claim] = await leases.claim(now, 1);
      if (claim === undefined) return;
      await leases.dueFeeds(claim.lease, now);
      const links = await leases.dueLinks(claim.lease, now, 32);
      await leases.dueLooks(claim.lease, now, 32);
      for (const link of links) {
        await turns.take(claim.lease.site, 0);
        await turns.give(claim.lease.site, { delayMs: 0, heldMs: 0 });
        await exclusively([`outlet ${source} ${claim.lease.site}`, link.url], async () => undefined);
        await store.settleLink(link.url, { state: 'skipped', skip: { code: 'fetch/gone', detail: '' } }, link.lease);
      }
      await leases.release(claim.lease, { isDone: true, now, restMs: 0 });
    }
  };
  await Promise.all(Array.from({ length: 6 }, workOff));
  const { user, system } = process.cpuUsage(before[0]);
  const theirs = cpuOf(postgres.pid()) - before[1];
  await store.close();
  await rm(root, { recursive: true });
  return [(user + system) / 1000 / (sites * linksOfSite), (theirs * 1000) / (sites * linksOfSite)];
}

async function main(): Promise<void> {
  const options = { hosts: { type: 'string', default: '150' }, rounds: { type: 'string', default: '2' } } as const;
  const { values } = parseArgs({ options });
  const plan: WebPlan = { hosts: Number(values.hosts), articles: 7, words: 500, delayMs: 0 };
  const postgres = await startPostgres();
  const [ours, theirs] = await measureQueue(postgres, 300, 10);
  await postgres.stop();
  print(
    `queue alone: ${ours.toFixed(2)} ms of a worker and ${theirs.toFixed(2)} ms of PostgreSQL for a link, ten a site`,
  );
  const cli = buildPackage();
  const web = fork(join(import.meta.dirname, 'serve-web.ts'));
  web.send(plan);
  const [port] = (await once(web, 'message')) as [number];
  try {
    for (let round = 0; round < Number(values.rounds); round += 1)
      for (const count of [1, 2]) {
        const { articles, wallS, workersCpuS, postgresCpuS } = await measureWorkers(count, plan, port, cli.main);
        const ms = (seconds: number): string => ((seconds * 1000) / articles).toFixed(1);
        const rates = `${(articles / wallS).toFixed(1)} articles/s of wall time`;
        print(`${count} workers: ${rates}; CPU of an article ${ms(workersCpuS)} ms, PostgreSQL ${ms(postgresCpuS)} ms`);
      }
  } finally {
    web.disconnect();
    cli.remove();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
