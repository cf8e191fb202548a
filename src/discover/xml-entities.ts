import { decodeHTMLStrict } from 'entities';

const maxDeclared = 64;
const maxValueLength = 256;
/** Characters that declared entities may add to one document: room for a name used often, none for a bomb. */
const maxExpansion = 262_144;
/** Text is decoded in pieces of about this length: a replacement holds all of its matches in memory. */
const pieceLength = 65_536;

const predefined: ReadonlyMap<string, string> = new Map([['lt', '<'], ['gt', '>'], ['amp', '&'], ['quot', '"'], ['apos', "'"]]); // prettier-ignore

/** Character and entity references of one document. Unknown names stay as they are written. HTML names are known without a
 *  declaration, because feeds use them so. Entities of the document's own DTD are replaced only when their value is
 *  plain text without references, so none can grow; external ones are never read. */
export class EntityTable {
  readonly #declared = new Map<string, string>();
  #expansion = 0;

  /** Takes in an ENTITY declaration, given without its angle brackets. */
  declare(declaration: string): void {
    if (this.#declared.size >= maxDeclared || declaration.length > maxValueLength + 128) return;
    const match = /!?ENTITY\s{1,9}([A-Za-z_][\w.-]{0,63})\s{1,9}(?:"([^"<&%]*)"|'([^'<&%]*)')\s{0,9}$/.exec(
      declaration,
    );
    const value = match?.[2] ?? match?.[3];
    if (match?.[1] !== undefined && value !== undefined) this.#declared.set(match[1], value);
  }

  /** Text with its references replaced. Numbers 128 to 159 mean what windows-1252 means by them, as in HTML. */
  decode(raw: string): string {
    if (!raw.includes('&')) return raw;
    let decoded = '';
    for (let start = 0; start < raw.length;) {
      const end = endOfPiece(raw, start);
      decoded += this.#decodePiece(raw.slice(start, end));
      start = end;
    }
    return decoded;
  }

  #decodePiece(raw: string): string {
    return raw.replace(/&(#[xX]?[0-9A-Fa-f]{1,8}|[A-Za-z_][\w.-]{0,63});/g, (reference: string, name: string) =>
      name.startsWith('#')
        ? /^#[xX]?0+$/.test(name)
          ? ''
          : decodeHTMLStrict(reference)
        : this.#named(reference, name),
    );
  }

  #named(reference: string, name: string): string {
    const value = this.#declared.get(name);
    if (value === undefined) return predefined.get(name) ?? decodeHTMLStrict(reference);
    this.#expansion += value.length;
    return this.#expansion > maxExpansion ? '' : value;
  }
}

/** Where a piece ends: never within a reference. */
function endOfPiece(raw: string, start: number): number {
  const end = start + pieceLength;
  if (end >= raw.length) return raw.length;
  const ampersand = raw.lastIndexOf('&', end);
  return ampersand > start && end - ampersand < 80 ? ampersand : end;
}

/** What windows-1252 means by 80 to 9F, a space where it means nothing. */
const windowsSigns = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Text without the control characters that XML forbids. Those of 80 to 9F are no text either: they are windows-1252 that
 *  was taken for ISO 8859-1, and become the signs that were meant. */
export function withoutControls(text: string): string {
  if (!/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/.test(text)) return text;
  return text
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g, '')
    .replace(/[\x80-\x9f]/g, (control) => windowsSigns.charAt(control.charCodeAt(0) - 0x80).trim());
}
