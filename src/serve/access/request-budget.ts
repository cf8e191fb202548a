/** What each who asks has left. */
export interface RequestBudget {
  /** Takes one; 0, or how long (ms) until there is one again. */
  take(key: string): number;
}

const keysKept = 10_000;

/** A bucket for each that holds as many as come in 15 seconds, at least ten. Bounded: the one that has rested longest is forgotten. */
export function createRequestBudget(perMinute: number, now: () => number): RequestBudget {
  const size = Math.max(perMinute / 4, 10);
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, { readonly left: number; readonly at: number }>();
  return {
    take: (key) => {
      const at = now();
      const known = buckets.get(key);
      const left = known === undefined ? size : Math.min(known.left + Math.max(at - known.at, 0) * perMs, size);
      buckets.delete(key);
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at });
      for (const oldest of buckets.keys()) {
        if (buckets.size <= keysKept) break;
        buckets.delete(oldest);
      }
      return left >= 1 ? 0 : Math.ceil((1 - left) / perMs);
    },
  };
}
