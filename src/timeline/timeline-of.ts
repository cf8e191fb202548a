import type { StoryArticle, StoryDate } from '../model/story.ts';
import { findDatesInText, type DateMention } from './find-dates.ts';
import { foldInPlace } from './fold-in-place.ts';

/** As many as a reader takes in at a glance. */
const maxDates = 20;
const outletsPerDate = 2;
/** A sentence shorter than that tells too little, a longer one too much. */
const minLength = 30;
const maxLength = 320;
const goodLength = 200;
/** Of two sentences about one date that share this much of their words, one is enough. */
const sameFact = 0.5;
/** Only the beginning is read of what is longer than any article. */
const maxText = 60_000;

interface Candidate {
  readonly article: StoryArticle;
  readonly mention: DateMention;
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly score: number;
}

/** The dates that the articles of a story tell of, in order: each with the sentence that tells most of it, and with one of another
 *  outlet that tells something else. At most 20: those that most outlets name, days before months and years. Copies of other articles
 *  count for nothing. Days of publication are not among them unless a text names them. Pure; the same whatever the order of articles. */
export function timelineOf(articles: readonly StoryArticle[]): readonly StoryDate[] {
  const byDate = new Map<string, Candidate[]>();
  for (const article of articles) {
    if (article.copyOf !== undefined) continue;
    for (const one of findCandidates(article)) {
      const list = byDate.get(one.mention.date);
      if (list) list.push(one);
      else byDate.set(one.mention.date, [one]);
    }
  }
  const ranked = [...byDate]
    .map(([date, all]) => ({ date, weight: weightOf(date, all), chosen: chooseSentences(all) }))
    .sort((a, b) => b.weight - a.weight || (a.date < b.date ? -1 : 1));
  const kept: { readonly date: string; readonly one: Candidate }[] = [];
  for (const { date, chosen } of ranked) for (const one of chosen) if (kept.length < maxDates) kept.push({ date, one });
  return kept
    .sort((a, b) => (a.date === b.date ? compare(a.one, b.one) : a.date < b.date ? -1 : 1))
    .map(({ date, one: { article, mention, text } }) => ({
      date,
      sentence: { path: article.path, span: mention.sentence, text },
    }));
}

function findCandidates(article: StoryArticle): readonly Candidate[] {
  const text = article.text.slice(0, maxText);
  return findDatesInText(text, article).flatMap((mention) => {
    // Of a sentence that is cut off the date may be as well: "November 2" of "November 21".
    if (mention.sentence.end === text.length && text.length < article.text.length) return [];
    const sentence = text.slice(mention.sentence.start, mention.sentence.end);
    if (sentence.length < minLength || sentence.length > maxLength) return [];
    const position = mention.sentence.start / Math.max(text.length, 1);
    const score =
      (mention.isStated ? 1 : 0) -
      position -
      Math.max(0, sentence.length - goodLength) / goodLength -
      (isSpeech(text, mention) ? 1 : 0);
    return [{ article, mention, text: sentence, words: wordsOf(sentence), score }];
  });
}

const speech =
  /(?<!\p{L})(?:said|told|says|sagte|teilte|mitteilte|erklarte|dijo|declaro|informo|a declare|a dit|indique|disse|afirmou|informou|ha detto|ha dichiarato|сказал|сказала|заявил|заявила|сообщил|сообщила|сообщили|zei|meldde|powiedzial|poinformowal)(?!\p{L})/u;
const speechReach = 30;

/** Whether the date is that of words about something: it dates the news and tells nothing of the matter. */
function isSpeech(text: string, { span, sentence }: DateMention): boolean {
  const around = text.slice(
    Math.max(sentence.start, span.start - speechReach),
    Math.min(sentence.end, span.end + speechReach),
  );
  return speech.test(foldInPlace(around));
}

function wordsOf(sentence: string): ReadonlySet<string> {
  return new Set(
    foldInPlace(sentence).match(/[\p{L}\p{N}]{3,}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2}/gu) ?? [],
  );
}

/** How many outlets name it; of those that as many do, days come before months, and months before years. */
function weightOf(date: string, all: readonly Candidate[]): number {
  const outlets = new Set(all.map(({ article }) => article.outlet)).size;
  const isOnlySpeech = all.every(({ article, mention }) => isSpeech(article.text, mention));
  return outlets + date.length / 20 - (isOnlySpeech ? outlets : 0);
}

/** The best sentence, and the best of another outlet that tells something else. */
function chooseSentences(all: readonly Candidate[]): readonly Candidate[] {
  const chosen: Candidate[] = [];
  for (const one of [...all].sort((a, b) => b.score - a.score || compare(a, b))) {
    if (chosen.length === outletsPerDate) break;
    if (chosen.some((other) => other.article.outlet === one.article.outlet || isSameFact(other, one))) continue;
    chosen.push(one);
  }
  return chosen;
}

function isSameFact(a: Candidate, b: Candidate): boolean {
  // Words of two languages cannot be compared: one sentence of them is enough.
  if (a.article.language.slice(0, 2) !== b.article.language.slice(0, 2)) return true;
  const shared = [...a.words].filter((word) => b.words.has(word)).length;
  return shared >= sameFact * Math.min(a.words.size, b.words.size);
}

function compare(a: Candidate, b: Candidate): number {
  return (
    a.article.publishedMs - b.article.publishedMs ||
    (a.article.path < b.article.path
      ? -1
      : a.article.path > b.article.path
        ? 1
        : a.mention.span.start - b.mention.span.start)
  );
}
