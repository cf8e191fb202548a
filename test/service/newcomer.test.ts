import { afterAll, expect, onTestFinished, test } from 'vitest';
import { startBrowser, type BrowserPage } from '../../demo/find-browser.ts';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { makeNewsroomProject } from '../runs/newsroom-project.ts';
import { runCourant, serveCourant } from './serve-process.ts';

// Neither a browser nor what drives it is a dependency: where they are missing, nothing is tested here.
const browser = await startBrowser({ modules: undefined, chromium: undefined });
if (typeof browser === 'string')
  console.warn(`The way of a newcomer is not tested (in tests, NODE_PATH names the folder). ${browser}`);
const password = 'four words nobody guesses';
const before = 'Lauterbrücke bleibt bis Ostern gesperrt';
const after = 'Lauterbrücke bleibt bis Pfingsten gesperrt – Fähre kommt';

afterAll(async () => {
  if (typeof browser !== 'string') await browser.close();
});

interface Visit {
  readonly page: BrowserPage;
  readonly newsroom: Newsroom;
  open(path: string): Promise<unknown>;
  text(selector: string): Promise<string | null>;
}

/** A page at `courant serve` over a new archive without a source, with a user as the command line adds one. */
async function visit(): Promise<Visit> {
  if (typeof browser === 'string') throw new Error(browser);
  const newsroom = await startNewsroom();
  onTestFinished(() => newsroom.stop());
  // Slow enough that there is something to watch.
  const fetch = { contact: 'test@localhost', delaySeconds: 0.15, allowNetworks: ['127.0.0.0/8'] };
  const project = await makeNewsroomProject({ outlets: [] }, { fetch });
  onTestFinished(() => project.remove());
  await runCourant(project.root, ['build']);
  await runCourant(project.root, ['user', 'add', 'ana', '--role', 'admin', '--password-file', '-'], `${password}\n`);
  const server = await serveCourant(project.root);
  onTestFinished(() => server.stop());
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  onTestFinished(() => page.close());
  return {
    ...{ page, newsroom },
    open: (path) => page.goto(`${server.url}${path}`, { waitUntil: 'load' }),
    text: (selector) => page.textContent(selector),
  };
}

async function logIn({ page, open }: Visit): Promise<void> {
  await open('/app/');
  expect(page.url()).toContain('/login');
  await page.fill('input[name="name"]', 'ana');
  await page.fill('input[name="password"]', password);
  await page.click('main form button');
  await page.waitForURL(/\/app\/$/);
}

/** Pastes an address, looks at what would come of it, and adds it. */
async function addSource({ page, open, text, newsroom }: Visit): Promise<void> {
  const home = newsroom.outlets.find(({ id }) => id === 'grenzland-bote')?.home ?? '';
  await open('/app/sources');
  await page.click('a[href="/app/add-source"]');
  await page.fill('input[name="address"]', home);
  await page.click('.run-form button');
  await page.waitForURL(/\/app\/jobs\/\d+$/);
  expect(await endOfJob({ page, text })).toBe('done');
  expect(await text('.run-live')).toContain(before);
  await page.click('a[href$="/page"]');
  await page.waitForURL(/\/page$/);
  expect(await text('body')).toContain('Frühestens zu Ostern könne wieder ein Auto über die Brücke fahren');
  await page.goBack({ waitUntil: 'load' });
  await page.click('.run-form button');
  await page.waitForURL(/\/app\/sources\/[a-z-]+$/);
  expect(await text('h1')).toBe('Grenzland-Bote');
}

/** How a job ended, on whose page we are. */
async function endOfJob({ page, text }: Pick<Visit, 'page' | 'text'>): Promise<string | null> {
  await page.waitForSelector('main:not(:has([data-live])) .run-status');
  return text('.run-status');
}

async function runJob({ page, open, text }: Visit, label: string, watch?: () => Promise<void>): Promise<void> {
  await open('/app/jobs');
  await page.click(`.run-action button:text-is("${label}")`);
  await page.waitForURL(/\/app\/jobs\/\d+$/);
  await watch?.();
  expect(await endOfJob({ page, text })).toBe('done');
}

test.skipIf(typeof browser === 'string')(
  'a newcomer adds a source, watches it being collected, builds the site, reads, and leaves',
  async () => {
    const visiting = await visit();
    const { page, open, text, newsroom } = visiting;
    await logIn(visiting);
    await addSource(visiting);
    // The page began without any: what comes while it is live came by server-sent events.
    await runJob(visiting, 'Collect what is due', async () => {
      await page.waitForSelector('.run-live[data-live] h2:text-is("Latest")');
    });
    await runJob(visiting, 'Build the site');

    await open('/');
    await page.click(`main a:has-text("${before}")`);
    await page.waitForURL(/\/post\/2026\//);
    expect(await text('article')).toContain('seinen Bleistift hineinstecken');

    await open('/app/search');
    await page.fill('#app-q', 'Lauterbrücke');
    await page.click('.app-search .search-row button');
    await page.waitForSelector('.app-item');
    await page.click('.app-item button[data-mark="starred"]');
    await page.waitForSelector('.app-item button[data-mark="starred"][aria-pressed="true"]');

    newsroom.setEdition(2);
    await runJob(visiting, 'Collect from all feeds');
    await open('/app/starred');
    expect(await text('.app-list h3')).toBe(after);
    await page.click('.app-item a[data-open]');
    await page.click('a[href$="/changes"]');
    expect(await text('main')).toContain('Bis dahin soll eine Fähre der Pioniere übersetzen');
    expect(await text('.diff del')).toBe('Ostern');

    await page.click('.subtitle a');
    const article = page.url();
    await page.click('.app-collect summary');
    await page.fill('.app-collect input[name="name"]', 'The bridge');
    await page.fill('.app-collect textarea', 'Ask again at Easter');
    await page.click('.app-collect button');
    await page.click('.app-collect .terms a');
    expect(await text('.app-note')).toBe('Ask again at Easter');

    await page.click('form[action="/logout"] button');
    await page.waitForURL(/\/login|\/$/);
    for (const path of ['/', '/app/starred', '/app/jobs', new URL(article).pathname]) {
      await open(path);
      expect(page.url(), path).toContain('/login');
    }
    expect(await page.evaluate('fetch("/api/search?q=Bleistift").then(({ status }) => status)')).toBe(401);
  },
  90_000,
);
