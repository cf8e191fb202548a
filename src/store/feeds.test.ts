import { describe, expect, it } from 'vitest';
import { makeStore } from '../../test/sample-archive.ts';
import { newFeedLife, type FeedLife } from '../model/feed-life.ts';
import { brandUrl, parseSourceId, type Url } from '../model/ids.ts';
import type { FeedRecord } from './feed-store.ts';

const url = (name: string): Url => brandUrl(`https://daily.example/${name}`);

function feed(name: string, life: Partial<FeedLife>): FeedRecord {
  const source = parseSourceId('daily');
  if (source === null) throw new Error('no source id');
  const none = { etag: '', lastModified: '', lastSuccessAt: '', lastError: '', errorsInARow: 0, items: 0 };
  return { url: url(name), source, ...none, life: { ...newFeedLife, ...life } };
}

const namesOf = (feeds: readonly FeedRecord[]): readonly string[] => feeds.map((one) => one.url.slice(22));

describe('the feeds that are followed', () => {
  it('are those to be polled; others rest, and have their time again when they are followed again', async () => {
    const store = await makeStore();
    await store.putFeed(feed('a', { nextPollAt: 1000 }));
    await store.putFeed(feed('b', { nextPollAt: 2000 }));
    expect(await store.followFeeds(new Set([url('b'), url('new')]))).toEqual([url('new')]);
    expect(await store.nextPollAt()).toBe(2000);
    expect(namesOf(await store.listDueFeeds(5000))).toEqual(['b']);
    expect(await store.followFeeds(new Set([url('a'), url('b')]))).toEqual([]);
    expect(await store.nextPollAt()).toBe(1000);
    expect(namesOf(await store.listDueFeeds(1500))).toEqual(['a']);
    expect(namesOf(await store.listDueFeeds(5000))).toEqual(['a', 'b']);
  });

  it('are never those that are gone for good', async () => {
    const store = await makeStore();
    await store.putFeed(feed('a', { nextPollAt: 1000, goneAt: '2026-05-01T00:00:00Z' }));
    expect(await store.followFeeds(new Set([url('a')]))).toEqual([]);
    expect(await store.nextPollAt()).toBeUndefined();
    expect(await store.listDueFeeds(5000)).toEqual([]);
    expect(namesOf(await store.listFailingFeeds(5))).toEqual(['a']);
  });

  it('have a hub only while they are followed', async () => {
    const store = await makeStore();
    await store.putFeed(feed('a', { hub: { hub: url('hub'), topic: url('a') } }));
    await store.putFeed(feed('b', {}));
    expect(namesOf(await store.listFeedsWithHub())).toEqual(['a']);
    await store.followFeeds(new Set([url('b')]));
    expect(await store.listFeedsWithHub()).toEqual([]);
  });
});
