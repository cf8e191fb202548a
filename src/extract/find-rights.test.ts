import { describe, expect, test } from 'vitest';
import { parseHtml } from '../html/parse.ts';
import { findRights } from './find-rights.ts';
import { readPageFacts } from './page-facts.ts';

const url = 'https://news.example/world/1';

function rightsOf(html: string, headers: Readonly<Record<string, string>> = {}): readonly string[] {
  return findRights(readPageFacts(parseHtml(html), url), Object.entries(headers));
}

const meta = (content: string, name = 'robots'): string => `<meta name="${name}" content="${content}">`;

describe('meta robots', () => {
  test.each([
    ['what restricts nothing', meta('index, follow, max-snippet:-1, max-image-preview:large'), []],
    ['in any case and spacing', meta('NoArchive ,max-snippet : 50'), ['noarchive', 'max-snippet:50']],
    ['to us', meta('noarchive', 'Courant'), ['noarchive']],
    ['to crawlers of news', meta('nosnippet', 'googlebot-news'), ['nosnippet']],
    ['to another', meta('noarchive', 'otherbot'), []],
    ['of two tags, each once', meta('noai, noimageai') + meta('noai'), ['noai', 'noimageai']],
    ['an end in ISO 8601', meta('unavailable_after: 2025-09-21'), ['unavailable_after:2025-09-21T00:00:00Z']],
    [
      'an end far ahead',
      meta('unavailable_after:2087-01-02T03:04:05+01:00'),
      ['unavailable_after:2087-01-02T02:04:05Z'],
    ],
    [
      'an end with a comma, between others',
      meta('noarchive, unavailable_after: Saturday, 25-Jun-2010 15:00:00 EST, nosnippet'),
      ['noarchive', 'unavailable_after:2010-06-25T20:00:00Z', 'nosnippet'],
    ],
    ['an end that is no date', meta('unavailable_after: soon, noai'), ['noai']],
    ['markup', meta('<b>, noai'), ['noai']],
  ])('%s', (_, html, expected) => {
    expect(rightsOf(html)).toEqual(expected);
  });
});

describe('headers', () => {
  test.each([
    ['for everyone', { 'x-robots-tag': 'noarchive' }, ['noarchive']],
    ['for us', { 'x-robots-tag': 'courant: noarchive, nosnippet' }, ['noarchive', 'nosnippet']],
    ['for another', { 'x-robots-tag': 'otherbot: noarchive, nosnippet' }, []],
    ['for everyone, then another', { 'x-robots-tag': 'noai, otherbot: noarchive' }, ['noai']],
    ['for another, then us', { 'x-robots-tag': 'otherbot: noai, courant: max-snippet: 9' }, ['max-snippet:9']],
    [
      'TDMRep',
      { 'tdm-reservation': '1', 'tdm-policy': '/tdm.json' },
      ['tdm-reservation', 'tdm-policy:https://news.example/tdm.json'],
    ],
    ['TDMRep that reserves nothing', { 'tdm-reservation': '0', 'tdm-policy': '/tdm.json' }, []],
    [
      'RSL',
      { link: '</a.css>; rel=preload, </rsl.xml>; rel="license"; type="application/rsl+xml"' },
      ['rsl:https://news.example/rsl.xml'],
    ],
    ['another license', { link: '</by.html>; rel="license"' }, []],
  ])('%s', (_, headers, expected) => {
    expect(rightsOf('', headers)).toEqual(expected);
  });
});

test('TDMRep and RSL stand in pages too', () => {
  const html = `${meta('1', 'tdm-reservation')}${meta('javascript:alert(1)', 'tdm-policy')}
    <link rel="license" type="application/rsl+xml" href="/rsl.xml"><link rel="license" href="/by">
    <script type="application/rsl+xml"><rsl/></script>`;
  expect(rightsOf(html)).toEqual(['tdm-reservation', 'rsl:https://news.example/rsl.xml', 'rsl:inline']);
});

test('a flood of directives is cut', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => `no${i}`).join(', ');
  expect(rightsOf(meta(many), { 'x-robots-tag': many }).length).toBeLessThanOrEqual(40);
});
