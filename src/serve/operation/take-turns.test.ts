import { describe, expect, test } from 'vitest';
import { createTurns } from './take-turns.ts';

describe('createTurns', () => {
  test('lets one go on in each turn of the event loop, first come, first served', async () => {
    const turn = createTurns();
    const order: string[] = [];
    const take = async (name: string): Promise<void> => {
      await turn();
      order.push(name);
    };
    const all = Promise.all([take('first'), take('second'), take('third')]);
    const watch = (): void => {
      order.push('|');
      if (order.filter((one) => one !== '|').length < 3) setImmediate(watch);
    };
    setImmediate(watch);
    await all;
    expect(order.join(' ')).toBe('first | second | third');
  });

  test('goes on for one who comes when nobody waits any more', async () => {
    const turn = createTurns();
    await turn();
    await turn();
    await Promise.all([turn(), turn()]);
  });
});
