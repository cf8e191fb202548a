import { baseLanguage } from '../formats.ts';
import { eachWord, facetWord, units } from './browser/words.js';
import type { SearchDocument } from './search-document.ts';
import { WordTable, type SortedWords } from './word-table.ts';

/** Every word of some documents, in order, with the places where it stands. */
export interface CollectedWords extends Pick<SortedWords, 'letters' | 'starts'> {
  /** The places of all words in order of rank, two numbers each: the document, from 0, and which word of the document it is, from 0. */
  readonly places: Uint32Array;
  /** Where the places of each word begin; one more at the end. */
  readonly placeStarts: Uint32Array;
}

/** Stands between the parts of a document, so that no phrase reaches from one into the next. */
const breakId = 0xffff_ffff;

/** Collects the words of documents, which are numbered as they come. */
export function collectWords(documents: readonly SearchDocument[]): CollectedWords {
  const table = new WordTable();
  const ends = new Uint32Array(documents.length);
  let tokens = new Uint32Array(1 << 16);
  let size = 0;
  const put = (id: number): void => {
    if (size === tokens.length) {
      const larger = new Uint32Array(size * 2);
      larger.set(tokens);
      tokens = larger;
    }
    tokens[size] = id;
    size += 1;
  };
  const take = (length: number): void => put(table.put(units, length));
  const putText = (text: string): void => {
    eachWord(text, take);
    put(breakId);
  };
  for (const [index, document] of documents.entries()) {
    putText(document.title);
    putText(document.summary);
    putText(document.text);
    for (const tag of document.tags) putText(tag);
    for (const word of facetsOf(document)) {
      put(
        table.put(
          Uint16Array.from({ length: word.length }, (_, at) => word.charCodeAt(at)),
          word.length,
        ),
      );
    }
    ends[index] = size;
  }
  return sortPlaces(table, tokens, ends);
}

function facetsOf({ outlet, language, day, tags }: SearchDocument): Iterable<string> {
  return new Set([
    facetWord('@', outlet),
    facetWord(':', baseLanguage(language)),
    facetWord('=', day),
    ...tags.map((tag) => facetWord('#', tag)),
  ]);
}

/** Puts the places of each word beside each other, by counting. */
function sortPlaces(table: WordTable, tokens: Uint32Array, ends: Uint32Array): CollectedWords {
  const { order, counts, letters, starts } = table.sorted();
  const placeStarts = new Uint32Array(order.length + 1);
  const next = new Uint32Array(order.length);
  let start = 0;
  for (const [rank, id] of order.entries()) {
    next[id] = start;
    start += 2 * (counts[id] ?? 0);
    placeStarts[rank + 1] = start;
  }
  const places = new Uint32Array(start);
  let i = 0;
  for (let document = 0; document < ends.length; document += 1) {
    const first = i;
    for (const end = ends[document] ?? 0; i < end; i += 1) {
      const id = tokens[i] ?? breakId;
      if (id === breakId) continue;
      const place = next[id] ?? 0;
      next[id] = place + 2;
      places[place] = document;
      places[place + 1] = i - first;
    }
  }
  return { letters, starts, places, placeStarts };
}
