import { describe, expect, test } from 'vitest';
import { urlOf } from '../../test/sample-archive.ts';
import { patternOf, scoreAddress } from './article-address.ts';

const score = (path: string): number => scoreAddress(urlOf(`https://g.example${path}`)).score;

describe('scoreAddress', () => {
  test.each([
    ['a date', '/2025/02/09/port', 'date in the path'],
    ['a date in one number', '/news/20250209-port', 'date in the path'],
    ['a month', '/2025/02/port', 'month in the path'],
    ['four words', '/news/the-port-is-open', 'long slug'],
    ['three words', '/news/port-is-open', 'slug'],
    ['two words', '/a/b/port-open', 'short slug'],
    ['four words in a script without spaces', '/news/港湾已经开放了港湾已经开放了港湾已经开放', 'long slug'],
    ['a long number', '/a/b/port12345', 'identifier in the path'],
    ['a code in hexadecimal', '/a/b/3f2a9c01-77aa', 'identifier in the path'],
    ['a code behind a slug', '/a/b/port-k3x9q1zz', 'identifier in the path'],
    ['a short number', '/news/port-123', 'number in the path'],
    ['a number in the query', '/view?article=77', 'identifier in the query'],
    ['the folder of articles', '/a/story/port', 'article folder'],
    ['the suffix of a page', '/a/b/port.html', 'page suffix'],
    ['a word of lists', '/tag/the-port-is-open', 'word of a list page'],
    ['a short path', '/news', 'short path'],
    ['the root', '/', 'root of the site'],
  ])('%s counts: %s', (_, path, reason) => {
    expect(scoreAddress(urlOf(`https://g.example${path}`)).because.split(', ')).toContain(reason);
  }); // prettier-ignore

  test.each([
    ['/2025/02/09/port', true],
    ['/news/the-port-is-open', true],
    ['/?p=1234', false],
    ['/index.php?id=1234', false],
    ['/sport', false],
    ['/sport/football/', false],
    ['/author/2025/02/09/ada-of-the-port', false],
    ['/a/%E0%A4%A', false],
  ])('an article most likely at %s: %s', (path, isArticle) => {
    expect(score(path) > 2).toBe(isArticle);
  });

  test('what speaks for an article adds up, what speaks against it takes away', () => {
    expect(score('/2025/02/09/port')).toBe(3);
    expect(score('/2025/02/09/the-port-is-open')).toBe(6);
    expect(score('/article/2025/02/09/the-port-is-open-12345.html')).toBe(10);
    expect(score('/tag/2025/02/09/the-port-is-open')).toBe(1);
    expect(score('/2025/02/port')).toBe(1.5);
    expect(score('/news')).toBe(-2);
    expect(score('/?p=12')).toBe(2);
    expect(score('/')).toBe(-10);
    expect(score('/2025/02/09/the-port-is-open.jpg')).toBe(-10);
  });

  test.each(['/a/deadbeef', '/a/b/port-abcdefgh', '/a/b/port-12', '/a/b/1234567890123-x'])('the end of %s', (path) => {
    const { because } = scoreAddress(urlOf(`https://g.example${path}`));
    expect(because.includes('identifier in the path')).toBe(path === '/a/deadbeef' || path.endsWith('-x'));
  });
});

test.each([
  ['/', '/'],
  ['/news/2025/02/a-long-slug-123', '/news/#/#/w-#'],
  ['/news/a-long-slug', '/news/w'],
  ['/news/port', '/news/x'],
  ['/news/port/', '/news/port/'],
  ['/a-long-slug/comments', '/w/x'],
  ['/a-b/comments', '/a-b/x'],
  ['/news/%C3%A4', '/news/w'],
  ['/news/port123', '/news/w-#'],
])('articles of the kind of %s share the pattern %s', (path, pattern) => {
  expect(patternOf(urlOf(`https://g.example${path}`))).toBe(pattern);
});
