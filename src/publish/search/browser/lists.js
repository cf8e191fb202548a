// @ts-check
/** Lists of numbers in ascending order. */

/** What both lists have.
 *  @param {number[]} a
 *  @param {number[]} b */
export function intersect(a, b) {
  const both = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [x, y] = [a[i] ?? 0, b[j] ?? 0];
    if (x === y) both.push(x);
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return both;
}

/** What the first list has and the second has not.
 *  @param {number[]} a
 *  @param {number[]} b */
export function without(a, b) {
  const excluded = new Set(b);
  return a.filter((number) => !excluded.has(number));
}

/** What any of the lists has.
 *  @param {number[][]} lists
 *  @returns {number[]} */
export function unite(lists) {
  if (lists.length <= 1) return lists[0] ?? [];
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

/** The place of the last word that is not greater than the one looked for; -1 when all are.
 *  @param {readonly string[]} words
 *  @param {string} word */
export function placeOf(words, word) {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') <= word) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
