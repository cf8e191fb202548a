import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeStore, openForTest } from '../sample-archive.ts';
import { startSpenders } from '../spend-at-once.ts';

const limit = 2000;

test('two processes on one index in a file never spend more than a limit, also when one is killed', async () => {
  const store = await makeStore();
  await store.close();
  const place = join(store.root, '.courant/index.db');
  const { spent, children } = startSpenders(2, { kind: 'sqlite', place, limit });
  const killing = setTimeout(() => children[0]?.kill('SIGKILL'), 700);
  const got = await spent;
  clearTimeout(killing);
  const again = await openForTest(store.root);
  const { characters } = await again.translations.spentSince(0);
  await again.close();
  expect(characters).toBeLessThanOrEqual(limit);
  expect(characters).toBeGreaterThan(limit - 8);
  expect(got.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(characters);
}, 60_000);
