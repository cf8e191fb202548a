import { decodeLegacy } from './decode-legacy.ts';
import { detectLegacyEncoding } from './detect-encoding.ts';
import { encodingNamed } from './encoding-labels.ts';

export interface DecodeHint {
  /** The value of the Content-Type header. */
  readonly contentType?: string;
  /** Where a declaration is looked for: an XML declaration, a meta element, or nowhere. */
  readonly kind: 'html' | 'xml' | 'text';
}

/** How far into the bytes a declaration is looked for: the Standard says 1024, real heads put scripts before it. */
const prescanBytes = 16_384;

/** The text of a document and the name of the encoding it was read in (WHATWG, lower case).
 *  Order: byte order mark, HTTP charset, XML declaration or meta element, detection. A declaration that the bytes
 *  contradict is passed over; bytes that fit nothing become U+FFFD. Never throws. The mark itself is left out.
 *  Spec: WHATWG Encoding; WHATWG HTML, section 13.2.3; XML 1.0, appendix F. */
export function decodeBytes(bytes: Uint8Array, hint: DecodeHint): { text: string; encoding: string } {
  const { parts, encoding } = decodeInParts(bytes, hint);
  return { text: parts.join(''), encoding };
}

/** The same text in parts of some ten thousand characters. One string of a whole page is so large that the engine asks the
 *  system for its memory each time, which takes longer than all the decoding. */
export function decodeInParts(bytes: Uint8Array, hint: DecodeHint): { parts: readonly string[]; encoding: string } {
  if (startsWithMark(bytes)) {
    const marked = new Utf8Reading(bytes.subarray(3));
    if (marked.isLikely) return { parts: marked.parts(), encoding: 'utf-8' };
  }
  const wide = wideEncoding(bytes);
  if (wide) return { parts: [decodeAs(bytes.subarray(wide.skip), wide.encoding)], encoding: wide.encoding };
  const utf8 = new Utf8Reading(bytes);
  const labels = [charsetOf(hint.contentType), declaredIn(bytes, hint.kind)];
  for (const label of labels) {
    const encoding = label === null ? null : encodingNamed(label);
    if (encoding === null || encoding.startsWith('utf-16') || encoding.startsWith('utf-32')) continue;
    if (!fits(bytes, encoding, utf8)) continue;
    return { parts: encoding === 'utf-8' ? utf8.parts() : [decodeAs(bytes, encoding)], encoding };
  }
  if (utf8.isLikely) return { parts: utf8.parts(), encoding: 'utf-8' };
  const encoding = detectLegacyEncoding(bytes, (part, name) => decodeAs(part, name));
  return { parts: [decodeAs(bytes, encoding)], encoding };
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  const text = decodeLegacy(bytes, encoding);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** UTF-16 and UTF-32 by mark, or without one by where the zero bytes of ASCII markup stand. */
function wideEncoding(bytes: Uint8Array): { encoding: string; skip: number } | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe)
    return c === 0 && d === 0 ? { encoding: 'utf-32le', skip: 4 } : { encoding: 'utf-16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', skip: 2 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { encoding: 'utf-32be', skip: 4 };
  const zeros = [0, 0, 0, 0];
  const end = Math.min(bytes.length, 512) & ~3;
  if (end < 4) return null;
  for (let at = 0; at < end; at++) if (bytes[at] === 0) zeros[at & 3] = (zeros[at & 3] ?? 0) + 1;
  const share = zeros.map((count) => count / (end / 4));
  const [first = 0, second = 0, third = 0, fourth = 0] = share;
  if (second > 0.9 && third > 0.9 && fourth > 0.9 && first < 0.2) return { encoding: 'utf-32le', skip: 0 };
  if (first > 0.9 && second > 0.9 && third > 0.9 && fourth < 0.2) return { encoding: 'utf-32be', skip: 0 };
  if (second > 0.4 && fourth > 0.4 && first < 0.1 && third < 0.1) return { encoding: 'utf-16le', skip: 0 };
  if (first > 0.4 && third > 0.4 && second < 0.1 && fourth < 0.1) return { encoding: 'utf-16be', skip: 0 };
  return null;
}

function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** A text's bytes read as UTF-8; what is not asked for is not counted. */
class Utf8Reading {
  private readonly bytes: Uint8Array;
  private readonly strict: readonly string[] | null;
  private counts: { readonly good: number; readonly bad: number } | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.strict = decodeStrictly(bytes);
  }

  private get count(): { readonly good: number; readonly bad: number } {
    return (this.counts ??= countUtf8(this.bytes));
  }
  /** No bad byte at all. */
  get isValid(): boolean {
    return this.strict !== null;
  }
  /** Valid, or a few bad bytes among many good characters. */
  get isLikely(): boolean {
    if (this.isValid) return true;
    const { good, bad } = this.count;
    return bad * 5 < good || (bad === 1 && good > 1);
  }
  /** Characters of more than one byte. */
  get wideCount(): number {
    return this.count.good;
  }
  /** Bytes that are part of none. */
  get badCount(): number {
    return this.count.bad;
  }
  parts(): readonly string[] {
    return this.strict ?? [new TextDecoder('utf-8').decode(this.bytes)];
  }
}

/** Small enough for the engine's young memory, whatever the script. */
const partBytes = 16_384;

/** Valid UTF-8 in parts, cut between characters; null for anything else. A byte order mark in front is left out. */
function decodeStrictly(bytes: Uint8Array): readonly string[] | null {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parts: string[] = [];
  try {
    for (let start = startsWithMark(bytes) ? 3 : 0; start < bytes.length;) {
      let end = Math.min(start + partBytes, bytes.length);
      while (end < bytes.length && end > start + 1 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
      parts.push(decoder.decode(bytes.subarray(start, end)));
      start = end;
    }
  } catch {
    return null; // TypeError: not UTF-8, which is the answer
  }
  return parts;
}

/** Counts well-formed sequences of several bytes and bytes that are part of none. */
function countUtf8(bytes: Uint8Array): { good: number; bad: number } {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const more = lead >= 0xc2 && lead <= 0xdf ? 1 : (lead & 0xf0) === 0xe0 ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    let seen = 0;
    while (seen < more && ((bytes[at + seen + 1] ?? 0) & 0xc0) === 0x80) seen++;
    if (more > 0 && seen === more) {
      good++;
      at += more;
    } else {
      bad++;
    }
  }
  return { good, bad };
}

const multiByte = new Set(['gbk', 'gb18030', 'big5', 'euc-jp', 'shift_jis', 'euc-kr']);

/** True unless the bytes contradict a declared encoding. */
function fits(bytes: Uint8Array, encoding: string, utf8: Utf8Reading): boolean {
  if (encoding === 'utf-8') return utf8.isLikely;
  if (utf8.isValid && utf8.wideCount === 0) return true;
  if (multiByte.has(encoding)) {
    // Short double-byte text can be valid UTF-8 by chance; longer text cannot.
    if (utf8.isLikely && utf8.wideCount >= 6) return false;
    const text = decodeAs(bytes.subarray(0, 65_536), encoding);
    const broken = text.split('\ufffd').length - 1;
    return (
      broken === 0 ||
      (broken < 4 && !utf8.isLikely) ||
      broken * 20 < text.length - text.replace(/[^\x00-\x7f]/g, '').length
    );
  }
  if (utf8.isLikely && utf8.wideCount > 0) return false;
  if (encoding !== 'windows-1252' || utf8.badCount < 8) return true;
  // Latin-1 is what servers and templates say of anything: believed unless whole words are made of high bytes.
  const detected = detectLegacyEncoding(bytes, (part, name) => decodeAs(part, name));
  return !nonLatin.has(detected);
}

const nonLatin = new Set([
  'windows-1251', 'koi8-r', 'koi8-u', 'iso-8859-5', 'ibm866', 'windows-1253', 'windows-1255', 'windows-1256', 'windows-874',
  'gb18030', 'big5', 'euc-jp', 'shift_jis', 'euc-kr',
]); // prettier-ignore

function charsetOf(contentType: string | undefined): string | null {
  if (contentType === undefined) return null;
  return /;\s{0,9}charset\s{0,9}=\s{0,9}["']?([^\s"';,]{1,40})/i.exec(contentType.slice(0, 1000))?.[1] ?? null;
}

function declaredIn(bytes: Uint8Array, kind: DecodeHint['kind']): string | null {
  if (kind === 'text') return null;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, prescanBytes)); // declarations are ASCII
  const declaration = /<\?xml\s[^>]{0,300}?encoding\s{0,9}=\s{0,9}["']\s{0,9}([^\s"'>]{1,40})/i.exec(
    head.slice(0, 2048),
  )?.[1];
  if (declaration !== undefined || kind === 'xml') return declaration ?? null;
  for (const [meta] of head.matchAll(/<meta\s[^>]{1,600}/gi)) {
    const charset = /charset\s{0,9}=\s{0,9}["']?\s{0,9}([^\s"'>/;]{1,40})/i.exec(meta)?.[1];
    if (charset !== undefined && /^x-user-defined$/i.test(charset)) return 'windows-1252';
    if (charset !== undefined && encodingNamed(charset) !== null) return charset;
  }
  return null;
}
