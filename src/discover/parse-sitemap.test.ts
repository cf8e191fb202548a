import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parseSitemap, type Sitemap } from './parse-sitemap.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

function read(content: string | Uint8Array, contentType = 'application/xml'): Sitemap | null {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return parseSitemap({ url: 'https://g.example/sitemap.xml', bytes, contentType }, { now });
}

const urls = (sitemap: Sitemap | null): readonly string[] | undefined => sitemap?.entries.map(({ url }) => url);
const urlset = (inner: string): string =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">${inner}</urlset>`;

describe('parseSitemap', () => {
  test('reads the news extension under any prefix', () => {
    const text =
      urlset(`<url><loc> https://g.example/a?x=1&amp;y=2 </loc><lastmod>2025-02-09T10:00:00+01:00</lastmod><n:news>
      <n:publication><n:name>The Gazette</n:name><n:language>en</n:language></n:publication>
      <n:publication_date>2025-02-09</n:publication_date><n:title>One &amp;amp; two</n:title><n:keywords>port, ferry</n:keywords></n:news></url>`);
    expect(read(text)).toEqual({
      kind: 'sitemap',
      entries: [
        {
          url: 'https://g.example/a?x=1&y=2',
          modifiedAt: '2025-02-09T10:00:00+01:00',
          news: {
            name: 'The Gazette',
            language: 'en',
            published: '2025-02-09T00:00:00Z',
            title: 'One & two',
            keywords: ['port', 'ferry'],
          },
        },
      ],
    });
  });

  test('reads an index and resolves what is relative', () => {
    const index = read(
      '<sitemapindex><sitemap><loc>p1.xml</loc></sitemap><sitemap><loc>https://g.example/p2.xml.gz</loc></sitemap></sitemapindex>',
    );
    expect(index?.kind).toBe('sitemap-index');
    expect(urls(index)).toEqual(['https://g.example/p1.xml', 'https://g.example/p2.xml.gz']);
  });

  test('reads gzip, whatever the header says', () => {
    expect(urls(read(new Uint8Array(gzipSync(urlset('<url><loc>https://g.example/1</loc></url>')))))).toEqual([
      'https://g.example/1',
    ]);
  });

  test('reads a list of addresses', () => {
    expect(
      urls(read('\ufeffhttps://g.example/1\r\n\r\nhttps://g.example/2\nhttps://g.example/1\n', 'text/plain')),
    ).toEqual(['https://g.example/1', 'https://g.example/2']);
  });

  test('leaves out half an address, other schemes and repetitions', () => {
    const one = '<url><loc>https://g.example/1</loc></url>';
    const whole = urlset(`${one}${one}<url><loc>ftp://g.example/</loc></url><url><loc>https://g.example/2</loc></url>`);
    expect(urls(read(whole.slice(0, whole.indexOf('/2<'))))).toEqual(['https://g.example/1']);
  });

  test.each([['<html><body>no</body></html>'], ['<rss><channel/></rss>'], ['hello'], ['']])(
    '%j is no sitemap',
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  test('a gzip bomb and a flood of addresses are bounded', () => {
    expect(read(new Uint8Array(gzipSync(new Uint8Array(53_000_000))))).toBeNull();
    const flood = read(
      urlset([...Array(51_000).keys()].map((n) => `<url><loc>https://g.example/${n}</loc></url>`).join('')),
    );
    expect(flood?.entries).toHaveLength(50_000);
  });
});
