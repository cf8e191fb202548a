import { readFile } from 'node:fs/promises';
import { isSeq, parseDocument, stringify } from 'yaml';
import { NewsError } from '../errors.ts';
import type { Feed } from '../model/source.ts';
import { guard } from '../store/store-failure.ts';
import { toOneLine } from '../text/one-line.ts';
import { writeWhole } from './write-whole.ts';

/** What a new source file says; what is empty is left out. */
export interface NewSource {
  readonly name: string;
  readonly home?: string | undefined;
  readonly language?: string;
  readonly country?: string;
  readonly topics?: readonly string[];
  readonly feeds: readonly Feed[];
}

/** The text of a source file. */
export function sourceFileText({ name, home, language, country, topics, feeds }: NewSource): string {
  const listed = feeds.map(({ url, kind }) => (kind === 'feed' ? { url } : { url, kind }));
  const keys = Object.entries({ name: toOneLine(name), home, language, country, topics, feeds: listed });
  const said = keys.filter(([, value]) => value !== undefined && value.length > 0);
  return stringify(Object.fromEntries(said), { lineWidth: 0 });
}

/** Adds feeds to a source file, whose other lines and comments stay. `path` is that of a file that has been read as a source. */
export async function addFeeds(path: string, feeds: readonly Feed[]): Promise<void> {
  const document = parseDocument(await guard({ file: path }, () => readFile(path, 'utf8')));
  const listed: unknown = document.get('feeds');
  if (!isSeq(listed)) throw new NewsError('config/invalid', { file: path, detail: '`feeds` is no list.' });
  for (const { url, kind } of feeds) listed.add(document.createNode(kind === 'feed' ? { url } : { url, kind }));
  await writeWhole(path, document.toString({ lineWidth: 0 }));
}
