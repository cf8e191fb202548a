import { baseLanguage } from '../formats.ts';
import { eachWord, facetWord, hashOf, units } from './browser/words.js';
import type { SearchDocument } from './search-document.ts';
import { lengthBits, maxLength } from './sort-words.ts';
import { WordTable, type SortedWords } from './word-table.ts';

/** A word and where it stands: between `from` and `to` of `places`, one number for each place: the document above `positionBits`
 *  bits, and which word of the document it is, from 0. Its letters are `length` units of `letters` from `start` on. */
export interface PlacedWord {
  readonly letters: Uint16Array;
  readonly start: number;
  readonly length: number;
  readonly places: Uint32Array;
  readonly from: number;
  readonly to: number;
  readonly positionBits: number;
}

/** Stands between the parts of a document, so that no phrase reaches from one into the next. The number of no word. */
const breakId = 0;
const outside = 0xffff_ffff;
/** How many places are put in order at once: more take more memory, less go through all words of all documents more often. */
const placesAtOnce = 1 << 22;
const chunkSize = 1 << 20;

/** The numbers of the words of facets, by what they are made of. */
type FacetIds = Map<string, number>;

/** Collects the words of documents, four bytes a word, and tells them in order. */
export class WordCollector {
  readonly #table = new WordTable();
  readonly #documents: Uint32Array[] = [];
  readonly #facets = { '@': new Map(), ':': new Map(), '=': new Map(), '#': new Map() } satisfies Record<
    string,
    FacetIds
  >;
  /** The words of documents, one behind the other. */
  #chunk = new Uint32Array(1 << 16);
  #first = 0;
  #end = 0;
  #print = 0;
  readonly #take = (length: number, _from: number, _to: number, hash: number): void => {
    this.#put(this.#table.put(length, hash));
    this.#print = Math.imul(this.#print ^ hash, 0x01000193);
  };

  /** Takes the words of the next document. Returns a number that changes when those of its texts do. */
  put(document: SearchDocument): number {
    this.#print = 0;
    this.#putText(document.title);
    this.#putText(document.summary);
    this.#putText(document.text);
    for (const tag of document.tags) this.#putText(tag);
    const firstFacet = this.#end - this.#first;
    this.#putFacet(firstFacet, '@', document.outlet);
    this.#putFacet(firstFacet, ':', document.language);
    this.#putFacet(firstFacet, '=', document.day);
    for (const tag of document.tags) this.#putFacet(firstFacet, '#', tag);
    this.#documents.push(this.#chunk.subarray(this.#first, this.#end));
    this.#first = this.#end;
    return this.#print;
  }

  #putText(text: string): void {
    eachWord(text, this.#take);
    this.#put(breakId);
    this.#print = Math.imul(this.#print ^ 1, 0x01000193);
  }

  #put(id: number): void {
    if (this.#end === this.#chunk.length) this.#beginChunk();
    this.#chunk[this.#end] = id;
    this.#end += 1;
  }

  /** What there is of the document that is being read goes along. */
  #beginChunk(): void {
    const started = this.#chunk.subarray(this.#first);
    this.#chunk = new Uint32Array(Math.max(chunkSize, started.length * 2));
    this.#chunk.set(started);
    this.#first = 0;
    this.#end = started.length;
  }

  /** Puts a facet, but for one that stands there already from `first` of the document on. */
  #putFacet(first: number, kind: '@' | '#' | ':' | '=', key: string): void {
    const ids: FacetIds = this.#facets[kind];
    let id = ids.get(key);
    if (id === undefined) {
      const word = facetWord(kind, kind === ':' ? baseLanguage(key) : key);
      for (let at = 0; at < word.length; at += 1) units[at] = word.charCodeAt(at);
      id = this.#table.put(word.length, hashOf(units, word.length));
      ids.set(key, id);
    }
    for (let at = this.#first + first; at < this.#end; at += 1) if (this.#chunk[at] === id) return;
    this.#put(id);
  }

  /** Tells every word, in order of UTF-16 units, with its places, in order. `order`: which document is to be the first, the second
   *  and so on. What `take` is given is to be read at once. Words
   *  that no number is left for, behind 32,000 others in a document of 100,000, are left out. */
  eachWord(order: readonly number[], take: (word: PlacedWord) => void): void {
    const positionBits = 32 - Math.ceil(Math.log2(Math.max(order.length, 2)));
    const documents = order.map(
      (index) => this.#documents[index]?.subarray(0, 2 ** positionBits) ?? new Uint32Array(0),
    );
    const sorted = this.#table.sorted();
    const counts = countWords(documents, this.#table.size);
    const next = new Uint32Array(counts.length).fill(outside);
    for (let first = 0; first < sorted.order.length;) {
      let [end, size] = [first, 0];
      for (; end < sorted.order.length; end += 1) {
        const id = sorted.order[end] ?? breakId;
        const count = counts[id] ?? 0;
        if (size > 0 && size + count > placesAtOnce) break;
        next[id] = size;
        size += count;
      }
      const places = new Uint32Array(size);
      for (let document = 0; document < documents.length; document += 1) {
        putPlaces(documents[document] ?? new Uint32Array(0), document * 2 ** positionBits, next, places);
      }
      tellWords(sorted, { first, end, places, next, positionBits }, take);
      first = end;
    }
  }
}

function countWords(documents: readonly Uint32Array[], size: number): Uint32Array {
  const counts = new Uint32Array(size + 1);
  for (const tokens of documents) {
    for (let at = 0; at < tokens.length; at += 1) {
      const id = tokens[at] ?? breakId;
      counts[id] = (counts[id] ?? 0) + 1;
    }
  }
  return counts;
}

/** `next`: by the number of a word, where its next place goes; `outside` for none. */
function putPlaces(tokens: Uint32Array, document: number, next: Uint32Array, places: Uint32Array): void {
  for (let position = 0; position < tokens.length; position += 1) {
    const id = tokens[position] ?? breakId;
    const at = next[id] ?? outside;
    if (at === outside) continue;
    next[id] = at + 1;
    places[at] = document + position;
  }
}

/** Tells the words from one rank to another; `next` is where the places of each end. */
function tellWords(
  { order, places: lettersOf, letters }: SortedWords,
  run: Pick<PlacedWord, 'places' | 'positionBits'> & { first: number; end: number; next: Uint32Array },
  take: (word: PlacedWord) => void,
): void {
  const { places, positionBits, next } = run;
  const word = { letters, start: 0, length: 0, places, from: 0, to: 0, positionBits };
  for (let rank = run.first; rank < run.end; rank += 1) {
    const id = order[rank] ?? breakId;
    const place = lettersOf[id] ?? 0;
    word.start = place >>> lengthBits;
    word.length = place & maxLength;
    word.from = word.to;
    word.to = next[id] ?? 0;
    next[id] = outside;
    if (word.to > word.from) take(word);
  }
}
