import type { Forest } from '../text/forest.ts';
import { addTo, groupOf, joinGroups, likenessOf, noLikeness, samenessOf, type Group } from './compare-groups.ts';
import { gatherGroups } from './gather-groups.ts';
import { storyForest } from './story-forest.ts';
import type { ArticleVectors } from './term-vectors.ts';

/** An article and a story, by their numbers in the index of stories. */
export type ArticleNumber = number;
export type StoryNumber = number;

/** The stories so far, as far as one more article asks for them. */
export interface GroupedStories {
  /** Articles that share rare terms with this one, those that share most first; never itself. */
  findLike(
    article: ArticleVectors,
    most: number,
  ): readonly { readonly article: ArticleNumber; readonly story: StoryNumber }[];
  vectorsOf(article: ArticleNumber): ArticleVectors;
  /** Articles in the order in which they came. */
  membersOf(story: StoryNumber): readonly ArticleNumber[];
  groupOf(story: StoryNumber): Group;
  /** A story of its own. */
  begin(article: ArticleNumber, group: Group): StoryNumber;
  join(story: StoryNumber, article: ArticleNumber, group: Group): void;
  /** All of `gone` becomes part of `kept`. */
  merge(kept: StoryNumber, gone: StoryNumber, group: Group): void;
  /** Takes articles out of a story; they are a story of their own from then on. */
  part(story: StoryNumber, rest: Group, articles: readonly ArticleNumber[], group: Group): StoryNumber;
}

export interface GroupingSettings {
  readonly forest: Forest;
  /** How sure it must be that two groups report the same event. */
  readonly least: number;
  /** The same for a story that had no article for more than `restDays`. */
  readonly leastResting: number;
  readonly restDays: number;
}

export const groupingSettings: GroupingSettings = { forest: storyForest, least: 0.15, leastResting: 0.6, restDays: 7 };

const maxLike = 30;
const maxStories = 8;
/** Of a larger story this many articles are compared, half of them its first, half its newest. */
const maxCompared = 40;
/** When a story has grown to one of these sizes it is gathered anew from its articles: what an early article could not tell apart may
 *  fall into several stories then. */
const gatheredAt = new Set([3, 4, 6, 9, 13, 20, 30, 45, 68, 100]);

/** Puts one more article into its story: the one of which it is surest that it reports the same event, or a new one. Stories that the
 *  article shows to be one are merged; one that has grown is looked at again and may be parted. Returns the story. */
export function groupArticle(
  article: ArticleNumber,
  stories: GroupedStories,
  settings: GroupingSettings = groupingSettings,
): StoryNumber {
  const vectors = stories.vectorsOf(article);
  const own = groupOf(vectors);
  const fitting = findFitting([article], own, stories, settings);
  const [best] = fitting;
  if (best === undefined) return stories.begin(article, own);
  stories.join(best.story, article, joinGroups(stories.groupOf(best.story), own, best.between));
  let story = best.story;
  for (const other of fitting.slice(1)) story = mergeIfSame(story, other.story, stories, settings);
  regather(story, stories, settings);
  return story;
}

interface Fitting {
  readonly story: StoryNumber;
  readonly sameness: number;
  readonly between: Float64Array;
}

/** The stories that report the same as these articles, the surest first. */
function findFitting(
  articles: readonly ArticleNumber[],
  group: Group,
  stories: GroupedStories,
  settings: GroupingSettings,
): readonly Fitting[] {
  const candidates = new Set<StoryNumber>();
  for (const article of articles)
    for (const { story } of stories.findLike(stories.vectorsOf(article), maxLike))
      if (candidates.size < maxStories) candidates.add(story);
  return [...candidates]
    .map((story) => {
      const between = betweenOf(articles, stories.membersOf(story), stories);
      return { story, between, sameness: samenessOf(stories.groupOf(story), group, between, settings.forest) };
    })
    .filter(({ story, sameness }) => sameness > leastFor(stories.groupOf(story), group, settings))
    .sort((a, b) => b.sameness - a.sameness || a.story - b.story);
}

function leastFor(a: Group, b: Group, { least, leastResting, restDays }: GroupingSettings): number {
  const gap = Math.max(a.from - b.to, b.from - a.to);
  return gap > restDays ? leastResting : least;
}

/** Sums of likenesses over all pairs; of many articles those of some, taken for all. */
function betweenOf(a: readonly ArticleNumber[], b: readonly ArticleNumber[], stories: GroupedStories): Float64Array {
  const [someA, someB] = [compared(a), compared(b)];
  const sums = noLikeness();
  for (const first of someA) {
    const vectors = stories.vectorsOf(first);
    for (const second of someB) addTo(sums, likenessOf(vectors, stories.vectorsOf(second)));
  }
  const times = (a.length * b.length) / (someA.length * someB.length);
  return times === 1 ? sums : sums.map((sum) => sum * times);
}

function compared(articles: readonly ArticleNumber[]): readonly ArticleNumber[] {
  if (articles.length <= maxCompared) return articles;
  return [...articles.slice(0, maxCompared / 2), ...articles.slice(-maxCompared / 2)];
}

function mergeIfSame(
  story: StoryNumber,
  other: StoryNumber,
  stories: GroupedStories,
  settings: GroupingSettings,
): StoryNumber {
  const [a, b] = [stories.groupOf(story), stories.groupOf(other)];
  const between = betweenOf(stories.membersOf(story), stories.membersOf(other), stories);
  if (samenessOf(a, b, between, settings.forest) <= leastFor(a, b, settings)) return story;
  const [kept, gone] = a.size > b.size || (a.size === b.size && story < other) ? [story, other] : [other, story];
  stories.merge(kept, gone, joinGroups(a, b, between));
  return kept;
}

function regather(story: StoryNumber, stories: GroupedStories, settings: GroupingSettings): void {
  const members = stories.membersOf(story);
  if (!gatheredAt.has(members.length)) return;
  const vectors = members.map((member) => stories.vectorsOf(member));
  const groups = [...gatherGroups(vectors, settings.forest, settings.least)].sort(
    (a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0),
  );
  const [rest, ...others] = groups;
  for (const [index, places] of others.entries()) {
    const left = [...(rest ?? []), ...others.slice(index + 1).flat()];
    stories.part(
      story,
      groupOfAll(left.flatMap((at) => vectors[at] ?? [])),
      places.flatMap((at) => members[at] ?? []),
      groupOfAll(places.flatMap((at) => vectors[at] ?? [])),
    );
  }
}

/** At least one article. */
export function groupOfAll(articles: readonly ArticleVectors[]): Group {
  const [first, ...others] = articles;
  if (first === undefined) throw new RangeError('a group has at least one article');
  let group = groupOf(first);
  const before = [first];
  for (const article of others) {
    const between = noLikeness();
    for (const earlier of before) addTo(between, likenessOf(earlier, article));
    group = joinGroups(group, groupOf(article), between);
    before.push(article);
  }
  return group;
}
