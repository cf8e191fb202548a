import { expect, test } from 'vitest';
import { crawlDelayMs, isAllowed, parseTdmrep, readRobots, tdmRightsOf } from './robots.ts';

const file = `User-agent: *\nDisallow: /live/\nCrawl-delay: 2\nSitemap: https://gull.example/sitemap-é.xml\nLicense: https://gull.example/rsl.xml\n`;

test('an answer with a file says what the file says', () => {
  const robots = readRobots(200, new TextEncoder().encode(file));
  if (!robots.ok) throw new Error(robots.skip.code);
  expect(isAllowed(robots.value, 'ExampleBot', 'https://gull.example/live/1')).toEqual({
    allowed: false,
    rule: 'Disallow: /live/',
  });
  expect(crawlDelayMs(robots.value, 'ExampleBot')).toBe(2000);
  expect(robots.value.sitemaps).toEqual(['https://gull.example/sitemap-é.xml']);
  expect(robots.value.licenses).toEqual(['https://gull.example/rsl.xml']);
});

test.each([404, 403, 301])('an answer with status %i forbids nothing', (status) => {
  const robots = readRobots(status, file);
  expect(robots.ok && isAllowed(robots.value, 'ExampleBot', 'https://gull.example/live/1').allowed).toBe(true);
});

test.each([429, 500, 503])('with status %i nothing is known, so nothing may be fetched', (status) => {
  expect(readRobots(status, '')).toMatchObject({ ok: false, skip: { code: 'fetch/robots-unreachable' } });
});

test('the rights of a page by tdmrep.json are read as well', () => {
  const rules = parseTdmrep('[{ "location": "/news/*", "tdm-reservation": 1, "tdm-policy": "/terms" }]');
  expect(tdmRightsOf('https://gull.example/news/1', rules)).toEqual([
    'tdm-reservation',
    'tdm-policy:https://gull.example/terms',
  ]);
});
