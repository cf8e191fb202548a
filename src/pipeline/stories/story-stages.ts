import type { StoryCoverage, StoryView } from '../../model/story.ts';
import type { StoryStages } from './story-source.ts';

const earlyMs = 6 * 3_600_000;

/** The stages that tell of a story, joined. */
export const storyStages: StoryStages = {
  describe: (story, articles) => {
    const summary: StoryView['summary'] = [];
    const central = articles.find(({ path }) => path === summary[0]?.path) ?? articles[0];
    return {
      story,
      title: { text: central?.title ?? '', path: central?.path ?? '' },
      summary,
      quotes: [],
      timeline: [],
      names: [],
      coverage: { outlets: [], independent: 0, countries: [], languages: [] },
    };
  },
  rank: ({ firstMs, lastMs }, coverage) => {
    const parts = { outlets: 0, speed: 0, recency: 0 };
    return { score: 0, parts, independent: coverage.independent, early: earlyOf(coverage, firstMs), earlyMs, lastMs };
  },
};

/** How many outlets had something of their own soon after the first article. */
function earlyOf({ outlets }: StoryCoverage, firstMs: number): number {
  return outlets.filter((outlet) => !outlet.onlyCopies && outlet.firstMs <= firstMs + earlyMs).length;
}
