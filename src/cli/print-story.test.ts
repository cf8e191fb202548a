import { expect, test } from 'vitest';
import { makeEdition } from '../../test/editions/made-up-edition.ts';
import { MemoryStories, plainStages, toStory } from '../../test/made-up-stories.ts';
import { openPolicy } from '../model/policy.ts';
import { createStoryReader } from '../pipeline/stories/read-story.ts';
import { rankedLines, storyLines } from './print-story.ts';

const edition = makeEdition(30);
const files = new Map(edition.articles.map((file) => [file.path, file]));
const [a, b] = edition.articles;
const story = toStory(edition.articles.slice(0, 4), new Map([[b?.path ?? '', a?.path ?? '']]));
const index = new MemoryStories();
index.set([story]);
const reader = createStoryReader(
  { sources: [], policies: [], publish: openPolicy, site: edition.site },
  { findArticleFile: (path) => Promise.resolve(files.get(path)) },
  { index, stages: plainStages },
  () => Date.UTC(2026, 0, 1),
);

test('the terminal shows a story in lines that fit', async () => {
  const page = await reader.read(story);
  if (page === undefined) throw new Error('the story is not read');
  const lines = storyLines(page, 'UTC', 80);
  expect(lines[0]).toBe(page.card.title);
  expect(lines.some((line) => line.startsWith('    = '))).toBe(true);
  expect(lines.filter((line, at) => at > 0 && [...line].length > 80)).toEqual([]);
  const [ranked] = await reader.ranked(1);
  if (ranked === undefined) throw new Error('no story is ranked');
  expect(rankedLines(ranked, 1, 'UTC', 80)).toHaveLength(3);
});
