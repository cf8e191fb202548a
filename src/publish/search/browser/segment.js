// @ts-check
import { intersect, placeOf, unite, without } from './lists.js';
import { documentsOf, placesFileOf, readPlaces, readShard } from './shard.js';
import { facetWord } from './words.js';

/** @typedef {import('./query.js').Term} Term */
/** @typedef {import('./query.js').Query} Query */
/** @typedef {import('./shard.js').Shard} Shard */
/** A segment as the manifest has it. `firstDay` and `lastDay` are those of its articles.
 *  @typedef {{ name: string, digest: string, count: number, firstDay: string, lastDay: string }} Segment */
/** Gives what the call in a file of a segment passes after the names; in one of the directory, for a segment without a name.
 *  @typedef {(segment: { name: string, digest: string }, file: string) => Promise<any[]>} Ask */
/** Where a word of the index stands: its shard, and its place there.
 *  @typedef {{ shard: Shard, at: number }} Found */

/** Every word is less than a beginning with this behind it: the last unit there is. */
const afterAll = '\uffff';

/** Answers questions to one segment, and keeps what it read.
 *  @param {Segment} segment
 *  @param {(word: string) => Promise<number>} shardOf which shard has a word, if any has
 *  @param {Ask} ask */
export function openSegment(segment, shardOf, ask) {
  /** @type {Map<string, Promise<any>>} */
  const kept = new Map();
  /** @template T
   *  @param {string} file
   *  @param {(parts: any[]) => T} read
   *  @returns {Promise<T>} */
  const get = (file, read) => {
    const known = kept.get(file);
    if (known !== undefined) return known;
    const made = ask(segment, file).then(read);
    kept.set(file, made);
    return made;
  };
  const getShard = (/** @type {number} */ name) =>
    get(String(name), ([words, lists, places]) => readShard(words, lists, places, segment.count));

  /** The words from one to another, both included.
   *  @param {string} from
   *  @param {string} to
   *  @returns {Promise<Found[]>} */
  const findWords = async (from, to) => {
    const [first, last] = await Promise.all([shardOf(from), shardOf(to)]);
    const names = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const shards = await Promise.all(names.map(getShard));
    return shards.flatMap((shard) => {
      const at = placeOf(shard.words, from);
      const begin = shard.words[at] === from ? at : at + 1;
      const end = placeOf(shard.words, to) + 1;
      return Array.from({ length: Math.max(end - begin, 0) }, (_, index) => ({ shard, at: begin + index }));
    });
  };
  /** @param {Term} term
   *  @param {number} place */
  const findSlot = ({ words, isPrefix }, place) => {
    const word = words[place] ?? '';
    return findWords(word, isPrefix && place === words.length - 1 ? word + afterAll : word);
  };
  return { segment, get, findWords, findSlot };
}

/** @typedef {ReturnType<typeof openSegment>} OpenSegment */

/** @param {Found[]} found */
function documentsOfAll(found) {
  return unite(found.map(({ shard, at }) => documentsOf(shard, at)));
}

/** The documents that have all words of the query, or of one excluded term, and lie in what it is narrowed to. Phrases are not looked at.
 *  @param {OpenSegment} open
 *  @param {Query} query
 *  @returns {Promise<number[]>} */
export async function findCandidates(open, query) {
  /** @type {number[] | undefined} */
  let left;
  // What is rare comes first, so that the rest need not be loaded: long words are rarer than short ones and than beginnings.
  const weigh = (/** @type {{ term: Term, place: number }} */ { term, place }) =>
    (term.words[place] ?? '').length - (term.isPrefix && place === term.words.length - 1 ? 4 : 0);
  const slots = query.terms
    .filter(({ isExcluded }) => !isExcluded)
    .flatMap((term) => term.words.map((_, place) => ({ term, place })))
    .sort((a, b) => weigh(b) - weigh(a));
  const steps = [
    ...slots.map(
      ({ term, place }) =>
        () =>
          open.findSlot(term, place),
    ),
    ...facetsOf(open.segment, query).map(
      ([from, to]) =>
        () =>
          open.findWords(from, to),
    ),
  ];
  for (const step of steps) {
    const documents = documentsOfAll(await step());
    left = left === undefined ? documents : intersect(left, documents);
    if (left.length === 0) return left;
  }
  left ??= Array.from({ length: open.segment.count }, (_, index) => index);
  for (const term of query.terms) {
    if (term.isExcluded && term.words.length === 1) left = without(left, documentsOfAll(await open.findSlot(term, 0)));
  }
  return left;
}

/** The words under which the index keeps what a query is narrowed to, from and to.
 *  @param {Segment} segment
 *  @param {Query} query */
function facetsOf({ firstDay, lastDay }, { outlet, language, tag, from, to }) {
  /** @type {[string, string][]} */
  const facets = [];
  /** @param {'@' | '#' | ':'} kind
   *  @param {string} key */
  const put = (kind, key) => key !== '' && facets.push([facetWord(kind, key), facetWord(kind, key)]);
  put('#', tag);
  put('@', outlet);
  put(':', language);
  if ((from !== '' && from > firstDay) || (to !== '' && to < lastDay)) {
    facets.push([facetWord('=', from || firstDay), facetWord('=', to || lastDay)]);
  }
  return facets;
}

/** Of some documents, those in which the words of all phrases follow each other, and of no excluded phrase do.
 *  @param {OpenSegment} open
 *  @param {Query} query
 *  @param {number[]} documents
 *  @returns {Promise<number[]>} */
export async function keepPhrases(open, query, documents) {
  let left = documents;
  for (const term of query.terms) {
    if (term.words.length < 2 || left.length === 0) continue;
    const withPhrase = await findPhrase(open, term, left);
    left = term.isExcluded ? without(left, withPhrase) : withPhrase;
  }
  return left;
}

/** @param {OpenSegment} open
 *  @param {Term} term
 *  @param {number[]} documents
 *  @returns {Promise<number[]>} */
async function findPhrase(open, term, documents) {
  const slots = await Promise.all(term.words.map((_, place) => open.findSlot(term, place)));
  let left = documents;
  for (const slot of slots) left = intersect(left, documentsOfAll(slot));
  if (left.length === 0) return left;
  /** Where the part of the phrase so far ends, in each document.
   *  @type {Map<number, number[]> | undefined} */
  let ends;
  for (const places of await Promise.all(slots.map((slot) => placesIn(open, slot, left)))) {
    /** @type {Map<number, number[]>} */
    const next = new Map();
    for (const document of left) {
      const here = places.get(document) ?? [];
      const before = ends?.get(document);
      const following =
        before === undefined
          ? here
          : intersect(
              here,
              before.map((position) => position + 1),
            );
      if (following.length > 0) next.set(document, following);
    }
    ends = next;
    left = left.filter((document) => next.has(document));
  }
  return left;
}

/** Where any of some words stands in each of the documents, in order.
 *  @param {OpenSegment} open
 *  @param {Found[]} found
 *  @param {number[]} documents
 *  @returns {Promise<Map<number, number[]>>} */
async function placesIn(open, found, documents) {
  const wanted = new Set(documents);
  /** @type {Map<number, number[]>} */
  const places = new Map();
  const read = async (/** @type {Found} */ { shard, at }) => {
    const own = documentsOf(shard, at);
    const files = new Set(
      own.flatMap((document, entry) => (wanted.has(document) ? [placesFileOf(shard, at, entry)] : [])),
    );
    for (const file of files) {
      const text = await open.get(`p${shard.placesFile + file}`, ([part]) => String(part));
      for (const [entry, positions] of readPlaces(shard, file, text, at)) {
        const document = own[entry] ?? -1;
        if (wanted.has(document)) places.set(document, unite([places.get(document) ?? [], positions]));
      }
    }
  };
  await Promise.all(found.map(read));
  return places;
}
