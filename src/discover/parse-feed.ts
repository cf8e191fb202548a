import { parseDate } from '../dates/parse-date.ts';
import { headerOf, type Page } from '../model/page.ts';
import { decodeBytes } from '../text/decode.ts';
import { toUrl } from '../url/normalize.ts';
import type { FeedDocument, FeedEntry, FeedPerson } from './feed-document.ts';
import { dateOf, hubsOf, licensesOf, linkOf, mediaOf, personsOf, tagsOf, textLinkOf } from './feed-fields.ts';
import { readPace } from './feed-pace.ts';
import { firstHtml, firstPlain, htmlOf, plainOf } from './feed-markup.ts';
import { FeedTreeBuilder, type FeedTreeHandler, type XmlRoot } from './feed-tree.ts';
import { parseJsonFeed } from './parse-json-feed.ts';
import { readXml } from './xml-reader.ts';
import { childrenNamed, elementsOf, firstText, resolveAddress, textOf, type XmlElement } from './xml-tree.ts';

/** More entries than any feed holds; the rest is left. */
const maxEntries = 20_000;

export interface FeedInput {
  /** The address the feed came from: the base of last resort. Undefined when there is none. */
  readonly url: string | undefined;
  readonly bytes: Uint8Array;
  readonly headers: Page['headers'];
}

/** A feed in any of its formats as one neutral document, or `null` when the bytes are none.
 *  Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed 1.0 and 1.1, with Dublin Core, content, Media RSS and
 *  iTunes; ill-formed and truncated documents as far as they go. No DTD is loaded, no entity grows; linear in the size.
 *  Specs: RSS 2.0, RDF Site Summary 1.0, RFC 4287, JSON Feed 1.1, RSL 1.0.
 *  Example: `parseFeed(page, { now: Date.now() })?.entries.map((entry) => entry.title)`. */
export function parseFeed(page: FeedInput, context: { readonly now: number }): FeedDocument | null {
  const contentType = headerOf(page, 'content-type');
  const { text } = decodeBytes(page.bytes, contentType === undefined ? { kind: 'xml' } : { kind: 'xml', contentType });
  const own = page.url ?? '';
  const location = headerOf(page, 'content-location');
  const base = location === undefined ? own : (toUrl(location, own === '' ? undefined : own) ?? own);
  if (/^\s*[{[]/.test(text.slice(0, 200))) return parseJsonFeed(text, base, context.now);
  const language = headerOf(page, 'content-language') ?? '';
  return parseXmlFeed(text, { base, isBaseStated: location !== undefined, language, now: context.now });
}

interface XmlFeedContext {
  readonly base: string;
  readonly isBaseStated: boolean;
  /** What the server says; may be empty. */
  readonly language: string;
  readonly now: number;
}

function parseXmlFeed(text: string, { base, isBaseStated, language, now }: XmlFeedContext): FeedDocument | null {
  let root: { kind: XmlRoot; element: XmlElement } | undefined;
  const entries: FeedEntry[] = [];
  const handler: FeedTreeHandler = {
    root: (kind, element) => {
      root = { kind, element };
    },
    entry: (element) => {
      if (root && entries.length < maxEntries) entries.push(toEntry(element, root.kind, now));
    },
  };
  const builder = new FeedTreeBuilder(base, handler, isBaseStated);
  readXml(text, builder);
  builder.end();
  if (!root || root.kind === 'urlset' || root.kind === 'sitemapindex') return null;
  const { kind, element } = root;
  const channel = kind === 'feed' || kind === 'channel' ? element : (childrenNamed(element, 'channel')[0] ?? element);
  if (kind === 'channel' && entries.length === 0 && channel.children.length === 0) return null;
  const feed = toFeed(channel, kind, now, language);
  return { ...feed, entries: entries.map((entry) => inherit(entry, feed)) };
}

/** What an entry does not state it takes from the feed: the language, and in Atom (RFC 4287, section 4.2.1) the authors. Terms
 *  of the feed hold for its entries beside their own. */
function inherit(entry: FeedEntry, feed: Omit<FeedDocument, 'entries'>): FeedEntry {
  const authors = entry.authors.length > 0 || feed.kind !== 'atom' ? entry.authors : feed.authors;
  const licenses = feed.licenses.length === 0 ? entry.licenses : [...entry.licenses, ...feed.licenses];
  return { ...entry, authors, language: entry.language || feed.language, licenses };
}

const kinds = { rss: 'rss', rdf: 'rdf', feed: 'atom', channel: 'cdf' } as const;

function toFeed(
  channel: XmlElement,
  kind: Exclude<XmlRoot, 'urlset' | 'sitemapindex'>,
  now: number,
  headerLanguage: string,
): Omit<FeedDocument, 'entries'> {
  const isAtom = kind === 'feed';
  const ttl = Number(firstText(channel, 'ttl'));
  return {
    kind: kinds[kind],
    title: firstPlain(channel, isAtom, 'title', 'dc:title'),
    link: hrefOf(channel) || linkOf(channel, 'alternate') || textLinkOf(channel, 'link'),
    self: linkOf(channel, 'self'),
    language: firstText(channel, 'language', 'dc:language') || channel.scope.language || headerLanguage,
    updated: dateOf(channel, now, ...feedDates) ?? attributeDate(channel, now),
    authors: personsOf(
      channel,
      'author',
      'managingeditor',
      'dc:creator',
      'dc:author',
      'itunes:author',
      'itunes:owner',
      'googleplay:author',
    ),
    rights: firstPlain(channel, isAtom, 'rights', 'copyright', 'dc:rights'),
    licenses: licensesOf(channel),
    ttlMinutes: ttl > 0 ? ttl : undefined,
    pace: readPace(channel, now),
    hubs: hubsOf(channel),
  };
}

const feedDates = [
  'updated',
  'modified',
  'lastbuilddate',
  'dcterms:modified',
  'dc:date',
  'pubdate',
  'published',
] as const;
const publishedDates = [
  'published',
  'pubdate',
  'issued',
  'dcterms:issued',
  'dc:date',
  'created',
  'dcterms:created',
] as const;
const updatedDates = ['updated', 'modified', 'dcterms:modified', 'dc:date'] as const;

/** CDF states dates and addresses in attributes. */
function attributeDate(element: XmlElement, now: number): string | undefined {
  const stated = element.attributes.get('lastmod');
  return stated === undefined ? undefined : parseDate(stated, { now })?.instant;
}

function hrefOf(element: XmlElement): string {
  return resolveAddress(element.attributes.get('href'), element.scope.base);
}

function toEntry(entry: XmlElement, kind: XmlRoot, now: number): FeedEntry {
  const isAtom = kind === 'feed' || entry.name === 'entry';
  return {
    title: firstPlain(entry, isAtom, 'title', 'dc:title', 'media:title') || groupTitle(entry, isAtom),
    link: entryLink(entry),
    id: idOf(entry),
    published: dateOf(entry, now, ...publishedDates),
    updated: dateOf(entry, now, ...updatedDates) ?? attributeDate(entry, now),
    authors: entryAuthors(entry),
    ...bodyOf(entry, isAtom),
    media: mediaOf(entry),
    tags: tagsOf(entry),
    source: sourceOf(entry),
    language: languageOf(entry),
    rights: firstPlain(entry, isAtom, 'rights', 'copyright', 'dc:rights'),
    licenses: licensesOf(entry),
  };
}

function groupTitle(entry: XmlElement, isAtom: boolean): string {
  const group = childrenNamed(entry, 'media:group')[0];
  return group ? firstPlain(group, isAtom, 'media:title') : '';
}

/** Atom's id is an IRI reference, resolved as such; a guid is any text. */
function idOf(entry: XmlElement): string {
  const id = childrenNamed(entry, 'id').find((child) => textOf(child) !== '');
  if (id === undefined) return firstText(entry, 'guid', 'dc:identifier') || (entry.attributes.get('rdf:about') ?? '');
  const text = textOf(id);
  const isRelative = !/^[a-z][a-z\d+.-]*:/i.test(text) && text.includes('/');
  return (isRelative ? resolveAddress(text, id.scope.base) : '') || text;
}

function entryAuthors(entry: XmlElement): readonly FeedPerson[] {
  const own = personsOf(
    entry,
    'author',
    'dc:creator',
    'dc:author',
    'itunes:author',
    'googleplay:author',
    'media:credit',
  );
  if (own.length > 0) return own;
  const source = childrenNamed(entry, 'source')[0];
  return source ? personsOf(source, 'author') : [];
}

function entryLink(entry: XmlElement): string {
  const counted = textLinkOf(entry, 'feedburner:origlink', 'pheedo:origlink');
  const found = counted || hrefOf(entry) || linkOf(entry, 'alternate') || textLinkOf(entry, 'link');
  if (found !== '') return found;
  const guid = childrenNamed(entry, 'guid').find(
    (child) => child.attributes.get('ispermalink')?.toLowerCase() !== 'false',
  );
  // An identifier is an address only when it is whole: relative references are too often numbers.
  const identifiers = [guid ? textOf(guid) : '', firstText(entry, 'id'), entry.attributes.get('rdf:about') ?? ''];
  const address = identifiers.find((identifier) => /^https?:\/\//i.test(identifier)) ?? '';
  const anchor = childrenNamed(entry, 'a')[0];
  return linkOf(entry, 'related') || resolveAddress(address, '') || (anchor ? hrefOf(anchor) : '');
}

const contentNames = ['content:encoded', 'content', 'xhtml:body', 'body', 'fulltext', 'fullitem'] as const;
const summaryNames = [
  'summary',
  'description',
  'abstract',
  'dc:description',
  'dcterms:abstract',
  'itunes:summary',
  'media:description',
] as const;

function bodyOf(entry: XmlElement, isAtom: boolean): { readonly summary: string; readonly content: string } {
  const contents = childrenNamed(entry, ...contentNames).filter(
    (child) => !child.attributes.has('src') || textOf(child) !== '',
  );
  let content = '';
  for (const child of contents) {
    content = htmlOf(child, isAtom);
    if (content !== '') break;
  }
  const group = childrenNamed(entry, 'media:group')[0];
  const summary =
    firstHtml(entry, isAtom, ...summaryNames) ||
    firstHtml(entry, isAtom, 'itunes:subtitle') ||
    (group ? firstHtml(group, isAtom, 'media:description') : '');
  return content !== '' || isAtom ? { summary, content } : (bothOf(entry) ?? { summary, content });
}

/** An RSS item with a `summary` beside its `description`: what is much longer is the content, else what comes second. */
function bothOf(entry: XmlElement): { readonly summary: string; readonly content: string } | undefined {
  const both = elementsOf(entry).filter(({ name }) => name === 'summary' || name === 'description');
  if (new Set(both.map(({ name }) => name)).size < 2) return undefined;
  const [first = '', second = ''] = both.map((child) => htmlOf(child, false)).filter((html) => html !== '');
  if (second === '' || first === second) return undefined;
  return first.length > 2 * second.length ? { summary: second, content: first } : { summary: first, content: second };
}

function sourceOf(entry: XmlElement): FeedEntry['source'] {
  const source = childrenNamed(entry, 'source', 'dc:source')[0];
  if (!source) return undefined;
  const title =
    firstPlain(source, true, 'title') || (childrenNamed(source, 'id', 'link').length > 0 ? '' : plainOf(source, false));
  const stated = resolveAddress(source.attributes.get('url'), source.scope.base);
  const link = stated || linkOf(source, 'alternate') || textLinkOf(source, 'link');
  return { title, link };
}

function languageOf(entry: XmlElement): string {
  const stated = firstText(entry, 'language', 'dc:language');
  if (stated !== '') return stated;
  const inner = childrenNamed(entry, 'content', 'title', 'summary', 'description', 'content:encoded')[0];
  return inner?.scope.language || entry.scope.language;
}
