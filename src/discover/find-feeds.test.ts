import { describe, expect, test } from 'vitest';
import type { Url } from '../model/ids.ts';
import { toUrl } from '../url/normalize.ts';
import { findFeeds, looksLikeFeed, wellKnownFeeds } from './find-feeds.ts';

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

test.each([
  ['<?xml version="1.0"?><!-- <html> --><rss/>', 'feed'],
  ['<a10:feed xmlns:a10="http://www.w3.org/2005/Atom"/>', 'feed'],
  ['{"version":"https://jsonfeed.org/version/1","items":[]}', 'feed'],
  ['<urlset/>', 'sitemap'],
  ['<!DOCTYPE html><title>rss</title>', 'html'],
  ['https://g.example/1', 'text'],
  ['', null],
  ['\u0000\u0001', null],
])('looksLikeFeed tells what %j is', (text, kind) => {
  expect(looksLikeFeed({ bytes: new TextEncoder().encode(text), headers: [] })).toBe(kind);
});
