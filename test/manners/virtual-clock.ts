import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/model/clock.ts';

/** A clock on which nothing takes time but waiting, and waiting takes none: hours of pauses pass in seconds. Those who wait
 *  at the same time wait for the same time. */
export function createVirtualClock(start: number): Clock {
  let now = start;
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      const end = now + ms;
      // Sockets that were closed before are seen to be closed.
      for (let turn = 0; turn < 4; turn++) await setImmediate();
      if (signal?.aborted !== true) now = Math.max(now, end);
    },
  };
}
