import type { ArticleId } from '../../model/ids.ts';
import { decideArticle } from '../../pipeline/decide-articles.ts';
import { showArticle } from '../../publish/show-article.ts';
import type { ArticleRecord } from '../../store/store.ts';
import type { Service } from '../service.ts';

/** An article in a list: what may be shown of its row in the index. */
export interface ShelfRow extends ArticleRecord {
  /** False: the outlet gives no date, and `date` tells when it was collected. */
  readonly isDateStated: boolean;
}

/** Rows of the index as everybody may see them. */
export interface Shelf {
  /** In the same order, without those that nothing is shown of. */
  rows(articles: readonly ArticleRecord[]): Promise<readonly ShelfRow[]>;
  /** As `rows`, of articles by id; those that are gone are left out. */
  find(ids: readonly ArticleId[]): Promise<readonly ShelfRow[]>;
}

/** What was decided about one version of an article. */
interface Decision {
  readonly hash: string;
  /** Epoch ms; 0 for one that is not shown at all. */
  readonly until: number;
  /** Undefined: the index has what may be shown. */
  readonly summary: string | undefined;
  readonly isDateStated: boolean;
}

// Some hundred bytes each.
const maxKept = 100_000;

/** What may be shown of an article depends on its file, so that each version is read once while the server runs, and from then on
 *  lists are made from the index alone. */
export function createShelf(service: Pick<Service, 'store' | 'rules' | 'clock'>): Shelf {
  const { store, clock } = service;
  const decisions = new Map<ArticleId, Decision>();
  let decidedBy = service.rules;

  const decide = async ({ path, hash }: ArticleRecord): Promise<Decision> => {
    // One that was moved, removed or broken by hand since it was indexed is on no page either.
    const file = await store.findArticleFile(path).catch(() => undefined);
    const showing = file && decideArticle(file, decidedBy);
    if (file === undefined || showing === undefined || showing.text === 'private')
      return { hash, until: 0, summary: undefined, isDateStated: true };
    const shown = showArticle(file, showing, -Infinity);
    const summary = showing.text === 'full' ? undefined : (shown?.frontMatter.summary ?? '');
    const { courant } = file.frontMatter;
    return { hash, until: showing.until, summary, isDateStated: courant === undefined || courant.published !== '' };
  };

  const known = async (article: ArticleRecord): Promise<Decision> => {
    const before = decisions.get(article.id);
    if (before?.hash === article.hash) return before;
    const decision = await decide(article);
    if (decisions.size >= maxKept) decisions.clear();
    decisions.set(article.id, decision);
    return decision;
  };

  const rows = async (articles: readonly ArticleRecord[]): Promise<readonly ShelfRow[]> => {
    const now = clock.now();
    if (decidedBy !== service.rules) decisions.clear();
    decidedBy = service.rules;
    const decided = await Promise.all(articles.map(known));
    return articles.flatMap((article, index) => {
      const decision = decided[index];
      if (decision === undefined || decision.until <= now) return [];
      const { summary = article.summary, isDateStated } = decision;
      return [{ ...article, summary: summary.replace(/\.{3,}$/, '…'), isDateStated }];
    });
  };
  return {
    rows,
    find: async (ids) => {
      const found = await Promise.all(ids.map((id) => store.getArticle(id)));
      return rows(found.flatMap((article) => article ?? []));
    },
  };
}
