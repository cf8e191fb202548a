import { describe, expect, test } from 'vitest';
import { isSameText } from './same-text.ts';

const [a, b, c, d, notice] = ['ferry', 'bakery', 'pier', 'school', 'newsletter'].map(
  (word) => `What the people of the harbor had to say about the ${word} that day`,
);

describe('isSameText', () => {
  test.each([
    ['the same text', [a, b, c], [a, b, c], true],
    ['one paragraph edited, one added', [a, b, c], [a, b, d, notice], true],
    ['the beginning of the same text', [a, b, c, d], [a], true],
    ['another text', [a, b], [c, d], false],
    [
      'another text with the same notice below',
      [a, b, c, notice],
      [d, d?.toUpperCase(), d?.slice(1), notice, b?.slice(2)],
      false,
    ],
    ['short lines say nothing', ['Yes', a], ['Yes', b], false],
    ['nothing but short lines, the same ones', ['Yes'], ['Yes'], true],
  ])('%s', (_name, first, second, expected) => {
    expect(isSameText(first.join('\n\n'), second.join('\n\n'))).toBe(expected);
    expect(isSameText(second.join('\n\n'), first.join('\n\n'))).toBe(expected);
  });
});
