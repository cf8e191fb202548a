/** A day of polling a long source list on loopback, in compressed time:
 *  `npx tsx bench/run-scale.ts [--feeds 9897] [--speed 180] [--hours 24] [--plot file.svg] [list of feeds by topic]`.
 *  All hosts are this machine; each keeps the pace it would have. Links are left out, so that only feeds are asked for. The
 *  collecting process is compiled, as people run it, and does nothing else. Prints the requests, what each site saw, memory, the
 *  cost of a poll and how long the process was blocked, by virtual hour. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { getDomain } from 'tldts';
import { plotScale } from './scale/plot-scale.ts';
import type { PolledDay, PolledHour } from './scale/poll-day.ts';
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

/** Writes a project with a source for each site; returns how many feeds and sites it has. */
async function writeProject(folder: string, port: number): Promise<{ feeds: number; sites: number }> {
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
  for (const [i, [domain, feeds]] of [...byDomain].entries())
    await writeFile(join(folder, 'sources', `s${i}.yaml`), JSON.stringify({ name: domain, feeds, exclude: ['.'] }));
  return { feeds: [...byDomain.values()].reduce((sum, feeds) => sum + feeds.length, 0), sites: byDomain.size };
}

/** The program of the collecting process; beside the packages it needs. */
async function compilePolling(): Promise<string> {
  const outfile = join(import.meta.dirname, '../dist/bench/poll-day.js');
  await build({
    entryPoints: [join(import.meta.dirname, 'scale/poll-day.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return outfile;
}

function sayHour(hour: PolledHour, number: number): void {
  const polls = hour.polls + hour.failed;
  const cells: readonly [text: string, width: number][] = [
    [String(number), 4],
    [String(polls), 8],
    [String(hour.failed), 8],
    [(hour.cpuMs / Math.max(1, polls)).toFixed(2), 15],
    [`${hour.memoryMb.toFixed(0)} MB`, 9],
    [`${hour.longestBlockMs.toFixed(0)} ms`, 9],
  ];
  console.log(cells.map(([text, width]) => text.padStart(width)).join(''));
}

const folder = await mkdtemp(join(tmpdir(), 'courant-scale-'));
const program = await compilePolling();
const time = { speed, epoch: Date.UTC(2026, 5, 1), startedAt: Date.now() };
const web = fork(join(import.meta.dirname, 'scale/serve-feeds.ts'));
web.send(time satisfies ServedWeb);
const [port] = (await once(web, 'message')) as [number];
const size = await writeProject(folder, port);

console.log(`${size.feeds} feeds of ${size.sites} sites, ${hours} hours at ${speed} times real time`);
console.log('hour   polls  failed  CPU ms a poll   memory  blocked');
const measured: PolledHour[] = [];
const collecting = fork(program, { execArgv: [] });
collecting.on('message', (hour) => {
  measured.push(hour as PolledHour);
  sayHour(hour as PolledHour, measured.length);
});
collecting.send({ ...time, folder, hours } satisfies PolledDay);
await once(collecting, 'exit');

web.send('report');
const [report] = (await once(web, 'message')) as [ServedReport];
const polls = measured.reduce((sum, hour) => sum + hour.polls + hour.failed, 0);
const cpuMs = measured.reduce((sum, hour) => sum + hour.cpuMs, 0);
const most = (valueOf: (hour: PolledHour) => number): string => Math.max(...measured.map(valueOf)).toFixed(0);
console.log(
  `${polls} polls, ${(cpuMs / polls).toFixed(2)} ms of CPU each, memory at most ${most(({ memoryMb }) => memoryMb)} MB, blocked at most ${most(({ longestBlockMs }) => longestBlockMs)} ms`,
);
console.log(
  `hosts saw ${report.requests} requests, ${report.unchanged} answered 304; least pause ${Math.round(report.leastGapMs)} ms; too soon ${report.tooSoon}, before Retry-After ${report.beforeRetryAfter}`,
);
console.log(`requests by hour ${report.byHour.join(' ')}`);
if (values.plot !== '') {
  const title = `${size.feeds} feeds of ${size.sites} sites, polled for ${hours} hours`;
  await writeFile(values.plot, plotScale(measured, title));
}
web.disconnect();
await rm(folder, { recursive: true });
