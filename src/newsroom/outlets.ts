import { alMarsa } from './al-marsa/outlet.ts';
import { faroDeSalvia } from './faro-de-salvia/outlet.ts';
import { grenzlandBote } from './grenzland-bote/outlet.ts';
import { harborGazette } from './harbor-gazette/outlet.ts';
import { kerrigalPost } from './kerrigal-post/outlet.ts';
import { misakiShimpo } from './misaki-shimpo/outlet.ts';
import { ostranderLedger } from './ostrander-ledger/outlet.ts';
import { stepnoyKray } from './stepnoy-kray/outlet.ts';
import type { EditionNumber, Outlet, Piece, Site } from './types.ts';

/** All outlets, in the order of their ports. */
export const outlets: readonly Outlet[] = [
  harborGazette,
  ostranderLedger,
  kerrigalPost,
  grenzlandBote,
  faroDeSalvia,
  alMarsa,
  misakiShimpo,
  stepnoyKray,
];

/** An outlet at its address, as it stands in an edition. */
export function siteOf(outlet: Outlet, origin: string, edition: EditionNumber): Site {
  const listed = outlet.pieces
    .filter((piece) => edition === 2 || piece.since === undefined)
    .map((piece) => (edition === 2 ? edited(piece) : piece))
    .sort((a, b) => Date.parse(b.published) - Date.parse(a.published));
  return { origin, outlet, listed, pieces: listed.filter((piece) => piece.skip !== 'fetch/gone') };
}

function edited(piece: Piece): Piece {
  if (piece.edit === undefined) return piece;
  const { title, modified, from, to } = piece.edit;
  if (!piece.body.includes(from)) throw new Error(`nothing to edit in ${piece.path}`);
  return { ...piece, title, modified, body: piece.body.replace(from, to) };
}
