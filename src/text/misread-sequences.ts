import type { MisreadEncoding } from './misread-encodings.ts';
import { weighSequence, type Sequence, type Weight } from './misread-weight.ts';

export interface WeighedSequence extends Sequence {
  readonly weight: Weight;
}

interface Bytes {
  readonly values: readonly number[];
  readonly isLossy: boolean;
}

/** A byte that was lost: U+FFFD stands at its place. */
const lost = -1;

/** Finds all sequences, in order, and counts the other characters beyond ASCII: each of those speaks against. */
export function findSequences(
  text: string,
  encoding: MisreadEncoding,
): { readonly sequences: readonly WeighedSequence[]; readonly others: number } {
  const found: Sequence[] = [];
  let others = 0;
  for (let index = 0; index < text.length;) {
    const sequence = text.charCodeAt(index) < 0x80 ? undefined : readSequence(text, index, encoding);
    if (sequence) found.push(sequence);
    else if (/[^\u0000-\u00a0\ufffd]/.test(text[index] ?? '')) others += 1;
    index = sequence ? sequence.end : index + 1;
  }
  const sequences = found.map((sequence, index) => {
    const beside = [found[index - 1], found[index + 1]].filter(
      (other) => other !== undefined && (other.end === sequence.start || other.start === sequence.end),
    );
    const company = beside.some(
      (other) => other && !other.isLossy && scriptOf(other.decoded) === scriptOf(sequence.decoded),
    );
    const weight = weighSequence(
      text,
      sequence,
      company ? 'same-script' : beside.length > 0 ? 'other' : 'none',
      encoding,
    );
    const isSpoiled =
      stains(text[sequence.start - 1], found[index - 1]?.end === sequence.start) ||
      stains(text[sequence.end], found[index + 1]?.start === sequence.end);
    return { ...sequence, weight: isSpoiled && weight !== 'wrong' ? ('possible' as const) : weight };
  });
  return { sequences, others };
}

/** True for a neighbor beyond ASCII, other than punctuation, that is itself no part of a sequence: what is misread at one
 *  character and right at the next is more likely something else. */
function stains(neighbor: string | undefined, isSequence: boolean): boolean {
  return !isSequence && neighbor !== undefined && /[^\u0000-\u00a1«»¿‘’‚“”„‹›…–—\ufffd]/.test(neighbor);
}

function readSequence(text: string, start: number, encoding: MisreadEncoding): Sequence | undefined {
  const lead = encoding.byteOf.get(text[start] ?? '') ?? 0;
  const length = lengthOf(lead);
  if (length === 0) return undefined;
  if (length === 2 && text[start + 1] === ' ') return readLossyPair(text, start, lead, encoding);
  const bytes = readContinuations(text, start, lead, length, encoding);
  if (!bytes) return undefined;
  const { isLossy } = bytes;
  const end = start + length;
  if (bytes.values.includes(lost)) return { start, end, decoded: '\ufffd', length, isLossy };
  const code = toCode(lead, bytes.values);
  if (code === undefined) return undefined;
  if (code >= 0xd800 && code <= 0xdfff) return readSurrogates(text, start, code, encoding);
  return { start, end, decoded: String.fromCodePoint(code), length, isLossy };
}

function lengthOf(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function readContinuations(
  text: string,
  start: number,
  lead: number,
  length: number,
  encoding: MisreadEncoding,
): Bytes | undefined {
  const values: number[] = [];
  let isLossy = false;
  for (let offset = 1; offset < length; offset += 1) {
    const character = text[start + offset] ?? '';
    const byte = encoding.byteOf.get(character);
    if (byte !== undefined && byte >= 0x80 && byte <= 0xbf) values.push(byte);
    else if (character === '\ufffd') values.push(lost);
    // The closing quote ends in a byte that windows-1252 leaves open; some converters put a question mark there.
    else if (character === '?' && lead === 0xe2 && offset === 2 && values[0] === 0x80) values.push(lost);
    else if (character === ' ' && encoding.keepsNoBreakSpace) {
      values.push(0xa0);
      isLossy = true;
    } else return undefined;
  }
  return { values, isLossy };
}

/** The code point of a UTF-8 sequence; undefined for forms that are too long or out of range. Spec: RFC 3629. */
function toCode(lead: number, continuations: readonly number[]): number | undefined {
  const length = continuations.length + 1;
  let code = lead & (0x7f >> length);
  for (const byte of continuations) code = code * 64 + (byte & 0x3f);
  const smallest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  return code < smallest || code > 0x10ffff ? undefined : code;
}

/** A character beyond the BMP as two halves of three bytes each. Spec: Unicode Technical Report 26 (CESU-8). */
function readSurrogates(text: string, start: number, high: number, encoding: MisreadEncoding): Sequence | undefined {
  const lead = encoding.byteOf.get(text[start + 3] ?? '');
  if (lead !== 0xed || high > 0xdbff) return undefined;
  const bytes = readContinuations(text, start + 3, lead, 3, encoding);
  const low = bytes && !bytes.values.includes(lost) ? toCode(lead, bytes.values) : undefined;
  if (low === undefined || low < 0xdc00 || low > 0xdfff) return undefined;
  return { start, end: start + 6, decoded: String.fromCharCode(high, low), length: 6, isLossy: false };
}

/** What Portuguese writes together with its `à`: `às`, `àquele`, `àquilo`. */
const joinedToA = /^(?:s(?![\p{L}'’])|quel[ae]s?(?!\p{L})|quilo(?!\p{L}))/u;

/** A pair whose second byte, 0xA0, has become a plain space. Alone, `à` and the no-break space keep a space behind them:
 *  in French or Italian there was one, and the two were collapsed to one. */
function readLossyPair(text: string, start: number, lead: number, encoding: MisreadEncoding): Sequence | undefined {
  if (!encoding.keepsNoBreakSpace) return undefined;
  const end = start + 2;
  if (lead === 0xc2) return { start, end, decoded: '\u00a0', length: 2, isLossy: true };
  const decoded = String.fromCharCode(((lead & 0x1f) << 6) | 0x20);
  const keepsSpace = lead === 0xc3 && text[end] !== ' ' && !joinedToA.test(text.slice(end, end + 8));
  return { start, end, decoded: keepsSpace ? `${decoded} ` : decoded, length: 2, isLossy: true };
}

function scriptOf(decoded: string): string {
  const code = decoded.codePointAt(0) ?? 0;
  if (decoded === '\ufffd') return 'lost';
  // Blocks are near enough: what is asked is whether two neighbors belong together.
  return code < 0x250 ? 'latin' : code < 0x800 ? String(code >> 8) : code < 0x2000 ? String(code >> 7) : 'wide';
}
