import type { Piece } from './types.ts';

/** A piece as its pages show it, one each; the first has the piece's own path, the others a number behind it. */
export function pagesOf(piece: Piece): readonly Piece[] {
  const bodies = piece.body.split(/^\{page\}$/m);
  if (bodies.length === 1) return [piece];
  return bodies.map((body, index) => ({
    ...piece,
    body,
    path: index === 0 ? piece.path : `${piece.path}/${index + 1}`,
    page: { number: index + 1, count: bodies.length },
  }));
}

export function ampPathOf(piece: Piece): string {
  return `${piece.path}?outputType=amp`;
}
