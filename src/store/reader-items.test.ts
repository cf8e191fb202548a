import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseArticleId, type ArticleId } from '../model/ids.ts';
import type { ItemQuery, NewItem } from './reader-items.ts';
import { ReaderStore } from './reader-store.ts';

function idOf(digit: string): ArticleId {
  const id = parseArticleId(digit.repeat(16));
  if (id === null) throw new Error(`${digit} makes no id`);
  return id;
}

let store = ReaderStore.open(':memory:');
let ana = 0;
beforeEach(() => {
  store = ReaderStore.open(':memory:');
  const about = { role: 'reader', password: '', createdAt: '2026-11-26T08:00:00.000Z' } as const;
  ana = store.users.add({ name: 'ana', ...about })?.id ?? 0;
  store.users.add({ name: 'ben', ...about });
});
afterEach(() => store.close());

function item(digit: string, more: Partial<NewItem> = {}): NewItem {
  const path = `content/post/${digit}.md`;
  return { article: idOf(digit), path, outlet: 'daily', datedAt: 10, addedAt: 10, shownUntil: 1e9, ...more };
}

const reader = () => ({ user: ana, since: 0, oldest: 0, now: 200 });
const list = (more: Partial<ItemQuery> = {}): readonly number[] =>
  store.items.list(reader(), { order: 'oldest', limit: 10, ...more }).map(({ number }) => number);

describe('a list of items', () => {
  beforeEach(() => {
    store.items.put([
      ...[item('1', { addedAt: 10 }), item('2', { addedAt: 20, outlet: 'weekly' }), item('3', { addedAt: 30 })],
      ...[item('4', { addedAt: 40, shownUntil: 200 }), item('5', { addedAt: 50 })],
    ]);
  });

  test('has what is shown, in either order, from a number on', () => {
    expect([list(), list({ order: 'newest' })]).toEqual([
      [1, 2, 3, 5],
      [5, 3, 2, 1],
    ]);
    expect([list({ beyond: 2 }), list({ order: 'newest', beyond: 3 }), list({ limit: 2 })]).toEqual([
      ...[
        [3, 5],
        [2, 1],
        [1, 2],
      ],
    ]);
  });

  test('is of outlets, and of a time with both its ends', () => {
    expect(list({ outlets: ['weekly'] })).toEqual([2]);
    expect(list({ outlets: [] })).toEqual([]);
    expect(list({ from: 20, until: 30 })).toEqual([2, 3]);
  });

  test('is of what somebody read, did not read, or starred', () => {
    store.marks.set(ana, [idOf('1'), idOf('2')], 'read', 100);
    store.marks.set(ana, [idOf('2'), idOf('3')], 'starred', 100);
    expect([list({ state: 'read' }), list({ state: 'unread' }), list({ state: 'starred' })]).toEqual([
      ...[
        [1, 2],
        [3, 5],
        [2, 3],
      ],
    ]);
    expect([list({ without: 'read' }), list({ without: 'unread' }), list({ without: 'starred' })]).toEqual([
      ...[
        [3, 5],
        [1, 2],
        [1, 5],
      ],
    ]);
    expect(list({ state: 'starred', without: 'read' })).toEqual([3]);
    expect(store.items.statesOf(reader(), [1, 2, 5])).toEqual(
      new Map([
        [1, ['read']],
        [2, ['read', 'starred']],
        [5, ['unread']],
      ]),
    );
  });

  test('is of a collection of the one who reads, and of nobody else’s', () => {
    const ben = store.users.find('ben')?.id ?? 0;
    const collection = store.collections.add(ana, 'Harbor', '')?.id ?? 0;
    store.collections.put(collection, ana, idOf('3'), '', 1);
    expect(list({ collection })).toEqual([3]);
    const query = { order: 'oldest', limit: 10, collection } as const;
    expect(store.items.list({ ...reader(), user: ben }, query)).toEqual([]);
  });

  test('has nothing unread of before somebody came, nor of old dates', () => {
    const unread = (since: number, oldest: number): readonly number[] =>
      store.items
        .list({ ...reader(), since, oldest }, { state: 'unread', order: 'oldest', limit: 10 })
        .map(({ number }) => number);
    expect([unread(30, 0), unread(0, 10), unread(0, 11), unread(99, 0)]).toEqual([[3, 5], [1, 2, 3, 5], [], []]);
  });

  test('goes without what is hidden or gone from the index', () => {
    store.items.hide(1, 0);
    store.items.forget(['content/post/2.md']);
    expect([list(), store.items.count(200), store.items.count(100)]).toEqual([[3, 5], 2, 3]);
    expect(store.items.get([1, 2, 3], 200)).toMatchObject([{ number: 3, article: idOf('3') }]);
    store.items.forget();
    expect([list(), store.items.outlets()]).toEqual([[], []]);
  });
});

describe('items', () => {
  test('that came since a time are told, with when the last one came', () => {
    expect(store.items.lastAddedAt()).toBe(0);
    store.items.put([item('1', { addedAt: 10 }), item('2', { addedAt: 20 }), item('3', { addedAt: 30 })]);
    store.items.forget(['content/post/3.md']);
    expect(store.items.lastAddedAt()).toBe(30);
    expect(store.items.since(20).map(({ number }) => number)).toEqual([2]);
  });

  test('are of outlets, each told once', () => {
    store.items.put([item('1', { outlet: 'weekly' }), item('2'), item('3', { outlet: 'weekly' })]);
    expect(store.items.outlets()).toEqual(['daily', 'weekly']);
  });

  test('are read all at once, as far as they were there, of one outlet or of all', () => {
    store.items.put([
      item('1', { addedAt: 10 }),
      item('2', { addedAt: 20, outlet: 'weekly' }),
      item('3', { addedAt: 30 }),
    ]);
    store.marks.set(ana, [idOf('1')], 'read', 0);
    const unread = (): readonly number[] => list({ state: 'unread' });
    store.items.readAll(reader(), ['weekly'], 30);
    expect(unread()).toEqual([1, 3]);
    store.items.readAll(reader(), undefined, 20);
    expect(unread()).toEqual([3]);
    expect(store.marks.of(ana, [idOf('1')]).get(idOf('1'))?.readAt).toBe(200);
    expect([...store.items.countUnread(reader())]).toEqual([['daily', { count: 1, newest: 30 }]]);
  });

  test('are counted anew when they changed', () => {
    store.items.put([item('1'), item('2', { outlet: 'weekly', addedAt: 20 })]);
    expect([...store.items.countUnread(reader())]).toEqual([
      ['daily', { count: 1, newest: 10 }],
      ['weekly', { count: 1, newest: 20 }],
    ]);
    store.items.hide(2, 0);
    expect([...store.items.countUnread(reader()).keys()]).toEqual(['daily']);
    store.items.forget(['content/post/1.md']);
    expect(store.items.countUnread(reader()).size).toBe(0);
  });

  test('of what is noted the last counts; names have numbers that stay', () => {
    store.items.note('mark', '1');
    store.items.note('mark', '2');
    expect([store.items.noted('mark'), store.items.noted('other')]).toEqual(['2', '']);
    const [feed, folder] = [store.items.numberOf('feed daily'), store.items.numberOf('folder news')];
    expect(store.items.numberOf('feed daily')).toBe(feed);
    expect([store.items.nameOf(feed), store.items.nameOf(folder), store.items.nameOf(99)]).toEqual([
      ...['feed daily', 'folder news', undefined],
    ]);
  });
});
