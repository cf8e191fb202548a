import { expect, test } from 'vitest';
import { markHits, parseTerms } from './browser/query.js';

/** A term in short: `-` excluded, words joined by `+`, `*` for a beginning. */
const short = (text: string): string =>
  parseTerms(text)
    .map(({ words, isPrefix, isExcluded }) => `${isExcluded ? '-' : ''}${words.join('+')}${isPrefix ? '*' : ''}`)
    .join(' ');

test.each([
  ['words, the last one on its way', 'Ferry coun', 'ferry coun*'],
  ['a space ends the last word', 'ferry council ', 'ferry council'],
  ['a beginning', 'counc* ferry ', 'counc* ferry'],
  ['one letter begins too many words', 'x', 'x'],
  [
    'phrases, also open and in other quotation marks',
    '"night ferry" „alte Brücke“ "open end',
    'night+ferry alte+brucke open+end',
  ],
  ['exclusions', 'ferry -strike -"last boat" ', 'ferry -strike -last+boat'],
  ['a hyphen inside is none', 'co-op ', 'co+op'],
  ['a run without spaces goes on', '北京市', '北京+京市'],
  ['one character is a beginning', '北', '北*'],
  ['two scripts in one word', '3月 ', '3+月*'],
  ['nothing but signs', '* - "" ...', ''],
])('reads %s', (_, text, terms) => {
  expect(short(text)).toBe(terms);
});

test('reads no more terms than a search can bear', () => {
  expect(parseTerms('a1 '.repeat(1000)).length).toBe(16);
});

test.each([
  [
    'whole words and beginnings',
    'The Ferry, ferries and a ferryman',
    'ferry ferri',
    'The [Ferry], [ferries] and a ferryman',
  ],
  ['accents as they are written', 'Café du Pre\u0301', 'cafe pre ', '[Café] du [Pre\u0301]'],
  ['a part of a run', '路面電車が再開', '面電車', '路[面電車]が再開'],
  ['nothing that is excluded', 'ferry strike', 'ferry -strike ', '[ferry] strike'],
  ['nothing', 'ferry', 'boat', 'ferry'],
])('marks %s', (_, text, asked, expected) => {
  const pieces = markHits(text, parseTerms(asked));
  expect(pieces.map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text)).join('')).toBe(expected);
});
