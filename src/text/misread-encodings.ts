import { decodeLegacy } from './decode-legacy.ts';

/** A single-byte encoding that UTF-8 is misread as. */
export interface MisreadEncoding {
  readonly name: string;
  /** The byte (0x80 to 0xFF) of a character. */
  readonly byteOf: ReadonlyMap<string, number>;
  /** Its byte 0xA0 is the no-break space, which tools like to turn into a plain one. */
  readonly keepsNoBreakSpace: boolean;
  /** Finds two characters in a row that could be the start of a UTF-8 sequence: most texts end their visit here. */
  readonly suspicion: RegExp;
}

/** Not on the Web, so no browser knows it; Windows and DOS tools write it. Bytes 0x80 to 0xFF. */
const cp437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Most likely first. */
export const misreadEncodings: readonly MisreadEncoding[] = [
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'windows-1251',
  'windows-1254',
  'windows-1257',
  'macintosh',
  'cp437',
].map(toEncoding);

function characterOf(byte: number, encoding: string): string {
  return encoding === 'cp437' ? (cp437[byte - 0x80] ?? '') : decodeLegacy(Uint8Array.of(byte), encoding);
}

function toEncoding(name: string): MisreadEncoding {
  const byteOf = new Map<string, number>();
  for (let byte = 0x80; byte <= 0xff; byte += 1) {
    const character = characterOf(byte, name);
    if (character !== '\ufffd') byteOf.set(character, byte);
    // Bytes that an encoding leaves open come through as control characters; with windows-1252 all of them are taken, since
    // ISO 8859-1 is read with it.
    const isOpen = character === '\ufffd' || name === 'windows-1252';
    if (byte < 0xa0 && isOpen) byteOf.set(String.fromCharCode(byte), byte);
  }
  if (name === 'macintosh') byteOf.set('\u20ac', 0xdb).set('\u03a9', 0xbd).set('\u2206', 0xc6);
  const keepsNoBreakSpace = byteOf.get('\u00a0') === 0xa0;
  const leads = charactersOf(byteOf, 0xc2, 0xf4);
  const continuations = `${charactersOf(byteOf, 0x80, 0xbf)}\ufffd`;
  const lossy = `[${charactersOf(byteOf, 0xc2, 0xdf)}] |[${charactersOf(byteOf, 0xe0, 0xf4)}] [${continuations}]`;
  const suspicion = new RegExp(`[${leads}][${continuations}]${keepsNoBreakSpace ? `|${lossy}` : ''}`);
  return { name, byteOf, keepsNoBreakSpace, suspicion };
}

/** As the inside of a character class. */
function charactersOf(byteOf: ReadonlyMap<string, number>, from: number, to: number): string {
  return [...byteOf]
    .filter(([, byte]) => byte >= from && byte <= to)
    .map(([character]) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** The windows-1252 character of each control character U+0080 to U+009F; the five that it leaves open are missing. */
export const fromControl: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 32 }, (_, index): [string, string] => {
    const byte = 0x80 + index;
    return [String.fromCharCode(byte), characterOf(byte, 'windows-1252')];
  }).filter(([control, character]) => character !== control),
);
