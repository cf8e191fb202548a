/** How many numbers a slot has: hash, place of the word + 1 (0 for an empty slot), where its letters lie, how often it came. */
const width = 4;
/** Letters lie from `where >>> lengthBits` on. */
const lengthBits = 7;
const maxLength = (1 << lengthBits) - 1;

/** Numbers the words of a segment from 0 on, in the order they come, and counts them. A table of its own: strings and a `Map` for
 *  each word of each article took three times as long. What is looked at together lies together, for the sake of the cache. */
export class WordTable {
  size = 0;
  #slots = new Int32Array(width << 14);
  #letters = new Uint16Array(1 << 16);
  #used = 0;

  /** The number of the word in the first `length` of `units`, which are at most 127. */
  put(units: Uint16Array, length: number): number {
    let hash = length;
    for (let i = 0; i < length; i += 1) hash = Math.imul(hash ^ (units[i] ?? 0), 0x01000193);
    hash ^= hash >>> 15; // the low bits, which choose the slot, else depend on the low bits of letters alone
    const slots = this.#slots;
    const mask = slots.length / width - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const slot = at * width;
      const id = (slots[slot + 1] ?? 0) - 1;
      if (id < 0) return this.#add(units, length, hash, slot);
      if (slots[slot] === hash && this.#isSame(slots[slot + 2] ?? 0, units, length)) {
        slots[slot + 3] = (slots[slot + 3] ?? 0) + 1;
        return id;
      }
    }
  }

  #isSame(where: number, units: Uint16Array, length: number): boolean {
    if ((where & maxLength) !== length) return false;
    const start = where >>> lengthBits;
    for (let i = 0; i < length; i += 1) if (this.#letters[start + i] !== units[i]) return false;
    return true;
  }

  #add(units: Uint16Array, length: number, hash: number, slot: number): number {
    const start = this.#used;
    this.#used += length;
    if (this.#used > this.#letters.length) {
      const larger = new Uint16Array(this.#letters.length * 2);
      larger.set(this.#letters);
      this.#letters = larger;
    }
    for (let i = 0; i < length; i += 1) this.#letters[start + i] = units[i] ?? 0;
    this.size += 1;
    this.#slots.set([hash, this.size, (start << lengthBits) | length, 1], slot);
    if (this.size * 2 * width > this.#slots.length) this.#spread();
    return this.size - 1;
  }

  /** Doubles the slots. */
  #spread(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length / width - 1;
    for (let from = 0; from < old.length; from += width) {
      if (old[from + 1] === 0) continue;
      let at = (old[from] ?? 0) & mask;
      while (slots[at * width + 1] !== 0) at = (at + 1) & mask;
      for (let i = 0; i < width; i += 1) slots[at * width + i] = old[from + i] ?? 0;
    }
    this.#slots = slots;
  }

  /** All words in order of their UTF-16 units. */
  sorted(): SortedWords {
    const counts = new Uint32Array(this.size);
    const places = new Uint32Array(this.size);
    for (let slot = 0; slot < this.#slots.length; slot += width) {
      const id = (this.#slots[slot + 1] ?? 0) - 1;
      if (id < 0) continue;
      places[id] = this.#slots[slot + 2] ?? 0;
      counts[id] = this.#slots[slot + 3] ?? 0;
    }
    const order = sortWords(this.#letters, places);
    const letters = new Uint16Array(this.#used);
    const starts = new Uint32Array(this.size + 1);
    let end = 0;
    for (const [rank, id] of order.entries()) {
      const start = (places[id] ?? 0) >>> lengthBits;
      const length = (places[id] ?? 0) & maxLength;
      for (let i = 0; i < length; i += 1) letters[end + i] = this.#letters[start + i] ?? 0;
      end += length;
      starts[rank + 1] = end;
    }
    return { order, counts, letters, starts };
  }
}

export interface SortedWords {
  /** The number of the word of each rank. */
  readonly order: Uint32Array;
  /** How often each word came, by its number. */
  readonly counts: Uint32Array;
  /** The letters of all words in order of rank, and where each begins; one more at the end. */
  readonly letters: Uint16Array;
  readonly starts: Uint32Array;
}

/** Sorts by a number made of the first letters, as many as fit beside the place in 53 bits; then the few that have those in common.
 *  To compare strings took ten times as long. */
function sortWords(letters: Uint16Array, places: Uint32Array): Uint32Array {
  const ranks = rankLetters(letters);
  const base = ranks.different + 1;
  const size = Math.max(places.length, 1);
  const taken = Math.max(1, Math.floor(Math.log(2 ** 53 / size) / Math.log(base) - 1e-9));
  const keys = new Float64Array(places.length);
  for (const [id, where] of places.entries()) {
    const start = where >>> lengthBits;
    const length = where & maxLength;
    let key = 0;
    for (let i = 0; i < taken; i += 1) key = key * base + (i < length ? (ranks.of[letters[start + i] ?? 0] ?? 0) : 0);
    keys[id] = key * size + id;
  }
  keys.sort();
  const order = Uint32Array.from(keys, (key) => key % size);
  const beginning = (rank: number): number => Math.floor((keys[rank] ?? 0) / size);
  for (let first = 0; first < order.length;) {
    let end = first + 1;
    const same = beginning(first);
    while (end < order.length && beginning(end) === same) end += 1;
    if (end - first > 1) {
      order.subarray(first, end).sort((a, b) => compare(letters, places[a] ?? 0, places[b] ?? 0, taken));
    }
    first = end;
  }
  return order;
}

/** Ranks from 1 of the letters there are. */
function rankLetters(letters: Uint16Array): { readonly of: Uint16Array; readonly different: number } {
  const of = new Uint16Array(65_536);
  for (const unit of letters) of[unit] = 1;
  let different = 0;
  for (let unit = 0; unit < of.length; unit += 1) {
    if (of[unit] === 0) continue;
    different += 1;
    of[unit] = different;
  }
  return { of, different };
}

function compare(letters: Uint16Array, a: number, b: number, from: number): number {
  const [startA, startB] = [a >>> lengthBits, b >>> lengthBits];
  const [lengthA, lengthB] = [a & maxLength, b & maxLength];
  for (let i = from; i < lengthA && i < lengthB; i += 1) {
    const difference = (letters[startA + i] ?? 0) - (letters[startB + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}
