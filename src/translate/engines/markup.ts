import { decodeHTMLStrict } from 'entities';
import type { TaggedText } from '../../model/translation.ts';

/** How a service wants tags. `tagged`: as they are, which is XML. `html`: elements that every reader of HTML knows. */
export type MarkupForm = 'tagged' | 'html';

/** One piece of a text: words, unescaped, or a tag. */
export type TextPiece =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'open' | 'place'; readonly id: string }
  | { readonly kind: 'close' };

const tag = /<pc id="([\w.:-]+)">|<\/pc>|<ph id="([\w.:-]+)"\/>/g;

/** Cuts a text at its tags. */
export function toPieces(text: TaggedText): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  const addWords = (to: number): void => {
    if (to > end) pieces.push({ kind: 'words', words: unescapeText(text.slice(end, to)) });
  };
  for (const match of text.matchAll(tag)) {
    addWords(match.index);
    const [, pair, place] = match;
    if (pair !== undefined) pieces.push({ kind: 'open', id: pair });
    else if (place !== undefined) pieces.push({ kind: 'place', id: place });
    else pieces.push({ kind: 'close' });
    end = match.index + match[0].length;
  }
  addWords(text.length);
  return pieces;
}

export function fromPieces(pieces: readonly TextPiece[]): TaggedText {
  return pieces
    .map((piece) => {
      if (piece.kind === 'words') return escapeText(piece.words);
      if (piece.kind === 'close') return '</pc>';
      return piece.kind === 'open' ? `<pc id="${piece.id}">` : `<ph id="${piece.id}"/>`;
    })
    .join('');
}

/** A text in the form that a service keeps tags in. */
export function toMarkup(text: TaggedText, form: MarkupForm): string {
  if (form === 'tagged') return text;
  return text
    .replaceAll('<pc id=', '<b id=')
    .replaceAll('</pc>', '</b>')
    .replace(/<ph id="([\w.:-]+)"\/>/g, '<img id="$1">');
}

const id = String.raw`\s+id\s*=\s*["']?([\w.:-]+)["']?\s*`;
const tagForms = {
  tagged: new RegExp(`<pc${id}>|</pc\\s*>|<ph${id}/?>(?:</ph\\s*>)?`, 'gi'),
  html: new RegExp(`<b${id}>|</b\\s*>|<img${id}/?>`, 'gi'),
} as const satisfies Record<MarkupForm, RegExp>;

/** What a service made of it, tags spelled in whatever way. All else is text, with or without its characters escaped: services differ in that. A pair
 *  that was cut into neighbouring pieces is joined. Whether every tag came back is for the caller to check. Undefined when nothing came back. */
export function fromMarkup(answer: string, form: MarkupForm): TaggedText | undefined {
  const pieces: TextPiece[] = [];
  let [end, open] = [0, 0];
  const addWords = (to: number): void =>
    void pieces.push({ kind: 'words', words: decodeHTMLStrict(answer.slice(end, to)) });
  for (const match of answer.matchAll(tagForms[form])) {
    const [all, pair, place] = match;
    if (pair === undefined && place === undefined && open === 0) continue; // closes nothing of ours
    addWords(match.index);
    end = match.index + all.length;
    if (pair !== undefined) pieces.push({ kind: 'open', id: pair });
    else if (place !== undefined) pieces.push({ kind: 'place', id: place });
    else pieces.push({ kind: 'close' });
    open += pair !== undefined ? 1 : place !== undefined ? 0 : -1;
  }
  addWords(answer.length);
  const text = joinCutPairs(fromPieces(pieces));
  return isEmptyAnswer(text) ? undefined : text;
}

/** `<pc id="1">red</pc> <pc id="1">car</pc>` is one pair. */
function joinCutPairs(text: TaggedText): TaggedText {
  return text.replace(/<\/pc>(\s*)(<pc id="[\w.:-]+">)/g, (all, space: string, opening: string, at: number) => {
    const before = text.slice(0, at);
    const last = before.lastIndexOf('<pc ');
    return last >= 0 && before.startsWith(opening, last) && !before.endsWith('</pc>') ? space : all;
  });
}

export function isEmptyAnswer(text: TaggedText): boolean {
  return text.trim() === '';
}

export function escapeText(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
