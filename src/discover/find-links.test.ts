import { describe, expect, test } from 'vitest';
import { toSourceId, type Url } from '../model/ids.ts';
import type { Page } from '../model/page.ts';
import type { FeedKind } from '../model/source.ts';
import { collectTrace } from '../model/trace.ts';
import { toUrl } from '../url/normalize.ts';
import { findLinkedAddresses } from './find-front-page-links.ts';
import { findLinks, type Discovery } from './find-links.ts';
import type { Outcome } from '../model/outcome.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

function address(text: string): Url {
  const url = toUrl(text);
  if (url === null) throw new Error(`no address: ${text}`);
  return url;
}

const source = toSourceId('gazette');
const page = address('https://gazette.example/list');

function find(text: string, kind: FeedKind = 'feed', contentType?: string, language?: string): Outcome<Discovery> {
  if (source === null) throw new Error('no source');
  const headers = contentType === undefined ? [] : ([['content-type', contentType]] as const);
  const context = { source, now, ...(language === undefined ? {} : { language }) };
  return findLinks({ url: page, bytes: new TextEncoder().encode(text), headers }, { kind, url: page }, context);
}

function found(text: string, kind: FeedKind = 'feed'): Discovery {
  const outcome = find(text, kind);
  if (!outcome.ok) throw new Error(outcome.skip.code);
  return outcome.value;
}

const rss = (items: string): string =>
  `<rss><channel><title>Gazette</title><link>https://gazette.example/</link><language>en-gb</language>${items}</channel></rss>`;

describe('findLinks in feeds', () => {
  test('takes markup and references off names and tags, each once', () => {
    const { links } = found(
      rss(
        `<item><link>/2025/02/a-name</link><author>&lt;a href="/ada"&gt;Ada&lt;/a&gt;</author><category>R&amp;amp;D</category><category>&lt;b&gt;R&amp;amp;D&lt;/b&gt;</category></item>`,
      ),
    );
    expect(links[0]?.hints).toMatchObject({ authors: ['Ada'], topics: ['R&D'] });
  });

  test('gives each entry as a link with hints', () => {
    const { kind, title, links } = found(
      rss(`<item><title>Port &lt;b&gt;opens&lt;/b&gt;</title><link>/2025/02/port?utm_source=rss</link><author>a@g.example (Ada)</author><category>Harbor</category>
        <pubDate>Sun, 09 Feb 2025 10:00:00 +0100</pubDate><description>&lt;p&gt;Short &amp;amp; sweet&lt;/p&gt;</description></item>`),
    );
    expect({ kind, title }).toEqual({ kind: 'rss', title: 'Gazette' });
    expect(links).toEqual([
      {
        url: 'https://gazette.example/2025/02/port',
        source,
        foundIn: page,
        foundAt: '2026-11-23T12:00:00.000Z',
        hints: {
          title: 'Port opens',
          publishedAt: '2025-02-09T10:00:00+01:00',
          language: 'en-GB',
          authors: ['Ada'],
          topics: ['Harbor'],
          summary: 'Short & sweet',
        },
      },
    ]);
  });

  describe('of RSL', () => {
    const rightsOf = (xml: string): readonly (readonly string[] | undefined)[] =>
      found(xml).links.map(({ hints }) => hints.rights);
    const terms = 'xmlns:rsl="https://rslstandard.org/rsl"';
    const inFeed = `rsl:${page}`;

    test.each([
      ['terms of an item hold for that item, and stand in the feed',
        `<rss ${terms}><channel><item><link>/1</link><rsl:content url="/1"><rsl:license><rsl:prohibits type="usage">ai-train</rsl:prohibits></rsl:license></rsl:content></item><item><link>/2</link></item></channel></rss>`,
        [[inFeed], undefined]],
      ['any prefix will do, and none',
        '<rss xmlns:x="https://rslstandard.org/rsl"><channel><item><link>/1</link><x:rsl><x:content url="/"/></x:rsl></item><item><link>/2</link><rsl xmlns="https://rslstandard.org/rsl"><content url="/"/></rsl></item></channel></rss>',
        [[inFeed], [inFeed]]],
      ['a prefix that is not declared means what it always means',
        '<rss><channel><item><link>/1</link><rsl:content url="/"/></item></channel></rss>', [[inFeed]]],
      ['terms of the channel hold for every item',
        `<rss ${terms}><channel><rsl:content url="/"/><item><link>/1</link></item><item><link>/2</link></item></channel></rss>`,
        [[inFeed], [inFeed]]],
      ['a link in RSS, after the items too, beside terms of the item',
        `<rss ${terms} xmlns:atom="http://www.w3.org/2005/Atom"><channel><item><link>/1</link><rsl:content url="/1"/></item><atom:link rel="license" type="application/rsl+xml" href="/rsl.xml"/></channel></rss>`,
        [[inFeed, 'rsl:https://gazette.example/rsl.xml']]],
      ['a link in Atom, of feed and entry',
        '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="license" type="application/rsl+xml" href="/all.xml"/><entry><link href="/1"/><link rel="license" type="application/rsl+xml; charset=utf-8" href="/one.xml"/></entry><entry><link href="/2"/></entry></feed>',
        [['rsl:https://gazette.example/one.xml', 'rsl:https://gazette.example/all.xml'], ['rsl:https://gazette.example/all.xml']]],
      ['a license of another kind is none, nor one that is no address',
        '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="license" href="https://by.example/"/><link rel="license" type="application/rsl+xml" href="javascript:x"/><entry><link href="/1"/></entry></feed>',
        [undefined]],
    ] as const)('%s', (_, xml, expected) => {
      expect(rightsOf(xml)).toEqual(expected);
    }); // prettier-ignore
  });

  test('keeps the order, drops repetitions, the feed itself, its home page and what is not http', () => {
    const item = (link: string): string => `<item><title>t</title><link>${link}</link></item>`;
    const { links } = found(
      rss(['/b', '/a', '/b#x', '/', '/list', 'mailto:a@b.example', 'javascript:x', ''].map(item).join('')),
    );
    expect(links.map(({ url }) => url)).toEqual(['https://gazette.example/b', 'https://gazette.example/a']);
  });

  test('takes a long description for the full text, a short one for a summary', () => {
    const long = `<p>${'All of it. '.repeat(200)}</p>`;
    const { links } = found(
      rss(
        `<item><link>/1</link><description><![CDATA[${long}]]></description></item><item><link>/2</link><description>Short</description></item>`,
      ),
    );
    expect(links.map(({ hints }) => hints.contentHtml)).toEqual([long, undefined]);
  });

  test('the language of the source stands where the feed states none', () => {
    const outcome = find('<rss><channel><item><link>/1</link></item></channel></rss>', 'feed', undefined, 'eo');
    expect(outcome.ok && outcome.value.links[0]?.hints.language).toBe('eo');
  });

  test('an empty feed is a feed', () => {
    expect(found(rss('')).links).toEqual([]);
  });

  test.each([
    ['an HTML page', '<!doctype html><title>Not found</title><a href="/2025/02/09/a-long-enough-slug">x</a>'],
    ['nothing', ''],
    ['JSON of another kind', '{"error": true}'],
    ['plain text', 'gone'],
  ])('a feed address that answers with %s is no feed', (_, text) => {
    expect(find(text)).toMatchObject({ ok: false, skip: { code: 'discover/not-a-feed' } });
  });
});

describe('findLinks in sitemaps', () => {
  test('leaves out what is surely no article, unless it is called news', () => {
    const text = `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://gazette.example/</loc></url><url><loc>https://gazette.example/tag/port</loc></url>
      <url><loc>https://gazette.example/port-opens-after-ten-years</loc><lastmod>2025-02-09</lastmod></url>
      <url><loc>https://gazette.example/x</loc><news:news><news:title>X &amp; Y</news:title><news:publication_date>2025-02-09T10:00:00Z</news:publication_date></news:news></url></urlset>`;
    const { kind, links } = found(text, 'sitemap');
    expect(kind).toBe('sitemap');
    expect(links.map(({ url, hints }) => [url, hints])).toEqual([
      ['https://gazette.example/port-opens-after-ten-years', { modifiedAt: '2025-02-09T00:00:00Z' }],
      ['https://gazette.example/x', { title: 'X & Y', publishedAt: '2025-02-09T10:00:00Z' }],
    ]);
  });

  test('an index gives its sitemaps', () => {
    const text =
      '<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2025-02-09</lastmod></sitemap><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>';
    expect(found(text, 'sitemap')).toMatchObject({
      kind: 'sitemap-index',
      links: [],
      sitemaps: [
        { url: 'https://gazette.example/a.xml', modifiedAt: '2025-02-09T00:00:00Z' },
        { url: 'https://gazette.example/b.xml' },
      ],
    });
  });
});

const front = `<!doctype html><html><head><title>Gazette – News</title></head><body>
  <nav><ul><li><a href="/news">News</a><li><a href="/sport/local-sport">Local sport</a><li><a href="/special/election-results">Election results and all there is to know</a></ul></nav>
  <main>
    <article><h2><a href="/news/harbor-bridge-opens-after-ten-years">Harbor bridge opens after ten years</a></h2><p><a href="/author/ada-quill">Ada Quill</a> <time datetime="2025-02-09T10:00:00Z">9 Feb</time></p></article>
    <article><a href="/2025/02/08/ferry-back-on-time"><img src="x.jpg" alt=""></a><h3><a href="/2025/02/08/ferry-back-on-time?utm_medium=home">Ferry back on time</a></h3></article>
    <div class="teaser"><a href="/n/48213"><h3>Council votes on the new market hall</h3><p>Some teaser text that is rather long</p></a><span><time>8 February 2025</time></span></div>
    <a href="/tag/harbor">Harbor</a> <a href="https://elsewhere.example/2025/02/09/a-story-of-another-site">A story of another site</a> <a href="#top">Top</a> <a href="mailto:x@y.example">Mail</a>
  </main><footer><a href="/about-us">About us and our work here</a><a href="/privacy">Privacy</a></footer></body></html>`;

describe('findLinks in front pages', () => {
  test('tells articles from navigation, and takes title and date from beside them', () => {
    const { kind, title, links } = found(front, 'front-page');
    expect({ kind, title }).toEqual({ kind: 'front-page', title: 'Gazette – News' });
    expect(links.map(({ url, hints }) => [url, hints])).toEqual([
      [
        'https://gazette.example/news/harbor-bridge-opens-after-ten-years',
        { title: 'Harbor bridge opens after ten years', publishedAt: '2025-02-09T10:00:00Z' },
      ],
      ['https://gazette.example/2025/02/08/ferry-back-on-time', { title: 'Ferry back on time' }],
      [
        'https://gazette.example/n/48213',
        { title: 'Council votes on the new market hall', publishedAt: '2025-02-08T00:00:00Z' },
      ],
    ]);
  });

  describe('by what stood there on the first day', () => {
    const menu = ['news', 'sport', 'culture', 'opinion', 'harbor', 'weather-map'].map((name) => `/${name}`);
    const rail = ['/guide/winners', '/prizes'];
    const list = (paths: readonly string[], text: string): string =>
      paths.map((path) => `<div><a href="${path}">${text}</a></div>`).join('');
    const html = (stories: readonly string[]): string =>
      `<html><body><nav>${list([...menu, '/elections'], 'All of the news of the elections')}</nav><main>${list(menu, 'News')}
      ${list(rail, 'Everything about our great prizes')}${list(stories, 'The ferry comes back after the storm')}</main>`;
    const pageOf = (text: string): Pick<Page, 'url' | 'bytes' | 'headers'> => ({
      ...{ url: page, bytes: new TextEncoder().encode(text), headers: [] },
    });
    const linksOf = (text: string, standing?: ReadonlySet<Url>): readonly string[] => {
      if (source === null) throw new Error('no source');
      const context = { source, now, ...(standing && { standing }) };
      const outcome = findLinks(pageOf(text), { kind: 'front-page', url: page }, context);
      return outcome.ok ? outcome.value.links.map(({ url }) => new URL(url).pathname) : [];
    };
    const later = html(['/news/ferry-back', '/news/fire', '/news/storm']);

    test('what came later is an article with less, what stayed and what came into the menu is none', () => {
      expect(linksOf(later)).toEqual([]);
      expect(linksOf(later, findLinkedAddresses(pageOf(html(['/news/storm']))))).toEqual([
        '/news/ferry-back',
        '/news/fire',
      ]);
    });

    test('a first day that showed another page says nothing, and nothing is held against what stayed', () => {
      expect(linksOf(later, findLinkedAddresses(pageOf('<a href="/login">Sign in</a>')))).toEqual([]);
      const clear = html(['/2026/11/20/the-ferry-comes-back']);
      expect(linksOf(clear, findLinkedAddresses(pageOf(clear)))).toEqual(linksOf(clear));
      expect(linksOf(clear)).toEqual(['/2026/11/20/the-ferry-comes-back']);
    });
  });

  test('a front page that answers with a feed is read as one', () => {
    expect(found(rss('<item><link>/1</link></item>'), 'front-page').kind).toBe('rss');
  });

  test('a page without article links is skipped', () => {
    expect(find('<html><body><a href="/news">News</a></body></html>', 'front-page')).toMatchObject({
      ok: false,
      skip: { code: 'discover/no-links' },
    });
  });

  test('the trace says of every link why it was kept or dropped', () => {
    if (source === null) throw new Error('no source');
    const trace = collectTrace();
    findLinks(
      { url: page, bytes: new TextEncoder().encode(front), headers: [] },
      { kind: 'front-page', url: page },
      { source, now },
      trace,
    );
    expect(trace.steps.filter(({ decision }) => decision === 'kept')).toHaveLength(3);
    expect(trace.steps.find(({ target }) => target.endsWith('/tag/harbor'))).toMatchObject({ decision: 'dropped' });
  });

  test('pages of thousands of links and of deep nesting are read in bounded time', () => {
    const many = [...Array(8000).keys()]
      .map((n) => `<div><a href="/2025/02/09/a-long-enough-slug-${n}">A title of several words</a></div>`)
      .join('');
    expect(found(`<html><body>${many}`, 'front-page').links.length).toBe(5000);
    const deep = `<html><body>${'<div>'.repeat(100_000)}<a href="/2025/02/09/a-long-enough-slug">A title of several words</a>`;
    expect(found(deep, 'front-page').links.length).toBe(1);
  });
});
