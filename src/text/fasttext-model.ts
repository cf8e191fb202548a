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
  const { labels, words, kept } = readDictionary(reader);
  if (!reader.flag()) throw new Error('not a quantized fastText model');
  const addRow = readRows(reader);
  if (reader.flag()) throw new Error('a fastText model with a quantized output is not read here');
  const output = reader.floats(reader.long() * reader.long());
  const tree = buildTree(labels.map(({ count }) => count));
  const endRow = words.get(endOfLine);
  return {
    labels: labels.map(({ name }) => name),
    predict: (text) => {
      const hidden = new Float64Array(settings.dimensions);
      let count = 0;
      for (const word of text.split(/\s+/)) {
        if (word === '') continue;
        const row = words.get(word);
        if (row !== undefined) {
          addRow(row, hidden);
          count++;
        }
        forEachGram(word, settings, (bucket) => {
          const gram = kept.get(bucket);
          if (gram === undefined) return;
          addRow(words.size + gram, hidden);
          count++;
        });
      }
      if (count === 0) return null;
      if (endRow !== undefined) addRow(endRow, hidden);
      const scale = 1 / (count + (endRow === undefined ? 0 : 1));
      return descend(
        tree,
        output,
        hidden.map((value) => value * scale),
      );
    },
  };
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
  /** Rows of the n-grams that were kept, after those of the words, by bucket. */
  readonly kept: ReadonlyMap<number, number>;
}

function readDictionary(reader: Reader): Dictionary {
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
  const kept = new Map<number, number>();
  for (let i = 0; i < keptCount; i++) kept.set(reader.int(), reader.int());
  return { labels, words, kept };
}

/** Product quantization: a row is made of a few parts, each one of 256, and a length, also one of 256. */
function readRows(reader: Reader): (row: number, sum: Float64Array) => void {
  const hasLengths = reader.flag();
  const rows = reader.long();
  reader.take(8);
  const codes = reader.bytes(reader.int());
  const parts = readParts(reader);
  const lengthCodes = hasLengths ? reader.bytes(rows) : undefined;
  const lengths = hasLengths ? readParts(reader).values : undefined;
  const { count, width, last, values } = parts;
  return (row, sum) => {
    const length = lengths?.[lengthCodes?.[row] ?? 0] ?? 1;
    for (let part = 0; part < count; part++) {
      const code = codes[row * count + part] ?? 0;
      const isLast = part === count - 1;
      const start = isLast ? part * 256 * width + code * last : (part * 256 + code) * width;
      const end = isLast ? last : width;
      for (let i = 0; i < end; i++) {
        const at = part * width + i;
        sum[at] = (sum[at] ?? 0) + length * (values[start + i] ?? 0);
      }
    }
  };
}

function readParts(reader: Reader) {
  const dimensions = reader.int();
  const [count, width, last] = [reader.int(), reader.int(), reader.int()];
  return { count, width, last, values: reader.floats(dimensions * 256) };
}

const encoder = new TextEncoder();
const encoded = new Uint8Array(4096);

/** Calls back with the bucket of each n-gram of a word with its ends marked: FNV-1a over UTF-8, with signed bytes. */
function forEachGram(word: string, { buckets, shortest, longest }: Settings, use: (bucket: number) => void): void {
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
      if (characters >= shortest && !isEnd) use((hash >>> 0) % buckets);
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
