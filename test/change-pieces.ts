/** One change of an input that is cut into pieces. Places are shares of its length, 0 to 1; texts and bytes have a character for each byte. */
export type PieceChange =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'drop' | 'double'; readonly at: number; readonly pieces: number; readonly times: number }
  | { readonly kind: 'noise'; readonly at: number; readonly bytes: string }
  | { readonly kind: 'swap'; readonly at: number; readonly other: number }
  | { readonly kind: 'put'; readonly at: number; readonly text: string };

/** Changes the pieces in place. What is doubled gets no longer than `maxBytes`. */
export function changePieces(pieces: string[], one: PieceChange, maxBytes: number): void {
  const at = findPlace(pieces, one.at);
  const here = pieces[at] ?? '';
  switch (one.kind) {
    case 'cut':
      pieces.length = at;
      break;
    case 'drop':
      pieces.splice(at, one.pieces);
      break;
    case 'double':
      pieces.splice(at, 0, repeatPart(pieces.slice(at, at + one.pieces).join(''), one.times, maxBytes));
      break;
    case 'noise':
      pieces[at] = here.slice(0, here.length / 2) + one.bytes + here.slice(here.length / 2);
      break;
    case 'swap': {
      const other = findPlace(pieces, one.other);
      pieces[at] = pieces[other] ?? '';
      pieces[other] = here;
      break;
    }
    case 'put':
      pieces.splice(at, 0, one.text);
  }
}

/** Opens an element again and again, the first that starts at the place or after it, and closes it as often as it was. */
export function nestPieces(pieces: string[], at: number, times: number, maxBytes: number): void {
  const place = findPlace(pieces, at);
  const start = pieces.slice(place).find((piece) => /^<[a-z]/i.test(piece)) ?? '';
  pieces.splice(place, 0, repeatPart(start, times, maxBytes));
}

/** The piece at a share of the input. */
export function findPlace(pieces: readonly string[], share: number): number {
  return Math.floor(share * Math.max(0, pieces.length - 1));
}

/** Text in which each byte is a character. */
export const byteText = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('latin1');

function repeatPart(part: string, times: number, maxBytes: number): string {
  return part.repeat(Math.min(times, Math.ceil(maxBytes / (part.length + 1))));
}
