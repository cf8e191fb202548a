// @ts-check
import { placeOf } from './lists.js';
import { readWords } from './shard.js';

/** The directory of all segments: with which words their shards begin. It lies in files by those words, each for all segments. */

/** @typedef {import('./segment.js').Ask} Ask */
/** What a file says of a segment: the number of the first shard that begins in it, and with what those begin.
 *  @typedef {{ first: number, text: string, beginnings?: string[] }} Part */

/** Opens the directory.
 *  @param {string} digest
 *  @param {string} starts the words with which its files begin
 *  @param {Ask} ask */
export function openDirectory(digest, starts, ask) {
  const files = readWords(starts);
  /** @type {Map<number, Promise<Part[]>>} */
  const kept = new Map();
  const get = (/** @type {number} */ file) => {
    const known = kept.get(file);
    if (known !== undefined) return known;
    const made = ask({ name: '', digest }, `words-${file}`).then(([parts]) =>
      parts.map((/** @type {[number, string]} */ [first, text]) => ({ first, text })),
    );
    kept.set(file, made);
    return made;
  };
  return {
    /** The number of the shard that has a word, if any of a segment has.
     *  @param {number} segment its place in the manifest
     *  @param {string} word
     *  @returns {Promise<number>} */
    async shardOf(segment, word) {
      const part = (await get(Math.max(placeOf(files, word), 0)))[segment];
      if (part === undefined) return 0;
      part.beginnings ??= readWords(part.text);
      return Math.max(part.first + placeOf(part.beginnings, word), 0);
    },
  };
}
