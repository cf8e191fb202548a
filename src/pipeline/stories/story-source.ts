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
  /** Newest first; at most so many. */
  list(limit?: number): readonly Story[];
}

/** The stages that tell of a story: functions of what may be shown of it. */
export interface StoryStages {
  /** `articles`: those of `story`, in its order; `language` (BCP 47): that of the reader. */
  readonly describe: (story: Story, articles: readonly StoryArticle[], language: string) => StoryView;
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
