import { normOf, vectorNames, type ArticleVectors, type TermVector } from './term-vectors.ts';

const header = 28;

/** To be kept: of each vector the number of its terms, its largest weight, the keys, and the weights as shares of the
 *  largest in steps of 1/255. Little-endian. A translation stands behind, in the same form. */
export function encodeVectors({ translation, ...own }: ArticleVectors): Uint8Array {
  return translation === undefined ? encodeOne(own) : Buffer.concat([encodeOne(own), encodeOne(translation)]);
}

function encodeOne({ vectors, language, words, day, counted }: ArticleVectors): Uint8Array {
  const terms = vectors.reduce((sum, { keys }) => sum + keys.length, 0);
  const bytes = Buffer.alloc(header + vectors.length * 6 + terms * 5);
  bytes.write(language.slice(0, 8), 0, 'latin1');
  bytes.writeDoubleLE(words, 8);
  bytes.writeDoubleLE(day, 16);
  bytes.writeUInt32LE(counted, 24);
  let at = header;
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
  const [own, end] = decodeOne(bytes);
  if (end === bytes.length) return own;
  const [translation, last] = decodeOne(bytes.subarray(end));
  if (end + last !== bytes.length) throw new RangeError('no vectors of an article');
  return { ...own, translation };
}

/** And where they end. */
function decodeOne(bytes: Buffer): readonly [ArticleVectors, end: number] {
  const terms = countTerms(bytes);
  // One piece of memory for all vectors: many small ones cost more than what they hold.
  const [keys, weights] = [new Int32Array(terms), new Float32Array(terms)];
  const vectors: TermVector[] = [];
  let at = header;
  let from = 0;
  for (let index = 0; index < vectorNames.length; index += 1) {
    const count = bytes.readUInt16LE(at);
    const step = bytes.readFloatLE(at + 2) / 255;
    at += 6;
    for (let term = 0; term < count; term += 1) {
      keys[from + term] = bytes.readInt32LE(at + term * 4);
      weights[from + term] = bytes.readUInt8(at + count * 4 + term) * step;
    }
    at += count * 5;
    const own = weights.subarray(from, from + count);
    vectors.push({ keys: keys.subarray(from, from + count), weights: own, norm: normOf(own) });
    from += count;
  }
  const language = bytes.toString('latin1', 0, 8).replace(/\0+$/, '');
  const facts = { words: bytes.readDoubleLE(8), day: bytes.readDoubleLE(16), counted: bytes.readUInt32LE(24) };
  return [{ vectors, language, ...facts }, at];
}

function countTerms(bytes: Buffer): number {
  let [terms, at] = [0, header];
  for (let index = 0; index < vectorNames.length; index += 1) {
    const count = bytes.readUInt16LE(at);
    terms += count;
    at += 6 + count * 5;
  }
  return terms;
}
