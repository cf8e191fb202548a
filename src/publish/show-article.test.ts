import { expect, test } from 'vitest';
import { makeEdition } from '../../test/editions/made-up-edition.ts';
import { markdownToHtml } from '../markdown/to-html.ts';
import type { ArticleFile, FrontMatter } from '../model/article-file.ts';
import type { Showing } from '../model/policy.ts';
import { showArticle } from './show-article.ts';

const [made] = makeEdition(1).articles;
if (made === undefined) throw new Error('the made-up edition is empty');
const sourceLine = '[harbor-courier](https://harbor-courier.example/a)';
const file: ArticleFile = {
  ...made,
  frontMatter: {
    ...made.frontMatter,
    summary: 'The ferry is back after eleven years, and nobody was more surprised...',
    lead: 'A lead.',
    thumbnail: 'https://images.example/1.jpg',
    toc: true,
    mathjax: true,
  },
  body: `The ferry is back.\n\n![The pier](https://images.example/1.jpg)\n\n## Later\n\n${sourceLine}`,
};
const all: Showing = { text: 'full', chars: Infinity, images: 'local', until: Infinity };

function show(showing: Partial<Showing>, change: Partial<FrontMatter> = {}, now = 0): ArticleFile | undefined {
  return showArticle({ ...file, frontMatter: { ...file.frontMatter, ...change } }, { ...all, ...showing }, now);
}

test('in full with pictures it is given back as it is', () => {
  expect(showArticle(file, all, 0)).toBe(file);
  expect(showArticle(file, { ...all, images: 'hotlink' }, 0)).toBe(file);
});

test('without pictures they become links', () => {
  const shown = show({ images: 'none' });
  expect(shown?.frontMatter.thumbnail).toBe('');
  expect(shown?.body).toContain('\n[The pier](https://images.example/1.jpg)\n');
  expect(shown?.body).not.toContain('![');
});

test.each([
  [
    'an excerpt is the summary, with an ellipsis, and the link to the outlet',
    'excerpt',
    300,
    'The ferry is back after eleven years, and nobody was more surprised…',
    `The ferry is back after eleven years, and nobody was more surprised…\n\n${sourceLine}`,
  ],
  [
    'a shorter one ends with a word',
    'excerpt',
    30,
    'The ferry is back after…',
    `The ferry is back after…\n\n${sourceLine}`,
  ],
  ['a headline is the link to the outlet alone', 'headline', 0, '', sourceLine],
] as const)('%s', (_, text, chars, summary, body) => {
  const shown = show({ text, chars });
  expect([shown?.frontMatter.summary, shown?.body]).toEqual([summary, body]);
  expect(shown?.frontMatter).toMatchObject({ title: file.frontMatter.title, lead: '', toc: false, mathjax: false });
});

test.each([
  ['an excerpt keeps its picture', 'excerpt', 'local', 'https://images.example/1.jpg'],
  ['unless there are to be none', 'excerpt', 'none', ''],
  ['a headline has none', 'headline', 'hotlink', ''],
] as const)('%s', (_, text, images, thumbnail) => {
  expect(show({ text, images, chars: 100 })?.frontMatter.thumbnail).toBe(thumbnail);
});

test.each([
  ['what is private is not shown', { text: 'private' }, 0, false],
  ['until its last moment it is', { until: 1000 }, 999, true],
  ['from then on it is not', { until: 1000 }, 1000, false],
] as const)('%s', (_, showing, now, expected) => {
  expect(show(showing, {}, now) !== undefined).toBe(expected);
});

test.each([
  '![x](https://tracker.example/1.gif)',
  '[a](https://elsewhere.example/)',
  '# no heading',
  '<script>alert(1)</script>',
  '- no list\n- at all',
  '    no code',
  '**not bold** `nor code` | no | table |',
])('a summary like "%s" stays text', (summary) => {
  const body = show({ text: 'excerpt', chars: 300 }, { summary })?.body ?? '';
  const html = markdownToHtml(body.replace(sourceLine, ''), { localImage: () => undefined, showForeign: true });
  expect(html).toMatch(/^<p>[^<]*<\/p>\n$/);
});

test('without pictures marks before one make no other', () => {
  const shown = showArticle({ ...file, body: 'Oh!![x](https://img.example/1.png)' }, { ...all, images: 'none' }, 0);
  expect(shown?.body).toBe('Oh[x](https://img.example/1.png)');
});
