import type { Project } from '../config/project.ts';
import { readRights } from '../model/rights.ts';
import type { Store } from '../store/store.ts';
import { findReadable } from './find-readable.ts';

/** What an outlet refuses: respected, and never worked round. */
export interface Refusal {
  readonly source: string;
  /** Skip codes of links; of articles that are kept, what of them is refused, among the newest `articlesSeen`. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

const refusalCodes: ReadonlySet<string> = new Set(['fetch/robots-disallowed', 'fetch/refused', 'extract/paywalled']);
const articlesSeen = 50;

/** The sources that refuse something, in the order of the project. */
export async function listRefusals(
  { sources }: Pick<Project, 'sources'>,
  store: Pick<Store, 'accounting' | 'listArticles' | 'findArticleFile'>,
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  for (const { id } of sources) {
    const { reasons } = await store.accounting(id);
    const found = new Map(
      reasons.flatMap(({ code, count }): [string, number][] => (refusalCodes.has(code) ? [[code, count]] : [])),
    );
    const add = (reason: string): unknown => found.set(reason, (found.get(reason) ?? 0) + 1);
    for (const { path } of await store.listArticles({ outlet: id, limit: articlesSeen })) {
      const file = await findReadable(path, store);
      const { keepsText, shownChars, allowsMining } = readRights(file?.frontMatter.courant?.rights ?? []);
      if (!keepsText) add('keeping the text');
      if (shownChars < Infinity) add('showing the text');
      if (!allowsMining) add('mining');
    }
    if (found.size > 0)
      refusals.push({ source: id, reasons: [...found].map(([reason, count]) => ({ reason, count })) });
  }
  return refusals;
}
