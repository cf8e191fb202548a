// @ts-check
import { openDirectory } from './directory.js';
import { findCandidates, keepPhrases, openSegment } from './segment.js';
import { documentsPerFile } from './shard.js';

/** @typedef {import('./query.js').Query} Query */
/** @typedef {import('./segment.js').Ask} Ask */
/** @typedef {import('./segment.js').OpenSegment} OpenSegment */
/** An article, or a page of the user's, as the results show it. `day`: empty for a page; `isStated`: the outlet gives its date; `from`: the language of the original of a translation,
 *  else empty.
 *  @typedef {{ folder: string, title: string, summary: string, day: string, isStated: boolean, language: string, direction: string, outlet: string, from: string }} Hit */
/** What the manifest says; `directory` is its digest and the words with which its files begin.
 *  @typedef {{ segments: [name: string, digest: string, count: number, firstDay: string, lastDay: string][],
 *    directory: [digest: string, starts: string], outlets: [key: string, name: string][], languages: string[], tags: [key: string, name: string][] }} Manifest */

/** How many segments are asked first: the newest are small. */
const firstTurn = 6;
/** For how many results each further turn should do. */
const resultsPerTurn = 10;
/** How many candidates have their phrases looked at first; each time as many more. */
const firstSlice = 32;

/** @param {Query} query */
export function isEmptyQuery({ terms, outlet, language, tag, from, to }) {
  return !terms.some(({ isExcluded }) => !isExcluded) && outlet + language + tag + from + to === '';
}

/** Opens an index of which the manifest tells.
 *  @param {Manifest} manifest
 *  @param {Ask} ask */
export function openIndex(manifest, ask) {
  const directory = openDirectory(...manifest.directory, ask);
  const segments = manifest.segments.map(([name, digest, count, firstDay, lastDay], index) =>
    openSegment({ name, digest, count, firstDay, lastDay }, (word) => directory.shardOf(index, word), ask),
  );
  return { find: (/** @type {Query} */ query) => find(segments, query) };
}

/** Finds articles, newest first, and loads no more than that takes: the segments are asked by turns. As many articles are asked each time
 *  as should have some more results, going by those before, but no more than twice as many segments: a common word is answered
 *  by the first turn, a rare one in few.
 *  @param {OpenSegment[]} segments newest first
 *  @param {Query} query
 *  @returns {AsyncGenerator<{ open: OpenSegment, document: number }, void, void>} */
async function* find(segments, query) {
  if (isEmptyQuery(query)) return;
  const asked = segments.filter(
    ({ segment }) =>
      (query.from === '' || segment.lastDay >= query.from) &&
      (query.to === '' || (segment.firstDay !== '' && segment.firstDay <= query.to)),
  );
  let [articles, results] = [0, 0];
  for (let first = 0, size = firstTurn; first < asked.length;) {
    const turn = asked.slice(first, first + size);
    const candidates = await Promise.all(turn.map((open) => findCandidates(open, query)));
    for (const [index, open] of turn.entries()) {
      const documents = candidates[index] ?? [];
      for (let at = 0, slice = firstSlice; at < documents.length; at += slice, slice *= 2) {
        for (const document of await keepPhrases(open, query, documents.slice(at, at + slice))) {
          results += 1;
          yield { open, document };
        }
      }
      articles += open.segment.count;
    }
    first += size;
    size = sizeOfTurn(asked.slice(first, first + 2 * size), (articles * resultsPerTurn) / results);
  }
}

/** How many of some segments have so many articles; all of them when they have less.
 *  @param {OpenSegment[]} segments
 *  @param {number} articles */
function sizeOfTurn(segments, articles) {
  let size = 0;
  for (let left = articles; left > 0 && size < segments.length; size += 1) left -= segments[size]?.segment.count ?? 0;
  return size;
}

/** What the results show of an article.
 *  @param {{ open: OpenSegment, document: number }} found
 *  @returns {Promise<Hit>} */
export async function getHit({ open, document }) {
  const file = `d${Math.floor(document / documentsPerFile)}`;
  const rows = await open.get(file, ([part]) => part);
  const [folder, title, summary, day, isCollected, language, direction, outlet, from = ''] =
    rows[document % documentsPerFile];
  return { folder, title, summary, day, isStated: isCollected === 0, language, direction, outlet, from };
}
