import { describe, expect, test } from 'vitest';
import { formatTable, toPrintable } from './terminal.ts';

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

describe('toPrintable', () => {
  test.each([
    ['lines, tabs and letters of any script stay', 'a\tb\nÄ 灯台 مرسى', false, 'a\tb\nÄ 灯台 مرسى'],
    ['a window title cannot be set', 'news\u001b]0;owned\u0007', false, 'news]0;owned'],
    ['the cursor cannot be moved', '\u001b[2Jnews\r\b', false, '[2Jnews'],
    ['nor by the short forms of ISO 6429', '\u009b2Jnews', false, '2Jnews'],
    ['our own styles stay where they are wanted', '\u001b[33mnote\u001b[39m', true, '\u001b[33mnote\u001b[39m'],
    ['and go where they are not', '\u001b[33mnote\u001b[39m', false, 'note'],
    ['text cannot be hidden', '\u001b[8mnote\u001b[0m', true, '[8mnote[0m'],
  ])('%s', (_name, text, styled, expected) => {
    expect(toPrintable(text, styled)).toBe(expected);
  });
});

test('a row that is cut off keeps the end of its style', () => {
  const row = ['12', `\u001b[2mwhat happened to the link\u001b[22m`];
  expect(formatTable([row], 12)).toBe('12  \u001b[2mwhat ha…\u001b[22m');
});
