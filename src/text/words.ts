/** Scripts written without spaces, and how many of their characters make a word on average. */
const unspaced = [
  { script: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, perWord: 2 },
  { script: /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u, perWord: 5 },
] as const;

const anyUnspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Where the first `count` words of `token` (text without white space) end: the offset, and how many words that was.
 *  Scripts without spaces are counted by their average word length, not by a dictionary: the same on every machine. */
function measureToken(token: string, count: number): { readonly end: number; readonly words: number } {
  if (!anyUnspaced.test(token)) return { end: token.length, words: 1 };
  let words = 0;
  let end = 0;
  let inSpaced = false;
  for (const character of token) {
    const kind = unspaced.find(({ script }) => script.test(character));
    const isExtension = !kind && /[\p{M}\p{P}\p{S}\p{Cf}]/u.test(character);
    let weight = 0;
    if (kind) weight = /\p{M}/u.test(character) ? 0 : 1 / kind.perWord;
    else if (!isExtension && !inSpaced) weight = 1;
    if (weight > 0 && words + weight > count + 1e-9) break;
    inSpaced = !kind && !isExtension;
    words += weight;
    end += character.length;
  }
  return { end, words: Math.max(words, 1) };
}

/** Splits text after its first `count` words. `head` is one line, words joined by single spaces; `hasMore` tells whether
 *  anything was left over. */
export function takeWords(text: string, count: number): { readonly head: string; readonly hasMore: boolean } {
  const taken: string[] = [];
  let left = count;
  for (const [token] of text.matchAll(/\S+/gu)) {
    if (left < 1 - 1e-9) return { head: taken.join(' '), hasMore: true };
    const { end, words } = measureToken(token, left);
    taken.push(token.slice(0, end));
    if (end < token.length) return { head: taken.join(' '), hasMore: true };
    left -= words;
  }
  return { head: taken.join(' '), hasMore: false };
}

/** How many words a text has, by the measure of `takeWords`. */
export function countWords(text: string): number {
  let words = 0;
  for (const [token] of text.matchAll(/\S+/gu)) words += measureToken(token, Infinity).words;
  return Math.round(words);
}
