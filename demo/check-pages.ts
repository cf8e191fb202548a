/** `npm run check:pages`: looks at every type of page of the demo's site in Chromium, light and dark, on a phone and on a desk, for
 *  what axe finds that keeps people out; validates the HTML of all pages; opens the pages from the disk and without JavaScript; and
 *  looks at the pages of the service. Needs playwright-core, axe-core, html-validate and Chromium, which are no dependencies of ours:
 *  `--modules <folder>` names the node_modules folder that has the first three, `--chromium <file>` the last.
 *  `--archive <folder>`: an archive whose site is built; without it the demo is run. Ends with 1 when something is wrong. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { readProject } from '../src/config/project.ts';
import { readLook } from '../src/config/read-look.ts';
import { siteFolder } from '../src/pipeline/build-site.ts';
import { createApp } from '../src/serve/app.ts';
import { listen } from '../src/serve/listen.ts';
import { checkService } from './check-service.ts';
import { startBrowser, type Browser } from './find-browser.ts';
import { loadAxe, loadValidator, say, viewports } from './page-checks.ts';

const { values } = parseArgs({
  options: { modules: { type: 'string' }, chromium: { type: 'string' }, archive: { type: 'string' } },
});
const repository = fileURLToPath(new URL('..', import.meta.url));

/** Types of pages by what their paths look like. The first so many of each are looked at. */
const types: readonly (readonly [name: string, path: RegExp, count: number])[] = [
  ['first page', /^(?:[a-z]{2}(?:-[a-z]+)?\/)?index\.html$/, 3],
  ['page of a list', /^(?:.*\/)?page-\d+\/index\.html$/, 1],
  ['outlets', /^categories\/index\.html$/, 1],
  ['outlet', /^categories\/[^/]+\/index\.html$/, 2],
  ['tags', /^tags\/index\.html$/, 1],
  ['tag', /^tags\/[^/]+\/index\.html$/, 1],
  ['languages', /^lang\/index\.html$/, 1],
  ['language', /^lang\/[^/]+\/index\.html$/, 2],
  ['archive', /^post\/index\.html$/, 1],
  ['year', /^post\/\d+\/index\.html$/, 1],
  ['month', /^post\/\d+\/\d+\/index\.html$/, 1],
  ['day', /^post\/\d+\/\d+\/\d+\/index\.html$/, 1],
  ['article', /^post\/\d+\/\d+\/\d+\/[^/]+\/[^/]+\/index\.html$/, 6],
  ['stories', /^stories\/index\.html$/, 1],
  ['stories of a month', /^stories\/\d+\/\d+\/index\.html$/, 1],
  ['story', /^stories\/\d+\/\d+\/[^/]+\/index\.html$/, 2],
  ['search', /^search\/index\.html$/, 1],
  ['own page', /^page\/.*index\.html$/, 100],
  ['about', /^about\/index\.html$/, 1],
  ['nothing there', /^404\.html$/, 1],
];

const browser = await startBrowser({ modules: values.modules, chromium: values.chromium });
if (typeof browser === 'string') {
  console.error(browser);
  process.exitCode = 1;
} else {
  const problems = await checkAll(browser).finally(() => browser.close());
  if (problems > 0) process.exitCode = 1;
}

async function checkAll(opened: Browser): Promise<number> {
  const own = values.archive === undefined ? await mkdtemp(join(tmpdir(), 'courant-pages-')) : undefined;
  try {
    const folder = own ?? values.archive ?? '';
    if (own !== undefined) await buildDemo(own);
    const site = join(folder, siteFolder);
    const pages = readdirSync(site, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.html'))
      .sort();
    const chosen = types.flatMap(([, pattern, count]) => pages.filter((path) => pattern.test(path)).slice(0, count));
    for (const [name, pattern] of types)
      if (!pages.some((path) => pattern.test(path))) console.error(`no page of the type: ${name}`);
    const html = await validateHtml(site, pages);
    const axe = await runAxe(opened, folder, chosen);
    const disk = await openFromDisk(opened, site, chosen);
    // It is used before it is looked at, which an archive that somebody has is spared.
    const service = own === undefined ? 0 : await checkService(opened, own, values.modules);
    return html + axe + disk + service;
  } finally {
    if (own !== undefined) await rm(own, { recursive: true, force: true });
  }
}

/** How many rules of HTML are broken. */
async function validateHtml(site: string, pages: readonly string[]): Promise<number> {
  const validate = await loadValidator(values.modules);
  if (validate === undefined) return 0;
  const found: string[] = [];
  for (const page of pages) found.push(...(await validate(readFileSync(join(site, page), 'utf8'), page)));
  return say(`HTML of ${pages.length} pages`, found);
}

/** How many violations axe finds. */
async function runAxe(opened: Browser, folder: string, pages: readonly string[]): Promise<number> {
  const axe = await loadAxe(values.modules);
  if (axe === undefined) return 0;
  const project = await readProject(folder);
  const outlets = project.sources.map(({ id, name, home }) => ({ id, name, home: home ?? '' }));
  const look = await readLook(project);
  const siteDir = join(folder, siteFolder);
  const app = createApp({ siteDir, site: project.site, look, outlets, search: () => Promise.resolve([]) });
  const server = await listen(app, { port: 0, host: '127.0.0.1' });
  const found: string[] = [];
  let looks = 0;
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, viewport] of Object.entries(viewports)) {
      const page = await opened.newPage({ viewport, colorScheme, bypassCSP: true });
      for (const address of [...pages.map(encodeURI), 'search?q=ferry']) {
        await page.goto(new URL(address, server.url).href, { waitUntil: 'load' });
        found.push(...(await axe(page, `${address} (${colorScheme}, ${name})`)));
        looks += 1;
      }
      await page.close();
    }
  }
  await server.stop();
  return say(`axe, ${looks} looks at ${pages.length + 1} pages`, found);
}

/** How many pages do not work from the disk, with JavaScript and without. */
async function openFromDisk(opened: Browser, site: string, pages: readonly string[]): Promise<number> {
  const found: string[] = [];
  for (const javaScriptEnabled of [true, false]) {
    const page = await opened.newPage({ viewport: viewports.desk, colorScheme: 'light', javaScriptEnabled });
    let current = '';
    page.on('requestfailed', (request) => {
      // The browser gives up the icon of a page that is left before it came.
      if (!request.url().endsWith('/assets/icon.svg')) found.push(`${current} asks in vain for ${request.url()}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') found.push(`${current}: ${message.text()}`);
    });
    for (const path of pages.filter((name) => name !== '404.html' && existsSync(join(site, name)))) {
      current = path;
      await page.goto(pathToFileURL(join(site, path)).href, { waitUntil: 'load' });
      const text = await page.textContent('body');
      if ((text ?? '').trim() === '') found.push(`${path} is empty`);
    }
    await page.close();
  }
  return say(`from the disk, ${pages.length} pages with JavaScript and without`, found);
}

async function buildDemo(folder: string): Promise<void> {
  const script = join(repository, 'demo', 'run-demo.ts');
  await promisify(execFile)(process.execPath, [...process.execArgv, script, '--once', '--dir', folder], {
    cwd: repository,
  });
}
