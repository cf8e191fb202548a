import type { ArticleFile } from '../model/article-file.ts';
import { diffArticles, toReadable, type ArticleDiff } from './diff-articles.ts';

/** A version of an article, and its number. */
export interface Version {
  readonly revision: number;
  readonly file: ArticleFile;
}

/** What a revision changed. */
export interface VersionChange {
  readonly revision: number;
  /** RFC 3339: when the outlet says that it changed it, if that may be; else when it was seen. Empty when the file tells neither. */
  readonly at: string;
  /** Of the texts without markup. */
  readonly diff: ArticleDiff;
}

/** What each version of an article changed in the one before, oldest first. `versions`: in order of their numbers. */
export function versionChanges(versions: readonly Version[]): readonly VersionChange[] {
  return versions.slice(1).flatMap(({ revision, file }, index) => {
    const before = versions[index]?.file;
    if (before === undefined) return [];
    return [{ revision, at: changedAt(before, file), diff: diffArticles(toReadable(before), toReadable(file)) }];
  });
}

function changedAt({ frontMatter: { courant: before } }: ArticleFile, { frontMatter }: ArticleFile): string {
  const { modified = '', fetched = '' } = frontMatter.courant ?? {};
  const [stated, seen, earlier] = [modified, fetched, before?.fetched ?? ''].map((text) => Date.parse(text));
  if (stated === undefined || seen === undefined || earlier === undefined || Number.isNaN(seen)) return '';
  return new Date(stated > earlier && stated <= seen ? stated : seen).toISOString();
}
