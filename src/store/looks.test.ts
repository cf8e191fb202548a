import { describe, expect, it } from 'vitest';
import { makeArticle, makeStore, sourceOf, urlOf } from '../../test/sample-archive.ts';
import { newEditHabits, type Look } from '../model/look.ts';

const daily = sourceOf('example-daily');

function lookOf(name: string, dueAt: number, more: Partial<Look> = {}): Look {
  const link = urlOf(`https://daily.example/${name}`);
  const known = { startedAt: 5, lookedAt: 0, looks: 0, edits: 0, failures: 0, missedAt: 0 };
  return { article: makeArticle(link).id, link, source: daily, dueAt, ...known, ...more };
}

describe('looks', () => {
  it('come back whole, one for each article', async () => {
    const { looks } = await makeStore();
    const look = lookOf('1', 100);
    await looks.put(look);
    const next = { ...look, dueAt: 300, looks: 1, lookedAt: 101, edits: 2, failures: 3, missedAt: 99 };
    await looks.put(next);
    expect(await looks.get(look.article)).toEqual(next);
    expect(await looks.due(1000, 10)).toEqual([next]);
    expect(await looks.get(lookOf('2', 0).article)).toBeUndefined();
  });

  it('are due from their time on, and the next one has a time', async () => {
    const { looks } = await makeStore();
    expect(await looks.nextAt()).toBeUndefined();
    const [late, early] = [lookOf('late', 300), lookOf('early', 100)];
    await looks.put(late);
    await looks.put(early);
    expect(await looks.nextAt()).toBe(100);
    expect([await looks.due(99, 10), await looks.due(100, 10), await looks.due(300, 10)]).toEqual([
      ...[[], [early], [early, late]],
    ]);
    await looks.remove(early.article);
    expect([await looks.nextAt(), await looks.due(300, 10)]).toEqual([300, [late]]);
  });

  it('let sources take turns, the oldest of each first', async () => {
    const { looks } = await makeStore();
    const weekly = sourceOf('example-weekly');
    for (const [name, dueAt] of Object.entries({ a: 1, b: 2, c: 3 })) await looks.put(lookOf(name, dueAt));
    for (const [name, dueAt] of Object.entries({ x: 8, y: 9 }))
      await looks.put(lookOf(name, dueAt, { source: weekly }));
    const paths = (await looks.due(10, 4)).map(({ link }) => new URL(link).pathname);
    expect(paths).toEqual(['/a', '/x', '/b', '/y']);
  });
});

describe('the habits of an outlet', () => {
  it('are new at first, then those of the last put', async () => {
    const { looks } = await makeStore();
    expect(await looks.habitsOf(daily)).toEqual(newEditHabits(daily));
    const habits = { source: daily, looks: [{ made: 4, found: 1 }], told: 0.5, untold: 2, empty: 1 };
    await looks.putHabits({ ...habits, told: 9 });
    await looks.putHabits(habits);
    expect(await looks.habitsOf(daily)).toEqual(habits);
    expect(await looks.habitsOf(sourceOf('example-weekly'))).toEqual(newEditHabits(sourceOf('example-weekly')));
  });
});
