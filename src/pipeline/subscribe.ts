import { randomBytes } from 'node:crypto';
import type { FeedHub } from '../model/feed-life.ts';
import type { Url } from '../model/ids.ts';
import type { SubscriptionRecord } from '../store/feed-store.ts';
import type { Work } from './work.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** What we ask for; the hub decides. */
const leaseSeconds = 10 * 24 * 3600;
/** A hub that has not answered for so long is asked again; one that refused, after a day. */
const patienceMs = hourMs;

/** Keeps our subscriptions as the feeds are: asks the hub of each feed that names one, renews before a lease ends, and ends those
 *  of feeds that are not followed any more. The hub answers by a call (`receive-push.ts`). Spec: W3C WebSub 5. */
export async function keepSubscriptions(work: Work): Promise<void> {
  const { store, clock } = work;
  const wanted = await wantedHubs(work);
  const known = new Map((await store.listSubscriptions()).map((subscription) => [subscription.feed, subscription]));
  for (const subscription of known.values()) {
    const hub = wanted.get(subscription.feed);
    const isWanted = hub?.hub === subscription.hub && hub.topic === subscription.topic;
    if (!isWanted && !work.signal.aborted) await end(subscription, work);
  }
  for (const [feed, hub] of wanted) {
    const subscription = known.get(feed);
    const isSame = subscription?.hub === hub.hub && subscription.topic === hub.topic;
    if (work.signal.aborted) return;
    if (subscription !== undefined && !isSame) continue; // ended first; the next round asks the new hub
    if (subscription === undefined || isDue(subscription, clock.now())) await ask(feed, hub, subscription, work);
  }
}

/** The hubs of the feeds that are followed and not gone. */
async function wantedHubs({ store }: Work): Promise<ReadonlyMap<Url, FeedHub>> {
  const feeds = await store.listFeedsWithHub();
  return new Map(feeds.flatMap(({ url, life }) => (life.hub === undefined ? [] : [[url, life.hub]])));
}

/** A lease is renewed when a fifth of it is left, or a day; each try that fails leaves less of it to the next. */
function isDue({ state, askedAt, leaseUntil }: SubscriptionRecord, now: number): boolean {
  if (state === 'active') return leaseUntil - now < Math.min(dayMs, (leaseUntil - askedAt) / 5);
  return now - askedAt >= (state === 'refused' ? dayMs : patienceMs);
}

async function ask(feed: Url, hub: FeedHub, before: SubscriptionRecord | undefined, work: Work): Promise<void> {
  const isActive = before?.state === 'active' && before.leaseUntil > work.clock.now();
  const subscription: SubscriptionRecord = {
    feed,
    ...hub,
    token: before?.token ?? randomBytes(24).toString('hex'),
    secret: before?.secret ?? randomBytes(32).toString('hex'),
    state: isActive ? 'active' : 'asked',
    askedAt: work.clock.now(),
    leaseUntil: before?.leaseUntil ?? 0,
    detail: '',
  };
  await work.store.putSubscription(subscription); // first: the hub may call before it answers
  const detail = await send('subscribe', subscription, work);
  if (detail === '') return;
  const state = isActive ? 'active' : 'refused';
  await work.store.putSubscription({ ...subscription, state, detail });
  report(subscription, `does not take our subscription: ${detail}`, work);
}

/** The hub asks whether we mean it; then the subscription is removed. When it does not, the lease ends it. */
async function end(subscription: SubscriptionRecord, work: Work): Promise<void> {
  const { state, askedAt, leaseUntil, feed } = subscription;
  const now = work.clock.now();
  if (state === 'refused' || (leaseUntil <= now && now - askedAt >= patienceMs))
    return work.store.removeSubscription(feed);
  if (state === 'ending' && now - askedAt < dayMs) return;
  await work.store.putSubscription({ ...subscription, state: 'ending', askedAt: now });
  const detail = await send('unsubscribe', subscription, work);
  if (detail !== '') report(subscription, `does not end our subscription: ${detail}`, work);
}

/** Empty when the hub has taken the request, else why not. */
async function send(mode: 'subscribe' | 'unsubscribe', subscription: SubscriptionRecord, work: Work): Promise<string> {
  const fields = {
    'hub.mode': mode,
    'hub.topic': subscription.topic,
    'hub.callback': callbackOf(subscription, work),
    ...(mode === 'subscribe' ? { 'hub.lease_seconds': String(leaseSeconds), 'hub.secret': subscription.secret } : {}),
  };
  const answer = await work.http.postForm(subscription.hub, fields, work.signal);
  if (!answer.ok) return `${answer.skip.code} ${answer.skip.detail}`.trim();
  const { status, text } = answer.value;
  return status >= 200 && status < 300 ? '' : `status ${status} ${text.slice(0, 200)}`.trim();
}

/** Where the hub calls us. */
export function callbackOf({ token }: Pick<SubscriptionRecord, 'token'>, { project }: Pick<Work, 'project'>): string {
  return `${project.publicUrl}websub/${token}`;
}

function report({ hub, feed }: SubscriptionRecord, detail: string, work: Work): void {
  const source = work.project.sources.find(({ feeds }) => feeds.some(({ url }) => url === feed))?.id ?? '';
  work.report({ event: 'hub', source, url: feed, detail: `${hub} ${detail}` });
}
