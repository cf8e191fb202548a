import { kMaxLength } from 'node:buffer';
import { crc32, constants, inflateRawSync } from 'node:zlib';
import { errorCodeOf } from './store-failure.ts';
import type { Window } from './file-window.ts';
import { findHeadEnd } from './warc-record.ts';

/** One record in a WARC file: `head` with its empty line, `block` as long as Content-Length says.
 *  `offset` and `length` are those of its gzip member, or of the record itself in a file that is not compressed. */
export interface WarcFrame {
  readonly offset: number;
  readonly length: number;
  readonly head: Uint8Array;
  readonly block: Uint8Array;
}

export interface FrameOptions {
  /** Where to begin; the start of a record. */
  readonly from: number;
  /** Records larger than this are passed over. */
  readonly maxBytes: number;
  readonly onBroken: (offset: number, detail: string) => void;
}

const recordStart = Buffer.from('WARC/');
const gzipStart = Buffer.from([0x1f, 0x8b, 0x08]);
const firstPieceBytes = 64 * 1024;

/** True when the bytes are the start of a gzip member. Spec: RFC 1952. */
export function isGzip(bytes: Uint8Array): boolean {
  return gzipStart.equals(bytes.subarray(0, 3));
}

/** True when the bytes are the start of a record. */
export function isRecord(bytes: Uint8Array): boolean {
  return recordStart.equals(bytes.subarray(0, 5));
}

/** The records of a file with one gzip member per record. What is broken is passed over up to the next member. */
export async function* readGzipFrames(file: Window, options: FrameOptions): AsyncGenerator<WarcFrame> {
  let offset = options.from;
  let isLost = false;
  while (offset < file.size) {
    const member = await readMember(file, offset, options.maxBytes);
    if (typeof member !== 'string' && isRecord(member.bytes)) {
      isLost = false;
      const { length } = member;
      const report = (detail: string): void => options.onBroken(offset, detail);
      for (const part of splitRecords(member.bytes, report)) yield { offset, length, ...part };
      offset += length;
      continue;
    }
    if (!isLost) options.onBroken(offset, typeof member === 'string' ? member : 'the member is no WARC record');
    isLost = true;
    offset = (await file.find(gzipStart, offset + 1)) ?? file.size;
  }
}

interface Member {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** The member that begins at `offset`, or what is wrong with it. */
async function readMember(file: Window, offset: number, maxBytes: number): Promise<Member | string> {
  for (let size = firstPieceBytes; ; size *= 4) {
    const piece = await file.read(offset, size);
    const isAll = offset + piece.length >= file.size;
    const start = gzipHeaderLength(piece);
    if (start === undefined) return 'no gzip member';
    const inflated = inflate(piece.subarray(start), maxBytes);
    if (typeof inflated === 'string') return inflated;
    if (size === firstPieceBytes && inflated.bytes.length >= 5 && !isRecord(inflated.bytes)) return 'no WARC record';
    const end = start + inflated.consumed;
    if (end + 8 <= piece.length) {
      const trailer = new DataView(piece.buffer, piece.byteOffset + end, 8);
      const isWhole = trailer.getUint32(4, true) === inflated.bytes.length % 2 ** 32;
      if (!isWhole || trailer.getUint32(0, true) !== crc32(inflated.bytes)) return 'the checksum does not match';
      return { bytes: inflated.bytes, length: end + 8 };
    }
    if (isAll) return 'cut off';
    if (piece.length > maxBytes) return `larger than ${maxBytes} bytes`;
  }
}

function inflate(bytes: Uint8Array, maxBytes: number): { bytes: Uint8Array; consumed: number } | string {
  try {
    // `Z_SYNC_FLUSH` takes input that is cut off: what is missing may lie in the next piece.
    const maxOutputLength = Math.min(maxBytes, kMaxLength);
    const options = { info: true, maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH };
    const result: unknown = inflateRawSync(bytes, options);
    const { buffer, engine } = result as { buffer: Buffer; engine: { bytesWritten: number } }; // not in @types/node
    return { bytes: buffer, consumed: engine.bytesWritten };
  } catch (cause) {
    if (errorCodeOf(cause) === 'ERR_BUFFER_TOO_LARGE') return `larger than ${maxBytes} bytes`;
    return `not to be decompressed (${errorCodeOf(cause)})`;
  }
}

/** Bytes before the compressed data; undefined when this is no gzip header or it is longer than the piece. */
function gzipHeaderLength(bytes: Uint8Array): number | undefined {
  if (!isGzip(bytes) || bytes.length < 10) return undefined;
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  if (flags & 2) at += 2;
  return at <= bytes.length ? at : undefined;
}

/** The records in the decompressed bytes of one member: one, unless somebody compressed a whole file. */
function* splitRecords(
  bytes: Uint8Array,
  report: (detail: string) => void,
): Generator<Pick<WarcFrame, 'head' | 'block'>> {
  let at = 0;
  while (at < bytes.length) {
    const rest = bytes.subarray(at);
    const size = recordSize(rest);
    if (typeof size === 'string') return report(size);
    const end = size.head + size.block;
    if (end > rest.length) return report('cut off');
    yield { head: rest.subarray(0, size.head), block: rest.subarray(size.head, end) };
    at += end;
    while (bytes[at] === 13 || bytes[at] === 10) at += 1;
  }
}

function recordSize(bytes: Uint8Array): { readonly head: number; readonly block: number } | string {
  if (!isRecord(bytes)) return 'no WARC record';
  const head = findHeadEnd(bytes);
  if (head === undefined) return 'the header has no end';
  const fields = Buffer.from(bytes.subarray(0, head)).toString('latin1');
  const digits = /^content-length:[ \t]*(\d{1,15})[ \t]*\r?$/im.exec(fields)?.[1];
  return digits === undefined ? 'there is no Content-Length' : { head, block: Number(digits) };
}

/** The records of a file that is not compressed. What is broken is passed over up to the next start of a record. */
export async function* readPlainFrames(file: Window, options: FrameOptions): AsyncGenerator<WarcFrame> {
  let offset = options.from;
  while (offset < file.size) {
    const size = recordSize(await file.read(offset, firstPieceBytes * 4));
    const length = typeof size === 'string' ? 0 : size.head + size.block;
    const problem = typeof size === 'string' ? size : await findProblem(file, offset, length);
    if (typeof size === 'string' || problem !== undefined) {
      options.onBroken(offset, problem ?? 'no WARC record');
      offset = ((await file.find(Buffer.from('\nWARC/1.'), offset + 1)) ?? file.size) + 1;
      continue;
    }
    if (length > options.maxBytes) {
      options.onBroken(offset, `larger than ${options.maxBytes} bytes`);
    } else {
      const bytes = Uint8Array.from(await file.read(offset, length));
      yield { offset, length, head: bytes.subarray(0, size.head), block: bytes.subarray(size.head) };
    }
    offset += length;
    for (;;) {
      const next = await file.read(offset, 1);
      if (next[0] !== 13 && next[0] !== 10) break;
      offset += 1;
    }
  }
}

/** A record must be followed by an empty line or the end of the file, else its Content-Length is wrong. */
async function findProblem(file: Window, offset: number, length: number): Promise<string | undefined> {
  if (offset + length > file.size) return 'cut off';
  const after = await file.read(offset + length, 2);
  return after.length === 0 || after[0] === 13 || after[0] === 10 ? undefined : 'Content-Length is wrong';
}
