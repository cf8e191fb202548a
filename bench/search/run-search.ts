/** `npx tsx bench/search/run-search.ts --playwright <folder> [--articles 100000] [--keep <folder>]`: builds the search index of made-up
 *  articles, serves it, and tells what typical searches load and how long they take in Chromium, each with an empty cache.
 *  Needs playwright-core and Chromium, which are no dependencies of ours. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { SearchSegment } from '../../src/publish/search/search-document.ts';
import { madeUpWord } from '../../test/editions/made-up-texts.ts';
import { buildIndex, mainLanguage, pageFiles } from './build-index.ts';

/** What we use of playwright-core. */
interface BrowserType {
  launch(options: object): Promise<Browser>;
}
interface Browser {
  /** Pages that share nothing with others, the cache included. */
  newContext(): Promise<BrowserContext>;
  close(): Promise<void>;
}
interface BrowserContext {
  newPage(): Promise<BrowserPage>;
  close(): Promise<void>;
}
interface BrowserPage {
  goto(url: string, options?: object): Promise<unknown>;
  evaluate(script: string): Promise<unknown>;
}

const { values } = parseArgs({
  options: {
    playwright: { type: 'string', default: 'node_modules' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    articles: { type: 'string', default: '100000' },
    keep: { type: 'string' },
  },
});
const articles = Number(values.articles);
const rounds = 5;
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'courant-search-'));
await prepareIndex();
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html', '.css': 'text/css' };

const word = (rank: number): string => madeUpWord(mainLanguage, rank);
const queries: readonly (readonly [string, string])[] = [
  ['a common word', `q=${word(3)}+`],
  ['a word of one in forty articles', `q=${word(2000)}+`],
  ['a rare word', `q=${word(90_000)}+`],
  ['a word that there is not', 'q=qqqq+'],
  ['two middling words', `q=${word(900)}+${word(1500)}+`],
  ['two rare words', `q=${word(20_000)}+${word(30_000)}+`],
  ['a common and a rare word', `q=${word(1)}+${word(90_000)}+`],
  ['a word being typed', `q=${word(30_000).slice(0, 5)}`],
  ['a short beginning', `q=${word(30_000).slice(0, 2)}*`],
  ['a word without another', `q=${word(2000)}+-${word(1)}+`],
  ['a phrase of common words', `q="${word(2)}+${word(5)}"`],
  ['a phrase of middling words', `q="${word(60)}+${word(90)}"`],
  ['a phrase of words that hardly meet', `q="${word(300)}+${word(200)}"`],
  ['a common word and one being typed', `q=${word(20)}+${word(30_000).slice(0, 4)}`],
  ['a rare word and a short beginning', `q=${word(20_000)}+${word(30_000).slice(0, 3)}`],
  ['three characters of Japanese', `q=${encodeURIComponent('電車が')}`],
  ['a Korean word', `q=${encodeURIComponent('한국어')}`],
  ['a word in one outlet, language and month', `q=${word(400)}+&outlet=outlet-3&lang=en&from=2026-03-01&to=2026-03-31`],
  ['a tag alone', 'tag=place-2900'],
];

const requests: { path: string; bytes: number }[] = [];
const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent((request.url ?? '').split('?')[0] ?? ''));
  const file = join(folder, path.replace(/^\/deep\/down\//, ''));
  if (!path.startsWith('/deep/down/') || !existsSync(file)) return void response.writeHead(404).end();
  const body = readFileSync(file);
  requests.push({ path, bytes: body.length });
  response.writeHead(200, { 'Content-Type': `${types[extname(file)] ?? 'image/svg+xml'}; charset=utf-8` }).end(body);
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const address = server.address();
const port = typeof address === 'object' ? address?.port : 0;

const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu'];
const browser = await (
  await loadPlaywright()
).launch({
  executablePath: values.chromium,
  args: ['--no-sandbox', ...quiet],
});
process.stdout.write(`${'search'.padEnd(42)}    results   files      kB   median ms    least\n`);
for (const [name, query] of queries) process.stdout.write(`${await measure(name, query)}\n`);
await browser.close();
server.close();
if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });

/** Builds the index, or takes the one that an earlier run kept. */
async function prepareIndex(): Promise<void> {
  const known = join(folder, 'segments.json');
  if (existsSync(known)) {
    const kept = JSON.parse(readFileSync(known, 'utf8')) as SearchSegment[];
    for (const { path, content } of await pageFiles(kept)) writeFileSync(join(folder, path), content);
    return;
  }
  const built = await buildIndex(folder, articles);
  const each = (ms: number): string => `${((ms * 1000) / articles).toFixed(0)} µs an article`;
  process.stdout.write(
    `${articles} articles, ${built.segments.length} segments, ${built.files} files, ${(built.bytes / 1e6).toFixed(0)} MB\n` +
      `CPU: ${each(built.renderMs)} to make them, ${each(built.writeMs)} to write the files\n` +
      `peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n\n`,
  );
  if (values.keep !== undefined) writeFileSync(known, JSON.stringify(built.segments));
}

/** One search, several times in a browser that never saw the site. */
async function measure(name: string, query: string): Promise<string> {
  const times: number[] = [];
  let [count, files, kilobytes] = ['', 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    requests.length = 0;
    await page.goto(`http://127.0.0.1:${port}/deep/down/search/index.html`, { waitUntil: 'networkidle' });
    const result = String(await page.evaluate(searchIn(JSON.stringify([...new URLSearchParams(query)]))));
    await context.close();
    const loaded = requests.filter(({ path }) => path.includes('/search/') && path.endsWith('.js'));
    times.push(Number(result.split('|')[0]));
    count = result.split('|')[1] ?? '';
    files = loaded.length;
    kilobytes = Math.round(loaded.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
  }
  times.sort((a, b) => a - b);
  const columns = [count.padStart(11), files, kilobytes, times[rounds >> 1] ?? 0, times[0] ?? 0];
  return name.padEnd(42) + columns.map((column) => String(column).padStart(9)).join('');
}

/** A script that fills the form and tells when the results stand. */
function searchIn(fields: string): string {
  return `new Promise((done) => {
    const form = document.getElementById('search-form');
    const status = document.getElementById('results');
    for (const [name, value] of ${fields}) form.elements.namedItem(name).value = value;
    for (const [name, value] of ${fields}) if (form.elements.namedItem(name).value !== value) {
      form.elements.namedItem(name).add(new Option(value, value, true, true));
    }
    const start = performance.now();
    new MutationObserver(() => {
      if (status.textContent === status.dataset.loading || status.textContent === '') return;
      requestAnimationFrame(() => done(Math.round(performance.now() - start) + '|' + status.textContent.replace(/ .*/, '')));
    }).observe(status, { childList: true, characterData: true, subtree: true });
    form.requestSubmit();
  })`;
}

async function loadPlaywright(): Promise<BrowserType> {
  const path = createRequire(import.meta.url).resolve('playwright-core', { paths: [resolve(values.playwright, '..')] });
  const loaded = (await import(pathToFileURL(path).href)) as {
    readonly chromium?: BrowserType;
    readonly default: { readonly chromium: BrowserType };
  };
  return loaded.chromium ?? loaded.default.chromium;
}
