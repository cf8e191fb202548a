import { findAll, getElementsByTagName, textContent } from 'domutils';
import type { Document, Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { makeEdition } from '../editions/made-up-edition.ts';
import { publish } from './publish.ts';

const edition = makeEdition(66);
const files = await publish(edition);
const htmlFiles = [...files].filter(([path]) => path.endsWith('.html'));
const pages = new Map(htmlFiles.map(([path, text]) => [path, parseDocument(text)]));

const elements = (page: Document | Element, name: string): Element[] => getElementsByTagName(name, page);

describe('the whole site', () => {
  test('has each kind of page and file, newest articles before the lists that name them', () => {
    const paths = [...files.keys()];
    expect(paths).toEqual(
      expect.arrayContaining([
        'index.html',
        'page-1/index.html',
        'post/index.html',
        'post/2025/index.html',
        'post/2025/01/index.html',
        'post/2025/01/26/index.html',
        'categories/index.html',
        'categories/harbor-courier/index.html',
        'categories/harbor-courier/atom.xml',
        'tags/index.html',
        'tags/city-council/index.html',
        'tags/city-council/feed.xml',
        'lang/ar/index.html',
        'search/index.html',
        'widgets/recent/index.html',
        'post/2025/01/26/harbor-courier/item-60/index.md',
        'llms.txt',
        'sitemap-news.xml',
        'page-1/atom.xml',
        'about/index.html',
        '404.html',
        'feed.xml',
        'atom.xml',
        'feed.json',
        'sitemap.xml',
        'robots.txt',
        'assets/style.css',
      ]),
    );
    expect(paths.findIndex((path) => path.includes('/item-65/'))).toBeLessThan(paths.indexOf('index.html'));
  });

  test('is the same bytes each time, and leaves the edition as it was', async () => {
    const frozen = deepFreeze(makeEdition(66));
    expect([...(await publish(frozen))]).toEqual([...files]);
  });

  test('has no link and no form that leads nowhere', () => {
    const { site, images } = edition;
    const known = new Set([...files.keys(), ...[...images.values()].map((image) => image.path)]);
    known.add('assets/search.js'); // of the search, which has tests of its own
    const broken: string[] = [];
    for (const [path, page] of pages) {
      for (const { attribs } of findAll(() => true, page.children)) {
        for (const name of ['href', 'src', 'action']) {
          const target = attribs[name] === undefined ? undefined : new URL(attribs[name], site.url + path);
          if (target === undefined || !target.href.startsWith(site.url)) continue;
          const file = decodeURIComponent(target.pathname.slice(new URL(site.url).pathname.length));
          if (!known.has(file) && !known.has(`${file}index.html`)) broken.push(`${path}: ${attribs[name]}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  test('loads nothing from elsewhere and runs no inline script or style', () => {
    const loading = new Set(['img', 'script', 'iframe', 'video', 'audio', 'source', 'object', 'embed', 'form']);
    for (const [path, page] of pages) {
      for (const element of findAll(() => true, page.children)) {
        const { name, attribs } = element;
        const isLoaded = loading.has(name) || (name === 'link' && /stylesheet|icon|preload/.test(attribs['rel'] ?? ''));
        const address =
          attribs['src'] ?? attribs['action'] ?? attribs['data'] ?? (name === 'link' ? attribs['href'] : undefined);
        if (isLoaded && address !== undefined) expect(address, path).not.toMatch(/^(?:[a-z]+:|\/\/)/i);
        expect(Object.keys(attribs).filter((key) => key.startsWith('on') || key === 'style')).toEqual([]);
        if (name === 'script')
          expect(attribs['src'] ?? attribs['type']).toMatch(/assets\/search\.js$|^application\/ld\+json$/);
      }
      expect(elements(page, 'style')).toEqual([]);
    }
  });

  test('gives each page a language and a strict policy, and if it is no frame one h1, a main and the feeds', () => {
    for (const [path, page] of pages) {
      const [html] = elements(page, 'html');
      expect([path, html?.attribs['lang'], html?.attribs['dir']]).toEqual([path, 'en', 'ltr']);
      const feeds = elements(page, 'link').filter(({ attribs }) => attribs['rel'] === 'alternate');
      if (!path.startsWith('widgets/')) {
        expect([path, elements(page, 'h1').length, elements(page, 'main').length]).toEqual([path, 1, 1]);
        expect(feeds.length).toBeGreaterThanOrEqual(3);
      }
      const policy = elements(page, 'meta').find(({ attribs }) => attribs['http-equiv'] === 'Content-Security-Policy');
      expect(policy?.attribs['content']).toMatch(/^default-src 'none'; style-src 'self';/);
      const ids = findAll(({ attribs }) => 'id' in attribs, page.children).map(({ attribs }) => attribs['id']);
      expect(new Set(ids).size, path).toBe(ids.length);
    }
  });

  test('needs less than 50 kB for an article without pictures, with all that its page loads', () => {
    const sizeOf = (path: string): number => Buffer.byteLength(files.get(path) ?? '');
    const shared = ['assets/style.css', 'assets/icon.svg', 'widgets/recent/index.html', 'widgets/taglist/index.html'];
    const all = shared.reduce((sum, path) => sum + sizeOf(path), 0);
    for (const path of files.keys()) if (/^post\/.*item-/.test(path)) expect(all + sizeOf(path)).toBeLessThan(50_000);
  });

  test('does without articles', async () => {
    const empty = await publish({ ...edition, articles: [] });
    expect(empty.get('index.html')).toContain('There are no articles yet.');
  });

  test('names the same old pages after new articles came', async () => {
    const later = await publish(makeEdition(66 + 45));
    const titlesOf = (text: string): string[] => elements(parseDocument(text), 'h3').map((title) => textContent(title));
    expect(titlesOf(later.get('page-1/index.html') ?? '')).toEqual(titlesOf(files.get('page-1/index.html') ?? ''));
  });
});

test('a site in a right-to-left language is laid out that way', async () => {
  const home = (await publish(makeEdition(3, { language: 'ar' }), 'ar')).get('index.html');
  expect(home).toContain('<html lang="ar" dir="rtl">');
  expect(home).toContain('الأرشيف');
});

function deepFreeze<T>(value: T): T {
  if (value instanceof Map) for (const item of value.values()) deepFreeze(item);
  else if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const item of Object.values(value)) deepFreeze(item);
  }
  return value;
}
