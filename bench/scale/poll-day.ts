/** The process that polls the feeds of a project in compressed time, and tells its parent by virtual hour what that took.
 *  Nothing else runs in it, so that its memory is that of collecting. Links are left out. */
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readProject } from '../../src/config/project.ts';
import { createHttpClient } from '../../src/fetch/create-http-client.ts';
import type { Lookup } from '../../src/fetch/guarded-connector.ts';
import type { Clock } from '../../src/model/clock.ts';
import { skipped } from '../../src/model/outcome.ts';
import { collect } from '../../src/pipeline/collect.ts';
import { createAlarm, keepCollecting } from '../../src/pipeline/keep-collecting.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { createTurns, type Work } from '../../src/pipeline/work.ts';

export interface PolledDay {
  readonly folder: string;
  /** How many times faster than real time the clock goes. */
  readonly speed: number;
  /** Virtual epoch ms at `startedAt` (real). */
  readonly epoch: number;
  readonly startedAt: number;
  readonly hours: number;
}

/** What one virtual hour of polling came to. */
export interface PolledHour {
  readonly polls: number;
  readonly failed: number;
  /** CPU milliseconds of all of it. */
  readonly cpuMs: number;
  readonly memoryMb: number;
  /** The longest that nothing else could run in it, real ms. */
  readonly longestBlockMs: number;
}

const [{ folder, speed, epoch, startedAt, hours }] = (await once(process, 'message')) as [PolledDay];

const clock: Clock = {
  now: () => epoch + (Date.now() - startedAt) * speed,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(done, Math.min(ms / speed, 2 ** 31 - 1));
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      if (signal?.aborted) done();
      else signal?.addEventListener('abort', done);
    }),
};

const project = await readProject(folder);
const store = await openArchive(project, { clock, mode: 'write' });
const lookup: Lookup = async () => [{ address: '127.0.0.1', family: 4 }];
const http = createHttpClient(project.fetch, clock, { lookup });
const stop = new AbortController();
const counts = { polls: 0, failed: 0 };
const work: Work = {
  project,
  store,
  http,
  clock,
  signal: stop.signal,
  inTurn: createTurns(),
  extract: async () => skipped('extract/no-text'),
  siteRights: async () => [],
  report: ({ event }) => {
    if (event === 'feed-read') counts.polls += 1;
    if (event === 'feed-failed') counts.failed += 1;
  },
};

let told = 0;
let lastCpu = process.cpuUsage();
const delays = monitorEventLoopDelay({ resolution: 5 });
delays.enable();
const ticker = setInterval(() => {
  const { user, system } = process.cpuUsage(lastCpu);
  lastCpu = process.cpuUsage();
  const memoryMb = process.memoryUsage.rss() / 1024 ** 2;
  process.send?.({
    ...counts,
    cpuMs: (user + system) / 1000,
    memoryMb,
    longestBlockMs: delays.max / 1e6,
  } satisfies PolledHour);
  Object.assign(counts, { polls: 0, failed: 0 });
  delays.reset();
  told += 1;
  if (told >= hours) stop.abort();
}, 3_600_000 / speed);
await collect(work, { waitMs: 0, polls: 'due' });
await keepCollecting(work, { alarm: createAlarm(clock), onRound: async () => undefined });
clearInterval(ticker);
await http.close();
await store.close();
process.disconnect();
