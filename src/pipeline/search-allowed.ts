import { showArticle } from '../publish/show-article.ts';
import type { SearchHit, SearchQuery, Store } from '../store/store.ts';
import { decideArticle, type PolicyRules } from './decide-articles.ts';

/** What a search finds, no more of each hit than may be shown at the instant `now` (epoch ms): a page of hits is shorter
 *  when some may not be shown at all, or have no readable file any more. */
export async function searchAllowed(
  store: Pick<Store, 'search' | 'findArticleFile'>,
  rules: PolicyRules,
  query: SearchQuery,
  now: number,
): Promise<readonly SearchHit[]> {
  const hits: SearchHit[] = [];
  for (const hit of await store.search(query)) {
    const { article } = hit;
    // One that was moved, removed or broken by hand since it was indexed is on no page either: the search goes on.
    const file = await store.findArticleFile(article.path).catch(() => undefined);
    if (file === undefined) continue;
    const showing = decideArticle(file, rules);
    const shown = showing && showArticle(file, showing, now);
    if (shown === undefined) continue;
    const { summary } = shown.frontMatter;
    // The snippet is text from anywhere, with marks in it: where little may be shown, it is the beginning.
    hits.push(showing?.text === 'full' ? hit : { article: { ...article, summary }, snippet: summary });
  }
  return hits;
}
