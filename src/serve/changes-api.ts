import type { BlockDiff } from '../diff/diff-blocks.ts';
import type { FieldDiff } from '../diff/diff-articles.ts';
import type { VersionChange } from '../diff/version-changes.ts';
import { parseArticleId } from '../model/ids.ts';
import type { ChangedArticle } from '../pipeline/read-changes.ts';
import { toApiArticle, type ApiArticle } from './api.ts';
import type { AppContext } from './app-context.ts';

/** What a revision changed, as the read API gives it. */
export interface ApiChange {
  readonly revision: number;
  /** RFC 3339. */
  readonly at: string;
  readonly isHeadline: boolean;
  readonly words: { readonly added: number; readonly removed: number };
}

/** An article with what its outlet changed, oldest first. `gone`: since when the outlet has it no longer, if it hasn't. */
export interface ApiChangedArticle<T extends ApiChange = ApiChange> extends ApiArticle {
  readonly gone?: string;
  readonly changes: readonly T[];
}

export interface ApiDiff extends ApiChange {
  readonly fields: readonly FieldDiff[];
  readonly blocks: readonly BlockDiff[];
}

const listed = 50;

/** The articles that were changed last. */
export async function listChangesJson(
  context: AppContext,
): Promise<{ readonly articles: readonly ApiChangedArticle[] }> {
  const changed = (await context.changes?.newest(listed)) ?? [];
  return { articles: changed.map((one) => ({ ...toChanged(context, one), changes: one.changes.map(toChange) })) };
}

/** The changes of one article with their diffs; undefined when there is no such article that may be shown. */
export async function changesJson(context: AppContext, id: string): Promise<ApiChangedArticle<ApiDiff> | undefined> {
  const article = parseArticleId(id);
  const changed = article === null ? undefined : await context.changes?.of(article);
  if (changed === undefined) return undefined;
  const changes = changed.changes.map((change) => {
    const { fields, blocks } = change.diff;
    return { ...toChange(change), fields: fields.filter(({ field }) => field !== 'image'), blocks };
  });
  return { ...toChanged(context, changed), changes };
}

function toChanged(context: AppContext, { article, file }: ChangedArticle): Omit<ApiChangedArticle, 'changes'> {
  const { gone } = file.frontMatter.courant ?? {};
  const { summary } = file.frontMatter;
  return { ...toApiArticle(context, { ...article, summary }), ...(gone !== undefined && { gone }) };
}

function toChange({ revision, at, diff }: VersionChange): ApiChange {
  return { revision, at, isHeadline: diff.fields.some(({ field }) => field === 'title'), words: diff.words };
}
