import { expect, test } from 'vitest';
import type { Attribution } from '../../model/attribution.ts';
import type { StoryArticle } from '../../model/story.ts';
import { toStoryQuotes } from './to-quotes.ts';

function article(path: string, text: string): StoryArticle {
  return {
    ...{ path, url: '', outlet: path, outletName: path, language: 'en', title: '', publishedMs: 0, zone: 'UTC' },
    ...{ text, tags: [] },
  };
}

/** Finds what stands in quotation marks, and `says that …`. */
function find({ text }: StoryArticle): readonly Attribution[] {
  const direct = [...text.matchAll(/“[^”]+”/g)].map(({ 0: said, index }) => ({
    content: [{ start: index, end: index + said.length }],
    quoted: true,
    speaker: /Ana Sol|Sol/.exec(text)?.[0] ?? '',
  }));
  const indirect = [...text.matchAll(/says that ([^.]+)/g)].map(({ 1: said = '', index }) => ({
    content: [{ start: index + 10, end: index + 10 + said.length }],
    quoted: false,
    ...(text.includes('Ana Sol') && { speaker: 'Ana Sol' }),
  }));
  return [...direct, ...indirect];
}

test('the same words in several articles are one quote, in its longest form, with the fullest name', () => {
  const quotes = toStoryQuotes(
    [
      article('a', '“We measured the water every morning,” said Sol.'),
      article('b', '“We measured the water every morning, and wrote it down,” said Ana Sol.'),
      article('c', '“Nobody else has these words of hers,” said Ana Sol.'),
    ],
    find,
  );
  expect(quotes).toHaveLength(2);
  expect(quotes[0]).toMatchObject({ speaker: 'Ana Sol', paths: ['a', 'b'], isDirect: true });
  expect(quotes[0]?.text).toBe('“We measured the water every morning, and wrote it down,”');
});

test('two parts of what a later article has whole are one quote with it', () => {
  const [first, second] = ['We measured the water every morning', 'and wrote all of it down in the book of the harbor'];
  const quotes = toStoryQuotes(
    [
      article('a', `“${first},” said Sol.`),
      article('b', '“Nobody else has these words of hers,” said Ana Sol.'),
      article('c', `“${second},” said Sol.`),
      article('d', `“${first}, ${second},” said Ana Sol.`),
    ],
    find,
  );
  expect(quotes.map(({ text, paths }) => [text, paths])).toEqual([
    [`“${first}, ${second},”`, ['a', 'd', 'c']],
    ['“Nobody else has these words of hers,”', ['b']],
  ]);
});

test.each([
  ['an expression in quotation marks is none', '“very nice” said Ana Sol.', 0],
  ['reported speech of nobody is none', 'Somebody says that the water rises every day.', 0],
  ['reported speech is kept apart', 'Ana Sol says that the water rises every day.', 1],
])('%s', (_, text, count) => {
  expect(toStoryQuotes([article('a', text)], find)).toHaveLength(count);
});
