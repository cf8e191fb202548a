import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { startBrowser, type BrowserPage } from '../../demo/find-browser.ts';
import { hashPassword } from '../../src/serve/access/password.ts';
import { listen } from '../../src/serve/listen.ts';
import { makeReadingService } from './reading-service.ts';

// Neither a browser nor what drives it is a dependency: where they are missing, nothing is tested here.
const browser = await startBrowser({ modules: undefined, chromium: undefined });
const password = 'four words nobody guesses';

afterAll(async () => {
  if (typeof browser !== 'string') await browser.close();
});

/** A page at a service with three articles, one of which was changed, and a user. */
async function openPage(javaScriptEnabled: boolean): Promise<{ readonly page: BrowserPage; readonly url: string }> {
  if (typeof browser === 'string') throw new Error(browser);
  const service = await makeReadingService();
  const first = await service.put('ferry', { title: 'The ferry is late', body: 'It left at seven.' });
  await service.put('ferry', { title: 'The ferry was late', body: 'It left at eight.', revision: 2 }, first.file);
  await service.put('storm', { title: 'A storm is coming', date: '2025-02-09 12:00:00' });
  await service.put('market', { title: 'The market opens', date: '2025-02-08 12:00:00' });
  const createdAt = new Date(service.clock.now).toISOString();
  service.readers.users.add({ name: 'newcomer', role: 'reader', password: await hashPassword(password), createdAt });
  const server = await listen(service.app, { port: 0 });
  const size = { width: 1280, height: 900 };
  const page = await browser.newPage({ viewport: size, colorScheme: 'light', javaScriptEnabled });
  onTestFinished(async () => {
    await page.close();
    await server.stop();
  });
  return { page, url: server.url.replace(/\/$/, '') };
}

async function logIn(page: BrowserPage, url: string): Promise<void> {
  await page.goto(`${url}/app/`, { waitUntil: 'load' });
  expect(page.url()).toContain('/login');
  await page.fill('input[name="name"]', 'newcomer');
  await page.fill('input[name="password"]', password);
  await page.click('main form button');
  await page.waitForURL(/\/app\/$/);
}

const star = 'button[data-mark="starred"]';

describe.skipIf(typeof browser === 'string')('a newcomer', () => {
  test.each([
    ['without a script', false],
    ['with one', true],
  ])(
    'logs in, reads, searches, stars, looks at a change, makes a collection and logs out, %s',
    async (_, hasScript) => {
      const { page, url } = await openPage(hasScript);
      const open = (path: string) => page.goto(`${url}${path}`, { waitUntil: 'load' });
      await logIn(page, url);
      await page.click('.app-item a[data-open]');
      expect(await page.textContent('main h1')).toBe('A storm is coming');
      await open('/app/articles?show=unread');
      expect(await page.textContent('.app-list')).not.toContain('A storm is coming');

      await open('/app/search');
      await page.fill('#app-q', 'ferry');
      await page.click('.app-search .search-row button');
      await page.waitForSelector('.app-list');
      await page.click(`.app-item ${star}`);
      await page.waitForSelector(`.app-item ${star}[aria-pressed="true"]`);
      await open('/app/starred');
      expect(await page.textContent('.app-list h3')).toContain('The ferry was late');

      await page.click('.app-item a[data-open]');
      await page.click('a[href$="/changes"]');
      expect(await page.textContent('.diff del')).toBe('is');
      await page.click('.subtitle a');
      await page.click('.app-collect summary');
      await page.fill('.app-collect input[name="name"]', 'The sea');
      await page.fill('.app-collect textarea', 'Late again');
      await page.click('.app-collect button');
      await page.click('.app-collect .terms a');
      expect(await page.textContent('.app-note')).toBe('Late again');
      await page.click('.app-item button[data-mark="archived"]');
      await page.waitForSelector('.app-item button[data-mark="archived"][aria-pressed="true"]');

      await page.click('form[action="/logout"] button');
      await open('/app/collections');
      expect(page.url()).toContain('/login');
    },
    60_000,
  );

  test('goes through lists by keys, which leave fields alone and can be switched off', async () => {
    const { page, url } = await openPage(true);
    const focus = () => page.evaluate('document.activeElement.textContent');
    await logIn(page, url);
    await page.goto(`${url}/app/articles`, { waitUntil: 'load' });
    await page.keyboard.press('j');
    expect(await focus()).toBe('A storm is coming');
    await page.keyboard.press('j');
    expect(await focus()).toBe('The ferry was late');
    await page.keyboard.press('m');
    await page.waitForSelector('.app-item:nth-child(2).is-read');
    expect(await page.textContent('[role="status"]:not(:empty)')).toBe('Marked as read');
    await page.keyboard.press('Control+s');
    await page.keyboard.press('k');
    await page.keyboard.press('s');
    await page.waitForSelector(`.app-item:nth-child(1) ${star}[aria-pressed="true"]`);
    await page.keyboard.press('/');
    await page.waitForURL(/\/app\/search$/);
    await page.keyboard.press('/');
    for (const key of ['j', 's', '?', 'o']) await page.keyboard.press(key);
    expect(await page.evaluate('document.querySelector("#app-q").value')).toBe('js?o');
    await page.goto(`${url}/app/articles`, { waitUntil: 'load' });
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
    await page.click('dialog input[type="checkbox"]');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    expect(await page.evaluate('document.activeElement.closest(".app-item")')).toBeNull();
  }, 60_000);
});
