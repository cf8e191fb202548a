import { describe, expect, it } from 'vitest';
import { makeObservation, makeStore, sourceOf } from '../../test/sample-archive.ts';

const daily = sourceOf('example-daily');
const at = (minute: number): string => new Date(Date.UTC(2025, 1, 9, 12, minute)).toISOString();

describe('observations', () => {
  it('are kept by page, newest first, and come back whole', async () => {
    const store = await makeStore();
    const skipped = makeObservation('https://daily.example/2', {
      fetchedAt: at(2),
      skip: 'extract/no-text',
      length: 0,
      confidence: 0,
      hasImage: false,
    });
    const first = makeObservation('https://daily.example/1', { fetchedAt: at(1) });
    await store.putObservation(skipped);
    await store.putObservation(first);
    await store.putObservation({ ...skipped, source: sourceOf('other-daily') });
    expect(await store.listObservations(daily)).toEqual([skipped, first]);
    const again = { ...first, fetchedAt: at(3), length: 10 };
    await store.putObservation(again);
    expect(await store.listObservations(daily)).toEqual([again, skipped]);
  });

  it('are forgotten when 150 newer ones are there, in whatever order they come', async () => {
    const store = await makeStore();
    for (let minute = 0; minute < 155; minute++)
      await store.putObservation(
        makeObservation(`https://daily.example/${minute}`, { fetchedAt: at((minute * 7) % 155) }),
      );
    const kept = await store.listObservations(daily);
    expect(kept.map(({ fetchedAt }) => fetchedAt)).toEqual(Array.from({ length: 150 }, (_, index) => at(154 - index)));
  });
});
