import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startProvider, type MadeUpProvider } from '../../../test/made-up-provider.ts';
import { makeUpService, type MadeUpService } from '../../../test/made-up-service.ts';
import type { OidcSettings } from '../../config/serve-settings.ts';
import { subjectOf } from './change-users.ts';

const client = { id: 'courant', secret: 'a secret & more', callback: 'https://news.example/login/provider/callback' };

let provider: MadeUpProvider;
beforeAll(async () => {
  provider = await startProvider(client);
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.claims = { sub: 'subject-1', preferred_username: 'Ana.Müller', email: 'ana@example.org' };
  provider.hasForeignKey = false;
  provider.refused.length = 0;
});

function settings(more: Partial<OidcSettings> = {}): OidcSettings {
  const { id, secret, callback } = client;
  const given = { client: id, secret, callback, label: 'Log in with the newsroom', newUsers: 'reader' } as const;
  return { issuer: provider.issuer, ...given, ...more };
}

async function withProvider(more: Partial<OidcSettings> = {}): Promise<MadeUpService> {
  const service = await makeUpService({ oidc: settings(more) });
  service.logIn('boss', 'admin');
  return service;
}

function cookieOf(answer: Response, name: string): string {
  return (
    answer.headers
      .getSetCookie()
      .find((one) => one.startsWith(`${name}=`))
      ?.split(';')[0] ?? ''
  );
}

/** Goes to the provider and comes back; `change` what comes back, or which cookie. */
async function goThere(
  { ask }: MadeUpService,
  change: (back: URL, cookie: string) => string = (_, cookie) => cookie,
): Promise<Response> {
  const begun = await ask('/login/provider?next=/feed.xml');
  const back = new URL(await provider.visit(begun.headers.get('Location') ?? ''));
  const cookie = change(back, cookieOf(begun, 'courant_provider'));
  return ask(`${back.pathname}${back.search}`, { headers: { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' } });
}

describe('logging in by an identity provider', () => {
  test('adds who comes for the first time, and knows them by their subject afterwards', async () => {
    const service = await withProvider();
    expect(await (await service.ask('/login')).text()).toContain('Log in with the newsroom');
    const answer = await goThere(service);
    expect([answer.status, answer.headers.get('Location'), provider.refused]).toEqual([303, '/feed.xml', []]);
    const cookie = cookieOf(answer, 'courant_session');
    expect((await service.ask('/feed.xml', { headers: { Cookie: cookie } })).status).toBe(200);
    expect(cookieOf(answer, 'courant_provider')).toBe('courant_provider=');
    // Their first choice is no name here, so that it is the next.
    expect(service.readers.users.find('ana')).toMatchObject({ role: 'reader' });
    provider.claims = { sub: 'subject-1', preferred_username: 'renamed' };
    expect((await goThere(service)).status).toBe(303);
    expect(service.readers.users.count()).toBe(2);
    expect(service.readers.audit.list(9).map(({ action, target }) => `${action} ${target}`)).toEqual([
      ...['login ana', 'login ana', 'user-added ana'],
    ]);
  });

  test('gives nobody the account of somebody else who has the name they ask for', async () => {
    const service = await withProvider({ newUsers: 'editor' });
    provider.claims = { sub: 'subject-2', preferred_username: 'boss', email: 'boss@evil.example' };
    expect((await goThere(service)).status).toBe(303);
    expect(service.readers.users.find('boss')).toMatchObject({ id: 1, role: 'admin' });
    expect(service.readers.users.find('boss-2')).toMatchObject({ role: 'editor' });
  });

  test('refuses those whom no admin has added, where they must be', async () => {
    const service = await withProvider({ newUsers: 'refused' });
    const answer = await goThere(service);
    expect([answer.status, cookieOf(answer, 'courant_session')]).toEqual([403, '']);
    expect(await answer.text()).toContain('Ask an admin to add you first.');
    const subject = subjectOf(provider.issuer, 'subject-1');
    const user = {
      name: 'known',
      role: 'editor',
      password: '',
      subject,
      createdAt: '2026-01-01T00:00:00.000Z',
    } as const;
    service.readers.users.add(user);
    expect((await goThere(service)).status).toBe(303);
    service.readers.users.setDisabled(service.readers.users.find('known')?.id ?? 0, true);
    expect((await goThere(service)).status).toBe(403);
    // The same word of another provider is somebody else.
    expect(service.readers.users.findSubject(subjectOf('https://other.example', 'subject-1'))).toBeUndefined();
  });

  test.each<[string, Parameters<typeof goThere>[1]]>([
    ['another state', (back, cookie) => (back.searchParams.set('state', 'x'.repeat(43)), cookie)],
    ['no state', (back, cookie) => (back.searchParams.delete('state'), cookie)],
    ['a code that was not given', (back, cookie) => (back.searchParams.set('code', 'x'), cookie)],
    ['another issuer', (back, cookie) => (back.searchParams.set('iss', 'https://evil.example'), cookie)],
    ['a refusal', (back, cookie) => (back.searchParams.set('error', 'access_denied'), cookie)],
    ['no cookie', () => ''],
    ['a cookie that is none of ours', () => 'courant_provider=e30'],
    [
      'the cookie of another browser',
      (_, cookie) => {
        const kept: unknown = JSON.parse(Buffer.from(cookie.split('=')[1] ?? '', 'base64url').toString());
        const other = JSON.stringify({ ...(kept as object), verifier: 'x'.repeat(43) });
        return `courant_provider=${Buffer.from(other).toString('base64url')}`;
      },
    ],
  ])('refuses %s', async (_, change) => {
    const service = await withProvider();
    const answer = await goThere(service, change);
    expect([answer.status, cookieOf(answer, 'courant_session')]).toEqual([403, '']);
    expect(service.readers.users.count()).toBe(1);
    expect(JSON.stringify(service.readers.audit.list(9))).not.toMatch(/code=|verifier|secret/);
  });

  test.each<[string, () => void]>([
    ['for another nonce', () => (provider.claims = { ...provider.claims, nonce: 'x' })],
    ['for another client', () => (provider.claims = { ...provider.claims, aud: 'other' })],
    ['of another issuer', () => (provider.claims = { ...provider.claims, iss: 'https://evil.example' })],
    ['that has ended', () => (provider.claims = { ...provider.claims, exp: 1_000_000_000 })],
    ['of nobody', () => (provider.claims = { sub: '' })],
    ['signed by somebody else', () => (provider.hasForeignKey = true)],
  ])('refuses a token %s', async (_, change) => {
    const service = await withProvider();
    change();
    const answer = await goThere(service);
    expect([answer.status, cookieOf(answer, 'courant_session')]).toEqual([403, '']);
    expect(service.readers.users.count()).toBe(1);
  });

  test('a wrong secret is refused by the provider, and a code is good once', async () => {
    expect((await goThere(await withProvider({ secret: 'wrong' }))).status).toBe(403);
    expect(provider.refused).toEqual(['token: client secret']);
    const service = await withProvider();
    let [path, kept] = ['', ''];
    await goThere(service, (back, cookie) => {
      [path, kept] = [`${back.pathname}${back.search}`, cookie];
      return cookie;
    });
    expect((await service.ask(path, { headers: { Cookie: kept } })).status).toBe(403);
  });

  test('a provider that does not answer is told in words', async () => {
    const service = await withProvider({ issuer: 'http://localhost:1' });
    const answer = await service.ask('/login/provider');
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('does not answer')]);
  });
});
