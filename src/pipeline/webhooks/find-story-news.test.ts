import { expect, test } from 'vitest';
import { makeEdition } from '../../../test/editions/made-up-edition.ts';
import { MemoryStories, plainStages, toStory } from '../../../test/made-up-stories.ts';
import { openPolicy } from '../../model/policy.ts';
import { createStoryReader } from '../stories/read-story.ts';
import { findStoryNews } from './find-story-news.ts';
import type { FoundNews } from './find-news.ts';

const edition = makeEdition(30);

test('a story is news when other articles take part in it, not when all stories were found again', async () => {
  const index = Object.assign(new MemoryStories(), { file: 'first' });
  const known = new Map<string, string>();
  const { read } = createStoryReader(
    { sources: [], policies: [], publish: openPolicy, site: edition.site },
    { findArticleFile: (path) => Promise.resolve(edition.articles.find((file) => file.path === path)) },
    { index, stages: plainStages },
    () => Date.UTC(2026, 0, 1),
  );
  const find = async (): Promise<FoundNews['news']> => {
    const seen = { seen: (subject: string) => known.get(subject) };
    const found = await findStoryNews(index, read, { seen, project: edition });
    for (const [subject, version] of found.seen) known.set(subject, version);
    return found.news;
  };
  index.set([toStory(edition.articles.slice(0, 3))]);
  expect(await find()).toEqual([]);
  index.set([toStory(edition.articles.slice(0, 4))]);
  const [news] = await find();
  expect(news).toMatchObject({ event: 'story.changed', data: { articles: 4 } });
  expect(await find()).toEqual([]);
  index.file = 'second';
  index.set([toStory(edition.articles.slice(0, 5))]);
  expect(await find()).toEqual([]);
});
