/** A pause that grows with what was counted under a key. Bounded: the key that has rested longest is forgotten first. */
export interface Pauses {
  /** How long (ms) until the next one may be tried; 0: at once. */
  waitOf(key: string): number;
  count(key: string): void;
  /** Takes one back. */
  pardon(key: string): void;
  forget(key: string): void;
}

interface Pause {
  readonly count: number;
  readonly countedAt: number;
}

const keysKept = 10_000;
const forgottenAfterMs = 3_600_000;

export function createPauses(options: {
  /** So many are free. */
  readonly free: number;
  /** The first pause; each next one is twice as long. */
  readonly firstMs: number;
  readonly longestMs: number;
  readonly now: () => number;
}): Pauses {
  const { free, firstMs, longestMs, now } = options;
  const pauses = new Map<string, Pause>();
  const pauseOf = (count: number): number =>
    count <= free ? 0 : Math.min(firstMs * 2 ** (count - free - 1), longestMs);
  const find = (key: string): Pause | undefined => {
    const pause = pauses.get(key);
    if (pause === undefined || now() - pause.countedAt < forgottenAfterMs) return pause;
    pauses.delete(key);
    return undefined;
  };
  return {
    waitOf: (key) => {
      const pause = find(key);
      return pause === undefined ? 0 : Math.max(pause.countedAt + pauseOf(pause.count) - now(), 0);
    },
    count: (key) => {
      const count = (find(key)?.count ?? 0) + 1;
      pauses.delete(key); // to the end of the order
      pauses.set(key, { count, countedAt: now() });
      for (const oldest of pauses.keys()) {
        if (pauses.size <= keysKept) break;
        pauses.delete(oldest);
      }
    },
    pardon: (key) => {
      const pause = find(key);
      if (pause) pauses.set(key, { ...pause, count: pause.count - 1 });
    },
    forget: (key) => {
      pauses.delete(key);
    },
  };
}
