/** A text classifier of fastText in its quantized form (`.ftz`), as far as language identification needs it: one label a text, character
 *  n-grams, hierarchical softmax. Spec: the file form and the reading of fastText 0.9. */
export interface FastTextModel {
  /** What the model tells apart, without `__label__`. */
  readonly labels: readonly string[];
  /** Probabilities of a text of words between spaces, in the order of `labels`; null when the model knows no part of the text. */
  readonly predict: (text: string) => Float64Array | null;
}

const endOfLine = '</s>';
const magic = 793_712_314;
const hierarchicalSoftmax = 1;

/** Reads the bytes of a model. Throws an Error for one of another kind. */
export function readFastTextModel(bytes: Uint8Array): FastTextModel {
  const reader = createReader(bytes);
  const settings = readSettings(reader);
  const { labels, words, kept } = readDictionary(reader, settings.buckets);
  if (!reader.flag()) throw new Error('not a quantized fastText model');
  const rows = readRows(reader);
  if (reader.flag()) throw new Error('a fastText model with a quantized output is not read here');
  const output = reader.floats(reader.long() * reader.long());
  const tree = buildTree(labels.map(({ count }) => count));
  const endRow = words.get(endOfLine);
  return {
    labels: labels.map(({ name }) => name),
    predict: (text) => {
      const found: number[] = [];
      for (const word of text.split(/\s+/)) {
        if (word === '') continue;
        const row = words.get(word);
        if (row !== undefined) found.push(row);
        addGrams(word, settings, kept, found);
      }
      if (found.length === 0) return null;
      if (endRow !== undefined) found.push(endRow);
      return descend(tree, output, meanOf(rows, found, settings.dimensions));
    },
  };
}

function meanOf(rows: Float32Array, chosen: readonly number[], dimensions: number): Float64Array {
  const sum = new Float64Array(dimensions);
  for (const row of chosen) {
    for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] ?? 0) + (rows[row * dimensions + i] ?? 0);
  }
  return sum.map((value) => value / chosen.length);
}

type Reader = ReturnType<typeof createReader>;

/** Reads little-endian values one after the other. */
function createReader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  let at = 0;
  const take = (length: number): number => {
    at += length;
    return at - length;
  };
  return {
    take,
    flag: (): boolean => view.getUint8(take(1)) !== 0,
    int: (): number => view.getInt32(take(4), true),
    long: (): number => Number(view.getBigInt64(take(8), true)),
    bytes: (length: number): Uint8Array => bytes.subarray(take(length), at),
    floats: (length: number): Float32Array => {
      const start = take(4 * length);
      return Float32Array.from({ length }, (_, index) => view.getFloat32(start + 4 * index, true));
    },
    /** Up to a zero byte. */
    string: (): string => {
      const start = take(bytes.indexOf(0, at) - at + 1);
      return decoder.decode(bytes.subarray(start, at - 1));
    },
  };
}

interface Settings {
  readonly dimensions: number;
  readonly buckets: number;
  /** Of n-grams, in characters. */
  readonly shortest: number;
  readonly longest: number;
}

function readSettings(reader: Reader): Settings {
  if (reader.int() !== magic || reader.int() !== 12) throw new Error('not a fastText model of version 12');
  const dimensions = reader.int();
  reader.take(4 * 4);
  const [wordGrams, loss] = [reader.int(), reader.int()];
  reader.take(4);
  const [buckets, shortest, longest] = [reader.int(), reader.int(), reader.int()];
  reader.take(4 + 8);
  if (wordGrams !== 1 || loss !== hierarchicalSoftmax)
    throw new Error('a fastText model of a kind that is not read here');
  return { dimensions, buckets, shortest, longest };
}

interface Dictionary {
  /** Most frequent first. */
  readonly labels: readonly { readonly name: string; readonly count: number }[];
  /** Rows of words. */
  readonly words: ReadonlyMap<string, number>;
  /** Rows of n-grams by their bucket; 0 for those that were not kept. */
  readonly kept: Uint16Array;
}

function readDictionary(reader: Reader, buckets: number): Dictionary {
  const size = reader.int();
  reader.take(4 + 4 + 8);
  const keptCount = reader.long();
  const labels: { name: string; count: number }[] = [];
  const words = new Map<string, number>();
  for (let i = 0; i < size; i++) {
    const name = reader.string();
    const count = reader.long();
    if (reader.flag()) labels.push({ name: name.replace('__label__', ''), count });
    else words.set(name, words.size);
  }
  if (words.size + keptCount > 0xffff) throw new Error('a fastText model of that size is not read here');
  const kept = new Uint16Array(buckets);
  for (let i = 0; i < keptCount; i++) {
    const bucket = reader.int();
    kept[bucket] = words.size + reader.int();
  }
  return { labels, words, kept };
}

/** The vectors of words and n-grams, one after the other. Quantized, each is made of a few parts, each of them one of 256, and a length,
 *  also one of 256. */
function readRows(reader: Reader): Float32Array {
  const hasLengths = reader.flag();
  const [count, dimensions] = [reader.long(), reader.long()];
  const codes = reader.bytes(reader.int());
  const parts = readParts(reader);
  const lengthCodes = hasLengths ? reader.bytes(count) : undefined;
  const lengths = hasLengths ? readParts(reader).values : undefined;
  const rows = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    const length = lengths?.[lengthCodes?.[row] ?? 0] ?? 1;
    for (let i = 0; i < dimensions; i++) {
      const part = Math.min(Math.floor(i / parts.width), parts.count - 1);
      const width = part === parts.count - 1 ? parts.last : parts.width;
      const code = codes[row * parts.count + part] ?? 0;
      const at = part * 256 * parts.width + code * width + i - part * parts.width;
      rows[row * dimensions + i] = length * (parts.values[at] ?? 0);
    }
  }
  return rows;
}

function readParts(reader: Reader) {
  const dimensions = reader.int();
  const [count, width, last] = [reader.int(), reader.int(), reader.int()];
  return { count, width, last, values: reader.floats(dimensions * 256) };
}

const encoder = new TextEncoder();
const encoded = new Uint8Array(4096);

/** Adds the rows of a word's n-grams, its ends marked. The bucket of one: FNV-1a over UTF-8, with signed bytes. */
function addGrams(word: string, { buckets, shortest, longest }: Settings, kept: Uint16Array, found: number[]): void {
  const { written: length } = encoder.encodeInto(`<${word.slice(0, 1000)}>`, encoded);
  for (let start = 0; start < length; start++) {
    if (isContinued(encoded[start])) continue;
    let hash = 0x811c9dc5;
    for (let at = start, characters = 1; at < length && characters <= longest; characters++) {
      do {
        hash = Math.imul(hash ^ (((encoded[at] ?? 0) << 24) >> 24), 0x01000193);
        at++;
      } while (at < length && isContinued(encoded[at]));
      const isEnd = characters === 1 && (start === 0 || at === length);
      if (characters < shortest || isEnd) continue;
      const row = kept[(hash >>> 0) % buckets] ?? 0;
      if (row !== 0) found.push(row);
    }
  }
}

function isContinued(byte: number | undefined): boolean {
  return ((byte ?? 0) & 0xc0) === 0x80;
}

/** Huffman's tree over the labels: `left` and `right` of each inner node; nodes below `leaves` are labels, the root is last. */
interface Tree {
  readonly leaves: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

function buildTree(counts: readonly number[]): Tree {
  const leaves = counts.length;
  const weights = [...counts, ...new Array<number>(leaves - 1).fill(1e15)];
  const left = new Int32Array(2 * leaves - 1);
  const right = new Int32Array(2 * leaves - 1);
  let leaf = leaves - 1;
  let inner = leaves;
  const lightest = (): number => (leaf >= 0 && (weights[leaf] ?? 0) < (weights[inner] ?? 0) ? leaf-- : inner++);
  for (let node = leaves; node < 2 * leaves - 1; node++) {
    const [a, b] = [lightest(), lightest()];
    left[node] = a;
    right[node] = b;
    weights[node] = (weights[a] ?? 0) + (weights[b] ?? 0);
  }
  return { leaves, left, right };
}

/** The probability of each label: that of the way from the root to it. */
function descend({ leaves, left, right }: Tree, output: Float32Array, hidden: Float64Array): Float64Array {
  const reached = new Float64Array(2 * leaves - 1);
  reached[2 * leaves - 2] = 1;
  for (let node = 2 * leaves - 2; node >= leaves; node--) {
    const start = (node - leaves) * hidden.length;
    let product = 0;
    for (let i = 0; i < hidden.length; i++) product += (output[start + i] ?? 0) * (hidden[i] ?? 0);
    const toRight = 1 / (1 + Math.exp(-product));
    reached[left[node] ?? 0] = (reached[node] ?? 0) * (1 - toRight);
    reached[right[node] ?? 0] = (reached[node] ?? 0) * toRight;
  }
  return reached.slice(0, leaves);
}
