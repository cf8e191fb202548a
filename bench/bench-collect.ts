import { spawn, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hostOf, type WebSize } from './collect/made-up-web.ts';

const size: WebSize = { outlets: 200, entries: 20 };

interface Cost {
  readonly wallS: number;
  readonly cpuS: number;
  /** How long the event loop was blocked, from the first request on; real ms. */
  readonly blocked?: { readonly p99Ms: number; readonly maxMs: number };
}

/** Collecting end to end (fetch, WARC, extraction, file, index) over loopback, each in a process of its own, from its start to
 *  its end: beside fetching alone; and reading the feeds alone beside newsboat, where that is installed. */
export async function benchCollect(rounds: number): Promise<string> {
  const web = fork(join(import.meta.dirname, 'collect/serve-web.ts'));
  web.send(size);
  const [port] = (await once(web, 'message')) as [number];
  const ways: readonly [name: string, items: number, run: () => Promise<Cost | undefined>][] = [
    ['fetch and gunzip alone (undici)', size.outlets * size.entries, () => fetchAlone(port)],
    ['Courant: collect, articles', size.outlets * size.entries, () => collect(port, [])],
    ['Courant: collect, feeds alone', size.outlets, () => collect(port, ['.'])],
    ['newsboat -x reload, feeds alone', size.outlets, () => newsboat(port)],
  ];
  const costs = ways.map((): Cost[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [i, [, , run]] of ways.entries()) {
      const cost = await run();
      if (cost) costs[i]?.push(cost);
    }
  web.disconnect();
  const rows = ways.flatMap(([name, items], i) => {
    const cost = medianOf(costs[i] ?? []);
    if (cost === undefined) return [`  ${name.padEnd(34)}  not installed`];
    const rate = `${Math.round(items / cost.cpuS)} per CPU s`;
    const { blocked } = cost;
    const loop = blocked ? `${blocked.p99Ms.toFixed(0)} / ${blocked.maxMs.toFixed(0)} ms`.padStart(14) : '';
    return [
      `  ${name.padEnd(34)}${cost.cpuS.toFixed(2).padStart(8)} s${cost.wallS.toFixed(2).padStart(9)} s${rate.padStart(18)}${loop}`,
    ];
  });
  const title = `Collecting, ${size.outlets} feeds of ${size.entries} articles on loopback (CPU time, wall time, rate, event loop blocked at p99 / at most; whole processes, median of ${rounds})`;
  return [title, ...rows].join('\n');
}

function medianOf(costs: readonly Cost[]): Cost | undefined {
  return [...costs].sort((a, b) => a.cpuS - b.cpuS)[costs.length >> 1];
}

async function inFolder(job: (folder: string) => Promise<Cost | undefined>): Promise<Cost | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'courant-bench-'));
  try {
    return await job(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function fetchAlone(port: number): Promise<Cost | undefined> {
  const script = join(import.meta.dirname, 'collect/fetch-all.ts');
  return costOf('npx', ['tsx', script, String(port), String(size.outlets), String(size.entries)]);
}

/** With `exclude`, links are found and skipped, so that only feeds are fetched. */
function collect(port: number, exclude: readonly string[]): Promise<Cost | undefined> {
  return inFolder(async (folder) => {
    await mkdir(join(folder, 'sources'));
    const fetch = { delaySeconds: 0, allowNetworks: ['127.0.0.0/8'], contact: 'bench@news.example' };
    await writeFile(join(folder, 'courant.yaml'), JSON.stringify({ fetch, images: 'none' }));
    for (let outlet = 0; outlet < size.outlets; outlet++) {
      const feeds = [{ url: `http://${hostOf(outlet)}:${port}/feed` }];
      const source = { name: `Outlet ${outlet}`, feeds, exclude };
      await writeFile(join(folder, 'sources', `outlet-${outlet}.yaml`), JSON.stringify(source));
    }
    const told = join(folder, 'blocked.json');
    const watch = pathToFileURL(join(import.meta.dirname, 'collect/watch-loop.mjs'));
    watch.searchParams.set('to', told);
    const main = join('dist', 'cli', 'main.js');
    const cost = await costOf(process.execPath, ['--import', watch.href, main, '--dir', folder, 'collect']);
    return cost && { ...cost, blocked: JSON.parse(await readFile(told, 'utf8')) as NonNullable<Cost['blocked']> };
  });
}

function newsboat(port: number): Promise<Cost | undefined> {
  return inFolder(async (folder) => {
    const urls = Array.from({ length: size.outlets }, (_, outlet) => `http://${hostOf(outlet)}:${port}/feed`);
    await writeFile(join(folder, 'urls'), `${urls.join('\n')}\n`);
    await writeFile(join(folder, 'config'), 'reload-threads 16\n');
    const files = ['-u', 'urls', '-C', 'config', '-c', 'cache.db'].map((word) =>
      word.startsWith('-') ? word : join(folder, word),
    );
    return costOf('newsboat', [...files, '-x', 'reload']);
  });
}

/** CPU (with that of its own children) and wall time of a command; undefined where it is not installed. */
async function costOf(command: string, args: readonly string[]): Promise<Cost | undefined> {
  const script = 'command -v "$1" >/dev/null || exit 127; TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>/dev/null';
  const child = spawn('bash', ['-c', script, 'bash', command, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code === 127) return undefined;
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  const [wallS = 0, user = 0, system = 0] = told.trim().split(' ').map(Number);
  return { wallS, cpuS: user + system };
}
