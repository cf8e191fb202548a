import { expect, test } from 'vitest';
import { decideShowing, openPolicy, type Policy } from './policy.ts';

const day = 86_400_000;
const published = Date.UTC(2025, 1, 9);

test.each<[string, Partial<Policy>, Partial<Policy> | undefined, readonly string[], unknown[]]>([
  ['without a policy all is shown, with our own pictures', {}, undefined, [], ['full', Infinity, 'local']],
  ['an excerpt is short', { text: 'excerpt' }, undefined, [], ['excerpt', 300, 'local']],
  ['a headline has no text', { text: 'headline' }, undefined, [], ['headline', 0, 'local']],
  [
    'what is said of the article comes before its source',
    { text: 'headline' },
    { text: 'full' },
    [],
    ['full', Infinity, 'local'],
  ],
  ['field by field', { text: 'excerpt', images: 'hotlink' }, { images: 'none' }, [], ['excerpt', 300, 'none']],
  ['noarchive makes an excerpt', {}, undefined, ['noarchive'], ['excerpt', 300, 'none']],
  ['max-snippet makes it shorter', { text: 'excerpt' }, undefined, ['max-snippet:50'], ['excerpt', 50, 'none']],
  ['not longer than ours', { text: 'excerpt' }, undefined, ['max-snippet:5000'], ['excerpt', 300, 'none']],
  ['nosnippet leaves the headline', {}, undefined, ['nosnippet'], ['headline', 0, 'none']],
  ['a narrower policy stays', { text: 'headline' }, undefined, ['max-snippet:50'], ['headline', 0, 'none']],
  ['private stays private', { text: 'private' }, undefined, ['nosnippet'], ['private', 0, 'none']],
  [
    'noimageindex takes the pictures alone',
    { images: 'hotlink' },
    undefined,
    ['noimageindex'],
    ['full', Infinity, 'none'],
  ],
  [
    'signals that restrict nothing',
    {},
    undefined,
    ['noai', 'max-snippet:-1', 'unheard-of'],
    ['full', Infinity, 'local'],
  ],
  [
    'a permission sets signals aside',
    { permission: 'letter of May' },
    undefined,
    ['nosnippet'],
    ['full', Infinity, 'local'],
  ],
  [
    'but not the policy',
    { permission: 'letter', text: 'excerpt' },
    undefined,
    ['max-snippet:9'],
    ['excerpt', 300, 'local'],
  ],
  ['a permission for one article', {}, { permission: 'mail' }, ['noarchive'], ['full', Infinity, 'local']],
])('%s', (_, source, article, rights, expected) => {
  const { text, chars, images, until } = decideShowing({ ...openPolicy, ...source }, article, rights, published);
  expect([text, chars, images, until]).toEqual([...expected, Infinity]);
});

const expiry = 'unavailable_after:2025-02-20T00:00:00Z';
test.each<[string, Partial<Policy>, readonly string[], number]>([
  ['days count from the date of the article', { days: 30 }, [], published + 30 * day],
  ['half days too', { days: 0.5 }, [], published + day / 2],
  ['the outlet may end it sooner', { days: 30 }, [expiry], Date.UTC(2025, 1, 20)],
  ['or later, which changes nothing', { days: 3 }, [expiry], published + 3 * day],
  ['a permission goes on', { permission: 'letter' }, [expiry], Infinity],
  ['for as long as we say', { permission: 'letter', days: 90 }, [expiry], published + 90 * day],
])('%s', (_, source, rights, until) => {
  expect(decideShowing({ ...openPolicy, ...source }, undefined, rights, published).until).toBe(until);
});
