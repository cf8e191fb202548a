import { unspacedScripts } from '../text/word-changes.ts';
import { diffSequences } from './diff-sequences.ts';

/** A stretch of text that both versions have, or one of them alone. */
export interface Piece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

const word = `(?:(?![${unspacedScripts}])[\\p{L}\\p{N}\\p{M}])+`;
/** What is compared as one: a character of a script without spaces, with its marks; a word, with an apostrophe in it, a number with
 *  its separators; white space; any other character. Together they are the whole text. */
const tokens = new RegExp(
  `[${unspacedScripts}]\\p{M}*|${word}(?:(?:['’](?=\\p{L})|(?<=\\p{N})[.,](?=\\p{N}))${word})*|\\s+|[^]`,
  'gu',
);

/** What of one text became what of another, word by word; character by character in scripts without spaces. The pieces that are not
 *  added are the first text, those that are not removed the second. */
export function diffWords(before: string, after: string): readonly Piece[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const [a, b] = [before.match(tokens) ?? [], after.match(tokens) ?? []];
  const ids = new Map<string, number>();
  const { removed, added } = diffSequences(numbered(a, ids), numbered(b, ids));
  const pieces: Piece[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [from, to] = [i, j];
    while (removed[i] === 1) i += 1;
    while (added[j] === 1) j += 1;
    if (i > from) pieces.push({ kind: 'removed', text: a.slice(from, i).join('') });
    if (j > to) pieces.push({ kind: 'added', text: b.slice(to, j).join('') });
    const same = i;
    while (i < a.length && removed[i] === 0 && added[j] === 0) {
      i += 1;
      j += 1;
    }
    if (i > same) pieces.push({ kind: 'same', text: a.slice(same, i).join('') });
  }
  return joinChanges(pieces);
}

/** The same number for the same text. */
export function numbered(texts: readonly string[], ids: Map<string, number>): Int32Array {
  return Int32Array.from(texts, (text) => {
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, ids.size);
    return ids.size - 1;
  });
}

/** Nobody reads two changes with a space between as two: what stands between without a letter belongs to both. */
function joinChanges(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '') joined.push({ kind: 'removed', text: removed });
    if (added !== '') joined.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [index, piece] of pieces.entries()) {
    const isBetween =
      piece.kind === 'same' &&
      removed + added !== '' &&
      index + 1 < pieces.length &&
      /^[^\p{L}\p{N}\n]{1,3}$/u.test(piece.text);
    if (piece.kind === 'same' && !isBetween) {
      flush();
      joined.push(piece);
    }
    if (piece.kind === 'removed' || isBetween) removed += piece.text;
    if (piece.kind === 'added' || isBetween) added += piece.text;
  }
  flush();
  return joined;
}
