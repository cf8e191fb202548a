/** `npm run soak -- [--minutes 30] [--sources 500] [--seed 1] [--keep]`: a web of many made-up outlets and the demo newsroom, which publish,
 *  edit and remove articles, some slow, failing or moved; `courant run` follows it, and is killed at random in the first part of the time.
 *  In the last part nothing new is published: memory must be flat then. When the time is over the outlets stand still, and the clock of Courant
 *  is set ahead twice, so that what waits for its next try is tried, and what is planned for later happens. Then looks what became of it
 *  all: nothing lost, nothing doubled, nothing left waiting, every edit and removal found, the sums add up, the files as written, the site
 *  that of a clean build. What took long enough to tell of memory leaves its figures in `bench/results/soak.json`. Ends with 1 when something is wrong. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { brokenPages } from '../../test/site-links.ts';
import { keepResult } from '../report/results.ts';
import { compareWithCleanBuild } from './compare-sites.ts';
import { findSlope, type Sample, type Slope } from './find-slope.ts';
import { inspectSoak, type SoakOutcome } from './inspect-soak.ts';
import { keepRunning, type Kept } from './keep-running.ts';
import { plotSoak } from './plot-soak.ts';
import type { Frozen, SoakWeb } from './serve-soak.ts';
import { hostOf, soakParts, stillFrom, type SoakPlan } from './soak-plan.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    sources: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const newsroomOutlets = 8;
const plan: SoakPlan = {
  seed: Number(values.seed),
  outlets: Math.max(1, Number(values.sources) - newsroomOutlets),
  startedAt: Date.now(),
  minutes,
};
/** Megabytes an hour: what is surely more than this is no noise of a heap that was cleared in the midst of work. */
const flatPerHour = 10;
/** By when every article has had its last look (`recheck` below), and every link all the tries it gets; then, by when what was missing at
 *  that look has been missed for a second time. */
const hoursAhead = [3, 10] as const;
const main = join(import.meta.dirname, '../../dist/cli/main.js');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const root = await mkdtemp(join(tmpdir(), 'courant-soak-'));
const web = fork(join(import.meta.dirname, 'serve-soak.ts'));
try {
  web.send(plan);
  const [served] = (await once(web, 'message')) as [SoakWeb];
  await writeProject(root, served);
  say(`the archive is in ${root}`);
  const kept = await keepRunning({
    ...{ root, main, say, plan, port: await freePort() },
    killEveryMs: Math.min(60_000, (minutes * 60_000 * soakParts.killed) / 4),
  });
  web.send('freeze');
  const [frozen] = (await once(web, 'message')) as [Frozen];
  const wrong = await report(kept, { ...frozen, port: served.port });
  for (const line of wrong) say(`wrong: ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  web.disconnect();
  if (!values.keep) await rm(root, { recursive: true, force: true });
}

async function writeProject(folder: string, { port, newsroom }: SoakWeb): Promise<void> {
  await mkdir(join(folder, 'sources'));
  const fetch = { contact: 'soak@localhost', delaySeconds: 0.1, allowNetworks: ['127.0.0.0/8'], hostsAtOnce: 32 };
  const poll = { shortestMinutes: 1, longestMinutes: 5 };
  const settings = { site: { title: 'Soak' }, fetch, poll, recheck: ['10m', '20m', '2h'] };
  await writeFile(join(folder, 'courant.yaml'), stringify(settings));
  for (let n = 0; n < plan.outlets; n += 1) {
    const feeds = [{ url: `http://${hostOf(n)}:${port}/feed.xml` }];
    await writeFile(join(folder, 'sources', `town-${n}.yaml`), stringify({ name: `Town ${n}`, language: 'en', feeds }));
  }
  for (const { id, name, home, language, country, feeds } of newsroom)
    await writeFile(join(folder, 'sources', `${id}.yaml`), stringify({ name, home, language, country, feeds }));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Runs a command to its end, so many hours ahead; throws when it fails. */
async function courant(hours: number, ...args: readonly string[]): Promise<string> {
  const clock = pathToFileURL(join(import.meta.dirname, 'set-clock.mjs'));
  clock.searchParams.set('hours', String(hours));
  const child = spawn(process.execPath, ['--import', clock.href, main, ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, said] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`courant ${args.join(' ')} ended with ${code}: ${said} ${out.slice(-2000)}`);
  return out;
}

/** Collects what the last process had not come to, from outlets that are well: what was announced must be there then. */
async function settle(web: Frozen & { readonly port: number }): Promise<SoakOutcome> {
  say('the outlets stand still; collecting what is left');
  await courant(0, 'collect', '--all', '--wait', '120', '--dir', root);
  return inspectSoak(root, plan, web);
}

/** What is found when hours have gone by. */
async function waitForAll(web: Frozen & { readonly port: number }): Promise<SoakOutcome> {
  for (const hours of hoursAhead) {
    say(`${hours} hours later`);
    await courant(hours, 'collect', '--all', '--retry', '--wait', '60', '--dir', root);
  }
  await courant(hoursAhead[1], 'build', '--dir', root);
  return inspectSoak(root, plan, web);
}

interface HeapSample {
  readonly at: number;
  readonly heapUsed: number;
  readonly external: number;
}

/** What was left of the heap when it was cleared, and what belongs to it elsewhere. */
async function readHeap(): Promise<readonly Sample[]> {
  const lines = (await readFile(join(root, 'memory.jsonl'), 'utf8')).split('\n').filter((line) => line.endsWith('}'));
  return lines.map((line) => {
    const { at, heapUsed, external } = JSON.parse(line) as HeapSample; // as `watch-memory.mjs` wrote it
    return { at, value: (heapUsed + external) / 1024 ** 2 };
  });
}

/** What the memory did while the archive stood still, and how much the archive grew in that time all the same. */
function measureMemory(kept: Kept, heap: readonly Sample[]) {
  const isStill = ({ at }: Sample): boolean => at >= stillFrom(plan);
  const stored = kept.stored.map(({ value }) => value);
  const before = kept.stored.filter((sample) => !isStill(sample)).at(-1)?.value ?? 0;
  return {
    peakRssMb: Math.round(Math.max(...kept.rss.map(({ value }) => value))),
    stillMinutes: Math.max(0, Math.round(minutes - (stillFrom(plan) - plan.startedAt) / 60_000)),
    stored: { before, after: stored.at(-1) ?? 0 },
    heapMb: Math.round(heap.at(-1)?.value ?? 0),
    rssSlope: findSlope(kept.rss.filter(isStill)),
    heapSlope: findSlope(heap.filter(isStill)),
  };
}

/** Leaves the figures and the picture; returns what is wrong. */
async function report(kept: Kept, web: Frozen & { readonly port: number }): Promise<readonly string[]> {
  const soon = await settle(web);
  const outcome = await waitForAll(web);
  const [, hours] = hoursAhead;
  const site = await compareWithCleanBuild(
    root,
    async (folder) => void (await courant(hours, 'build', '--dir', folder)),
  );
  const broken = brokenPages(join(root, 'public'));
  const verified = JSON.parse(await courant(hours, 'verify', '--dir', root)) as {
    readonly isWhole: boolean;
    readonly files: number;
  };
  const heap = await readHeap();
  const memory = measureMemory(kept, heap);
  const figures = {
    ...{ minutes, sources: Number(values.sources), seed: plan.seed, kills: kept.kills.length },
    ...{ requests: web.requests, refused: web.failures, cpuSeconds: Math.round(kept.cpuSeconds) },
    soon: { waiting: soon.accounting.waiting, edits: soon.edits },
    ...{ ...outcome, memory, answers: kept.answers, failures: kept.failures, stoppedWith: kept.stoppedWith },
    ...{ site: { ...site, broken }, verified: { isWhole: verified.isWhole, files: verified.files } },
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  if (memory.heapSlope !== undefined) {
    keepResult('soak', figures);
    const picture = plotSoak({ ...kept, heap, stillFrom: stillFrom(plan), startedAt: plan.startedAt, minutes });
    await writeFile(join(import.meta.dirname, '../../docs/images/soak.svg'), picture);
  }
  return [
    ...findFaults(soon, outcome),
    ...(isGrowing(memory.heapSlope) ? ['memory grows though the archive does not'] : []),
    ...kept.failures.map((line) => `ended by itself: ${line}`),
    ...(kept.stoppedWith === 0 ? [] : [`ended with ${kept.stoppedWith} when asked to stop`]),
    ...Object.keys(kept.answers)
      .filter((status) => /^5/.test(status))
      .map((status) => `answered a reader with ${status}`),
    ...site.different.slice(0, 20).map((path) => `the clean build differs: ${path}`),
    ...broken.slice(0, 20),
    ...(verified.isWhole ? [] : ['verify found differences']),
  ];
}

function isGrowing(slope: Slope | undefined): boolean {
  return slope !== undefined && slope.perHour - slope.within > flatPerHour;
}

function findFaults(soon: SoakOutcome, { lost, doubled, accounting, edits, removed, ...outcome }: SoakOutcome) {
  const { found, stored, skipped, waiting } = accounting;
  return [
    ...lost.map((line) => `lost: ${line}`),
    ...doubled.map((line) => `doubled: ${line}`),
    ...(found === stored + skipped + waiting ? [] : ['the sums do not add up']),
    ...(waiting === 0 ? [] : [`${waiting} links still wait`]),
    ...(outcome.indexed === outcome.files ? [] : [`${outcome.indexed} articles in the index, ${outcome.files} files`]),
    ...(soon.edits.found === soon.edits.announced ? [] : ['an announced edit was not followed']),
    ...(edits.found === edits.announced && edits.silentFound === edits.silent ? [] : ['an edit was not found']),
    ...(removed.markedGone === removed.stored ? [] : ['an article that was removed is not marked so']),
    ...(outcome.falseRevisions === 0 ? [] : [`${outcome.falseRevisions} false revisions`]),
  ];
}
