import { describe, expect, test } from 'vitest';
import { makeUpService, type MadeUpService } from '../../../test/made-up-service.ts';
import type { Session } from '../../../test/open-service.ts';
import { hashPassword, isPassword } from './password.ts';

const password = 'correct horse battery';
const hash = await hashPassword(password);

async function textOf(answer: Response): Promise<string> {
  return (await answer.text()).replaceAll('&#39;', "'");
}

function actionsIn({ readers }: MadeUpService): readonly string[] {
  return readers.audit
    .list(100)
    .map(({ user, action, target, detail }) => `${user}: ${action} ${target} ${detail}`.trim());
}

describe('an account', () => {
  test('has tokens, whose secret is shown once; they end, and can be revoked', async () => {
    const service = await makeUpService();
    const { ask, logIn, readers, clock } = service;
    const as = logIn('ana', 'editor');
    const form = [
      ['name', '<b>phone</b>'],
      ['days', '2'],
      ['scope', 'read'],
      ['scope', 'run'],
    ] as const;
    const made = await ask('/app/account/tokens', { as, form });
    expect(made.headers.get('Cache-Control')).toBe('no-store');
    const page = await made.text();
    const secret = /courant_[\w-]{43}/.exec(page)?.[0] ?? '';
    expect(page).toContain('&lt;b&gt;phone&lt;/b&gt;');
    expect(await textOf(await ask('/app/account', { as }))).not.toContain(secret);
    const headers = { Authorization: `Bearer ${secret}` };
    expect((await ask('/feed.xml', { headers })).status).toBe(200);
    expect(readers.tokens.listOf(as.user.id)[0]).toMatchObject({
      scopes: ['read', 'run'],
      usedAt: new Date(clock.now).toISOString(),
    });
    clock.now += 2 * 86_400_000;
    expect((await ask('/feed.xml', { headers })).status).toBe(401);
    expect(actionsIn(service)).toEqual(['ana: token-added ana token 1 (read run), 2 days']);
    expect(JSON.stringify(readers.audit.list(9))).not.toContain(secret.slice(8));
  });

  test.each([
    ['no name', { name: ' ', days: '1', scope: 'read' }, 'Say what the token is for.'],
    ['days that are none', { name: 'x', days: 'ever', scope: 'read' }, 'Days: from 1'],
    ['too many days', { name: 'x', days: '9999', scope: 'read' }, 'Days: from 1'],
    ['no scope', { name: 'x', days: '1' }, 'Choose at least one scope.'],
    ['a scope that is none', { name: 'x', days: '1', scope: 'all' }, 'Choose at least one scope.'],
  ])('gets no token with %s', async (_, form, problem) => {
    const { ask, logIn, readers } = await makeUpService();
    const as = logIn('ana', 'reader');
    const answer = await ask('/app/account/tokens', { as, form });
    expect([answer.status, readers.tokens.listOf(as.user.id)]).toEqual([400, []]);
    expect(await textOf(answer)).toContain(problem);
  });

  test('gets a new password for the old one, and is logged out everywhere else', async () => {
    const service = await makeUpService();
    const { ask, logIn, readers } = service;
    const user = readers.users.add({
      name: 'ana',
      role: 'reader',
      password: hash,
      createdAt: '2026-01-01T00:00:00.000Z',
    });
    const [as, elsewhere] = [logIn('ana', 'reader'), logIn('ana', 'reader')];
    const change = (current: string, fresh: string, again = fresh): Promise<Response> =>
      ask('/app/account/password', { as, form: { current, password: fresh, again } });
    expect(await textOf(await change('wrong', 'another long one'))).toContain('The current password is wrong.');
    expect(await textOf(await change(password, 'another long one', 'differs'))).toContain(
      'The two new passwords differ.',
    );
    expect(await textOf(await change(password, 'short'))).toContain('at least 10 characters');
    expect((await ask('/app/account', { as: elsewhere })).status).toBe(200);
    const changed = await change(password, 'another long one');
    expect([changed.status, changed.headers.get('Location')]).toEqual([303, '/app/account?done=password']);
    expect(await isPassword('another long one', readers.users.passwordOf(user?.id ?? 0))).toBe(true);
    for (const old of [as, elsewhere]) expect((await ask('/feed.xml', { as: old })).status).toBe(401);
    const cookie = changed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await ask('/feed.xml', { headers: { Cookie: cookie } })).status).toBe(200);
    expect(actionsIn(service)).toEqual(['ana: password-changed ana', 'ana: login-failed ana change of password']);
  }, 60_000);

  test('can be logged out everywhere', async () => {
    const { ask, logIn } = await makeUpService();
    const [as, elsewhere, other] = [logIn('ana', 'reader'), logIn('ana', 'reader'), logIn('ben', 'reader')];
    expect((await ask('/app/account/log-out-everywhere', { as, form: {} })).status).toBe(303);
    const status = async (who: Session): Promise<number> => (await ask('/feed.xml', { as: who })).status;
    expect([await status(as), await status(elsewhere), await status(other)]).toEqual([401, 401, 200]);
  });

  test('stays logged in while it is used', async () => {
    const { ask, readers, clock } = await makeUpService();
    const user = readers.users.add({
      name: 'ana',
      role: 'reader',
      password: '',
      createdAt: '2026-01-01T00:00:00.000Z',
    });
    const secret = readers.sessions.begin(user?.id ?? 0, '', clock.now, 30 * 86_400_000);
    const headers = { Cookie: `courant_session=${secret}` };
    expect((await ask('/app/account', { headers })).headers.get('Set-Cookie')).toBeNull();
    clock.now += 20 * 86_400_000;
    expect((await ask('/feed.xml', { headers })).headers.get('Set-Cookie')).toBeNull(); // a cache may keep it
    expect((await ask('/app/account', { headers })).headers.get('Set-Cookie')).toContain(`${secret}; Max-Age=2592000;`);
    clock.now += 20 * 86_400_000;
    expect((await ask('/feed.xml', { headers })).status).toBe(200);
    clock.now += 31 * 86_400_000;
    expect((await ask('/feed.xml', { headers })).status).toBe(401);
  });
});

describe('users', () => {
  test('the one person of a machine adds the first, who is an admin; from then on everybody logs in', async () => {
    const { ask, readers } = await makeUpService();
    const page = await textOf(await ask('/app/users'));
    const local = readers.users.find('(local)');
    const { secret } = readers.tokens.add({ user: local?.id ?? 0, name: 'x', scopes: ['read'], expiresAt: 0 }, 0);
    expect(page).toContain('Nobody has to log in yet');
    const token = /name="form-token" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const add = (form: Record<string, string>): Promise<Response> =>
      ask('/app/users', { form: { ...form, 'form-token': token } });
    expect(await textOf(await add({ name: 'ana', role: 'admin', password: '' }))).toContain('needs a password');
    expect(await textOf(await add({ name: 'ana', role: 'reader', password }))).toContain('must be an admin');
    expect((await add({ name: 'ana', role: 'admin', password })).status).toBe(303);
    expect((await ask('/app/users')).status).toBe(401);
    expect((await ask('/')).status).toBe(401);
    expect(readers.audit.list(1)[0]).toMatchObject({ user: '(local)', action: 'user-added', target: 'ana' });
    expect((await ask('/login', { form: { name: 'ana', password } })).status).toBe(303);
    // What was theirs still is, and stands in their account.
    expect(readers.users.list().map(({ id, name }) => `${id} ${name}`)).toEqual([`${local?.id} ana`]);
    expect((await ask('/', { headers: { Authorization: `Bearer ${secret}` } })).status).toBe(200);
  }, 60_000);

  test('are changed by admins, and the last admin stays one', async () => {
    const service = await makeUpService();
    const { ask, logIn, readers } = service;
    const [ana, ben] = [logIn('ana', 'admin'), logIn('ben', 'reader')];
    const change = (id: number, what: string, form: Record<string, string> = {}): Promise<Response> =>
      ask(`/app/users/${id}/${what}`, { as: ana, form });
    for (const [what, form] of [
      ['role', { role: 'reader' }],
      ['disable', {}],
      ['remove', { sure: 'yes' }],
    ] as const)
      expect(await textOf(await change(ana.user.id, what, form))).toContain('the last admin');
    expect((await change(ben.user.id, 'role', { role: 'king' })).status).toBe(400);
    expect((await change(ben.user.id, 'role', { role: 'admin' })).status).toBe(303);
    expect((await ask('/app/users', { as: ben })).status).toBe(200);
    expect((await change(ben.user.id, 'disable')).status).toBe(303);
    expect((await ask('/', { as: ben })).status).toBe(401);
    expect((await change(ben.user.id, 'enable')).status).toBe(303);
    expect(await textOf(await change(ben.user.id, 'password', { password: 'short' }))).toContain('at least 10');
    expect((await change(ben.user.id, 'password', { password: 'another long one' })).status).toBe(303);
    expect(await textOf(await change(ben.user.id, 'remove'))).toContain('Tick that you are sure.');
    expect((await change(ben.user.id, 'remove', { sure: 'yes' })).status).toBe(303);
    for (const [id, what] of [
      [ben.user.id, 'role'],
      [ana.user.id, 'constructor'],
      [99, 'remove'],
    ] as const)
      expect((await change(id, what, { role: 'admin', sure: 'yes' })).status).toBe(404);
    expect(readers.users.list().map(({ name }) => name)).toEqual(['ana']);
    expect(actionsIn(service)).toEqual([
      'ana: user-removed ben',
      'ana: user-password ben',
      'ana: user-enabled ben',
      'ana: user-disabled ben',
      'ana: user-role ben admin',
    ]);
    const audit = await textOf(await ask('/app/audit', { as: ana }));
    expect(audit).toContain('user-removed ben');
  }, 60_000);

  test('who is added twice, or by a name that is none, is told why', async () => {
    const { ask, logIn } = await makeUpService();
    const as = logIn('ana', 'admin');
    for (const [name, problem] of [
      ['ANA', 'of that name already'],
      ['(local)', 'begins with a letter'],
      ['<b>', 'begins with a letter'],
    ] as const) {
      const answer = await ask('/app/users', { as, form: { name, role: 'reader', password: '' } });
      expect(answer.status).toBe(400);
      expect(await textOf(answer)).toContain(problem);
    }
  });
});

test('the log is read in pages', async () => {
  const { ask, logIn, readers } = await makeUpService();
  const as = logIn('ana', 'admin');
  for (let i = 0; i < 150; i += 1)
    readers.audit.add({
      at: '2026-01-01T00:00:00.000Z',
      user: 'ana',
      action: 'login',
      target: `<i>${i}`,
      detail: '',
      address: '',
    });
  const [first, second] = [
    await textOf(await ask('/app/audit', { as })),
    await textOf(await ask('/app/audit?page=2', { as })),
  ];
  expect([first.includes('&lt;i&gt;149'), first.includes('&lt;i&gt;49<'), first.includes('?page=2')]).toEqual([
    true,
    false,
    true,
  ]);
  expect([second.includes('&lt;i&gt;49<'), second.includes('?page=1'), second.includes('?page=3')]).toEqual([
    true,
    true,
    false,
  ]);
  expect((await ask('/app/audit?page=-1', { as })).status).toBe(200);
});
