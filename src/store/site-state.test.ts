import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import { openSiteState, sitePostId, type SitePostRow, type SiteState } from './site-state.ts';

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
  state.addLists([{ folder, tree: '', kind: 'tags', key: folder, name: folder }]);
  return state.findList(folder)?.id ?? -1;
}

test('rows come back as they went in, found by path, id and base', () => {
  const state = makeState();
  const [a, b] = [rowOf('a'), rowOf('b', { entry: '', lists: [], pictures: [], until: 12 })];
  state.putPosts([a, b]);
  expect(state.postsByPath([a.path])).toEqual([a]);
  expect(state.postsById([b.id])).toEqual([b]);
  expect(state.postsByBase([a.base, b.base])).toHaveLength(2);
  expect([state.countPosts(), state.countShown()]).toEqual([2, 1]);
  expect([...state.stamps()]).toEqual([
    [a.path, a.stamp],
    [b.path, b.stamp],
  ]);
});

test('a row that is put again replaces the one of before, and one that is removed is gone', () => {
  const state = makeState();
  const a = rowOf('a');
  state.putPosts([a]);
  state.putPosts([{ ...a, stamp: 'new', pictures: [] }]);
  expect(state.postsByPath([a.path])).toMatchObject([{ stamp: 'new', pictures: [] }]);
  state.removePosts([a.id]);
  expect(state.postsByPath([a.path])).toEqual([]);
});

test('articles are found by what somebody decides about, and by when their time comes', () => {
  const state = makeState();
  const [a, b, c] = [
    rowOf('a', { until: 1000 }),
    rowOf('b', { outlet: 'bergland' }),
    rowOf('c', { until: 1000, entry: '' }),
  ];
  state.putPosts([a, b, c]);
  expect(state.pathsOf('outlet', ['bergland'])).toEqual([b.path]);
  expect(state.pathsOf('url', [a.url, 'https://harbor.example/other'])).toEqual([a.path]);
  expect(state.pathsOf('base', [c.base])).toEqual([c.path]);
  expect([state.pathsUntil(999), state.pathsUntil(1000)]).toEqual([[], [a.path]]);
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
  state.addPlaces([...places, { list: other, sort: 9, post: 1 }]);
  expect(state.newest(list, 10)).toEqual([7, 1, 5, 9]);
  expect(state.oldest(list)).toBe(9);
  expect(state.countFrom(list, 2)).toBe(3);
  expect(state.placeFromNewest(list, 1)).toMatchObject({ list, sort: 3, post: 1 });
  const middle = { list, sort: 3, post: 1 };
  expect(state.beside(middle, 'older', 2).map(({ post }) => post)).toEqual([5, 9]);
  expect(state.beside(middle, 'newer', 2).map(({ post }) => post)).toEqual([7]);
  state.removePlaces([middle]);
  expect(state.newest(list, 10)).toEqual([7, 5, 9]);
});

test('of the files set aside those are old that are not written again', () => {
  const state = makeState();
  state.addFiles(['a', 'b', 'c']);
  state.setFilesAside(true);
  expect(state.countFiles()).toBe(0);
  state.addFiles(['b', 'd']);
  expect(state.takeOldFiles()).toEqual(['a', 'c']);
  expect(state.unknownFiles(['a', 'b', 'd', 'e'])).toEqual(['a', 'e']);
});

test('nothing is set aside when only what changed is made', () => {
  const state = makeState();
  state.addFiles(['a']);
  state.setFilesAside(false);
  expect([state.takeOldFiles(), state.countFiles()]).toEqual([[], 1]);
});

test('a build that fails leaves the state as it was', async () => {
  const file = join(await makeFolder(), 'site.db');
  const state = openSiteState(file);
  state.putPosts([rowOf('a')]);
  state.begin();
  state.clear();
  state.putPosts([rowOf('b')]);
  state.rollback();
  state.close();
  expect(makeState(file).postsByPath([rowOf('a').path, rowOf('b').path])).toEqual([rowOf('a')]);
});
