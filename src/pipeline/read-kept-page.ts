import { NewsError } from '../errors.ts';
import type { Url } from '../model/ids.ts';
import type { Page } from '../model/page.ts';
import type { Work } from './work.ts';

/** The newest successful answer that the archive keeps of an address; undefined when there is none, or when its WARC file
 *  was removed or damaged, which is reported: it can be fetched again. */
export async function readKeptPage(url: Url, work: Pick<Work, 'store' | 'report'>): Promise<Page | undefined> {
  const known = await work.store.latestPage(url, { isGood: true });
  if (known === undefined) return undefined;
  try {
    return await work.store.readPage(known);
  } catch (error) {
    if (!(error instanceof NewsError) || (error.code !== 'store/bad-warc' && error.code !== 'store/failed'))
      throw error;
    work.report({ event: 'broken-file', source: '', url: known.warc, detail: error.context.detail ?? '' });
    return undefined;
  }
}
