import { describe, expect, it } from 'vitest';
import { makeLink, makeObservation, makeStore, sourceOf } from '../../test/sample-archive.ts';
import { version } from '../config/version.ts';
import { skipped } from '../model/outcome.ts';
import type { Store } from '../store/store.ts';
import { observePage, watchOutlet, type PageReading } from './observe-page.ts';
import type { PipelineEvent } from './work.ts';

const daily = sourceOf('example-daily');
const at = (hour: number): string => new Date(Date.UTC(2025, 4, 1, hour)).toISOString();

/** A page without text, fetched so many hours after the first. */
function emptyPage(hour: number): PageReading {
  const link = makeLink(`https://daily.example/${hour}`);
  return { link, page: { fetchedAt: at(hour) }, reading: skipped('extract/no-text') };
}

/** A store that remembers 40 articles, and as many pages without text after them. */
async function makeOutlet(emptyPages: number): Promise<Store> {
  const store = await makeStore();
  for (let hour = 0; hour < 40; hour++)
    await store.putObservation(
      makeObservation(`https://daily.example/${hour}`, { fetchedAt: at(hour), reader: version }),
    );
  for (let count = 0; count < emptyPages; count++) await observePage(emptyPage(40 + count), { store });
  return store;
}

async function watch(read: PageReading, store: Store): Promise<readonly PipelineEvent[]> {
  const events: PipelineEvent[] = [];
  await watchOutlet(read, { store, report: (event) => void events.push(event) });
  return events;
}

describe('watchOutlet', () => {
  it('reports a drift with the page that it begins with, and with no other', async () => {
    const store = await makeOutlet(5);
    expect(await watch(emptyPage(45), store)).toEqual([]);
    expect(await watch(emptyPage(46), store)).toEqual([
      {
        event: 'drift',
        source: 'example-daily',
        url: 'https://daily.example/46',
        detail: 'more pages are read as no article since 2025-05-02: 0 → 88 %',
      },
    ]);
    for (let hour = 47; hour < 60; hour++) expect(await watch(emptyPage(hour), store)).toEqual([]);
  });

  it('reports it again, and counts once, when a kill came before the link was settled', async () => {
    const store = await makeOutlet(6);
    expect(await watch(emptyPage(46), store)).toHaveLength(1);
    expect(await watch(emptyPage(46), store)).toHaveLength(1);
    expect(await store.listObservations(daily)).toHaveLength(47);
  });

  it('remembers nothing of a page whose text may be had later', async () => {
    const store = await makeOutlet(0);
    await watch({ ...emptyPage(40), reading: skipped('fetch/timeout') }, store);
    expect(await store.listObservations(daily)).toHaveLength(40);
  });
});
