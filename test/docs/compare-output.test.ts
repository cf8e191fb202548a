import { describe, expect, test } from 'vitest';
import { isShown, toShown, type Names } from './compare-output.ts';

const now = Date.parse('2026-11-27T12:00:00Z');
const shown = (left: string, right: string, names: Names = new Map()): boolean =>
  isShown(left.split('\n'), right.split('\n'), names, now);

describe('an output is the one that is shown', () => {
  test.each([
    ['when it is the same', 'a\nb', 'a\nb', true],
    ['not when a line is another', 'a\nb', 'a\nc', false],
    ['not when a line is missing', 'a\nb', 'a', false],
    ['not when there is more', 'a', 'a\nb', false],
    ['with lines left out at its end', 'a\n…', 'a\nb\nc', true],
    ['with lines left out between', 'a\n…\nc\n…\ne', 'a\nb\nc\nd\ne', true],
    ['not when what stands behind the left out lines is missing', 'a\n…\nd', 'a\nb\nc', false],
    ['with the rest of a line left out', 'The ferry …', 'The ferry runs again', true],
    ['however wide a table is', 'a  1  x', 'a     1 x', true],
    ['however long it took', 'time  1.2 s, 3 requests', 'time  22.0 s, 3 requests', true],
    ['not when a count is another', '12 articles', '13 articles', false],
    ['on another day of these weeks', 'read 2026-11-20 10:00', 'read 2026-11-27 11:30', true],
    ['not on another day of long ago', 'of 2026-03-20 10:00', 'of 2026-03-21 10:00', false],
  ])('%s', (_name, left, right, expected) => {
    expect(shown(left, right)).toBe(expected);
  });

  test('and an id that differs is remembered', () => {
    const names: Names = new Map();
    expect(shown('  s0123456789a  3 outlets', '  sba987654321  3 outlets', names)).toBe(true);
    expect([...names]).toEqual([['s0123456789a', 'sba987654321']]);
  });
});

test('as much is shown as was shown before', () => {
  expect(toShown(['old', '…', 'older'], ['a', 'b', 'c', 'd'])).toEqual(['a', '…', 'd']);
  expect(toShown(['old'], ['a', 'b'])).toEqual(['a', 'b']);
  expect(toShown(['…'], ['a', 'b'])).toEqual(['…']);
});
