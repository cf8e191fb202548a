import type { TaggedText } from '../../model/translation.ts';
import { formatTagged, parseTagged, type TaggedPiece } from '../tagged-text.ts';
import { isEmptyAnswer } from './markup.ts';

/** What stands for something that is not translated. `word`: a word that no dictionary has, so that sentences keep their subjects. `blank`: nothing. */
export type PlaceForm = 'word' | 'blank';

const placeWord = /qx([a-j]+)zq/gi;

/** A text as the programs of Apertium hand it on: tags are what they call blanks. Undefined when words of the text itself look like our places.
 *  It ends with an empty blank: without it the last full stop is lost. Spec: "Apertium stream format". */
export function toStream(text: TaggedText, form: PlaceForm): string | undefined {
  const pieces = parseTagged(text);
  if (form === 'word' && pieces.some((piece) => piece.kind === 'text' && piece.text.search(placeWord) >= 0))
    return undefined;
  const parts = pieces.map((piece, index) => {
    if (piece.kind === 'text') return escapeWords(piece.text);
    return piece.kind === 'ph' && form === 'word' ? toPlaceWord(index) : `[${index}]`;
  });
  return `${parts.join('')}[]`;
}

/** What came back as a text with the tags of that which was sent. Undefined when nothing came back, or a tag did not come back once. */
export function fromStream(answer: string, sent: TaggedText, form: PlaceForm): TaggedText | undefined {
  const tags = parseTagged(sent);
  const counts = tags.map(() => 0);
  const pieces: TaggedPiece[] = [];
  const addTag = (index: number): void => {
    const tag = tags[index];
    if (tag === undefined) return;
    counts[index] = (counts[index] ?? 0) + 1;
    pieces.push(tag);
  };
  const addWords = (words: string): void => {
    let end = 0;
    for (const match of form === 'word' ? words.matchAll(placeWord) : []) {
      pieces.push({ kind: 'text', text: words.slice(end, match.index) });
      addTag(fromPlaceLetters(match[1] ?? ''));
      end = match.index + match[0].length;
    }
    pieces.push({ kind: 'text', text: words.slice(end) });
  };
  for (const [, blank, words] of answer.matchAll(/\[((?:[^\]\\]|\\.)*)\]|((?:[^[\\]|\\.)+)/gs)) {
    if (words !== undefined) addWords(words.replace(/\\(.)/gs, '$1'));
    else if (blank !== undefined && /^\d+$/.test(blank)) addTag(Number(blank));
  }
  if (tags.some((tag, index) => tag.kind !== 'text' && counts[index] !== 1)) return undefined;
  // The rules leave two spaces where they found no word for a reflexive, and one where they dropped a pronoun behind a quote.
  const text = formatTagged(pieces)
    .replace(/ {2,}/g, ' ')
    .replace(/([“‘(¿¡]) /g, (found, open: string) => (sent.includes(found) ? found : open))
    .trimEnd();
  return isEmptyAnswer(text) ? undefined : text;
}

/** NUL ends a text there. */
function escapeWords(words: string): string {
  return words.replaceAll('\0', '').replace(/[\\[\]{}^$/@<>]/g, '\\$&');
}

/** In small letters: a capital at the beginning of a sentence would move on to the next word. */
function toPlaceWord(index: number): string {
  return `qx${[...String(index)].map((digit) => String.fromCharCode(97 + Number(digit))).join('')}zq`;
}

function fromPlaceLetters(letters: string): number {
  return Number([...letters.toLowerCase()].map((letter) => letter.charCodeAt(0) - 97).join(''));
}
