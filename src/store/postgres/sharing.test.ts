import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  codeOf,
  decode,
  indexOf,
  makeArticle,
  makeFolder,
  makeLink,
  makePage,
  makeStore,
  noon,
  openForTest,
  stillClock,
  urlOf,
} from '../../../test/sample-archive.ts';
import { startPostgres } from '../../../test/start-postgres.ts';
import { newFeedLife } from '../../model/feed-life.ts';
import { openStore } from '../open-store.ts';
import type { ClaimedSite, OpenedStore, Sharing } from '../sharing.ts';
import { parseDatabaseAddress } from './database-address.ts';
import { PostgresDatabase } from './database.ts';

const hour = 3_600_000;
const skip = { code: 'fetch/timeout', detail: '' } as const;
const fresh = { publishedAt: '2025-02-09T11:00:00Z' };

async function ask(root: string, sql: string): Promise<void> {
  const db = new PostgresDatabase(parseDatabaseAddress(indexOf(root).database ?? ''), { patienceMs: 0 });
  await db.run(sql);
  await db.close();
}

/** Two processes on one archive. */
async function makeTwo(): Promise<readonly [OpenedStore, OpenedStore]> {
  const first = await makeStore();
  const second = await openForTest(first.root);
  onTestFinished(() => second.close());
  return [first, second];
}

function sharingOf({ sharing }: OpenedStore): Sharing {
  if (sharing === undefined) throw new Error('not shared');
  return sharing;
}

const leasesOf = (store: OpenedStore): Sharing['leases'] => sharingOf(store).leases;
const sitesOf = (claims: readonly ClaimedSite[]): readonly string[] => claims.map(({ lease }) => lease.site).sort();
const done = { isDone: true, now: noon, restMs: 0 };

/** As if the process had been killed a while ago. */
const loseLeases = (root: string): Promise<void> =>
  ask(root, 'UPDATE sites SET expires_at = 0 WHERE owner IS NOT NULL');

async function claimOne(store: OpenedStore, now = noon): Promise<ClaimedSite> {
  const [claim] = await leasesOf(store).claim(now, 1);
  if (claim === undefined) throw new Error('nothing to claim');
  return claim;
}

describe('the lease of a site', () => {
  it('is of one process at a time, and covers all hosts of the site', async () => {
    const [first, second] = await makeTwo();
    await first.addLinks(
      ['a.one.example', 'b.one.example', 'two.example'].map((host) => makeLink(`https://${host}/1`)),
    );
    const claims = await Promise.all([first, second].map((store) => leasesOf(store).claim(noon, 1)));
    expect(sitesOf(claims.flat())).toEqual(['one.example', 'two.example']);
    expect(await leasesOf(first).claim(noon, 5)).toEqual([]);
    const ofOne = claims.flat().find(({ lease }) => lease.site === 'one.example');
    const links = ofOne && (await leasesOf(first).dueLinks(ofOne.lease, noon, 10));
    expect(links?.map(({ url, lease }) => [url, lease?.site])).toEqual([
      ['https://a.one.example/1', 'one.example'],
      ['https://b.one.example/1', 'one.example'],
    ]);
  });

  it('comes with new articles first, old ones ten minutes later', async () => {
    const store = await makeStore();
    await store.addLinks([makeLink('https://old.example/1'), makeLink('https://old.example/2', fresh)]);
    await store.addLinks([makeLink('https://older.example/1'), makeLink('https://new.example/1', fresh)]);
    const first = await claimOne(store);
    expect((await leasesOf(store).dueLinks(first.lease, noon, 9)).map(({ url }) => url.slice(-1))).toEqual(['2', '1']);
    expect([first.lease.site, (await claimOne(store)).lease.site].sort()).toEqual(['new.example', 'old.example']);
    expect((await claimOne(store)).lease.site).toBe('older.example');
  });

  it('is there when something is due, and not before', async () => {
    const store = await makeStore();
    const url = urlOf('https://one.example/1');
    await store.addLinks([makeLink(url)]);
    const { lease } = await claimOne(store);
    await store.settleLink(url, { state: 'waiting', skip, dueAt: noon + hour }, lease);
    await leasesOf(store).release(lease, done);
    expect(await leasesOf(store).claim(noon + hour - 1, 5)).toEqual([]);
    expect(await leasesOf(store).nextAt()).toBe(noon + hour);
    expect(sitesOf(await leasesOf(store).claim(noon + hour, 5))).toEqual(['one.example']);
  });

  it('is there for a feed to be polled, and for one that was never polled', async () => {
    const store = await makeStore();
    const { source } = makeLink('https://one.example/');
    const feed = { etag: '', lastModified: '', lastSuccessAt: '', lastError: '', errorsInARow: 0, items: 0, source };
    await store.putFeed({
      ...feed,
      url: urlOf('https://one.example/feed'),
      life: { ...newFeedLife, nextPollAt: noon },
    });
    await leasesOf(store).wake(['two.example'], noon);
    const claims = await leasesOf(store).claim(noon, 5);
    expect(sitesOf(claims)).toEqual(['one.example', 'two.example']);
    const ofOne = claims.find(({ lease }) => lease.site === 'one.example');
    expect(ofOne && (await leasesOf(store).dueFeeds(ofOne.lease, noon))).toMatchObject([
      { url: 'https://one.example/feed' },
    ]);
    for (const { lease } of claims) await leasesOf(store).release(lease, done);
    expect(await leasesOf(store).nextAt()).toBe(noon);
  });

  it('that was given back before all was done is behind the others', async () => {
    const store = await makeStore();
    await store.addLinks(['a', 'b'].map((name) => makeLink(`https://${name}.example/1`, fresh)));
    const { lease } = await claimOne(store);
    await leasesOf(store).release(lease, { ...done, isDone: false, now: noon + 1000 });
    expect((await claimOne(store, noon + 1000)).lease.site).not.toBe(lease.site);
    expect((await claimOne(store, noon + 1000)).lease.site).toBe(lease.site);
  });

  it('is not lost for links that come while it is held', async () => {
    const [first, second] = await makeTwo();
    await first.addLinks([makeLink('https://one.example/1')]);
    const { lease } = await claimOne(first);
    const article = makeArticle('https://one.example/1');
    await first.settleLink(urlOf('https://one.example/1'), { state: 'stored', article: article.id }, lease);
    await second.addLinks([makeLink('https://one.example/2')]);
    await leasesOf(first).release(lease, done);
    expect((await claimOne(second)).lease.site).toBe('one.example');
  });

  it('of a lost process goes to another one, and what the old one still does is refused', async () => {
    const [first, second] = await makeTwo();
    const url = urlOf('https://one.example/1');
    await first.addLinks([makeLink(url)]);
    const old = await claimOne(first);
    await loseLeases(first.root);
    const taken = await claimOne(second);
    expect(taken).toMatchObject({ losses: 1, lease: { fence: old.lease.fence + 1 } });
    const verdict = { state: 'skipped', skip } as const;
    expect(await codeOf(first.settleLink(url, verdict, old.lease))).toBe('store/lease-lost');
    expect((await first.getLink(url))?.state).toBe('waiting');
    await leasesOf(first).release(old.lease, done);
    expect(await leasesOf(first).claim(noon, 1)).toEqual([]);
    expect(await codeOf(second.settleLink(url, verdict, taken.lease))).toBe('fulfilled');
  });

  it('counts the processes that were lost with it, until one gives it back', async () => {
    const store = await makeStore();
    await store.addLinks([makeLink('https://one.example/1')]);
    for (const losses of [0, 1, 2]) {
      expect((await claimOne(store)).losses).toBe(losses);
      await loseLeases(store.root);
    }
    const { lease, losses } = await claimOne(store);
    expect(losses).toBe(3);
    await leasesOf(store).release(lease, { ...done, isDone: false });
    expect((await claimOne(store)).losses).toBe(0);
  });

  it('is free at once when its process ends in order', async () => {
    const [first, second] = await makeTwo();
    await first.addLinks([makeLink('https://one.example/1')]);
    const { lease } = await claimOne(first);
    expect(leasesOf(first).isHeld(lease)).toBe(true);
    await first.close();
    expect((await claimOne(second)).losses).toBe(0);
  });
});

describe('a process that was taken for dead', () => {
  it('has its WARC file ended by another one, and goes on with a new one when it comes back', async () => {
    const [first, second] = await makeTwo();
    const before = await first.putPage(makePage('https://one.example/1'));
    await ask(first.root, 'DELETE FROM processes');
    await (await openForTest(first.root)).close();
    expect((await second.readPage(before)).status).toBe(200);
    expect(await readdir(dirname(join(first.root, before.warc)))).toContain(basename(before.warc));
    const after = await first.putPage(makePage('https://one.example/2'));
    expect((await second.readPage(after)).status).toBe(200);
    await first.close();
    expect((await second.readPage(after)).status).toBe(200);
  });
});

describe('the turn to ask a site', () => {
  const free = { delayMs: 0, heldMs: 0 };

  it('is of one process at a time, and comes after the pause', async () => {
    const [first, second] = (await makeTwo()).map((store) => sharingOf(store).turns);
    expect(await first?.take('one.example', 0)).toMatchObject({ isOurs: true });
    expect(await second?.take('one.example', 0)).toMatchObject({ isOurs: false });
    expect(await second?.take('two.example', 0)).toMatchObject({ isOurs: true });
    await first?.give('one.example', { delayMs: 60_000, heldMs: 0 });
    const waiting = await second?.take('one.example', 0);
    expect(waiting).toMatchObject({ isOurs: false, heldMs: 0 });
    expect(waiting?.waitMs).toBeGreaterThan(50_000);
    await second?.give('two.example', free);
    expect(await first?.take('two.example', 0)).toMatchObject({ isOurs: true });
  });

  it('tells of a pause that the site asked for, and of one that was made longer', async () => {
    const [first, second] = (await makeTwo()).map((store) => sharingOf(store).turns);
    await first?.take('one.example', 0);
    await first?.give('one.example', { delayMs: 0, heldMs: 60_000 });
    expect((await second?.take('one.example', 0))?.heldMs).toBeGreaterThan(50_000);
    await first?.take('two.example', 0);
    await first?.give('two.example', free);
    await first?.postpone('two.example', 60_000);
    expect((await second?.take('two.example', 0))?.waitMs).toBeGreaterThan(50_000);
  });

  it('of a lost process is free after the time of a lease, and no sooner than the site must rest', async () => {
    const [first, second] = await makeTwo();
    await sharingOf(first).turns.take('one.example', 0);
    await sharingOf(first).turns.take('slow.example', 60_000);
    await ask(first.root, 'UPDATE paces SET expires_at = 0');
    expect(await sharingOf(second).turns.take('one.example', 0)).toMatchObject({ isOurs: true });
    expect(await sharingOf(second).turns.take('slow.example', 0)).toMatchObject({ isOurs: false });
    // The old one cannot give away what is no longer its own.
    await sharingOf(first).turns.give('one.example', free);
    expect(await sharingOf(first).turns.take('one.example', 0)).toMatchObject({ isOurs: false });
  });
});

describe('the turn to ask a site that is leased', () => {
  const site = 'one.example';

  async function makeLeased() {
    const [first, second] = await makeTwo();
    await first.addLinks([makeLink(`https://${site}/1`)]);
    const { lease } = await claimOne(first);
    const { turns, leases } = sharingOf(first);
    return { first, root: first.root, turns, leases, lease, others: sharingOf(second).turns };
  }

  it('stays where the lease is from one request to the next, and goes back with it', async () => {
    const { turns, leases, lease, others } = await makeLeased();
    expect(await turns.take(site, 0)).toMatchObject({ isOurs: true });
    await turns.give(site, { delayMs: 0, heldMs: 0 });
    expect(await others.take(site, 0)).toMatchObject({ isOurs: false });
    expect(await turns.take(site, 0)).toMatchObject({ isOurs: true });
    await turns.give(site, { delayMs: 8000, heldMs: 0 });
    const waiting = await turns.take(site, 0);
    expect(waiting).toMatchObject({ isOurs: false });
    expect(waiting.waitMs).toBeGreaterThan(1000);
    await leases.release(lease, done);
    for (const one of [others, turns]) {
      const { isOurs, waitMs } = await one.take(site, 0);
      expect([isOurs, waitMs > 1000]).toEqual([false, true]);
    }
  });

  it('goes back with what is left of its pause when the process ends in order, and not at once while it is in use', async () => {
    const { first, turns, others, root } = await makeLeased();
    await turns.take(site, 0);
    await turns.give(site, { delayMs: 8000, heldMs: 0 });
    const ending = await openForTest(root);
    await sharingOf(ending).turns.take('used.example', 0);
    await ending.close();
    expect(await others.take('used.example', 0)).toMatchObject({ isOurs: false });
    await first.close();
    const { isOurs, waitMs } = await others.take(site, 0);
    expect(isOurs).toBe(false);
    expect(waitMs).toBeGreaterThan(6000);
  });

  it('goes back at once with a pause that the site asked for, or that is longer than the lease', async () => {
    const { turns, others } = await makeLeased();
    await turns.take(site, 0);
    await turns.give(site, { delayMs: 0, heldMs: 60_000 });
    expect((await others.take(site, 0)).heldMs).toBeGreaterThan(50_000);
    const other = await makeLeased();
    await other.turns.take(site, 0);
    await other.turns.give(site, { delayMs: 60_000, heldMs: 0 });
    expect((await other.others.take(site, 0)).waitMs).toBeGreaterThan(50_000);
  });

  it('goes back also when the lease was lost', async () => {
    const { root, turns, leases, lease, others } = await makeLeased();
    await turns.take(site, 0);
    await turns.give(site, { delayMs: 0, heldMs: 0 });
    await ask(root, `UPDATE sites SET owner = 'another', fence = fence + 1`);
    await leases.release(lease, done);
    expect(await others.take(site, 0)).toMatchObject({ isOurs: true });
  });

  it('that is in use when the lease is given back goes back after that', async () => {
    const { turns, leases, lease, others } = await makeLeased();
    await turns.take(site, 0);
    await leases.release(lease, done);
    expect(await others.take(site, 0)).toMatchObject({ isOurs: false });
    await turns.give(site, { delayMs: 0, heldMs: 0 });
    expect(await others.take(site, 0)).toMatchObject({ isOurs: true });
  });
});

describe('tasks about the same things', () => {
  it('run one after the other over all processes, about others side by side', async () => {
    const [first, second] = (await makeTwo()).map(sharingOf);
    const steps: string[] = [];
    const task = (name: string) => async (): Promise<string> => {
      steps.push(`${name} begins`);
      await sleep(50);
      steps.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all([
      first?.exclusively(['x', 'y'], task('a')),
      second?.exclusively(['y', 'x'], task('b')),
      second?.exclusively(['z'], task('c')),
    ]);
    expect(results).toEqual(['a', 'b', 'c']);
    const [begun, ended] = steps.filter((step) => !step.startsWith('c'));
    expect(ended).toBe(begun?.replace('begins', 'ends'));
  });

  it('hand on what they throw', async () => {
    const store = await makeStore();
    const failing = sharingOf(store).exclusively(['x'], () => Promise.reject(new TypeError('made up')));
    await expect(failing).rejects.toThrow('made up');
    expect(await sharingOf(store).exclusively(['x'], async () => 1)).toBe(1);
  });
});

describe('a PostgreSQL that goes away', () => {
  it('is waited for: what was asked meanwhile is done when it is back, and the leases are still ours', async () => {
    const server = await startPostgres(['-c', 'fsync=off']);
    onTestFinished(() => server.stop());
    const told: string[] = [];
    const store = await openStore(await makeFolder(), {
      ...{ clock: stillClock, mode: 'write', decode, database: server.url },
      onOutage: (event) => void told.push(event),
    });
    onTestFinished(() => store.close());
    await store.addLinks([makeLink('https://one.example/1')]);
    const { lease } = await claimOne(store);
    for (const kind of ['in-order', 'at-once'] as const) {
      await server.halt(kind);
      const asked = Promise.all([
        store.addLinks([makeLink(`https://two.example/${kind}`)]),
        store.settleLink(urlOf('https://one.example/1'), { state: 'skipped', skip }, lease),
        store.accounting(),
      ]);
      await sleep(300);
      await server.startAgain();
      expect((await asked)[0]).toMatchObject({ added: 1 });
    }
    expect(told).toEqual(['away', 'back', 'away', 'back']);
    const task = async (): Promise<string> => {
      await server.halt('at-once');
      await server.startAgain();
      return 'done once';
    };
    expect(await sharingOf(store).exclusively(['x'], task)).toBe('done once');
    expect(await sharingOf(store).exclusively(['x'], async () => 'free again')).toBe('free again');
    expect(await store.accounting()).toMatchObject({ found: 3, skipped: 1, waiting: 2 });
  }, 60_000);
});
