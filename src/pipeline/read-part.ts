import { isRetryable } from '../errors.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { Url } from '../model/ids.ts';
import { ok, skipped, type Outcome } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import type { LinkRecord } from '../store/link-store.ts';
import { isGood, readPageAt } from './read-kept-page.ts';
import { refetchPage } from './refetch-page.ts';
import type { Work } from './work.ts';

/** Gives another page of the article whose first page is `first`: one of the following, an AMP or print version. */
export type PartReader = (url: Url, first: Page) => Promise<Outcome<Page>>;

/** Parts from the archive, without a request: as they were when the first page was fetched, or else the newest.
 *  Skips: pipeline/not-kept, and why the outlet did not give it. */
export function keptParts(work: Pick<Work, 'store' | 'report'>): PartReader {
  return async (url, first) => (await findKeptPart(url, first, work)).outcome;
}

/** Parts from the archive when they were fetched together with the first page, else from the outlet, kept before anyone
 *  reads them. Skips: fetch/*. */
export function fetchedParts(link: LinkRecord, work: Work): PartReader {
  return async (url, first) => {
    const kept = await findKeptPart(url, first, work);
    if (kept.isTogether) return kept.outcome;
    const answer = await refetchPage(url, kept.outcome.ok ? kept.outcome.value : undefined, work, link.url);
    if (!answer.ok) return answer;
    const refusal = checkStatus(answer.value);
    return refusal === null ? answer : { ok: false, skip: refusal };
  };
}

interface KeptPart {
  readonly outcome: Outcome<Page>;
  /** False when it was fetched for an earlier version of the first page, or is worth asking for again. */
  readonly isTogether: boolean;
}

async function findKeptPart(url: Url, first: Page, work: Pick<Work, 'store' | 'report'>): Promise<KeptPart> {
  const all = await work.store.listPages(url); // newest first
  const since = Date.parse(first.fetchedAt);
  const together = all.filter(({ fetchedAt }) => Date.parse(fetchedAt) >= since);
  for (const ref of [...together.filter(isGood).reverse(), ...all.filter(isGood)]) {
    const page = await readPageAt(ref, work);
    if (page) return { outcome: ok(page), isTogether: together.includes(ref) };
  }
  const refusal = all[0] && checkStatus(all[0]);
  if (!refusal) return { outcome: skipped('pipeline/not-kept', url), isTogether: false };
  return { outcome: { ok: false, skip: refusal }, isTogether: together.length > 0 && !isRetryable(refusal.code) };
}
