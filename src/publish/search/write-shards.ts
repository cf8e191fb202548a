import { bitsPerDigit } from './browser/shard.js';
import { isFacet } from './browser/words.js';
import { ByteWriter, writeNumber } from './byte-writer.ts';
import type { PlacedWord } from './collect-words.ts';
import { WordWriter } from './word-writer.ts';

/** Takes a file of the index before it has its head: its name, and what stands between the parentheses of its call. The bytes are to
 *  be read at once. */
export type PutPart = (name: string, body: Uint8Array) => void;

/** How large files become, in bytes. A search for a rare word loads one shard of every segment, one for a phrase the places of candidates
 *  beside them. Swept 2–6 kB on bench/search: smaller ones make the directories larger, and more files to write. */
const usual = {
  maxShard: 4_000,
  /** A shard may end early where the next one has a short beginning: directories get a third smaller. */
  minShard: 3_000,
  /** A file of places ends before a word that would make it longer than this, when it is not too short; a frequent word has files
   *  of its own of about `maxWord`. So a phrase loads little that is of other words, and frequent words do not make too many. */
  maxPlaces: 4_000,
  minPlaces: 1_000,
  maxWord: 12_000,
};
/** Half of the segments are small and have few of all articles. */
const small: typeof usual = { ...usual, maxShard: 2_000, minShard: 1_500, maxPlaces: 2_000 };
const mostOfSmall = 640;
const shortBeginning = 3;

const decoder = new TextDecoder();

/** Writes the words of a segment as shards, and their places into files that go on from one shard to the next. */
export class ShardWriter {
  readonly #count: number;
  readonly #putPart: PutPart;
  readonly #sizes: typeof usual;
  /** The beginnings from which on the words of each shard are. */
  readonly #directory = new WordWriter();
  readonly #words = new WordWriter();
  readonly #lists = new ByteWriter();
  readonly #list = new ByteWriter();
  readonly #gaps = new ByteWriter();
  readonly #places = new ByteWriter();
  /** The places of the word that is being written. */
  readonly #own = new ByteWriter();
  readonly #part = new ByteWriter();
  #placesFile = 0;
  /** The file that has the places of the shard's first word, and how many bytes before them. */
  #placesStart: readonly [file: number, at: number] = [0, 0];
  /** Word and entry with which each more file begins. */
  #cuts: number[] = [];

  /** `count`: documents of the segment. */
  constructor(count: number, putPart: PutPart) {
    this.#count = count;
    this.#putPart = putPart;
    this.#sizes = count <= mostOfSmall ? small : usual;
  }

  /** Takes the next word. */
  put(word: PlacedWord): void {
    const { letters, start, length } = word;
    const placesStart = [this.#placesFile, this.#places.length] as const;
    const entries = this.#putPlaces(word, !isFacet(String.fromCharCode(letters[start] ?? 0)));
    const size = this.#words.length + this.#lists.length + this.#list.length;
    if (this.#directory.count === 0) this.#directory.put(letters, start, 0);
    else if (size > this.#sizes.minShard) {
      const beginning = this.#words.separatorLength(letters, start, length);
      if (beginning <= shortBeginning || size > this.#sizes.maxShard) {
        this.#endShard();
        this.#placesStart = placesStart;
        this.#directory.put(letters, start, beginning);
      }
    }
    for (const entry of entries) this.#cuts.push(this.#words.count, entry);
    this.#words.put(letters, start, length);
    this.#lists.putBytes(this.#list.view());
  }

  /** Puts the documents of a word into `#list`, and its places, if it has some. Returns the entries with which files of places begin. */
  #putPlaces(word: PlacedWord, hasPlaces: boolean): readonly number[] {
    const { places, from, to, positionBits } = word;
    const cuts: number[] = [];
    const positions = 2 ** positionBits - 1;
    this.#gaps.length = 0;
    this.#own.length = 0;
    const gaps = this.#gaps.room(to - from);
    const own = this.#own.room(to - from);
    let [gapsEnd, ownEnd] = [0, 0];
    let [entries, firstEntry, lastDocument] = [0, 0, -1];
    for (let at = from; at < to; entries += 1) {
      let place = places[at] ?? 0;
      const document = place >>> positionBits;
      gapsEnd = writeNumber(gaps, gapsEnd, document - lastDocument - 1);
      lastDocument = document;
      if (ownEnd >= this.#sizes.maxWord) {
        if (hasPlaces && this.#addPlaces(own.subarray(0, ownEnd))) cuts.push(firstEntry);
        firstEntry = entries;
        ownEnd = 0;
      }
      for (let last = -1, more = true; more;) {
        const position = place & positions;
        at += 1;
        place = places[at] ?? 0;
        more = at < to && place >>> positionBits === document;
        ownEnd = writeNumber(own, ownEnd, (position - last - 1) * 2 + (more ? 0 : 1));
        last = position;
      }
    }
    if (hasPlaces && this.#addPlaces(own.subarray(0, ownEnd))) cuts.push(firstEntry);
    this.#gaps.length = gapsEnd;
    this.#putList(entries, word);
    return cuts;
  }

  /** Whether they begin another file. */
  #addPlaces(places: Uint8Array): boolean {
    const before = this.#places.length;
    const isCut = before >= this.#sizes.minPlaces && before + places.length > this.#sizes.maxPlaces;
    if (isCut) this.#endPlaces();
    this.#places.putBytes(places);
    return isCut;
  }

  /** The documents of a word, each once: the gaps between their numbers, or a bit for every document where that is shorter. */
  #putList(entries: number, { places, from, to, positionBits }: PlacedWord): void {
    const list = this.#list;
    list.length = 0;
    if (this.#gaps.length <= Math.ceil(this.#count / bitsPerDigit)) {
      list.putNumber(entries * 2);
      list.putBytes(this.#gaps.view());
      return;
    }
    list.putNumber(entries * 2 + 1);
    let at = from;
    for (let first = 0; first < this.#count; first += bitsPerDigit) {
      let bits = 0;
      for (; at < to; at += 1) {
        const document = (places[at] ?? 0) >>> positionBits;
        if (document >= first + bitsPerDigit) break;
        bits |= 1 << (document - first);
      }
      list.putDigit(bits);
    }
  }

  #endPlaces(): void {
    this.#part.length = 0;
    this.#part.putQuoted(this.#places.view());
    this.#putPart(`p${this.#placesFile}`, this.#part.view());
    this.#places.length = 0;
    this.#placesFile += 1;
  }

  #endShard(): void {
    this.#part.length = 0;
    this.#part.putQuoted(this.#words.view());
    this.#part.putText(',');
    this.#part.putQuoted(this.#lists.view());
    this.#part.putText(`,${JSON.stringify([...this.#placesStart, ...this.#cuts])}`);
    this.#putPart(String(this.#directory.count - 1), this.#part.view());
    this.#words.clear();
    this.#lists.length = 0;
    this.#cuts = [];
  }

  /** Writes the rest. Returns the beginnings of the shards, as `readWords` reads them. */
  end(): string {
    if (this.#directory.count > 0) this.#endShard();
    if (this.#places.length > 0) this.#endPlaces();
    return decoder.decode(this.#directory.view());
  }
}
