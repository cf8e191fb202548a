import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crawlDelayMs, isAllowed, parseRobots } from './robots.ts';

function allows(robots: string | Uint8Array, path: string, agent = 'Courant'): boolean {
  return isAllowed(parseRobots(robots), agent, `https://news.example${path}`).allowed;
}

describe('which group holds', () => {
  test.each([
    ['an empty file allows all', '', '/a', true],
    ['everyone means us', 'User-agent: *\nDisallow: /a', '/a', false],
    [
      'our own group replaces the one for everyone',
      'User-agent: *\nDisallow: /\nUser-agent: courant\nDisallow: /b',
      '/a',
      true,
    ],
    ['our own empty group allows all', 'User-agent: *\nDisallow: /\n\nUser-agent: Courant\nDisallow:', '/a', true],
    [
      'groups that name us are joined',
      'User-agent: Courant\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: courant\nDisallow: /b',
      '/b',
      false,
    ],
    ['a version behind the name does not matter', 'User-agent: Courant/2.0 (x)\nDisallow: /a', '/a', false],
    ['a longer name is another agent', 'User-agent: CourantBot\nDisallow: /a', '/a', true],
    ['several agents share a group', 'User-agent: x\nUser-agent: Courant\nDisallow: /a', '/a', false],
    [
      'Crawl-delay and Sitemap do not part a group',
      'User-agent: Courant\nCrawl-delay: 1\nSitemap: https://x.example/\nUser-agent: x\nDisallow: /a',
      '/a',
      false,
    ],
    ['rules before any agent mean nothing', 'Disallow: /\nUser-agent: Courant\nAllow: /', '/a', true],
  ])('%s', (_name, robots, path, expected) => {
    expect(allows(robots, path)).toBe(expected);
  });
});

describe('which rule holds', () => {
  test.each([
    ['the longest rule', 'Disallow: /a\nAllow: /a/b', '/a/b/c', true],
    ['the longest rule, forbidding', 'Allow: /a\nDisallow: /a/b', '/a/b/c', false],
    ['of equals the one that allows', 'Disallow: /a\nAllow: /a', '/a', true],
    ['a star stands for any run', 'Disallow: /*/print', '/x/y/print?a', false],
    ['a dollar is the end', 'Disallow: /*.pdf$', '/a.pdf', false],
    ['a dollar is the end only', 'Disallow: /*.pdf$', '/a.pdf?b', true],
    ['the end must lie behind the stars', 'Disallow: /ab*ba$', '/aba', true],
    ['the end is looked for at the end', 'Disallow: /*a$', '/aba', false],
    ['stars at both ends', 'Disallow: *b*', '/abc', false],
    ['a query counts', 'Disallow: /*?print=', '/a?print=1', false],
    ['letters count', 'Disallow: /A', '/a', true],
    ['escapes are compared in either case', 'Disallow: /%e4', '/%E4x', false],
    ['raw UTF-8 means its escapes', 'Disallow: /ä', '/%C3%A4', false],
    ['a comment ends the rule', 'Disallow: /a # not /b', '/a', false],
    ['an empty rule forbids nothing', 'Disallow:', '/a', true],
    ['a misspelt Disallow counts', 'Dissallow: /a', '/a', false],
    ['a forgotten colon does not matter', 'Disallow /a', '/a', false],
  ])('%s', (_name, rules, path, expected) => {
    expect(allows(`User-agent: *\n${rules}`, path)).toBe(expected);
  });

  test('the rule is told', () => {
    expect(isAllowed(parseRobots('User-agent: *\nDisallow: /live/'), 'x', 'https://a.example/live/1')).toEqual({
      allowed: false,
      rule: 'Disallow: /live/',
    });
  });
});

describe('the file', () => {
  test('a byte order mark and any line end are accepted', () => {
    expect(allows('\uFEFFUser-agent: *\rDisallow: /a\r\nDisallow: /b', '/a')).toBe(false);
    expect(allows('\uFEFFUser-agent: *\rDisallow: /a\r\nDisallow: /b', '/b')).toBe(false);
  });

  test('octets that are no UTF-8 are compared as octets', () => {
    expect(allows(Buffer.from('User-agent: *\nDisallow: /\xe4', 'latin1'), '/%E4')).toBe(false);
  });

  test('what follows 500 KiB is not read', () => {
    const fill = `#${'x'.repeat(1022)}\n`;
    expect(allows(`User-agent: *\nDisallow: /a\n${fill.repeat(500)}Disallow: /b`, '/b')).toBe(true);
    expect(allows(`User-agent: *\nDisallow: /a\n${fill.repeat(400)}Disallow: /b`, '/b')).toBe(false);
  });

  test('sitemaps are found anywhere', () => {
    const robots = parseRobots(
      'Sitemap: https://a.example/1.xml\nUser-agent: x\nDisallow: /\nsitemap:https://a.example/ä.xml\nSitemap:',
    );
    expect(robots.sitemaps).toEqual(['https://a.example/1.xml', 'https://a.example/ä.xml']);
  });

  test.each([
    ['seconds', 'User-agent: *\nCrawl-delay: 10', 10_000],
    ['parts of a second', 'User-agent: *\nCrawl-delay: .5', 500],
    ['the larger of two', 'User-agent: *\nCrawl-delay: 3\nCrawl-delay: 2', 3000],
    [
      'our own group replaces the one for everyone',
      'User-agent: *\nCrawl-delay: 10\nDisallow:\nUser-agent: Courant\nDisallow: /x',
      0,
    ],
    ['only for agents named before it', 'User-agent: x\nCrawl-delay: 10\nUser-agent: Courant\nDisallow: /x', 0],
    ['nonsense is none', 'User-agent: *\nCrawl-delay: -1\nCrawl-delay: soon\nCrawl-delay: 1e9', 0],
  ])('Crawl-delay: %s', (_name, robots, expected) => {
    expect(crawlDelayMs(parseRobots(robots), 'Courant')).toBe(expected);
  });

  test('anything can be read', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.webUrl(),
        (bytes, url) => typeof isAllowed(parseRobots(bytes), 'Courant', url).allowed === 'boolean',
      ),
    );
  });
});

describe('hostile files take linear time', () => {
  test.each([
    ['one pattern with thousands of stars', `Disallow: /${'*a'.repeat(8000)}b`, `/${'a'.repeat(20_000)}`],
    [
      'a pattern that nearly matches everywhere',
      `Disallow: /*${'a'.repeat(8000)}b${'a'.repeat(8000)}`,
      `/${'a'.repeat(30_000)}`,
    ],
    ['many agents and delays', 'User-agent: x\nCrawl-delay: 1\n'.repeat(17_000), '/a'],
    ['many rules', 'Disallow: /*b\n'.repeat(38_000), `/${'a'.repeat(2000)}`],
    ['one endless line', `Disallow: ${' '.repeat(400_000)}x`, '/a'],
  ])('%s', (_name, rules, path) => {
    const robots = parseRobots(`User-agent: *\n${rules}`);
    isAllowed(robots, 'Courant', `https://news.example${path}`);
  });
});

test('a pattern matches exactly as its regular expression does', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '$'), maxLength: 8 });
  const path = fc.string({ unit: fc.constantFrom('a', 'b', '$'), maxLength: 10 });
  fc.assert(
    fc.property(letters, path, (pattern, tail) => {
      const source = pattern.replace(/\$(?!$)/g, '\\$').replaceAll('*', '.*');
      const expected = !new RegExp(`^/${source}`).test(`/${tail}`);
      expect(allows(`User-agent: *\nDisallow: /${pattern}`, `/${tail}`)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

const shared = '../shared/conformance/feeds/robots.jsonl';

test.skipIf(!existsSync(shared))('decides all 145 shared cases as Google does (skipped without ../shared)', () => {
  interface Row {
    readonly robots: string;
    readonly agent: string;
    readonly url: string;
    readonly allowed: boolean;
  }
  const rows = readFileSync(shared, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  const wrong = rows.filter(
    ({ robots, agent, url, allowed }) => isAllowed(parseRobots(robots), agent, url).allowed !== allowed,
  );
  expect(rows).toHaveLength(145);
  expect(wrong).toEqual([]);
});
