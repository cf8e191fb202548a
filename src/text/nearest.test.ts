import { expect, test } from 'vitest';
import { nearestWord } from './nearest.ts';

const known = ['title', 'timeZone', 'pageSize', 'language', 'feeds'];

test.each([
  ['a swapped pair of letters', 'titel', 'title'],
  ['another case', 'timezone', 'timeZone'],
  ['a missing letter', 'languge', 'language'],
  ['a missing plural', 'feed', 'feeds'],
  ['nothing near', 'zebra', undefined],
  ['the empty word', '', undefined],
])('finds the nearest word for %s', (_name, word, expected) => {
  expect(nearestWord(word, known)).toBe(expected);
});
