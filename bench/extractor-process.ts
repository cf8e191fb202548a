/** The process of one extractor: is sent its task, reads all pages twice, answers with its memory, and ends. */
import { once } from 'node:events';
import { extractors } from './extractors.ts';
import type { BenchPage } from './pages.ts';

export interface Task {
  readonly name: string;
  readonly pages: readonly BenchPage[];
}

/** Bytes that the process held before the first page, and at most. */
export interface Memory {
  readonly startBytes: number;
  readonly peakBytes: number;
}

const [{ name, pages }] = (await once(process, 'message')) as [Task];
const read = await extractors[name]?.();
const texts = pages.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
const startBytes = process.memoryUsage.rss();
for (let round = 0; round < 2; round += 1) for (const [i, page] of pages.entries()) await read?.(page, texts[i] ?? '');
const memory: Memory = { startBytes, peakBytes: process.resourceUsage().maxRSS * 1024 };
process.send?.(memory, () => process.disconnect());
