import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Cost, Task } from './extractor-process.ts';
import { extractors } from './extractors.ts';
import { formatMeasured, toMeasured, type Measured } from './measure.ts';
import { readBenchPages } from './pages.ts';

/** Extraction (metadata and Markdown included) beside raw parsers and the peers that are installed in bench/peers/. Each has
 *  a process of its own, so that none pays for the garbage of another; they take turns. */
export async function benchExtract(rounds: number): Promise<string> {
  const { about, pages } = await readBenchPages(60);
  const runners: Runner[] = [];
  for (const name of Object.keys(extractors)) {
    const runner = await start({ name, pages });
    if (runner !== undefined) runners.push(runner);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const runner of runners) runner.rounds.push(await ask(runner.child, 'round'));
  }
  const kilobytes = Math.round(pages.reduce((sum, { bytes }) => sum + bytes.length, 0) / pages.length / 1000);
  const title = `Extraction, ${about}, ${kilobytes} kB on average`;
  return formatMeasured(title, runners.map(finish), pages.length, 'pages');
}

interface Runner {
  readonly name: string;
  readonly child: ChildProcess;
  /** Memory held before the first page. */
  readonly startBytes: number;
  readonly rounds: Cost[];
}

/** A process that has warmed up; undefined when the extractor is not installed. */
async function start(task: Task): Promise<Runner | undefined> {
  const child = fork(fileURLToPath(new URL('extractor-process.ts', import.meta.url)), { serialization: 'advanced' });
  const { isReady, bytes } = await ask(child, task);
  if (!isReady) {
    child.disconnect();
    return undefined;
  }
  await ask(child, 'round');
  return { name: task.name, child, startBytes: bytes, rounds: [] };
}

async function ask(child: ChildProcess, message: Task | 'round'): Promise<Cost> {
  child.send(message);
  const [cost] = (await once(child, 'message')) as [Cost];
  return cost;
}

function finish({ name, child, startBytes, rounds }: Runner): Measured {
  child.disconnect();
  const times = rounds.map(({ cpuMs }) => cpuMs);
  const peakBytes = Math.max(...rounds.map((cost) => cost.peakBytes));
  return { ...toMeasured(name, times), memory: { startBytes, peakBytes } };
}
