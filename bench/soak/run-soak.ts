/** `npm run soak -- [--minutes 30] [--sources 500] [--seed 1] [--keep]`: a web of many made-up outlets and the demo newsroom, which publish,
 *  edit and remove articles, some slow, failing or moved; `courant run` follows it, and is killed at random in the first part of the time.
 *  Then looks what became of it all: nothing lost, nothing doubled, the sums add up, the files as written, the site that of a clean build,
 *  memory flat. Leaves its figures in `bench/results/soak.json`; ends with 1 when one of them is wrong. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { brokenPages } from '../../test/site-links.ts';
import { keepResult } from '../report/results.ts';
import { compareWithCleanBuild } from './compare-sites.ts';
import { findSlope } from './find-slope.ts';
import { inspectSoak } from './inspect-soak.ts';
import { keepRunning, type Kept } from './keep-running.ts';
import { plotSoak } from './plot-soak.ts';
import type { Frozen, SoakWeb } from './serve-soak.ts';
import { hostOf, type SoakPlan } from './soak-plan.ts';

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
const killedShare = 0.6;
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
    ...{ root, main, say, minutes, killedShare, port: await freePort(), seed: plan.seed },
    killEveryMs: Math.min(90_000, (minutes * 60_000 * killedShare) / 4),
  });
  web.send('freeze');
  const [frozen] = (await once(web, 'message')) as [Frozen];
  await settle();
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
  const settings = { site: { title: 'Soak' }, fetch, poll, recheck: ['10m', '20m'] };
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

/** Runs a command to its end; throws when it fails. */
async function courant(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [main, ...args, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, said] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`courant ${args.join(' ')} ended with ${code}: ${said} ${out.slice(-2000)}`);
  return out;
}

/** Collects what the last process had not come to, from outlets that are well. */
async function settle(): Promise<void> {
  say('the outlets stand still; collecting what is left');
  await courant('collect', '--all', '--wait', '120', '--dir', root);
  await courant('collect', '--all', '--retry', '--wait', '300', '--dir', root);
  await courant('build', '--dir', root);
}

interface HeapSample {
  readonly at: number;
  readonly pid: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
}

async function readHeap(): Promise<readonly HeapSample[]> {
  const lines = (await readFile(join(root, 'memory.jsonl'), 'utf8')).split('\n');
  return lines.filter((line) => line.endsWith('}')).map((line) => JSON.parse(line) as HeapSample);
}

/** Leaves the figures and the picture; returns what is wrong. */
async function report(kept: Kept, web: Frozen & { readonly port: number }): Promise<readonly string[]> {
  const megabyte = 1024 ** 2;
  const heap = (await readHeap()).map(({ at, heapUsed, external }) => ({
    at,
    value: (heapUsed + external) / megabyte,
  }));
  // A process needs some time until all of its code is compiled and what it keeps is there.
  const calm = ({ at }: { readonly at: number }): boolean => at >= kept.calmFrom + Math.min(2, minutes / 10) * 60_000;
  const rss = kept.samples.map(({ at, rssMb }) => ({ at, value: rssMb }));
  const outcome = await inspectSoak(root, plan, web);
  const site = await compareWithCleanBuild(root, async (folder) => void (await courant('build', '--dir', folder)));
  const broken = brokenPages(join(root, 'public'));
  const verified = JSON.parse(await courant('verify', '--dir', root)) as {
    readonly isWhole: boolean;
    readonly files: number;
  };
  const figures = {
    ...{ minutes, sources: Number(values.sources), seed: plan.seed, kills: kept.kills.length },
    ...{ requests: web.requests, refused: web.failures, cpuSeconds: Math.round(kept.cpuSeconds), ...outcome },
    memory: {
      peakRssMb: Math.round(Math.max(...rss.map(({ value }) => value))),
      calmMinutes: Math.round(minutes * (1 - killedShare)),
      heapMb: Math.round(heap.filter(calm).at(-1)?.value ?? 0),
      rssSlope: findSlope(rss.filter(calm)),
      heapSlope: findSlope(heap.filter(calm)),
    },
    ...{ answers: kept.answers, failures: kept.failures, stoppedWith: kept.stoppedWith },
    ...{ site: { ...site, broken }, verified: { isWhole: verified.isWhole, files: verified.files } },
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  keepResult('soak', figures);
  const picture = plotSoak({ rss, heap, kills: kept.kills, startedAt: plan.startedAt, minutes });
  await writeFile(join(import.meta.dirname, '../../docs/images/soak.svg'), picture);
  const { found, stored, skipped, waiting } = outcome.accounting;
  return [
    ...outcome.lost.map((line) => `lost: ${line}`),
    ...outcome.doubled.map((line) => `doubled: ${line}`),
    ...(found === stored + skipped + waiting ? [] : ['the sums do not add up']),
    ...(outcome.indexed === outcome.files ? [] : [`${outcome.indexed} articles in the index, ${outcome.files} files`]),
    ...(outcome.edits.found === outcome.edits.announced ? [] : ['an announced edit was not found']),
    ...(outcome.falseRevisions === 0 ? [] : [`${outcome.falseRevisions} false revisions`]),
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
