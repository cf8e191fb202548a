/** One page of a list. `number` is undefined for the newest, which lies at the list's own address. */
export interface ListPage<T> {
  readonly number: number | undefined;
  readonly items: readonly T[];
  readonly older: number | undefined;
  /** `newest` for the list's own address. */
  readonly newer: number | 'newest' | undefined;
}

/** Cuts a list (newest first) into pages numbered from the oldest, so that a new item never shifts an old page.
 *  The newest page takes the last full one and what came after it: `size` to `2 * size - 1` items, never nearly empty. */
export function paginate<T>(items: readonly T[], size: number): readonly ListPage<T>[] {
  const full = Math.floor(items.length / size);
  const last = Math.max(0, full - 1);
  const pages: ListPage<T>[] = [
    {
      number: undefined,
      items: items.slice(0, items.length - last * size),
      older: last || undefined,
      newer: undefined,
    },
  ];
  for (let number = last; number >= 1; number--) {
    const end = items.length - (number - 1) * size;
    pages.push({
      number,
      items: items.slice(end - size, end),
      older: number - 1 || undefined,
      newer: number === last ? 'newest' : number + 1,
    });
  }
  return pages;
}
