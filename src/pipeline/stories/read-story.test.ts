import { expect, test } from 'vitest';
import { makeEdition } from '../../../test/editions/made-up-edition.ts';
import { MemoryStories, plainStages, toStory } from '../../../test/made-up-stories.ts';
import { NewsError } from '../../errors.ts';
import type { ArticleFile, Provenance } from '../../model/article-file.ts';
import { openPolicy, type ArticlePolicy, type Policy } from '../../model/policy.ts';
import { toPolicyRules } from '../decide-articles.ts';
import { folderOfStory, shownStory, toStoryArticle } from './shown-story.ts';
import { createStoryReader, type StoryReader } from './read-story.ts';
import { toWholeStoryData } from './story-data.ts';
import { storyStages } from './story-stages.ts';

const edition = makeEdition(30);
const files = new Map(edition.articles.map((file) => [file.path, file]));
const [a, b, c, d] = edition.articles as [ArticleFile, ArticleFile, ArticleFile, ArticleFile];
const copies = new Map([
  [b.path, a.path],
  [c.path, a.path],
]);
const story = toStory([a, b, c, d], copies);
const now = Date.UTC(2026, 0, 1);

function readerWith(policies: readonly ArticlePolicy[] = []): StoryReader {
  const index = new MemoryStories();
  index.set([story, toStory(edition.articles.slice(10, 12)), toStory(edition.articles.slice(12, 13))]);
  return createStoryReader(
    { sources: [], policies, publish: openPolicy, site: edition.site },
    { findArticleFile: (path) => Promise.resolve(files.get(path)) },
    { index, stages: plainStages },
    () => now,
  );
}

test('copies of an article that is hidden are copies of the first of them', () => {
  const shown = shownStory(story, (path) => path !== a.path);
  const [first, second] = shown?.members.filter(({ path }) => path !== d.path) ?? [];
  expect([first?.copyOf, second?.copyOf]).toEqual([undefined, first?.path]);
  expect(JSON.stringify(shown)).not.toContain(a.path);
});

test('one article alone is no story', () => {
  expect(shownStory(story, (path) => path === d.path)).toBeUndefined();
});

test('the address stays when an earlier article comes, and when headlines change', () => {
  const first = story.members[0];
  const earlier = {
    ...d,
    path: 'content/post/2020/01/01/x/earlier.md',
    frontMatter: { ...d.frontMatter, date: '2020-01-01 00:00:00' },
  };
  const grown = { ...toStory([...edition.articles.slice(0, 4), earlier]), id: story.id };
  expect(folderOfStory(grown)).toBe(folderOfStory(story));
  expect(folderOfStory(story)).toContain(first?.path.split('/').at(-1)?.replace('.md', ''));
});

test('what is taken down is not read any more, while the reader lives', async () => {
  const decisions = new Map<string, Partial<Policy>>();
  const project = { sources: [], policies: [], publish: openPolicy, site: edition.site };
  const reader = createStoryReader(
    project,
    { findArticleFile: (path) => Promise.resolve(files.get(path)) },
    { index: new MemoryStories(), stages: plainStages },
    () => now,
    { ...toPolicyRules(project), decisions },
  );
  const told = async (): Promise<string> => JSON.stringify((await reader.read(story))?.view);
  expect(await told()).toContain(d.frontMatter.title);
  decisions.set(d.path, { text: 'private' });
  expect(await told()).not.toContain(d.frontMatter.title);
});

test('a file that is broken is left out; an archive that cannot be read is an error', async () => {
  const readFailing = (code: 'store/bad-article-file' | 'store/failed') => {
    const findArticleFile = (path: string): Promise<ArticleFile | undefined> =>
      path === d.path ? Promise.reject(new NewsError(code, {})) : Promise.resolve(files.get(path));
    const project = { sources: [], policies: [], publish: openPolicy, site: edition.site };
    const source = { index: new MemoryStories(), stages: plainStages };
    return createStoryReader(project, { findArticleFile }, source, () => now).read(story);
  };
  expect((await readFailing('store/bad-article-file'))?.card.story.members).toHaveLength(3);
  await expect(readFailing('store/failed')).rejects.toThrow(NewsError);
});

test('what is taken down is not read', async () => {
  const reader = readerWith([{ article: d.path, reason: 'a take-down', text: 'private' }]);
  const page = await reader.read(story);
  const told = JSON.stringify(page && toWholeStoryData('https://site.example/', page));
  expect(told).toContain(a.frontMatter.title);
  expect(told).not.toContain(d.frontMatter.title);
  expect(page?.card.story.members).toHaveLength(3);
});

test('stories of late stand in their rank, those of one article do not', async () => {
  const ranked = await readerWith().ranked(10);
  expect(ranked.map(({ card }) => card.story.members.length).every((count) => count > 1)).toBe(true);
  const scores = ranked.map(({ rank }) => rank.score);
  expect(scores).toEqual([...scores].sort((x, y) => y - x));
});

test('what is no running text is not read as sentences', () => {
  const body = [
    '![A quay](https://a.example/a.jpg)\\\n*The quay. (Somebody)*',
    '[A quay](https://a.example/a.jpg)\\\n*The quay.*',
    '![No caption](https://a.example/b.jpg)',
    '![A quay](https://a.example/a_(b_(c)).jpg)\\\n*The quay at [night](https://a.example/).*',
    '[A quay](https://a.example/a_(b).jpg)',
    '## A heading',
    '| a | b |\n| --- | --- |\n| 1 | 2 |',
    'One paragraph with [a link](https://a.example/).',
    'Another one.',
    '[One](https://a.example/a_(b)) more, of [a link](https://a.example/).',
    '[a](https://a.example/1)',
  ].join('\n\n');
  const [member] = story.members;
  if (member === undefined) throw new Error('the story is empty');
  const article = toStoryArticle(member, { ...a, body }, { name: 'A' });
  expect(article.text).toBe('One paragraph with a link.\nAnother one.\nOne more, of a link.');
});

test('what a translation tells is marked with its language and engine, and goes with its article', async () => {
  const german = [a, d].map((file, at) => {
    const frontMatter = { ...file.frontMatter, lang: ['de'] };
    return {
      ...file,
      frontMatter,
      body: `Der Damm von Norvik ist am Dienstag gebrochen, sagte der Bezirk ${at}.\n\n[x](https://x.example/)`,
    };
  });
  const [first] = german;
  if (first === undefined) throw new Error('no article');
  const translation: ArticleFile = {
    path: first.path.replace(/\.md$/, '.en.md'),
    frontMatter: {
      ...first.frontMatter,
      lang: ['en'],
      courant: { ...(first.frontMatter.courant as Provenance), translatedFrom: 'de', engine: 'apertium' },
    },
    body: 'The dam of Norvik broke on Tuesday, the district of Norvik said.\n\n[x](https://x.example/)',
  };
  const stored = new Map([...german, translation].map((file) => [file.path, file]));
  const read = (policies: readonly ArticlePolicy[]) =>
    createStoryReader(
      { sources: [], policies, publish: openPolicy, site: { ...edition.site, language: 'en' } },
      { findArticleFile: (path) => Promise.resolve(stored.get(path)) },
      { index: new MemoryStories(), stages: storyStages },
      () => now,
    ).read(toStory(german));
  const page = await read([]);
  expect(page?.view.summary[0]).toMatchObject({
    path: first.path,
    text: 'The dam of Norvik broke on Tuesday, the district of Norvik said.',
    translation: { language: 'en', from: 'de', engine: 'apertium' },
  });
  expect(page?.card.lead).toMatchObject({ language: 'en', translation: { from: 'de' } });
  expect(page?.view.quotes.every(({ language }) => language === 'de')).toBe(true);
  expect(page?.view.story.members).toHaveLength(2);
  const hidden = await read([{ article: first.path, reason: 'only a headline', text: 'headline' }]);
  expect(JSON.stringify(hidden?.view)).not.toContain('broke on Tuesday');
});
