/** A day of polling a long source list on loopback, in compressed time:
 *  `npx tsx bench/run-scale.ts [--feeds 9897] [--speed 180] [--hours 24] [--plot file.svg] [list of feeds by topic]`.
 *  All hosts are this machine; each keeps the pace it would have. Links are left out, so that only feeds are asked for. Prints
 *  the requests, what each site saw, memory and the cost of a poll, by virtual hour. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getDomain } from 'tldts';
import { readProject } from '../src/config/project.ts';
import { createHttpClient } from '../src/fetch/create-http-client.ts';
import type { Lookup } from '../src/fetch/guarded-connector.ts';
import type { Clock } from '../src/model/clock.ts';
import { skipped } from '../src/model/outcome.ts';
import { createAlarm, keepCollecting } from '../src/pipeline/keep-collecting.ts';
import { collect } from '../src/pipeline/collect.ts';
import { openArchive } from '../src/pipeline/open-archive.ts';
import { createTurns, type Work } from '../src/pipeline/work.ts';
import { plotScale, type ScaleHour } from './scale/plot-scale.ts';
import type { ServedReport, ServedWeb } from './scale/serve-feeds.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    feeds: { type: 'string', default: '9897' },
    speed: { type: 'string', default: '180' },
    hours: { type: 'string', default: '24' },
    plot: { type: 'string', default: '' },
  },
});
const speed = Number(values.speed);
const hours = Number(values.hours);
const list = positionals[0] ?? '../shared/sources/feeds-by-topic.json';

const startedAt = Date.now();
const epoch = Date.UTC(2026, 5, 1);
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

/** Addresses of the list, spread over it when not all are wanted. */
function readAddresses(): readonly URL[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value)) found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(JSON.parse(readFileSync(list, 'utf8')));
  const all = [...found].map((address) => new URL(address));
  const wanted = Math.min(Number(values.feeds), all.length);
  return Array.from({ length: wanted }, (_, i) => all[Math.floor((i * all.length) / wanted)] as URL);
}

const web = fork(join(import.meta.dirname, 'scale/serve-feeds.ts'));
web.send({ speed, epoch, startedAt } satisfies ServedWeb);
const [port] = (await once(web, 'message')) as [number];

const folder = await mkdtemp(join(tmpdir(), 'courant-scale-'));
await mkdir(join(folder, 'sources'));
const fetch = { delaySeconds: 1, allowNetworks: ['127.0.0.0/8'], contact: 'bench@news.example', hostsAtOnce: 64 };
await writeFile(join(folder, 'courant.yaml'), JSON.stringify({ fetch, images: 'none' }));
const byDomain = new Map<string, { url: string }[]>();
for (const { hostname, pathname, search } of readAddresses()) {
  const domain = getDomain(hostname) ?? hostname;
  const feeds = byDomain.get(domain) ?? [];
  byDomain.set(domain, feeds);
  feeds.push({ url: `http://${hostname}:${port}${pathname}${search}` });
}
const feedCount = [...byDomain.values()].reduce((sum, feeds) => sum + feeds.length, 0);
await Promise.all(
  [...byDomain].map(([domain, feeds], i) =>
    writeFile(join(folder, 'sources', `s${i}.yaml`), JSON.stringify({ name: domain, feeds, exclude: ['.'] })),
  ),
);

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

console.log(`${feedCount} feeds of ${byDomain.size} sites, ${hours} hours at ${speed} times real time`);
console.log('hour   polls  failed  CPU ms a poll   memory');
let lastCpu = process.cpuUsage();
let last = { polls: 0, failed: 0 };
let peakMb = 0;
const measured: ScaleHour[] = [];
const ticker = setInterval(() => {
  const { user, system } = process.cpuUsage(lastCpu);
  lastCpu = process.cpuUsage();
  const polls = counts.polls + counts.failed - last.polls - last.failed;
  const mb = process.memoryUsage.rss() / 1024 ** 2;
  peakMb = Math.max(peakMb, mb);
  const cost = (user + system) / 1000 / Math.max(1, polls);
  measured.push({ polls, cpuMs: cost, memoryMb: mb });
  console.log(
    `${String(measured.length).padStart(4)}${String(polls).padStart(8)}${String(counts.failed - last.failed).padStart(8)}${cost.toFixed(2).padStart(15)}${`${mb.toFixed(0)} MB`.padStart(9)}`,
  );
  last = { ...counts };
  if (measured.length >= hours) stop.abort();
}, 3_600_000 / speed);
const cpuBefore = process.cpuUsage();
await collect(work, { waitMs: 0, polls: 'due' });
await keepCollecting(work, { alarm: createAlarm(clock), onRound: async () => undefined });
clearInterval(ticker);
const { user, system } = process.cpuUsage(cpuBefore);
web.send('report');
const [report] = (await once(web, 'message')) as [ServedReport];
const polls = counts.polls + counts.failed;
console.log(
  `${polls} polls, ${((user + system) / 1000 / polls).toFixed(2)} ms of CPU each, peak memory ${peakMb.toFixed(0)} MB`,
);
console.log(
  `hosts saw ${report.requests} requests, ${report.unchanged} answered 304; least pause ${Math.round(report.leastGapMs)} ms; too soon ${report.tooSoon}, before Retry-After ${report.beforeRetryAfter}`,
);
console.log(`requests by hour ${report.byHour.join(' ')}`);
if (values.plot !== '')
  await writeFile(
    values.plot,
    plotScale(measured, `${feedCount} feeds of ${byDomain.size} sites, polled for ${hours} hours`),
  );
web.disconnect();
await http.close();
await store.close();
await rm(folder, { recursive: true });
