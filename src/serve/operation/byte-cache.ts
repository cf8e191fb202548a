/** Keeps what was used last, up to a size. */
export interface ByteCache<T> {
  get(key: string): T | undefined;
  /** Larger than an eighth of the whole is not kept. */
  put(key: string, value: T, bytes: number): void;
  delete(key: string): void;
}

export function createByteCache<T>(maxBytes: number): ByteCache<T> {
  const kept = new Map<string, { readonly value: T; readonly bytes: number }>(); // the one used last is at its end
  let total = 0;
  const remove = (key: string): void => {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    get: (key) => {
      const entry = kept.get(key);
      if (entry === undefined) return undefined;
      kept.delete(key);
      kept.set(key, entry);
      return entry.value;
    },
    put: (key, value, bytes) => {
      remove(key);
      if (bytes > maxBytes / 8) return;
      kept.set(key, { value, bytes });
      total += bytes;
      for (const oldest of kept.keys()) {
        if (total <= maxBytes) break;
        remove(oldest);
      }
    },
    delete: remove,
  };
}
