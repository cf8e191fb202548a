import type { Url } from '../model/ids.ts';
import { ok, skipped, type Outcome } from '../model/outcome.ts';
import { headerOf, type Page } from '../model/page.ts';
import type { Work } from './work.ts';

/** Fetches a page and keeps the answer before anyone reads it. With `kept`, the last good answer, it asks for what changed
 *  since then, and gives `kept` itself when nothing did (304): a run may have been killed before it read that one.
 *  `partOf`: the link whose article the page belongs to, when it is none of its own.
 *  Skips: fetch/*. */
export async function refetchPage(
  url: Url,
  kept: Page | undefined,
  work: Pick<Work, 'http' | 'store' | 'signal'>,
  partOf?: Url,
): Promise<Outcome<Page>> {
  const asked = await askAgain(url, kept, work, partOf);
  return asked.ok ? ok(asked.value.page) : asked;
}

/** As `refetchPage`, with the answer as it came: its status and headers also when it has no page (304). */
export async function askAgain(
  url: Url,
  kept: Page | undefined,
  work: Pick<Work, 'http' | 'store' | 'signal'>,
  partOf?: Url,
): Promise<Outcome<{ readonly page: Page; readonly answer: Page }>> {
  const validators = kept && {
    etag: headerOf(kept, 'etag') ?? '',
    lastModified: headerOf(kept, 'last-modified') ?? '',
    validFor: kept.url,
  };
  const answer = await work.http.fetchPage(url, { ...validators, signal: work.signal });
  if (!answer.ok) return answer;
  if (answer.value.status === 304)
    return kept ? ok({ page: kept, answer: answer.value }) : skipped('fetch/http-error', 'status 304, unasked');
  await work.store.putPage(answer.value, partOf === undefined ? {} : { partOf });
  return ok({ page: answer.value, answer: answer.value });
}
