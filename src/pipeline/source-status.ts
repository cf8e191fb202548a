import { skips } from '../errors.ts';
import type { Source } from '../model/source.ts';
import type { Accounting } from '../store/link-store.ts';
import type { FeedRecord, SubscriptionRecord } from '../store/feed-store.ts';
import type { Store } from '../store/store.ts';
import { isSameSite } from '../url/site.ts';
import { isDead, isMoveConfirmed } from './feed-life.ts';
import { findDrift, type Drift } from './find-drift.ts';

export interface FeedStatus {
  readonly url: string;
  readonly state: 'not read yet' | 'ok' | 'waits' | 'failed' | 'dead' | 'gone';
  /** RFC 3339 or empty. */
  readonly lastSuccessAt: string;
  readonly links: number;
  readonly errorsInARow: number;
  readonly lastError: string;
  /** The time between two polls, and where it comes from. */
  readonly everyMinutes: number;
  readonly because: string;
  /** RFC 3339; empty when it is polled no more, or at once. */
  readonly nextPollAt: string;
  /** What a person can do; empty when there is nothing to do. */
  readonly toDo: string;
  /** Of a feed whose hub tells us what is new, or was asked to. */
  readonly push?: PushStatus;
}

export interface PushStatus {
  readonly hub: string;
  /** `ended`: the lease has run out, and the hub was not asked again or did not answer. */
  readonly state: SubscriptionRecord['state'] | 'ended';
  /** RFC 3339: the end of the lease; empty without one. */
  readonly until: string;
  /** Why it failed or was refused; may be empty. */
  readonly detail: string;
}

export interface SourceStatus {
  readonly source: string;
  /** RFC 3339 or empty: the last good poll of any of its feeds. */
  readonly lastSuccessAt: string;
  readonly links: Omit<Accounting, 'reasons'>;
  /** Of the articles read last, from 0 to 1; undefined without any. */
  readonly confidence?: number;
  readonly feeds: readonly FeedStatus[];
}

export type SourceDrift = Drift & { readonly source: string };

/** How each source does: its last success, links, confidence, and of each feed the rhythm and what to do; and whose pages are
 *  not read as they used to be. */
export async function describeSources(
  sources: readonly Source[],
  store: Store,
  now: number,
): Promise<{ readonly sources: readonly SourceStatus[]; readonly drifts: readonly SourceDrift[] }> {
  const known = new Map((await store.listFeeds()).map((record) => [record.url, record]));
  const pushes = new Map((await store.listSubscriptions()).map((subscription) => [subscription.feed, subscription]));
  const statuses: SourceStatus[] = [];
  const drifts: SourceDrift[] = [];
  for (const source of sources) {
    const feeds = source.feeds.map(({ url }) => {
      const push = pushes.get(url);
      return { ...describeFeed(url, known.get(url), source, now), ...(push && { push: describePush(push, now) }) };
    });
    const { found, stored, skipped, waiting } = await store.accounting(source.id);
    const observations = await store.listObservations(source.id);
    drifts.push(...findDrift(observations).map((drift) => ({ source: source.id, ...drift })));
    const read = observations.filter(({ skip }) => skip === '');
    const confidence = read.reduce((sum, observation) => sum + observation.confidence, 0) / read.length;
    statuses.push({
      source: source.id,
      lastSuccessAt: feeds.reduce((latest, feed) => (feed.lastSuccessAt > latest ? feed.lastSuccessAt : latest), ''),
      links: { found, stored, skipped, waiting },
      ...(read.length === 0 ? {} : { confidence }),
      feeds,
    });
  }
  return { sources: statuses, drifts };
}

function describeFeed(url: string, record: FeedRecord | undefined, source: Source, now: number): FeedStatus {
  const none = { lastSuccessAt: '', errorsInARow: 0, lastError: '', items: 0 };
  const { lastSuccessAt, errorsInARow, lastError, items } = record ?? none;
  const life = record?.life;
  const isPolled = life !== undefined && life.goneAt === undefined && life.nextPollAt > 0;
  return {
    url,
    state: record === undefined ? 'not read yet' : stateOf(record, now),
    lastSuccessAt,
    links: items,
    errorsInARow,
    lastError,
    everyMinutes: Math.round((life?.everyMs ?? 0) / 60_000),
    because: life?.because ?? 'not read yet',
    nextPollAt: isPolled ? new Date(life.nextPollAt).toISOString() : '',
    toDo: record === undefined ? '' : toDoFor(record, source, now),
  };
}

function describePush({ hub, state, leaseUntil, detail }: SubscriptionRecord, now: number): PushStatus {
  const isOver = state === 'active' && leaseUntil <= now;
  return {
    hub,
    state: isOver ? 'ended' : state,
    until: leaseUntil > 0 ? new Date(leaseUntil).toISOString() : '',
    detail,
  };
}

function stateOf(record: FeedRecord, now: number): FeedStatus['state'] {
  if (record.life.goneAt !== undefined) return 'gone';
  if (isDead(record, now)) return 'dead';
  if (record.errorsInARow > 0) return 'failed';
  return record.lastError === '' ? 'ok' : 'waits';
}

function toDoFor(record: FeedRecord, { file }: Source, now: number): string {
  const { url, life, lastError } = record;
  const { move, goneAt, failingSince = '', search } = life;
  const other = search?.found[0];
  const replace =
    other === undefined ? `Remove it from ${file}, or name another feed.` : `Put ${other} into ${file} instead: its home page names it.`; // prettier-ignore
  if (goneAt !== undefined)
    return `It is gone (410 on ${goneAt.slice(0, 10)}) and asked for no more. ${replace} \`courant collect --retry\` asks again.`;
  if (isDead(record, now)) return `It has failed since ${failingSince.slice(0, 10)}. ${replace}`;
  if (move !== undefined && isMoveConfirmed(move)) {
    const since = `${move.polls} polls since ${move.since.slice(0, 10)}`;
    return isSameSite(move.to, url)
      ? `It moved for good to ${move.to} (${since}), and is asked there. Put this address into ${file}.`
      : `It sends us to ANOTHER SITE for good, ${move.to} (${since}). If that is the same outlet, put this address into ${file}.`;
  }
  if (lastError === '') return '';
  const entries: Readonly<Record<string, { readonly do: string }>> = skips;
  return entries[lastError.split(' ', 1)[0] ?? '']?.do ?? '';
}
