import { bitsPerDigit } from './browser/shard.js';
import { isFacet } from './browser/words.js';
import { ByteWriter } from './byte-writer.ts';
import type { CollectedWords } from './collect-words.ts';
import { separatorLength, WordWriter } from './word-writer.ts';

/** A file of the index before it has its head: a name, and what stands between the parentheses of its call. */
export interface IndexPart {
  readonly name: string;
  readonly body: Uint8Array;
}

// A search for a rare word loads one shard of every segment, one for a phrase the places of candidates beside them.
// Swept 2–6 kB on bench/search: smaller ones make the directories larger, and more files to write.
const maxShardBytes = 4_000;
const maxPlacesBytes = 12_000;
/** A shard may end early where the next one has a short beginning: directories get a third smaller. */
const minShardBytes = 3_000;
const shortBeginning = 3;

const encoder = new TextEncoder();

/** The words of a segment as shards, and their directory: the beginnings from which on the words of each shard are. */
export function writeShards(
  words: CollectedWords,
  count: number,
): { readonly parts: readonly IndexPart[]; readonly directory: string } {
  const parts: IndexPart[] = [];
  const directory = new WordWriter();
  const list = new ByteWriter();
  let shard = new ShardWriter();
  let before: Uint16Array = new Uint16Array(0);
  for (let rank = 0; rank + 1 < words.starts.length; rank += 1) {
    const word = words.letters.subarray(words.starts[rank], words.starts[rank + 1]);
    const places = words.places.subarray(words.placeStarts[rank], words.placeStarts[rank + 1]);
    list.length = 0;
    writeList(list, places, count);
    const size = shard.size + list.length;
    if (rank === 0) directory.put(before);
    else if (size > minShardBytes) {
      const beginning = separatorLength(before, word);
      if (beginning <= shortBeginning || size > maxShardBytes) {
        parts.push(...shard.parts(String(directory.count - 1)));
        shard = new ShardWriter();
        directory.put(word.subarray(0, beginning));
      }
    }
    shard.put(word, list, places);
    before = word;
  }
  if (directory.count > 0) parts.push(...shard.parts(String(directory.count - 1)));
  return { parts, directory: directory.text() };
}

/** The documents of a word, each once: their number and the gaps between them, or a bit for every document where that is shorter. */
function writeList(writer: ByteWriter, places: Uint32Array, count: number): void {
  const size = places.length;
  let different = 0;
  let last = -1;
  for (let at = 0; at < size; at += 2) {
    const document = places[at] ?? 0;
    if (document !== last) different += 1;
    last = document;
  }
  const bitLength = Math.ceil(count / bitsPerDigit);
  if (different <= bitLength) {
    writer.putNumber(different * 2);
    last = -1;
    for (let at = 0; at < size; at += 2) {
      const document = places[at] ?? 0;
      if (document !== last) writer.putNumber(document - last - 1);
      last = document;
    }
    if (writer.length <= bitLength) return;
    writer.length = 0;
  }
  writer.putNumber(different * 2 + 1);
  let at = 0;
  for (let first = 0; first < count; first += bitsPerDigit) {
    let bits = 0;
    for (; at < size && (places[at] ?? 0) < first + bitsPerDigit; at += 2) bits |= 1 << ((places[at] ?? 0) - first);
    writer.putDigit(bits);
  }
}

class ShardWriter {
  #words = new WordWriter();
  #lists = new ByteWriter();
  #places = new ByteWriter();
  #placeFiles: Uint8Array[] = [];
  #cuts: number[] = [];

  get size(): number {
    return this.#lists.length + this.#words.length;
  }

  put(word: Uint16Array, list: ByteWriter, places: Uint32Array): void {
    if (!isFacet(String.fromCharCode(word[0] ?? 0))) this.#putPlaces(places);
    this.#words.put(word);
    this.#lists.putBytes(list.view());
  }

  #putPlaces(places: Uint32Array): void {
    let entry = 0;
    for (let at = 0; at < places.length; entry += 1) {
      if (this.#places.length >= maxPlacesBytes) {
        this.#placeFiles.push(this.#places.quoted());
        this.#places.length = 0;
        this.#cuts.push(this.#words.count, entry);
      }
      const document = places[at];
      let last = -1;
      for (let more = true; more; at += 2) {
        more = places[at + 2] === document;
        const position = places[at + 1] ?? 0;
        this.#places.putNumber((position - last - 1) * 2 + (more ? 0 : 1));
        last = position;
      }
    }
  }

  parts(name: string): readonly IndexPart[] {
    this.#placeFiles.push(this.#places.quoted());
    const body = new ByteWriter();
    body.putBytes(this.#words.quoted());
    body.putBytes(encoder.encode(','));
    body.putBytes(this.#lists.quoted());
    body.putBytes(encoder.encode(`,${JSON.stringify(this.#cuts)}`));
    return [
      { name, body: body.bytes() },
      ...this.#placeFiles.map((places, index) => ({ name: `${name}-${index}`, body: places })),
    ];
  }
}
