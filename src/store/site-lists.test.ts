import { describe, expect, onTestFinished, test } from 'vitest';
import type { ListPlace, StoredItem } from './site-lists.ts';
import { sitePostId, type SitePostRow } from './site-posts.ts';
import { openSiteState, type SiteState } from './site-state.ts';
import type { SiteStoryRow } from './site-stories.ts';

function makeState(): SiteState {
  const state = openSiteState(':memory:');
  onTestFinished(() => state.close());
  return state;
}

/** `sort`: `YYYYMMDDhhmmss`. */
function rowOf(name: string, sort: number, change: Partial<SitePostRow> = {}): SitePostRow {
  const path = `content/post/${name}.md`;
  return {
    ...{ id: sitePostId(path), path, stamp: '1', base: `post/${name}`, suffix: '', outlet: 'harbor' },
    ...{ url: `https://harbor.example/${name}`, canonical: '', sort, folder: `post/${name}` },
    ...{ updatedMs: sort, until: 0, problem: '', entry: `{"title":"${name}"}`, pictures: [], lists: [] },
    ...change,
  };
}

const morning = 20_260_301_080_000;
const evening = 20_260_301_200_000;
const nextDay = 20_260_302_090_000;

function addList(state: SiteState, folder: string, kind: string, count: number, key = folder): number {
  state.lists.add([{ folder, tree: '', kind, key, name: key }]);
  const id = state.lists.find(folder)?.id ?? -1;
  state.lists.put([{ id, name: key, count }]);
  return id;
}

const foldersOf = (lists: readonly { readonly folder: string }[]): readonly string[] =>
  lists.map(({ folder }) => folder);

describe('lists', () => {
  test('are added once, get a name and a count, and are removed', () => {
    const state = makeState();
    const id = addList(state, 'tags/sea', 'tags', 3);
    state.lists.add([{ folder: 'tags/sea', tree: 'de', kind: 'other', key: 'x', name: 'x' }]);
    state.lists.put([{ id, name: 'The sea', count: 4 }]);
    expect(state.lists.find('tags/sea')).toMatchObject({
      ...{ id, tree: '', kind: 'tags', key: 'tags/sea', name: 'The sea', count: 4 },
    });
    addList(state, 'tags/land', 'tags', 1);
    expect(foldersOf(state.lists.findAll(['tags/land', 'tags/none']))).toEqual(['tags/land']);
    state.lists.remove([id]);
    expect(state.lists.find('tags/sea')).toBeUndefined();
  });

  test('of a kind come with most articles first, then by key, from a number of articles on', () => {
    const state = makeState();
    for (const [key, count] of Object.entries({ c: 2, b: 5, a: 2, rare: 1 })) addList(state, key, 'tags', count);
    addList(state, 'other', 'outlet', 9);
    expect(foldersOf(state.lists.ofKind('', 'tags', 2))).toEqual(['b', 'a', 'c']);
    expect(foldersOf(state.lists.ofKind('', 'tags', 2, 2))).toEqual(['b', 'a']);
    expect([state.lists.count('', 'tags', 2), state.lists.count('de', 'tags', 0)]).toEqual([3, 0]);
  });

  test('of days are told by month, newest first, without empty ones', () => {
    const state = makeState();
    const days = { '2026-02-27': 2, '2026-03-01': 1, '2026-03-02': 4, '2026-03-03': 0 };
    for (const [day, count] of Object.entries(days)) addList(state, `day/${day}`, 'day', count, day);
    expect(state.lists.days('', '2026-03')).toEqual([
      ['2026-03-02', 4],
      ['2026-03-01', 1],
    ]);
    expect(state.lists.days('', '')).toHaveLength(3);
    expect(state.lists.months('')).toEqual([
      ['2026-03', 5],
      ['2026-02', 2],
    ]);
  });

  test('that the newest articles of a time stand in have two articles at least', () => {
    const state = makeState();
    for (const [key, count] of Object.entries({ sea: 2, alone: 1, old: 5, land: 3 }))
      addList(state, key, 'tags', count);
    state.posts.put([
      rowOf('before', morning - 1, { lists: ['old'] }),
      rowOf('a', morning, { lists: ['sea', 'alone'] }),
      rowOf('b', evening, { lists: ['land'] }),
      rowOf('hidden', evening, { lists: ['old'], entry: '' }),
      rowOf('after', nextDay, { lists: ['old'] }),
    ]);
    expect(foldersOf(state.lists.ofNewest('', 'tags', morning, nextDay, 10))).toEqual(['land', 'sea']);
    expect(foldersOf(state.lists.ofNewest('', 'tags', morning, nextDay, 1))).toEqual(['land']);
  });
});

describe('places', () => {
  const at = (list: number, sort: number, post: number): ListPlace => ({ list, sort, post });

  test('are read on from where a page of them ended', () => {
    const state = makeState();
    const list = addList(state, 'sea', 'tags', 4);
    const all = [at(list, morning, 1), at(list, morning, 4), at(list, evening, 2), at(list, nextDay, 3)];
    state.lists.addPlaces(all.toReversed());
    const first = state.lists.placesAfter(list, undefined, 2);
    expect(first).toEqual(all.slice(0, 2));
    expect(state.lists.placesAfter(list, first[1], 9)).toEqual(all.slice(2));
    expect(state.lists.newestBefore(list, nextDay)).toMatchObject(at(list, evening, 2));
    expect(state.lists.newestBefore(list, morning)).toBeUndefined();
  });

  test('from one to another are all there or none', () => {
    const state = makeState();
    const list = addList(state, 'sea', 'tags', 3);
    const [a, b, c] = [at(list, morning, 1), at(list, evening, 2), at(list, nextDay, 3)];
    state.lists.addPlaces([a, b, c]);
    expect(state.lists.places(list, a, b, 2)).toEqual([a, b]);
    expect(state.lists.places(list, a, c, 2)).toEqual([]);
    expect([state.lists.places(list, undefined, c, 9), state.lists.places(list, a, undefined, 9)]).toEqual([[], []]);
  });

  test('are counted by day', () => {
    const state = makeState();
    const [sea, land] = [addList(state, 'sea', 'tags', 3), addList(state, 'land', 'tags', 1)];
    state.lists.addPlaces([at(sea, morning, 1), at(sea, evening, 2), at(sea, nextDay, 3), at(land, morning, 1)]);
    const counts = state.lists.countsByDay([sea, land], morning, nextDay);
    expect(counts.toSorted((a, b) => a[0] - b[0])).toEqual([
      [sea, 20_260_301, 2],
      [land, 20_260_301, 1],
    ]);
  });

  test('lead to the folders of their articles, oldest first', () => {
    const state = makeState();
    const list = addList(state, 'sea', 'tags', 2);
    const [a, b] = [rowOf('a', morning), rowOf('b', evening)];
    state.posts.put([b, a]);
    state.lists.addPlaces([a, b].map(({ sort, id }) => at(list, sort, id)));
    expect(state.lists.addresses(list, undefined, 9)).toEqual([
      ['post/a', morning, morning, a.id],
      ['post/b', evening, evening, b.id],
    ]);
    expect(state.lists.addresses(list, at(list, morning, a.id), 9)).toHaveLength(1);
  });

  test('have what is shown of their articles, day by day, newest first', () => {
    const state = makeState();
    const list = addList(state, 'sea', 'tags', 3);
    const rows = [rowOf('a', morning), rowOf('b', evening), rowOf('c', nextDay)];
    state.posts.put(rows);
    const places = rows.map(({ sort, id }) => at(list, sort, id));
    state.lists.addPlaces(places);
    const items = rows.map(({ sort, id, path }): StoredItem => ({
      ...{ tree: '', sort, post: id, html: `<p>${path.at(-4)}`, atom: `<e>${path.at(-4)}`, updatedMs: sort },
    }));
    state.lists.putItems([...items, ...items.map((one) => ({ ...one, tree: 'de', html: 'other' }))]);
    const [from, to] = [places[0], places[2]];
    if (from === undefined || to === undefined) throw new Error('three places were made');
    expect(state.lists.items('', from, to)).toEqual([
      { day: 20_260_302, updatedMs: nextDay, html: '<p>c', atom: '<e>c' },
      { day: 20_260_301, updatedMs: evening, html: '<p>b<p>a', atom: '<e>b<e>a' },
    ]);
    expect(state.lists.items('', from, to, to.post).map(({ html }) => html)).toEqual(['<p>b<p>a']);
    // What is put again is shown again only when it was drawn again.
    state.posts.put([rowOf('b', evening)]);
    expect(state.lists.items('', from, to).map(({ html }) => html)).toEqual(['<p>c', '<p>a']);
  });
});

describe('articles of a site', () => {
  test('are found by day, with the other languages of theirs, and with what they show', () => {
    const state = makeState();
    const [a, b] = [rowOf('a', morning), rowOf('b', nextDay)];
    const other = rowOf('a.de', morning, { base: a.base, suffix: 'de', problem: 'no title', entry: '' });
    state.posts.put([a, b, other]);
    expect(state.posts.ofDays(20_260_301, 20_260_301).map(({ path }) => path)).toEqual([a.path]);
    expect(state.posts.withVersions([a.id]).map(({ path }) => path)).toEqual(
      expect.arrayContaining([a.path, other.path]),
    );
    expect(state.posts.byBase([a.base], [a.id]).map(({ path }) => path)).toEqual([other.path]);
    expect(state.posts.entries([a.id, other.id])).toEqual(new Map([[a.id, { title: 'a' }]]));
    expect(state.posts.countByDay()).toEqual([
      [20_260_301, 1],
      [20_260_302, 1],
    ]);
    expect(state.posts.problems()).toMatchObject([{ file: other.path, reason: 'no title' }]);
    expect([...state.posts.stamps()]).toHaveLength(3);
  });

  test('are found by tags and categories alone, and by pictures as long as they show them', () => {
    const state = makeState();
    const a = rowOf('a', morning, { pictures: ['media/a.png'] });
    state.posts.put([a]);
    const [tag, day] = [addList(state, 'tags/sea', 'tags', 1, 'sea'), addList(state, 'day', 'day', 1, '2026')];
    state.lists.addPlaces([tag, day].map((list) => ({ list, sort: a.sort, post: a.id })));
    state.posts.setLists([[a.id, ['tags/sea']]]);
    expect(state.posts.byId([a.id])[0]?.lists).toEqual(['tags/sea']);
    expect([state.posts.pathsInLists(['sea']), state.posts.pathsInLists(['2026'])]).toEqual([[a.path], []]);
    expect([...state.posts.shownPictures(['media/a.png', 'media/b.png'])]).toEqual(['media/a.png']);
    state.posts.put([{ ...a, pictures: [] }]);
    expect(state.posts.shownPictures(['media/a.png']).size).toBe(0);
    state.posts.put([a]);
    state.posts.remove([a.id]);
    expect(state.posts.shownPictures(['media/a.png']).size).toBe(0);
  });

  test('have changes, the newest first, of those that stand in a list', () => {
    const state = makeState();
    const [a, b] = [rowOf('a', morning, { lists: ['sea'] }), rowOf('b', evening)];
    state.posts.put([a, b]);
    const change = (post: number, revision: number, atMs: number) => ({ post, revision, atMs });
    state.changes.put([a.id, b.id], [change(a.id, 1, 50), change(b.id, 1, 90)]);
    state.changes.put([a.id], [change(a.id, 2, 60), change(a.id, 3, 60), change(a.id, 0, 70)]);
    expect(state.changes.newest('sea', 2)).toEqual([change(a.id, 0, 70), change(a.id, 3, 60)]);
    expect(state.changes.newest('land', 9)).toEqual([]);
  });
});

describe('stories of a site', () => {
  const story = (id: string, lastMs: number, posts: readonly number[], month = '2026/03'): SiteStoryRow => ({
    ...{ id, folder: `stories/${month}/${id}`, month, lastMs, entry: `{"of":"${id}"}`, posts },
  });
  const [old, next, last] = [story('s1', 10, [1, 2], '2026/02'), story('s2', 20, [3]), story('s3', 30, [4])];
  const withStories = (): SiteState => {
    const state = makeState();
    for (const one of [last, old, next]) state.stories.put(one);
    return state;
  };
  const idsOf = (rows: readonly SiteStoryRow[]): readonly string[] => rows.map(({ id }) => id).toSorted();

  test('are found by id, article, month and time', () => {
    const { stories } = withStories();
    expect([stories.find('s1'), stories.find('s9')]).toEqual([old, undefined]);
    expect(stories.ids().toSorted()).toEqual(['s1', 's2', 's3']);
    expect(idsOf(stories.ofPosts([2, 4, 9]))).toEqual(['s1', 's3']);
    expect(idsOf(stories.ofMonth('2026/03'))).toEqual(['s2', 's3']);
    expect(idsOf(stories.since(20))).toEqual(['s2', 's3']);
    expect([9, 10, 29].map((ms) => stories.lastMs(ms))).toEqual([0, 10, 20]);
    expect(stories.months()).toEqual([
      ['2026/03', 2],
      ['2026/02', 1],
    ]);
  });

  test('give the addresses of the newest, oldest first', () => {
    const { stories } = withStories();
    expect(stories.addresses(2)).toEqual([
      [next.folder, 20],
      [last.folder, 30],
    ]);
    expect(stories.addresses(-1)).toHaveLength(3);
  });

  test('that are put again or removed let go of their articles', () => {
    const { stories } = withStories();
    stories.put(story('s1', 40, [2]));
    expect([idsOf(stories.ofPosts([1])), stories.find('s1')?.lastMs]).toEqual([[], 40]);
    stories.remove(['s1', 's2']);
    expect([stories.ids(), stories.ofPosts([2, 3])]).toEqual([['s3'], []]);
  });
});
