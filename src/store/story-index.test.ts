import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../../test/sample-archive.ts';
import type { StoryMember } from '../model/story.ts';
import type { GroupedArticle } from './grouped-articles.ts';
import { openStoryIndex, type StoryIndex } from './story-index.ts';

const hour = 3_600_000;
const none = { merged: [] };

function makeIndex(file = ':memory:'): StoryIndex {
  const index = openStoryIndex(file);
  onTestFinished(() => index.close());
  return index;
}

function memberOf(path: string, publishedMs = 0, more: Partial<StoryMember> = {}): StoryMember {
  const address = { path, url: `https://harbor.example/${path}`, outlet: 'harbor' };
  return { ...address, language: 'en', title: `About ${path}`, publishedMs, ...more };
}

function articleOf(member: StoryMember, more: Partial<GroupedArticle> = {}): GroupedArticle {
  const found = { terms: [1], bands: [1] };
  return { member, stamp: `of ${member.path}`, vectors: Uint8Array.of(7), prints: Uint8Array.of(9), ...found, ...more };
}

/** Puts articles into a new story. */
function addStory(index: StoryIndex, name: string, ...members: readonly StoryMember[]): number {
  const story = index.addStory(name, '', none);
  for (const member of members) index.articles.move(index.articles.put(articleOf(member)), story);
  index.touchStory(story);
  return story;
}

const namesOf = (stories: readonly { readonly id: string }[]): readonly string[] => stories.map(({ id }) => id);

describe('articles', () => {
  test('are found by file and number, with what they were put with', () => {
    const index = makeIndex();
    const member = memberOf('a', 5 * hour);
    const id = index.articles.put(articleOf(member, { vectors: Uint8Array.of(1, 2, 3) }));
    expect(index.articles.find('a')).toEqual({ id, stamp: 'of a', story: 0 });
    expect(index.articles.memberOf(id)).toEqual(member);
    expect([...index.articles.vectorsOf(id)]).toEqual([1, 2, 3]);
    expect(index.articles.stamps()).toEqual(new Map([['a', { id, stamp: 'of a' }]]));
    expect([index.articles.find('b'), index.articles.memberOf(99), index.articles.vectorsOf(99).length]).toEqual([
      undefined,
      undefined,
      0,
    ]);
  });

  test('are found by terms: of each term the newest sixty', () => {
    const index = makeIndex();
    const ids = Array.from({ length: 62 }, (_, n) =>
      index.articles.put(articleOf(memberOf(`a${n}`), { terms: n === 0 ? [4, 5] : [4] })),
    );
    const found = (...terms: number[]): readonly number[] =>
      index.articles
        .listWith(terms)
        .map(({ article }) => article)
        .toSorted((a, b) => a - b);
    expect(found(4)).toEqual(ids.slice(2));
    expect(found(5)).toEqual([ids[0]]);
    expect(found(6)).toEqual([]);
  });

  test('with other vectors are found by other terms', () => {
    const index = makeIndex();
    const id = index.articles.put(articleOf(memberOf('a'), { terms: [1, 2] }));
    index.articles.changeVectors(id, Uint8Array.of(8), { added: [2, 3], removed: [1] });
    expect([...index.articles.vectorsOf(id)]).toEqual([8]);
    expect(index.articles.listWith([1, 2, 3]).map(({ term }) => term)).toEqual([2, 3]);
  });

  test('that share bands are given, those that share most first', () => {
    const index = makeIndex();
    index.articles.put(articleOf(memberOf('one'), { bands: [1, 8, 9] }));
    index.articles.put(articleOf(memberOf('two'), { bands: [1, 2, 9], prints: Uint8Array.of(4, 5) }));
    index.articles.put(articleOf(memberOf('none'), { bands: [7] }));
    const alike = index.articles.listWithBands([1, 2, 3], 10);
    expect(alike.map(({ member }) => member.path)).toEqual(['two', 'one']);
    expect([...(alike[0]?.prints ?? [])]).toEqual([4, 5]);
    expect(index.articles.listWithBands([1, 2, 3], 1).map(({ member }) => member.path)).toEqual(['two']);
  });

  test('that changed have another title, date and stamp, and the same place', () => {
    const index = makeIndex();
    const story = addStory(index, 's1', memberOf('a', hour));
    const id = index.articles.find('a')?.id ?? 0;
    index.articles.change(id, memberOf('a', 9 * hour, { title: 'Mended' }), 'new');
    index.touchStory(story);
    expect(index.articles.find('a')).toEqual({ id, stamp: 'new', story });
    expect(index.get('s1')).toMatchObject({ members: [{ title: 'Mended' }], lastMs: 9 * hour });
  });

  test('that are removed leave nothing to be found by', () => {
    const index = makeIndex();
    const id = index.articles.put(articleOf(memberOf('a')));
    index.articles.remove(id);
    expect(index.articles.find('a')).toBeUndefined();
    expect([
      index.articles.listWith([1]),
      index.articles.listWithBands([1], 5),
      index.articles.vectorsOf(id).length,
    ]).toEqual([[], [], 0]);
  });
});

describe('copies', () => {
  test('go where their original goes, and are no originals of the story', () => {
    const index = makeIndex();
    const [first] = ['a', 'b'].map((path) => index.articles.put(articleOf(memberOf(path))));
    const late = index.articles.put(articleOf(memberOf('late', 2 * hour, { copyOf: 'a' })));
    const early = index.articles.put(articleOf(memberOf('early', hour)));
    index.articles.putMember(early, memberOf('early', hour, { copyOf: 'a' }));
    const story = index.addStory('s1', '', none);
    index.articles.move(first ?? 0, story);
    expect(index.articles.allOf(story)).toEqual([first, late, early]);
    expect(index.articles.originalsOf(story)).toEqual([first]);
    expect(index.articles.copiesOf('a').map(({ id }) => id)).toEqual([early, late]);
    expect([index.articles.copiesOf('b'), index.articles.copiesOf('')]).toEqual([[], []]);
    expect(index.counts()).toEqual({ articles: 4, stories: 1, shared: 1, copies: 2 });
  });
});

describe('stories', () => {
  test('have their articles by time of publication, then by file', () => {
    const index = makeIndex();
    addStory(index, 's1', memberOf('c', 2 * hour), memberOf('b', hour), memberOf('a', 2 * hour));
    expect(index.get('s1')).toEqual({
      ...{ id: 's1', firstMs: hour, lastMs: 2 * hour, merged: [] },
      members: [memberOf('b', hour), memberOf('a', 2 * hour), memberOf('c', 2 * hour)],
    });
    expect(index.storyOf('a')?.id).toBe('s1');
    expect([index.get('s2'), index.storyOf('z'), index.hasStory('s1'), index.hasStory('s2')]).toEqual([
      ...[undefined, undefined, true, false],
    ]);
  });

  test('are listed newest first, as many as are asked for, none without articles', () => {
    const index = makeIndex();
    addStory(index, 'old', memberOf('a', hour));
    addStory(index, 'new', memberOf('b', 3 * hour));
    addStory(index, 'mid', memberOf('c', 2 * hour));
    addStory(index, 'empty');
    expect(namesOf(index.list())).toEqual(['new', 'mid', 'old']);
    expect(namesOf(index.list(2))).toEqual(['new', 'mid']);
    expect(index.memberships()).toEqual([
      { name: 'old', path: 'a' },
      { name: 'new', path: 'b' },
      { name: 'mid', path: 'c' },
    ]);
  });

  test('keep what the grouping wants to find again', () => {
    const index = makeIndex();
    const story = index.addStory('s1', 'first', { merged: [], partedFrom: { id: 's0', atMs: 4 } });
    expect([index.togetherOf(story), index.togetherOf(99)]).toEqual(['first', '']);
    index.putStory(story, 'then');
    expect(index.togetherOf(story)).toBe('then');
    expect(index.historyOf(story)).toEqual({ merged: [], partedFrom: { id: 's0', atMs: 4 } });
    expect(index.historyOf(99)).toEqual(none);
  });

  test('that merge are one, which tells of the others, oldest first', () => {
    const index = makeIndex();
    const [kept, gone, third] = ['s1', 's2', 's3'].map((name, n) => addStory(index, name, memberOf(name, n * hour)));
    index.mergeStories(gone ?? 0, third ?? 0, 10);
    index.mergeStories(kept ?? 0, gone ?? 0, 20);
    expect(namesOf(index.list())).toEqual(['s1']);
    expect(index.get('s1')).toMatchObject({
      members: [{ path: 's1' }, { path: 's2' }, { path: 's3' }],
      merged: [
        { id: 's3', atMs: 10 },
        { id: 's2', atMs: 20 },
      ],
    });
    expect(index.articles.storyNumbersOf([1, 2, 3, 99])).toEqual(new Map([1, 2, 3].map((id) => [id, kept])));
    expect([index.articles.storyNumberOf(3), index.articles.storyNumberOf(99)]).toEqual([kept, 0]);
  });
});

describe('changes', () => {
  test('are those since the mark of the last answer', () => {
    const index = makeIndex();
    const one = addStory(index, 's1', memberOf('a'));
    addStory(index, 's2', memberOf('b'));
    const first = index.changesSince(0);
    expect([namesOf(first.changed), first.removed]).toEqual([['s1', 's2'], []]);
    index.touchStory(one);
    const second = index.changesSince(first.mark);
    expect([namesOf(second.changed), second.removed]).toEqual([['s1'], []]);
    index.removeStory(one);
    index.removeStory(99);
    const third = index.changesSince(second.mark);
    expect([namesOf(third.changed), third.removed]).toEqual([[], ['s1']]);
    addStory(index, 's1', memberOf('c'));
    const last = index.changesSince(second.mark);
    expect([namesOf(last.changed), last.removed]).toEqual([['s1'], []]);
    expect(index.changesSince(last.mark)).toEqual({ mark: last.mark, changed: [], removed: [] });
  });

  test('go on after all was forgotten: the stories of before are gone', () => {
    const index = makeIndex();
    addStory(index, 's1', memberOf('a'));
    index.putFact('names', '{}');
    index.putCounters(Uint8Array.of(1));
    const { mark } = index.changesSince(0);
    index.clear();
    expect(index.changesSince(mark)).toMatchObject({ changed: [], removed: ['s1'] });
    expect(index.changesSince(mark).mark).toBeGreaterThan(mark);
    expect([index.list(), index.fact('names'), index.counters(), index.articles.find('a')]).toEqual([
      ...[[], '', undefined, undefined],
    ]);
  });

  test('of names are told: the old ones are gone, also where two stories change theirs with each other', () => {
    const index = makeIndex();
    for (const name of ['s1', 's2', 's3', 's4']) addStory(index, name, memberOf(name));
    const { mark } = index.changesSince(0);
    index.renameAll(
      new Map([
        ['s1', 's2'],
        ['s2', 's1'],
        ['s3', 's9'],
        ['s4', 's4'],
      ]),
    );
    expect(index.memberships().map(({ name, path }) => [path, name])).toEqual([
      ['s1', 's2'],
      ['s2', 's1'],
      ['s3', 's9'],
      ['s4', 's4'],
    ]);
    const { changed, removed } = index.changesSince(mark);
    expect([namesOf(changed), removed]).toEqual([['s2', 's1', 's9'], ['s3']]);
  });

  test('tell also of a story that has to give up its name for another one', () => {
    const index = makeIndex();
    addStory(index, 's00000000000a', memberOf('a'));
    addStory(index, 's00000000000b', memberOf('b'));
    const { mark } = index.changesSince(0);
    index.renameAll(new Map([['s00000000000b', 's00000000000a']]));
    const { changed, removed } = index.changesSince(mark);
    expect(changed.map(({ members }) => members[0]?.path)).toEqual(['a', 'b']);
    expect(new Set(namesOf(changed)).size).toBe(2);
    expect(index.get('s00000000000a')?.members).toMatchObject([{ path: 'b' }]);
    expect(index.storyOf('a')?.id).toMatch(/^s[0-9a-f]{12}$/);
    expect(removed).toEqual(['s00000000000b']);
  });
});

describe('what the grouping counts', () => {
  test('comes back, however much it is, as it was put last', () => {
    const index = makeIndex();
    const many = Uint8Array.from({ length: 2 ** 20 + 5 }, (_, n) => n % 251);
    index.putCounters(Uint8Array.of(3));
    index.putCounters(many);
    expect(Buffer.compare(index.counters() ?? Buffer.alloc(0), many)).toBe(0);
  });

  test('stays when the file is opened again', async () => {
    const file = join(await makeFolder(), 'stories.db');
    const index = openStoryIndex(file);
    addStory(index, 's1', memberOf('a'));
    index.putFact('articles', '12');
    index.close();
    const again = makeIndex(file);
    expect([namesOf(again.list()), again.fact('articles'), again.fact('other')]).toEqual([['s1'], '12', '']);
  });

  test('of a run that fails in a transaction is what it was before', () => {
    const index = makeIndex();
    const failing = (): void =>
      index.transaction(() => {
        addStory(index, 's1', memberOf('a'));
        throw new Error('stopped');
      });
    expect(failing).toThrow('stopped');
    expect([index.list(), index.articles.find('a')]).toEqual([[], undefined]);
  });
});
