import { describe, expect, onTestFinished, test } from 'vitest';
import { openStoryIndex, type StoryIndex } from '../../store/story-index.ts';
import { termsOf } from '../../stories/article-terms.ts';
import { featureNames } from '../../stories/compare-groups.ts';
import { encodeVectors } from '../../stories/encode-vectors.ts';
import { groupArticle, groupingSettings, settleStory, type GroupingSettings } from '../../stories/group-articles.ts';
import { rareTermsOf } from '../../stories/rare-terms.ts';
import { TermStatistics } from '../../stories/term-statistics.ts';
import { toVectors } from '../../stories/term-vectors.ts';
import type { Forest } from '../../text/forest.ts';
import { IndexedStories } from './indexed-stories.ts';

const dayMs = 86_400_000;
const text = 'Divers searched the ferry Santa Belmira off Lurang, and the captain Renato Abrigo was held.';

/** A forest that answers the same to everything, as a vote: 0 is a sureness of one half. */
const always = (vote: number): GroupingSettings => ({
  ...groupingSettings,
  forest: { depth: 1, base: vote, trees: [] },
});
const eager = always(9);
const strict = always(-9);

/** Sure of two groups in one language, and of no others. */
const withinLanguage: Forest = {
  depth: 1,
  base: 0,
  trees: [{ splits: [featureNames.indexOf('sameLanguage'), 0.5], votes: [-9, 9] }],
};

class Desk {
  readonly index: StoryIndex = openStoryIndex(':memory:');
  readonly stories: IndexedStories;
  readonly #statistics = new TermStatistics();
  now = 0;

  constructor() {
    onTestFinished(() => {
      this.index.close();
    });
    this.stories = new IndexedStories(this.index, this.#statistics, () => this.now);
    for (let filler = 0; filler < 60; filler += 1) this.#statistics.add('en', [`0filler${filler}`]);
  }

  /** Puts an article that came on a day, NaN for none; returns its number. */
  put(name: string, day: number, language = 'en', copyOf?: string): number {
    const terms = termsOf({ language, title: '', text: `${text} ${name}` });
    this.#statistics.add(language, terms.all.keys());
    const vectors = toVectors(terms, this.#statistics, day * dayMs);
    const member = {
      path: name,
      url: '',
      outlet: '',
      language,
      title: name,
      publishedMs: Number.isNaN(day) ? 0 : day * dayMs,
    };
    return this.index.articles.put({
      member: copyOf === undefined ? member : { ...member, copyOf },
      ...{ stamp: '', vectors: encodeVectors(vectors), prints: new Uint8Array(4), bands: [] },
      terms: [...rareTermsOf(vectors, this.#statistics).keys()],
    });
  }

  group(name: string, day: number, settings: GroupingSettings, language = 'en'): number {
    const article = this.put(name, day, language);
    groupArticle(article, this.stories, settings);
    return article;
  }

  /** Files of the stories, and their ids. */
  list(): readonly (readonly string[])[] {
    return this.index.list().map(({ members }) => members.map(({ path }) => path)).sort(); // prettier-ignore
  }
}

describe('history', () => {
  test('a story that joins another is told, with all that had joined it, and keeps no id', () => {
    const desk = new Desk();
    const articles = ['a', 'b', 'c'].map((name) => desk.group(name, 1, strict));
    expect(desk.list()).toEqual([['a'], ['b'], ['c']]);
    const ids = articles.map((article) => desk.index.nameOf(desk.index.articles.storyNumberOf(article)));
    desk.now = 77;
    for (const article of articles) settleStory(desk.index.articles.storyNumberOf(article), desk.stories, eager);
    expect(desk.list()).toEqual([['a', 'b', 'c']]);
    const [story] = desk.index.list();
    expect(ids).toContain(story?.id);
    expect([...(story?.merged ?? [])].map(({ id }) => id).sort()).toEqual(ids.filter((id) => id !== story?.id).sort());
    expect(story?.merged.map(({ atMs }) => atMs)).toEqual([77, 77]);
    expect(desk.index.changesSince(0).removed).toEqual(ids.filter((id) => id !== story?.id).sort());
  });

  test('a story that is parted tells where it was, and most of it keeps the id', () => {
    const desk = new Desk();
    const [first] = ['a', 'b'].map((name) => desk.group(name, 1, { ...eager, least: 0.5 }));
    for (const name of ['c', 'd', 'e']) desk.group(name, 1, eager, 'de');
    const before = desk.index.list();
    expect(before.map(({ members }) => members.length)).toEqual([5]);
    desk.now = 78;
    settleStory(desk.index.articles.storyNumberOf(first ?? 0), desk.stories, {
      ...groupingSettings,
      forest: withinLanguage,
    });
    expect(desk.list()).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    const [english, german] = ['a', 'c'].map((path) => desk.index.storyOf(path));
    expect(german?.id).toBe(before[0]?.id);
    expect(german?.partedFrom).toBeUndefined();
    expect(english?.id).not.toBe(german?.id);
    expect(english?.partedFrom).toEqual({ id: german?.id, atMs: 78 });
  });

  test('copies go with their original when a story is parted', () => {
    const desk = new Desk();
    const [a, b] = ['a', 'b'].map((name) => desk.group(name, 1, eager));
    const copy = desk.put('copy of b', 2, 'en', 'b');
    desk.index.articles.move(copy, desk.index.articles.storyNumberOf(b ?? 0));
    settleStory(desk.index.articles.storyNumberOf(a ?? 0), desk.stories, strict);
    expect(desk.list()).toEqual([['a'], ['b', 'copy of b']]);
  });
});

describe('a story that rests', () => {
  test.each([
    { about: 'half sure, after seven days', days: 7, vote: 0, joins: true },
    { about: 'half sure, after eight days', days: 8, vote: 0, joins: false },
    { about: 'very sure, after eight days', days: 8, vote: 2, joins: true },
    { about: 'unsure, the day after', days: 1, vote: -2, joins: false },
  ])('$about', ({ days, vote, joins }) => {
    const desk = new Desk();
    desk.group('a', 10, always(vote));
    desk.group('b', 10 + days, always(vote));
    expect(desk.list().length).toBe(joins ? 1 : 2);
  });

  test('is not asked when a story is settled', () => {
    const desk = new Desk();
    const [first] = [desk.group('a', 10, strict), desk.group('b', 10, always(0)), desk.group('late', 30, strict)];
    settleStory(desk.index.articles.storyNumberOf(first), desk.stories, eager);
    expect(desk.list()).toEqual([['a', 'b'], ['late']]);
  });

  test('an article without a date joins whatever rests', () => {
    const desk = new Desk();
    desk.group('a', 10, always(0));
    desk.group('undated', NaN, always(0));
    expect(desk.list()).toEqual([['undated', 'a']]);
  });
});

test('what an index keeps of a story is read again', () => {
  const desk = new Desk();
  const article = desk.group('a', NaN, eager);
  desk.group('b', NaN, eager, 'de');
  const group = desk.stories.groupOf(desk.index.articles.storyNumberOf(article));
  expect(group).toMatchObject({ size: 2, from: NaN, to: NaN });
  expect(group.languages).toEqual(new Map([['en', 1], ['de', 1]])); // prettier-ignore
  expect(group.within.some((sum) => sum > 0)).toBe(true);
});
