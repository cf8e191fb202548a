import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseArticleId } from '../model/ids.ts';
import type { AuditEntry } from '../model/reader.ts';
import { ReaderStore } from './reader-store.ts';

let store = ReaderStore.open(':memory:');
let ana = 0;
let ben = 0;
const day = '2026-11-26T08:00:00.000Z';
beforeEach(() => {
  store = ReaderStore.open(':memory:');
  ana = store.users.add({ name: 'ana', role: 'admin', password: 'x', createdAt: day })?.id ?? 0;
  ben = store.users.add({ name: 'ben', role: 'reader', password: 'y', createdAt: day })?.id ?? 0;
});
afterEach(() => store.close());

describe('users and what lets them in', () => {
  test('a name is given once', () => {
    expect(store.users.add({ name: 'ana', role: 'reader', password: '', createdAt: day })).toBeUndefined();
    expect(store.users.add({ name: 'ana', role: 'admin', password: 'z', createdAt: day })).toBeUndefined();
    expect(store.users.list().map(({ name, role }) => [name, role])).toEqual([
      ['ana', 'admin'],
      ['ben', 'reader'],
    ]);
  });

  test('a session is found by its secret until it ends', () => {
    const secret = store.sessions.begin(ana, 'Browser', 1000, 500);
    expect(store.sessions.find(secret, 1499)).toMatchObject({ user: ana, expiresAt: 1500 });
    expect(store.sessions.find(secret, 1500)).toBeUndefined();
    store.sessions.end(secret);
    expect(store.sessions.find(secret, 1001)).toBeUndefined();
  });

  test('who is disabled or removed is logged out', () => {
    const [of, other] = [store.sessions.begin(ana, '', 0, 1000), store.sessions.begin(ben, '', 0, 1000)];
    store.users.setDisabled(ana, true);
    store.users.remove(ben);
    expect([store.sessions.find(of, 1), store.sessions.find(other, 1)]).toEqual([undefined, undefined]);
  });

  test('a token has scopes and may end; nobody removes that of another', () => {
    const { token, secret } = store.tokens.add({ user: ana, name: 'script', scopes: ['read'], expiresAt: 2000 }, 1000);
    expect(store.tokens.find(secret, 1999)).toMatchObject({ user: ana, scopes: ['read'] });
    expect(store.tokens.find(secret, 2000)).toBeUndefined();
    expect(store.tokens.remove(token.id, ben)).toBe(false);
    expect(store.tokens.remove(token.id, ana)).toBe(true);
    expect(store.tokens.find(secret, 1001)).toBeUndefined();
  });

  test('a token is told without its secret, and when it was used', () => {
    const { token, secret } = store.tokens.add(
      { user: ana, name: 'phone', scopes: ['mark', 'read'], expiresAt: 0 },
      Date.parse(day),
    );
    const about = { id: token.id, user: ana, name: 'phone', scopes: ['read', 'mark'], createdAt: day, expiresAt: '' };
    expect(token).toEqual({ ...about, usedAt: '' });
    store.tokens.noteUse(token.id, Date.parse('2026-11-27T09:30:00Z'));
    expect(store.tokens.listOf(ana)).toEqual([{ ...about, usedAt: '2026-11-27T09:30:00.000Z' }]);
    expect(store.tokens.listOf(ben)).toEqual([]);
    expect(secret).toMatch(/^courant_[\w-]{43}$/);
    expect(JSON.stringify(store.tokens.listOf(ana))).not.toContain(secret);
  });

  test('a client of the Fever API comes in by the MD5 of name and token, as long as the token is good', () => {
    const { secret } = store.tokens.add({ user: ana, name: '', scopes: ['read'], expiresAt: 2000 }, 1000);
    const clientKey = (name: string): string => createHash('md5').update(`${name}:${secret}`).digest('hex');
    expect(store.tokens.findClient(clientKey('ana'), 1999)?.user).toBe(ana);
    expect(store.tokens.findClient(clientKey('ana'), 2000)).toBeUndefined();
    expect(store.tokens.findClient(clientKey('ben'), 1999)).toBeUndefined();
  });

  test('a session has a token for its forms, is made longer, and those of one user end together', () => {
    const [first, second] = [store.sessions.begin(ana, '', 0, 100), store.sessions.begin(ana, '', 0, 100)];
    const other = store.sessions.begin(ben, '', 0, 100);
    const tokens = [first, second].map((secret) => store.sessions.find(secret, 1)?.formToken ?? '');
    expect(tokens.every((token) => token.length === 43)).toBe(true);
    expect(new Set([first, ...tokens]).size).toBe(3);
    store.sessions.extend(first, 900);
    expect([store.sessions.find(first, 899)?.expiresAt, store.sessions.find(second, 101)]).toEqual([900, undefined]);
    store.sessions.endAllOf(ana);
    expect([store.sessions.find(first, 1), store.sessions.find(other, 1)?.user]).toEqual([undefined, ben]);
  });

  test('a user is another one under a new name, with all that was theirs', () => {
    const ferry = parseArticleId('00000000000000aa');
    store.marks.set(ana, ferry === null ? [] : [ferry], 'starred', 5);
    const person = { name: 'anna', role: 'editor', password: 'z', subject: 'idp|1', createdAt: day } as const;
    expect(store.users.replace(ana, { ...person, name: 'ben' })).toBeUndefined();
    expect(store.users.replace(ana, person)).toEqual({
      ...{ id: ana, name: 'anna', role: 'editor', createdAt: day, isDisabled: false },
    });
    expect([store.users.find('ana'), store.users.findSubject('idp|1')?.id]).toEqual([undefined, ana]);
    expect(store.users.add({ ...person, name: 'other' })).toBeUndefined();
    expect([store.users.passwordOf(ana), store.marks.count(ana, 'starred')]).toEqual(['z', 1]);
  });

  test('password, role and whether one may come in are changed one by one', () => {
    store.users.setPassword(ben, 'new');
    store.users.setRole(ben, 'editor');
    store.users.setDisabled(ben, true);
    expect(store.users.get(ben)).toMatchObject({ name: 'ben', role: 'editor', isDisabled: true });
    store.users.setDisabled(ben, false);
    expect(store.users.get(ben)?.isDisabled).toBe(false);
    expect([ana, ben, 99].map((id) => store.users.passwordOf(id))).toEqual(['x', 'new', '']);
  });

  test('whether there is anybody else is known at once after a user came or went', () => {
    expect(store.users.hasOtherThan('ana')).toBe(true);
    store.users.remove(ben);
    expect([store.users.hasOtherThan('ana'), store.users.count()]).toEqual([false, 1]);
    store.users.add({ name: 'eve', role: 'reader', password: '', createdAt: day });
    expect([store.users.hasOtherThan('ana'), store.users.hasOtherThan('other')]).toEqual([true, true]);
  });
});

describe('the log', () => {
  const entry = (more: Partial<AuditEntry>): AuditEntry => ({
    ...{ at: day, user: 'ana', action: 'login', target: '', detail: '', address: '203.0.113.9' },
    ...more,
  });

  test('is read newest first, page by page, and holds no text of any length', () => {
    for (const target of ['a', 'b', 'c']) store.audit.add(entry({ target }));
    store.audit.add(entry({ target: 'x'.repeat(2000), detail: 'y'.repeat(2000) }));
    expect(store.audit.list(2)).toEqual([
      entry({ target: 'x'.repeat(1000), detail: 'y'.repeat(1000) }),
      entry({ target: 'c' }),
    ]);
    expect(store.audit.list(2, 2).map(({ target }) => target)).toEqual(['b', 'a']);
    expect(store.audit.count()).toBe(4);
  });

  test('knows who has logged in from where', () => {
    store.audit.add(entry({}));
    store.audit.add(entry({ user: 'ben', action: 'login-failed' }));
    const known = (user: string, address: string): boolean => store.audit.hasLoggedIn(user, address);
    expect([known('ana', '203.0.113.9'), known('ben', '203.0.113.9'), known('ana', '203.0.113.8')]).toEqual([
      ...[true, false, false],
    ]);
  });
});
