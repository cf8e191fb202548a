import { describe, expect, test } from 'vitest';
import type { FeedEntry } from './feed-document.ts';
import { languageTag } from './language-tag.ts';
import { shortNamespace } from './namespaces.ts';
import { parseFeed } from './parse-feed.ts';

const url = 'https://gazette.example/feed.xml';
const read = (text: string) =>
  parseFeed({ url, bytes: new TextEncoder().encode(text), headers: [] }, { now: Date.UTC(2026, 10, 23) });

const prefixes =
  'xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:m="HTTPS://WWW.search.yahoo.com/mrss/" xmlns:o="http://rssnamespace.org/feedburner/ext/1.0"';
const rssItem = (item: string): FeedEntry | undefined =>
  read(`<rss ${prefixes}><channel><title>Gazette</title><item>${item}</item></channel></rss>`)?.entries[0];
const atomEntry = (entry: string): FeedEntry | undefined =>
  read(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${entry}</entry></feed>`)?.entries[0];
const jsonItem = (item: object, feed: object = {}): FeedEntry | undefined =>
  read(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Gazette', ...feed, items: [item] }))
    ?.entries[0];

describe('what an item of RSS says', () => {
  test.each([
    ['an address in its guid', '<guid>https://g.example/1</guid>', { link: 'https://g.example/1' }],
    ['a guid that is no address', '<guid isPermaLink="FALSE">https://g.example/1</guid>', { link: '' }],
    ['a guid of numbers', '<guid>77</guid>', { link: '', id: '77' }],
    ['its own address behind one that counts', '<link>https://count.example/x</link><o:origLink>https://g.example/1</o:origLink>', { link: 'https://g.example/1' }],
    ['an author of iTunes', '<i:author>Ada Quill</i:author>', { authors: [{ name: 'Ada Quill', email: '', url: '' }] }],
    ['a name in quotes', '<author>"Ada Quill" &lt;mailto:ada@g.example&gt;</author>', { authors: [{ name: 'Ada Quill', email: 'ada@g.example', url: '' }] }],
    ['one author twice', '<author>Ada</author><author>Ada</author>', { authors: [{ name: 'Ada', email: '', url: '' }] }],
    ['a subtitle where there is no summary', '<i:subtitle>Short</i:subtitle>', { summary: 'Short' }],
    ['a category of a picture', '<m:category>Harbor</m:category>', { tags: ['Harbor'] }],
    ['a category within another', '<i:category text="News"><i:category text="Local"/></i:category>', { tags: ['News', 'Local'] }],
    ['keywords', '<i:keywords>sea, , sea,harbor</i:keywords>', { tags: ['sea', 'harbor'] }],
    ['a second date where the first is none', '<pubDate>soon</pubDate><pubDate>Sun, 09 Feb 2025 10:00:00 GMT</pubDate>', { published: '2025-02-09T10:00:00Z' }],
    ['an enclosure by its own address', '<enclosure url="https://count.example/a" type="audio/mpeg" length="12"/><o:origEnclosureLink>https://g.example/a.mp3</o:origEnclosureLink>', { media: [{ url: 'https://g.example/a.mp3', type: 'audio/mpeg', length: '12' }] }],
    ['pictures of a group, each once', '<m:group><m:content url="/a.jpg" type="image/jpeg" fileSize="9"><m:thumbnail url="/t.jpg"/></m:content><m:content url="/a.jpg"/></m:group>', { media: [{ url: 'https://gazette.example/a.jpg', type: 'image/jpeg', length: '9' }, { url: 'https://gazette.example/t.jpg', type: '', length: '' }] }],
    ['a picture of iTunes', '<i:image href="/i.jpg"/>', { media: [{ url: 'https://gazette.example/i.jpg', type: '', length: '' }] }],
    ['a picture as elements', '<image><url>/i.jpg</url></image>', { media: [{ url: 'https://gazette.example/i.jpg', type: '', length: '' }] }],
    ['a picture that is no address', '<image>none:</image>', { media: [] }],
  ])('%s', (_, item, expected) => {
    expect(rssItem(item)).toMatchObject(expected);
  }); // prettier-ignore
});

describe('what an entry of Atom says', () => {
  const base64 = Buffer.from('<p>Whole &amp; well</p>').toString('base64');
  test.each([
    ['the page among links', '<link rel="enclosure" href="/a.mp3"/><link type="application/json" href="/j"/><link type="text/html" href="/1"/>', { link: 'https://gazette.example/1' }],
    ['a page of another type, when it is alone', '<link type="application/json" href="/j"/>', { link: 'https://gazette.example/j' }],
    ['the address of its id', '<id>https://g.example/1</id>', { link: 'https://g.example/1' }],
    ['a related page at last', '<id>tag:g.example,2025:1</id><link rel="RELATED" href="/r"/>', { link: 'https://gazette.example/r', id: 'tag:g.example,2025:1' }],
    ['a person as elements', '<author><name> Ada  Quill </name><email>mailto:ada@g.example</email><uri>/ada</uri></author>', { authors: [{ name: 'Ada Quill', email: 'ada@g.example', url: 'https://gazette.example/ada' }] }],
    ['a category by its term', '<category term="harbor" label="Harbor"/>', { tags: ['harbor'] }],
    ['a category by its label, where the term is an address', '<category term="https://g.example/t" label="Harbor"/>', { tags: ['Harbor'] }],
    ['a text is a text', '<content type="text">5 &lt; 6 &lt;b&gt;</content>', { content: '5 &lt; 6 &lt;b&gt;' }],
    ['HTML without its type', '<content>&lt;p&gt;a&lt;/p&gt;</content>', { content: '<p>a</p>' }],
    ['a type in capitals', '<content type=" HTML ">&lt;p&gt;a&lt;/p&gt;</content>', { content: '<p>a</p>' }],
    ['XHTML without its wrapper', '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content>', { content: '<p>a</p>' }],
    ['two wrappers are no wrapper', '<content type="xhtml"><div>a</div><div>b</div></content>', { content: '<div>a</div><div>b</div>' }],
    ['text beside a wrapper', '<content type="xhtml">a <div>b</div></content>', { content: 'a <div>b</div>' }],
    ['base64', `<content mode="BASE64" type="text/html">${base64}</content>`, { content: '<p>Whole &amp; well</p>' }],
    ['base64 of a type of files', `<content type="application/octet-stream">${base64}</content>`, { content: '<p>Whole &amp; well</p>' }],
    ['base64 of text', `<content mode="base64" type="text/plain">${base64}</content>`, { content: '&lt;p&gt;Whole &amp;amp; well&lt;/p&gt;' }],
    ['what is called base64 and is none', '<content mode="base64">not: base64</content>', { content: 'not: base64' }],
    ['base64 of bytes that are no text', `<content mode="base64">${Buffer.from([0, 1, 2, 255]).toString('base64')}</content>`, { content: 'AAEC/w==' }],
    ['a title in base64', `<title mode="base64" type="text/html">${base64}</title>`, { title: 'Whole & well' }],
    ['a title that is text for sure', '<title type="text">The &lt;b&gt; element</title>', { title: 'The <b> element' }],
    ['a title that looks like HTML', '<title>A &lt;b&gt;bold&lt;/b&gt; claim</title>', { title: 'A bold claim' }],
    ['authors of the feed it came from', '<source><author><name>Ada</name></author></source>', { authors: [{ name: 'Ada', email: '', url: '' }] }],
  ])('%s', (_, entry, expected) => {
    expect(atomEntry(entry)).toMatchObject(expected);
  }); // prettier-ignore
});

describe('what an item of a JSON feed says', () => {
  test.each([
    ['HTML with its addresses whole', { content_html: '<img src="/a.jpg">', content_text: 'b' }, { content: '<img src="https://gazette.example/a.jpg">' }],
    ['text', { content_text: '5 < 6', summary: 'a & b' }, { content: '5 &lt; 6', summary: 'a &amp; b' }],
    ['an id that is an address', { id: 'https://g.example/1', external_url: '/e' }, { link: 'https://g.example/1' }],
    ['an id that is a number', { id: 7, external_url: '/e' }, { link: 'https://gazette.example/e', id: '7' }],
    ['its own address first', { id: 'https://g.example/1', url: '/1' }, { link: 'https://gazette.example/1' }],
    ['dates', { date_published: '2025-02-09T10:00:00Z', date_modified: 'soon' }, { published: '2025-02-09T10:00:00Z', updated: undefined }],
    ['an author of version 1.0', { author: { name: ' Ada  Quill ', url: 'MAILTO:ada@g.example' } }, { authors: [{ name: 'Ada Quill', email: 'ada@g.example', url: '' }] }],
    ['authors of version 1.1', { authors: [{ name: 'Ada' }, { url: '/ben' }, { avatar: 'x' }, 'Cyd'] }, { authors: [{ name: 'Ada', email: '', url: '' }, { name: '', email: '', url: 'https://gazette.example/ben' }] }],
    ['tags that are texts', { tags: ['Harbor', 7, ' a  b '] }, { tags: ['Harbor', 'a b'] }],
    ['attachments and pictures', { attachments: [{ url: '/a.mp3', mime_type: 'audio/mpeg', size_in_bytes: 12 }, { mime_type: 'x' }], image: '/i.jpg', banner_image: '/b.jpg' }, { media: [{ url: 'https://gazette.example/a.mp3', type: 'audio/mpeg', length: '12' }, { url: 'https://gazette.example/i.jpg', type: '', length: '' }, { url: 'https://gazette.example/b.jpg', type: '', length: '' }] }],
    ['names of the prototype are only names', { __proto__: { title: 'no' } }, { title: '' }],
  ])('%s', (_, item, expected) => {
    expect(jsonItem(item)).toMatchObject(expected);
  }); // prettier-ignore

  test('authors and language of the feed, where it has none of its own', () => {
    const feed = { authors: [{ name: 'Desk' }], language: 'pt-BR' };
    expect(jsonItem({}, feed)).toMatchObject({ authors: [{ name: 'Desk' }], language: 'pt-BR' });
    expect(jsonItem({ author: { name: 'Ada' }, language: 'es' }, feed)).toMatchObject({
      authors: [{ name: 'Ada' }],
      language: 'es',
    });
  });

  test.each([
    ['items and a title are a feed', { title: 'Gazette', items: [] }, true],
    ['items and the version are', { version: 'https://jsonfeed.org/version/1', items: [] }, true],
    ['items alone are none', { items: [] }, false],
    ['a list of another kind is none', { title: 'Gazette', items: {} }, false],
  ])('%s', (_, feed, isFeed) => {
    expect(read(JSON.stringify(feed)) !== null).toBe(isFeed);
  });

  test('its hubs are those of WebSub', () => {
    const hubs = [{ type: 'WebSub', url: '/hub' }, { type: 'rssCloud', url: '/cloud' }, { type: 'websub' }, 'hub'];
    expect(read(JSON.stringify({ title: 'Gazette', hubs, items: [] }))?.hubs).toEqual(['https://gazette.example/hub']);
  });
});

test.each([
  [' en_us ', 'en-US'],
  ['DE', 'de'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['und', undefined],
  ['english', undefined],
  ['en-', undefined],
  ['a', undefined],
  ['', undefined],
  ['de-de-de', undefined],
])('the language %j is %s', (text, tag) => {
  expect(languageTag(text)).toBe(tag);
});

test.each([
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  [' HTTPS://www.w3.org/2005/Atom# ', ''],
  ['http://purl.org/rss/1.0/', ''],
  ['http://purl.org/rss/1.0/modules/content/', 'content'],
  ['http://purl.org/rss/1.0/modules/syndication/', 'syndication'],
  ['http://www.sitemaps.org/schemas/sitemap/0.9', ''],
  ['http://www.google.com/schemas/sitemap-news/0.9', 'news'],
  ['', ''],
  ['http://own.example/ns', null],
  [`http://purl.org/dc/elements/${'x'.repeat(200)}`, null],
])('the namespace %s is called %j', (address, name) => {
  expect(shortNamespace(address)).toBe(name);
  expect(shortNamespace(address)).toBe(name);
});

describe('entities of a DTD', () => {
  const title = (declarations: string, text: string): string | undefined =>
    read(`<!DOCTYPE rss [${declarations}]><rss><channel><title>G</title><item><title>${text}</title></item></channel></rss>`)
      ?.entries[0]?.title; // prettier-ignore
  test('are replaced by their text, in either quotes', () => {
    expect(title(`<!ENTITY a "Ada"><!ENTITY b 'Ben'>`, '&a; &b; &c;')).toBe('Ada Ben &c;');
  });
  test('are not, when they hold references or are longer than a name', () => {
    expect(title(`<!ENTITY a "&amp;b;"><!ENTITY b "${'x'.repeat(400)}">`, '&a; &b;')).toBe('&a; &b;');
  });
  test('stop where they have added more than a document needs', () => {
    const text = title(`<!ENTITY a "${'x'.repeat(250)}">`, '&a;'.repeat(3000));
    expect(text?.length).toBeGreaterThan(10_000);
    expect(text?.length).toBeLessThan(300_000);
  });
});
