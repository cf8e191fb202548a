import { appendFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../bench/create-random.ts';
import { syllables } from '../../../bench/stories/made-up-words.ts';
import { StoryArchive, type WrittenArticle } from '../../../test/story-archive.ts';
import { readStoryCases } from '../../../test/story-cases.ts';
import type { Story } from '../../model/story.ts';

const cases = readStoryCases();
const spring = cases.filter(({ date }) => date >= '2025-03-01' && date < '2025-03-31');

/** Files of each story by its id. */
function filesOf(stories: readonly Story[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(stories.map(({ id, members }) => [id, members.map(({ path }) => path).sort()]).sort());
}

function groupsOf(stories: readonly Story[]): readonly string[] {
  return Object.values(filesOf(stories)).map((files) => files.join()).sort(); // prettier-ignore
}

async function keepByDay(archive: StoryArchive, articles: readonly WrittenArticle[]): Promise<void> {
  for (const day of [...new Set(articles.map(({ date }) => date))].sort()) {
    await archive.put(articles.filter(({ date }) => date === day));
    await archive.keep();
  }
}

describe('replay', () => {
  test('the same articles in the same steps give the same stories', async () => {
    const [first, second] = [await StoryArchive.make(), await StoryArchive.make()];
    const week = spring.filter(({ date }) => date < '2025-03-11');
    await keepByDay(first, week);
    await keepByDay(second, week);
    expect(second.stories()).toEqual(first.stories());
    expect(first.stories().length).toBeGreaterThan(10);
    expect(first.stories().some(({ members }) => members.length > 2)).toBe(true);
  });

  test('every article has one story, and a run without news changes nothing', async () => {
    const archive = await StoryArchive.make();
    await archive.put(spring);
    const report = await archive.keep();
    const stories = archive.stories();
    const paths = stories.flatMap(({ members }) => members.map(({ path }) => path));
    expect([...paths].sort()).toEqual(spring.map((article) => archive.pathOf(article)).sort());
    expect(report).toMatchObject({ articles: spring.length, grouped: spring.length, stories: stories.length });
    const mark = archive.read((index) => index.changesSince(0).mark);
    expect(await archive.keep()).toMatchObject({ grouped: 0 });
    await archive.reindex();
    expect(await archive.keep()).toMatchObject({ grouped: 0 });
    expect(archive.read((index) => index.changesSince(mark))).toEqual({ mark, changed: [], removed: [] });
  });
});

/** So many that they need several transactions: three headlines of each of many events, in words of their own. */
function manyArticles(): readonly WrittenArticle[] {
  const random = createRandom(7);
  const makeWord = (): string =>
    Array.from({ length: 4 }, () => syllables[Math.floor(random() * syllables.length)]).join('');
  const events = Array.from({ length: 180 }, () => Array.from({ length: 5 }, makeWord).join(' '));
  return ['a', 'b', 'c'].flatMap((round) =>
    events.map((words, at) => ({
      ...{ id: `event-${round}-${at}`, lang: 'en', date: '2025-03-03', text: '' },
      title: `${words} ${makeWord()}`,
    })),
  );
}

class Killed extends Error {}

/** Ends a run after its first transaction. */
function killAfterFirst(done: number): void {
  if (done > 0) throw new Killed();
}

describe('a run that is killed', () => {
  test('goes on where it was, and ends as if nothing had happened', { timeout: 60_000 }, async () => {
    const [killed, whole] = [await StoryArchive.make(), await StoryArchive.make()];
    const articles = manyArticles();
    for (const archive of [killed, whole]) await archive.put(articles);
    await expect(killed.keep(killAfterFirst)).rejects.toThrow(Killed);
    const kept = killed.read((index) => index.counts().articles);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(articles.length);
    expect(await killed.keep()).toMatchObject({ articles: articles.length, grouped: articles.length - kept });
    await whole.keep();
    expect(filesOf(killed.stories())).toEqual(filesOf(whole.stories()));
  });

  test(
    'while all is grouped anew, keeps the ids of before, even when it is begun again',
    { timeout: 60_000 },
    async () => {
      const archive = await StoryArchive.make();
      const articles = manyArticles();
      // What is put first gives a story its name, and is not what is grouped first.
      await archive.put(articles.slice(articles.length / 2));
      await archive.keep();
      await archive.put(articles);
      await archive.keep();
      const before = filesOf(archive.stories());
      await expect(archive.regroup(killAfterFirst)).rejects.toThrow(Killed);
      await expect(archive.regroup(killAfterFirst)).rejects.toThrow(Killed);
      await archive.keep();
      expect(filesOf(archive.stories())).toEqual(before);
    },
  );
});

describe('ids', () => {
  test('are those of the stories of before when all is grouped anew', async () => {
    const archive = await StoryArchive.make();
    await keepByDay(archive, spring);
    const before = archive.stories();
    await archive.regroup();
    const after = archive.stories();
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
    for (const { id } of after) expect(id).toMatch(/^s[0-9a-f]{12}$/);
    const known = new Map(Object.entries(filesOf(before)).map(([id, files]) => [files.join(), id]));
    const same = Object.entries(filesOf(after)).filter(([, files]) => known.has(files.join()));
    expect(same.length).toBeGreaterThan(after.length / 2);
    for (const [id, files] of same) expect(id).toBe(known.get(files.join()));
    for (const { id, members } of after) {
      const shared = before.filter((story) =>
        story.members.some(({ path }) => members.some((one) => one.path === path)),
      );
      const most = Math.max(...shared.map((story) => overlap(story, members)));
      const kept = shared.find((story) => story.id === id);
      if (most * 2 > members.length && shared.every((story) => story.members.length <= most * 2 - 1))
        expect(kept === undefined ? 0 : overlap(kept, members)).toBe(most);
    }
  });

  test('stay when articles go, and when one of before comes late', async () => {
    const archive = await StoryArchive.make();
    const [first, second, ...others] = spring.filter(({ story, lang }) => story === 'mine-karsk' && lang !== 'de');
    if (first === undefined || second === undefined) throw new Error('no such story');
    const rest = spring.filter(({ story }) => story !== 'mine-karsk');
    await archive.put([...rest, second, ...others]);
    await archive.keep();
    const id = archive.storyOf(second);
    await archive.put([{ ...first, date: '2025-03-02' }]);
    await archive.keep();
    expect(archive.storyOf(second)).toBe(id);
    await archive.remove(second);
    await archive.keep();
    const story = archive.read((index) => index.get(id));
    expect(story?.members.length).toBeGreaterThan(0);
    expect(archive.storyOf(second)).toBe('');
    await archive.regroup();
    expect(archive.read((index) => index.get(id))?.members).toEqual(story?.members);
  });

  test('go with the last article', async () => {
    const archive = await StoryArchive.make();
    const [first] = spring;
    if (first === undefined) throw new Error('no articles');
    await archive.put([first]);
    await archive.keep();
    const { mark, changed } = archive.read((index) => index.changesSince(0));
    await archive.remove(first);
    await archive.keep();
    expect(archive.stories()).toEqual([]);
    expect(archive.read((index) => index.changesSince(mark)).removed).toEqual(changed.map(({ id }) => id));
  });
});

function overlap(story: Story, members: Story['members']): number {
  return story.members.filter(({ path }) => members.some((one) => one.path === path)).length;
}

test('an article that somebody edits keeps its story', async () => {
  const archive = await StoryArchive.make();
  await archive.put(spring);
  await archive.keep();
  const before = filesOf(archive.stories());
  const [edited] = spring;
  if (edited === undefined) throw new Error('no articles');
  const file = join(archive.root, archive.pathOf(edited));
  await appendFile(file, '\nThe orchestra played a waltz by the harbor.\n');
  await utimes(file, new Date(), new Date(Date.now() + 5000));
  await archive.reindex();
  expect(await archive.keep()).toMatchObject({ grouped: 1, articles: spring.length });
  expect(filesOf(archive.stories())).toEqual(before);
  // Its outlet edits the headline.
  await archive.put([{ ...edited, title: 'Another headline' }]);
  await archive.keep();
  expect(filesOf(archive.stories())).toEqual(before);
  const member = archive
    .stories()
    .flatMap(({ members }) => members)
    .find(({ path }) => path === archive.pathOf(edited));
  expect(member?.title).toBe('Another headline');
});

describe('translations', () => {
  const headlines = {
    election: [
      headline('en-1', 'en', 'Former judge wins run-off for presidency'),
      headline('de-1', 'de', 'Ehemalige Richterin gewinnt Stichwahl um Präsidentschaft'),
    ],
    others: ['Bakers ask for cheaper flour', 'Old bridge closed for repairs', 'Museum shows lost paintings'].map(
      (title, at) => headline(`other-${at}`, 'en', title),
    ),
  };
  const [english, german] = headlines.election as [WrittenArticle, WrittenArticle];
  const translated = { ...german, title: 'Former judge wins run-off for the presidency' };

  function headline(id: string, lang: string, title: string): WrittenArticle {
    return { id, lang, title, date: '2025-03-10', text: '' };
  }

  test('join headlines of two languages, whether they come with the article or later, and part them when they go', async () => {
    const [early, late] = [await StoryArchive.make(), await StoryArchive.make()];
    const all = [...headlines.election, ...headlines.others];
    await early.put(all);
    await early.translate([translated]);
    await early.keep();
    await late.put(all);
    await late.keep();
    expect(late.storyOf(german)).not.toBe(late.storyOf(english));
    const ids = [late.storyOf(german), late.storyOf(english)];
    await late.translate([translated]);
    expect(await late.keep()).toMatchObject({ grouped: 1 });
    expect(ids).toContain(late.storyOf(german));
    expect(late.storyOf(german)).toBe(late.storyOf(english));
    expect(groupsOf(late.stories())).toEqual(groupsOf(early.stories()));
    expect(await late.keep()).toMatchObject({ grouped: 0 });
    await rm(join(late.root, late.translationOf(german)));
    await late.reindex();
    expect(await late.keep()).toMatchObject({ grouped: 1, articles: all.length });
    await late.regroup();
    expect(late.storyOf(german)).not.toBe(late.storyOf(english));
  });

  test('are no articles of a story and no copies of anything', async () => {
    const archive = await StoryArchive.make();
    const [first] = spring.filter(({ lang, text }) => lang === 'en' && text.length > 200);
    if (first === undefined) throw new Error('no such article');
    // What an engine makes of a text can be word for word what another outlet wrote.
    const other = {
      ...first,
      id: 'elsewhere',
      lang: 'de',
      title: 'Anderswo',
      text: 'Der Chor probt am Abend im Hafen.',
    };
    await archive.put([first, other]);
    await archive.translate([{ ...other, title: first.title, text: first.text }]);
    expect(await archive.keep()).toMatchObject({ articles: 2, copies: 0 });
    const paths = archive.stories().flatMap(({ members }) => members.map(({ path }) => path));
    expect(paths.sort()).toEqual([archive.pathOf(first), archive.pathOf(other)].sort());
  });

  test('of longer articles change nothing', async () => {
    const [other, without] = [await StoryArchive.make(), await StoryArchive.make()];
    const long = spring.filter(({ text, date }) => text !== '' && date < '2025-03-06');
    for (const archive of [other, without]) await archive.put(long);
    await other.translate(
      long.filter(({ lang }) => lang !== 'en').map((article) => ({ ...article, title: 'The same', text: 'The same' })),
    );
    for (const archive of [other, without]) await archive.keep();
    expect(filesOf(other.stories())).toEqual(filesOf(without.stories()));
  });
});

describe('articles whose outlet reserves mining', () => {
  const [first, second] = spring;
  if (first === undefined || second === undefined) throw new Error('no cases');

  test('are in no story', async () => {
    const archive = await StoryArchive.make();
    await archive.put([first, { ...second, rights: ['tdm-reservation'] }]);
    expect(await archive.keep()).toMatchObject({ articles: 1, grouped: 1 });
    expect(archive.storyOf(first)).not.toBe('');
    expect(archive.storyOf(second)).toBe('');
    expect(await archive.regroup()).toMatchObject({ articles: 1 });
  });

  test('leave nothing behind for the articles that get their numbers', async () => {
    const archive = await StoryArchive.make();
    const pearls = ['early', 'again', 'late'].map((word) => ({
      ...{ id: `pearls-${word}`, lang: 'en', date: '2025-04-01', text: '', rights: word === 'early' ? [] : ['noai'] },
      title: `Lighthouse keeper of Torvik finds crate of pearls ${word}`,
    }));
    const fresh = spring.filter(({ id }) => id === 'mine-tamboro-1' || id === 'mine-tamboro-2');
    await archive.put(spring.filter(({ story }) => story !== 'mine-tamboro'));
    await archive.keep();
    await archive.put(pearls.map((article) => ({ ...article, rights: [] })));
    await archive.keep();
    const [story, ...same] = pearls.map((article) => archive.storyOf(article));
    expect(same).toEqual([story, story]);
    await archive.put([...pearls, ...fresh]);
    await archive.keep();
    expect(pearls.map((article) => archive.storyOf(article))).toContain(story);
    expect(fresh.map((article) => archive.storyOf(article))).not.toContain(story);
    expect(fresh).toHaveLength(2);
  });

  test('leave their story when that came later', async () => {
    const archive = await StoryArchive.make();
    await archive.put([first, second]);
    expect(await archive.keep()).toMatchObject({ articles: 2 });
    await archive.put([{ ...second, rights: ['noai'] }]);
    expect(await archive.keep()).toMatchObject({ articles: 1, grouped: 0 });
    expect(archive.storyOf(second)).toBe('');
  });
});
