import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseArticleId, type ArticleId } from '../model/ids.ts';
import { ReaderStore } from './reader-store.ts';

function idOf(text: string): ArticleId {
  const id = parseArticleId(text);
  if (id === null) throw new Error(`${text} is no id`);
  return id;
}
const [ferry, strike, flood] = ['00000000000000aa', '00000000000000bb', '00000000000000cc'].map(idOf) as [
  ArticleId,
  ArticleId,
  ArticleId,
];

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
  });
});

describe('marks', () => {
  test('each person has their own, and a mark keeps its time', () => {
    store.marks.set(ana, [ferry, strike], 'read', 100);
    store.marks.set(ana, [ferry], 'read', 200);
    store.marks.set(ana, [ferry], 'starred', 300);
    store.marks.set(ana, [strike], 'read', 0);
    expect(store.marks.of(ana, [ferry, strike, flood]).get(ferry)).toEqual({
      ...{ article: ferry, readAt: 100, starredAt: 300, archivedAt: 0 },
    });
    expect(store.marks.list(ana, 'read', 10).map(({ article }) => article)).toEqual([ferry]);
    expect(store.marks.of(ben, [ferry]).size).toBe(0);
    expect(store.marks.count(ana, 'starred')).toBe(1);
  });

  test('a list goes on where it ended, also among articles of one moment', () => {
    store.marks.set(ana, [flood, strike, ferry], 'starred', 100);
    const [first] = store.marks.list(ana, 'starred', 1);
    const rest = store.marks.listAfter(ana, 'starred', 9, { at: 100, article: first?.article ?? '' });
    expect([first, ...rest].map((marks) => marks?.article)).toEqual([flood, strike, ferry]);
  });

  test('numbers of articles grow, and stay', () => {
    const first = store.marks.numbersOf([strike]).get(strike) ?? 0;
    const second = store.marks.numbersOf([ferry, strike]);
    expect(second.get(strike)).toBe(first);
    expect(second.get(ferry)).toBeGreaterThan(first);
    expect(store.marks.articlesOf([first]).get(first)).toBe(strike);
  });
});

describe('collections', () => {
  test('hold articles with notes, for their owner alone', () => {
    const { id } = store.collections.add(ana, 'Harbor', day) ?? { id: 0 };
    expect(store.collections.add(ana, 'Harbor', day)).toBeUndefined();
    expect(store.collections.put(id, ana, ferry, 'see page 2', 5)).toBe(true);
    expect(store.collections.put(id, ben, strike, '', 6)).toBe(false);
    expect(store.collections.articlesOf(id, ana)).toEqual([{ article: ferry, note: 'see page 2', addedAt: 5 }]);
    expect(store.collections.articlesOf(id, ben)).toEqual([]);
    const other = store.collections.add(ana, 'Ships', day)?.id ?? 0;
    expect([store.collections.rename(other, ana, 'Harbor'), store.collections.rename(other, ben, 'Mine')]).toEqual([
      false,
      false,
    ]);
    expect(store.collections.rename(other, ana, 'Boats')).toBe(true);
    expect([...store.collections.holding(ana, ferry)]).toEqual([id]);
    expect([store.collections.remove(id, ben), store.collections.remove(id, ana)]).toEqual([false, true]);
  });
});

describe('kept searches', () => {
  test('have one name each, and are their owner’s alone', () => {
    store.searches.put(ana, { name: 'Ferries', query: 'q=ferry', createdAt: day, seen: [] });
    store.searches.put(ana, { name: 'Ferries', query: 'q=boat', createdAt: day, seen: [ferry] });
    const [kept] = store.searches.list(ana);
    expect(store.searches.list(ana)).toHaveLength(1);
    expect(kept).toMatchObject({ query: 'q=boat', seen: [ferry] });
    expect(store.searches.get(kept?.id ?? 0, ben)).toBeUndefined();
    store.searches.setSeen(kept?.id ?? 0, ben, []);
    expect(store.searches.remove(kept?.id ?? 0, ben)).toBe(false);
    expect(store.searches.get(kept?.id ?? 0, ana)?.seen).toEqual([ferry]);
  });
});
