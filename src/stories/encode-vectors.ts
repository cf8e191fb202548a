import { normOf, vectorNames, type ArticleVectors, type TermVector } from './term-vectors.ts';

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** To be kept: of each vector the number of its terms, its largest weight, the keys, and the weights as shares of the
 *  largest in steps of 1/255. Little-endian. */
export function encodeVectors({ vectors, language, words, day, counted }: ArticleVectors): Uint8Array {
  const terms = vectors.reduce((sum, { keys }) => sum + keys.length, 0);
  const bytes = Buffer.alloc(28 + vectors.length * 6 + terms * 5);
  bytes.write(language.slice(0, 8), 0, 'latin1');
  bytes.writeDoubleLE(words, 8);
  bytes.writeDoubleLE(day, 16);
  bytes.writeUInt32LE(counted, 24);
  let at = 28;
  for (const { keys, weights } of vectors) {
    const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
    bytes.writeUInt16LE(keys.length, at);
    bytes.writeFloatLE(largest, at + 2);
    at += 6;
    for (const key of keys) at = bytes.writeInt32LE(key, at);
    for (const weight of weights)
      at = bytes.writeUInt8(largest === 0 ? 0 : Math.max(1, Math.round((weight / largest) * 255)), at);
  }
  return bytes;
}

/** The other way round. Throws RangeError for what `encodeVectors` did not make. */
export function decodeVectors(encoded: Uint8Array): ArticleVectors {
  const bytes = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const vectors: TermVector[] = [];
  let at = 28;
  for (let index = 0; index < vectorNames.length; index += 1) {
    const count = bytes.readUInt16LE(at);
    const largest = bytes.readFloatLE(at + 2);
    at += 6;
    const keys = readKeys(bytes, at, count);
    at += count * 4;
    const weights = new Float32Array(count);
    for (let term = 0; term < count; term += 1) weights[term] = ((bytes[at + term] ?? 0) / 255) * largest;
    at += count;
    vectors.push({ keys, weights, norm: normOf(weights) });
  }
  if (at !== bytes.length) throw new RangeError('no vectors of an article');
  const language = bytes.toString('latin1', 0, 8).replace(/\0+$/, '');
  return {
    ...{ vectors, language },
    ...{ words: bytes.readDoubleLE(8), day: bytes.readDoubleLE(16), counted: bytes.readUInt32LE(24) },
  };
}

function readKeys(bytes: Buffer, at: number, count: number): Int32Array {
  if (isLittleEndian)
    return new Int32Array(bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + at + count * 4));
  return Int32Array.from({ length: count }, (_, term) => bytes.readInt32LE(at + term * 4));
}
