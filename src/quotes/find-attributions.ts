import type { Attribution, Span } from '../model/attribution.ts';
import type { Range } from './find-content.ts';
import { findCues } from './find-cues.ts';
import { findIndirect } from './find-indirect.ts';
import { findQuoted } from './find-quoted.ts';
import type { Group, QuoteForests } from './find-quoted.ts';
import { sourceAfter } from './find-sources.ts';
import { findLexicon } from './lexicon/find-lexicon.ts';
import { rememberSources } from './list-candidates.ts';
import { quoteForests } from './quote-forests.ts';
import { readText } from './reading.ts';
import type { Reading } from './reading.ts';
import { resolveSpeakers } from './resolve-speakers.ts';

export interface AttributionOptions {
  /** The tag of the text's language ("pt-BR"). */
  readonly lang: string;
  /** Full names that the article has elsewhere: in its title, its caption. */
  readonly people?: readonly string[];
}

/** Finds who says what in an article.
 *  Input: plain text, a block on each line. Output: attributions in order of what is said, none for a language without a
 *  lexicon (`quoteLanguages`). Spans of one attribution do not overlap; those of different ones may when one tells another. */
export function findAttributions(
  text: string,
  { lang, people = [] }: AttributionOptions,
  forests: QuoteForests = quoteForests,
): readonly Attribution[] {
  const lexicon = findLexicon(lang);
  if (lexicon === undefined) return [];
  const reading = readText(text, lexicon);
  const cues = findCues(reading);
  const sourcesOf = rememberSources(reading);
  const quoted = findQuoted(reading, cues, sourcesOf, forests);
  const indirect = findIndirect(reading, cues, sourcesOf, quoted, forests);
  const groups = [...quoted, ...indirect].map((group) => ({ ...group, ranges: joined(group.ranges) }));
  groups.sort((a, b) => a.cue.head - b.cue.head);
  const speakers = resolveSpeakers(
    reading,
    groups.map(({ source }) => (source.kind === 'none' ? undefined : source)),
    people,
  );
  const hasDouble = reading.passages.some(({ isSingle }) => !isSingle);
  return groups
    .map((group, index) => toAttribution(reading, group, speakers[index], hasDouble))
    .sort((a, b) => (a.content[0]?.start ?? 0) - (b.content[0]?.start ?? 0));
}

function toAttribution(
  reading: Reading,
  { cue, source, ranges }: Group,
  speaker: string | undefined,
  hasDouble: boolean,
): Attribution {
  const addressee = addresseeOf(reading, { cue, source, ranges });
  return {
    content: ranges.map((range) => spanOf(reading, range)),
    quoted: ranges.some((range) => isQuoted(reading, range, hasDouble)),
    ...(source.kind === 'none' ? {} : { source: spanOf(reading, source) }),
    cue: spanOf(reading, cue),
    ...(addressee === undefined ? {} : { addressee: spanOf(reading, addressee) }),
    ...(speaker === undefined ? {} : { speaker }),
  };
}

/** A text that has double marks uses single ones for titles and the like; two apostrophes are not taken for a mark. */
function isQuoted({ passages, passageOf, tokens }: Reading, { first, last }: Range, hasDouble: boolean): boolean {
  for (let at = first; at <= last; at++) {
    const passage = passages[passageOf[at] ?? -1];
    if (passage === undefined) continue;
    if (!(hasDouble && passage.isSingle) && tokens[passage.first]?.text !== "''") return true;
    at = passage.last;
  }
  return false;
}

/** The noun phrase behind "told". */
function addresseeOf(reading: Reading, { cue, source, ranges }: Group): Range | undefined {
  const { tokens, lexicon } = reading;
  if (source.kind === 'after' || !lexicon.tell.has(tokens[cue.head]?.lower ?? '')) return undefined;
  const first = cue.last + 1;
  if (lexicon.that.has(tokens[first]?.lower ?? '') || tokens[first]?.lower === 'to') return undefined;
  if (lexicon.hearers.has(tokens[first]?.lower ?? '') && !lexicon.determiners.has(tokens[first]?.lower ?? ''))
    return { first, last: first };
  const phrase = sourceAfter(reading, first, false);
  if (phrase === undefined || ranges.some((range) => range.first <= phrase.last && range.last >= phrase.first))
    return undefined;
  return phrase;
}

/** Ranges in order, those that overlap as one. */
function joined(ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = found.at(-1);
    if (before !== undefined && range.first <= before.last)
      found[found.length - 1] = { first: before.first, last: Math.max(before.last, range.last) };
    else found.push(range);
  }
  return found;
}

function spanOf({ tokens }: Reading, { first, last }: Range): Span {
  return { start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0 };
}
