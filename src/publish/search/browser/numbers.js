// @ts-check
/** Numbers in printable ASCII, as the files of the index hold them: a script can carry them in a string, one byte a
 *  character. Of the 93 characters that need no escape, 61 end a number and 32 say that it goes on. */

export const endings = 61;

/** The value of a character: 0 to 60 for an ending, 61 to 92 for one that goes on.
 *  @param {number} code */
function digitOfCode(code) {
  return code - 32 - (code > 34 ? 1 : 0) - (code > 92 ? 1 : 0);
}

/** The character of a value from 0 to 92: neither a quotation mark nor a backslash.
 *  @param {number} digit */
export function codeOfDigit(digit) {
  return digit + 32 + (digit >= 2 ? 1 : 0) + (digit >= 59 ? 1 : 0);
}

/** Reads numbers one after the other from a place on.
 *  @param {string} text */
export function readNumbers(text, at = 0) {
  return {
    /** @returns {number} */
    next() {
      let value = 0;
      for (let scale = 1; ; scale *= 32) {
        const digit = digitOfCode(text.charCodeAt(at));
        at += 1;
        value += digit * scale;
        if (!(digit >= endings)) return value;
      }
    },
    place: () => at,
    /** @param {number} characters */
    skip(characters) {
      at += characters;
    },
    /** The next character's value alone. */
    digit() {
      at += 1;
      return digitOfCode(text.charCodeAt(at - 1));
    },
  };
}
