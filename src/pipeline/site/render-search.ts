import { renderSearchManifest } from '../../publish/search/render-manifest.ts';
import { renderSearchSegment, searchFormat } from '../../publish/search/render-segment.ts';
import type { SearchDocument, SearchSegment } from '../../publish/search/search-document.ts';
import { segmentsOf } from '../../publish/search/segments.ts';
import type { SitePostRow } from '../../store/site-posts.ts';
import type { SiteState } from '../../store/site-state.ts';
import { toPlainText } from '../../store/search-text.ts';
import { postIn, shownBody } from './read-posts.ts';
import { dayOf } from './render-lists.ts';
import { ownDocuments } from './render-own-pages.ts';
import type { SiteFacts } from './site-facts.ts';
import type { SiteInputs } from './site-inputs.ts';
import type { SiteSink } from './site-writer.ts';

/** The segment of the user's own pages: no day has this name. */
const ownSegment = 'pages';

/** A segment as the state keeps it. */
interface KnownSegment extends SearchSegment {
  readonly files: readonly string[];
  /** Days with the number of their articles. */
  readonly days: Readonly<Record<string, number>>;
}

interface KnownIndex {
  readonly format: number;
  readonly segments: readonly KnownSegment[];
  /** Of the manifest and its directory. */
  readonly files: readonly string[];
}

/** Makes the segments of the search index again that hold an article that changed (`days`: on which there is or was one), and
 *  those that are cut otherwise now; takes away the others that are no more. The user's own pages are one that is made each time. */
export function renderSearchIndex(
  days: ReadonlySet<string>,
  facts: SiteFacts,
  state: SiteState,
  inputs: SiteInputs,
  sink: SiteSink,
): void {
  const before = knownIndex(state);
  const known = new Map(before.segments.map((segment) => [segment.name, segment]));
  const counts = new Map(state.posts.countByDay().map(([day, count]) => [dayOf(day * 1_000_000), count]));
  const wanted = new Map<string, Record<string, number>>();
  for (const [day, name] of segmentsOf(counts)) {
    const segment = wanted.get(name) ?? {};
    segment[day] = counts.get(day) ?? 0;
    wanted.set(name, segment);
  }
  const segments: KnownSegment[] = [];
  for (const [name, ofSegment] of wanted) {
    const segment = known.get(name);
    const isSame = before.format === searchFormat && JSON.stringify(segment?.days) === JSON.stringify(ofSegment);
    if (segment && isSame && !Object.keys(ofSegment).some((day) => days.has(day))) segments.push(segment);
    else {
      const documents = readDocuments(Object.keys(ofSegment), state, inputs);
      segments.push({ ...putSegment(name, documents, segment, sink), days: ofSegment });
    }
  }
  const context = inputs.contexts.get('');
  const documents = context ? ownDocuments(context) : [];
  if (documents.length > 0) {
    segments.push({ ...putSegment(ownSegment, documents, known.get(ownSegment), sink), days: {} });
    wanted.set(ownSegment, {});
  }
  for (const [name, { files }] of known) if (!wanted.has(name)) for (const path of files) sink.remove(path);
  const choices = {
    outlets: facts.outlets.map(({ key, name }) => ({ key, name })),
    languages: facts.languages.map(({ key }) => key),
    tags: facts.tags.map(({ key, name }) => ({ key, name })),
  };
  const manifest = renderSearchManifest(segments, choices);
  for (const file of manifest) sink.put(file);
  const files = manifest.map(({ path }) => path);
  for (const path of before.files) if (!files.includes(path)) sink.remove(path);
  state.putFact('search', JSON.stringify({ format: searchFormat, segments, files } satisfies KnownIndex));
}

/** What the last build knew. Before format 2 it was a list of segments. */
function knownIndex(state: SiteState): KnownIndex {
  const known = JSON.parse(state.fact('search') || '[]') as KnownIndex | KnownIndex['segments']; // as above
  return 'format' in known ? known : { format: 1, segments: known, files: [] };
}

function putSegment(
  name: string,
  documents: Iterable<SearchDocument>,
  before: KnownSegment | undefined,
  sink: SiteSink,
): Omit<KnownSegment, 'days'> {
  const files: string[] = [];
  const segment = renderSearchSegment(name, documents, (file) => {
    sink.put(file);
    files.push(file.path);
  });
  const kept = new Set(files);
  for (const path of before?.files ?? []) if (!kept.has(path)) sink.remove(path);
  return { ...segment, files };
}

/** The articles of some days, one day in memory at a time. */
function* readDocuments(days: readonly string[], state: SiteState, inputs: SiteInputs): Iterable<SearchDocument> {
  for (const day of days) {
    const number = Number(day.replaceAll('-', ''));
    for (const row of state.posts.ofDays(number, number)) yield toDocument(row, inputs);
  }
}

function toDocument(row: SitePostRow, inputs: SiteInputs): SearchDocument {
  const post = postIn(row);
  return {
    folder: post.folder,
    title: post.title,
    summary: post.summary,
    day: post.day,
    isDateStated: post.isDateStated,
    publishedMs: post.publishedMs,
    language: post.language,
    direction: post.direction,
    ...(post.translation && { translatedFrom: post.translation.from }),
    outlet: post.outlet.key,
    tags: post.tags.map(({ key }) => key),
    text: toPlainText(shownBody(post, inputs)),
  };
}
