import { describe, expect, test } from 'vitest';
import { toLocalPath } from './local-path.ts';
import { createLoginAttempts, toNetwork } from './login-attempts.ts';
import { findPasswordProblem, hashPassword, isPassword } from './password.ts';
import { kindOfPath } from './paths.ts';
import { createPauses } from './pauses.ts';
import { createRequestBudget } from './request-budget.ts';
import { isFrom, isOurHost } from './request-origin.ts';

test.each([
  ['/post/2025/ferry/?a=b', '/post/2025/ferry/?a=b'],
  ['//evil.example', '/app/'],
  ['/\\evil.example', '/app/'],
  ['/\t/evil.example', '/app/'],
  ['/.//evil.example', '/app/'],
  ['/x/..//evil.example', '/app/'],
  ['/%2e//evil.example', '/app/'],
  ['https://evil.example', '/app/'],
  ['javascript:alert(1)', '/app/'],
  ['@evil.example', '/app/'],
  [' /app/', '/app/'],
  ['', '/app/'],
  [undefined, '/app/'],
  [`/${'x'.repeat(3000)}`, '/app/'],
  ['/a\r\nSet-Cookie: x=y', '/aSet-Cookie:%20x=y'],
  ['/ü', '/%C3%BC'],
  ['/search?q=a b"<', '/search?q=a%20b%22%3C'],
])('after a login %j leads to %s', (next, expected) => {
  expect(toLocalPath(next, '/app/')).toBe(expected);
});

test.each([
  ['localhost', true],
  ['localhost:4600', true],
  ['LOCALHOST.', true],
  ['127.0.0.1:4600', true],
  ['[::1]:4600', true],
  ['[::ffff:127.0.0.1]', true],
  ['news.example', true],
  ['News.Example.:443', true],
  ['evil.example', false],
  ['evil.example:4600', false],
  ['localhost.evil.example', false],
  ['news.example.evil.example', false],
  ['news.example@evil.example', false],
  ['localhost:4600:4600', false],
  ['localhost:', false],
  ['.', false],
  ['', false],
])('the server goes by the name %j: %s', (host, expected) => {
  expect(isOurHost(host, ['news.example'])).toBe(expected);
});

test.each([
  ['10.1.2.3', true],
  ['::ffff:10.1.2.3', true],
  ['::1', true],
  ['::2', false],
  ['11.0.0.1', false],
  ['', false],
  ['unknown', false],
])('%j is of the networks: %s', (address, expected) => {
  expect(isFrom(address, ['10.0.0.0/8', '::1/128'])).toBe(expected);
});

test.each([
  [['/login'], 'open'],
  [['/login/provider/callback'], 'open'],
  [['/assets/style.css'], 'open'],
  [['/assets/search.js'], 'site'],
  [['/reader/api/0/token'], 'open'],
  [['/api/greader.php/reader/api/0/token'], 'open'],
  [['/fever/'], 'open'],
  [['/feverish'], 'site'],
  [['/websub/abc'], 'open'],
  [['/app/'], 'service'],
  [['/apple/'], 'site'],
  [['/api/v1/articles'], 'service'],
  [['/api/v10'], 'site'],
  [['/api/articles'], 'site'],
  [['/mcp'], 'service'],
  [['/reader/../feed.xml', '/feed.xml'], 'site'],
  [['/app/x', '/feed.xml'], 'site'],
] as const)('%j leads to what is %s', (readings, expected) => {
  expect(kindOfPath(...readings)).toBe(expected);
});

describe('passwords', () => {
  test('are kept as what they cannot be read from, and each differently', async () => {
    const [one, other] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
    expect(one).toMatch(/^scrypt\$131072\$8\$1\$[\w+/]{22}==\$[\w+/]{43}=$/);
    expect(one).not.toBe(other);
    expect(await isPassword('correct horse', one)).toBe(true);
    expect(await isPassword('correct horsf', one)).toBe(false);
    expect(await isPassword('', '')).toBe(false);
  }, 60_000);

  test.each([
    ['correct horse', undefined],
    ['パスワードを十文字以上', undefined],
    ['too short', /at least 10/],
    ['benbenben1', undefined],
    ['benjamin-b1', /little more than the name/],
    ['aaaaaaaaaaaaaaaa', /same few characters/],
    ['x'.repeat(1001), /at most 1000/],
  ])('%j', (password, problem) => {
    const found = findPasswordProblem(password, 'benjamin-b');
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(problem);
  });
});

describe('pauses', () => {
  const clock = { now: 0 };
  const make = (): ReturnType<typeof createPauses> =>
    createPauses({ free: 2, firstMs: 1000, longestMs: 5000, now: () => clock.now });

  test('grow up to the longest, and are forgotten after a rest', () => {
    clock.now = 0;
    const pauses = make();
    const waits = Array.from({ length: 7 }, () => {
      pauses.count('a');
      return pauses.waitOf('a');
    });
    expect(waits).toEqual([0, 0, 1000, 2000, 4000, 5000, 5000]);
    expect(pauses.waitOf('b')).toBe(0);
    clock.now = 3000;
    expect(pauses.waitOf('a')).toBe(2000);
    clock.now = 3_600_000;
    pauses.count('a');
    expect(pauses.waitOf('a')).toBe(0);
  });

  test('take no more memory however many ask', () => {
    const pauses = make();
    for (let i = 0; i < 5; i += 1) pauses.count('first');
    for (let i = 0; i < 9999; i += 1) pauses.count(`key ${i}`);
    expect(pauses.waitOf('first')).toBeGreaterThan(0);
    pauses.count('one more');
    expect(pauses.waitOf('first')).toBe(0); // it has rested longest
  });
});

describe('attempts to log in', () => {
  const never = (): boolean => false;

  test('are slowed down for a name and an address together, and for an address that tries many names', () => {
    const attempts = createLoginAttempts(() => 0);
    const tries = (name: (i: number) => string, address: string): number => {
      for (let i = 0; i < 1000; i += 1) {
        if (attempts.begin(name(i), address, never) > 0) return i;
        attempts.end(name(i), address, false);
      }
      return Infinity;
    };
    expect(tries(() => 'ana', '192.0.2.1')).toBe(5);
    expect(tries(() => 'ben', '192.0.2.1')).toBe(5);
    expect(tries((i) => `name ${i}`, '192.0.2.1')).toBe(11); // 21 of this address
    expect(tries((i) => `name ${i}`, '192.0.2.2')).toBe(21);
  });

  test('from many addresses at one name hold up strangers alone', () => {
    const attempts = createLoginAttempts(() => 0);
    for (let i = 0; i < 31; i += 1) {
      expect(attempts.begin('ana', `192.0.2.${i}`, never)).toBe(0);
      attempts.end('ana', `192.0.2.${i}`, false);
    }
    expect(attempts.begin('ana', '198.51.100.1', never)).toBe(1000);
    expect(attempts.begin('ana', '198.51.100.1', () => true)).toBe(0);
  });

  test('the right password wipes out the wrong ones', () => {
    const attempts = createLoginAttempts(() => 0);
    for (let round = 0; round < 20; round += 1) {
      for (const isRight of [false, false, true]) {
        expect(attempts.begin('ana', `192.0.2.${round}`, never)).toBe(0);
        attempts.end('ana', `192.0.2.${round}`, isRight);
      }
      if (round === 14) break; // 30 wrong ones: more are held up
    }
  });

  test('no more than some are under way at once', () => {
    const attempts = createLoginAttempts(() => 0);
    const begun = Array.from({ length: 30 }, (_, i) => attempts.begin(`name ${i}`, `192.0.2.${i}`, never));
    expect(begun.filter((wait) => wait === 0)).toHaveLength(20);
    attempts.end('name 0', '192.0.2.0', false);
    expect(attempts.begin('name 40', '192.0.2.40', never)).toBe(0);
  });

  test('a network of IPv6 counts as one address', () => {
    expect(toNetwork('2001:db8:1:2::1')).toBe(toNetwork('2001:db8:1:2:ffff::9'));
    expect(toNetwork('2001:db8:1:3::1')).not.toBe(toNetwork('2001:db8:1:2::1'));
    expect(toNetwork('::ffff:192.0.2.1')).toBe('192.0.2.1');
  });
});

test('who asks too much waits until there is one more, each on their own', () => {
  const clock = { now: 0 };
  const budget = createRequestBudget(60, () => clock.now); // one a second, fifteen at once
  expect(Array.from({ length: 16 }, () => budget.take('a'))).toEqual([...Array<number>(15).fill(0), 1000]);
  expect(budget.take('b')).toBe(0);
  clock.now = 900;
  expect(budget.take('a')).toBe(100);
  clock.now = 1000;
  expect([budget.take('a'), budget.take('a')]).toEqual([0, 1000]);
  clock.now = -5000; // the clock was set back
  expect(budget.take('a')).toBeGreaterThan(0);
});
