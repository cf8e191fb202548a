import { join } from 'node:path';
import type { Project } from '../../config/project.ts';
import { writeWhole } from '../../config/write-whole.ts';
import { skips } from '../../errors.ts';
import type { Skip } from '../../model/outcome.ts';
import { outletIdOf } from '../../publish/post.ts';
import { readIfThere } from '../../store/read-if-there.ts';
import type { Store } from '../../store/store.ts';
import { toPolicyRules } from '../decide-articles.ts';
import { forEachAtOnce } from '../for-each-at-once.ts';
import { digestOf } from '../site/update-site.ts';
import type { PipelineEvent } from '../work.ts';
import {
  findStands,
  languagesOf,
  originalsOf,
  type ArticleStands,
  type TranslationStand,
  type TranslationTask,
} from './find-stands.ts';
import { SkipCounts, type SkipCount } from './skip-counts.ts';
import { SharedMemory } from './shared-memory.ts';
import { translateArticle, type Translated } from './translate-article.ts';
import type { TranslateTools } from './translate-tools.ts';

export interface TranslateOptions {
  /** Only into these languages (BCP 47); empty: all that the rules name. */
  readonly to: readonly string[];
  /** Also those that are up to date; never those that somebody changed. */
  readonly isAnew: boolean;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface TranslateReport {
  readonly translated: number;
  readonly upToDate: number;
  readonly byHand: number;
  /** Left for another worker, which has them. */
  readonly elsewhere: number;
  readonly segments: number;
  /** Of them: known from before, and left in the original language. */
  readonly fromMemory: number;
  readonly inOriginal: number;
  /** What engines were given. */
  readonly characters: number;
  readonly money: number;
  readonly skips: readonly SkipCount[];
  /** The budget ended it. */
  readonly isOverBudget: boolean;
  readonly seconds: number;
}

/** How many articles are under way: engines over the network make one wait. */
const articlesAtOnce = 4;
/** How many files are read before the next are looked at. */
export const pathsAtOnce = 64;

/** Translates what the rules ask for and is not there or not up to date, the newest articles first. Ends in order when the
 *  budget is used up or the work is stopped; the next call goes on. Only articles that changed since the last call that came to its end are looked at. */
export async function translateArchive(tools: TranslateTools, options: TranslateOptions): Promise<TranslateReport> {
  const { project, store, clock } = tools;
  const startedAt = clock.now();
  const counts = new Counts();
  const memory = new SharedMemory(store.translations);
  const isOver = (): boolean => counts.isOverBudget || tools.signal.aborted;
  const marks = new MarkFile(project);
  const isPart = options.isAnew || options.to.length > 0;
  const { changed, mark } = await store.articleChanges(isPart ? '' : await marks.read());
  const asked = { settings: project.translate, policy: toPolicyRules(project), to: options.to };
  const paths = originalsOf(changed);
  for (let from = 0; from < paths.length && !isOver(); from += pathsAtOnce) {
    options.onProgress?.(from, paths.length);
    const found = await findStands(store, paths.slice(from, from + pathsAtOnce), asked);
    await forEachAtOnce(found, articlesAtOnce, (article) =>
      translateInto(article, { ...tools, memory }, options, counts, isOver),
    );
  }
  // What was put off is looked at again, whatever becomes of its article meanwhile.
  if (!isPart && !isOver() && !counts.isPutOff) await marks.write(mark);
  return counts.report((clock.now() - startedAt) / 1000);
}

async function translateInto(
  { id, file, existing, stands }: ArticleStands,
  tools: TranslateTools & { readonly memory: SharedMemory },
  { isAnew }: TranslateOptions,
  counts: Counts,
  isOver: () => boolean,
): Promise<void> {
  for (const stand of stands) {
    counts.see(stand, isAnew);
    if (isOver() || !isDue(stand.state, isAnew)) continue;
    const { task } = stand;
    const result = await translateArticle(task, tools, isAnew);
    if (result.ok) counts.add(result.value);
    else counts.skip(result.skip);
    tools.report(eventOf(task, result.ok ? undefined : result.skip));
  }
  const now = stands.length === 0 ? existing : await tools.store.listTranslations(id);
  const languages = languagesOf(file, now);
  await tools.inTurn(() => tools.store.setTranslations(id, languages), [`outlet ${outletIdOf(file)}`]);
}

export function isDue(state: ArticleStands['stands'][number]['state'], isAnew: boolean): boolean {
  return state === 'missing' || state === 'outdated' || (isAnew && state === 'current');
}

function eventOf({ file, to }: TranslationTask, skip: Skip | undefined): PipelineEvent {
  return {
    event: skip === undefined ? 'translated' : 'translation-skipped',
    source: outletIdOf(file),
    url: file.frontMatter.courant?.url ?? file.path,
    detail: skip === undefined ? to : `${to}: ${skip.code}${skip.detail === '' ? '' : `: ${skip.detail}`}`,
  };
}

/** Up to where in the changes of the index the articles are translated, by which settings. */
class MarkFile {
  readonly #file: string;
  readonly #settings: string;

  constructor({ root, translate, policies, publish, sources }: Project) {
    this.#file = join(root, '.courant', 'translated');
    const { engines, rules, glossary } = translate;
    const own = sources.map((source) => source.publish);
    this.#settings = digestOf(JSON.stringify([engines, rules, glossary, policies, publish, own]));
  }

  async read(): Promise<string> {
    const [settings, mark = ''] = ((await readIfThere(this.#file)) ?? '').split('\n');
    return settings === this.#settings ? mark : '';
  }

  async write(mark: string): Promise<void> {
    await writeWhole(this.#file, `${this.#settings}\n${mark}`);
  }
}

/** Whether an article changed since the last call of `translateArchive` that came to its end, or something was put off. */
export async function isAnyNew(project: Project, store: Pick<Store, 'articleMark'>): Promise<boolean> {
  return (await new MarkFile(project).read()) !== (await store.articleMark());
}

/** What became of all, as it is going on. */
class Counts {
  isOverBudget = false;
  /** Something is worth trying again. */
  isPutOff = false;
  readonly #numbers = {
    ...{ translated: 0, upToDate: 0, byHand: 0, elsewhere: 0, segments: 0, fromMemory: 0, inOriginal: 0 },
    ...{ characters: 0, money: 0 },
  };
  readonly #skips = new SkipCounts();

  see({ state, skip }: TranslationStand, isAnew: boolean): void {
    if (state === 'current' && !isAnew) this.#numbers.upToDate += 1;
    if (state === 'by-hand') this.#numbers.byHand += 1;
    if (skip) this.skip(skip);
  }

  add(one: Translated): void {
    if (one.isElsewhere) {
      this.isPutOff = true;
      this.#numbers.elsewhere += 1;
      return;
    }
    this.#numbers.translated += 1;
    for (const key of ['segments', 'fromMemory', 'inOriginal', 'characters', 'money'] as const)
      this.#numbers[key] += one[key];
  }

  skip(skip: Skip): void {
    const { code } = skip;
    if (code === 'translate/over-budget') this.isOverBudget = true;
    if ('retry' in skips[code]) this.isPutOff = true;
    this.#skips.add(skip);
  }

  report(seconds: number): TranslateReport {
    return { ...this.#numbers, skips: this.#skips.list(), isOverBudget: this.isOverBudget, seconds };
  }
}
