import { renderSearchManifest } from '../../publish/search/render-manifest.ts';
import { renderSearchSegment } from '../../publish/search/render-segment.ts';
import type { SearchDocument, SearchSegment } from '../../publish/search/search-document.ts';
import { segmentsOf } from '../../publish/search/segments.ts';
import type { SitePostRow } from '../../store/site-posts.ts';
import type { SiteState } from '../../store/site-state.ts';
import { toPlainText } from '../../store/search-text.ts';
import { postIn, shownBody } from './read-posts.ts';
import { dayOf } from './render-lists.ts';
import type { SiteFacts } from './site-facts.ts';
import type { SiteInputs } from './site-inputs.ts';
import type { SiteSink } from './site-writer.ts';

/** A segment as the state keeps it. */
interface KnownSegment extends SearchSegment {
  readonly files: readonly string[];
  /** Days with the number of their articles. */
  readonly days: Readonly<Record<string, number>>;
}

/** Makes the segments of the search index again that hold an article that changed (`days`: on which there is or was one), and
 *  those that are cut otherwise now; takes away the others that are no more. */
export function renderSearchIndex(
  days: ReadonlySet<string>,
  facts: SiteFacts,
  state: SiteState,
  inputs: SiteInputs,
  sink: SiteSink,
): void {
  const known = new Map(
    (JSON.parse(state.fact('search') || '[]') as KnownSegment[]).map((segment) => [segment.name, segment]), // as below
  );
  const counts = new Map(state.posts.countByDay().map(([day, count]) => [dayOf(day * 1_000_000), count]));
  const wanted = new Map<string, Record<string, number>>();
  for (const [day, name] of segmentsOf(counts)) {
    const segment = wanted.get(name) ?? {};
    segment[day] = counts.get(day) ?? 0;
    wanted.set(name, segment);
  }
  const segments: KnownSegment[] = [];
  for (const [name, ofSegment] of wanted) {
    const before = known.get(name);
    const isSame = before !== undefined && JSON.stringify(before.days) === JSON.stringify(ofSegment);
    if (isSame && !Object.keys(ofSegment).some((day) => days.has(day))) segments.push(before);
    else segments.push({ ...putSegment(name, before, state, inputs, sink), days: ofSegment });
  }
  for (const [name, { files }] of known) if (!wanted.has(name)) for (const path of files) sink.remove(path);
  state.putFact('search', JSON.stringify(segments));
  const choices = {
    outlets: facts.outlets.map(({ key, name }) => ({ key, name })),
    languages: facts.languages.map(({ key }) => key),
    tags: facts.tags.map(({ key, name }) => ({ key, name })),
  };
  sink.put(renderSearchManifest(segments, choices));
}

function putSegment(
  name: string,
  before: KnownSegment | undefined,
  state: SiteState,
  inputs: SiteInputs,
  sink: SiteSink,
): Omit<KnownSegment, 'days'> {
  const [first = '', last = first] = name.split('_');
  const rows = state.posts.ofDays(numberOf(first), numberOf(last));
  const { segment, files } = renderSearchSegment(
    name,
    rows.map((row) => toDocument(row, inputs)),
  );
  const paths: string[] = [];
  for (const file of files) {
    sink.put(file);
    paths.push(file.path);
  }
  const kept = new Set(paths);
  for (const path of before?.files ?? []) if (!kept.has(path)) sink.remove(path);
  return { ...segment, files: paths };
}

/** `YYYYMMDD` of `YYYY-MM-DD`. */
function numberOf(day: string): number {
  return Number(day.replaceAll('-', ''));
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
    outlet: post.outlet.key,
    tags: post.tags.map(({ key }) => key),
    text: toPlainText(shownBody(post, inputs)),
  };
}
