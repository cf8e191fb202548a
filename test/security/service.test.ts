import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseArticleId } from '../../src/model/ids.ts';
import { createLoginAttempts } from '../../src/serve/access/login-attempts.ts';
import { hashPassword } from '../../src/serve/access/password.ts';
import { listen } from '../../src/serve/listen.ts';
import { makeUpService, type Asked, type MadeUpService } from '../made-up-service.ts';

const asPage = { Accept: 'text/html,application/xhtml+xml' };
const password = 'correct horse battery';
const hash = await hashPassword(password);

/** With somebody who can log in by name and password. */
async function withUser(options: Parameters<typeof makeUpService>[0] = {}): Promise<MadeUpService> {
  const service = await makeUpService(options);
  service.readers.users.add({ name: 'ana', role: 'admin', password: hash, createdAt: '2026-01-01T00:00:00.000Z' });
  return service;
}

describe('who may read', () => {
  test.each([
    ['the first page', '/'],
    ['an article', '/post/2025/ferry/'],
    ['a feed', '/feed.xml'],
    ['a picture', '/media/a.png'],
    ['the search', '/search?q=ferry'],
    ['the API', '/api/articles'],
    ['a page of the service', '/app/account'],
    ['what is not there', '/nothing'],
    ['a way back from what is open', '/app/assets/../../feed.xml'],
    ['an encoded way back', '/reader/%2e%2e/feed.xml'],
    ['an encoded letter', '/%66eed.xml'],
    ['a slash too many', '//feed.xml'],
    ['a name that begins like an open one', '/loginfeed.xml'],
  ])('nobody without a login sees %s', async (_, path) => {
    const { ask, logIn } = await withUser();
    const asProgram = await ask(path);
    expect([asProgram.status, asProgram.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer realm="courant"']);
    const page = await ask(path, { headers: asPage });
    expect(page.status).toBe(302);
    expect(page.headers.get('Location')).toMatch(/^\/login\?next=%2F/);
    expect(`${await asProgram.text()}${await page.text()}`).not.toMatch(/today|ferry is back|a picture/);
    expect((await ask(path, { as: logIn('ben', 'reader'), headers: asPage })).status).not.toBe(302);
  });

  test.each(['/login', '/app/assets/app.css', '/assets/style.css', '/healthz'])('%s is for everybody', async (path) => {
    expect((await (await withUser()).ask(path)).status).toBe(200);
  });

  test('where reading is open, the service itself still takes a login', async () => {
    const { ask } = await withUser({ isReadingOpen: true });
    expect((await ask('/')).status).toBe(200);
    expect((await ask('/media/a.png')).headers.get('Cache-Control')).toContain('public');
    for (const path of ['/app/', '/app/account', '/app/users', '/app/audit'])
      expect((await ask(path, { headers: asPage })).status).toBe(302);
  });

  test('what only users may read is kept by no cache that others share', async () => {
    const { ask, logIn } = await withUser();
    const as = logIn('ben', 'reader');
    for (const path of ['/', '/media/a.png', '/app/account'])
      expect((await ask(path, { as })).headers.get('Cache-Control')).not.toContain('public');
  });

  test('a token may do what its scopes say, and never gets at the account', async () => {
    const { ask, logIn, readers } = await withUser();
    const { user } = logIn('ben', 'editor');
    const tokenFor = (scope: 'read' | 'mark' | 'admin'): Record<string, string> => {
      const { secret } = readers.tokens.add({ user: user.id, name: 'x', scopes: [scope], expiresAt: 0 }, 0);
      return { Authorization: `Bearer ${secret}` };
    };
    expect((await ask('/feed.xml', { headers: tokenFor('read') })).status).toBe(200);
    expect((await ask('/feed.xml', { headers: tokenFor('mark') })).status).toBe(403);
    expect((await ask('/app/account', { headers: tokenFor('read') })).status).toBe(403);
    expect((await ask('/app/account/tokens', { headers: tokenFor('read'), form: { name: 'y' } })).status).toBe(403);
    expect((await ask('/app/users', { headers: tokenFor('admin') })).status).toBe(403); // editors have no such scope
    expect((await ask('/feed.xml', { headers: { Authorization: 'Bearer courant_guess' } })).status).toBe(401);
  });

  test('one who is disabled or removed is out at once', async () => {
    const { ask, logIn, readers } = await withUser();
    const as = logIn('ben', 'reader');
    const { secret } = readers.tokens.add({ user: as.user.id, name: 'x', scopes: ['read'], expiresAt: 0 }, 0);
    const asToken = { headers: { Authorization: `Bearer ${secret}` } };
    expect([(await ask('/', { as })).status, (await ask('/', asToken)).status]).toEqual([200, 200]);
    readers.users.setDisabled(as.user.id, true);
    expect([(await ask('/', { as })).status, (await ask('/', asToken)).status]).toEqual([401, 401]);
    readers.users.setDisabled(as.user.id, false);
    expect((await ask('/', { as })).status).toBe(401); // the session ended, too
    readers.users.remove(as.user.id);
    expect((await ask('/', asToken)).status).toBe(401);
  });

  test('users, settings and index are served to nobody', async () => {
    const { ask, logIn } = await withUser();
    const as = logIn('ben', 'admin');
    for (const path of [
      '/readers.db',
      '/../readers.db',
      '/%2e%2e/readers.db',
      '/..%2freaders.db',
      '/.courant/index.db',
    ])
      expect((await ask(path, { as })).status).toBe(404);
  });
});

describe('people see and change only what is theirs', () => {
  test('marks, collections and tokens', async () => {
    const { ask, logIn, readers } = await withUser();
    const [ana, ben] = [logIn('ana', 'admin'), logIn('ben', 'reader')];
    const article = parseArticleId('00000000000000aa');
    if (article === null) throw new Error('no id');
    readers.marks.set(ana.user.id, [article], 'starred', 5);
    const list = readers.collections.add(ana.user.id, 'Secret plans', '2026-01-01T00:00:00.000Z');
    const { token } = readers.tokens.add(
      { user: ana.user.id, name: 'secret script', scopes: ['read'], expiresAt: 0 },
      0,
    );
    expect(readers.marks.of(ben.user.id, [article]).size).toBe(0);
    expect(readers.collections.get(list?.id ?? 0, ben.user.id)).toBeUndefined();
    for (const path of ['/app/account', '/app/', '/app/starred', '/app/collections', `/app/collections/${list?.id}`])
      expect(await (await ask(path, { as: ben })).text()).not.toMatch(/secret/i);
    const revoked = await ask(`/app/account/tokens/${token.id}/revoke`, { as: ben, form: {} });
    expect(revoked.status).toBe(404);
    expect(readers.tokens.listOf(ana.user.id)).toHaveLength(1);
    expect((await ask(`/app/account/tokens/${token.id}/revoke`, { as: ana, form: {} })).status).toBe(303);
    expect(readers.tokens.listOf(ana.user.id)).toHaveLength(0);
  });

  test.each(['reader', 'editor'] as const)('a %s is no admin', async (role) => {
    const { ask, logIn, readers } = await withUser();
    const as = logIn('ben', role);
    for (const path of ['/app/users', '/app/audit']) expect((await ask(path, { as })).status).toBe(403);
    const changes = [
      ['/app/users', { name: 'eve', role: 'admin', password: 'a long password' }],
      [`/app/users/${as.user.id}/role`, { role: 'admin' }],
      ['/app/users/1/password', { password: 'a long password' }],
      ['/app/users/1/remove', { sure: 'yes' }],
      ['/app/users/1/disable', {}],
    ] as const;
    for (const [path, form] of changes) expect((await ask(path, { as, form })).status).toBe(403);
    expect(readers.users.list().map(({ name, role: has }) => `${name} ${has}`)).toEqual(['ana admin', `ben ${role}`]);
    expect(readers.users.passwordOf(1)).toBe(hash);
  });

  test('nobody makes a token that may more than they', async () => {
    const { ask, logIn, readers } = await withUser();
    const as = logIn('ben', 'reader');
    const form = [
      ['name', 'x'],
      ['days', '1'],
      ['scope', 'admin'],
      ['scope', 'run'],
      ['scope', 'mark'],
    ] as const;
    expect((await ask('/app/account/tokens', { as, form })).status).toBe(200);
    expect(readers.tokens.listOf(as.user.id).map(({ scopes }) => scopes)).toEqual([['mark']]);
  });
});

describe('requests of other sites', () => {
  const change = '/app/account/tokens';
  const form = { name: 'x', days: '1', scope: 'read' };

  test.each<[string, number, (right: string) => Asked]>([
    [
      'a page of ours',
      200,
      (right) => ({ headers: { 'Sec-Fetch-Site': 'same-origin' }, form: { ...form, 'form-token': right } }),
    ],
    [
      'a page of ours, by its origin',
      200,
      (right) => ({ headers: { Origin: 'http://localhost' }, form: { ...form, 'form-token': right } }),
    ],
    ['a program that says nothing, with the token', 200, (right) => ({ form: { ...form, 'form-token': right } })],
    [
      'a script of ours, by header',
      400,
      (right) => ({ headers: { 'X-Form-Token': right, 'Content-Type': 'application/json' }, body: '{}' }),
    ],
    ['no token', 403, () => ({ form })],
    ['an empty token', 403, () => ({ form: { ...form, 'form-token': '' } })],
    ['a wrong token', 403, (right) => ({ form: { ...form, 'form-token': `${right}x` } })],
    [
      'another site',
      403,
      (right) => ({ headers: { 'Sec-Fetch-Site': 'cross-site' }, form: { ...form, 'form-token': right } }),
    ],
    [
      'another host of the same site',
      403,
      (right) => ({ headers: { 'Sec-Fetch-Site': 'same-site' }, form: { ...form, 'form-token': right } }),
    ],
    [
      'another origin',
      403,
      (right) => ({ headers: { Origin: 'http://evil.example' }, form: { ...form, 'form-token': right } }),
    ],
    [
      'the same host at another port',
      403,
      (right) => ({ headers: { Origin: 'http://localhost:1' }, form: { ...form, 'form-token': right } }),
    ],
    [
      'an origin that is hidden',
      403,
      (right) => ({ headers: { Origin: 'null' }, form: { ...form, 'form-token': right } }),
    ],
    [
      'JSON that says it is text',
      403,
      (right) => ({
        headers: { 'Content-Type': 'text/plain' },
        body: JSON.stringify({ ...form, 'form-token': right }),
      }),
    ],
    [
      'a form that says it is text',
      403,
      (right) => ({ headers: { 'Content-Type': 'text/plain' }, body: `form-token=${right}` }),
    ],
    [
      'a type that only begins like one of a form',
      403,
      (right) => ({
        headers: { 'Content-Type': 'application/x-www-form-urlencoded-not' },
        body: `form-token=${right}`,
      }),
    ],
    ['another method', 403, () => ({ method: 'DELETE' })],
  ])('%s: %i', async (_, status, request) => {
    const { ask, logIn, readers } = await withUser();
    const { user, cookie, formToken } = logIn('ben', 'reader');
    const { headers, ...asked } = request(formToken);
    const answer = await ask(change, { ...asked, headers: { Cookie: cookie, ...headers } });
    expect(answer.status).toBe(status);
    expect(readers.tokens.listOf(user.id)).toHaveLength(status === 200 ? 1 : 0);
  });

  test('the token of somebody else is worth nothing', async () => {
    const { ask, logIn } = await withUser();
    const [ben, eve] = [logIn('ben', 'reader'), logIn('eve', 'reader')];
    const answer = await ask(change, {
      form: { ...form, 'form-token': eve.formToken },
      headers: { Cookie: ben.cookie },
    });
    expect(answer.status).toBe(403);
  });

  test('the one person of a machine is safe from pages they visit, too', async () => {
    const { ask, readers } = await makeUpService();
    expect((await ask('/app/users')).status).toBe(200);
    const added = await ask('/app/users', {
      form: { name: 'eve', role: 'admin', password: 'a long password' },
      headers: { 'Sec-Fetch-Site': 'cross-site' },
    });
    expect([added.status, readers.users.find('eve')]).toEqual([403, undefined]);
  });

  test('no other site logs somebody in as somebody else', async () => {
    const { ask } = await withUser();
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ]) {
      const answer = await ask('/login', { form: { name: 'ana', password }, headers });
      expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([403, null]);
    }
  });
});

describe('names that the server does not go by', () => {
  test('are answered with 421, on every path (DNS rebinding)', async () => {
    const { ask } = await withUser();
    for (const path of ['/login', '/healthz', '/feed.xml', '/api/articles', '/reader/api/0/token'])
      for (const [host, isOurs] of [
        ['localhost:4600', true],
        ['news.example', true],
        ['evil.example', false],
        ['', false],
      ] as const) {
        const answer = await ask(path, { headers: { Host: host, 'X-Forwarded-Host': 'localhost' } });
        expect(answer.status !== 421).toBe(isOurs);
      }
  });

  test('without users, nobody is the one person of the machine who comes by a name or a proxy', async () => {
    const { ask } = await makeUpService();
    expect((await ask('/app/users')).status).toBe(200);
    expect(await (await ask('/api/v1/users')).json()).toEqual({ users: [] }); // they cannot log in
    for (const headers of [
      { Host: 'news.example' },
      { Host: '192.0.2.7' },
      { 'X-Forwarded-For': '192.0.2.7' },
      { Forwarded: 'for=192.0.2.7' },
      { Via: '1.1 proxy' },
    ] as Record<string, string>[])
      expect((await ask('/app/users', { headers })).status).toBe(401);
    expect((await (await makeUpService({ isLoopback: false })).ask('/app/users')).status).toBe(401);
  });

  test('nor by HTTP/1.0, by two names, or by an address in the request line', async () => {
    const { app } = await makeUpService();
    const server = await listen(app, { port: 0 });
    onTestFinished(() => server.stop());
    const send = async (first: string, ...headers: readonly string[]): Promise<string> => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.write(`${[first, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`);
      return (await text(socket)).split('\r\n')[0] ?? '';
    };
    expect(await send('GET /app/users HTTP/1.1', 'Host: localhost')).toMatch(/ 200 /);
    expect(await send('GET /app/users HTTP/1.0', 'Host: localhost')).toMatch(/ 401 /);
    expect(await send('GET /app/users HTTP/1.0')).toMatch(/ 4\d\d /);
    expect(await send('GET /app/users HTTP/1.1', 'Host: localhost', 'Host: evil.example')).toMatch(/ 4\d\d /);
    expect(await send('GET http://localhost/app/users HTTP/1.1', 'Host: evil.example')).toMatch(/ 421 /);
    expect(await send('GET /app/users HTTP/1.1', 'Host: localhost\t', 'X-Forwarded-For: 192.0.2.1')).toMatch(/ 4\d\d /);
  });
});

describe('logging in', () => {
  test('begins a session of its own, whatever the browser had; the old secret is worth nothing', async () => {
    const { ask, logIn, readers, clock } = await withUser();
    const before = logIn('eve', 'reader');
    const planted = before.cookie.slice('courant_session='.length);
    const answer = await ask('/login', { form: { name: ' Ana ', password }, headers: { Cookie: before.cookie } });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/app/']);
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^courant_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookies[0]).not.toContain(planted);
    expect(readers.sessions.find(planted, clock.now)).toBeUndefined();
    const cookie = cookies[0]?.split(';')[0] ?? '';
    expect((await ask('/app/users', { headers: { Cookie: cookie } })).status).toBe(200);
  });

  test('logging out ends the session at the server', async () => {
    const { ask, logIn } = await withUser();
    const as = logIn('ben', 'reader');
    expect((await ask('/logout', { form: {}, headers: { Cookie: as.cookie } })).status).toBe(403); // of another page
    const answer = await ask('/logout', { as, form: {} });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/login']);
    expect(answer.headers.get('Set-Cookie')).toMatch(/^courant_session=; Max-Age=0; Path=\//);
    expect((await ask('/', { as })).status).toBe(401);
  });

  test('leads back to where somebody came from, and nowhere else', async () => {
    const { ask, logIn } = await withUser();
    const as = logIn('ben', 'reader');
    const leadsTo = async (next: string): Promise<string | null> =>
      (await ask(`/login?next=${encodeURIComponent(next)}`, { as })).headers.get('Location');
    expect(await leadsTo('/post/2025/ferry/?a=b')).toBe('/post/2025/ferry/?a=b');
    for (const next of ['//evil.example', '/\\evil.example', '/.//evil.example', 'https://evil.example'])
      expect(await leadsTo(next)).toBe('/app/');
    const answer = await ask(`/login?next=${encodeURIComponent('/a\r\nSet-Cookie: x=y')}`, { as });
    expect([answer.headers.get('Location'), answer.headers.get('Set-Cookie')]).toEqual(['/aSet-Cookie:%20x=y', null]);
  });

  test('an unknown name, a wrong password, a disabled user and one without a password get the same answer', async () => {
    const { ask, readers } = await withUser();
    const createdAt = '2026-01-01T00:00:00.000Z';
    readers.users.add({ name: 'ben', role: 'reader', password: '', createdAt });
    readers.users.setDisabled(
      readers.users.add({ name: 'cem', role: 'reader', password: hash, createdAt })?.id ?? 0,
      true,
    );
    const answers = [];
    for (const [name, secret] of [
      ['ana', 'wrong'],
      ['eve', 'wrong'],
      ['ben', ''],
      ['cem', password],
      ['(local)', ''],
    ] as const) {
      const answer = await ask('/login', { form: { name, password: secret } });
      const page = (await answer.text()).replaceAll(`value="${name}"`, '');
      answers.push({ status: answer.status, headers: [...answer.headers], page });
    }
    expect(answers[0]?.status).toBe(403);
    expect(answers[0]?.page).toContain('Name or password is wrong.');
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  }, 60_000);

  test('what is written into the form cannot become markup, and is noted nowhere', async () => {
    const { ask, readers } = await withUser();
    const answer = await ask('/login', {
      form: { name: '"><script>alert(1)</script>', password: 'a secret', next: '/"><b>' },
    });
    expect(await answer.text()).not.toMatch(/<script>alert|<b>|a secret/);
    await ask('/login', { form: { name: 'my password by mistake', password: '' } });
    expect(JSON.stringify(readers.audit.list(10))).not.toMatch(/script|secret|mistake/);
    expect(readers.audit.list(10).map(({ action }) => action)).toEqual(['login-failed', 'login-failed']);
  });

  test('guessing gets slower, and locks nobody out who comes from elsewhere', async () => {
    const clock = { now: Date.UTC(2026, 0, 5, 12) };
    const { ask, readers } = await withUser({ attempts: createLoginAttempts(() => clock.now), now: () => clock.now });
    const guess = (from: string): Promise<Response> =>
      ask('/login', { form: { name: 'ana', password: 'guess' }, from });
    for (let i = 0; i < 5; i += 1) expect((await guess('192.0.2.1')).status).toBe(403);
    const held = await guess('192.0.2.1');
    expect([held.status, held.headers.get('Retry-After')]).toEqual([429, '1']);
    expect((await ask('/login', { form: { name: 'ana', password }, from: '192.0.2.1' })).status).toBe(429); // the right one, too
    expect((await ask('/login', { form: { name: 'ana', password }, from: '198.51.100.9' })).status).toBe(303);
    expect(readers.audit.hasLoggedIn('ana', '198.51.100.9')).toBe(true);
    clock.now += 1001;
    expect((await guess('192.0.2.1')).status).toBe(403);
    expect((await guess('192.0.2.1')).headers.get('Retry-After')).toBe('2');
  }, 60_000);

  test('many guesses at once are as many as one after the other', async () => {
    const { ask } = await withUser({ attempts: createLoginAttempts(() => 0) });
    const all = await Promise.all(
      Array.from({ length: 30 }, () => ask('/login', { form: { name: 'ana', password: 'guess' }, from: '192.0.2.1' })),
    );
    expect(all.filter(({ status }) => status === 403)).toHaveLength(5);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(25);
  }, 60_000);
});

describe('a trusted proxy', () => {
  const proxy = { header: 'X-Forwarded-User', networks: ['10.0.0.0/8', '::1/128'] };
  const inside = { from: '10.1.2.3' };

  test('says who asks; nobody else does', async () => {
    const { ask, logIn } = await withUser({ proxy });
    const headers = { 'X-Forwarded-User': 'Ana' };
    expect((await ask('/app/users', { ...inside, headers })).status).toBe(200);
    expect((await ask('/app/users', { from: '::ffff:10.1.2.3', headers })).status).toBe(200);
    for (const from of ['192.0.2.1', '11.0.0.1', '::2', '', 'unknown'])
      expect((await ask('/app/users', { from, headers })).status).toBe(401);
    for (const name of ['eve', '(local)', 'ana, eve', 'ana eve'])
      expect((await ask('/', { ...inside, headers: { 'X-Forwarded-User': name } })).status).toBe(401);
    // An old session of somebody else does not count against what the proxy says.
    const as = logIn('ben', 'admin');
    expect((await ask('/app/users', { ...inside, as, headers: { 'X-Forwarded-User': 'nobody' } })).status).toBe(401);
  });

  test('forms need their token there, too', async () => {
    const { ask, readers } = await withUser({ proxy });
    const headers = { 'X-Forwarded-User': 'ana' };
    const page = await (await ask('/app/users', { ...inside, headers })).text();
    const formToken = /name="form-token" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const form = { name: 'ben', role: 'reader', password: '' };
    expect((await ask('/app/users', { ...inside, headers, form })).status).toBe(403);
    const right = { ...form, 'form-token': formToken };
    expect((await ask('/app/users', { ...inside, headers, form: right })).status).toBe(303);
    expect(readers.users.find('ben')?.role).toBe('reader');
  });

  test('tells whether the way is encrypted: then the cookie is for this host alone', async () => {
    const { ask } = await withUser({ proxy });
    const headers = { 'X-Forwarded-Proto': 'https', Host: 'news.example', Origin: 'https://news.example' };
    const form = { name: 'ana', password };
    const cookie = (await ask('/login', { ...inside, headers, form })).headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^__Host-courant_session=\S+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const [pair = ''] = cookie.split(';');
    expect((await ask('/', { ...inside, headers: { ...headers, Cookie: pair } })).status).toBe(200);
    // One that a page without encryption, or a host beside ours, could have set.
    const planted = pair.replace('__Host-', '');
    expect((await ask('/', { ...inside, headers: { ...headers, Cookie: planted } })).status).toBe(401);
    const claimed = await ask('/login', { from: '192.0.2.1', headers, form });
    expect(claimed.headers.getSetCookie()[0]).not.toContain('Secure');
  });

  test('tells where requests come from; what was written before it does not count', async () => {
    const { ask, readers } = await withUser({ proxy });
    const form = { name: 'ana', password: 'wrong' };
    const addressOf = async (from: string, passed: string): Promise<string | undefined> => {
      await ask('/login', { from, form, headers: { 'X-Forwarded-For': passed } });
      return readers.audit.list(1)[0]?.address;
    };
    expect(await addressOf('10.1.2.3', '203.0.113.5, 192.0.2.1, 10.9.9.9')).toBe('192.0.2.1');
    expect(await addressOf('192.0.2.7', '203.0.113.5')).toBe('192.0.2.7');
    expect(await addressOf('10.1.2.3', '<script>')).toBe('10.1.2.3');
  }, 60_000);
});
