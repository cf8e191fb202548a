import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import { openState } from './open-state.ts';
import { openSiteState, type SiteState } from './site-state.ts';
import { sitePostId, type SitePostRow } from './site-posts.ts';

function makeState(file = ':memory:'): SiteState {
  const state = openSiteState(file);
  onTestFinished(() => state.close());
  return state;
}

function rowOf(name: string, change: Partial<SitePostRow> = {}): SitePostRow {
  const path = `content/post/${name}.md`;
  return {
    id: sitePostId(path),
    path,
    stamp: '10-1.5',
    base: `post/${name}`,
    suffix: '',
    outlet: 'harbor',
    url: `https://harbor.example/${name}`,
    canonical: '',
    sort: 20_250_209_113_000,
    folder: `post/${name}`,
    updatedMs: 1_739_100_600_000,
    until: 0,
    problem: '',
    entry: '{"title":"It\'s \\"quoted\\""}',
    pictures: ['media/a.png', 'media/a-small.webp'],
    lists: ['', 'tags/sea'],
    ...change,
  };
}

function addList(state: SiteState, folder: string): number {
  state.lists.add([{ folder, tree: '', kind: 'tags', key: folder, name: folder }]);
  return state.lists.find(folder)?.id ?? -1;
}

test('rows come back as they went in, found by id and base', () => {
  const state = makeState();
  const [a, b] = [rowOf('a'), rowOf('b', { entry: '', lists: [], pictures: [], until: 12 })];
  state.posts.put([a, b]);
  expect(state.posts.byId([a.id])).toEqual([a]);
  expect(state.posts.byId([b.id])).toEqual([b]);
  expect(state.posts.byBase([a.base, b.base])).toHaveLength(2);
  expect([state.posts.count(), state.posts.countShown()]).toEqual([2, 1]);
  expect(new Map(state.posts.stamps())).toEqual(
    new Map([
      [a.path, a.stamp],
      [b.path, b.stamp],
    ]),
  );
});

test('a row that is put again replaces the one of before, and one that is removed is gone', () => {
  const state = makeState();
  const a = rowOf('a');
  state.posts.put([a]);
  state.posts.put([{ ...a, stamp: 'new', pictures: [] }]);
  expect(state.posts.byId([a.id])).toMatchObject([{ stamp: 'new', pictures: [] }]);
  state.posts.remove([a.id]);
  expect(state.posts.byId([a.id])).toEqual([]);
});

test('articles are found by what somebody decides about, and by when their time comes', () => {
  const state = makeState();
  const [a, b, c] = [
    rowOf('a', { until: 1000 }),
    rowOf('b', { outlet: 'bergland' }),
    rowOf('c', { until: 1000, entry: '' }),
  ];
  state.posts.put([a, b, c]);
  expect(state.posts.pathsOf('outlet', ['bergland'])).toEqual([b.path]);
  expect(state.posts.pathsOf('url', [a.url, 'https://harbor.example/other'])).toEqual([a.path]);
  expect(state.posts.pathsOf('base', [c.base])).toEqual([c.path]);
  expect([state.posts.pathsUntil(999), state.posts.pathsUntil(1000)]).toEqual([[], [a.path]]);
});

test('places of a list are in the order of their dates, those of one date in that of their ids', () => {
  const state = makeState();
  const list = addList(state, 'tags/sea');
  const other = addList(state, 'tags/land');
  const places = [
    { list, sort: 3, post: 1 },
    { list, sort: 1, post: 9 },
    { list, sort: 3, post: 7 },
    { list, sort: 2, post: 5 },
  ];
  state.lists.addPlaces([...places, { list: other, sort: 9, post: 1 }]);
  expect(state.lists.newest(list, 10)).toEqual([7, 1, 5, 9]);
  expect(state.lists.oldest(list)).toBe(9);
  expect(state.lists.countFrom(list, 2)).toBe(3);
  expect(state.lists.placeFromNewest(list, 1)).toMatchObject({ list, sort: 3, post: 1 });
  const middle = { list, sort: 3, post: 1 };
  expect(state.lists.beside(middle, 'older', 2).map(({ post }) => post)).toEqual([5, 9]);
  expect(state.lists.beside(middle, 'newer', 2).map(({ post }) => post)).toEqual([7]);
  state.lists.removePlaces([middle]);
  expect(state.lists.newest(list, 10)).toEqual([7, 5, 9]);
});

test('of the files set aside those are old that are not written again', () => {
  const state = makeState();
  state.files.add(['a', 'b', 'c']);
  state.files.setAside(true);
  expect(state.files.count()).toBe(0);
  state.files.add(['b', 'd']);
  expect(state.files.takeOld()).toEqual(['a', 'c']);
  expect(state.files.unknown(['a', 'b', 'd', 'e'])).toEqual(['a', 'e']);
});

test('nothing is set aside when only what changed is made', () => {
  const state = makeState();
  state.files.add(['a']);
  state.files.setAside(false);
  expect([state.files.takeOld(), state.files.count()]).toEqual([[], 1]);
});

test('a build that fails leaves the state as it was', async () => {
  const file = join(await makeFolder(), 'site.db');
  const state = openSiteState(file);
  state.posts.put([rowOf('a')]);
  state.begin();
  state.clear();
  state.posts.put([rowOf('b')]);
  state.rollback();
  state.close();
  expect(makeState(file).posts.byId([rowOf('a').id, rowOf('b').id])).toEqual([rowOf('a')]);
});

test('what was built stays, and is forgotten but for the files that were written', async () => {
  const file = join(await makeFolder(), 'site.db');
  const state = openSiteState(file);
  state.begin();
  state.posts.put([rowOf('a')]);
  state.putFact('theme', 'first');
  state.putFact('theme', 'second');
  state.files.add(['index.html']);
  state.commit();
  state.close();
  const again = makeState(file);
  expect([again.posts.count(), again.fact('theme'), again.fact('other')]).toEqual([1, 'second', '']);
  again.clear();
  expect([again.posts.count(), again.fact('theme'), again.files.count()]).toEqual([0, '', 1]);
});

test('a state of another version is made anew', async () => {
  const file = join(await makeFolder(), 'site.db');
  const old = openState(file, 1, 'CREATE TABLE facts (name TEXT); PRAGMA user_version = 1;');
  old.close();
  const state = makeState(file);
  state.putFact('theme', 'first');
  expect([state.fact('theme'), state.posts.count()]).toEqual(['first', 0]);
});
