import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toUrl } from './normalize.ts';
import { decodePunycode } from './punycode.ts';
import { groupBySite, isSameSite, outletNameOf, siteOf } from './site.ts';
import type { Url } from '../model/ids.ts';

function url(text: string): Url {
  const found = toUrl(text);
  if (found === null) throw new Error(text);
  return found;
}

describe('siteOf and outletNameOf', () => {
  test.each([
    ['a host below a domain', 'https://www.morning-post.com/a', 'morning-post.com', 'morning-post'],
    ['a public suffix of two parts', 'https://news.morning-post.co.uk/a', 'morning-post.co.uk', 'morning-post'],
    ['a blog on a platform', 'https://anna.blogspot.com/a', 'anna.blogspot.com', 'anna'],
    ['an international name', 'https://zeitung-süd.de/', 'xn--zeitung-sd-ieb.de', 'zeitung-süd'],
    ['an IP address with a port', 'http://127.0.0.1:8123/a', '127.0.0.1:8123', '127.0.0.1'],
    ['an IPv6 address', 'http://[::1]:8123/a', '[::1]:8123', '[::1]'],
    ['localhost', 'http://localhost:8123/a', 'localhost:8123', 'localhost'],
    ['a public suffix itself', 'https://co.uk/', 'co.uk', 'co.uk'],
  ])('%s', (_name, text, site, name) => {
    expect(siteOf(url(text))).toBe(site);
    expect(outletNameOf(url(text))).toBe(name);
  });

  test('text that is no address has no name', () => {
    expect(outletNameOf('no address')).toBe('');
  });
});

test('groupBySite keeps the order of sites and of what stands at each', () => {
  const items = ['https://post.co.uk/1', 'https://mail.co.uk/2', 'https://sport.post.co.uk/3', 'https://post.co.uk/1'];
  expect([...groupBySite(items, url)]).toEqual([
    ['post.co.uk', ['https://post.co.uk/1', 'https://sport.post.co.uk/3', 'https://post.co.uk/1']],
    ['mail.co.uk', ['https://mail.co.uk/2']],
  ]);
});

test('isSameSite looks at the registrable domain', () => {
  expect(isSameSite(url('https://www.post.co.uk/'), url('http://sport.post.co.uk/a'))).toBe(true);
  expect(isSameSite(url('https://post.co.uk/'), url('https://mail.co.uk/'))).toBe(false);
  expect(isSameSite(url('https://anna.blogspot.com/'), url('https://bert.blogspot.com/'))).toBe(false);
});

describe('decodePunycode', () => {
  test('reads what the platform writes', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abz09-äöüßçñжяअक字語한글ẽ'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(letters, (text) => {
        const ascii = domainToASCII(`a${text}a`);
        fc.pre(ascii.startsWith('xn--'));
        expect(domainToASCII(decodePunycode(ascii.slice(4)) ?? '')).toBe(ascii);
      }),
      { numRuns: 1000 },
    );
  });

  test('any other text gives null or text, never an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 63 }), (text) => ['string', 'object'].includes(typeof decodePunycode(text))),
    );
    expect(decodePunycode('99999999')).toBeNull();
  });
});
