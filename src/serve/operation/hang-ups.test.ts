import { expect, test } from 'vitest';
import { hearHangUps } from './hang-ups.ts';

test('SIGHUP before anybody listens is told once, later ones each', () => {
  const hangUps = hearHangUps();
  let told = 0;
  try {
    process.emit('SIGHUP');
    process.emit('SIGHUP');
    hangUps.listen(() => (told += 1));
    expect(told).toBe(1);
    process.emit('SIGHUP');
    expect(told).toBe(2);
  } finally {
    hangUps.close();
  }
  process.emit('SIGHUP');
  expect(told).toBe(2);
});
