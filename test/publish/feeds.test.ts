import { getElementsByTagName, textContent } from 'domutils';
import type { Document, Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { makeEdition } from '../editions/made-up-edition.ts';
import { publish } from './publish.ts';

const edition = makeEdition(66);
const files = await publish(edition);

const elements = (page: Document | Element, name: string): Element[] => getElementsByTagName(name, page);

describe('feeds', () => {
  const feeds = [...files].filter(([path]) => /(?:feed|atom|sitemap\S*)\.xml$/.test(path));

  test.each(feeds)('%s is well-formed', (_, text) => {
    expect(() => parseXml(text)).not.toThrow();
  });

  test('RSS, Atom and JSON Feed carry the same articles, newest first, with the full text where it may be shown', () => {
    const all = edition.articles.map(({ frontMatter }) => frontMatter.title);
    const titles = all.slice(0, 20);
    const rss = parseXml(files.get('feed.xml'));
    const atom = parseXml(files.get('atom.xml'));
    const json = JSON.parse(files.get('feed.json') ?? '') as {
      items: { title: string; content_html?: string; content_text?: string; url: string }[];
    };
    const titleIn = (entry: Element): string => textContent(elements(entry, 'title'));
    expect(elements(rss, 'item').map(titleIn)).toEqual(titles);
    expect(elements(atom, 'entry').map(titleIn)).toEqual(all.slice(0, 26)); // a whole page: the archives go on from there
    expect(json.items.map((item) => item.title)).toEqual(titles);
    const contents = elements(rss, 'content:encoded').map((content) => textContent(content));
    expect(contents).toEqual(json.items.flatMap((item) => item.content_html ?? []));
    expect(contents[0]).toContain('<p>');
    // The newest one may be shown in 50 characters only.
    expect(json.items[0]?.content_text?.length).toBeLessThanOrEqual(50);
    expect(json.items.every((item) => item.url.startsWith(edition.site.url))).toBe(true);
  });

  test('pictures in a full text have whole addresses', () => {
    const texts = [...files].filter(([path]) => path.endsWith('feed.json')).map(([, text]) => text);
    const sources = texts.flatMap((text) => [...text.matchAll(/<img src=\\"([^"\\]*)/g)].map(([, source]) => source));
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(source).toMatch(/^https:\/\/ledger\.example\/news\/media\//);
  });

  test('the feeds of a tag carry summaries only', () => {
    expect(files.get('tags/harbor/feed.xml')).not.toContain('content:encoded>');
  });

  test('the sitemap names every article, oldest first', () => {
    const places = [...(files.get('sitemap-1.xml') ?? '').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url);
    expect(places).toEqual(
      edition.articles
        .map(({ path }) => `${edition.site.url}${path.slice('content/'.length, -'.md'.length)}/`)
        .reverse(),
    );
  });
});

test('feeds without articles are well-formed too', async () => {
  for (const [path, text] of await publish({ ...edition, articles: [] })) {
    if (/(?:feed|atom|sitemap\S*)\.xml$/.test(path)) expect(() => parseXml(text)).not.toThrow();
  }
});

/** Reads XML, and throws when an element is left open or closed by another, or when a character is none of XML 1.0. */
function parseXml(text = ''): Document {
  expect(text).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n</);
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&(?!(?:amp|lt|gt|quot|#39);)/);
  const open: string[] = [];
  for (const [tag, name = ''] of text.replace(/<\?.*?\?>/g, '').matchAll(/<(\/?[\w:-]+)(?:\s[^<>]*)?>/g)) {
    if (name.startsWith('/')) {
      if (open.pop() !== name.slice(1)) throw new Error(`${tag} closes nothing`);
    } else if (!tag.endsWith('/>')) open.push(name);
  }
  if (open.length > 0) throw new Error(`<${open.join('> <')}> is left open`);
  return parseDocument(text, { xmlMode: true });
}
