import { fieldValues } from '../diff/diff-articles.ts';
import { versionChanges, type Version, type VersionChange } from '../diff/version-changes.ts';

/** What the site tells of one revision besides its diff: plain data, which the state of the site keeps. */
export interface PostChange {
  readonly revision: number;
  /** Epoch ms. */
  readonly atMs: number;
  /** The headline of before, when it was another. */
  readonly titleBefore?: string;
  readonly title: string;
  readonly areAuthorsOther: boolean;
  readonly wordsAdded: number;
  readonly wordsRemoved: number;
}

/** The changes of an article, oldest first. `versions`: those that may be shown in full, in order, the one of now last. */
export function toPostChanges(versions: readonly Version[]): readonly PostChange[] {
  return versionChanges(versions).flatMap((change) => {
    const title = versions.find(({ revision }) => revision === change.revision)?.file.frontMatter.title ?? '';
    return toPostChange(change, title) ?? [];
  });
}

/** What the site tells of a change; undefined when nobody knows when it was. `title`: the headline after it. */
export function toPostChange({ revision, at, diff }: VersionChange, title: string): PostChange | undefined {
  const atMs = Date.parse(at);
  if (Number.isNaN(atMs)) return undefined;
  const before = diff.fields.filter(({ field }) => field === 'title').map((field) => fieldValues(field).before);
  return {
    ...{ revision, atMs, title },
    ...(before[0] !== undefined && { titleBefore: before[0] }),
    areAuthorsOther: diff.fields.some(({ field }) => field === 'authors'),
    wordsAdded: diff.words.added,
    wordsRemoved: diff.words.removed,
  };
}

/** Where the page with the changes of an article lies. */
export function changesFolder(articleFolder: string): string {
  return `${articleFolder}/changes`;
}
