import type { Context } from 'hono';
import { toLanguageTag } from '../../publish/formats.ts';
import { markup, nothing, type Markup } from '../../publish/markup.ts';
import type { SearchHit } from '../../store/store.ts';
import type { AccessEnv } from '../access/caller.ts';
import { markHits } from '../search-answer.ts';
import { articleList, type RowParts } from './article-rows.ts';
import type { ReadingContext } from './reading-context.ts';
import { readerOf } from './reading-page.ts';

/** Hits as a list that can be marked. `labelOf`: what stands in front of one. */
export async function hitList(
  c: Context<AccessEnv>,
  context: ReadingContext,
  hits: readonly SearchHit[],
  labelOf: (id: string) => string | undefined = () => undefined,
): Promise<Markup> {
  const rows = await context.shelf.rows(hits.map(({ article }) => article));
  if (rows.length === 0) return markup`<p class="empty" role="status">${context.pages.strings.noResults}</p>\n`;
  const byId = new Map(hits.map((hit) => [hit.article.id, hit]));
  const marks = context.service.readers.marks.of(
    readerOf(c).user.id,
    rows.map(({ id }) => id),
  );
  const parts = rows.map((row) => {
    const hit = byId.get(row.id);
    const label = labelOf(row.id);
    const shown: RowParts = {
      marks: marks.get(row.id),
      ...(hit && { summary: markHits(hit.snippet) }),
      ...(label !== undefined && { label }),
      ...(hit?.translation && { more: translationLink(context, hit) }),
    };
    return { row, parts: shown };
  });
  return markup`<h2 class="app-head">Found</h2>\n${articleList(context, parts)}`;
}

/** The version in another language through which an article was found. */
function translationLink({ pages }: ReadingContext, { article, translation }: SearchHit): Markup {
  if (translation === undefined) return nothing;
  const language = toLanguageTag(translation.language);
  return markup`<p class="meta"><a href="/app/articles/${article.id}/${language.toLowerCase()}" hreflang="${language}">${pages.formats.languageName(language)}: <bdi lang="${language}">${translation.title}</bdi></a></p>\n`;
}
