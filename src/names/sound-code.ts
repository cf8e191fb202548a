import anyAscii from 'any-ascii';
import { foldName } from './fold-name.ts';

/** From spelling to sound, roughly, so that a name spelled by the rules of several languages becomes one: in this order. */
const sounds: readonly (readonly [spelling: RegExp, sound: string])[] = [
  [/[^a-z]/g, ''],
  [/shch|tsch|dsch|tch|sch|tsh|dzh|sh|ch|zh|cz|sz|ts|tz|dz|dj/g, 's'],
  [/kh/g, 'h'],
  [/ph|f|w/g, 'v'],
  [/x/g, 'ks'],
  [/ck|q|c(?![eiy])/g, 'k'],
  [/z|c/g, 's'],
  [/[aeiouyhj]/g, ''],
  [/(.)\1+/g, '$1'],
];

const codes = new Map<string, string>();
const maxCodes = 20_000;

/** What a word of a name sounds like: consonants alone, in Latin letters, those that languages spell differently as one. The
 *  same for Zelensky, Selenskyj and Зеленский; but for many others too: not enough to tell that two names are one. */
export function soundCode(word: string): string {
  const known = codes.get(word);
  if (known !== undefined) return known;
  const code = sounds.reduce((rest, [spelling, sound]) => rest.replace(spelling, sound), toLatin(word));
  if (codes.size < maxCodes) codes.set(word, code);
  return code;
}

/** A word of any script in small Latin letters. */
export function toLatin(word: string): string {
  return foldName(anyAscii(word));
}
