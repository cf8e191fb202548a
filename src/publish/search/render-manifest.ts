import { createHash } from 'node:crypto';
import type { SiteFile } from '../../model/site.ts';
import { placeOf } from './browser/lists.js';
import { readWords } from './browser/shard.js';
import type { SearchSegment } from './search-document.ts';
import { WordWriter } from './word-writer.ts';

export interface SearchChoice {
  readonly key: string;
  readonly name: string;
}

/** What a search can be narrowed to. */
export interface SearchChoices {
  readonly outlets: readonly SearchChoice[];
  /** BCP 47. */
  readonly languages: readonly string[];
  /** Those that the page offers; an address may name any other. */
  readonly tags: readonly SearchChoice[];
}

/** About 4 kB: a search loads one for each of its words. */
const beginningsPerFile = 1200;

/** The file that the search page loads first, the last of these: which segments there are, newest first, and what to narrow a search
 *  to. The others are the directory of the segments, as `browser/directory.js` reads it. */
export function renderSearchManifest(segments: readonly SearchSegment[], choices: SearchChoices): readonly SiteFile[] {
  const shown = segments.filter(({ count }) => count > 0).sort(newestFirst);
  const directory = renderDirectory(shown.map(({ directory }) => readWords(directory)));
  const pairs = (list: readonly SearchChoice[]): readonly string[][] => list.map(({ key, name }) => [key, name]);
  const manifest = {
    segments: shown.map(({ name, digest, count, firstDay, lastDay }) => [name, digest, count, firstDay, lastDay]),
    directory: [directory.digest, directory.starts],
    outlets: pairs(choices.outlets),
    languages: choices.languages,
    tags: pairs(choices.tags),
  };
  return [...directory.files, toFile('', 'manifest', manifest)];
}

/** The user's own pages, which have no day, come first: nobody would find these few behind all articles. */
function newestFirst(a: SearchSegment, b: SearchSegment): number {
  if (a.lastDay === '' || b.lastDay === '') return a.lastDay === '' ? -1 : 1;
  return a.lastDay < b.lastDay ? 1 : -1;
}

/** Cuts the beginnings of all shards of all segments into files of about as many. */
function renderDirectory(segments: readonly (readonly string[])[]): {
  readonly digest: string;
  readonly starts: string;
  readonly files: readonly SiteFile[];
} {
  const all = segments.flat().sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const starts = [...new Set(all.filter((_, index) => index % beginningsPerFile === 0))];
  const ends = segments.map((beginnings) =>
    starts.map((_, file) => {
      const next = starts[file + 1];
      return next === undefined ? beginnings.length : firstNotBefore(beginnings, next);
    }),
  );
  const bodies = starts.map((_, file) =>
    segments.map((beginnings, index): readonly [number, string] => {
      const first = file === 0 ? 0 : (ends[index]?.[file - 1] ?? 0);
      return [first, writeWords(beginnings.slice(first, ends[index]?.[file]))];
    }),
  );
  const digest = createHash('sha256').update(JSON.stringify(bodies)).digest('hex').slice(0, 8);
  const files = bodies.map((body, file) => toFile(digest, `words-${file}`, body));
  return { digest, starts: writeWords(starts), files };
}

/** The place of the first word that is not less than another. */
function firstNotBefore(words: readonly string[], word: string): number {
  const place = placeOf(words, word);
  return words[place] === word ? place : place + 1;
}

function writeWords(words: readonly string[]): string {
  const writer = new WordWriter();
  for (const word of words) {
    const letters = Uint16Array.from({ length: word.length }, (_, at) => word.charCodeAt(at));
    writer.put(letters, 0, letters.length);
  }
  return new TextDecoder().decode(writer.view());
}

function toFile(digest: string, name: string, value: unknown): SiteFile {
  return { path: `search/${name}.js`, content: `courantSearch("","${digest}","${name}",${JSON.stringify(value)});\n` };
}
