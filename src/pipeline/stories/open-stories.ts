import { existsSync, statSync } from 'node:fs';
import type { Project } from '../../config/project.ts';
import { openStoryIndex } from '../../store/story-index.ts';
import { mayBeMined, toPolicyRules } from '../decide-articles.ts';
import { keepStories, storyIndexFile, type StoriesOptions } from './keep-stories.ts';
import type { GroupedStore } from './read-grouped.ts';
import type { StoryIndex } from './story-source.ts';

export interface OpenedStories extends StoryIndex {
  /** Another one when the file was lost and made again: marks of before tell nothing then. */
  readonly file: string;
  close(): void;
}

/** Opens the stories of an archive (its root) as the last build found them; undefined when nobody has looked for any. Throws NewsError
 *  `store/*`. */
export function openStories(root: string): OpenedStories | undefined {
  return existsSync(storyIndexFile(root)) ? openIndex(root) : undefined;
}

/** Opens them, brought up to date with the articles. `now`: epoch ms. Throws NewsError `store/*`. */
export async function openNewestStories(
  project: Pick<Project, 'root' | 'site' | 'sources' | 'policies' | 'publish'>,
  store: GroupedStore,
  now: () => number,
): Promise<OpenedStories> {
  await keepStories(project.root, store, toStoriesOptions(project, now));
  return openIndex(project.root);
}

/** How the articles of a project are grouped. `now`: epoch ms. */
export function toStoriesOptions(
  project: Pick<Project, 'site' | 'sources' | 'policies' | 'publish'>,
  now: () => number,
): StoriesOptions {
  const { timeZone, language } = project.site;
  const rules = toPolicyRules(project);
  return { now, timeZone, language, mayBeMined: (file) => mayBeMined(file, rules) };
}

function openIndex(root: string): OpenedStories {
  const index = openStoryIndex(storyIndexFile(root));
  const { ino, birthtimeMs } = statSync(storyIndexFile(root));
  return {
    file: `${ino}-${birthtimeMs}`,
    changesSince: (mark) => index.changesSince(mark),
    get: (id) => index.get(id),
    storyOf: (path) => index.storyOf(path),
    list: (limit) => index.list(limit),
    close: () => index.close(),
  };
}
