import { describe, expect, test } from 'vitest';
import { settingRows } from '../../docs/generate/setting-rows.ts';
import { configurationFiles, toJsonSchema } from '../../docs/generate/write-configuration.ts';
import { storyFields } from '../../docs/generate/write-front-matter.ts';
import { environmentVariables } from '../../src/config/environment.ts';
import type { StoryPage } from '../../src/publish/story.ts';
import { createFormats } from '../../src/publish/formats.ts';
import { formatStoryFile } from '../../src/pipeline/stories/story-file.ts';
import { lookIn } from '../site-look.ts';
import { readSourceFiles } from './source-files.ts';

describe.each(Object.entries(configurationFiles))('%s', (_name, { schema }) => {
  const json = toJsonSchema(schema);

  test('says of each key what it means', () => {
    expect(
      settingRows(json)
        .filter(({ meaning }) => meaning === '')
        .map(({ key }) => key),
    ).toEqual([]);
  });

  test('has examples that can be used', () => {
    const keys = Object.entries(json.properties ?? {});
    const parts = keys.flatMap(([key, { example }]) => (example === undefined ? [] : [[key, example] as const]));
    const example: unknown = json.example ?? Object.fromEntries(parts);
    expect(schema.safeParse(example).error).toBeUndefined();
  });
});

test('each variable of the environment that is read is told, and no other', () => {
  const read = readSourceFiles('src')
    .filter(({ path }) => !path.endsWith('.test.ts'))
    .flatMap(({ text }) => [...text.matchAll(/process\.env\['(\w+)'\]/g)].map(([, name]) => name));
  expect(Object.keys(environmentVariables).sort()).toEqual([...new Set(read)].sort());
});

test('each key of the file of a story is told, and no other', async () => {
  const { strings } = (await lookIn()).texts;
  const site = {
    title: '',
    description: '',
    url: 'https://n.example/',
    language: 'en',
    timeZone: 'UTC',
    pageSize: 30,
    languages: [],
  };
  const story = { id: 's1', members: [], firstMs: 0, lastMs: 0, merged: [], partedFrom: { id: 's2', atMs: 0 } };
  const coverage = { outlets: [], independent: 0, countries: [], languages: [] };
  const page: StoryPage = {
    card: {
      id: 's1',
      folder: 'stories/s1',
      title: 'T',
      language: 'en',
      direction: 'ltr',
      outlet: 'a',
      story,
      coverage,
    },
    view: { story, title: { text: 'T', path: '' }, summary: [], quotes: [], timeline: [], names: [], coverage },
    posts: new Map(),
    linkedTags: new Set(),
  };
  const text = formatStoryFile({ site, strings, language: 'en', formats: createFormats('en', 'UTC') }, page);
  const lines = text.split('---')[1]?.match(/^ *\w+(?=:)/gm) ?? [];
  const keys = lines.map((line) => line.replace(/^ +/, 'courant.')).filter((key) => key !== 'courant');
  expect(keys).toEqual(Object.keys(storyFields));
});
