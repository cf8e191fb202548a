import { createHash } from 'node:crypto';
import type { StoryId } from '../../model/story.ts';
import type { StoryIndex } from '../../store/story-index.ts';
import type { Group } from '../../stories/compare-groups.ts';
import { decodeVectors } from '../../stories/encode-vectors.ts';
import {
  type ArticleGroup,
  type ArticleNumber,
  type GroupedStories,
  type StoryNumber,
} from '../../stories/group-articles.ts';
import { rareTermsOf } from '../../stories/rare-terms.ts';
import type { TermStatistics } from '../../stories/term-statistics.ts';
import type { ArticleVectors } from '../../stories/term-vectors.ts';

const maxKept = 5000;
const termsAsked = 40;

/** The stories of an index, as the grouping works on them. */
export class IndexedStories implements GroupedStories {
  readonly #index: StoryIndex;
  readonly #statistics: TermStatistics;
  readonly #now: () => number;
  readonly #vectors = new Map<ArticleNumber, ArticleVectors>();

  /** `now`: epoch ms; when merges and partings are said to happen. */
  constructor(index: StoryIndex, statistics: TermStatistics, now: () => number) {
    this.#index = index;
    this.#statistics = statistics;
    this.#now = now;
  }

  findLike(article: ArticleVectors, most: number): ReturnType<GroupedStories['findLike']> {
    const rarities = rareTermsOf(article, this.#statistics, termsAsked);
    const shared = new Map<ArticleNumber, number>();
    for (const { term, article: other } of this.#index.articles.listWith([...rarities.keys()]))
      shared.set(other, (shared.get(other) ?? 0) + (rarities.get(term) ?? 0));
    const likest = [...shared].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, most + 1);
    const stories = this.#index.articles.storyNumbersOf(likest.map(([other]) => other));
    return likest.flatMap(([other]) => {
      const story = stories.get(other);
      return story === undefined ? [] : [{ article: other, story }];
    });
  }

  vectorsOf(article: ArticleNumber): ArticleVectors {
    const known = this.#vectors.get(article);
    if (known !== undefined) return known;
    const vectors = decodeVectors(this.#index.articles.vectorsOf(article));
    if (this.#vectors.size >= maxKept) this.#vectors.clear();
    this.#vectors.set(article, vectors);
    return vectors;
  }

  /** To be called when an article has other vectors, or is gone: another one may get its number. */
  forget(article: ArticleNumber): void {
    this.#vectors.delete(article);
  }

  membersOf(story: StoryNumber): readonly ArticleNumber[] {
    return this.#index.articles.originalsOf(story);
  }

  groupOf(story: StoryNumber): Group {
    const { languages, within, from, to, ...group } = JSON.parse(this.#index.togetherOf(story)) as StoredGroup;
    return {
      ...group,
      from: from ?? NaN,
      to: to ?? NaN,
      languages: new Map(languages),
      within: Float64Array.from(within),
    };
  }

  begin(article: ArticleNumber, group: Group): StoryNumber {
    const story = this.#index.addStory(this.#nameAfter(article), toStored(group), { merged: [] });
    this.#index.articles.move(article, story);
    this.#index.touchStory(story);
    return story;
  }

  join(story: StoryNumber, article: ArticleNumber, group: Group): void {
    this.#index.articles.move(article, story);
    this.#index.putStory(story, toStored(group));
  }

  rearrange(stories: readonly StoryNumber[], groups: readonly ArticleGroup[]): void {
    const before = new Map(stories.flatMap((story) => this.membersOf(story).map((article) => [article, story])));
    const keepers = assignStories(groups, before);
    const gone = stories.filter((story) => ![...keepers.values()].includes(story));
    groups.forEach(({ articles, group }, at) => {
      let story = keepers.get(at);
      const [first] = articles;
      if (first === undefined) return;
      if (story === undefined) {
        const partedFrom = { id: this.#index.nameOf(before.get(first) ?? 0), atMs: this.#now() };
        story = this.#index.addStory(this.#nameAfter(first), toStored(group), { merged: [], partedFrom });
        keepers.set(at, story);
      }
      for (const article of articles) if (before.get(article) !== story) this.#index.articles.move(article, story);
      this.#index.putStory(story, toStored(group));
    });
    for (const story of gone) {
      const heir = groups.findIndex(({ articles }) => articles.some((article) => before.get(article) === story));
      this.merge(keepers.get(heir) ?? 0, story);
    }
  }

  /** All of one story becomes part of another, which tells so. */
  merge(kept: StoryNumber, gone: StoryNumber): void {
    this.#index.mergeStories(kept, gone, this.#now());
  }

  /** After the file of the article; when a story has that name, with a number. */
  #nameAfter(article: ArticleNumber): StoryId {
    const path = this.#index.articles.memberOf(article)?.path ?? '';
    for (let count = 1; ; count += 1) {
      const digest = createHash('sha256')
        .update(count === 1 ? path : `${path}#${count}`)
        .digest('hex');
      const name = `s${digest.slice(0, 12)}`;
      if (!this.#index.hasStory(name)) return name;
    }
  }
}

/** Which of the stories each group goes on with: that of which it has most articles, unless another group has more. */
function assignStories(
  groups: readonly ArticleGroup[],
  before: ReadonlyMap<ArticleNumber, StoryNumber>,
): Map<number, StoryNumber> {
  const shared = groups.flatMap(({ articles }, at) => {
    const counts = new Map<StoryNumber, number>();
    for (const article of articles) {
      const story = before.get(article) ?? 0;
      counts.set(story, (counts.get(story) ?? 0) + 1);
    }
    return [...counts].map(([story, count]) => ({ at, story, count }));
  });
  const assigned = new Map<number, StoryNumber>();
  const taken = new Set<StoryNumber>();
  for (const { at, story } of shared.sort((a, b) => b.count - a.count || a.story - b.story || a.at - b.at)) {
    if (assigned.has(at) || taken.has(story)) continue;
    assigned.set(at, story);
    taken.add(story);
  }
  return assigned;
}

interface StoredGroup {
  readonly size: number;
  readonly words: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly languages: readonly (readonly [string, number])[];
  readonly within: readonly number[];
}

/** As an index keeps it. */
export function toStored({ from, to, languages, within, ...group }: Group): string {
  const stored: StoredGroup = {
    ...group,
    from: Number.isNaN(from) ? null : from,
    to: Number.isNaN(to) ? null : to,
    languages: [...languages],
    within: [...within],
  };
  return JSON.stringify(stored);
}
