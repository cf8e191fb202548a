import { describe, expect, test } from 'vitest';
import type { Url } from '../model/ids.ts';
import { toUrl } from '../url/normalize.ts';
import { answerKindOf } from './answer-kind.ts';
import { findFeeds, wellKnownFeeds } from './find-feeds.ts';

function address(text: string): Url {
  const url = toUrl(text);
  if (url === null) throw new Error(`no address: ${text}`);
  return url;
}

const pageOf = (html: string) => ({
  url: address('https://gazette.example/news/'),
  bytes: new TextEncoder().encode(html),
  headers: [],
});

describe('findFeeds', () => {
  test('names declared feeds first, then links to feeds, feeds of comments last', () => {
    const feeds = findFeeds(
      pageOf(`<head><base href="/sub/"><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
        <link rel="stylesheet" href="a.css"><link rel="alternate" hreflang="de" href="/de"><link rel=alternate type="application/json+oembed" href="/oembed">
        <link rel="ALTERNATE feed" type="application/atom+xml" title="All" href="atom"><link rel=sitemap type="application/xml" href="/map.xml"></head>
        <a href="/rss.xml">RSS</a> <a href="/sub/atom">again</a> <a href="/feed-the-birds">no</a> <a href="/about-rss.html">no</a> <a href="https://other.example/rss">no</a>`),
    );
    expect(feeds).toEqual([
      { kind: 'feed', url: 'https://gazette.example/sub/atom', title: 'All', from: 'link rel=alternate' },
      { kind: 'sitemap', url: 'https://gazette.example/map.xml', title: '', from: 'link rel=sitemap' },
      { kind: 'feed', url: 'https://gazette.example/rss.xml', title: 'RSS', from: 'anchor' },
      { kind: 'feed', url: 'https://gazette.example/comments/feed', title: 'Comments', from: 'link rel=alternate' },
    ]);
  });

  test.each([
    ['a type of feeds', '<link rel=alternate type="application/rss+xml; charset=utf-8" href="/a">', 'feed'],
    ['JSON of feeds', '<link rel=alternate type="application/feed+json" href="/a">', 'feed'],
    ['a loose type at an address of feeds', '<link rel=alternate type="text/xml" href="/rss/all">', 'feed'],
    ['a loose type elsewhere', '<link rel=alternate type="text/xml" href="/all">', undefined],
    ['a relation of old', '<link rel=feed type="application/atom+xml" href="/a">', 'feed'],
    ['another relation', '<link rel=preload type="application/atom+xml" href="/a">', undefined],
    ['no address', '<link rel=alternate type="application/rss+xml">', undefined],
    ['an address that is none', '<link rel=alternate type="application/rss+xml" href="mailto:a@b.example">', undefined],
    ['a link to a sitemap', '<a href="/sitemap-news.xml.gz">Map</a>', 'sitemap'],
    ['a link to a host of feeds', '<a href="https://feeds.other.example/gazette">Feed</a>', 'feed'],
    ['a link to the root of one', '<a href="https://feeds.other.example/">Feeds</a>', undefined],
    ['a link to a sitemap of another site', '<a href="https://other.example/sitemap.xml">Map</a>', undefined],
    ['a link to a page about feeds', '<a href="/rss/index.html">RSS</a>', undefined],
    ['an anchor without an address', '<a name="rss">RSS</a>', undefined],
    ['the page itself', '<a href="/news/">Feed</a><link rel=alternate type="application/rss+xml" href="">', undefined],
  ])('%s', (_, html, kind) => {
    expect(findFeeds(pageOf(html)).map((feed) => feed.kind)).toEqual(kind === undefined ? [] : [kind]);
  });

  test('a link is called by its title, else by its text', () => {
    const feeds = findFeeds(pageOf('<a href="/rss" title="All news">RSS</a><a href="/rss/sport"> Sport  news </a>'));
    expect(feeds.map(({ title }) => title)).toEqual(['All news', 'Sport news']);
  });

  test('a feed whose title speaks of comments is one of comments', () => {
    const feeds = findFeeds(pageOf('<a href="/rss/1">Kommentare</a><a href="/rss/2">News</a>'));
    expect(feeds.map(({ title }) => title)).toEqual(['News', 'Kommentare']);
  });

  test('at most a hundred are named', () => {
    const html = Array.from({ length: 120 }, (_, i) => `<a href="/rss/${i}">RSS</a>`).join('');
    expect(findFeeds(pageOf(html))).toHaveLength(100);
  });

  test('a page without feeds names none', () => {
    expect(findFeeds(pageOf('<p>hello'))).toEqual([]);
    expect(findFeeds(pageOf(''))).toEqual([]);
  });
});

test('wellKnownFeeds tries the folder of the page before the root, each address once', () => {
  const feeds = wellKnownFeeds(address('https://gazette.example/news/index.html'));
  expect(feeds.slice(0, 4)).toEqual([
    'https://gazette.example/news/feed',
    'https://gazette.example/news/rss.xml',
    'https://gazette.example/news/rss',
    'https://gazette.example/feed',
  ]);
  expect(feeds).toContain('https://gazette.example/sitemap.xml');
  expect(new Set(feeds).size).toBe(feeds.length);
});

test('wellKnownFeeds of a home page tries no folder, and takes a folder without its slash for one', () => {
  expect(wellKnownFeeds(address('https://gazette.example/'))[0]).toBe('https://gazette.example/feed');
  expect(wellKnownFeeds(address('https://gazette.example/news'))[0]).toBe('https://gazette.example/news/feed');
});

test.each([
  ['a feed of RSS, whatever stands in comments', '<?xml version="1.0"?><!-- <html> --><rss/>', 'feed'],
  ['a feed whose names have a prefix', '<a10:feed xmlns:a10="http://www.w3.org/2005/Atom"/>', 'feed'],
  ['a feed of RSS 1.0', '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', 'feed'],
  ['a channel without its root', ' <Channel><item/></Channel>', 'feed'],
  ['a JSON feed', '{"version":"https://jsonfeed.org/version/1","items":[]}', 'feed'],
  ['entries in JSON', ' {"items": []}', 'feed'],
  ['other JSON', '{"error":1}', 'text'],
  ['a sitemap', '<urlset/>', 'sitemap'],
  ['an index of sitemaps', '<sm:sitemapindex/>', 'sitemap'],
  ['a page', '<!DOCTYPE html><title>rss</title>', 'html'],
  ['a page that begins with its head', '<HEAD><rss>', 'html'],
  ['a page that begins with its body', '<body><rss>', 'html'],
  ['a piece of a page', '<p>rss', 'html'],
  ['a doctype alone', '<!doctype  HTML>', 'html'],
  ['text', 'https://g.example/1', 'text'],
  ['nothing', ' \n', null],
  ['bytes that are no text', '\u0000\u0001', null],
])('answerKindOf: %s', (_, text, kind) => {
  expect(answerKindOf(new TextEncoder().encode(text), undefined)).toBe(kind);
});

test('answerKindOf takes text for a page when its header says so, never against its elements', () => {
  expect(answerKindOf(new TextEncoder().encode('hello'), 'text/html; charset=utf-8')).toBe('html');
  expect(answerKindOf(new TextEncoder().encode('hello'), 'text/plain')).toBe('text');
  expect(answerKindOf(new TextEncoder().encode('<rss/>'), 'text/html')).toBe('feed');
});
