// @ts-check
/** Folds characters for the search index: no case, no accents, no vowel marks of Arabic and Hebrew, one form of letters that
 *  texts write in several. Most characters are one UTF-16 unit before and after; for those there are tables. */

/** What a UTF-16 unit is to a word, when it is no plain letter. */
export const gap = 1;
export const dropped = 2;
/** A letter of a script that sets no spaces. */
export const joined = 3;
/** Folded into several units, or half of a surrogate pair. */
export const special = 4;

/** For each unit the letter it is folded to, or one of the above; 0 for a unit that was not looked at yet. */
export const letters = new Uint16Array(65_536);
/** The letter that a unit of the kind `joined` is folded to. */
export const joinedLetters = new Uint16Array(65_536);

export const joinedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}々ー]/u;
// Their letters fall apart in the decomposed form, and the mark of が is no accent.
const composedScript = /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const optionalMark =
  /[\p{Script=Inherited}\p{Cf}\u0640\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u06d6-\u06ed\u0483-\u0487\u0711\u0730-\u074a]/gu;
const notInWord = /[^\p{L}\p{N}\p{M}\p{Co}]/gu;
const jamo = /[\u1100-\u11ff\uffa0-\uffdc]+/y;

/** Letters that decomposition leaves and that people type otherwise, in pairs. */
const sameLetters = new Map(
  [
    ...['ßss', 'ıi', 'øo', 'đd', 'ðd', 'łl', 'ħh', 'ŧt', 'æae', 'œoe', 'þth', 'ŋn', 'ſs', 'ƒf', 'əe', 'ςσ'],
    ...[
      '\u0671\u0627',
      '\u0629\u0647',
      '\u0649\u064a',
      '\u06cc\u064a',
      '\u06a9\u0643',
      '\u06c1\u0647',
      '\u06be\u0647',
      '\u06d5\u0647',
    ],
  ].map((pair) => [pair.charAt(0), pair.slice(1)]),
);

/** One character as words have it: empty for one that is left out.
 *  @param {string} character */
function foldCharacter(character) {
  const composed = character.normalize('NFKC');
  const isComposed = composedScript.test(composed);
  const plain = isComposed ? composed : composed.normalize('NFKD').toLowerCase().normalize('NFKD');
  return plain
    .replace(optionalMark, '')
    .replace(/./gu, (part) => sameLetters.get(part) ?? digitOf(part))
    .replace(notInWord, '');
}

/** Digits of all scripts as 0 to 9, anything else as it is. Their blocks are ten long, in order.
 *  @param {string} character */
function digitOf(character) {
  if (!/^\p{Nd}$/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** What characters of several units, or outside the first plane, are folded to.
 *  @type {Map<number, string>} */
const foldedSpecial = new Map();

/** Enters a unit into the tables, and returns what `letters` has of it.
 *  @param {number} unit */
export function readUnit(unit) {
  const value = lookAt(unit);
  letters[unit] = value;
  return value;
}

/** @param {number} unit */
function lookAt(unit) {
  if (unit >= 0xd800 && unit <= 0xdfff) return unit <= 0xdbff ? special : gap;
  const text = foldCharacter(String.fromCharCode(unit));
  if (text === '') return new RegExp(optionalMark, 'u').test(String.fromCharCode(unit)) ? dropped : gap;
  if (text.length > 1 || isJamo(unit)) return special;
  if (!joinedScript.test(text)) return text.charCodeAt(0);
  joinedLetters[unit] = text.charCodeAt(0);
  return joined;
}

/** @param {number} unit */
function isJamo(unit) {
  return (unit >= 0x1100 && unit <= 0x11ff) || (unit >= 0xffa0 && unit <= 0xffdc);
}

/** The folded characters that begin at a place, and how many units of the text they take.
 *  @param {string} text
 *  @param {number} at
 *  @returns {[folded: string, length: number]} */
export function readSpecial(text, at) {
  const code = text.codePointAt(at) ?? 0;
  jamo.lastIndex = at;
  const run = isJamo(code) ? (jamo.exec(text)?.[0] ?? '') : '';
  if (run !== '') return [run.normalize('NFKC'), run.length];
  if (code >= 0xd800 && code <= 0xdfff) return ['', 1];
  let known = foldedSpecial.get(code);
  if (known === undefined) {
    known = foldCharacter(String.fromCodePoint(code));
    foldedSpecial.set(code, known);
  }
  return [known, code > 0xffff ? 2 : 1];
}
