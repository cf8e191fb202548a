import { toStoryData, toWholeStoryData } from '../pipeline/stories/story-data.ts';
import type { AppContext } from './app-context.ts';

const listed = 50;

/** The stories of late as the read API gives them, the first in rank first. */
export async function listStoriesJson({ stories, pages }: AppContext) {
  const ranked = (await stories?.ranked(listed)) ?? [];
  return { stories: ranked.map(({ card, rank }) => toStoryData(pages.site.url, card, rank)) };
}

/** One story, no more of it than may be shown; undefined when there is none of this id. */
export async function storyJson({ stories, pages }: AppContext, id: string) {
  const page = await stories?.of(id);
  return page && toWholeStoryData(pages.site.url, page);
}
