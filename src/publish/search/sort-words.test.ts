import { expect, test } from 'vitest';
import { createRandom } from '../../../bench/create-random.ts';
import { lengthBits, sortWords } from './sort-words.ts';

/** The words in the order that `sortWords` gives. */
function sorted(words: readonly string[]): readonly string[] {
  const text = words.join('');
  const letters = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const places = new Uint32Array(words.length + 1);
  let start = 0;
  for (const [index, word] of words.entries()) {
    places[index + 1] = (start << lengthBits) | word.length;
    start += word.length;
  }
  return [...sortWords(letters, places)].map((id) => words[id - 1] ?? '');
}

const random = createRandom(3);
const wordOf = (alphabet: string, most: number): string =>
  Array.from({ length: 1 + Math.floor(random() * most) }, () => alphabet.charAt(random() * alphabet.length)).join('');
const many = (make: () => string): readonly string[] => [...new Set(Array.from({ length: 3000 }, make))];
const characters = String.fromCharCode(...Array.from({ length: 3000 }, (_, i) => 0x4e00 + i * 5));

test.each<[string, readonly string[]]>([
  ['none', []],
  ['one', ['a']],
  ['a word that begins another', ['ab', 'a', 'abc', 'b']],
  ['few letters', many(() => wordOf('abcdefgh', 9))],
  ['thousands of letters', many(() => wordOf(characters, 3))],
  ['many scripts', many(() => wordOf(random() < 0.5 ? `${characters}αβγабв` : 'aeioust', 12))],
  ['words of one long beginning', many(() => `internation${wordOf('aln0123456789', 6)}`)],
  ['halves of characters', many(() => wordOf('\ud840\ud841\udc00\udc01\ufb01a', 4))],
])('sorts %s by UTF-16 units', (_, words) => {
  expect(sorted(words)).toEqual([...words].sort((a, b) => (a < b ? -1 : 1)));
});
