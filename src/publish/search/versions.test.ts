import { expect, test } from 'vitest';
import type { Hit } from './browser/find.js';
import { oneOfEach } from './browser/versions.js';

/** A hit in a folder; `from`: of a translation. */
function hit(folder: string, language: string, from = ''): Hit {
  const rest = { title: '', summary: '', day: '2025-02-09', isStated: true, direction: 'ltr', outlet: '' };
  return { folder, language, from, ...rest };
}

const german = hit('post/a', 'de');
const english = hit('en/post/a', 'en', 'de');
const french = hit('fr/post/a', 'fr', 'de');
const other = hit('post/b', 'en');

test.each([
  ['the translation that readers can read', [german, english, other], 'en-GB', [english, other]],
  ['the original that they can read', [english, german], 'de', [german]],
  ['what is found first, when they can read none', [french, english], 'ja', [french]],
  [
    'a version of its outlet beside the original',
    [hit('de/post/b', 'de'), other],
    'en',
    [hit('de/post/b', 'de'), other],
  ],
])('of each article the results show once %s', (_, hits, language, expected) => {
  expect(oneOfEach(hits, language, new Set())).toEqual(expected);
});

test('more results leave out what was shown', () => {
  const shown = new Set<string>();
  expect(oneOfEach([german, other], 'de', shown)).toEqual([german, other]);
  expect(oneOfEach([english, french], 'de', shown)).toEqual([]);
});
