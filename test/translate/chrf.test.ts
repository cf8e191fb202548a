import { expect, test } from 'vitest';
import { chrF } from '../../bench/translate/chrf.ts';

test.each([
  ['the same', [['The red car', 'The red car']], 100],
  ['the same but for spaces', [['Thered  car', 'The red car']], 100],
  ['nothing in common', [['abc', 'xyz']], 0],
  ['nothing at all', [['', 'xyz']], 0],
  // Two of three letters, one of two pairs, none of one triple: precision and recall are both (2/3 + 1/2 + 0) / 3.
  ['one letter of three', [['abx', 'abc']], (100 * (2 / 3 + 1 / 2)) / 3],
  // Letters 2/2 and 2/4, pairs 1/1 and 1/3; longer ones the translation has none of.
  ['half of it', [['ab', 'abcd']], (100 * 5 * 1 * (5 / 12)) / (4 * 1 + 5 / 12)],
  // A letter that is there once counts once: 1/2 and 1/1; one pair against none.
  ['a letter too often', [['aa', 'a']], (100 * 5 * (1 / 2)) / (4 * (1 / 2) + 1)],
  // Counts of all pairs are added before anything is divided: letters 3/4 and 3/4, pairs 1/2 and 1/2.
  [
    'two texts',
    [
      ['ab', 'ab'],
      ['cx', 'cd'],
    ],
    (100 * (3 / 4 + 1 / 2)) / 2,
  ],
] as const)('%s', (_, pairs, expected) => {
  expect(chrF(pairs)).toBeCloseTo(expected, 10);
});

test('characters beyond the first plane are one each', () => {
  expect(chrF([['😀', '😃']])).toBe(0);
});
