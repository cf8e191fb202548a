import { newFeedLife } from '../model/feed-life.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeArticle, makeLink, makePage, makeStore, noon, sourceOf, urlOf } from '../../test/sample-archive.ts';
import type { Skip } from '../model/outcome.ts';
import type { LinkQuery, LinkVerdict } from './link-store.ts';
import type { Store } from './store.ts';

const article = makeArticle('https://daily.example/1').id;
const stored: LinkVerdict = { state: 'stored', article };
const excluded: Skip = { code: 'discover/excluded', detail: 'sources/x.yaml' };
const url = urlOf('https://daily.example/1');

async function dueUrls(store: Store, limit = 100, now = noon): Promise<readonly string[]> {
  return (await store.dueLinks(now, limit)).map((link) => link.url.replace('https://', ''));
}

describe('addLinks', () => {
  it('counts an address once, and leaves it to the source that found it first', async () => {
    const store = await makeStore();
    expect(await store.addLinks([makeLink(url), makeLink(url), makeLink('https://daily.example/2')])).toEqual({
      added: 2,
      rechecks: 0,
    });
    expect(await store.addLinks([makeLink(url, {}, 'another')])).toEqual({ added: 0, rechecks: 0 });
    expect(await store.getLink(url)).toEqual({
      ...makeLink(url),
      state: 'waiting',
      attempts: 0,
      dueAt: noon,
      recheck: false,
    });
  });

  it('keeps hints as they are, signs and all', async () => {
    const store = await makeStore();
    const hints = { title: 'A "title"\0 – 北京', authors: ['B'], contentHtml: '<p>x</p>' };
    await store.addLinks([makeLink(url, hints)]);
    expect((await store.getLink(url))?.hints).toEqual(hints);
  });

  it('adds all links or none', async () => {
    const store = await makeStore();
    const bad = { ...makeLink('https://daily.example/2'), hints: { title: 1n } as never };
    await expect(store.addLinks([makeLink(url), bad])).rejects.toThrow();
    expect((await store.accounting()).found).toBe(0);
  });

  it('follows a source file that changes: left out, and taken in again', async () => {
    const store = await makeStore();
    await store.addLinks([makeLink(url)]);
    await store.addLinks([makeLink(url)], { skip: excluded });
    expect(await store.getLink(url)).toMatchObject({ state: 'skipped', skip: excluded, dueAt: 0 });
    await store.addLinks([makeLink(url)]);
    expect(await store.getLink(url)).toMatchObject({ state: 'waiting', dueAt: noon });
    expect((await store.getLink(url))?.skip).toBeUndefined();
  });

  it('does not let one source leave out what another one found', async () => {
    const store = await makeStore();
    await store.addLinks([makeLink(url)]);
    await store.addLinks([makeLink(url, {}, 'another')], { skip: excluded });
    expect((await store.getLink(url))?.state).toBe('waiting');
  });

  it.each<[string, string | undefined, number]>([
    ['later than the fetch', '2025-02-09T11:59:59Z', 1],
    ['later, in another zone', '2025-02-09T14:59:59+03:00', 1],
    ['before the fetch', '2025-02-09T10:00:00Z', 0],
    ['in the future', '2025-02-10T12:00:00Z', 0],
    ['no instant', 'yesterday', 0],
    ['missing', undefined, 0],
  ])('looks at a modification that is %s', async (_about, modifiedAt, rechecks) => {
    const store = await makeStore();
    await store.addLinks([makeLink(url)]);
    await store.putPage(makePage(url));
    await store.settleLink(url, stored);
    const again = makeLink(url, modifiedAt === undefined ? {} : { modifiedAt });
    expect(await store.addLinks([again])).toEqual({ added: 0, rechecks });
    expect(await store.getLink(url)).toMatchObject({
      state: 'stored',
      recheck: rechecks === 1,
      dueAt: rechecks * noon,
    });
    expect(await dueUrls(store)).toHaveLength(rechecks);
    await store.settleLink(url, stored);
    expect(await store.addLinks([again])).toEqual({ added: 0, rechecks: 0 });
    expect(await dueUrls(store)).toEqual([]);
  });
});

describe('dueLinks', () => {
  it('lets hosts take turns, the oldest link first', async () => {
    const store = await makeStore();
    const at = (host: string, count: number) =>
      Array.from({ length: count }, (_, index) => makeLink(`https://${host}/${index}`));
    await store.addLinks([...at('a.example', 5), ...at('b.example', 2), ...at('c.example', 1)]);
    const all = [
      'a.example/0',
      'b.example/0',
      'c.example/0',
      'a.example/1',
      'b.example/1',
      'a.example/2',
      'a.example/3',
      'a.example/4',
    ];
    expect(await dueUrls(store)).toEqual(all);
    expect(await dueUrls(store, 4)).toEqual(all.slice(0, 4));
  });

  it('leaves out links that are not due yet, and says when the first is', async () => {
    const store = await makeStore();
    expect(await store.nextDueAt()).toBeUndefined();
    await store.addLinks([makeLink(url), makeLink('https://slow.example/1')]);
    const skip: Skip = { code: 'fetch/timeout', detail: '30 s' };
    await store.settleLink(urlOf('https://slow.example/1'), { state: 'waiting', skip, dueAt: noon + 5000 });
    expect(await dueUrls(store)).toEqual(['daily.example/1']);
    await store.settleLink(url, stored);
    expect(await dueUrls(store)).toEqual([]);
    expect(await store.nextDueAt()).toBe(noon + 5000);
    expect(await dueUrls(store, 9, noon + 5000)).toEqual(['slow.example/1']);
  });

  it('gives each due link exactly once, whatever hosts there are and however many are asked for', async () => {
    const hosts = fc.array(fc.nat(6), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(hosts, fc.integer({ min: 1, max: 50 }), async (some, limit) => {
        const store = await makeStore();
        await store.addLinks(some.map((host, index) => makeLink(`https://h${host}.example/${index}`)));
        const urls = await dueUrls(store, limit);
        expect(new Set(urls).size).toBe(Math.min(limit, some.length));
        expect(urls).toEqual((await dueUrls(store)).slice(0, limit));
        await store.close();
      }),
      { numRuns: 8 },
    );
  });
});

describe('settleLink', () => {
  it('keeps state, reason and attempts', async () => {
    const store = await makeStore();
    await store.addLinks([makeLink(url)]);
    const skip: Skip = { code: 'fetch/timeout', detail: '30 s' };
    await store.settleLink(url, { state: 'waiting', skip, dueAt: noon + 1 });
    expect(await store.getLink(url)).toMatchObject({ state: 'waiting', skip, attempts: 1, dueAt: noon + 1 });
    await store.settleLink(url, stored);
    expect(await store.getLink(url)).toMatchObject({ state: 'stored', attempts: 2, dueAt: 0, article });
    expect((await store.getLink(url))?.skip).toBeUndefined();
    expect((await store.linkOf(article))?.url).toBe(url);
  });

  it('counts no try where the host asked to wait', async () => {
    const store = await makeStore();
    await store.addLinks([makeLink(url)]);
    const skip: Skip = { code: 'fetch/rate-limited', detail: 'status 429' };
    await store.settleLink(url, { state: 'waiting', skip, dueAt: noon + 1, isPutOff: true });
    expect(await store.getLink(url)).toMatchObject({ state: 'waiting', attempts: 0, dueAt: noon + 1 });
    await store.settleLink(url, { state: 'stored', article, recheckAt: noon + 2, isPutOff: true });
    expect(await store.getLink(url)).toMatchObject({ state: 'stored', attempts: 0, recheck: true, dueAt: noon + 2 });
  });

  it('refuses an address that was never added', async () => {
    await expect((await makeStore()).settleLink(url, stored)).rejects.toMatchObject({ code: 'store/failed' });
  });
});

describe('links', () => {
  const other = urlOf('https://daily.example/other-address');

  it('lead from an article to all its addresses, and to the one that it came by', async () => {
    const store = await makeStore();
    await store.addLinks([makeLink(other), makeLink(url), makeLink('https://daily.example/3')]);
    await store.settleLink(url, stored);
    await store.settleLink(other, { state: 'skipped', skip: { code: 'extract/no-text', detail: '' } });
    expect([await store.addressesOf(article), (await store.linkOf(article))?.url]).toEqual([[url], url]);
    await store.settleLink(other, stored);
    expect(await store.addressesOf(article)).toEqual([other, url]);
    expect(await store.linkOf(makeArticle('https://daily.example/3').id)).toBeUndefined();
  });

  it('that a stage skipped are listed in the order they were found', async () => {
    const store = await makeStore();
    await store.addLinks([makeLink(other), makeLink(url), makeLink('https://daily.example/3')]);
    await store.settleLink(url, { state: 'skipped', skip: { code: 'extract/no-text', detail: '' } });
    await store.settleLink(other, { state: 'skipped', skip: { code: 'extract/no-title', detail: '' } });
    expect([await store.listSkipped('extract'), await store.listSkipped('fetch')]).toEqual([[other, url], []]);
  });

  it('of a source stand as its file has them', async () => {
    const store = await makeStore();
    await store.addLinks([makeLink(url), makeLink('https://daily.example/9', {}, 'another')]);
    await store.addLinks([makeLink(other)], { skip: excluded });
    expect(await store.listLinkStands(sourceOf('example-daily'))).toEqual([
      { url, state: 'waiting', isExcluded: false },
      { url: other, state: 'skipped', isExcluded: true },
    ]);
  });
});

describe('accounting', () => {
  it('adds up: found = stored + skipped + waiting, with reasons', async () => {
    const store = await makeStore();
    await store.addLinks([1, 2, 3, 4, 5].map((index) => makeLink(`https://daily.example/${index}`)));
    await store.addLinks([makeLink('https://other.example/', {}, 'other')], { skip: excluded });
    await store.settleLink(url, stored);
    const skip = (code: Skip['code']): LinkVerdict => ({ state: 'skipped', skip: { code, detail: '' } });
    await store.settleLink(urlOf('https://daily.example/2'), skip('extract/no-text'));
    await store.settleLink(urlOf('https://daily.example/3'), skip('extract/no-text'));
    const reasons = [
      { code: 'extract/no-text', count: 2 },
      { code: 'discover/excluded', count: 1 },
    ];
    expect(await store.accounting()).toEqual({ found: 6, stored: 1, skipped: 3, waiting: 2, reasons });
    const ofOther = { found: 1, stored: 0, skipped: 1, waiting: 0, reasons: reasons.slice(1) };
    expect(await store.accounting(sourceOf('other'))).toEqual(ofOther);
    expect((await store.listLinks('skipped', 2)).map((link) => link.url)).toEqual([
      'https://other.example/',
      'https://daily.example/3',
    ]);
  });

  it('makes links wait again that were given up, and no others', async () => {
    const store = await makeStore();
    const codes = ['pipeline/gave-up', 'fetch/timeout', 'extract/no-text', 'discover/excluded'] as const;
    for (const code of codes)
      await store.addLinks([makeLink(`https://daily.example/${code}`)], { skip: { code, detail: '' } });
    expect(await store.retryLinks(noon)).toBe(2);
    expect(await dueUrls(store)).toEqual(['daily.example/pipeline/gave-up', 'daily.example/fetch/timeout']);
  });

  it('makes chosen links wait again: one, those of a reason or a source, but none that a source file leaves out', async () => {
    const store = await makeStore();
    const codes = ['pipeline/gave-up', 'fetch/gone', 'extract/no-text', 'discover/excluded'] as const;
    for (const code of codes)
      for (const name of ['daily', 'other'])
        await store.addLinks([makeLink(`https://${name}.example/${code}`, {}, name)], { skip: { code, detail: '' } });
    const gone = makeLink('https://daily.example/fetch/gone').url;
    expect(await store.retryLinks(noon, { url: gone })).toBe(1);
    expect(await store.retryLinks(noon + 1, { url: gone })).toBe(1);
    expect((await store.getLink(gone))?.dueAt).toBe(noon + 1);
    expect(await store.retryLinks(noon, { code: 'extract/no-text', source: 'other' })).toBe(1);
    expect(await store.retryLinks(noon, { source: 'daily' })).toBe(1);
    expect(await store.retryLinks(noon, { code: 'discover/excluded' })).toBe(0);
    expect(await store.retryLinks(noon, { url: makeLink('https://other.example/discover/excluded').url })).toBe(0);
    expect(await store.retryLinks(noon)).toBe(1);
  });

  it('are found by state, source and reason, newest first, page by page', async () => {
    const store = await makeStore();
    const skip = { code: 'fetch/gone', detail: '' } as const;
    await store.addLinks([makeLink('https://a.example/1', {}, 'a'), makeLink('https://b.example/1', {}, 'b')], {
      skip,
    });
    await store.addLinks([makeLink('https://a.example/2', {}, 'a'), makeLink('https://a.example/3', {}, 'a')]);
    const find = async (query: Omit<LinkQuery, 'limit'>, limit = 10): Promise<readonly string[]> =>
      (await store.findLinks({ ...query, limit })).map(({ url: found }) => found.replace('https://', ''));
    expect(await find({})).toEqual(['a.example/3', 'a.example/2', 'b.example/1', 'a.example/1']);
    expect(await find({ source: 'a', state: 'waiting' })).toEqual(['a.example/3', 'a.example/2']);
    expect(await find({ code: 'fetch/gone', source: 'b' })).toEqual(['b.example/1']);
    expect(await find({ offset: 1 }, 2)).toEqual(['a.example/2', 'b.example/1']);
    expect(await find({ code: 'fetch/timeout' })).toEqual([]);
    expect(await store.listHosts(5)).toEqual([{ host: 'a.example', waiting: 2, dueAt: noon }]);
    expect(await store.listHosts(0)).toEqual([]);
  });
});

describe('feeds', () => {
  it('come back as they were put', async () => {
    const store = await makeStore();
    const feed = {
      ...{ url, source: sourceOf('example-daily'), etag: 'W/"1"', lastModified: 'Sun, 09 Feb 2025 12:00:00 GMT' },
      ...{ lastSuccessAt: '2025-02-09T12:00:00Z', lastError: '', errorsInARow: 0, items: 12 },
      life: { ...newFeedLife, nextPollAt: noon, goneAt: '2025-02-09T12:00:00Z' },
    };
    await store.putFeed({ ...feed, items: 3 });
    await store.putFeed(feed);
    expect(await store.getFeed(url)).toEqual(feed);
    expect(await store.listFeeds()).toEqual([feed]);
  });
});
