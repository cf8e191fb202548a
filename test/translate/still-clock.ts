import type { Clock } from '../../src/model/clock.ts';

/** A clock that waits for nobody and remembers how long it would have. */
export function makeClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => Date.UTC(2026, 10, 20, 12),
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
}
