import { findLinks } from '../discover/find-links.ts';
import type { Page } from '../model/page.ts';
import type { SubscriptionRecord } from '../store/feed-store.ts';
import { toUrl } from '../url/normalize.ts';
import { addFoundLinks } from './add-found-links.ts';
import { isSignedWith } from './hub-signature.ts';
import { callbackOf } from './subscribe.ts';
import type { Work } from './work.ts';

/** What a hub sends: headers in lower case, and the feed or its new entries. */
export interface HubMessage {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** How hubs reach us; `token` is the last part of the address they were given. */
export interface HubReceiver {
  /** The answer to "did you ask for this?": the challenge, or null for no. */
  verify(token: string, query: URLSearchParams): Promise<string | null>;
  receive(token: string, message: HubMessage): Promise<'read' | 'ignored' | 'unknown'>;
  readonly maxBytes: number;
}

const defaultLeaseSeconds = 10 * 24 * 3600;

/** Answers hubs and takes what they send into the archive; `onLinks` hears of new links. Spec: W3C WebSub 5.3, 7. */
export function createHubReceiver(work: Work, onLinks: () => void): HubReceiver {
  return {
    maxBytes: work.project.fetch.maxBytes,
    verify: (token, query) => verifyIntent(token, query, work),
    receive: async (token, message) => {
      const subscription = await work.store.findSubscription(token);
      if (subscription === undefined) return 'unknown';
      if (subscription.state === 'ending') return 'ignored';
      const signature = message.headers.find(([name]) => name === 'x-hub-signature')?.[1];
      if (!isSignedWith(subscription.secret, message.body, signature)) {
        tell('hub', subscription, `a message that is not signed with our secret was ignored`, work);
        return 'ignored';
      }
      const added = await takeMessage(subscription, message, work);
      if (added > 0) onLinks();
      return 'read';
    },
  };
}

async function verifyIntent(token: string, query: URLSearchParams, work: Work): Promise<string | null> {
  const { store, clock } = work;
  const subscription = await store.findSubscription(token);
  if (subscription === undefined || query.get('hub.topic') !== subscription.topic) return null;
  const mode = query.get('hub.mode');
  if (mode === 'denied') {
    const detail = `denied: ${query.get('hub.reason') ?? 'no reason given'}`.slice(0, 200);
    await store.putSubscription({ ...subscription, state: 'refused', leaseUntil: 0, detail });
    tell('hub', subscription, detail, work);
    return '';
  }
  const challenge = query.get('hub.challenge');
  if (challenge === null || challenge === '') return null;
  if (mode === 'unsubscribe' && subscription.state === 'ending') {
    await store.removeSubscription(subscription.feed);
    return challenge;
  }
  if (mode !== 'subscribe' || (subscription.state !== 'asked' && subscription.state !== 'active')) return null;
  const stated = Number(query.get('hub.lease_seconds'));
  const leaseMs = 1000 * (stated >= 1 && stated <= 1e9 ? stated : defaultLeaseSeconds);
  await store.putSubscription({ ...subscription, state: 'active', leaseUntil: clock.now() + leaseMs, detail: '' });
  return challenge;
}

/** Raw first, then the links as those of a poll; returns how many are to be fetched: new ones, and those of articles that were edited. */
async function takeMessage(subscription: SubscriptionRecord, message: HubMessage, work: Work): Promise<number> {
  const { project, store, clock } = work;
  const source = project.sources.find(({ feeds }) => feeds.some(({ url }) => url === subscription.feed));
  const feed = source?.feeds.find(({ url }) => url === subscription.feed);
  const callback = toUrl(callbackOf(subscription, work));
  if (source === undefined || feed === undefined || callback === null) return 0;
  const headers = message.headers.filter(([name]) => name === 'content-type' || name === 'link');
  const fetchedAt = new Date(clock.now()).toISOString();
  const bytes = message.body;
  const page: Page = { requestedUrl: callback, url: callback, status: 200, headers, raw: bytes, bytes, fetchedAt };
  await store.putPage(page);
  const context = { source: source.id, now: clock.now(), ...(source.language && { language: source.language }) };
  const found = findLinks({ ...page, url: subscription.topic }, feed, context);
  if (!found.ok) {
    tell('hub', subscription, `a message could not be read: ${found.skip.code} ${found.skip.detail}`, work);
    return 0;
  }
  const { added, rechecks } = await addFoundLinks(found.value.links, source, store);
  tell('feed-pushed', subscription, `${found.value.links.length} links, ${added} new`, work);
  return added + rechecks;
}

function tell(event: 'hub' | 'feed-pushed', { feed }: SubscriptionRecord, detail: string, work: Work): void {
  const source = work.project.sources.find(({ feeds }) => feeds.some(({ url }) => url === feed))?.id ?? '';
  work.report({ event, source, url: feed, detail });
}
