import { readProject } from '../src/config/project.ts';
import { createTerminal } from '../src/cli/terminal.ts';
import { startServing } from '../src/cli/serve.ts';
import type { Browser, BrowserPage } from './find-browser.ts';
import { loadAxe, loadValidator, say, viewports } from './page-checks.ts';
import { startNewsroom } from '../src/newsroom/start-newsroom.ts';

/** Pages of the service, and the links on them that lead to others of which one is looked at. */
const paths: readonly (readonly [path: string, ...follow: RegExp[]])[] = [
  ['app/', /^\/app\/stories\/[^/]+$/],
  ['app/articles', /^\/app\/articles\/[^/]+$/, /^\/app\/articles\/[^/]+\/changes$/],
  ['app/articles?show=unread'],
  ['app/articles/nothing-there'],
  ['app/search', /^\/app\/searches\/\d+$/],
  ['app/search?q=ferry&outlet=harbor-gazette'],
  ['app/search?q=nothing-there'],
  ['app/starred'],
  ['app/archived'],
  ['app/history'],
  ['app/collections', /^\/app\/collections\/\d+$/],
  ['app/sources', /^\/app\/sources\/[^/]+$/],
  ['app/add-source'],
  ['app/jobs'],
  ['app/links', /^\/app\/links\/trace\?/],
  ['app/links?state=skipped'],
  ['app/policy'],
  ['app/translation'],
  ['app/settings'],
  ['app/users'],
  ['app/audit'],
  ['app/account'],
  ['login'],
];

/** Looks at the pages of the service over an archive, as the one person of this machine: wide and light, narrow and dark. Returns how
 *  much is wrong with their HTML, and how much axe finds. Marks, collects and starts commands there before. */
export async function checkService(browser: Browser, folder: string, modules: string | undefined): Promise<number> {
  const serving = await startServing(await readProject(folder), { port: 0, host: '127.0.0.1' }, createTerminal());
  try {
    const made = await useService(browser, serving.url);
    const fixed = paths.map(([path]) => path);
    const addresses = [...new Set([...fixed, ...made, ...(await followAll(serving.url))])];
    return (await validate(serving.url, addresses, modules)) + (await look(browser, serving.url, addresses, modules));
  } finally {
    await serving.stop();
  }
}

/** Fills what is empty: a search that is kept, a star, a collection, a preview, a build. Returns the pages of the jobs. */
async function useService(browser: Browser, url: string): Promise<readonly string[]> {
  const newsroom = await startNewsroom();
  const page = await browser.newPage({ viewport: viewports.desk, colorScheme: 'light' });
  const open = (path: string): Promise<unknown> => page.goto(new URL(path, url).href, { waitUntil: 'load' });
  try {
    await open('app/search?q=ferry');
    await page.click('form[action="/app/searches"] button');
    await open('app/articles');
    for (const mark of ['starred', 'archived']) {
      await page.click(`.app-item button[data-mark="${mark}"]`);
      await page.waitForSelector(`.app-item button[data-mark="${mark}"][aria-pressed="true"]`);
    }
    await page.click('.app-item a[data-open]');
    await page.click('.app-collect summary');
    await page.fill('.app-collect input[name="name"]', 'The sea');
    await page.fill('.app-collect textarea', 'A note');
    await page.click('.app-collect button');
    await open('app/add-source');
    await page.fill('input[name="address"]', newsroom.outlets[0]?.home ?? '');
    await page.click('.run-form button');
    const preview = await jobPage(page);
    await open('app/jobs');
    await page.click('.run-action button:text-is("Build the site")');
    return [preview, `${preview}/page`, await jobPage(page)];
  } finally {
    await page.close();
    await newsroom.stop();
  }
}

/** The path of the job that we look at, when it has ended. */
async function jobPage(page: BrowserPage): Promise<string> {
  await page.waitForURL(/\/app\/jobs\/\d+$/);
  await page.waitForSelector('main:not(:has([data-live])) .run-status');
  return new URL(page.url()).pathname.slice(1);
}

async function followAll(url: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [path, ...follow] of paths) {
    const links = [...(await read(url, path)).matchAll(/ href="([^"]+)"/g)].map(([, link = '']) =>
      link.replaceAll('&amp;', '&'),
    );
    for (const pattern of follow) {
      const link = links.find((one) => pattern.test(one));
      if (link === undefined) console.error(`no link like ${pattern.source} on ${path}`);
      else found.push(link.slice(1));
    }
  }
  return found;
}

async function read(url: string, path: string): Promise<string> {
  const answer = await fetch(new URL(path, url), { headers: { Accept: 'text/html' } });
  return answer.text();
}

async function validate(url: string, addresses: readonly string[], modules: string | undefined): Promise<number> {
  const check = await loadValidator(modules);
  if (check === undefined) return 0;
  const found: string[] = [];
  for (const address of addresses) found.push(...(await check(await read(url, address), address)));
  return say(`HTML of ${addresses.length} pages of the service`, found);
}

async function look(
  browser: Browser,
  url: string,
  addresses: readonly string[],
  modules: string | undefined,
): Promise<number> {
  const axe = await loadAxe(modules);
  if (axe === undefined) return 0;
  const found: string[] = [];
  for (const [name, colorScheme] of [
    ['desk', 'light'],
    ['phone', 'dark'],
  ] as const) {
    const page = await browser.newPage({ viewport: viewports[name], colorScheme, bypassCSP: true });
    for (const address of addresses) {
      await page.goto(new URL(address, url).href, { waitUntil: 'load' });
      found.push(...(await axe(page, `${address} (${colorScheme}, ${name})`)));
    }
    await page.close();
  }
  return say(`axe, ${2 * addresses.length} looks at ${addresses.length} pages of the service`, found);
}
