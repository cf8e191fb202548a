import type { SourceId } from '../model/ids.ts';
import { noteRules } from './note-sources.ts';
import { rereadArticle, retrySkipped, type Reread, type RereadTools } from './reread-article.ts';

export interface ReextractOptions {
  readonly source?: SourceId;
  /** `YYYY-MM-DD`: articles of this date or a later one, and skipped links found since. */
  readonly since?: string;
  /** Without it nothing is changed. */
  readonly write: boolean;
  readonly onItem: (item: Reread) => void;
  readonly onProgress: (done: number, total: number) => void;
}

/** What came of reading again. */
export interface RereadCounts {
  readonly outcomes: Readonly<Record<Reread['outcome'], number>>;
  /** In how many articles a field changes, by its name; `body` is one. */
  readonly fields: Readonly<Record<string, number>>;
  readonly words: { readonly added: number; readonly removed: number };
}

export interface ReextractReport extends RereadCounts {
  readonly sources: Readonly<Record<string, RereadCounts>>;
  readonly isWritten: boolean;
  /** False when it was stopped. */
  readonly isComplete: boolean;
  readonly seconds: number;
}

/** Runs the extractor of today over the stored pages of stored articles, and of links that an earlier one skipped. Asks
 *  nothing of the network. What it would change it tells, and with `write` does: a better reading of the same page keeps
 *  address, place and revision, and is never written over a file changed by hand. Safe to kill: run again, it goes on. */
export async function reextract(tools: RereadTools, options: ReextractOptions): Promise<ReextractReport> {
  const { store, clock, signal } = tools;
  const startedAt = clock.now();
  const isWanted = (source: SourceId, day: string): boolean =>
    (options.source === undefined || source === options.source) && day >= (options.since ?? '');
  const articles = (await store.listArticles()).filter(({ outlet, date }) => isWanted(outlet, date));
  const skipped = await store.listSkipped('extract');
  const total = articles.length + skipped.length;
  const all = new Tally();
  const sources = new Map<string, Tally>();
  let done = 0;
  const take = (item: Reread | undefined): void => {
    options.onProgress(++done, total);
    if (item === undefined) return;
    const own = sources.get(item.source) ?? new Tally();
    sources.set(item.source, own);
    for (const tally of [all, own]) tally.add(item);
    options.onItem(item);
  };
  for (const article of articles) {
    if (signal.aborted) break;
    take(await rereadArticle(article, tools, options));
  }
  for (const url of skipped) {
    if (signal.aborted) break;
    const link = await store.getLink(url);
    take(link && isWanted(link.source, link.foundAt) ? await retrySkipped(link, tools, options) : undefined);
  }
  if (options.write && options.since === undefined && done === total) await noteRules(tools, options.source);
  const seconds = (clock.now() - startedAt) / 1000;
  const bySource = [...sources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, tally]) => [id, tally.counts()] as const);
  const state = { isWritten: options.write, isComplete: done === total, seconds };
  return { ...all.counts(), sources: Object.fromEntries(bySource), ...state };
}

class Tally {
  readonly #outcomes = { changed: 0, unchanged: 0, 'kept-by-hand': 0, refused: 0, 'no-page': 0, found: 0, skipped: 0 };
  readonly #fields = new Map<string, number>();
  #added = 0;
  #removed = 0;

  add({ outcome, changes }: Reread): void {
    this.#outcomes[outcome] += 1;
    if (changes === undefined) return;
    const names = changes.fields.map(({ field }): string => field);
    for (const name of changes.body ? [...names, 'body'] : names)
      this.#fields.set(name, (this.#fields.get(name) ?? 0) + 1);
    this.#added += changes.body?.added ?? 0;
    this.#removed += changes.body?.removed ?? 0;
  }

  counts(): RereadCounts {
    const fields = Object.fromEntries([...this.#fields].sort((a, b) => b[1] - a[1]));
    return { outcomes: this.#outcomes, fields, words: { added: this.#added, removed: this.#removed } };
  }
}
