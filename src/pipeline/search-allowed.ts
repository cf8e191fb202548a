import { readRights, toExtract } from '../model/rights.ts';
import type { SearchHit, SearchQuery, Store } from '../store/store.ts';

/** What a search finds, no more of each hit than its outlet allows at the instant `now` (epoch ms): a page of hits is shorter
 *  when some may not be shown any more. */
export async function searchAllowed(
  store: Pick<Store, 'search' | 'findArticleFile'>,
  query: SearchQuery,
  now: number,
): Promise<readonly SearchHit[]> {
  const hits: SearchHit[] = [];
  for (const hit of await store.search(query)) {
    const { article } = hit;
    // One that was moved, removed or broken by hand since it was indexed says nothing: the search goes on.
    const file = await store.findArticleFile(article.path).catch(() => undefined);
    const { shownUntil, shownChars } = readRights(file?.frontMatter.courant?.rights ?? []);
    if (now >= shownUntil) continue;
    const summary = toExtract(article.summary, shownChars);
    // Part of the text from anywhere, with marks in it: where little may be shown, it is the beginning.
    hits.push(shownChars === Infinity ? hit : { article: { ...article, summary }, snippet: summary });
  }
  return hits;
}
