import {
  addTo,
  groupOf,
  joinGroups,
  likenessOf,
  noLikeness,
  pairOf,
  samenessOf,
  type Group,
} from './compare-groups.ts';
import { gatherGroups, type GatheringSettings } from './gather-groups.ts';
import type { Forest } from '../text/forest.ts';
import { storyForest } from './story-forest.ts';
import type { ArticleVectors } from './term-vectors.ts';

/** An article and a story, by their numbers in the index of stories. */
export type ArticleNumber = number;
export type StoryNumber = number;

/** The stories so far, as far as one more article asks for them. */
export interface GroupedStories {
  /** Articles that share rare terms with this one, those that share most first; with itself, once it is in a story. */
  findLike(
    article: ArticleVectors,
    most: number,
  ): readonly { readonly article: ArticleNumber; readonly story: StoryNumber }[];
  vectorsOf(article: ArticleNumber): ArticleVectors;
  /** Articles in the order in which they came, without copies: they say nothing that their originals don't. */
  membersOf(story: StoryNumber): readonly ArticleNumber[];
  groupOf(story: StoryNumber): Group;
  /** A story of its own. */
  begin(article: ArticleNumber, group: Group): StoryNumber;
  join(story: StoryNumber, article: ArticleNumber, group: Group): void;
  /** All articles of some stories, in other groups than before. */
  rearrange(stories: readonly StoryNumber[], groups: readonly ArticleGroup[]): void;
}

export interface ArticleGroup {
  readonly articles: readonly ArticleNumber[];
  readonly group: Group;
}

export interface GroupingSettings extends GatheringSettings {
  /** How sure it must be of a story that had no article for more than `restDays`. */
  readonly leastResting: number;
  readonly restDays: number;
}

export const groupingSettings: GroupingSettings = {
  forest: storyForest,
  least: 0.15,
  leastResting: 0.6,
  restDays: 7,
};

const maxLike = 30;
const maxStories = 8;
/** Of a larger story this many articles are compared, half of them its first, half its newest. */
const maxCompared = 40;
/** When a story has grown to one of these sizes it is settled: what an early article could not tell apart may fall into several
 *  stories then. */
const settledAt = new Set([3, 6, 12, 24, 48]);
/** Articles that are gathered together at most. */
const maxGathered = 60;
const maxAsking = 4;

/** Puts one more article into its story: the one of which it is surest that it reports the same event, or a new one. Returns it. */
export function groupArticle(
  article: ArticleNumber,
  stories: GroupedStories,
  settings: GroupingSettings = groupingSettings,
): StoryNumber {
  const own = groupOf(stories.vectorsOf(article));
  const best = findFitting(article, own, stories, settings);
  if (best === undefined) return stories.begin(article, own);
  const joined = joinGroups(stories.groupOf(best.story), own, best.between);
  stories.join(best.story, article, joined);
  if (settledAt.has(joined.size)) settleStory(best.story, stories, settings);
  return best.story;
}

interface Fitting {
  readonly story: StoryNumber;
  readonly sameness: number;
  readonly between: Float64Array;
}

/** The story that surest reports the same. */
function findFitting(
  article: ArticleNumber,
  group: Group,
  stories: GroupedStories,
  settings: GroupingSettings,
  but?: StoryNumber,
): Fitting | undefined {
  let best: Fitting | undefined;
  for (const story of storiesLike([article], stories)) {
    if (story === but) continue;
    const between = betweenOf(article, stories.membersOf(story), stories, settings.forest);
    if (between === null) continue;
    const theirs = stories.groupOf(story);
    const sameness = samenessOf(theirs, group, between, settings.forest);
    if (sameness <= leastFor(theirs, group, settings)) continue;
    if (best === undefined || sameness > best.sameness) best = { story, between, sameness };
  }
  return best;
}

/** Stories with articles like these, the likest first. */
function storiesLike(articles: readonly ArticleNumber[], stories: GroupedStories): readonly StoryNumber[] {
  const found = new Set<StoryNumber>();
  for (const article of articles) {
    let count = 0;
    for (const { story } of stories.findLike(stories.vectorsOf(article), maxLike)) {
      if (found.has(story)) continue;
      if ((count += 1) > maxStories) break;
      found.add(story);
    }
  }
  return [...found];
}

function leastFor(a: Group, b: Group, settings: GroupingSettings): number {
  return gapOf(a, b) > settings.restDays ? settings.leastResting : settings.least;
}

function gapOf(a: Group, b: Group): number {
  return Math.max(a.from - b.to, b.from - a.to);
}

/** Sums of likenesses of an article to others; of many to some, taken for all. Null when it is like none of them. */
function betweenOf(
  article: ArticleNumber,
  others: readonly ArticleNumber[],
  stories: GroupedStories,
  forest: Forest,
): Float64Array | null {
  const some =
    others.length <= maxCompared ? others : [...others.slice(0, maxCompared / 2), ...others.slice(-maxCompared / 2)];
  const sums = noLikeness();
  const vectors = stories.vectorsOf(article);
  let isLike = false;
  for (const other of some) {
    const likeness = pairOf(vectors, stories.vectorsOf(other), forest);
    isLike ||= likeness !== null;
    addTo(sums, likeness);
  }
  if (!isLike) return null;
  const times = others.length / some.length;
  return times === 1 ? sums : sums.map((sum) => sum * times);
}

/** Gathers the articles of a story, and of those that may report the same, anew from single articles: stories that turn out to be one
 *  are merged, one that turns out to be several is parted. Returns the stories that it looked at. */
export function settleStory(
  story: StoryNumber,
  stories: GroupedStories,
  settings: GroupingSettings = groupingSettings,
): readonly StoryNumber[] {
  const own = stories.membersOf(story);
  const [single] = own;
  if (own.length === 1 && single !== undefined) return rejoin(story, single, stories, settings);
  if (own.length === 0 || own.length > maxGathered) return [story];
  const group = stories.groupOf(story);
  const chosen = [story];
  const members = [...own];
  for (const other of storiesLike(own.slice(-maxAsking), stories)) {
    if (other === story || gapOf(group, stories.groupOf(other)) > settings.restDays) continue;
    const theirs = stories.membersOf(other);
    if (members.length + theirs.length > maxGathered) continue;
    chosen.push(other);
    members.push(...theirs);
  }
  members.sort((a, b) => a - b);
  const vectors = members.map((member) => stories.vectorsOf(member));
  const groups = gatherGroups(vectors, settings).map((places) => ({
    articles: places.flatMap((at) => members[at] ?? []),
    vectors: places.flatMap((at) => vectors[at] ?? []),
  }));
  const before = new Set(chosen.map((one) => stories.membersOf(one).join()));
  if (groups.length === chosen.length && groups.every(({ articles }) => before.has(articles.join()))) return chosen;
  stories.rearrange(
    chosen,
    groups.map(({ articles, vectors: own }) => ({ articles, group: groupOfAll(own) })),
  );
  return chosen;
}

/** An article that was alone may have company by now. */
function rejoin(
  story: StoryNumber,
  article: ArticleNumber,
  stories: GroupedStories,
  settings: GroupingSettings,
): readonly StoryNumber[] {
  const own = stories.groupOf(story);
  const best = findFitting(article, own, stories, settings, story);
  if (best === undefined) return [story];
  const articles = [...stories.membersOf(best.story), article].sort((a, b) => a - b);
  stories.rearrange(
    [best.story, story],
    [{ articles, group: joinGroups(stories.groupOf(best.story), own, best.between) }],
  );
  return [story];
}

/** How sure it is that one article of a story reports the same as its others; 1 when there are none. */
export function samenessWithin(
  article: ArticleNumber,
  stories: GroupedStories,
  story: StoryNumber,
  { forest }: GroupingSettings = groupingSettings,
): number {
  const others = stories.membersOf(story).filter((other) => other !== article);
  if (others.length === 0) return 1;
  const between = betweenOf(article, others, stories, forest);
  if (between === null) return 0;
  const rest = groupOfAll(others.map((other) => stories.vectorsOf(other)));
  return samenessOf(rest, groupOf(stories.vectorsOf(article)), between, forest);
}

/** Stories that this one might have been joined with: how sure it is, and how sure it would have to be. The surest first. */
export function nearStories(
  story: StoryNumber,
  stories: GroupedStories,
  settings: GroupingSettings = groupingSettings,
): readonly { readonly story: StoryNumber; readonly sameness: number; readonly least: number }[] {
  const members = stories.membersOf(story);
  const group = stories.groupOf(story);
  return storiesLike(members.slice(-maxAsking), stories)
    .filter((other) => other !== story)
    .flatMap((other) => {
      const theirs = stories.membersOf(other);
      const sums = noLikeness();
      const rows = members.map((member) => betweenOf(member, theirs, stories, settings.forest));
      for (const row of rows) addTo(sums, row);
      if (rows.every((row) => row === null)) return [];
      const second = stories.groupOf(other);
      const sameness = samenessOf(group, second, sums, settings.forest);
      return [{ story: other, sameness, least: leastFor(group, second, settings) }];
    })
    .sort((a, b) => b.sameness - a.sameness || a.story - b.story);
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
