import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import { parseArticleId, type ArticleId } from '../model/ids.ts';
import { IndexDatabase } from './database.ts';
import { readerFile, ReaderStore, snapshotReaders } from './reader-store.ts';

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

  test('what is marked as unread is kept, until it is read', () => {
    const at = { path: '', outlet: 'daily', datedAt: 10, addedAt: 10, shownUntil: 1e9 };
    store.items.put([{ article: ferry, ...at }]);
    const reader = { user: ana, since: 100, oldest: 100, now: 200 };
    const unread = (): unknown => [...store.items.countUnread(reader)].map(([outlet, { count }]) => [outlet, count]);
    expect(unread()).toEqual([]);
    store.marks.set(ana, [ferry], 'read', 0);
    expect(unread()).toEqual([['daily', 1]]);
    store.marks.set(ana, [ferry], 'read', 150);
    expect(unread()).toEqual([]);
  });
});

describe('items', () => {
  const item = (article: ArticleId, more: object = {}) => ({
    ...{ article, path: `content/${article}.md`, outlet: 'daily', datedAt: 10, addedAt: 10, shownUntil: 1e9, ...more },
  });
  const numbers = (more: Partial<Parameters<typeof store.items.list>[1]> = {}): readonly number[] =>
    store.items
      .list({ user: ana, since: 0, oldest: 0, now: 200 }, { order: 'oldest', limit: 10, ...more })
      .map(({ number }) => number);

  test('have numbers that grow as they come, and stay', () => {
    store.items.put([item(strike), item(ferry)]);
    store.items.put([item(flood, { addedAt: 20 }), item(strike, { addedAt: 20, path: 'content/moved.md' })]);
    expect(numbers()).toEqual([1, 2, 3]);
    expect(store.items.get([1], 200)).toMatchObject([{ article: strike, path: 'content/moved.md', addedAt: 10 }]);
    store.items.forget(['content/moved.md']);
    expect(numbers()).toEqual([2, 3]);
    store.items.put([item(strike)]);
    expect(numbers()).toEqual([1, 2, 3]);
  });

  test('counts are those of the lists, whatever is read, kept, old or hidden', () => {
    const articles = Array.from({ length: 60 }, (_, i) => idOf(i.toString(16).padStart(16, '0')));
    store.items.put(
      articles.map((article, i) =>
        item(article, {
          outlet: `of-${i % 3}`,
          addedAt: i,
          datedAt: i % 7 === 0 ? 1 : i,
          shownUntil: i % 11 === 0 ? 0 : 1e9,
        }),
      ),
    );
    const reader = { user: ana, since: 20, oldest: 15, now: 200 };
    const some = (n: number): ArticleId[] => articles.filter((_, i) => i % n === 0);
    store.marks.set(ana, some(4), 'read', 100);
    store.marks.set(ana, some(6), 'read', 0);
    store.marks.set(ana, some(5), 'starred', 100);
    const listed = store.items.list(reader, { state: 'unread', order: 'newest', limit: 100 });
    const counts = [...store.items.countUnread(reader)].map(([outlet, { count }]) => [outlet, count]);
    const outlets = [...new Set(listed.map(({ outlet }) => outlet))];
    const expected = outlets.map((one) => [one, listed.filter(({ outlet }) => outlet === one).length]);
    expect(counts.toSorted()).toEqual(expected.toSorted());
    store.items.readAll(reader, ['of-1'], 40);
    const left = store.items.list(reader, { state: 'unread', order: 'newest', limit: 100 });
    expect(left).toEqual(listed.filter(({ outlet, addedAt }) => outlet !== 'of-1' || addedAt > 40));
    expect([...store.items.countUnread(reader).values()].reduce((sum, { count }) => sum + count, 0)).toBe(left.length);
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
    expect(store.collections.get(id, ana)).toEqual({ id, user: ana, name: 'Harbor', createdAt: day, size: 1 });
    expect(store.collections.get(id, ben)).toBeUndefined();
    expect([store.collections.take(id, ben, ferry), store.collections.take(id, ana, ferry)]).toEqual([false, true]);
    expect(store.collections.list(ana).map(({ name, size }) => [name, size])).toEqual([
      ['Boats', 0],
      ['Harbor', 0],
    ]);
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
    store.searches.setSeen(kept?.id ?? 0, ana, [flood, ferry]);
    expect(store.searches.get(kept?.id ?? 0, ana)?.seen).toEqual([flood, ferry]);
    expect(store.searches.remove(kept?.id ?? 0, ana)).toBe(true);
    expect(store.searches.list(ana)).toEqual([]);
  });
});

describe('the file', () => {
  test('is read by its owner alone, as is its copy, and keeps what was written', async () => {
    const root = await makeFolder();
    const copy = join(root, 'copy.db');
    expect(await snapshotReaders(root, copy)).toBe(false);
    const kept = ReaderStore.open(root);
    kept.users.add({ name: 'ana', role: 'admin', password: 'x', createdAt: day });
    expect(await snapshotReaders(root, copy)).toBe(true);
    expect(await snapshotReaders(root, copy)).toBe(true);
    kept.close();
    const again = ReaderStore.open(root);
    expect(again.users.list()).toHaveLength(1);
    again.close();
    const copied = new IndexDatabase(copy, { mode: 'read' });
    expect(copied.all('SELECT name FROM users')).toEqual([{ name: 'ana' }]);
    copied.close();
    for (const file of [join(root, readerFile), copy]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('of a newer program is left alone', async () => {
    const root = await makeFolder();
    const newer = new IndexDatabase(join(root, readerFile), { mode: 'write' });
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    expect(() => ReaderStore.open(root)).toThrow(expect.objectContaining({ code: 'store/newer-archive' }));
  });
});
