import { expect, test } from 'vitest';
import { streamAnswer } from './stream-answer.ts';

test('an answer is made as it is read, and no further when the reader goes', async () => {
  let made = 0;
  let isEnded = false;
  const parts = async function* () {
    try {
      for (; made < 1000; made += 1) yield `line ${made}\n`;
    } finally {
      isEnded = true;
    }
  };
  const reader = streamAnswer(parts(), 'text/plain').body?.getReader();
  expect(made).toBe(0);
  await reader?.read();
  await reader?.read();
  expect(made).toBeLessThan(5);
  await reader?.cancel();
  expect([isEnded, made < 5]).toEqual([true, true]);
});
