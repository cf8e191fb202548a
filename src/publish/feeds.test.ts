import { getElementsByTagName, textContent } from 'domutils';
import type { Document, Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { makeEdition } from '../../test/editions/made-up-edition.ts';
import type { SiteFile } from '../model/site.ts';
import { readInterface } from '../config/read-interface.ts';
import { publishSite } from './publish-site.ts';

const texts = await readInterface('en');
const edition = makeEdition(66);
const files = new Map([...publishSite(edition, texts)].map((file) => [file.path, file]));

const elements = (page: Document | Element, name: string): Element[] => getElementsByTagName(name, page);

describe('feeds', () => {
  const feeds = [...files.values()].filter((file) => /(?:feed|atom|sitemap\S*)\.xml$/.test(file.path));

  test.each(feeds.map((file) => [file.path, file] as const))('%s is well-formed', (_, file) => {
    expect(() => parseXml(file)).not.toThrow();
  });

  test('RSS, Atom and JSON Feed carry the same articles, newest first, with the full text', () => {
    const titles = edition.articles.slice(0, 20).map(({ frontMatter }) => frontMatter.title);
    const rss = parseXml(files.get('feed.xml'));
    const atom = parseXml(files.get('atom.xml'));
    const json = JSON.parse(String(files.get('feed.json')?.content)) as {
      items: { title: string; content_html: string; url: string }[];
    };
    const titleIn = (entry: Element): string => textContent(elements(entry, 'title'));
    expect(elements(rss, 'item').map(titleIn)).toEqual(titles);
    expect(elements(atom, 'entry').map(titleIn)).toEqual(titles);
    expect(json.items.map((item) => item.title)).toEqual(titles);
    const [content] = elements(rss, 'content:encoded');
    expect(content && textContent(content)).toBe(json.items[0]?.content_html);
    expect(json.items[0]?.content_html).toContain('<p>');
    expect(json.items.every((item) => item.url.startsWith(edition.site.url))).toBe(true);
  });

  test('pictures in a full text have whole addresses', () => {
    const texts = [...files.values()]
      .filter((file) => file.path.endsWith('feed.json'))
      .map((file) => String(file.content));
    const sources = texts.flatMap((text) => [...text.matchAll(/<img src=\\"([^"\\]*)/g)].map(([, source]) => source));
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(source).toMatch(/^https:\/\/ledger\.example\/news\/media\//);
  });

  test('the feeds of a tag carry summaries only', () => {
    expect(String(files.get('tags/harbor/feed.xml')?.content)).not.toContain('content:encoded>');
  });

  test('sitemap and search index name every article', () => {
    const map = String(files.get('sitemap-1.xml')?.content);
    const index = JSON.parse(String(files.get('search-index.json')?.content)) as { articles: [string, string][] };
    expect(map.match(/<loc>/g)?.length).toBe(66);
    expect(index.articles.map(([address]) => files.has(decodeURIComponent(address)))).toEqual(
      edition.articles.map(() => true),
    );
  });
});

test('feeds without articles are well-formed too', () => {
  for (const file of publishSite({ ...edition, articles: [] }, texts)) {
    if (/(?:feed|atom|sitemap\S*)\.xml$/.test(file.path)) expect(() => parseXml(file)).not.toThrow();
  }
});

/** Reads XML, and throws when an element is left open or closed by another, or when a character is none of XML 1.0. */
function parseXml(file: SiteFile | undefined): Document {
  const text = String(file?.content);
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
