import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readHidden } from './read-password.ts';

/** As a terminal is: what is typed arrives in pieces, and nothing is echoed while it is raw. */
function type(...pieces: readonly string[]): { readonly line: Promise<string>; readonly modes: readonly boolean[] } {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    setRawMode(isRaw: boolean) {
      modes.push(isRaw);
      return this;
    },
  });
  const line = readHidden(input);
  for (const piece of pieces) input.write(piece);
  return { line, modes };
}

test.each([
  ['a line', ['correct horse\r'], 'correct horse'],
  ['a line in pieces', ['cor', 'rect', '\n'], 'correct'],
  ['a character taken back', ['corrx\u007fect\r'], 'correct'],
  ['a character of two halves taken back', ['a😀\u007fb\r'], 'ab'],
  ['all taken back', ['wrong\u0015right\r'], 'right'],
  ['the end of input', ['abc\u0004'], 'abc'],
])('%s', async (_, pieces, expected) => {
  const { line, modes } = type(...pieces);
  expect(await line).toBe(expected);
  expect(modes).toEqual([true, false]);
});
