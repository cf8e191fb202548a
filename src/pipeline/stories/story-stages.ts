import type { StoryArticle, StoryCoverage } from '../../model/story.ts';
import { mergeNames } from '../../names/merge-names.ts';
import { findAttributions } from '../../quotes/find-attributions.ts';
import { coverStory } from '../../stories/cover-story.ts';
import { inLanguage } from '../../stories/in-language.ts';
import { rankStory } from '../../stories/rank-story.ts';
import { readSentences } from '../../stories/read-sentences.ts';
import { summarizeStory } from '../../stories/summarize.ts';
import { timelineOf } from '../../timeline/timeline-of.ts';
import type { StoryStages } from './story-source.ts';
import { toStoryQuotes } from './to-quotes.ts';

const earlyMs = 6 * 3_600_000;

/** The stages that tell of a story, joined. */
export const storyStages: StoryStages = {
  describe: (story, articles, language) => {
    const sentences = readSentences(articles);
    const readable = inLanguage(articles, language);
    const summary = summarizeStory(readable, readable === articles ? { language, sentences } : { language });
    const central = centralOf(articles, summary[0]?.path);
    const names = mergeNames(articles);
    const people = names.filter(({ kind }) => kind === 'person').map(({ name }) => name);
    const find = ({ text, language: lang }: StoryArticle) => findAttributions(text, { lang, people });
    return {
      story,
      title: { text: central?.title ?? '', path: central?.path ?? '' },
      summary,
      quotes: toStoryQuotes(articles, find),
      timeline: timelineOf(articles),
      names,
      coverage: coverStory(story, articles, sentences),
    };
  },
  rank: (story, coverage, atMs) => {
    const { score, parts } = rankStory(story, atMs);
    const { firstMs, lastMs } = story;
    return { score, parts, independent: coverage.independent, early: earlyOf(coverage, firstMs), earlyMs, lastMs };
  },
};

/** The article that most outlets print; of several the one whose sentence leads the summary, else the first. */
function centralOf(articles: readonly StoryArticle[], leading: string | undefined): StoryArticle | undefined {
  const copies = ({ path }: StoryArticle): number => articles.filter(({ copyOf }) => copyOf === path).length;
  const isLeading = ({ path }: StoryArticle): number => Number(path === leading);
  return [...articles].sort((a, b) => copies(b) - copies(a) || isLeading(b) - isLeading(a))[0];
}

/** How many outlets had something of their own soon after the first article. */
function earlyOf({ outlets }: StoryCoverage, firstMs: number): number {
  return outlets.filter((outlet) => !outlet.onlyCopies && outlet.firstMs <= firstMs + earlyMs).length;
}
