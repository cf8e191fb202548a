import { NewsError } from '../errors.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { Store } from '../store/store.ts';

/** Undefined for a file that is gone or broken: the build tells of it. */
export async function findReadable(
  path: string,
  store: Pick<Store, 'findArticleFile'>,
): Promise<ArticleFile | undefined> {
  try {
    return await store.findArticleFile(path);
  } catch (error) {
    if (error instanceof NewsError && error.code === 'store/bad-article-file') return undefined;
    throw error;
  }
}
