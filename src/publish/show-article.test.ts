import { expect, test } from 'vitest';
import { makeArticle } from '../../test/sample-archive.ts';
import { showArticle } from './show-article.ts';

test.each([
  ['a picture becomes a link', '![x](https://img.example/1.png)', '[x](https://img.example/1.png)'],
  ['marks before it make no other', 'Oh!![x](https://img.example/1.png)', 'Oh[x](https://img.example/1.png)'],
])('without pictures %s', (_, body, expected) => {
  const { file } = makeArticle('https://daily.example/1', { body });
  const shown = showArticle(file, { text: 'full', chars: Infinity, images: 'none', until: Infinity }, 0);
  expect(shown?.body.split('\n\n')[0]).toBe(expected);
});
