// @ts-check
import { dropped, gap, joined, joinedLetters, joinedScript, letters, readSpecial, readUnit, special } from './fold.js';

/** Cuts a text into the words that the search index has, the same way when the index is written and when it is asked.
 *  Runs of scripts that set no spaces, and of Korean, whose words carry their particles, become overlapping pairs and the
 *  last character: 北京市 becomes 北京, 京市, 市. So any part of a run is found as a phrase of pairs. */

/** The word that `eachWord` tells of, in its first units. */
export const units = new Uint16Array(128);

// Longer ones are addresses and garbage; their beginning is enough to find them.
const longestWord = 40;

/** The letter with the voicing mark that follows it, as one.
 *  @param {number} code
 *  @param {number} mark */
function withVoicing(code, mark) {
  const isVoiced = mark === 0x3099 || mark === 0xff9e;
  const pair = (String.fromCharCode(code) + (isVoiced ? '\u3099' : '\u309a')).normalize('NFC');
  return pair.length === 1 ? pair.charCodeAt(0) : code;
}

/** @param {number} unit */
function isVoicing(unit) {
  return unit === 0x3099 || unit === 0x309a || unit === 0xff9e || unit === 0xff9f;
}

const hashPrime = 0x01000193;

/** A number that the same units have always.
 *  @param {Uint16Array} of
 *  @param {number} length */
export function hashOf(of, length) {
  let hash = 0;
  for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ (of[at] ?? 0), hashPrime);
  return hash;
}

/** Puts characters into `units` and says how many units they are.
 *  @param {number} first
 *  @param {number} second 0 for none */
function putCharacters(first, second) {
  let length = putCharacter(0, first);
  if (second !== 0) length = putCharacter(length, second);
  return length;
}

/** @param {number} length
 *  @param {number} code */
function putCharacter(length, code) {
  if (code <= 0xffff) {
    units[length] = code;
    return length + 1;
  }
  units[length] = 0xd800 + ((code - 0x10000) >> 10);
  units[length + 1] = 0xdc00 + ((code - 0x10000) & 0x3ff);
  return length + 2;
}

/** Tells the words of a text one after the other: each is the first `length` of `units`, and lies between `from` and `to` in the
 *  text. `hash` is what `hashOf` gives, made on the way. Returns of how many characters of a joined script the
 *  last run is, when no word follows it: 0, 1, or 2 for more.
 *  @param {string} text
 *  @param {(length: number, from: number, to: number, hash: number) => void} take */
export function eachWord(text, take) {
  let length = 0; // of the word that is being read
  let hash = 0;
  let start = 0;
  let last = 0; // the character of a joined script that waits for the next one; 0 for none
  let lastAt = 0;
  let run = 0; // how many there were: 0, 1, or 2 for more
  const takeJoined = (/** @type {number} */ next, /** @type {number} */ to) => {
    const joinedLength = putCharacters(last, next);
    take(joinedLength, lastAt, to, hashOf(units, joinedLength));
  };
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    let kind = letters[unit] || readUnit(unit);
    if (kind > special && last === 0) {
      if (length === 0) {
        start = at;
        run = 0;
      }
      // Nearly all there is: letters up to the gap, with nothing else to think of.
      while (kind > special) {
        if (length < longestWord) {
          units[length] = kind;
          length += 1;
          hash = Math.imul(hash ^ kind, hashPrime);
        }
        at += 1;
        kind = at < text.length ? (letters[text.charCodeAt(at)] ?? 0) : gap;
      }
      if (kind === gap) {
        take(length, start, at, hash);
        length = 0;
        hash = 0;
      } else at -= 1;
      continue;
    }
    if (kind === dropped) continue;
    if (kind === gap) {
      if (length > 0) take(length, start, at, hash);
      else if (last !== 0) takeJoined(0, at);
      length = 0;
      hash = 0;
      last = 0;
      continue;
    }
    let characters = '';
    let taken = 1;
    let code = kind > special ? kind : 0; // 0 for a gap
    if (kind === special) {
      [characters, taken] = readSpecial(text, at);
      code = characters.codePointAt(0) ?? 0;
    } else if (kind === joined) {
      const next = text.charCodeAt(at + 1);
      code = joinedLetters[unit] ?? 0;
      if (isVoicing(next)) {
        code = withVoicing(code, next);
        taken = 2;
      }
    }
    if (code === 0) {
      if (length > 0) take(length, start, at, hash);
      else if (last !== 0) takeJoined(0, at);
      length = 0;
      hash = 0;
      last = 0;
    }
    // Most are one character; the others go round once for each.
    for (let place = 0; code !== 0; code = characters.codePointAt(place) ?? 0) {
      place += code > 0xffff ? 2 : 1;
      if (kind === joined || (kind === special && joinedScript.test(String.fromCodePoint(code)))) {
        if (length > 0) take(length, start, at, hash);
        length = 0;
        hash = 0;
        if (last !== 0) {
          takeJoined(code, at + taken);
          run = 2;
        } else run = 1;
        last = code;
        lastAt = at;
      } else {
        if (last !== 0) takeJoined(0, at);
        last = 0;
        if (length === 0) start = at;
        run = 0;
        if (length < longestWord) length = putCharacter(length, code);
        hash = hashOf(units, length);
      }
    }
    at += taken - 1;
  }
  if (length > 0) take(length, start, text.length, hash);
  else if (last !== 0) takeJoined(0, text.length);
  return run;
}

/** The word in the first `length` of `units`.
 *  @param {number} length */
export function wordInUnits(length) {
  return String.fromCharCode(...units.subarray(0, length));
}

/** The words of a text, and what `eachWord` returns.
 *  @param {string} text
 *  @returns {{ words: string[], joinedEnd: number }} */
export function wordsOf(text) {
  /** @type {string[]} */
  const words = [];
  const joinedEnd = eachWord(text, (length) => words.push(wordInUnits(length)));
  return { words, joinedEnd };
}

// As long as the slugs that keys are, with the sign.
const longestFacet = 81;
const facetSigns = '@#:=';

/** The word under which the index keeps what an article is filed by. No text has words that begin so.
 *  @param {'@' | '#' | ':' | '='} kind outlet, tag, language or day
 *  @param {string} key */
export function facetWord(kind, key) {
  const word = kind + key.toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '-');
  return word.slice(0, longestFacet);
}

/** @param {string} word */
export function isFacet(word) {
  return facetSigns.includes(word.charAt(0));
}
