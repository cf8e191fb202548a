// @ts-check
import { eachWord, wordInUnits, wordsOf } from './words.js';

/** One thing asked for: words that follow each other. `isPrefix`: the last of them may go on.
 *  @typedef {{ words: string[], isPrefix: boolean, isExcluded: boolean }} Term */
/** What a search asks for; everything empty asks for nothing. Days are `YYYY-MM-DD`.
 *  @typedef {{ terms: Term[], outlet: string, language: string, tag: string, from: string, to: string }} Query */

const maxTerms = 16;
const maxLength = 500;

/** Reads what a person typed: words (all must occur), "phrases", beginnings* and -exclusions. Anything is allowed; signs that
 *  no word consists of are passed over. The last word may be on the way: it is a beginning, unless a space or a quotation mark ends it.
 *  @param {string} text
 *  @returns {Term[]} */
export function parseTerms(text) {
  /** @type {Term[]} */
  const terms = [];
  const asked = text
    .slice(0, maxLength)
    .replace(/[“”„«»「」『』＂]/g, '"')
    .replaceAll('＊', '*');
  for (const match of asked.matchAll(/(^|\s)-?(?:"([^"]*)(?:"|$)|([^\s"]+))|"([^"]*)(?:"|$)|([^\s"]+)/g)) {
    const phrase = match[2] ?? match[4];
    const word = match[3] ?? match[5] ?? '';
    const isTyped = phrase === undefined && match.index + match[0].length === asked.length;
    const isExcluded = /^\s*-/.test(match[0]);
    const term = toTerm(phrase ?? word, isTyped || word.endsWith('*'));
    if (term !== undefined && terms.length < maxTerms) terms.push({ ...term, isExcluded });
  }
  return terms;
}

/** @param {string} text
 *  @param {boolean} mayGoOn */
function toTerm(text, mayGoOn) {
  const { words, joinedEnd } = wordsOf(text);
  const last = words.at(-1);
  if (last === undefined) return undefined;
  // A run of a script without spaces may go on in the text: its last character is no word of its own there.
  if (joinedEnd === 2) return { words: words.slice(0, -1), isPrefix: false };
  // One letter alone begins too many words to be of use.
  return { words, isPrefix: joinedEnd === 1 || (mayGoOn && last.length > 1) };
}

/** A text in pieces; those that a term asks for are marked.
 *  @param {string} text
 *  @param {Term[]} terms
 *  @returns {{ text: string, isHit: boolean }[]} */
export function markHits(text, terms) {
  const asked = terms.filter(({ isExcluded }) => !isExcluded);
  const exact = new Set(asked.flatMap(({ words, isPrefix }) => (isPrefix ? words.slice(0, -1) : words)));
  const beginnings = asked.flatMap(({ words, isPrefix }) => (isPrefix ? words.slice(-1) : []));
  const pieces = [];
  let done = 0; // up to here the text is in pieces
  let [hitFrom, hitTo] = [0, 0];
  const put = () => {
    if (hitTo === hitFrom) return;
    if (hitFrom > done) pieces.push({ text: text.slice(done, hitFrom), isHit: false });
    pieces.push({ text: text.slice(hitFrom, hitTo), isHit: true });
    done = hitTo;
  };
  eachWord(text, (length, from, to) => {
    const word = wordInUnits(length);
    if (!exact.has(word) && !beginnings.some((beginning) => word.startsWith(beginning))) return;
    if (from > hitTo || hitTo === 0) {
      put();
      hitFrom = from;
    }
    hitTo = Math.max(hitTo, to);
  });
  put();
  if (done < text.length) pieces.push({ text: text.slice(done), isHit: false });
  return pieces;
}
