import { describe, expect, it } from 'vitest';
import { makeStore, sourceOf, urlOf } from '../../test/sample-archive.ts';
import type { SubscriptionRecord } from './feed-store.ts';
import type { SourceState } from './store.ts';

describe('subscriptions', () => {
  const subscription = (name: string, more: Partial<SubscriptionRecord> = {}): SubscriptionRecord => ({
    ...{ feed: urlOf(`https://daily.example/${name}`), topic: urlOf(`https://daily.example/${name}?topic`) },
    ...{ hub: urlOf('https://hub.example/'), token: `token-of-${name}`, secret: 'made-up', state: 'asked' },
    ...{ askedAt: 1000, leaseUntil: 0, detail: '' },
    ...more,
  });

  it('are found by what the hub calls, and listed by feed', async () => {
    const store = await makeStore();
    const [b, a] = [subscription('b'), subscription('a', { state: 'refused', detail: 'no room' })];
    await store.putSubscription(b);
    await store.putSubscription(a);
    expect(await store.findSubscription('token-of-a')).toEqual(a);
    expect(await store.findSubscription('token-of-c')).toBeUndefined();
    expect(await store.listSubscriptions()).toEqual([a, b]);
  });

  it('are one for each feed, whose old token calls nobody any more', async () => {
    const store = await makeStore();
    const active = subscription('a', { token: 'other', state: 'active', leaseUntil: 9_000_000_000_000 });
    await store.putSubscription(subscription('a'));
    await store.putSubscription(active);
    expect(await store.listSubscriptions()).toEqual([active]);
    expect(await store.findSubscription('token-of-a')).toBeUndefined();
    await store.removeSubscription(active.feed);
    expect(await store.listSubscriptions()).toEqual([]);
  });
});

describe('what source files said last', () => {
  const stateOf = (name: string, more: Partial<SourceState> = {}): SourceState => ({
    ...{ source: sourceOf(name), feeds: [`https://${name}.example/feed`], include: [], exclude: [], rules: '' },
    ...more,
  });

  it('comes back by source, and is replaced by what they say now', async () => {
    const store = await makeStore();
    const [weekly, daily] = [stateOf('weekly', { include: ['/news/'], exclude: ['/ads/', '/tv/'] }), stateOf('daily')];
    await store.putSourceStates([weekly, daily]);
    expect(await store.listSourceStates()).toEqual([daily, weekly]);
    const changed = { ...weekly, include: [], rules: '{"content":"main"}' };
    await store.putSourceStates([changed]);
    expect(await store.listSourceStates()).toEqual([daily, changed]);
    await store.removeSourceState(daily.source);
    expect(await store.listSourceStates()).toEqual([changed]);
  });
});
