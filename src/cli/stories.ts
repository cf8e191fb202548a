import { readProject, type Project } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { systemClock } from '../model/clock.ts';
import { openArchive } from '../pipeline/open-archive.ts';
import { openStories } from '../pipeline/stories/open-stories.ts';
import { createStoryReader, type StoryReader } from '../pipeline/stories/read-story.ts';
import { toStoryData, toWholeStoryData } from '../pipeline/stories/story-data.ts';
import type { StoryIndex } from '../pipeline/stories/story-source.ts';
import { storyStages } from '../pipeline/stories/story-stages.ts';
import { rankedLines, storyLines } from './print-story.ts';
import type { GlobalOptions } from './run-command.ts';
import { textWidth, type Terminal } from './terminal.ts';

/** `courant stories [<id>]`: the stories of late, the first in rank first; or all of one. */
export async function runStories(
  id: string | undefined,
  options: GlobalOptions & { readonly limit: number },
  terminal: Terminal,
): Promise<void> {
  await withStories(options, async ({ project, index, reader }) => {
    if (id === undefined) {
      const ranked = await reader.ranked(options.limit);
      if (options.json)
        terminal.data(JSON.stringify(ranked.map(({ card, rank }) => toStoryData(project.site.url, card, rank))));
      else sayRanked(ranked, project, terminal);
      return;
    }
    const story = index.get(id);
    const page = story && (await reader.read(story));
    if (page === undefined) throw new NewsError('cli/no-such-story', { detail: id });
    if (options.json) terminal.data(JSON.stringify(toWholeStoryData(project.site.url, page), null, 2));
    else for (const line of storyLines(page, project.site.timeZone, textWidth(terminal))) terminal.data(line);
  });
}

function sayRanked(ranked: Awaited<ReturnType<StoryReader['ranked']>>, { site }: Project, terminal: Terminal): void {
  for (const [at, story] of ranked.entries())
    for (const line of rankedLines(story, at + 1, site.timeZone, textWidth(terminal))) terminal.data(line);
  if (ranked.length === 0)
    terminal.say(
      'No event is in articles of two outlets. `courant build` looks through what was collected since the last one.',
    );
}

interface Opened {
  readonly project: Project;
  readonly index: StoryIndex;
  readonly reader: StoryReader;
}

/** Opens the stories of an archive. Throws NewsError `cli/no-stories`. */
async function withStories(options: GlobalOptions, task: (opened: Opened) => Promise<void>): Promise<void> {
  const project = await readProject(options.dir);
  const index = openStories(project.root);
  if (index === undefined) throw new NewsError('cli/no-stories', { file: project.root });
  const store = await openArchive(project, { clock: systemClock, mode: 'read' });
  try {
    const reader = createStoryReader(project, store, { index, stages: storyStages }, () => systemClock.now());
    await task({ project, index, reader });
  } finally {
    index.close();
    await store.close();
  }
}
