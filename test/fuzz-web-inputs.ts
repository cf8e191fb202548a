import { gzipSync } from 'node:zlib';
import { answersOf } from '../src/newsroom/answers.ts';
import { outlets, siteOf } from '../src/newsroom/outlets.ts';
import { parseDate } from '../src/dates/parse-date.ts';
import { findFeeds } from '../src/discover/find-feeds.ts';
import { findLinks } from '../src/discover/find-links.ts';
import { parseFeedList } from '../src/discover/parse-feed-list.ts';
import { parseTdmrep, tdmRightsOf } from '../src/extract/read-tdmrep.ts';
import { codingsOf, decodeContent } from '../src/fetch/content-coding.ts';
import { freshForMs } from '../src/fetch/freshness.ts';
import { retryAtOf } from '../src/fetch/retry-after.ts';
import { isAllowed, parseRobots } from '../src/fetch/robots.ts';
import { toSourceId, type SourceId, type Url } from '../src/model/ids.ts';
import { isFound, parseSearch } from '../src/store/search-text.ts';
import { normalizeUrl, toUrl } from '../src/url/normalize.ts';
import { inputsOf, type FuzzTarget } from './fuzz-bytes.ts';

const now = Date.UTC(2026, 10, 27);
const source = toSourceId('fuzz');
const home = toUrl('https://daily.example/news/');
if (source === null || home === null) throw new Error('unreachable: both are well-formed');
const address: Url = home;
const sourceId: SourceId = source;

const newsroomFiles = outlets.flatMap((outlet) => {
  const site = siteOf(outlet, `https://${outlet.id}.example`, 2);
  return [...answersOf(site)].map(([path, { headers, body }]) => ({
    ...{ outlet, path, type: headers['content-type'] ?? '', bytes: new Uint8Array(body) },
  }));
});

function newsroomSeeds(kind: 'feed' | 'sitemap' | 'front-page'): readonly Uint8Array[] {
  return newsroomFiles
    .filter(({ outlet, path }) => outlet.feeds.some((feed) => feed.kind === kind && feed.path === path))
    .map(({ bytes }) => bytes);
}

/** Twice the same, addresses of the Web alone. */
function checkLinks(kind: 'feed' | 'sitemap' | 'front-page', type: string | undefined, bytes: Uint8Array): void {
  const page = { url: address, bytes, headers: type === undefined ? [] : [['content-type', type] as const] };
  const read = (): string => JSON.stringify(findLinks(page, { url: address, kind }, { source: sourceId, now }));
  const first = read();
  if (read() !== first) throw new Error('the second reading is another one');
  for (const [, key, value = ''] of first.matchAll(/"(url|home|hub|image)":"([^"]*)"/g))
    if (!/^https?:\/\//.test(value)) throw new Error(`foreign ${key}: ${value.slice(0, 200)}`);
  findFeeds(page);
}

function checkHeaders(bytes: Uint8Array): void {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const headers = lines.map((line): [string, string] => {
    const [name = '', ...value] = line.split(':');
    return [name.toLowerCase(), value.join(':').trim()];
  });
  const fresh = freshForMs({ headers }, now);
  if (fresh !== undefined && !(fresh > 0)) throw new Error(`fresh for ${fresh}`);
  for (const [, value] of headers) {
    const retryAt = retryAtOf(value, now);
    if (!Number.isFinite(retryAt) || retryAt < now) throw new Error(`retry at ${retryAt}: ${value.slice(0, 100)}`);
    codingsOf(value);
    decodeContent(bytes.subarray(0, 2000), value, 10_000);
    const url = toUrl(value, 'https://daily.example/a');
    if (url === null) continue;
    const normal = normalizeUrl(url);
    if (!/^https?:\/\/[^/]/.test(normal)) throw new Error(`no address: ${normal.slice(0, 200)}`);
    if (normalizeUrl(normal) !== normal) throw new Error(`normalized twice it is another one: ${normal.slice(0, 200)}`);
  }
}

function checkDates(bytes: Uint8Array): void {
  for (const line of Buffer.from(bytes).toString('utf8').split('\n')) {
    const date = parseDate(line, { now });
    if (date === null) continue;
    const instant = Date.parse(date.instant);
    if (!(instant <= now + 2 * 86_400_000)) throw new Error(`${line.slice(0, 100)} is read as ${date.instant}`);
  }
}

function checkRobots(bytes: Uint8Array): void {
  const robots = parseRobots(bytes);
  for (const path of ['', '/', '/a/b?c=d', '/private/x.html', `/${'a'.repeat(2000)}`])
    isAllowed(robots, 'Courant', `https://daily.example${path}`);
}

function checkSearch(bytes: Uint8Array): void {
  const typed = Buffer.from(bytes).toString('utf8');
  for (const { phrase } of parseSearch(typed)) if (phrase.length === 0) throw new Error('a term of no words');
  isFound({ title: 'Ferries 北京市', text: 'The ferry of ёлка', names: ['Ana Ø'] }, typed, 'en');
}

const jsonFeed = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'A', items: [{ id: '1', url: '/a', content_html: '<p>a</p>', date_published: '2026-11-01T00:00:00Z', authors: [{ name: 'B' }], attachments: [{ url: '/a.mp3' }] }] }); // prettier-ignore
const atom = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="/x/"><title type="html">&lt;b&gt;A</title><link rel="hub" href="https://hub.example/"/><entry><id>1</id><title>T</title><link href="a"/><updated>2026-11-01T00:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content></entry></feed>'; // prettier-ignore
const opml = '<opml version="2.0"><body><outline text="A"><outline type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/></outline></body></opml>'; // prettier-ignore
const sitemaps = newsroomSeeds('sitemap');

/** By name: the readers of what the Web sends and what readers type, but for pages of articles and requests to the API, which have their own. */
export const webTargets: Readonly<Record<string, FuzzTarget>> = {
  feeds: {
    seeds: [...newsroomSeeds('feed'), ...inputsOf(jsonFeed, atom)],
    check: (bytes) =>
      ['application/xml', 'application/feed+json', undefined].forEach((type) => checkLinks('feed', type, bytes)),
  },
  sitemaps: {
    seeds: [
      ...sitemaps,
      ...sitemaps.slice(0, 1).map((bytes) => new Uint8Array(gzipSync(bytes))),
      ...inputsOf('https://a.example/a\nhttps://a.example/b\n'),
    ],
    check: (bytes) => checkLinks('sitemap', 'application/xml', bytes),
  },
  'front pages': {
    seeds: newsroomSeeds('front-page'),
    check: (bytes) => checkLinks('front-page', 'text/html', bytes),
  },
  'feed lists': {
    seeds: inputsOf(opml, JSON.stringify({ News: { World: ['https://a.example/feed'] } })),
    check: (bytes) => parseFeedList(bytes),
  },
  'robots.txt': {
    seeds: inputsOf(
      'User-agent: *\nDisallow: /private/*.html$\nAllow: /\nCrawl-delay: 2.5\nSitemap: https://a.example/s.xml\n\nUser-agent: courant\nDisallow:\nLicense: https://a.example/l\n',
    ),
    check: checkRobots,
  },
  'tdmrep.json': {
    seeds: inputsOf(
      '[{"location":"/news/*","tdm-reservation":1,"tdm-policy":"https://a.example/p"},{"location":"/$"}]',
    ),
    check: (bytes) => tdmRightsOf('https://a.example/news/x', parseTdmrep(Buffer.from(bytes).toString('utf8'))),
  },
  dates: {
    seeds: inputsOf(
      'Mon, 09 Feb 2026 11:25:00 GMT\n2026-02-09T23:25:00+05:30\n9 février 2026 à 11h25\nvor 3 Stunden\n１２月３日 2025年\n1767225600\nFeb 9, 2026 11:25 PM IST',
    ),
    check: checkDates,
  },
  headers: {
    seeds: inputsOf(
      'Retry-After: 120\nExpires: Mon, 09 Feb 2026 11:25:00 GMT\nCache-Control: max-age=60\nAge: 5\nContent-Encoding: gzip, br\nLocation: /a/../b?utm_source=c#d\nLink: //ü.example:80/%7ea',
    ),
    check: checkHeaders,
  },
  searches: { seeds: inputsOf('ferry "old bridge" -strike harb* 北京市 ёлка title:a'), check: checkSearch },
};
