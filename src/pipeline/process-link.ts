import { isRetryable } from '../errors.ts';
import { extractArticle } from '../extract/extract-article.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { Article } from '../model/article.ts';
import { ok, type Outcome, type Skip } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import type { Source } from '../model/source.ts';
import type { LinkRecord, LinkVerdict } from '../store/store.ts';
import { keepImage } from './keep-image.ts';
import { putArticle } from './put-article.ts';
import type { Work } from './work.ts';

/** The life of one article, from a link that is due to its file. Settles the link, after the work, exactly once.
 *  Safe to run again after a kill at any point: the page is read from the archive if it got that far. */
export async function processLink(link: LinkRecord, source: Source | undefined, work: Work): Promise<void> {
  const page = await obtainPage(link, work); // fetch/create-http-client.ts, or the archive
  if (!page.ok) return settle(link, work, page.skip); // a Skip travels up with its reason
  if (page.value === 'not-modified') return settleUnchanged(link, work);
  const refusal = checkStatus(page.value); // fetch/check-status.ts
  if (refusal) return settle(link, work, refusal);

  const article = extractArticle(page.value, { hints: link.hints, ...languageOf(source), now: work.clock.now() });
  if (!article.ok) return settle(link, work, article.skip); // extract/extract-article.ts, pure

  await keepImageOf(article.value, work);
  const entry = { article: article.value, page: page.value, link, outlet: link.source };
  const stored = await work.inTurn(() => putArticle(entry, work)); // file, index, link
  if (!stored.ok) return settle(link, work, stored.skip); // the same article under another address
  work.report({ event: stored.value.change, source: link.source, url: link.url, detail: stored.value.path });
}

/** The page of a link: what a run that was killed had stored already, else fetched and stored before anything else. */
async function obtainPage(link: LinkRecord, work: Work): Promise<Outcome<Page | 'not-modified'>> {
  const known = await work.store.latestPage(link.url);
  const isUsable = known !== undefined && known.status >= 200 && known.status < 300;
  if (isUsable && !link.recheck) return ok(await work.store.readPage(known));

  const validators = isUsable ? { etag: known.etag, lastModified: known.lastModified } : {};
  const answer = await work.http.fetchPage(link.url, validators);
  if (!answer.ok) return answer;
  if (answer.value.status === 304) return ok('not-modified');
  await work.store.putPage(answer.value); // raw first: we can always extract again
  return answer;
}

async function keepImageOf(article: Article, work: Work): Promise<void> {
  if (work.project.images === 'local' && article.image) await keepImage(article.image.url, work);
}

function languageOf(source: Source | undefined): { readonly language?: string } {
  return source?.language === undefined ? {} : { language: source.language };
}

async function settleUnchanged(link: LinkRecord, work: Work): Promise<void> {
  if (link.article === undefined)
    return settle(link, work, { code: 'fetch/http-error', detail: 'status 304, unasked' });
  await work.store.settleLink(link.url, { state: 'stored', article: link.article });
  work.report({ event: 'unchanged', source: link.source, url: link.url, detail: 'not modified' });
}

/** A link that failed: waits when that makes sense, is skipped otherwise. A stored article stays stored. */
async function settle(link: LinkRecord, work: Work, skip: Skip): Promise<void> {
  if (skip.code === 'fetch/aborted') return; // we stopped ourselves: the link is as it was
  const verdict = judge(link, skip, work);
  await work.store.settleLink(link.url, verdict);
  const reason = verdict.state === 'stored' ? skip : verdict.skip;
  const event = verdict.state === 'stored' ? 'unchanged' : verdict.state;
  work.report({ event, source: link.source, url: link.url, detail: reason.code });
}

const maxAttempts = 5;
const minuteMs = 60_000;

function judge(link: LinkRecord, skip: Skip, work: Work): LinkVerdict {
  if (link.article !== undefined) return { state: 'stored', article: link.article };
  if (!isRetryable(skip.code)) return { state: 'skipped', skip };
  // A host that asks us to wait is not a failure of the link, however often it asks.
  if (skip.code !== 'fetch/rate-limited' && link.attempts + 1 >= maxAttempts) {
    return { state: 'skipped', skip: { code: 'pipeline/gave-up', detail: `${skip.code}: ${skip.detail}` } };
  }
  const backoffMs = Math.min(minuteMs * 4 ** Math.min(link.attempts, 4), 6 * 60 * minuteMs);
  return { state: 'waiting', skip, dueAt: skip.retryAt ?? work.clock.now() + backoffMs };
}
