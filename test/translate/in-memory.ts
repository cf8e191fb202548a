import type { MemoryEntry, SpendingLimit, TaggedText, TranslationMemory } from '../../src/model/translation.ts';
import type { Budget } from '../../src/translate/send-texts.ts';

/** A memory that lasts as long as the test. */
export function createMemory(): TranslationMemory & { readonly entries: Map<string, MemoryEntry> } {
  const entries = new Map<string, MemoryEntry>();
  return {
    entries,
    find: (keys) =>
      Promise.resolve(
        new Map(
          keys.flatMap((key): [string, TaggedText][] => {
            const entry = entries.get(key);
            return entry === undefined ? [] : [[key, entry.text]];
          }),
        ),
      ),
    put: (added) => {
      for (const entry of added) entries.set(entry.key, entry);
      return Promise.resolve();
    },
  };
}

/** Counts what is spent, up to a number of characters. */
export function createBudget(characters = Infinity): Budget & { readonly spent: number } {
  const limit: SpendingLimit = { per: 'day', characters, money: Infinity };
  let spent = 0;
  return {
    get spent() {
      return spent;
    },
    spend: (more) => {
      if (spent + more > characters) return Promise.resolve(limit);
      spent += more;
      return Promise.resolve(undefined);
    },
    giveBack: (less) => {
      spent -= less;
      return Promise.resolve();
    },
  };
}
