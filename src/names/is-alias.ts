import { foldName } from './fold-name.ts';
import type { NamedInStory } from './merge-in-article.ts';
import { soundCode, toLatin } from './sound-code.ts';

/** Consonants that two names must share, all words together. */
const minCode = 4;
const minCodeAlone = 3;
const minLength = 5;

/** Of two names that may be one, one has a key (`own`) that the other seeks: what all their words sound like, or of persons the last one,
 *  when one of them has no other. */
export function aliasKeys(one: NamedInStory): { readonly own: readonly string[]; readonly sought: readonly string[] } {
  if (one.key.startsWith('@')) return { own: [one.key], sought: [one.key] };
  const codes = wordsOf(one).map(soundCode);
  const last = codes.at(-1) ?? '';
  const both = [`sound ${codes.join(' ')}`, `key ${last} ${one.key}`];
  if (one.kind !== 'person') return { own: both, sought: both };
  const [alone, full] = [`alone ${last}`, `full ${last}`];
  return codes.length === 1
    ? { own: [...both, alone], sought: [...both, full] }
    : { own: [...both, full], sought: [...both, alone] };
}

/** Whether two names of one story are one name in two spellings, languages or scripts. Both are found by their `aliasKeys`. */
export function isAlias(a: NamedInStory, b: NamedInStory): boolean {
  if (a.kind !== b.kind && a.kind !== 'other' && b.kind !== 'other') return false;
  if (a.key.startsWith('@') || b.key.startsWith('@')) return a.key === b.key;
  if (a.key === b.key) return true;
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (a.language === b.language) {
    const isTogether = [...a.paths].some((path) => b.paths.has(path));
    return !isTogether && isMisspelled(first, second);
  }
  if (first.length === second.length) return isSameSound(first, second, minCode);
  // "Зеленский" and "Volodymyr Zelensky": the last name alone must be told well.
  const [short, full] = first.length < second.length ? [first, second] : [second, first];
  return (
    a.kind === 'person' &&
    b.kind === 'person' &&
    short.length === 1 &&
    isSameSound(short, full.slice(-1), minCodeAlone + 1)
  );
}

const known = new WeakMap<NamedInStory, readonly string[]>();

/** Without the endings of cases; those of German are taken off whether they are one or not. */
function wordsOf(one: NamedInStory): readonly string[] {
  const before = known.get(one);
  if (before !== undefined) return before;
  const words = (one.language === 'de' ? foldName(one.name) : one.key).split(/[\s・·•]+/u).filter(Boolean);
  known.set(one, words);
  return words;
}

/** Same consonants in every word, the vowels not too far apart. */
function isSameSound(first: readonly string[], second: readonly string[], least: number): boolean {
  let length = 0;
  for (const [index, word] of first.entries()) {
    const code = soundCode(word);
    if (code !== soundCode(second[index] ?? '')) return false;
    length += code.length;
  }
  return (
    length >= least || (length >= minCodeAlone && distance(toLatin(first.join(' ')), toLatin(second.join(' '))) <= 1)
  );
}

/** Two spellings of one language: a letter or two of long words, the rest the same, the sound too. */
function isMisspelled(first: readonly string[], second: readonly string[]): boolean {
  if (first.length !== second.length) return false;
  return first.every((word, index) => {
    const other = second[index] ?? '';
    if (word === other) return true;
    if (soundCode(word) !== soundCode(other)) return false;
    const [a, b] = [toLatin(word), toLatin(other)];
    return Math.min(a.length, b.length) >= minLength && a[0] === b[0] && distance(a, b) <= 2;
  });
}

/** How many letters to put in, take out or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let at = 1; at <= a.length; at++) {
    const next = [at];
    for (let to = 1; to <= b.length; to++) {
      const change = (row[to - 1] ?? 0) + (a[at - 1] === b[to - 1] ? 0 : 1);
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
