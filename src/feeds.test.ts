import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFeeds, findLinks, parseFeed, wellKnownFeeds } from './feeds.ts';

const url = 'https://gull.example/news/feed.xml';
const item = (n: number): string =>
  `<item><title>Vote ${n} on the pier – café</title><link>/news/2026/03/04/pier-vote-${n}</link><pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate></item>`;
const rss = `<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>The Gull</title><link>https://gull.example/</link><language>en</language>${item(1)}${item(2)}${item(1)}</channel></rss>`;
const page = `<!doctype html><html lang="en"><head><title>The Gull</title><link rel="alternate" type="application/rss+xml" href="/feed.xml" title="All"></head><body>
  <nav><a href="/about">About us</a></nav><main>${[1, 2, 3].map((n) => `<article><h2><a href="/news/2026/03/0${n}/council-votes-on-the-old-pier">Council of the town votes on the old pier, night ${n}</a></h2></article>`).join('')}</main></body></html>`;

describe('parseFeed', () => {
  test('reads text as text, whatever encoding it declares, and bytes as received', () => {
    const feed = parseFeed(rss, { url });
    expect(feed).toMatchObject({ ok: true, value: { kind: 'rss', title: 'The Gull', language: 'en' } });
    expect(feed.ok && feed.value.entries[0]).toMatchObject({
      title: 'Vote 1 on the pier – café',
      link: 'https://gull.example/news/2026/03/04/pier-vote-1',
      published: '2026-03-04T10:00:00Z',
    });
    const bytes = new TextEncoder().encode(rss.replace('iso-8859-1', 'utf-8'));
    expect(parseFeed(bytes, { url })).toEqual(feed);
    expect(parseFeed(gzipSync(bytes), { url })).toEqual(feed);
  });

  test('says what is no feed', () => {
    expect(parseFeed(page, { url })).toMatchObject({ ok: false, skip: { code: 'discover/not-a-feed' } });
  });

  test('refuses dates after `now`', () => {
    const feed = parseFeed(rss, { url, now: Date.UTC(2025, 0) });
    expect(feed.ok && feed.value.entries[0]?.published).toBeUndefined();
  });
});

describe('findLinks', () => {
  test('gives the articles of a feed once each, with what it says of them', () => {
    const list = findLinks(rss, { url });
    expect(list.ok && list.value.links.map((link) => link.url)).toEqual([
      'https://gull.example/news/2026/03/04/pier-vote-1',
      'https://gull.example/news/2026/03/04/pier-vote-2',
    ]);
    expect(list).toMatchObject({ ok: true, value: { kind: 'rss', home: 'https://gull.example/' } });
    expect(list.ok && list.value.links[0]?.hints).toEqual({
      title: 'Vote 1 on the pier – café',
      publishedAt: '2026-03-04T10:00:00Z',
      language: 'en',
    });
  });

  test('tells articles of a page from its navigation, without a clock', () => {
    const list = findLinks(page, { url: 'https://gull.example/', headers: { 'Content-Type': 'text/html' } });
    expect(list).toMatchObject({ ok: true, value: { kind: 'front-page', title: 'The Gull', language: 'en' } });
    expect(list.ok && list.value.links.map((link) => link.url)).toEqual(
      [1, 2, 3].map((n) => `https://gull.example/news/2026/03/0${n}/council-votes-on-the-old-pier`),
    );
  });

  test('reads a sitemap, and says which sitemaps an index names', () => {
    const map = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://gull.example/news/2026/03/04/a-vote</loc></url></urlset>`;
    expect(findLinks(map, { url })).toMatchObject({ ok: true, value: { kind: 'sitemap', links: [{}] } });
    const index = `<sitemapindex><sitemap><loc>https://gull.example/sitemap-1.xml.gz</loc></sitemap></sitemapindex>`;
    expect(findLinks(index, { url })).toMatchObject({
      ok: true,
      value: { kind: 'sitemap-index', links: [], sitemaps: [{ url: 'https://gull.example/sitemap-1.xml.gz' }] },
    });
  });

  test('says why there is none', () => {
    expect(findLinks('<html><body><p>Soon</p></body></html>', { url })).toMatchObject({
      skip: { code: 'discover/no-links' },
    });
    expect(findLinks(new Uint8Array([0, 1, 2]), { url })).toMatchObject({ skip: { code: 'discover/not-a-feed' } });
  });

  test('any text and any bytes give an outcome', () => {
    const input = fc.oneof(fc.string({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(input, (body) => {
        expect([typeof findLinks(body, { url }).ok, typeof parseFeed(body, { url }).ok]).toEqual([
          'boolean',
          'boolean',
        ]);
      }),
    );
  });
});

test('findFeeds gives the feeds that a page names', () => {
  expect(findFeeds(page, { url: 'https://gull.example/' })).toEqual([
    { kind: 'feed', url: 'https://gull.example/feed.xml', title: 'All', from: 'link rel=alternate' },
  ]);
});

test('wellKnownFeeds gives addresses of the same site', () => {
  expect(wellKnownFeeds('https://gull.example/')).toContain('https://gull.example/feed');
});

test('misuse throws a TypeError that names the function', () => {
  expect(() => parseFeed(null as never, { url })).toThrow('parseFeed: the body must be');
  expect(() => findFeeds(page, { url: '/news' })).toThrow('findFeeds: `url` must be');
  expect(() => wellKnownFeeds('gull')).toThrow(TypeError);
  expect(() => findLinks(page, { url, known: ['gull'] })).toThrow(TypeError);
});
