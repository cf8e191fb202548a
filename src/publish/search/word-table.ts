import { units } from './browser/words.js';
import { lengthBits, maxLength, sortWords } from './sort-words.ts';

/** The letters of `units`, by twos. */
const pairs = new Uint32Array(units.buffer);

/** Numbers the words of a segment from 1 on, in the order they come. A table of its own: strings and a `Map` for each word of each
 *  article took three times as long. What is looked at together lies together, for the sake of the cache. */
export class WordTable {
  size = 0;
  /** Two numbers each: the hash, and where the word's record lies, with its length; 0 for an empty slot. */
  #slots = new Int32Array(2 << 12);
  /** A record: the number of a word, and its letters by twos. */
  #records = new Uint32Array(1 << 14);
  #used = 1; // no record lies at 0
  #places = new Uint32Array(1 << 11);

  /** The number of the word in the first `length` of `units`, which are at most 127; the one behind them is overwritten.
   *  `hash` is what `hashOf` gives. */
  put(length: number, hash: number): number {
    units[length] = 0;
    const slots = this.#slots;
    const records = this.#records;
    const mask = slots.length - 2;
    const end = (length + 1) >> 1;
    for (let slot = slotOf(hash) & mask; ; slot = (slot + 2) & mask) {
      const where = slots[slot + 1] ?? 0;
      if (where === 0) return this.#add(length, hash, slot);
      if (slots[slot] !== hash || (where & maxLength) !== length) continue;
      const record = where >>> lengthBits;
      let i = 0;
      while (i < end && records[record + 1 + i] === pairs[i]) i += 1;
      if (i === end) return records[record] ?? 0;
    }
  }

  #add(length: number, hash: number, slot: number): number {
    const record = this.#used;
    const end = (length + 1) >> 1;
    this.#used += 1 + end;
    if (this.#used > this.#records.length) this.#records = enlarge(this.#records);
    this.size += 1;
    if (this.size === this.#places.length) this.#places = enlarge(this.#places);
    this.#records[record] = this.size;
    for (let i = 0; i < end; i += 1) this.#records[record + 1 + i] = pairs[i] ?? 0;
    this.#places[this.size] = ((record + 1) << (lengthBits + 1)) | length;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = (record << lengthBits) | length;
    if (this.size * 3 > this.#slots.length) this.#spread();
    return this.size;
  }

  /** Doubles the slots. */
  #spread(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length - 2;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      let slot = slotOf(old[from] ?? 0) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = old[from] ?? 0;
      slots[slot + 1] = old[from + 1] ?? 0;
    }
    this.#slots = slots;
  }

  /** The numbers of all words in the order of their UTF-16 units; of each, by its number, where its letters are, as `sortWords` has it. */
  sorted(): SortedWords {
    const letters = new Uint16Array(this.#records.buffer);
    const places = this.#places.subarray(0, this.size + 1);
    return { order: sortWords(letters, places), places, letters };
  }
}

export interface SortedWords {
  readonly order: Uint32Array;
  readonly places: Uint32Array;
  readonly letters: Uint16Array;
}

/** Mixes the bits of a hash: those that choose the slot else depend on the low bits of letters alone. */
function slotOf(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) << 1;
}

function enlarge(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
