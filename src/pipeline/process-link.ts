import { isRetryable } from '../errors.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { Article } from '../model/article.ts';
import { ok, skipped, type Outcome, type Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import { readRights } from '../model/rights.ts';
import type { Url } from '../model/ids.ts';
import type { Source } from '../model/source.ts';
import type { LinkRecord, LinkVerdict } from '../store/link-store.ts';
import { normalizeUrl } from '../url/normalize.ts';
import { keepImage } from './keep-image.ts';
import { watchOutlet } from './observe-page.ts';
import { putArticle, type StoredArticle } from './put-article.ts';
import { readArticle, type Reading } from './read-article.ts';
import { readKeptPage } from './read-kept-page.ts';
import { fetchedParts, keptParts } from './read-part.ts';
import { refetchPage } from './refetch-page.ts';
import { withRights } from './site-rights.ts';
import type { Work } from './work.ts';

/** What became of a link: what became of its article; or that its page is `missing` at the outlet, which gave none or led elsewhere
 *  (`address`). */
export interface LinkEnd {
  readonly kind: StoredArticle['change'] | 'missing' | 'skipped' | 'waiting' | 'stopped';
  readonly skip?: Skip;
  readonly address?: Url;
}

/** The life of one article, from a link that is due to its file. Settles the link, after the work, exactly once.
 *  Safe to run again after a kill at any point: the page is read from the archive if it got that far.
 *  `look`: nothing is announced, so that a failure is nothing to come back for. */
export async function processLink(
  link: LinkRecord,
  source: Source | undefined,
  work: Work,
  cause: 'link' | 'look' = 'link',
): Promise<LinkEnd> {
  const page = await obtainPage(link, source, work); // fetch/create-http-client.ts, or the archive
  if (!page.ok) return settle({ link, cause }, work, page.skip); // a Skip travels up with its reason
  const refusal = checkStatus(page.value); // fetch/check-status.ts
  if (refusal) return settle({ link, cause }, work, refusal);

  const from = { link, cause, page: page.value };
  const readPart = source === undefined ? keptParts(work) : fetchedParts(link, work); // pages 2 …, AMP
  const reading = await readArticle(page.value, link, readPart, work); // extract/extract-article.ts, pure
  await work.inTurn(() => watchOutlet({ link, page: page.value, reading }, work)); // did its pages change?
  if (!reading.ok) return settle(from, work, reading.skip);
  const told = source === undefined ? [] : await work.siteRights(page.value.url); // pipeline/site-rights.ts
  const article = withRights(reading.value.article, told);
  const recheckAt = lookAgainAt(link, reading.value, work); // for a part that could not be had

  const isDone = cause === 'look' || (await keepImageOf(article, work));
  if (!isDone) return { kind: 'stopped' }; // the next run goes on from the pages that are kept
  const entry = { reading: { ...reading.value, article }, page: page.value, link, outlet: link.source, recheckAt };
  const about = [`outlet ${link.source}`, `address ${normalizeUrl(page.value.url)}`];
  const stored = await work.inTurn(() => putArticle(entry, work), about); // file, index, link
  if (!stored.ok) return settle(from, work, stored.skip); // the same article under another address
  const { change, path } = stored.value;
  if (cause === 'look' && change === 'revised') await keepImageOf(article, work); // others have the picture they had
  work.report({ event: change, source: link.source, url: link.url, detail: path });
  if (change !== 'elsewhere') return { kind: change };
  return { kind: 'missing', address: normalizeUrl(page.value.url) };
}

/** The page of a link: what a run that was killed had stored already, else fetched and stored before anything else. */
async function obtainPage(link: LinkRecord, source: Source | undefined, work: Work): Promise<Outcome<Page>> {
  const kept = await readKeptPage(link.url, work);
  if (kept && !link.recheck) return ok(kept);
  // Nothing more is asked of an outlet whose source file was removed.
  if (source === undefined) return skipped('discover/excluded', `There is no sources/${link.source}.yaml.`);
  return refetchPage(link.url, kept, work); // raw first: we can always extract again
}

/** False when the work was stopped before the picture came. */
async function keepImageOf(article: Article, work: Work): Promise<boolean> {
  if (work.project.images === 'none' || article.image === undefined) return true;
  if (!readRights(article.rights).showsPictures) return true;
  return keepImage(article.image.url, work);
}

/** Epoch ms; undefined when nothing is missing, or asking again makes no sense. */
function lookAgainAt(link: LinkRecord, { missing }: Reading, work: Work): number | undefined {
  if (missing === undefined) return undefined;
  work.report({ event: 'part-failed', source: link.source, url: missing.url, detail: missing.skip.code });
  return retryAt(link, missing.skip, work);
}

interface Failed {
  readonly link: LinkRecord;
  readonly cause: 'link' | 'look';
  /** What answered, if it was a page. */
  readonly page?: Page;
}

/** A link that failed: waits when that makes sense, is skipped otherwise. A stored article stays stored. */
async function settle({ link, cause, page }: Failed, work: Work, skip: Skip): Promise<LinkEnd> {
  if (skip.code === 'fetch/aborted') return { kind: 'stopped' }; // by ourselves: the link is as it was
  const verdict = judge(link, skip, work, cause);
  await work.store.settleLink(link.url, verdict, link.lease);
  const reason = verdict.state === 'stored' ? skip : verdict.skip;
  const isLater =
    verdict.state === 'stored' && (verdict.recheckAt !== undefined || (cause === 'look' && isRetryable(skip.code)));
  const event = isLater ? 'waiting' : verdict.state === 'stored' ? 'unchanged' : verdict.state;
  work.report({ event, source: link.source, url: link.url, detail: reason.code });
  if (event === 'waiting') return { kind: 'waiting', skip };
  if (skip.code === 'fetch/gone') return { kind: 'missing', skip };
  const address = page && (await leadsTo(link, page, work));
  return address === undefined ? { kind: 'skipped', skip } : { kind: 'missing', skip, address };
}

/** Where the address of a stored article leads, when that is not where the article was. */
async function leadsTo({ article }: LinkRecord, page: Page, { store }: Work): Promise<Url | undefined> {
  const known = article === undefined ? undefined : await store.getArticle(article);
  const answered = normalizeUrl(page.url);
  return known === undefined || known.url === answered ? undefined : answered;
}

const maxAttempts = 5;
const minuteMs = 60_000;

function judge(link: LinkRecord, skip: Skip, work: Work, cause: 'link' | 'look'): LinkVerdict {
  const dueAt = cause === 'look' ? undefined : retryAt(link, skip, work);
  const isPutOff = isHostsWish(skip);
  if (link.article !== undefined)
    return { state: 'stored', article: link.article, ...(dueAt !== undefined && { recheckAt: dueAt, isPutOff }) };
  if (dueAt !== undefined) return { state: 'waiting', skip, dueAt, isPutOff };
  if (!isRetryable(skip.code)) return { state: 'skipped', skip };
  return { state: 'skipped', skip: { code: 'pipeline/gave-up', detail: `${skip.code}: ${skip.detail}` } };
}

/** Epoch ms of the next try; undefined when there is none. */
function retryAt(link: LinkRecord, skip: Skip, work: Work): number | undefined {
  const isLast = !isHostsWish(skip) && link.attempts + 1 >= maxAttempts;
  if (!isRetryable(skip.code) || isLast) return undefined;
  const backoffMs = Math.min(minuteMs * 4 ** Math.min(link.attempts, 4), 6 * 60 * minuteMs);
  return skip.retryAt ?? work.clock.now() + backoffMs;
}

/** A host that asks us to wait is not a failure of the link, however often it asks: that is mostly about another link of the host. */
function isHostsWish({ code }: Skip): boolean {
  return code === 'fetch/rate-limited';
}
