import { describe, expect, test } from 'vitest';
import { StoryArchive, type WrittenArticle } from '../../../test/story-archive.ts';
import type { StoryMember } from '../../model/story.ts';

const wire = [
  'The dam above Norvik gave way shortly before dawn on Tuesday and sent water through the lower town.',
  'Some three hundred people had been brought to the school on the hill by the volunteers of the fire brigade when the wall broke.',
  'Engineers who had inspected the gates in March wrote in a report that two of the four could no longer be closed by hand.',
  'The council put off the repair twice, as the owner of the dam and the district could not agree on who was to pay for it.',
].join('\n');
const other =
  'Bakers in Drammen sell a bread that is made with seaweed from the fjord, and a queue of students stood before the shop on Monday already at six.';

function article(id: string, hour: number, title: string, text = wire): WrittenArticle {
  return { id, lang: 'en', date: `2025-03-04T${String(hour).padStart(2, '0')}:00:00Z`, title, text };
}

const agency = article('agency', 6, 'Dam above Norvik breaks');
const paper = article('paper', 8, 'Water floods lower town of Norvik after dam breaks');
const late = article('late', 10, 'Norvik: three hundred saved before the flood');
const bread = article('bread', 9, 'Seaweed bread sells well', other);

function membersOf(archive: StoryArchive): readonly (readonly [path: string, copyOf: string])[] {
  const toName = (path: string): string => path.replace(/^.*\/|\.md$/g, '');
  return archive
    .stories()
    .flatMap(({ members }) => members)
    .map(({ path, copyOf }: StoryMember) => [toName(path), copyOf === undefined ? '' : toName(copyOf)] as const)
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

/** An archive to which the articles come one run after the other. */
async function archiveOf(...steps: readonly (readonly WrittenArticle[])[]): Promise<StoryArchive> {
  const archive = await StoryArchive.make();
  for (const articles of steps) {
    await archive.put(articles);
    await archive.keep();
  }
  return archive;
}

describe('copies', () => {
  test('are in the story of their original, whatever came first', async () => {
    const orders = [
      [[agency, paper, late, bread]],
      [[late], [paper, bread], [agency]],
      [[paper], [late], [bread, agency]],
    ];
    for (const steps of orders) {
      const archive = await archiveOf(...steps);
      expect(membersOf(archive)).toEqual([
        ['agency', ''],
        ['bread', ''],
        ['late', 'agency'],
        ['paper', 'agency'],
      ]);
      expect(archive.storyOf(late)).toBe(archive.storyOf(agency));
      expect(archive.storyOf(bread)).not.toBe(archive.storyOf(agency));
      expect(archive.read((index) => index.counts())).toEqual({ articles: 4, stories: 2, shared: 1, copies: 2 });
    }
  });

  test('an original that comes late takes over the story with its id', async () => {
    const archive = await archiveOf([late], [paper]);
    const id = archive.storyOf(late);
    expect(membersOf(archive)).toEqual([
      ['late', 'paper'],
      ['paper', ''],
    ]);
    await archive.put([agency]);
    await archive.keep();
    expect([agency, paper, late].map((one) => archive.storyOf(one))).toEqual([id, id, id]);
  });

  test('of one removed, the first published of its copies takes its place', async () => {
    const archive = await archiveOf([late, agency], [paper]);
    const id = archive.storyOf(agency);
    await archive.remove(agency);
    await archive.keep();
    expect(membersOf(archive)).toEqual([
      ['late', 'paper'],
      ['paper', ''],
    ]);
    expect([paper, late].map((one) => archive.storyOf(one))).toEqual([id, id]);
    await archive.remove(paper);
    await archive.keep();
    expect(membersOf(archive)).toEqual([['late', '']]);
    expect(archive.storyOf(late)).toBe(id);
  });

  test('a removed copy leaves the others as they are', async () => {
    const archive = await archiveOf([agency, paper, late]);
    await archive.remove(paper);
    await archive.keep();
    expect(membersOf(archive)).toEqual([
      ['agency', ''],
      ['late', 'agency'],
    ]);
  });

  test('a week later the same text is an article of its own', async () => {
    const again = { ...agency, id: 'again', date: '2025-03-14T06:00:00Z' };
    expect(membersOf(await archiveOf([agency, again]))).toEqual([
      ['again', ''],
      ['agency', ''],
    ].sort()); // prettier-ignore
  });

  test('an original that is dated anew, after its copies, is no copy of itself', async () => {
    const archive = await archiveOf([agency, paper]);
    await archive.put([{ ...agency, date: '2025-03-04T12:00:00Z' }]);
    await archive.keep();
    await archive.put([late]);
    await archive.keep();
    expect(membersOf(archive)).toEqual([
      ['agency', ''],
      ['late', 'agency'],
      ['paper', 'agency'],
    ]);
  });

  test('an edited copy stays a copy', async () => {
    const archive = await archiveOf([agency, paper]);
    await archive.put([{ ...paper, title: 'Norvik under water' }]);
    await archive.keep();
    expect(membersOf(archive)).toEqual([
      ['agency', ''],
      ['paper', 'agency'],
    ]);
  });
});

describe('two copies that were in two stories', () => {
  // Neither copy has enough of the other; the original has all of both.
  const [first, second] = [wire.split('\n').slice(0, 2).join('\n'), wire.split('\n').slice(2).join('\n')];
  const front = article('front', 7, 'Evacuation ended in time', first);
  const back = article('back', 11, 'Who pays for gates', second);

  test('are in one when their original comes, which tells what joined it', async () => {
    const archive = await archiveOf([front], [back]);
    const ids = [archive.storyOf(front), archive.storyOf(back)];
    await archive.put([agency]);
    await archive.keep();
    const [story, ...more] = archive.stories();
    expect(more).toEqual([]);
    expect(ids).toContain(story?.id);
    expect(membersOf(archive)).toEqual([
      ['agency', ''],
      ['back', 'agency'],
      ['front', 'agency'],
    ]);
    const joined = ids.filter((id) => id !== story?.id);
    expect(story?.merged.map(({ id }) => id)).toEqual([...new Set(joined)]);
  });

  test('are no copies of each other when their original goes', async () => {
    const archive = await archiveOf([agency, front, back]);
    await archive.remove(agency);
    await archive.keep();
    expect(membersOf(archive)).toEqual([
      ['back', ''],
      ['front', ''],
    ]);
    expect(archive.storyOf(back)).toBe(archive.storyOf(front));
  });

  test('unless a third one has all of both', async () => {
    const archive = await archiveOf([agency, front, back, paper]);
    await archive.remove(agency);
    await archive.keep();
    expect(membersOf(archive)).toEqual([
      ['back', 'front'],
      ['front', ''],
      ['paper', 'front'],
    ]);
  });
});
