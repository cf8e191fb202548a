/** A word as it is compared: lower case, no accents, without what follows an apostrophe. */
export function foldWord(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/['’].*$/s, '');
}
