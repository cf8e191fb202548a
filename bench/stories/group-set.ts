import { IndexedStories } from '../../src/pipeline/stories/indexed-stories.ts';
import { openStoryIndex } from '../../src/store/story-index.ts';
import { encodeVectors } from '../../src/stories/encode-vectors.ts';
import {
  groupArticle,
  groupingSettings,
  settleStory,
  type GroupingSettings,
} from '../../src/stories/group-articles.ts';
import { rareTermsOf } from '../../src/stories/rare-terms.ts';
import { TermStatistics } from '../../src/stories/term-statistics.ts';
import { termsOf } from '../../src/stories/article-terms.ts';
import { toTranslatedVectors, toVectors, type ArticleVectors } from '../../src/stories/term-vectors.ts';
import type { Forest } from '../../src/text/forest.ts';
import { publishedMsOf, type StorySet } from './story-sets.ts';

/** Groups the articles of a set one after the other, as they would arrive. Returns a story's number for each. */
export function groupSet(
  { articles }: StorySet,
  forest: Forest,
  settings: Partial<GroupingSettings> = {},
): readonly number[] {
  const index = openStoryIndex(':memory:');
  const statistics = new TermStatistics();
  const read = articles.map(({ lang, title, text }) => termsOf({ language: lang, title, text }));
  for (const { language, all } of read) statistics.add(language, all.keys());
  const translated = articles.map(
    ({ translation: of }) => of && termsOf({ language: of.lang, title: of.title, text: of.text }),
  );
  for (const terms of translated) if (terms !== undefined) statistics.addTranslation(terms.language, terms.all.keys());
  const stories = new IndexedStories(index, statistics, () => 0);
  const numbers = articles.map((article, at) => {
    const terms = read[at];
    if (terms === undefined) throw new Error('no terms');
    const other = translated[at];
    const vectors: ArticleVectors = {
      ...toVectors(terms, statistics, publishedMsOf(article)),
      ...(other && { translation: toTranslatedVectors(other, statistics, publishedMsOf(article)) }),
    };
    const number = index.articles.put({
      member: { path: article.id, url: '', outlet: '', language: article.lang, title: article.title, publishedMs: 0 },
      stamp: '',
      vectors: encodeVectors(vectors),
      terms: [...rareTermsOf(vectors, statistics).keys()],
      ...{ prints: new Uint8Array(), bands: [] },
    });
    groupArticle(number, stories, { ...groupingSettings, forest, ...settings });
    return number;
  });
  const settled = new Set<number>();
  for (const number of numbers) {
    const story = index.articles.storyNumberOf(number);
    if (!settled.has(story))
      for (const one of settleStory(story, stories, { ...groupingSettings, forest, ...settings })) settled.add(one);
  }
  const labels = numbers.map((number) => index.articles.storyNumberOf(number));
  index.close();
  return labels;
}
