import type { Span } from '../model/attribution.ts';
import { datePatternsOf, type DatePatterns } from './date-patterns.ts';
import { dayInZone } from './days.ts';
import { foldInPlace } from './fold-in-place.ts';
import { resolveDate, type FoundDate } from './resolve-date.ts';
import { splitSentences } from '../text/sentences.ts';
import { readTenses, tenseAt } from './tense.ts';

/** A date that a text names. */
export interface DateMention {
  /** Where, in UTF-16 code units. */
  readonly span: Span;
  /** The sentence around it. */
  readonly sentence: Span;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: as exact as the text. */
  readonly date: string;
  /** The year stands in the text. */
  readonly isStated: boolean;
}

export interface DatesOptions {
  /** BCP 47; without words for a language only dates in figures are read. */
  readonly language: string;
  /** Epoch ms; when it is no time, nothing is found. */
  readonly publishedMs: number;
  /** IANA name or offset as `+05:30`, of the place that dates are meant in. */
  readonly zone: string;
}

/** Finds the dates that a text tells of, in order, resolved against the day on which it was published: "on January 21", "Saturday",
 *  "next month", "in 2019". A weekday or a day without a year is taken by the tense of its verb. What cannot be told with
 *  confidence is left out: nothing is guessed. Pure; linear in the length of the text.
 *  Example: `findDatesInText('The museum will open on Saturday.', { language: 'en', publishedMs: Date.UTC(2026, 10, 26), zone: 'UTC' })`
 *  → one mention, `2026-11-28`. */
export function findDatesInText(text: string, options: DatesOptions): readonly DateMention[] {
  const patterns = datePatternsOf(options.language);
  const folded = foldInPlace(text);
  const found = listDates(folded, patterns);
  if (found.length === 0 || !(Math.abs(options.publishedMs) <= maxEpochMs)) return [];
  const today = dayInZone(options.publishedMs, options.zone);
  const mentions: DateMention[] = [];
  let next = 0;
  for (const sentence of splitSentences(text, options.language)) {
    const inside: FoundDate[] = [];
    for (let one = found[next]; one !== undefined && one.start < sentence.end; one = found[++next])
      if (one.start >= sentence.start && one.end <= sentence.end) inside.push(one);
    if (inside.length > 0 && sentence.end - sentence.start <= maxSentence)
      mentions.push(...readSentence(text, folded, sentence, inside, today, patterns));
  }
  return mentions;
}

/** All that looks like a date, in order; of two that overlap the one of the pattern that comes first. */
function listDates(folded: string, { patterns }: DatePatterns): readonly FoundDate[] {
  const found: FoundDate[] = [];
  const taken = new Uint8Array(folded.length);
  for (const pattern of patterns) {
    for (const match of folded.matchAll(pattern.regex)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      found.push({ start, end, pattern, groups: match.groups ?? {} });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const maxAround = 80;
/** Beyond, `Date` has no days. */
const maxEpochMs = 8.64e15 - 86_400_000;
const nearVerb = 25;
/** What is longer is a list or a table, and its verbs tell nothing of its dates. */
const maxSentence = 2000;

function readSentence(
  text: string,
  folded: string,
  sentence: Span,
  dates: readonly FoundDate[],
  today: number,
  patterns: DatePatterns,
): readonly DateMention[] {
  const inSentence = dates.map(({ start, end }) => ({ start: start - sentence.start, end: end - sentence.start }));
  const tenses = readTenses(text.slice(sentence.start, sentence.end), inSentence, patterns);
  const years = dates.flatMap(({ groups }) => (groups['y'] === undefined ? [] : Number(groups['y'])));
  return dates.flatMap((date, index) => {
    const { start, end, groups } = date;
    const own = inSentence[index] ?? { start: 0, end: 0 };
    const capitalAt = start + Math.max(folded.slice(start, end).indexOf(groups['m'] ?? groups['w'] ?? ''), 0);
    const resolved = resolveDate(date, {
      today,
      // "Today" may be these days, unless a verb beside it tells of that day.
      tense: tenseAt(own, tenses, date.pattern.form === 'today' ? nearVerb : Infinity),
      years,
      before: folded.slice(Math.max(sentence.start, start - maxAround), start),
      after: folded.slice(end, Math.min(sentence.end, end + maxAround)),
      isCapital: /^\p{Lu}/u.test(text.slice(capitalAt, capitalAt + 2)),
      isBeforeCapital: /^ \p{Lu}/u.test(text.slice(end, end + 3)),
      isTitled: patterns.words?.hasCapitalNouns !== true && /\s\p{Lu}/u.test(text.slice(start, end)),
      isFirst: !/[\p{L}\p{N}]/u.test(text.slice(sentence.start, start)),
      patterns,
    });
    const isStated = groups['y'] !== undefined;
    return resolved === undefined ? [] : [{ span: { start, end }, sentence, date: resolved, isStated }];
  });
}
