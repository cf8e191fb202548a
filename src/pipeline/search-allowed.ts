import type { ArticleFile } from '../model/article-file.ts';
import { showArticle } from '../publish/show-article.ts';
import { isFound, searchedTexts, withoutExclusions } from '../store/search-text.ts';
import type { SearchHit, SearchQuery, Store } from '../store/store.ts';
import { decideArticle, type PolicyRules } from './decide-articles.ts';

// Each takes a read of a file. Whoever has so many hits asks for something narrower.
const maxLooks = 2000;

/** What a search finds among what may be shown at the instant `now` (epoch ms), and no more of each hit: the index knows full
 *  texts, but nothing is found, left out or counted by words that are not shown. `offset` counts hits that are. Looks at the
 *  newest 2,000 that the index has; those without a readable file are passed over. */
export async function searchAllowed(
  store: Pick<Store, 'search' | 'findArticleFile'>,
  rules: PolicyRules,
  query: SearchQuery,
  now: number,
): Promise<readonly SearchHit[]> {
  const { limit, offset = 0 } = query;
  const text = withoutExclusions(query.text);
  const allowed: SearchHit[] = [];
  for (let looked = 0; looked < maxLooks && allowed.length < offset + limit;) {
    const size = Math.min(Math.max(offset + limit - allowed.length, limit), maxLooks - looked);
    const found = await store.search({ ...query, text, limit: size, offset: looked });
    for (const hit of found) allowed.push(...(await allow(hit, store, rules, query.text, now)));
    if (found.length < size) break;
    looked += size;
  }
  return allowed.slice(offset, offset + limit);
}

/** The hit as it may be shown, or nothing: without its translation, when that may not be. */
async function allow(
  hit: SearchHit,
  store: Pick<Store, 'findArticleFile'>,
  rules: PolicyRules,
  text: string,
  now: number,
): Promise<readonly SearchHit[]> {
  const { article, translation } = hit;
  const read = async (path: string): Promise<Shown | undefined> => {
    // One that was moved, removed or broken by hand since it was indexed is on no page either: the search goes on.
    const file = await store.findArticleFile(path).catch(() => undefined);
    const showing = file && decideArticle(file, rules);
    const shown = showing && showArticle(file, showing, now);
    return shown && { file: shown, isWhole: showing.text === 'full' };
  };
  const original = await read(article.path);
  if (original === undefined) return [];
  const translated = translation && (await read(translation.path));
  const { isWhole } = translated ?? original;
  const isComplete = isWhole && original.isWhole && (translation === undefined || translated !== undefined);
  // Of a whole article the index told all, but for what is excluded.
  const isFoundAlready = isComplete && withoutExclusions(text) === text;
  const isFoundIn = (shown: Shown | undefined, language: string): boolean =>
    shown !== undefined && isFound(searchedTexts(shown.file), text, language);
  if (!isFoundAlready && !isFoundIn(translated, translation?.language ?? '') && !isFoundIn(original, article.language))
    return [];
  if (isComplete) return [hit];
  const { summary } = original.file.frontMatter;
  // The snippet is text from anywhere, with marks in it: where little may be shown, it is the beginning.
  const snippet = (translated ?? original).file.frontMatter.summary;
  return [{ article: { ...article, summary }, snippet, ...(translation && translated && { translation }) }];
}

interface Shown {
  readonly file: ArticleFile;
  readonly isWhole: boolean;
}
