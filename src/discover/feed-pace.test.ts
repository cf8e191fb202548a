import { expect, test } from 'vitest';
import { findLinks } from './find-links.ts';
import { parseLinkHeader } from './find-hub.ts';
import { sourceOf, urlOf } from '../../test/sample-archive.ts';

const minute = 60_000;
const hour = 60 * minute;
const url = urlOf('https://daily.example/feed');

function read(channel: string, headers: readonly (readonly [string, string])[] = []) {
  const text = `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:s="http://purl.org/rss/1.0/modules/syndication/">
    <channel><title>Daily</title>${channel}<item><link>https://daily.example/a</link></item></channel></rss>`;
  const page = { url, bytes: Buffer.from(text), headers };
  const found = findLinks(page, { kind: 'feed', url }, { source: sourceOf('daily'), now: Date.UTC(2025, 1, 9) });
  if (!found.ok) throw new Error(found.skip.code);
  return found.value;
}

test.each([
  ['nothing', '', undefined],
  ['nonsense', '<ttl>soon</ttl><s:updatePeriod>never</s:updatePeriod><skipHours><hour>99</hour></skipHours>', undefined],
  ['ttl', '<ttl>45</ttl>', { everyMs: 45 * minute, skipHours: [], skipDays: [] }],
  ['period alone', '<s:updatePeriod>hourly</s:updatePeriod>', { everyMs: hour, syndicationMs: hour, skipHours: [], skipDays: [] }],
  ['frequency alone', '<s:updateFrequency>4</s:updateFrequency>', { everyMs: 6 * hour, syndicationMs: 6 * hour, skipHours: [], skipDays: [] }],
  ['ttl and period: the longer', '<ttl>5</ttl><s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>2</s:updateFrequency>', { everyMs: 30 * minute, syndicationMs: 30 * minute, skipHours: [], skipDays: [] }],
  ['base', '<s:updatePeriod>daily</s:updatePeriod><s:updateBase>2000-01-01T06:00+00:00</s:updateBase>', { everyMs: 24 * hour, syndicationMs: 24 * hour, base: Date.UTC(2000, 0, 1, 6), skipHours: [], skipDays: [] }],
  ['a rest of hours alone', '<skipHours><hour>3</hour></skipHours>', { skipHours: [3], skipDays: [] }],
  ['a rest of days alone', '<skipDays><day>Sunday</day><day>someday</day></skipDays>', { skipHours: [], skipDays: [0] }],
  ['hours that are none', '<ttl>60</ttl><skipHours><hour>25</hour><hour>1e1</hour><hour>-1</hour><hour/></skipHours>', { everyMs: hour, skipHours: [], skipDays: [] }],
  ['a frequency that is none', '<ttl>60</ttl><s:updateFrequency>0</s:updateFrequency>', { everyMs: hour, skipHours: [], skipDays: [] }],
  ['a frequency beyond reason', '<ttl>60</ttl><s:updateFrequency>1000001</s:updateFrequency>', { everyMs: hour, skipHours: [], skipDays: [] }],
  ['a base without a period', '<ttl>60</ttl><s:updateBase>2000-01-01T06:00+00:00</s:updateBase>', { everyMs: hour, skipHours: [], skipDays: [] }],
  ['more than a year', '<ttl>9999999</ttl>', { everyMs: 365 * 24 * hour, skipHours: [], skipDays: [] }],
  ['rest', '<skipHours><hour>1</hour><hour>24</hour><hour>1</hour></skipHours><skipDays><day>Saturday</day></skipDays>', { skipHours: [1, 0], skipDays: [6] }],
])('a feed that states %s', (_name, channel, pace) => {
  expect(read(channel).pace).toEqual(pace);
}); // prettier-ignore

test('a hub is found in the feed, and better in the headers', () => {
  const inFeed = '<atom:link rel="hub" href="/hub"/><atom:link rel="self" href="https://daily.example/all.xml"/>';
  expect(read(inFeed).hub).toEqual({ hub: 'https://daily.example/hub', topic: 'https://daily.example/all.xml' });
  expect(read('<atom:link rel="hub" href="https://hub.example/"/>').hub).toEqual({ hub: 'https://hub.example/', topic: url });
  const link = ['link', '<https://hub.example/>; rel="hub", <https://daily.example/me>; rel=self'] as const;
  expect(read(inFeed, [link]).hub).toEqual({ hub: 'https://hub.example/', topic: 'https://daily.example/me' });
  expect(read('').hub).toBeUndefined();
  expect(read('', [['link', '<>; rel=hub']]).hub).toBeUndefined();
  expect(read('', [['link', '<mailto:hub@daily.example>; rel=hub']]).hub).toBeUndefined();
  expect(read('', [['via', '<https://hub.example/>; rel=hub']]).hub).toBeUndefined();
}); // prettier-ignore

test('a Link header is read as it is written', () => {
  expect(parseLinkHeader('<a>; title="x, <y>; rel=hub"; rel="prev Hub",<b>;rel=self, broken')).toEqual([
    { target: 'a', rel: ['prev', 'hub'] },
    { target: 'b', rel: ['self'] },
  ]);
  expect(parseLinkHeader('<c>; REL=a; rel=b, <d>; type="text/html", <e>; rel=" hub  self "')).toMatchObject([
    { target: 'c', rel: ['a'] },
    { target: 'd' },
    { target: 'e', rel: expect.arrayContaining(['hub', 'self']) as string[] },
  ]);
});
