import type { StoryStages } from './story-source.ts';

const earlyMs = 6 * 3_600_000;

/** The stages that describe a story. */
export const storyStages: StoryStages = {
  title: ([first]) => ({ text: first?.title ?? '', path: first?.path ?? '' }),
  summary: () => [],
  quotes: () => [],
  timeline: () => [],
  names: () => [],
  coverage: () => ({ outlets: [], independent: 0, countries: [], languages: [] }),
  rank: ({ firstMs, lastMs }, { outlets, independent }) => {
    const early = outlets.filter((outlet) => !outlet.onlyCopies && outlet.firstMs <= firstMs + earlyMs).length;
    return { score: 0, independent, early, earlyMs, lastMs };
  },
};
