import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readProject } from '../src/config/project.ts';
import { createTerminal } from '../src/cli/terminal.ts';
import { startServing } from '../src/cli/serve.ts';
import { ReaderStore } from '../src/store/reader-store.ts';
import type { Browser, BrowserPage } from './find-browser.ts';
import { startNewsroom } from '../src/newsroom/start-newsroom.ts';

type Keep = (file: string, page: BrowserPage) => Promise<void>;

const desk = { width: 1280, height: 800 };

/** Walks through the service over the archive of the demo as a person would, and keeps what there is to see on the way: a source that is
 *  found, added and collected, what an outlet changed, a collection, the door. */
export async function captureService(browser: Browser, folder: string, keep: Keep): Promise<void> {
  const file = join(folder, 'courant.yaml');
  // Slow enough to be seen while it goes on.
  await writeFile(file, (await readFile(file, 'utf8')).replace(/delaySeconds: .*/, 'delaySeconds: 0.5'));
  const serving = await startServing(await readProject(folder), { port: 0, host: '127.0.0.1' }, createTerminal());
  const newsroom = await startNewsroom();
  const page = await browser.newPage({ viewport: desk, colorScheme: 'light' });
  const open = (path: string): Promise<unknown> =>
    page.goto(new URL(path, serving.url).href, { waitUntil: 'networkidle' });
  try {
    await open('app/sources');
    await keep('running-sources.png', page);
    await addSource(page, newsroom.outlets[0]?.home ?? '', open, keep);
    await page.click('.run-action button:text-is("Poll now")');
    await page.waitForSelector('.run-live[data-live] td:has-text("stored")');
    await page.setViewportSize({ ...desk, height: 1000 });
    await keep('running-job.png', page);
    await page.setViewportSize(desk);
    await page.waitForSelector('main:not(:has([data-live])) .run-status');
    await open('app/articles?outlet=grenzland-bote');
    await page.click('.app-item a[href$="/changes"]');
    await keep('reading-changes.png', page);
    await collect(page, open);
    await keep('reading-collection.png', page);
    addSomebody(folder);
    await open('login');
    await keep('service-login.png', page);
  } finally {
    await page.close();
    await newsroom.stop();
    await serving.stop();
  }
}

async function addSource(
  page: BrowserPage,
  address: string,
  open: (path: string) => Promise<unknown>,
  keep: Keep,
): Promise<void> {
  await open('app/add-source');
  await page.fill('input[name="address"]', address);
  await page.click('.run-form button');
  await page.waitForURL(/\/app\/jobs\/\d+$/);
  await page.waitForSelector('main:not(:has([data-live])) .run-status');
  const preview = new URL(page.url()).pathname.slice(1);
  await page.setViewportSize({ ...desk, height: 1700 });
  await keep('running-preview.png', page);
  await page.setViewportSize(desk);
  await open(`${preview}/page`);
  await keep('running-painted.png', page);
  await open(preview);
  await page.click('.run-form button');
  await page.waitForURL(/\/app\/sources\/[a-z-]+$/);
}

/** Puts two articles into a collection, which is open then. */
async function collect(page: BrowserPage, open: (path: string) => Promise<unknown>): Promise<void> {
  for (const [query, note] of [
    ['Night ferry', 'Ask what the crossing costs in winter.'],
    ['dredger', 'Who pays for it?'],
  ] as const) {
    await open(`app/search?q=${query}&outlet=harbor-gazette`);
    await page.click('.app-item a[data-open]');
    await page.click('.app-collect summary');
    // The first one makes the collection, which the second finds chosen.
    if (query === 'Night ferry') await page.fill('.app-collect input[name="name"]', 'The harbour in winter');
    await page.fill('.app-collect textarea', note);
    await page.click('.app-collect button');
    await page.waitForSelector('.app-collect .terms a');
  }
  await page.click('.app-collect .terms a');
  await page.waitForLoadState('networkidle');
}

/** With whom the door is closed. */
function addSomebody(folder: string): void {
  const readers = ReaderStore.open(folder);
  readers.users.add({ name: 'ana', role: 'admin', password: '', createdAt: new Date().toISOString() });
  readers.close();
}
