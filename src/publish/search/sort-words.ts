/** Letters of a word lie from `place >>> lengthBits` on, `place & maxLength` of them. */
export const lengthBits = 7;
export const maxLength = (1 << lengthBits) - 1;

/** So many first letters are sorted by numbers, at least. */
const leastSorted = 6;
/** So few words are put in order by moving them one by one. */
const fewWords = 24;

/** The numbers of words, from 1 on, in the order of their UTF-16 units. `places`, by number: where the letters of each are. Sorts by
 *  numbers made of as many letters as fit beside a place into 53 bits, from the last of the first letters to the first; then those
 *  words that have all these in common. To compare strings took ten times as long. */
export function sortWords(letters: Uint16Array, places: Uint32Array): Uint32Array {
  let order: Uint32Array = Uint32Array.from({ length: Math.max(places.length - 1, 0) }, (_, index) => index + 1);
  const { ranks, base } = rankLetters(letters, places);
  const size = 2 ** Math.ceil(Math.log2(Math.max(order.length, 2)));
  const taken = Math.max(1, Math.floor(Math.log(2 ** 53 / size) / Math.log(base) - 1e-9));
  const sorted = Math.ceil(leastSorted / taken) * taken;
  for (let from = sorted - taken; from >= 0; from -= taken) {
    const keys = new Float64Array(order.length);
    for (let at = 0; at < order.length; at += 1) {
      const place = places[order[at] ?? 0] ?? 0;
      const start = place >>> lengthBits;
      const end = Math.min(place & maxLength, from + taken);
      let key = 0;
      let i = from;
      for (; i < end; i += 1) key = key * base + (ranks[letters[start + i] ?? 0] ?? 0);
      for (; i < from + taken; i += 1) key *= base;
      keys[at] = key * size + at;
    }
    keys.sort();
    const before = order;
    order = new Uint32Array(before.length);
    for (let at = 0; at < keys.length; at += 1) order[at] = before[(keys[at] ?? 0) % size] ?? 0;
  }
  sortAlike(order, letters, places, sorted);
  return order;
}

/** Ranks from 1 of the letters there are; `base` is one more than the last. */
function rankLetters(
  letters: Uint16Array,
  places: Uint32Array,
): { readonly ranks: Uint16Array; readonly base: number } {
  const ranks = new Uint16Array(65_536);
  for (let word = 0; word < places.length; word += 1) {
    const start = (places[word] ?? 0) >>> lengthBits;
    const end = start + ((places[word] ?? 0) & maxLength);
    for (let i = start; i < end; i += 1) ranks[letters[i] ?? 0] = 1;
  }
  let base = 1;
  for (let unit = 0; unit < ranks.length; unit += 1) {
    if (ranks[unit] === 0) continue;
    ranks[unit] = base;
    base += 1;
  }
  return { ranks, base };
}

/** Sorts words beside each other that have their first letters in common, as many as `from`. */
function sortAlike(order: Uint32Array, letters: Uint16Array, places: Uint32Array, from: number): void {
  for (let first = 0; first < order.length;) {
    let end = first + 1;
    while (
      end < order.length &&
      isAlike(letters, places[order[end - 1] ?? 0] ?? 0, places[order[end] ?? 0] ?? 0, from)
    ) {
      end += 1;
    }
    if (end - first > fewWords) {
      order.subarray(first, end).sort((a, b) => compare(letters, places[a] ?? 0, places[b] ?? 0, from));
    } else if (end - first > 1) {
      for (let at = first + 1; at < end; at += 1) {
        const word = order[at] ?? 0;
        let to = at;
        for (; to > first && compare(letters, places[order[to - 1] ?? 0] ?? 0, places[word] ?? 0, from) > 0; to -= 1) {
          order[to] = order[to - 1] ?? 0;
        }
        order[to] = word;
      }
    }
    first = end;
  }
}

/** Whether two words have their first letters in common; shorter ones have not. */
function isAlike(letters: Uint16Array, a: number, b: number, count: number): boolean {
  if ((a & maxLength) < count || (b & maxLength) < count) return false;
  const [startA, startB] = [a >>> lengthBits, b >>> lengthBits];
  for (let i = count - 1; i >= 0; i -= 1) if (letters[startA + i] !== letters[startB + i]) return false;
  return true;
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
