import { parseDate } from '../dates/parse-date.ts';
import type { FeedDocument, FeedEntry, FeedMedia, FeedPerson } from './feed-document.ts';
import { collapse } from '../html/query.ts';
import { absolutizeHtml } from './html-text.ts';
import { escapeHtml, resolveAddress } from './xml-tree.ts';

type Json = Readonly<Record<string, unknown>>;

const maxEntries = 20_000;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text or number of an object's own key; empty for anything else. */
function textAt(object: Json, key: string): string {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

function listAt(object: Json, key: string): readonly unknown[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return Array.isArray(value) ? value : [];
}

/** A JSON Feed as a neutral document; `null` for other JSON. Spec: JSON Feed 1.1 (and 1.0). */
export function parseJsonFeed(text: string, base: string, now: number): FeedDocument | null {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch {
    return null; // not JSON, so no feed: the caller says so
  }
  if (!isObject(feed) || !Array.isArray(feed['items'])) return null;
  if (!/jsonfeed\.org/i.test(textAt(feed, 'version')) && textAt(feed, 'title') === '') return null;
  const authors = personsOf(feed, base);
  const language = textAt(feed, 'language');
  const entries = listAt(feed, 'items').slice(0, maxEntries).filter(isObject).map((item) => inherit(toEntry(item, base, now), authors, language)); // prettier-ignore
  const link = (key: string): string => resolveAddress(textAt(feed, key), base);
  return {
    kind: 'json',
    title: collapse(textAt(feed, 'title')),
    link: link('home_page_url'),
    self: link('feed_url'),
    language,
    updated: undefined,
    authors,
    rights: '',
    licenses: [],
    ttlMinutes: undefined,
    pace: undefined,
    hubs: listAt(feed, 'hubs').filter(isObject).filter((hub) => /^websub$/i.test(textAt(hub, 'type')))
      .map((hub) => resolveAddress(textAt(hub, 'url'), base)).filter((address) => address !== ''), // prettier-ignore
    entries,
  };
}

function personsOf(object: Json, base: string): readonly FeedPerson[] {
  const stated = Object.hasOwn(object, 'authors') ? object['authors'] : undefined;
  const listed = [
    ...listAt(object, 'authors'),
    stated,
    Object.hasOwn(object, 'author') ? object['author'] : undefined,
  ].filter(isObject);
  const persons = listed.slice(0, 50).flatMap((author) => {
    const name = collapse(textAt(author, 'name'));
    const address = textAt(author, 'url');
    const email = /^mailto:/i.test(address) ? address.slice(7) : '';
    const url = address === '' || email !== '' ? '' : resolveAddress(address, base);
    return name === '' && url === '' && email === '' ? [] : [{ name, email, url }];
  });
  return [...new Map(persons.map((person) => [JSON.stringify(person), person])).values()];
}

/** What an item does not state it takes from the feed. Spec: JSON Feed 1.1, `authors` and `language`. */
function inherit(entry: FeedEntry, authors: readonly FeedPerson[], language: string): FeedEntry {
  return {
    ...entry,
    authors: entry.authors.length > 0 ? entry.authors : authors,
    language: entry.language || language,
  };
}

function toEntry(item: Json, base: string, now: number): FeedEntry {
  const html = textAt(item, 'content_html');
  const plain = textAt(item, 'content_text');
  const link = (key: string): string => resolveAddress(textAt(item, key), base);
  const date = (key: string): string | undefined => parseDate(textAt(item, key), { now })?.instant;
  const id = textAt(item, 'id');
  return {
    title: collapse(textAt(item, 'title')),
    link: link('url') || (/^https?:\/\//i.test(id) ? resolveAddress(id, '') : '') || link('external_url'),
    id,
    published: date('date_published'),
    updated: date('date_modified'),
    authors: personsOf(item, base),
    summary: escapeHtml(textAt(item, 'summary')),
    content: html === '' ? escapeHtml(plain) : absolutizeHtml(html, base),
    media: mediaOf(item, base),
    tags: listAt(item, 'tags').slice(0, 200).filter((tag) => typeof tag === 'string').map(collapse), // prettier-ignore
    source: undefined,
    language: textAt(item, 'language'),
    rights: '',
    licenses: [],
  };
}

function mediaOf(item: Json, base: string): readonly FeedMedia[] {
  const attached = listAt(item, 'attachments').slice(0, 100).filter(isObject).map((file) => ({
    address: textAt(file, 'url'),
    type: textAt(file, 'mime_type'),
    length: textAt(file, 'size_in_bytes'),
  })); // prettier-ignore
  const images = ['image', 'banner_image'].map((key) => ({ address: textAt(item, key), type: '', length: '' }));
  return [...attached, ...images].flatMap(({ address, type, length }) => {
    const url = resolveAddress(address, base);
    return url !== '' ? [{ url, type, length }] : [];
  });
}
