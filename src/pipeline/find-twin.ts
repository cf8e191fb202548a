import type { Article } from '../model/article.ts';
import type { ArticleFile } from '../model/article-file.ts';
import type { ArticleId, SourceId, Url } from '../model/ids.ts';
import type { Page } from '../model/page.ts';
import { toArticleId } from '../store/article-id.ts';
import type { ArticleRecord } from '../store/store.ts';
import type { LinkRecord } from '../store/link-store.ts';
import { isSameText } from '../text/same-text.ts';
import { normalizeUrl } from '../url/normalize.ts';
import { plainAddressOf } from '../url/plain-address.ts';
import { readPrevious } from './read-previous.ts';
import type { Work } from './work.ts';

type Reader = Pick<Work, 'store'>;

/** An article as it was just read, before it is known whether it is stored already. */
export interface Candidate {
  readonly article: Article;
  readonly page: Page;
  readonly link: LinkRecord;
  readonly outlet: SourceId;
  readonly id: ArticleId;
  /** The address that answered, normalized. */
  readonly answered: Url;
  readonly file: ArticleFile;
}

/** Another link's article that is this one: the same final address; the address that another link's article moved to; a
 *  canonical address, of this page or of a stored one, or another form of the address (AMP, mobile, print), at which the
 *  headline is the same (neither is believed alone: some sites point all at one page); a copy at another outlet, where one
 *  names the other as its canonical address and the text is the same. */
export async function findTwin(candidate: Candidate, work: Reader): Promise<ArticleRecord | undefined> {
  const { link, answered } = candidate;
  const owner = await work.store.linkOf(toArticleId(answered));
  if (owner && owner.url !== link.url) return work.store.getArticle(toArticleId(answered));
  return (
    (await findMoved(candidate, work)) ?? (await findForm(candidate, work)) ?? (await findSyndicated(candidate, work))
  );
}

async function findMoved({ page, link, id, file }: Candidate, work: Reader): Promise<ArticleRecord | undefined> {
  const { store } = work;
  const via = page.requestedUrl === link.url ? undefined : await store.getLink(page.requestedUrl);
  const moved = via?.article === undefined || via.article === id ? undefined : await store.getArticle(via.article);
  return moved && (await hasSameText(moved, file, work)) ? moved : undefined;
}

async function findForm(candidate: Candidate, { store }: Reader): Promise<ArticleRecord | undefined> {
  const { article, id, answered, file, outlet } = candidate;
  const isSame = (twin: ArticleRecord): boolean => twin.id !== id && twin.title === file.frontMatter.title;
  for (const address of addressesOf(article, answered)) {
    const twin = await store.findArticle(address, outlet);
    if (twin && isSame(twin)) return twin;
  }
  return (await store.findForms(plainAddressOf(answered), outlet)).find(isSame);
}

/** Agencies and sister papers: many outlets print one text, and the copies name where it is at home. */
async function findSyndicated(candidate: Candidate, work: Reader): Promise<ArticleRecord | undefined> {
  for (const address of addressesOf(candidate.article, candidate.answered)) {
    const twin = await work.store.findArticle(address);
    if (twin && twin.id !== candidate.id && (await hasSameText(twin, candidate.file, work))) return twin;
  }
  return undefined;
}

function addressesOf({ canonical }: Article, answered: Url): readonly Url[] {
  return canonical === undefined ? [answered] : [answered, normalizeUrl(canonical)];
}

async function hasSameText(known: ArticleRecord, file: ArticleFile, work: Reader): Promise<boolean> {
  const stored = await readPrevious(known, work);
  return typeof stored === 'object' && isSameText(stored.file.body, file.body);
}
