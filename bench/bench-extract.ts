import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Memory, Task } from './extractor-process.ts';
import { extractors } from './extractors.ts';
import { formatMeasured, measureByPart } from './measure.ts';
import { readBenchPages, type BenchPage } from './pages.ts';

const noPage: BenchPage = { url: '', bytes: new Uint8Array() };

/** Extraction (metadata and Markdown included) beside raw parsers and the peers that are installed in bench/peers/: time by
 *  turns in this process, memory of each in a process of its own. */
export async function benchExtract(rounds: number): Promise<string> {
  const { about, pages } = await readBenchPages(60);
  const texts = pages.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  const contestants = [];
  for (const [name, load] of Object.entries(extractors)) {
    const read = await load();
    const run = (at: number): unknown => read?.(pages[at] ?? noPage, texts[at] ?? '');
    if (read !== undefined) contestants.push({ name, run });
  }
  // What fills gigabytes comes last: the time of all others would be spent on its garbage.
  const isHeavy = ({ name }: { readonly name: string }): boolean => /jsdom|Defuddle/.test(name);
  const light = contestants.filter((contestant) => !isHeavy(contestant));
  const rows = [
    ...(await measureByPart(light, pages.length, rounds)),
    ...(await measureByPart(contestants.filter(isHeavy), pages.length, 1)),
  ];
  const measured = [];
  for (const row of rows) measured.push({ ...row, memory: await measureMemory({ name: row.name, pages }) });
  const kilobytes = Math.round(pages.reduce((sum, { bytes }) => sum + bytes.length, 0) / pages.length / 1000);
  return formatMeasured(`Extraction, ${about}, ${kilobytes} kB on average`, measured, pages.length, 'pages');
}

async function measureMemory(task: Task): Promise<Memory> {
  const child = fork(fileURLToPath(new URL('extractor-process.ts', import.meta.url)), { serialization: 'advanced' });
  child.send(task);
  const [memory] = (await once(child, 'message')) as [Memory];
  return memory;
}
