import { expect, test } from 'vitest';
import { formatTable } from './terminal.ts';

test.each([
  [
    'texts to the left, numbers to the right',
    [
      ['a', 5],
      ['bcd', 12],
    ],
    Infinity,
    'a     5\nbcd  12',
  ],
  [
    'wide characters as two columns',
    [
      ['三崎', 'x'],
      ['abc', 'y'],
    ],
    Infinity,
    '三崎  x\nabc   y',
  ],
  [
    'no space at the end of a line',
    [
      ['a', ''],
      ['b', 'c'],
    ],
    Infinity,
    'a\nb  c',
  ],
  ['long rows cut off at the width of the terminal', [['abcdef', 'ghijkl']], 9, 'abcdef  …'],
  ['wide rows cut off before the width', [['三崎新報']], 5, '三崎…'],
])('formats %s', (_name, rows, maxWidth, expected) => {
  expect(formatTable(rows, maxWidth)).toBe(expected);
});
