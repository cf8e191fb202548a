import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleRecord } from '../store/store.ts';
import type { Work } from './work.ts';

/** An article's file as it lies there. */
export interface StoredFile {
  readonly file: ArticleFile;
  readonly isByHand: boolean;
}

/** The stored file; `missing` when somebody removed it, `broken` when it can no longer be read. */
export type Previous = StoredFile | 'missing' | 'broken';

export async function readPrevious(known: ArticleRecord, { store }: Pick<Work, 'store'>): Promise<Previous> {
  try {
    return (await store.checkArticle(known)) ?? 'missing';
  } catch (error) {
    if (error instanceof NewsError && error.code === 'store/bad-article-file') return 'broken';
    throw error;
  }
}
