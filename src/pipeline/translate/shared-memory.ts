import type { TranslationMemory } from '../../model/translation.ts';

/** One memory for articles that are translated at the same time: a text that one of them is waiting for is not sent by another. */
export class SharedMemory {
  readonly #memory: TranslationMemory;
  /** Texts under way, each with what resolves when it is known or given up. */
  readonly #pending = new Map<string, { readonly ended: Promise<void>; readonly end: () => void }>();

  constructor(memory: TranslationMemory) {
    this.#memory = memory;
  }

  /** The memory for one article, which asks it once for all its texts and calls `close` at its end. An article that waits has nothing that
   *  others wait for, so that all come to an end. */
  open(): TranslationMemory & { close(): void } {
    const own = new Set<string>();
    return {
      find: async (keys) => {
        for (let others = this.#othersOf(keys); others.length > 0; others = this.#othersOf(keys))
          await Promise.all(others);
        for (const key of keys) this.#begin(key, own);
        const known = await this.#memory.find(keys);
        for (const key of known.keys()) this.#end(key, own);
        return known;
      },
      put: async (entries) => {
        await this.#memory.put(entries);
        for (const { key } of entries) this.#end(key, own);
      },
      close: () => {
        for (const key of own) this.#end(key, own);
      },
    };
  }

  #othersOf(keys: readonly string[]): readonly Promise<void>[] {
    return keys.flatMap((key) => this.#pending.get(key)?.ended ?? []);
  }

  #begin(key: string, own: Set<string>): void {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#pending.set(key, { ended, end });
    own.add(key);
  }

  #end(key: string, own: Set<string>): void {
    if (!own.delete(key)) return;
    this.#pending.get(key)?.end();
    this.#pending.delete(key);
  }
}
