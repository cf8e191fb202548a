import type { Story, StoryArticle } from '../src/model/story.ts';

const hourMs = 3_600_000;

function article(
  outlet: string,
  hours: number,
  language: string,
  text: string,
  more: Partial<StoryArticle> = {},
): StoryArticle {
  const path = `content/${outlet}/${String(hours)}.md`;
  return {
    ...{
      path,
      url: `https://${outlet}.example/${String(hours)}`,
      outlet,
      outletName: outlet,
      language,
      title: 'The dam',
    },
    ...{ publishedMs: hours * hourMs, zone: 'UTC', text, tags: [] },
    ...more,
  };
}

/** Five outlets on one event, in two languages; one of them has a copy and nothing else. */
export const damArticles: readonly StoryArticle[] = [
  article(
    'harbor-gazette',
    1,
    'en',
    [
      'The dam above Norvik broke on Tuesday morning and flooded the lower town, the district said. However, most people were safe.',
      'Some 300 people had been brought to the school on the hill before the wall gave way. “We heard it coming,” a neighbor said.',
      'What will the repair cost? Engineer Pavel Orsk warned in March that two of the four gates could no longer be closed.',
      'It will take months.',
    ].join('\n'),
    { country: 'NO' },
  ),
  article(
    'north-herald',
    2,
    'en-GB',
    [
      'Water from the broken dam above Norvik flooded the lower town on Tuesday, and 300 people were brought to a school.',
      'They are to stay there for the night. The railway between Norvik and the coast is closed until Friday, the operator Fjordbane said.',
      'Engineer Pavel Orsk had warned the district in March about two of the gates of the dam.',
    ].join('\n'),
    { country: 'GB' },
  ),
  article(
    'valley-post',
    5,
    'en',
    [
      'Two gates of the dam that broke above Norvik on Tuesday had been out of order since March, an engineer wrote to the district.',
      'The insurer Tryggheim puts the damage in the lower town at 41 million crowns.',
      'Some 300 people spent the night in the school of Norvik after the flood in the lower town.',
    ].join('\n'),
    { country: 'NO' },
  ),
  article(
    'coast-mirror',
    6,
    'en',
    'The dam above Norvik broke on Tuesday morning and flooded the lower town, the district said. Some 300 people had been brought to the school on the hill before the wall gave way.',
    { copyOf: 'content/harbor-gazette/1.md' },
  ),
  article(
    'tagblatt',
    3,
    'de',
    'Der Damm oberhalb von Norvik ist am Dienstag gebrochen und hat die Unterstadt überflutet. Verletzt wurde nach Angaben des Bezirks niemand.',
    {
      country: 'AT',
    },
  ),
];

export function toStory(articles: readonly StoryArticle[]): Story {
  const members = [...articles]
    .sort((a, b) => a.publishedMs - b.publishedMs || (a.path < b.path ? -1 : 1))
    .map(({ path, url, outlet, language, title, publishedMs, copyOf }) => ({
      ...{ path, url, outlet, language, title, publishedMs },
      ...(copyOf !== undefined && { copyOf }),
    }));
  const times = members.map(({ publishedMs }) => publishedMs);
  return { id: 's000000000001', members, firstMs: Math.min(...times), lastMs: Math.max(...times), merged: [] };
}
