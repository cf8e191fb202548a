/** Loops: engines that lose their way say the same again and again. */

const token = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;
const longestLoop = 40;

/** What a translation repeats that its source does not, or undefined. Plain texts. A loop is words that follow on themselves: a word
 *  four times, two to five words three times, six words or more twice. */
export function findRepetition(source: string, output: string): string | undefined {
  const told = tokensOf(output);
  const loop = findLoop(told);
  if (loop !== undefined && findLoop(tokensOf(source)) === undefined) return loop;
  const character = /(\P{N})\1{9}/u.exec(output);
  return character !== null && !/(\P{N})\1{4}/u.test(source) ? character[0] : undefined;
}

function tokensOf(text: string): readonly string[] {
  return text.toLowerCase().match(token) ?? [];
}

function findLoop(tokens: readonly string[]): string | undefined {
  for (let width = 1; width <= longestLoop && width * 2 <= tokens.length; width += 1) {
    const times = timesOf(tokens, width);
    let same = 0;
    for (let at = width; at < tokens.length; at += 1) {
      same = tokens[at] === tokens[at - width] ? same + 1 : 0;
      if (same >= width * (times - 1)) return tokens.slice(at - width + 1, at + 1).join(' ');
    }
  }
  return undefined;
}

/** How often so many words follow on themselves in a loop. Scripts without spaces have a character for a word: theirs are shorter. */
function timesOf(tokens: readonly string[], width: number): number {
  const letters = tokens.slice(0, width).join('').length;
  if (width >= 6 && letters > 12) return 2;
  return width === 1 ? 4 : 3;
}
