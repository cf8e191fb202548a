/** `npm run screens`: collects the demo newsroom into a temporary archive, builds its site, serves it and writes what a
 *  browser shows to docs/images/. Needs playwright-core and Chromium, which are no dependencies of ours:
 *  `--playwright <folder>` names the node_modules folder that has the first (or NODE_PATH does), `--chromium <file>` the second. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { defaultFetch, readProject } from '../src/config/project.ts';
import { readLook } from '../src/config/read-look.ts';
import { createHttpClient } from '../src/fetch/create-http-client.ts';
import { systemClock } from '../src/model/clock.ts';
import { siteFolder } from '../src/pipeline/build-site.ts';
import { explainPage } from '../src/pipeline/explain-page.ts';
import { renderExplanation } from '../src/pipeline/explanation-page.ts';
import { openArchive } from '../src/pipeline/open-archive.ts';
import { createApp } from '../src/serve/app.ts';
import { listen } from '../src/serve/listen.ts';

/** What we use of playwright-core. */
interface BrowserType {
  executablePath(): string;
  launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Browser>;
}
interface Browser {
  newPage(options: {
    readonly viewport: { readonly width: number; readonly height: number };
    readonly colorScheme: 'light' | 'dark';
  }): Promise<BrowserPage>;
  close(): Promise<void>;
}
interface BrowserPage {
  goto(url: string, options: { readonly waitUntil: 'networkidle' }): Promise<unknown>;
  click(selector: string): Promise<void>;
  waitForLoadState(state: 'networkidle'): Promise<void>;
  screenshot(options: { readonly animations: 'disabled' }): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Shot {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** Where it begins, from the root of the site or as a whole address, and the link that is followed from there. */
  readonly path: string;
  readonly follow?: string;
}

const firstArticle = '.with-picture h3 a';
const shots: readonly Shot[] = [
  { file: 'front-page.png', width: 1280, height: 900, colorScheme: 'light', path: '' },
  {
    file: 'article.png',
    width: 1280,
    height: 900,
    colorScheme: 'light',
    path: 'categories/kerrigal-post/',
    follow: firstArticle,
  },
  {
    file: 'phone.png',
    width: 390,
    height: 844,
    colorScheme: 'dark',
    path: 'categories/al-marsa/',
    follow: firstArticle,
  },
];

const explained = { outlet: 'harbor-gazette', path: 'news/2026/09/night-ferry-returns' };

const repository = fileURLToPath(new URL('..', import.meta.url));
const target = join(repository, 'docs', 'images');
const { values } = parseArgs({ options: { playwright: { type: 'string' }, chromium: { type: 'string' } } });

const found = await findBrowser();
if (typeof found === 'string') {
  console.error(found);
  process.exitCode = 1;
} else await captureAll(found);

async function captureAll({ browserType, executablePath }: FoundBrowser): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'courant-screens-'));
  try {
    await buildDemo(folder);
    const project = await readProject(folder);
    const { site, sources } = project;
    const outlets = sources.map(({ id, name, home }) => ({ id, name, home: home ?? '' }));
    const look = await readLook(project);
    const siteDir = join(folder, siteFolder);
    const app = createApp({ siteDir, site, look, outlets, search: () => Promise.resolve([]) });
    const server = await listen(app, { port: 0, host: '127.0.0.1' });
    // Chromium's own sandbox refuses to run as root, as in most containers.
    const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
    const browser = await browserType.launch({ executablePath, args });
    try {
      await mkdir(target, { recursive: true });
      for (const shot of shots) await capture(browser, server.url, shot);
      await capture(browser, server.url, await explanationShot(folder));
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function capture(browser: Browser, siteUrl: string, shot: Shot): Promise<void> {
  const { width, height, colorScheme } = shot;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.goto(new URL(shot.path, siteUrl).href, { waitUntil: 'networkidle' });
  if (shot.follow !== undefined) {
    await page.click(shot.follow);
    await page.waitForLoadState('networkidle');
  }
  const png = await page.screenshot({ animations: 'disabled' });
  const path = join(target, shot.file);
  await writeFile(path, png);
  await page.close();
  console.error(`${relative(process.cwd(), path)}  ${width} × ${height}, ${Math.ceil(png.byteLength / 1000)} kB`);
}

/** What `courant explain --html` makes of one article of the demo. */
async function explanationShot(folder: string): Promise<Shot> {
  const project = await readProject(folder);
  const home = project.sources.find(({ id }) => id === explained.outlet)?.home ?? '';
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  const http = createHttpClient(defaultFetch(), systemClock);
  try {
    const explanation = await explainPage(new URL(explained.path, home).href, { store, http, clock: systemClock });
    const file = join(folder, 'explain.html');
    await writeFile(file, renderExplanation(explanation));
    return { file: 'explain.png', width: 1280, height: 860, colorScheme: 'light', path: pathToFileURL(file).href };
  } finally {
    await http.close();
    await store.close();
  }
}

/** Runs the demo as a person would, in a process of its own: its newsroom and its archive are closed when it ends. */
async function buildDemo(folder: string): Promise<void> {
  const script = join(repository, 'demo', 'run-demo.ts');
  await promisify(execFile)(process.execPath, [...process.execArgv, script, '--once', '--dir', folder], {
    cwd: repository,
  });
}

interface FoundBrowser {
  readonly browserType: BrowserType;
  readonly executablePath: string;
}

/** The browser, or a text that says what is missing. */
async function findBrowser(): Promise<FoundBrowser | string> {
  const browserType = await loadPlaywright();
  if (browserType === undefined) {
    return [
      'The screenshots need playwright-core, which is not here.',
      '  do  Install it anywhere (cd /tmp && npm install playwright-core) and name the folder:',
      '      npm run screens -- --playwright /tmp/node_modules',
    ].join('\n');
  }
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const candidates = values.chromium === undefined ? [...places, browserType.executablePath()] : [values.chromium];
  const executablePath = candidates.find((path) => existsSync(path));
  if (executablePath !== undefined) return { browserType, executablePath };
  return [
    `The screenshots need Chromium, which is not at ${candidates.join(', ')}.`,
    '  do  Install it (apt-get install chromium), or name it: npm run screens -- --chromium <file>',
  ].join('\n');
}

async function loadPlaywright(): Promise<BrowserType | undefined> {
  const paths = values.playwright === undefined ? [] : [resolve(values.playwright), resolve(values.playwright, '..')];
  let path: string;
  try {
    // Looks in NODE_PATH too, which an import would not.
    path = createRequire(import.meta.url).resolve('playwright-core', { paths: [...paths, repository] });
  } catch {
    return undefined; // MODULE_NOT_FOUND: the caller says so
  }
  const loaded: unknown = await import(pathToFileURL(path).href);
  return [loaded, memberOf(loaded, 'default')].map((module) => memberOf(module, 'chromium')).find(isBrowserType);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isBrowserType(value: unknown): value is BrowserType {
  return [memberOf(value, 'launch'), memberOf(value, 'executablePath')].every((member) => typeof member === 'function');
}
