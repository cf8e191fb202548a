import { expect, test } from 'vitest';
import { countWordChanges } from './word-changes.ts';

test.each([
  ['the same text', 'One two three.', 'One two three.', 0, 0],
  ['other signs and spaces', 'One, two\nthree', 'One two *three*!', 0, 0],
  ['another order', 'one two three', 'three one two', 0, 0],
  ['words more', 'one two', 'one two three four', 2, 0],
  ['words less', 'one two two', 'one two', 0, 1],
  ['one word for another', 'the ferry left', 'the ferry sank', 1, 1],
  ['nothing before', '', 'one two', 2, 0],
  ['a script without spaces', '灯台が見える', '灯台が見える港町', 1, 0],
  ['accents', 'été', 'ete', 1, 1],
])('counts the words of %s', (_name, before, after, added, removed) => {
  expect(countWordChanges(before, after)).toEqual({ added, removed });
});
