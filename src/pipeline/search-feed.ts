import { findFeeds } from '../discover/find-feeds.ts';
import { checkStatus } from '../fetch/check-status.ts';
import type { Url } from '../model/ids.ts';
import type { Source } from '../model/source.ts';
import type { FeedRecord } from '../store/feed-store.ts';
import { toUrl } from '../url/normalize.ts';
import { refetchPage } from './refetch-page.ts';
import { tryFeed } from './try-feed.ts';
import type { Work } from './work.ts';

/** The home page, and so many feeds it names: no dead feed costs more requests a week. */
const maxTried = 3;

/** Asks the home page of a source whether it names another feed than the dead one, tries the first few it names, and remembers
 *  what was found. The source file stays as it is: `courant status` tells. */
export async function searchFeed(record: FeedRecord, source: Source, work: Work): Promise<void> {
  const { store, clock } = work;
  const found = await findOthers(record.url, source, work);
  if (found === null) return; // stopped: nothing was learned
  const search = { at: new Date(clock.now()).toISOString(), found };
  await store.putFeed({ ...record, life: { ...record.life, search } });
  const detail = found.length === 0 ? 'its home page names no other feed' : `its home page names ${found.join(', ')}`;
  work.report({ event: 'feed-searched', source: source.id, url: record.url, detail });
}

async function findOthers(dead: Url, source: Source, work: Work): Promise<readonly Url[] | null> {
  const home = source.home ?? toUrl('/', dead);
  const page = home && (await refetchPage(home, undefined, work));
  if (work.signal.aborted) return null;
  if (!page?.ok || checkStatus(page.value)) return [];
  const known = new Set<Url>(source.feeds.map(({ url }) => url));
  const found: Url[] = [];
  for (const candidate of findFeeds(page.value)
    .filter(({ url }) => !known.has(url))
    .slice(0, maxTried)) {
    const answer = await refetchPage(candidate.url, undefined, work);
    if (work.signal.aborted) return null;
    if (!answer.ok || checkStatus(answer.value)) continue;
    if (tryFeed(answer.value, candidate, source.id, work.clock.now()).ok) found.push(candidate.url);
  }
  return found;
}
