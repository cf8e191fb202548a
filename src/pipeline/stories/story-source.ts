import type { Story, StoryArticle, StoryCoverage, StoryId, StoryView } from '../../model/story.ts';
import type { StoryRank } from '../../publish/story.ts';
import type { StoryFiles } from './story-files.ts';

/** The stories of an archive, as they were found in its article files. */
export interface StoryIndex {
  /** What is other than at `mark`, the `mark` of an earlier answer; 0: all of them. */
  changesSince(mark: number): {
    readonly mark: number;
    readonly changed: readonly Story[];
    readonly removed: readonly StoryId[];
  };
  get(id: StoryId): Story | undefined;
  /** The story that an article file is part of. */
  storyOf(path: string): Story | undefined;
  /** Newest first. */
  list(): readonly Story[];
  /** Why its articles are together: plain data. */
  explain(id: StoryId): unknown;
}

/** The stages that describe a story: functions of what may be shown of its articles, in the order of the story. */
export interface StoryStages {
  readonly title: (articles: readonly StoryArticle[]) => StoryView['title'];
  readonly summary: (articles: readonly StoryArticle[]) => StoryView['summary'];
  readonly quotes: (articles: readonly StoryArticle[]) => StoryView['quotes'];
  readonly timeline: (articles: readonly StoryArticle[]) => StoryView['timeline'];
  readonly names: (articles: readonly StoryArticle[]) => StoryView['names'];
  readonly coverage: (articles: readonly StoryArticle[]) => StoryCoverage;
  /** Where it stands among others at an instant (epoch ms). */
  readonly rank: (story: Story, coverage: StoryCoverage, atMs: number) => StoryRank;
}

/** Stories, and how they are described. */
export interface StorySource {
  readonly index: StoryIndex;
  readonly stages: StoryStages;
  /** Where their Markdown files go; without it there are none. */
  readonly files?: StoryFiles;
}
