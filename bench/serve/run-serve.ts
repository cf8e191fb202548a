import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { madeUpLanguages } from '../../test/editions/made-up-texts.ts';
import { createRandom } from '../create-random.ts';
import { vocabularyOf } from '../search/made-up-articles.ts';
import { cpuOf } from '../workers/cpu-of.ts';
import { percentile, putLoad, type LoadOptions } from './load.ts';
import { makeArchive } from './make-archive.ts';

const readers = 200;
const seconds = 8;
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const bare = fileURLToPath(new URL('bare-server.ts', import.meta.url));

type Kind = Pick<LoadOptions, 'next' | 'headers'>;

/** How `courant serve` does with 200 readers at once on an archive of so many made-up articles: those who ask again at once (`all`: as many requests
 *  as it takes), and those who read for a second in between. Beside it a server of node:http that renders one list. */
export async function benchServe(articles: number): Promise<string> {
  const root = await makeArchive(articles, (line) => process.stderr.write(`${line}\n`));
  const random = createRandom(1);
  const language = madeUpLanguages[0];
  const vocabulary = language === undefined ? [] : vocabularyOf(language);
  const word = (from: number, to: number): string => vocabulary[from + Math.floor(random() * (to - from))] ?? '';
  const searchFor = (text: () => string) => (): string => `/search?q=${encodeURIComponent(text())}`;
  const kinds: Readonly<Record<string, Kind>> = {
    'front page': { next: () => '/' },
    'front page, compressed': { next: () => '/', headers: 'Accept-Encoding: gzip, br\r\n' },
    'one search': { next: () => `/search?q=${word(20, 21)}` },
    'searches for one of 200 words': { next: searchFor(() => word(0, 200)) },
    'searches for two of 5,000 words': { next: searchFor(() => `${word(0, 5000)} ${word(0, 5000)}`) },
    'list of the API': { next: () => '/api/articles' },
  };
  const lines = [
    `serve (${articles} articles, ${readers} readers)`,
    `  ${''.padEnd(52)}     p50      p99   requests/s   per CPU second   failed`,
  ];
  const measure = async (name: string, server: Started, kind: Kind, thinkMs: number): Promise<void> => {
    const options = { ...kind, port: server.port, readers, thinkMs };
    await putLoad({ ...options, seconds: 2 }); // warms up
    const before = cpuOf(server.child.pid ?? 0);
    const { answers, failed, times } = await putLoad({ ...options, seconds });
    const cpu = cpuOf(server.child.pid ?? 0) - before;
    const ms = (part: number): string => percentile(times, part).toFixed(1).padStart(9);
    lines.push(
      `  ${`${name}${thinkMs > 0 ? ', read for a second each' : ''}`.padEnd(48)}${ms(0.5)}${ms(0.99)}${String(Math.round(answers / seconds)).padStart(13)}${String(Math.round(answers / cpu)).padStart(17)}${String(failed).padStart(9)}`,
    );
  };
  const plain = await start(['--import', 'tsx', bare]);
  await measure('node:http, one list', plain, { next: () => '/' }, 0);
  plain.child.kill();
  const ours = await start([main, '-C', root, 'serve', '--port', '0']);
  for (const [name, kind] of Object.entries(kinds)) await measure(name, ours, kind, 0);
  for (const [name, kind] of Object.entries(kinds)) await measure(name, ours, kind, 1000);
  ours.child.kill();
  return lines.join('\n');
}

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Resolves when it says where it is. */
function start(args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const port = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
      if (port !== undefined) resolve({ child, port: Number(port) });
    });
    child.once('close', () => reject(new Error(said)));
  });
}
