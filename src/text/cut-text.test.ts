import { expect, test } from 'vitest';
import { cutText } from './cut-text.ts';

test.each([
  ['abc', 3, 'abc'],
  ['abc', 2, 'ab'],
  ['ab🎉c', 3, 'ab'],
  ['ab🎉c', 4, 'ab🎉'],
  ['🎉', 1, ''],
  ['', 1, ''],
])('%s cut to %i', (text, length, cut) => {
  expect(cutText(text, length)).toBe(cut);
});
