import { expect, test } from 'vitest';
import { indexOf, makeStore } from '../sample-archive.ts';
import { startSpenders } from '../spend-at-once.ts';

test('processes on PostgreSQL never spend more than a limit, also when one is killed', async () => {
  const limit = 3000;
  const store = await makeStore();
  const book = { kind: 'postgres', place: indexOf(store.root).database ?? '', limit } as const;
  const { spent, children } = startSpenders(4, book);
  const killing = setTimeout(() => children[0]?.kill('SIGKILL'), 1500);
  const got = await spent;
  clearTimeout(killing);
  const { characters } = await store.translations.spentSince(0);
  expect(characters).toBeLessThanOrEqual(limit);
  expect(characters).toBeGreaterThan(limit - 8);
  expect(got.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(characters);
}, 60_000);
