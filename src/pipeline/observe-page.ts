import { version } from '../config/version.ts';
import { blocksText } from '../extract/blocks-text.ts';
import type { Link } from '../model/link.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Page } from '../model/page.ts';
import type { Observation } from '../store/store.ts';
import { describeDrift } from './describe-drift.ts';
import { findDrift, type Drift } from './find-drift.ts';
import type { Reading } from './read-article.ts';
import type { Work } from './work.ts';

/** A page that was read, its link, and what came of it. */
export interface PageReading {
  readonly link: Pick<Link, 'source' | 'url'>;
  readonly page: Pick<Page, 'fetchedAt'>;
  readonly reading: Outcome<Reading>;
}

/** Remembers how a page was read, in place of what was remembered of it before: one that is read again, as after a kill,
 *  counts once. What says nothing of the page is not remembered: a form of it that may be had later, a stop. */
export async function observePage(read: PageReading, { store }: Pick<Work, 'store'>): Promise<void> {
  const observation = toObservation(read);
  if (observation) await store.putObservation(observation);
}

function toObservation({ link: { source, url }, page: { fetchedAt }, reading }: PageReading): Observation | undefined {
  const known = { source, url, fetchedAt, reader: version };
  if (reading.ok) {
    const { blocks, confidence, authors, published, image } = reading.value.article;
    return {
      ...{ ...known, skip: '', length: blocksText(blocks).length, confidence },
      ...{ hasAuthors: authors.length > 0, hasDate: published !== undefined, hasImage: image !== undefined },
    };
  }
  const { code } = reading.skip;
  if (!code.startsWith('extract/')) return undefined;
  return { ...known, skip: code, length: 0, confidence: 0, hasAuthors: false, hasDate: false, hasImage: false };
}

/** Remembers how a page was read, and reports each drift of its source that begins with it. To be called before the link is
 *  settled: when a kill comes between, the page is read again, and the drift begins with it again. Two pages must not run
 *  in here at once: call it by `work.inTurn`. */
export async function watchOutlet(read: PageReading, work: Pick<Work, 'store' | 'report'>): Promise<void> {
  await observePage(read, work);
  const { source, url } = read.link;
  const observations = await work.store.listObservations(source);
  for (const drift of findDrift(observations)) {
    if (isOld(drift, observations, url)) continue;
    work.report({ event: 'drift', source, url: drift.url, detail: describeDrift(drift) });
  }
}

/** An alarm that comes back within so many pages is the one of before. */
const samePages = 20;

/** True when the same was there without this page, or without up to 20 more of the newest. */
function isOld({ what }: Drift, observations: readonly Observation[], url: string): boolean {
  const before = observations.filter((observation) => observation.url !== url);
  for (let count = 0; count <= samePages; count++)
    if (findDrift(before.slice(count)).some((drift) => drift.what === what)) return true;
  return false;
}
