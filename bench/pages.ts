import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { startNewsroom } from '../src/newsroom/start-newsroom.ts';

export interface BenchPage {
  readonly url: string;
  readonly bytes: Uint8Array;
}

/** Pages to measure with: real ones where the reference data is there, else those of the demo newsroom. */
export async function readBenchPages(
  limit: number,
): Promise<{ readonly about: string; readonly pages: readonly BenchPage[] }> {
  const folder = join('..', 'shared', 'corpora', 'publishers', 'pages');
  if (existsSync(folder)) {
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.html.gz'))
      .sort()
      .slice(0, limit);
    const pages = names.map((name) => ({
      url: `https://outlet.example/${name}`,
      bytes: gunzipSync(readFileSync(join(folder, name))),
    }));
    return { about: 'real pages of the publishers corpus', pages };
  }
  const newsroom = await startNewsroom({ basePort: 0, edition: 2 });
  const pages: BenchPage[] = [];
  for (const url of newsroom.outlets.map(({ home }) => home)) {
    pages.push({ url, bytes: new Uint8Array(await (await fetch(url)).arrayBuffer()) });
  }
  await newsroom.stop();
  return { about: 'front pages of the demo newsroom', pages: pages.slice(0, limit) };
}
