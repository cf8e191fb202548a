/** `npm run screens`: collects the demo newsroom into a temporary archive, builds its site, serves it and writes what a
 *  browser shows to docs/images/. Needs playwright-core and Chromium, which are no dependencies of ours:
 *  `--playwright <folder>` names the node_modules folder that has the first (or NODE_PATH does), `--chromium <file>` the second. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import sharp from 'sharp';
import { defaultFetch, readProject } from '../src/config/project.ts';
import { readLook } from '../src/config/read-look.ts';
import { startServing } from '../src/cli/serve.ts';
import { createTerminal } from '../src/cli/terminal.ts';
import { createHttpClient } from '../src/fetch/create-http-client.ts';
import { systemClock } from '../src/model/clock.ts';
import { siteFolder } from '../src/pipeline/build-site.ts';
import { explainPage } from '../src/pipeline/explain-page.ts';
import { renderExplanation } from '../src/pipeline/explanation-page.ts';
import { openArchive } from '../src/pipeline/open-archive.ts';
import { createApp } from '../src/serve/app.ts';
import { listen } from '../src/serve/listen.ts';
import { startBrowser, type Browser, type BrowserPage } from './find-browser.ts';
import { captureService } from './service-screens.ts';

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
  { file: 'story.png', width: 1280, height: 1400, colorScheme: 'light', path: 'stories/', follow: '.stories h2 a' },
  ...(
    [
      ['stories', 'stories/'],
      ['outlet', 'categories/harbor-gazette/'],
      ['tags', 'tags/'],
      ['calendar', 'post/'],
      ['day', 'post/2026/09/14/'],
      ['language', 'lang/de/'],
      ['about', 'about/'],
    ] as const
  ).map(([name, path]) => onDesk(name, path)),
];

/** What the service has besides. */
const service: readonly Shot[] = [
  onDesk('reading-stories', 'app/'),
  onDesk('reading-articles', 'app/articles'),
  onDesk('reading-search', 'app/search?q=harbour&outlet=harbor-gazette'),
  {
    file: 'reading-article.png',
    width: 390,
    height: 844,
    colorScheme: 'dark',
    path: 'app/search?q=ferry',
    follow: '.app-item h3 a',
  },
];

function onDesk(name: string, path: string): Shot {
  return { file: `${name}.png`, width: 1280, height: 800, colorScheme: 'light', path };
}

const explained = { outlet: 'harbor-gazette', path: 'news/2026/09/night-ferry-returns' };

const repository = fileURLToPath(new URL('..', import.meta.url));
const target = join(repository, 'docs', 'images');
const { values } = parseArgs({ options: { playwright: { type: 'string' }, chromium: { type: 'string' } } });

const browser = await startBrowser({ modules: values.playwright, chromium: values.chromium });
if (typeof browser === 'string') {
  console.error(browser);
  process.exitCode = 1;
} else await captureAll(browser).finally(() => browser.close());

async function captureAll(browser: Browser): Promise<void> {
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
    try {
      await mkdir(target, { recursive: true });
      for (const shot of shots) await capture(browser, server.url, shot);
      // From the disk: the search that needs no server.
      const search = pathToFileURL(join(siteDir, 'search', 'index.html')).href;
      await capture(browser, server.url, onDesk('search', `${search}?q=harbour`));
      await capture(browser, server.url, await explanationShot(folder));
    } finally {
      await server.stop();
    }
    const serving = await startServing(project, { port: 0, host: '127.0.0.1' }, createTerminal());
    try {
      for (const shot of service) await capture(browser, serving.url, shot);
    } finally {
      await serving.stop();
    }
    await captureService(browser, folder, keep);
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
  await keep(shot.file, page);
  await page.close();
}

/** Writes what a page shows, in at most 256 colors: of text nothing is lost. */
async function keep(file: string, page: BrowserPage): Promise<void> {
  const png = await sharp(await page.screenshot({ animations: 'disabled' }))
    .png({ palette: true, effort: 10 })
    .toBuffer();
  const path = join(target, file);
  await writeFile(path, png);
  console.error(`${relative(process.cwd(), path)}  ${Math.ceil(png.byteLength / 1000)} kB`);
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
