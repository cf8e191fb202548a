import { NewsError } from '../errors.ts';
import type { Url } from '../model/ids.ts';
import type { Page } from '../model/page.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleRecord, PageRef } from '../store/store.ts';
import { normalizeUrl } from '../url/normalize.ts';
import type { Work } from './work.ts';

/** The newest successful answer that the archive keeps of an address; undefined when there is none that can be read. */
export async function readKeptPage(url: Url, work: Pick<Work, 'store' | 'report'>): Promise<Page | undefined> {
  const known = await work.store.latestPage(url, { isGood: true });
  return known && readPageAt(known, work);
}

/** The answer that a stored article was read from. A file without provenance does not say which: then the newest good one
 *  that the article's own address gave. */
export async function readPageOf(
  article: ArticleRecord,
  { frontMatter }: Pick<ArticleFile, 'frontMatter'>,
  work: Pick<Work, 'store' | 'report'>,
): Promise<Page | undefined> {
  const fetched = frontMatter.courant?.fetched;
  const ref = (await work.store.listPages(article.url)).find(
    (one) => isGood(one) && (fetched === undefined ? normalizeUrl(one.url) === article.url : one.fetchedAt === fetched),
  );
  return ref && readPageAt(ref, work);
}

/** Whether an answer has what was asked for. */
export function isGood({ status }: Pick<PageRef, 'status'>): boolean {
  return status >= 200 && status < 300;
}

/** A stored answer; undefined when its WARC file was removed or damaged, which is reported: it can be fetched again. */
export async function readPageAt(ref: PageRef, work: Pick<Work, 'store' | 'report'>): Promise<Page | undefined> {
  try {
    return await work.store.readPage(ref);
  } catch (error) {
    if (!(error instanceof NewsError) || (error.code !== 'store/bad-warc' && error.code !== 'store/failed'))
      throw error;
    work.report({ event: 'broken-file', source: '', url: ref.warc, detail: error.context.detail ?? '' });
    return undefined;
  }
}
