import { diffSequences } from './diff-sequences.ts';
import { diffWords, numbered, type Piece } from './diff-words.ts';

/** A block of the text, a paragraph or what stands like one: the same, of one version alone, or changed within. */
export type BlockDiff = Piece | { readonly kind: 'changed'; readonly pieces: readonly Piece[] };

/** What of one Markdown text became what of another, block by block, in order. Blocks that share much are one that changed, told word
 *  by word. `partsBefore` and `partsAfter` give both texts back. */
export function diffBlocks(before: string, after: string): readonly BlockDiff[] {
  const [a, b] = [blocksOf(before), blocksOf(after)];
  const ids = new Map<string, number>();
  const { removed, added } = diffSequences(numbered(a, ids), numbered(b, ids));
  const blocks: BlockDiff[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [from, to] = [i, j];
    while (removed[i] === 1) i += 1;
    while (added[j] === 1) j += 1;
    blocks.push(...pairUp(a.slice(from, i), b.slice(to, j)));
    while (i < a.length && removed[i] === 0 && added[j] === 0) {
      blocks.push({ kind: 'same', text: a[i] ?? '' });
      i += 1;
      j += 1;
    }
  }
  return blocks;
}

/** The text of before. */
export function partsBefore(blocks: readonly BlockDiff[]): string {
  return textWithout(blocks, 'added');
}

/** The text of after. */
export function partsAfter(blocks: readonly BlockDiff[]): string {
  return textWithout(blocks, 'removed');
}

const separator = '\n\n';

function textWithout(blocks: readonly BlockDiff[], kind: Piece['kind']): string {
  return blocks
    .flatMap((block) => {
      if (block.kind === kind) return [];
      return block.kind === 'changed' ? piecesWithout(block.pieces, kind) : block.text;
    })
    .join(separator);
}

export function piecesWithout(pieces: readonly Piece[], kind: Piece['kind']): string {
  return pieces.map((piece) => (piece.kind === kind ? '' : piece.text)).join('');
}

/** The blocks of a text, without the blank lines between; those of code stay in it. A text whose blocks are not parted by one blank
 *  line each is one block. */
function blocksOf(text: string): readonly string[] {
  const blocks: string[] = [];
  let fence = '';
  for (const part of text.split(separator)) {
    if (fence === '') blocks.push(part);
    else blocks.push(`${blocks.pop() ?? ''}${separator}${part}`);
    for (const [, sign = ''] of part.matchAll(/^ {0,3}(`{3,}|~{3,})/gm)) {
      if (fence === '') fence = sign;
      else if (sign.startsWith(fence)) fence = '';
    }
  }
  return text === '' ? [] : blocks;
}

const leastShared = 0.4;
// So many pairs are looked at; a text that was written anew is shown as such.
const maxPairs = 10_000;

/** Finds which of the removed blocks became which of the added ones, in order. */
function pairUp(removed: readonly string[], added: readonly string[]): readonly BlockDiff[] {
  const columns = added.length + 1;
  if (removed.length === 0 || added.length === 0 || removed.length * added.length > maxPairs)
    return [...removed.map(asRemoved), ...added.map(asAdded)];
  const [words, others] = [removed.map(countTokens), added.map(countTokens)];
  const shares = removed.map((_, i) => added.map((_text, j) => sharedPart(words[i], others[j])));
  // best[i][j]: the most that can be shared by the blocks from i and from j on.
  const best = new Float64Array((removed.length + 1) * columns);
  const at = (i: number, j: number): number => best[i * columns + j] ?? 0;
  const withPair = (i: number, j: number): number => {
    const share = shares[i]?.[j] ?? 0;
    return share < leastShared ? 0 : share + at(i + 1, j + 1);
  };
  for (let i = removed.length - 1; i >= 0; i -= 1)
    for (let j = added.length - 1; j >= 0; j -= 1)
      best[i * columns + j] = Math.max(withPair(i, j), at(i + 1, j), at(i, j + 1));
  const blocks: BlockDiff[] = [];
  let [i, j] = [0, 0];
  while (i < removed.length && j < added.length) {
    if (at(i, j) > 0 && at(i, j) === withPair(i, j))
      blocks.push({ kind: 'changed', pieces: diffWords(removed[i++] ?? '', added[j++] ?? '') });
    else if (at(i, j) === at(i + 1, j)) blocks.push(asRemoved(removed[i++] ?? ''));
    else blocks.push(asAdded(added[j++] ?? ''));
  }
  return [...blocks, ...removed.slice(i).map(asRemoved), ...added.slice(j).map(asAdded)];
}

function asRemoved(text: string): Piece {
  return { kind: 'removed', text };
}

function asAdded(text: string): Piece {
  return { kind: 'added', text };
}

/** How often each word of a block occurs; pairs of characters where there are no spaces. */
function countTokens(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const words = text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [text];
  for (const long of words) {
    const parts = long.length > 20 ? Array.from({ length: long.length - 1 }, (_, i) => long.slice(i, i + 2)) : [long];
    for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  return counts;
}

/** How much two blocks have in common, 0 to 1. */
function sharedPart(a: ReadonlyMap<string, number> | undefined, b: ReadonlyMap<string, number> | undefined): number {
  if (a === undefined || b === undefined) return 0;
  let shared = 0;
  for (const [token, count] of a) shared += Math.min(count, b.get(token) ?? 0);
  const all = [...a.values(), ...b.values()].reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : (2 * shared) / all;
}
