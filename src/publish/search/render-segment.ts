import { createHash } from 'node:crypto';
import type { SiteFile } from '../../model/site.ts';
import { documentsPerFile } from './browser/shard.js';
import { ByteWriter } from './byte-writer.ts';
import { WordCollector } from './collect-words.ts';
import type { SearchDocument, SearchSegment } from './search-document.ts';
import { ShardWriter, type PutPart } from './write-shards.ts';

/** Goes up when the same documents make other files than before: what was made by an older format is to be made again. */
export const searchFormat = 2;

/** What is kept of a document until all of them were seen. */
interface ReadDocument extends Pick<SearchDocument, 'day' | 'publishedMs' | 'folder'> {
  /** What the results show, as JSON. */
  readonly row: string;
  /** Changes when its words do. */
  readonly print: number;
  readonly tags: readonly string[];
}

/** Makes a segment's files, all below `search/<name>/`, and returns what the manifest says of it. The same documents give the same
 *  bytes, in whatever order they come; nothing else has a part in them. Documents are read one after the other, and files go to
 *  `put` one after the other: what is held in memory meanwhile is eight bytes a word at most. */
export function renderSearchSegment(
  name: string,
  documents: Iterable<SearchDocument>,
  put: (file: SiteFile) => void,
): SearchSegment {
  const words = new WordCollector();
  const read: ReadDocument[] = [];
  for (const document of documents) {
    const { day, publishedMs, folder, tags } = document;
    read.push({ day, publishedMs, folder, tags, row: rowOf(document), print: words.put(document) });
  }
  const order = Array.from(read, (_, index) => index).sort((a, b) => newestFirst(read[a], read[b]));
  const sorted = order.flatMap((index) => read[index] ?? []);
  const hash = createHash('sha256').update(String(searchFormat));
  for (const { row, print, tags } of sorted) hash.update(`${row}${print}${tags.join()}`);
  const digest = hash.digest('hex').slice(0, 8);
  const putPart = createPartWriter(name, digest, put);
  const shards = new ShardWriter(sorted.length, putPart);
  words.eachWord(order, (word) => shards.put(word));
  const directory = shards.end();
  putDocuments(sorted, putPart);
  const [newest, oldest] = [sorted[0]?.day ?? '', sorted.at(-1)?.day ?? ''];
  return { name, digest, count: sorted.length, firstDay: oldest, lastDay: newest, directory };
}

function newestFirst(a: ReadDocument | undefined, b: ReadDocument | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return b.publishedMs - a.publishedMs || (a.folder < b.folder ? -1 : 1);
}

function rowOf(document: SearchDocument): string {
  const { folder, title, summary, day, isDateStated, language, direction, outlet, translatedFrom } = document;
  const row = [folder, title, summary, day, isDateStated ? 0 : 1, language, direction, outlet];
  return JSON.stringify(translatedFrom === undefined ? row : [...row, translatedFrom]);
}

function putDocuments(documents: readonly ReadDocument[], putPart: PutPart): void {
  const encoder = new TextEncoder();
  for (let first = 0; first < documents.length; first += documentsPerFile) {
    const rows = documents.slice(first, first + documentsPerFile).map(({ row }) => row);
    putPart(`d${first / documentsPerFile}`, encoder.encode(`[${rows.join(',\n')}]`));
  }
}

/** Gives each part its head. */
function createPartWriter(name: string, digest: string, put: (file: SiteFile) => void): PutPart {
  const content = new ByteWriter();
  return (part, body) => {
    content.length = 0;
    content.putText(`courantSearch("${name}","${digest}","${part}",`);
    content.putBytes(body);
    content.putText(');\n');
    put({ path: `search/${name}/${part}.js`, content: content.bytes() });
  };
}
