import { expect, test } from 'vitest';
import { createRandom } from './made-up-articles.ts';
import { runMadeUp } from './run-articles.ts';

test('of an engine that spoils a third of 5,000 segments nothing is published in a wrong language', async () => {
  const tally = await runMadeUp(5000, createRandom(11));
  const published = (...kinds: readonly string[]): number =>
    [...tally.passed].reduce((sum, [fault, count]) => sum + (kinds.includes(fault) ? count : 0), 0);

  expect(tally.segments).toBeGreaterThanOrEqual(5000);
  expect(tally.made.get('wrong-language')).toBeGreaterThan(50);
  expect(tally.wrong).toEqual([]);
  expect(published('empty', 'control', 'markup', 'loop', 'tags-lost', 'tags-doubled', 'tags-crossed')).toBe(0);
  expect(published('other-script', 'name-lost', 'number-lost', 'digit-changed')).toBeLessThan(5);
  expect(tally.good).toBeGreaterThan(0.8 * tally.segments);
}, 60_000);
