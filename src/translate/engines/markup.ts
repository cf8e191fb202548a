import { Parser } from 'htmlparser2';
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

/** What a service made of it. Elements that we did not send leave their text behind; a pair that was cut into neighbouring pieces is joined.
 *  Whether every tag came back is for the caller to check. Undefined when no letter or number is left and no tag. */
export function fromMarkup(answer: string, form: MarkupForm): TaggedText | undefined {
  const names = form === 'html' ? { pair: 'b', place: 'img' } : { pair: 'pc', place: 'ph' };
  const pieces: TextPiece[] = [];
  const open: boolean[] = [];
  const parser = new Parser(
    {
      ontext: (words) => pieces.push({ kind: 'words', words }),
      onopentag: (name, { id }) => {
        const isOurs = id !== undefined && /^[\w.:-]+$/.test(id);
        if (name === names.place && isOurs) pieces.push({ kind: 'place', id });
        if (name !== names.pair) return;
        open.push(isOurs);
        if (isOurs) pieces.push({ kind: 'open', id });
      },
      onclosetag: (name) => {
        if (name === names.pair && open.pop() === true) pieces.push({ kind: 'close' });
      },
    },
    { decodeEntities: true, xmlMode: form === 'tagged', recognizeSelfClosing: true },
  );
  parser.end(answer);
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
