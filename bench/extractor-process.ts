/** The process of one extractor. It is sent its task first and then asked for rounds, each over all pages; it answers with
 *  CPU time and memory. */
import { extractors } from './extractors.ts';
import type { BenchPage } from './pages.ts';

export interface Task {
  readonly name: string;
  readonly pages: readonly BenchPage[];
}

export interface Cost {
  /** False when the extractor is not installed. */
  readonly isReady: boolean;
  /** User and system. */
  readonly cpuMs: number;
  /** Memory that the process holds, and the most that it has held. */
  readonly bytes: number;
  readonly peakBytes: number;
}

let runRound: (() => Promise<void>) | undefined;

async function prepare({ name, pages }: Task): Promise<(() => Promise<void>) | undefined> {
  const read = await extractors[name]?.();
  if (read === undefined) return undefined;
  const texts = pages.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  return async () => {
    for (const [i, page] of pages.entries()) await read(page, texts[i] ?? '');
  };
}

async function answer(message: Task | 'round'): Promise<void> {
  const before = process.cpuUsage();
  if (message === 'round') await runRound?.();
  else runRound = await prepare(message);
  const { user, system } = process.cpuUsage(before);
  const cost: Cost = {
    isReady: runRound !== undefined,
    cpuMs: (user + system) / 1000,
    bytes: process.memoryUsage.rss(),
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
  process.send?.(cost);
}

process.on('message', (message: Task | 'round') => void answer(message));
