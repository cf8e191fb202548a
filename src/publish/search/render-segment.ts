import { createHash } from 'node:crypto';
import type { SiteFile } from '../../model/site.ts';
import { documentsPerFile } from './browser/shard.js';
import { collectWords } from './collect-words.ts';
import type { SearchDocument, SearchSegment } from './search-document.ts';
import { writeShards, type IndexPart } from './write-shards.ts';

/** A segment's files, all below `search/<name>/`, to be gone through once, and what the manifest says of it. The same documents give the same bytes, in
 *  whatever order they come; nothing else has a part in them. Holds the documents and their words in memory while it works. */
export function renderSearchSegment(
  name: string,
  documents: Iterable<SearchDocument>,
): { readonly segment: SearchSegment; readonly files: Iterable<SiteFile> } {
  const sorted = [...documents].sort(newestFirst);
  const { parts: shards, directory } = writeShards(collectWords(sorted), sorted.length);
  const parts = [...shards, ...documentParts(sorted)];
  const hash = createHash('sha256').update(directory);
  for (const part of parts) hash.update(part.name).update(part.body);
  const digest = hash.digest('hex').slice(0, 8);
  const segment = {
    name,
    digest,
    count: sorted.length,
    firstDay: sorted.at(-1)?.day ?? '',
    lastDay: sorted[0]?.day ?? '',
    directory,
  };
  return { segment, files: toFiles(segment, parts) };
}

function newestFirst(a: SearchDocument, b: SearchDocument): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return b.publishedMs - a.publishedMs || (a.folder < b.folder ? -1 : 1);
}

/** What the results show of each document. */
function documentParts(documents: readonly SearchDocument[]): readonly IndexPart[] {
  const parts: IndexPart[] = [];
  for (let first = 0; first < documents.length; first += documentsPerFile) {
    const rows = documents
      .slice(first, first + documentsPerFile)
      .map(({ folder, title, summary, day, isDateStated, language, direction, outlet }) =>
        JSON.stringify([folder, title, summary, day, isDateStated ? 0 : 1, language, direction, outlet]),
      );
    const body = new TextEncoder().encode(`[${rows.join(',\n')}]`);
    parts.push({ name: `d${first / documentsPerFile}`, body });
  }
  return parts;
}

/** One at a time: all of them together are twice as large as what they are made of. */
function* toFiles(segment: SearchSegment, parts: readonly IndexPart[]): Iterable<SiteFile> {
  for (const part of parts) yield toFile(segment, part);
}

function toFile({ name, digest }: SearchSegment, part: IndexPart): SiteFile {
  const head = new TextEncoder().encode(`courantSearch("${name}","${digest}","${part.name}",`);
  const content = new Uint8Array(head.length + part.body.length + 3);
  content.set(head);
  content.set(part.body, head.length);
  content.set([41, 59, 10], head.length + part.body.length); // ");" and the end of the line
  return { path: `search/${name}/${part.name}.js`, content };
}
