// @ts-check
import { readNumbers } from './numbers.js';
import { isFacet } from './words.js';

/** What the files of a segment hold. `src/publish/search/write-shards.ts` writes what these functions read.
 *
 *  A shard has some words in order with the documents that have them. Where the words stand in those is told by other files, of all
 *  words one after the other; a shard says in which of them its first word begins, and with which words the next ones do.
 *  Words are written as the number of characters they share with the one before, as a capital, which no word has, and the rest. */

/** How many documents the file has that tells their titles. */
export const documentsPerFile = 16;
/** How many bits a character of a bit list has. */
export const bitsPerDigit = 6;

/** `sizes` are the documents of each word, `starts` where its list begins in `lists`. The places of the first word begin in the file
 *  `placesFile`, behind `placesAt` characters; `cuts` are word and entry with which the next file begins, the one after it, and so on.
 *  @typedef {{ words: string[], sizes: number[], starts: number[], lists: string, placesFile: number, placesAt: number, cuts: number[],
 *    count: number }} Shard */

/** Words that were written one after the other.
 *  @param {string} text
 *  @returns {string[]} */
export function readWords(text) {
  if (text === '') return [];
  let word = '';
  return text.split(/(?=[A-Z])/).map((part) => {
    word = word.slice(0, part.charCodeAt(0) - 65) + part.slice(1);
    return word;
  });
}

/** What a shard holds. Lists are read when they are asked for: a search needs a few of hundreds.
 *  @param {string} words
 *  @param {string} lists
 *  @param {number[]} places `placesFile`, `placesAt` and `cuts`
 *  @param {number} count documents of the segment
 *  @returns {Shard} */
export function readShard(words, lists, [placesFile = 0, placesAt = 0, ...cuts], count) {
  const all = readWords(words);
  /** @type {number[]} */
  const sizes = [];
  /** @type {number[]} */
  const starts = [];
  const bitLength = Math.ceil(count / bitsPerDigit);
  const numbers = readNumbers(lists);
  for (let place = 0; place < all.length; place += 1) {
    starts.push(numbers.place());
    const head = numbers.next();
    sizes.push(head >> 1);
    if (head % 2 === 1) numbers.skip(bitLength);
    else for (let left = head >> 1; left > 0; left -= 1) numbers.next();
  }
  return { words: all, sizes, starts, lists, placesFile, placesAt, cuts, count };
}

/** The documents that have a word of a shard.
 *  @param {Shard} shard
 *  @param {number} place of the word */
export function documentsOf({ starts, lists, count }, place) {
  const numbers = readNumbers(lists, starts[place]);
  const head = numbers.next();
  /** @type {number[]} */
  const documents = [];
  if (head % 2 === 1) {
    for (let first = 0; first < count; first += bitsPerDigit) {
      const bits = numbers.digit();
      for (let bit = 0; bit < bitsPerDigit; bit += 1) if ((bits >> bit) & 1) documents.push(first + bit);
    }
  } else {
    for (let last = -1, left = head >> 1; left > 0; left -= 1) {
      last += numbers.next() + 1;
      documents.push(last);
    }
  }
  return documents;
}

/** In which file of places an entry of a word stands, from the shard's first one on.
 *  @param {Shard} shard
 *  @param {number} word
 *  @param {number} entry */
export function placesFileOf({ cuts }, word, entry) {
  let file = 0;
  while (2 * file < cuts.length) {
    const [cutWord, cutEntry] = [cuts[2 * file] ?? 0, cuts[2 * file + 1] ?? 0];
    if (word < cutWord || (word === cutWord && entry < cutEntry)) break;
    file += 1;
  }
  return file;
}

/** Where a word stands in each of its documents that a file of places tells of, by the number of the entry.
 *  @param {Shard} shard
 *  @param {number} file from the shard's first one on
 *  @param {string} places
 *  @param {number} word
 *  @returns {Map<number, number[]>} */
export function readPlaces({ words, sizes, placesAt, cuts }, file, places, word) {
  const numbers = readNumbers(places, file === 0 ? placesAt : 0);
  const found = new Map();
  let at = file === 0 ? 0 : (cuts[2 * file - 2] ?? 0);
  let entry = file === 0 ? 0 : (cuts[2 * file - 1] ?? 0);
  const [endWord, endEntry] = [cuts[2 * file] ?? words.length, cuts[2 * file + 1] ?? 0];
  for (; at <= word; at += 1) {
    const end = at === endWord ? endEntry : isFacet(words[at] ?? '') ? 0 : (sizes[at] ?? 0);
    for (; entry < end; entry += 1) {
      const positions = [];
      for (let last = -1, more = true; more;) {
        const value = numbers.next();
        last += (value >> 1) + 1;
        more = value % 2 === 0;
        if (at === word) positions.push(last);
      }
      if (at === word) found.set(entry, positions);
    }
    if (at === endWord) break;
    entry = 0;
  }
  return found;
}
