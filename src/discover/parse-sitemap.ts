import { parseDate } from '../dates/parse-date.ts';
import type { Url } from '../model/ids.ts';
import { decodeBytes } from '../text/decode.ts';
import { toUrl } from '../url/normalize.ts';
import { FeedTreeBuilder, type XmlRoot } from './feed-tree.ts';
import { collapse } from '../html/query.ts';
import { htmlToText } from './html-text.ts';
import { inflate } from './inflate.ts';
import { readXml } from './xml-reader.ts';
import { childrenNamed, firstText, type XmlElement } from './xml-tree.ts';

/** The protocol's own bound: 50,000 addresses a file. */
const maxEntries = 50_000;

/** What Google's news extension says of an article. */
export interface SitemapNews {
  readonly name: string;
  readonly language: string;
  readonly published: string | undefined;
  readonly title: string;
  readonly keywords: readonly string[];
}

export interface SitemapEntry {
  readonly url: Url;
  /** RFC 3339. */
  readonly modifiedAt: string | undefined;
  readonly news: SitemapNews | undefined;
}

export interface Sitemap {
  readonly kind: 'sitemap' | 'sitemap-index';
  /** In the order of the file, each address once; of an index, the sitemaps it names. */
  readonly entries: readonly SitemapEntry[];
}

export interface SitemapInput {
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
}

/** A sitemap or sitemap index in XML or as a list of addresses, plain or gzip, or `null` when the bytes are neither.
 *  At most 50,000 entries and 50 MB are read. Spec: sitemaps.org protocol 0.9, Google News sitemaps. */
export function parseSitemap(input: SitemapInput, context: { readonly now: number }): Sitemap | null {
  const bytes = inflate(input.bytes);
  const hint = input.contentType === undefined ? {} : { contentType: input.contentType };
  const { text } = decodeBytes(bytes, { kind: 'xml', ...hint });
  return isAddressList(text) ? parseAddressList(text) : parseXmlSitemap(text, input.url, context.now);
}

function isAddressList(text: string): boolean {
  const lines = text.slice(0, 20_000).split(/\r?\n/, 20).map((line) => line.trim()).filter((line) => line !== ''); // prettier-ignore
  return (
    lines.length > 0 &&
    lines.every((line, index) => /^https?:\/\/\S+$/i.test(line) || (index === lines.length - 1 && index > 0))
  );
}

function parseAddressList(text: string): Sitemap {
  const entries = new Map<Url, SitemapEntry>();
  for (const line of text.split(/\r?\n/, 2 * maxEntries)) {
    if (entries.size >= maxEntries) break;
    const url = /^\s*https?:/i.test(line) ? toUrl(line) : null;
    if (url && !entries.has(url)) entries.set(url, { url, modifiedAt: undefined, news: undefined });
  }
  return { kind: 'sitemap', entries: [...entries.values()] };
}

function parseXmlSitemap(text: string, base: string, now: number): Sitemap | null {
  let root: XmlRoot | undefined;
  const entries = new Map<Url, SitemapEntry>();
  const builder = new FeedTreeBuilder(base, {
    root: (kind) => {
      root = kind;
    },
    entry: (element) => {
      if (entries.size >= maxEntries) return;
      const address = firstText(element, 'loc');
      const url = address === '' ? null : toUrl(address, base);
      if (!url || entries.has(url)) return;
      entries.set(url, { url, modifiedAt: dateIn(element, now, 'lastmod'), news: newsOf(element, now) });
    },
  });
  readXml(text, builder);
  builder.end();
  if (root !== 'urlset' && root !== 'sitemapindex') return null;
  return { kind: root === 'urlset' ? 'sitemap' : 'sitemap-index', entries: [...entries.values()] };
}

function dateIn(element: XmlElement, now: number, ...names: readonly string[]): string | undefined {
  const text = firstText(element, ...names);
  return text === '' ? undefined : parseDate(text, { now })?.instant;
}

function newsOf(entry: XmlElement, now: number): SitemapNews | undefined {
  const news = childrenNamed(entry, 'news:news')[0];
  if (!news) return undefined;
  const publication = childrenNamed(news, 'news:publication')[0];
  return {
    name: publication ? collapse(firstText(publication, 'news:name')) : '',
    language: publication ? firstText(publication, 'news:language') : '',
    published: dateIn(news, now, 'news:publication_date'),
    title: htmlToText(firstText(news, 'news:title')),
    keywords: firstText(news, 'news:keywords').split(',').map(collapse).filter((word) => word !== '').slice(0, 100), // prettier-ignore
  };
}
