import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findReadable } from '../find-readable.ts';
import { stampOf } from '../site/find-changes.ts';
import { signatureOf } from '../../copies/signature.ts';
import { markdownToText } from '../../markdown/to-text.ts';
import type { ArticleFile } from '../../model/article-file.ts';
import type { StoryMember } from '../../model/story.ts';
import {
  isOriginal,
  originalPathOf,
  outletIdOf,
  publishedMsOf,
  sourceLineOf,
  translationPathsOf,
} from '../../publish/post.ts';
import type { Store } from '../../store/store.ts';
import { termsOf, type ArticleTerms } from '../../stories/article-terms.ts';

/** What of an archive is read. */
export type GroupedStore = Pick<Store, 'articleChanges' | 'findArticleFile'>;

/** What the grouping reads of an article. */
export interface ReadArticle {
  readonly member: StoryMember;
  readonly stamp: string;
  readonly terms: ArticleTerms;
  /** Those of its translation. */
  readonly translation?: ArticleTerms;
  readonly prints: Uint8Array;
}

/** Articles that changed or whose translations did, but for those that are gone. */
export function originalsOf(changed: readonly string[], removed: readonly string[]): readonly string[] {
  const gone = new Set(removed);
  const paths = [...changed, ...removed.filter((path) => !isOriginal(path))].map(originalPathOf);
  return [...new Set(paths)].filter((path) => isOriginal(path) && !gone.has(path));
}

/** The stamp of an article; of one that has a translation with the path and the stamp of that one. */
export function stampOfArticle(root: string, path: string, language: string): string {
  const stamp = stampOf(join(root, path));
  const translation = translationPathsOf(path, language).find((other) => existsSync(join(root, other)));
  return translation === undefined
    ? stamp
    : [stamp, stampOf(join(root, translation)), translation].join(stampSeparator);
}

const stampSeparator = '\n';

/** What of a stamp tells of the translation; empty without one. */
export function translationStampOf(stamp: string): string {
  return stamp.split(stampSeparator).slice(1).join(stampSeparator);
}

/** An article and, where its stamp (`stampOfArticle`) tells of one, its translation. */
export async function readArticle(
  file: ArticleFile,
  stamp: string,
  store: Pick<GroupedStore, 'findArticleFile'>,
  timeZone: string,
): Promise<ReadArticle> {
  const { path, frontMatter, body } = file;
  const source = sourceLineOf(body);
  const text = markdownToText(source.body);
  const translated = stamp.split(stampSeparator)[2];
  const translation = translated === undefined ? undefined : await findReadable(translated, store);
  return {
    member: {
      path,
      url: frontMatter.courant?.url ?? source.url ?? '',
      outlet: outletIdOf(file),
      language: languageOf(file),
      title: frontMatter.title,
      publishedMs: publishedMsOf(file, timeZone),
    },
    stamp,
    terms: termsOf({ language: languageOf(file), title: frontMatter.title, text }),
    ...(translation && { translation: termsOfFile(translation) }),
    prints: signatureOf(text),
  };
}

function termsOfFile(file: ArticleFile): ArticleTerms {
  const text = markdownToText(sourceLineOf(file.body).body);
  return termsOf({ language: languageOf(file), title: file.frontMatter.title, text });
}

function languageOf({ frontMatter }: ArticleFile): string {
  return frontMatter.lang[0] ?? 'und';
}
