import { absoluteUrl } from '../publish/address.ts';
import { pageFolderOf } from '../publish/post.ts';
import type { ArticleRecord, SearchHit } from '../store/store.ts';
import type { AppContext } from './app-context.ts';
import { findHits, type SearchRequest } from './search-answer.ts';

/** An article as the read API gives it. */
export interface ApiArticle {
  readonly id: string;
  readonly title: string;
  /** Our page, and the original. */
  readonly url: string;
  readonly source: string;
  readonly outlet: string;
  readonly language: string;
  /** Local time of the site's zone. */
  readonly date: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly revision: number;
}

/** An article that was found: the text around the hit (plain), and the translation through which, or, with `in`, in that language. */
export interface ApiHit extends ApiArticle {
  readonly snippet: string;
  readonly translation?: { readonly language: string; readonly title: string; readonly url: string };
}

export interface ApiPage<T> {
  readonly page: number;
  readonly hasMore: boolean;
  readonly articles: readonly T[];
}

/** What a search found. */
export async function searchJson(context: AppContext, request: SearchRequest): Promise<ApiPage<ApiHit>> {
  const { hits, hasMore } = await findHits(context, request);
  const articles = hits.map((hit): ApiHit => {
    const snippet = hit.snippet.replace(/[\u0001\u0002]/g, '');
    return { ...toApiArticle(context, hit.article), snippet, ...translationOf(context, hit) };
  });
  return { page: request.page, hasMore, articles };
}

function translationOf({ pages }: AppContext, { translation }: SearchHit): Pick<ApiHit, 'translation'> {
  if (translation === undefined) return {};
  const { language, title, path } = translation;
  return { translation: { language, title, url: absoluteUrl(pages.site.url, pageFolderOf(path)) } };
}

/** The articles that the filters leave, newest first. */
export async function listArticlesJson(context: AppContext, request: SearchRequest): Promise<ApiPage<ApiArticle>> {
  const { hits, hasMore } = await findHits(context, { ...request, text: '' });
  return { page: request.page, hasMore, articles: hits.map(({ article }) => toApiArticle(context, article)) };
}

export function toApiArticle({ pages }: AppContext, article: ArticleRecord): ApiArticle {
  const { id, title, outlet, language, date, summary, tags, revision } = article;
  const url = absoluteUrl(pages.site.url, pageFolderOf(article.path));
  return { id, title, url, source: article.url, outlet, language, date, summary, tags, revision };
}
