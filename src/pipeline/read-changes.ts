import { versionChanges, type Version, type VersionChange } from '../diff/version-changes.ts';
import type { ArticleFile } from '../model/article-file.ts';
import { showArticle } from '../publish/show-article.ts';
import type { ArticleRecord, Store } from '../store/store.ts';
import { decideArticle, type PolicyRules } from './decide-articles.ts';

/** An article of the archive and what its outlet changed, oldest change first. */
export interface ChangedArticle {
  readonly article: ArticleRecord;
  readonly file: ArticleFile;
  readonly changes: readonly VersionChange[];
}

type Reader = Pick<Store, 'findArticleFile' | 'readHistory'>;

/** Undefined when somebody removed its file. Throws NewsError `store/bad-article-file`. */
export async function readChanges(article: ArticleRecord, store: Reader): Promise<ChangedArticle | undefined> {
  const file = await store.findArticleFile(article.path);
  if (file === undefined) return undefined;
  return { article, file, changes: versionChanges(await readVersions(article, file, store)) };
}

/** As `readChanges`, no more than may be shown at the instant `now` (epoch ms): without changes unless all of the article is. Undefined
 *  when nothing of it is, or its file cannot be read. */
export async function readShownChanges(
  article: ArticleRecord,
  store: Reader,
  rules: PolicyRules,
  now: number,
): Promise<ChangedArticle | undefined> {
  const file = await store.findArticleFile(article.path).catch(() => undefined);
  const showing = file && decideArticle(file, rules);
  const shown = file && showing && showArticle(file, showing, now);
  if (file === undefined || shown === undefined) return undefined;
  const versions = await readVersions(article, file, store).catch((): readonly Version[] => []);
  return { article, file: shown, changes: versionChanges(allowedVersions(versions, rules)) };
}

async function readVersions(
  { path, revision }: ArticleRecord,
  file: ArticleFile,
  store: Reader,
): Promise<readonly Version[]> {
  // One as new as the article was kept by a run that was killed before it wrote the next.
  const older = (await store.readHistory(path)).filter((version) => version.revision < revision);
  return [...older, { revision, file }];
}

/** Those versions of an article that may be shown in full; none unless that of now is, the last of them. What may be shown of it is for
 *  the policy to say, of an older version also what was asked for then. */
export function allowedVersions(versions: readonly Version[], rules: PolicyRules): readonly Version[] {
  const now = versions.at(-1);
  const showing = now && decideArticle(now.file, rules);
  if (showing?.text !== 'full') return [];
  const allowed = versions.filter(({ file }) => {
    const older = decideArticle(file, rules);
    return older?.text === 'full' && older.until >= showing.until;
  });
  return allowed.length < 2 ? [] : allowed;
}
