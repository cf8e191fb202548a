import type { Project } from '../config/project.ts';
import { NewsError } from '../errors.ts';
import { extractArticle } from '../extract/extract-article.ts';
import { collectTrace, type TraceStep } from '../model/trace.ts';
import { fileOf } from '../publish/address.ts';
import { pageFolderOf } from '../publish/post.ts';
import type { ArticleRecord, PageRef, Store } from '../store/store.ts';
import type { LinkRecord } from '../store/link-store.ts';
import { normalizeUrl, toUrl } from '../url/normalize.ts';
import { readAs } from './read-as.ts';
import { isGood } from './read-kept-page.ts';

export interface LinkTrace {
  readonly link: LinkRecord;
  /** Every stored answer, oldest first. */
  readonly pages: readonly PageRef[];
  /** The decisions of extraction, taken again on the newest stored page. */
  readonly steps: readonly TraceStep[];
  readonly article?: ArticleRecord;
  /** All addresses of the article: its own, its canonical one, and those of the links that turned out to be it. */
  readonly addresses: readonly string[];
  /** Path of its page in the built site. */
  readonly sitePath?: string;
}

/** One link through all stages: found, fetched, extracted, stored, published.
 *  `read`: the decisions of extraction are taken again, as the source has its pages read, at the instant `now` (epoch ms); a page can be made to
 *  keep that going for long.
 *  Throws NewsError `pipeline/unknown-link`. */
export async function traceLink(
  address: string,
  store: Store,
  read?: { readonly now: number; readonly sources: Project['sources'] },
): Promise<LinkTrace> {
  const url = toUrl(address);
  const link = url === null ? undefined : ((await store.getLink(normalizeUrl(url))) ?? (await store.getLink(url)));
  if (link === undefined) throw new NewsError('pipeline/unknown-link', { url: address });
  const pages = [...(await store.listPages(link.url))].sort((a, b) => (a.fetchedAt < b.fetchedAt ? -1 : 1));
  const newest = pages.at(-1);
  const trace = collectTrace();
  if (read && newest && isGood(newest)) {
    const source = read.sources.find(({ id }) => id === link.source);
    const context = { ...readAs(source, newest.fetchedAt), hints: link.hints, now: read.now };
    extractArticle(await store.readPage(newest), context, trace);
  }
  const article = link.article === undefined ? undefined : await store.getArticle(link.article);
  const addresses = article ? await addressesOf(article, store) : [];
  const found = article && { article, sitePath: fileOf(pageFolderOf(article.path)) };
  return { link, pages, steps: trace.steps, addresses, ...found };
}

async function addressesOf({ id, url, canonical }: ArticleRecord, store: Store): Promise<readonly string[]> {
  const all = [url, ...(canonical === '' ? [] : [canonical]), ...(await store.addressesOf(id))];
  return [...new Set<string>(all)];
}
