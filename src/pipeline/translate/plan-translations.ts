import type { SpendingBook, SpendingLimit } from '../../model/translation.ts';
import { toPolicyRules } from '../decide-articles.ts';
import { glossaryVersion } from '../../translate/glossary.ts';
import { toMemoryKey } from '../../translate/memory-key.ts';
import { partArticle } from '../../translate/translated-article.ts';
import { SkipCounts, type SkipCount } from './skip-counts.ts';
import { findStands, originalsOf, type TranslationTask } from './find-stands.ts';
import { findWay, isPaid, moneyOf, type Way } from './translate-article.ts';
import { isDue, pathsAtOnce, type TranslateOptions } from './translate-archive.ts';
import type { TranslateTools } from './translate-tools.ts';

/** What one engine would be given on one way. */
export interface PlannedWay {
  readonly engine: string;
  readonly from: string;
  readonly to: string;
  readonly model: string;
  readonly isPaid: boolean;
  readonly articles: number;
  readonly segments: number;
  /** Of them known from before, or from an article before. */
  readonly fromMemory: number;
  /** To be sent, about: what is refused is sent once more, names are not sent. */
  readonly characters: number;
  readonly money: number;
}

export interface PlannedLimit extends SpendingLimit {
  /** What is used of it; of a run, nothing. */
  readonly usedCharacters: number;
  readonly usedMoney: number;
}

export interface TranslationPlan {
  readonly ways: readonly PlannedWay[];
  readonly upToDate: number;
  readonly byHand: number;
  readonly skips: readonly SkipCount[];
  readonly limits: readonly PlannedLimit[];
  readonly currency: string;
}

type PlanTools = Pick<TranslateTools, 'project' | 'store' | 'engines' | 'clock' | 'signal'>;

type Counted = { -readonly [K in keyof PlannedWay]: PlannedWay[K] };

/** What `translateArchive` would do of all articles, and what it would cost; asks engines for their languages alone, and changes nothing. */
export async function planTranslations(tools: PlanTools, options: TranslateOptions): Promise<TranslationPlan> {
  const { project, store, clock } = tools;
  const ways = new Map<string, Counted>();
  const planned = new Set<number>();
  const skips = new SkipCounts();
  const counts = { upToDate: 0, byHand: 0 };
  const asked = { settings: project.translate, policy: toPolicyRules(project), to: options.to };
  const paths = originalsOf((await store.articleChanges('')).changed);
  for (let from = 0; from < paths.length && !tools.signal.aborted; from += pathsAtOnce) {
    options.onProgress?.(from, paths.length);
    const found = await findStands(store, paths.slice(from, from + pathsAtOnce), asked);
    for (const stand of found.flatMap(({ stands }) => stands)) {
      if (stand.skip) skips.add(stand.skip);
      if (stand.state === 'current') counts.upToDate += 1;
      if (stand.state === 'by-hand') counts.byHand += 1;
      if (!isDue(stand.state, options.isAnew)) continue;
      const way = await findWay(stand.task.file.frontMatter.lang[0] ?? 'und', stand.task.to, tools.engines);
      if (way.ok) await addTask(stand.task, way.value, { ways, planned }, tools);
      else skips.add(way.skip);
    }
  }
  return {
    ways: [...ways.values()].sort((a, b) => b.characters - a.characters),
    ...counts,
    skips: skips.list(),
    limits: await usedOf(project.translate.limits, tools.engines, store.translations, clock.now()),
    currency: project.translate.currency,
  };
}

async function addTask(
  { file, text, to }: TranslationTask,
  { engine, path }: Way,
  { ways, planned }: { readonly ways: Map<string, Counted>; readonly planned: Set<number> },
  { project, store }: PlanTools,
): Promise<void> {
  const name = [engine.name, path.from, path.to, path.model].join('\n');
  const known: Counted = ways.get(name) ?? {
    ...{ engine: engine.name, from: path.from, to: path.to, model: path.model, isPaid: isPaid(engine) },
    ...{ articles: 0, segments: 0, fromMemory: 0, characters: 0, money: 0 },
  };
  const glossary = glossaryVersion(project.translate.glossary, to);
  const texts = [...new Set(partArticle(file, text).segments.map((segment) => segment.text))];
  const keys = texts.map((one) => toMemoryKey({ engine: engine.name, ...path, glossary, text: one }));
  const memory = await store.translations.find(keys);
  // What two articles have is sent once.
  const sent = texts.filter((_, at) => !memory.has(keys[at] ?? '') && !planned.has(shortOf(keys[at])));
  for (const key of keys) planned.add(shortOf(key));
  const characters = sent.reduce((sum, one) => sum + one.length, 0);
  known.articles += 1;
  known.segments += texts.length;
  known.fromMemory += texts.length - sent.length;
  known.characters += characters;
  known.money += moneyOf(engine, characters);
  ways.set(name, known);
}

/** 52 bits of a key tell millions of texts apart, in little memory. */
function shortOf(key = ''): number {
  return Number.parseInt(key.slice(0, 13), 16);
}

/** What engines that cost nothing were given counts for no limit. */
async function usedOf(
  limits: readonly SpendingLimit[],
  engines: PlanTools['engines'],
  book: SpendingBook,
  now: number,
): Promise<readonly PlannedLimit[]> {
  const paid = [...new Set(engines.filter(isPaid).map(({ name }) => name))];
  const day = new Date(now).toISOString().slice(0, 10);
  return Promise.all(
    limits.map(async (limit) => {
      const first = limit.per === 'day' ? day : `${day.slice(0, 8)}01`;
      const asked = limit.per === 'run' ? [] : paid;
      const used = await Promise.all(asked.map((engine) => book.spentSince(Date.parse(first), engine)));
      const sum = (key: 'characters' | 'money'): number => used.reduce((all, one) => all + one[key], 0);
      return { ...limit, usedCharacters: sum('characters'), usedMoney: sum('money') };
    }),
  );
}
