import { findNames } from '../../names/find-names.ts';
import type { ArticleFile } from '../../model/article-file.ts';
import { ok, type Outcome } from '../../model/outcome.ts';
import type {
  EnginePath,
  Spending,
  SpendingBook,
  SpendingLimit,
  TaggedText,
  TranslationEngine,
  TranslationMemory,
} from '../../model/translation.ts';
import { markdownToText } from '../../markdown/to-text.ts';
import { sourceLineOf } from '../../publish/post.ts';
import { contentHash } from '../../store/seal.ts';
import { identifyLanguage } from '../../text/identify-language.ts';
import { glossaryVersion } from '../../translate/glossary.ts';
import { createProtector } from '../../translate/protect.ts';
import type { Budget } from '../../translate/send-texts.ts';
import { joinArticle, partArticle } from '../../translate/translated-article.ts';
import { translateSegments, type TranslatedSegment } from '../../translate/translate-segments.ts';
import { languagesOf, type TranslationTask } from './find-stands.ts';
import type { SharedMemory } from './shared-memory.ts';
import type { TranslateTools } from './translate-tools.ts';

/** What one article took. */
export interface Translated {
  /** Another worker has it. */
  readonly isElsewhere?: true;
  readonly segments: number;
  readonly fromMemory: number;
  readonly inOriginal: number;
  readonly characters: number;
  readonly money: number;
}

/** How long a killed worker keeps an article from others. */
const leaseMs = 15 * 60_000;
/** With more than this part of the text in the original language, it is no translation. */
const mostInOriginal = 0.4;

/** The life of one translation (`isAnew`: also of what engines were refused before): claimed, parted, translated and
 *  judged, joined, written. One that the budget ended is not written; what was paid for is in the memory. Skips: translate/no-engine, translate/over-budget, translate/rejected, those of the engine. */
export async function translateArticle(
  task: TranslationTask,
  tools: TranslateTools & { readonly memory: SharedMemory },
  isAnew: boolean,
): Promise<Outcome<Translated>> {
  const { store, clock, run, isShared } = tools;
  const { id, file, to } = task;
  const way = await findWay(file.frontMatter.lang[0] ?? 'und', to, tools.engines);
  if (!way.ok) return way;
  if (isShared && !(await store.claimTranslation(id, to, clock.now(), leaseMs, run))) return ok(elsewhere);
  const memory = tools.memory.open();
  try {
    return await translateBy(way.value, task, { ...tools, memory }, isAnew);
  } finally {
    memory.close();
    if (isShared) await store.releaseTranslation(id, to, run);
  }
}

const elsewhere: Translated = { isElsewhere: true, segments: 0, fromMemory: 0, inOriginal: 0, characters: 0, money: 0 };

/** An engine, and its way from one language to another. */
export interface Way {
  readonly engine: TranslationEngine;
  readonly path: EnginePath;
}

/** The first engine that knows a way. Skips: translate/no-engine; those of an engine that should know and does not answer. */
export async function findWay(from: string, to: string, engines: readonly TranslationEngine[]): Promise<Outcome<Way>> {
  for (const engine of engines) {
    const path = await engine.findPath(from, to);
    if (!path.ok) return path;
    if (path.value) return ok({ engine, path: path.value });
  }
  return { ok: false, skip: { code: 'translate/no-engine', detail: `${from} → ${to}` } };
}

async function translateBy(
  { engine, path }: Way,
  { id, file, to, text }: TranslationTask,
  { project, store, memory, clock, run, signal }: TranslateTools & { readonly memory: TranslationMemory },
  isAnew: boolean,
): Promise<Outcome<Translated>> {
  const { glossary, limits } = project.translate;
  const parted = partArticle(file, text);
  const texts = parted.segments.map((segment) => segment.text);
  const version = glossaryVersion(glossary, to);
  const result = await translateSegments(texts, {
    ...{ engine, path, signal, isAnew },
    memory,
    glossaryVersion: version,
    protect: createProtector({ ...path, glossary, names: namesIn(file), languageOf }),
    budget: budgetOf(engine, { book: store.translations, limits, run, now: () => clock.now() }),
  });
  if (!result.ok) return result;
  const { segments, characters, limit } = result.value;
  if (limit)
    return {
      ok: false,
      skip: { code: 'translate/over-budget', detail: describeLimit(limit, project.translate.currency) },
    };
  if (signal.aborted) return { ok: false, skip: { code: 'translate/stopped', detail: to } };
  const refused = refusedOf(texts, segments);
  if (refused !== undefined) return { ok: false, skip: { code: 'translate/rejected', detail: refused } };
  const translation = joinArticle(
    parted,
    segments.map((segment) => segment.text),
    {
      ...{ translationKey: id, to, engine: engine.name, model: path.model, glossary: version },
      translations: languagesOf(file, [...(await store.listTranslations(id)), { language: to }]),
      translated: new Date(clock.now()).toISOString(),
      confidence: confidenceOf(texts, segments),
    },
  );
  await store.putTranslation(id, withHash(translation));
  return ok({
    segments: segments.length,
    fromMemory: segments.filter(({ from }) => from === 'memory').length,
    inOriginal: segments.filter(({ because }) => because !== undefined).length,
    ...{ characters, money: moneyOf(engine, characters) },
  });
}

function withHash(file: ArticleFile): ArticleFile {
  const { frontMatter, body } = file;
  const { courant, title } = frontMatter;
  if (courant === undefined) return file;
  return { ...file, frontMatter: { ...frontMatter, courant: { ...courant, hash: contentHash(title, body) } } };
}

/** The names of people stay as they are; those of places and organisations have forms of their own in many languages. */
function namesIn({ frontMatter, body }: ArticleFile): readonly string[] {
  const text = `${frontMatter.title}\n\n${markdownToText(sourceLineOf(body).body)}`;
  const names = findNames(text, { language: frontMatter.lang[0] ?? 'und' });
  const people = names.filter(({ kind }) => kind === 'person');
  // As they stand in the text: with its no-break spaces.
  return [...new Set(people.map(({ span }) => text.slice(span.start, span.end)))];
}

/** Of a quotation, when it is sure. */
function languageOf(text: string): string | undefined {
  const { language, confidence } = identifyLanguage(text);
  return confidence >= 0.9 ? language : undefined;
}

interface Book {
  readonly book: SpendingBook;
  readonly limits: readonly SpendingLimit[];
  readonly run: string;
  readonly now: () => number;
}

/** What costs nothing has no limits, and is counted all the same. */
function budgetOf(engine: TranslationEngine, { book, limits, run, now }: Book): Budget {
  const toSpending = (characters: number): Spending => ({
    ...{ engine: engine.name, characters },
    money: moneyOf(engine, characters),
  });
  return {
    spend: (characters) => book.reserve(toSpending(characters), isPaid(engine) ? limits : [], run, now()),
    giveBack: (characters) => book.correct(toSpending(-characters), run, now()),
  };
}

export function isPaid({ pricePerMillion }: TranslationEngine): boolean {
  return pricePerMillion > 0;
}

export function moneyOf({ pricePerMillion }: TranslationEngine, characters: number): number {
  return (characters * pricePerMillion) / 1_000_000;
}

/** "5000 characters a day" */
export function describeLimit({ per, characters, money }: SpendingLimit, currency: string): string {
  const amounts = [
    ...(characters < Infinity ? [`${characters} characters`] : []),
    ...(money < Infinity ? [`${money} ${currency}`] : []),
  ];
  return `${amounts.join(' or ')} a ${per}`;
}

/** Why there is no translation: too much of it would stand in the original language. */
function refusedOf(texts: readonly TaggedText[], segments: readonly TranslatedSegment[]): string | undefined {
  const lengthOf = (is: (segment: TranslatedSegment) => boolean): number =>
    texts.reduce((sum, text, at) => sum + (segments[at] && is(segments[at]) ? text.length : 0), 0);
  const refused = lengthOf(({ because }) => because !== undefined);
  const all = lengthOf(() => true);
  if (refused <= all * mostInOriginal) return undefined;
  const reasons = [...new Set(segments.flatMap(({ because }) => because ?? []))].join(', ');
  return `${Math.round((refused / all) * 100)} % of the text did not pass: ${reasons}`;
}

/** That of its segments by length. */
function confidenceOf(texts: readonly TaggedText[], segments: readonly TranslatedSegment[]): number {
  const all = texts.reduce((sum, text) => sum + text.length, 0);
  const sure = texts.reduce((sum, text, at) => sum + text.length * (segments[at]?.confidence ?? 0), 0);
  return all === 0 ? 0 : sure / all;
}
