import { describe, expect, it } from 'vitest';
import { makeArticle, makeStore, noon, openForTest } from '../../test/sample-archive.ts';
import type { SpendingLimit } from '../model/translation.ts';

const day = 86_400_000;
const key = (digit: string): string => digit.repeat(64);
const entry = { engine: 'made-up', from: 'de', to: 'en' };
const paid = (characters: number, money = 0) => ({ engine: 'paid', characters, money });
const limit = (per: SpendingLimit['per'], characters: number, money = Infinity): SpendingLimit => ({
  per,
  characters,
  money,
});

describe('the memory of translations', () => {
  it('gives what was put, of the last put, and nothing else', async () => {
    const { translations } = await makeStore();
    await translations.put([]);
    await translations.put([
      { key: key('a'), ...entry, text: '<pc id="1">One</pc> &amp; \u{1f600}' },
      { key: key('b'), ...entry, text: 'Two' },
      { key: key('b'), ...entry, text: 'Two again' },
    ]);
    expect(await translations.find([])).toEqual(new Map());
    const found = await translations.find(['a', 'b', 'c'].map(key));
    expect(found.get(key('a'))).toBe('<pc id="1">One</pc> &amp; \u{1f600}');
    expect([...found.keys()].sort()).toEqual([key('a'), key('b')]);
    expect(found.get(key('b'))).toBe('Two again');
  });
});

describe('the spending on translations', () => {
  it('is noted up to a limit, of characters and of money, and names the one that would be exceeded', async () => {
    const { translations } = await makeStore();
    const limits = [limit('run', 100), limit('day', 1000, 0.3)];
    for (let time = 0; time < 3; time += 1)
      expect(await translations.reserve(paid(30, 0.1), limits, 'one', noon)).toBeUndefined();
    expect(await translations.reserve(paid(11), limits, 'one', noon)).toBe(limits[0]);
    expect(await translations.reserve(paid(10, 0.01), limits, 'one', noon)).toBe(limits[1]);
    expect(await translations.reserve(paid(10), limits, 'one', noon)).toBeUndefined();
    expect(await translations.spentSince(noon)).toEqual({ engine: '', characters: 100, money: expect.closeTo(0.3, 9) });
    expect(await translations.reserve(paid(100), limits, 'another run', noon)).toBeUndefined();
  });

  it('begins anew with the day and the month in UTC', async () => {
    const { translations } = await makeStore();
    const midnight = Date.UTC(2025, 1, 10);
    const reserve = (now: number, ...limits: SpendingLimit[]) => translations.reserve(paid(60), limits, 'one', now);
    expect(await reserve(midnight - 1, limit('day', 100))).toBeUndefined();
    expect(await reserve(midnight - 1, limit('day', 100))).toBeDefined();
    expect(await reserve(midnight, limit('day', 100))).toBeUndefined();
    expect(await reserve(midnight, limit('month', 170))).toBeDefined();
    expect(await reserve(Date.UTC(2025, 2, 1) - 1, limit('month', 180))).toBeUndefined();
    expect(await reserve(Date.UTC(2025, 2, 1), limit('month', 60))).toBeUndefined();
    expect((await translations.spentSince(Date.UTC(2025, 1, 1))).characters).toBe(240);
    expect((await translations.spentSince(Date.UTC(2025, 2, 1))).characters).toBe(60);
  });

  it('is corrected, also on another day, and never counts what was reserved without limits', async () => {
    const { translations } = await makeStore();
    const free = { engine: 'free', characters: 1_000_000, money: 0 };
    await translations.reserve(free, [], 'one', noon);
    await translations.correct({ ...free, characters: -1 }, 'one', noon);
    expect(await translations.reserve(paid(100), [limit('day', 100)], 'one', noon)).toBeUndefined();
    expect(await translations.reserve(paid(1), [limit('day', 100)], 'one', noon)).toBeDefined();
    await translations.correct(paid(-40), 'one', noon);
    expect(await translations.reserve(paid(40), [limit('day', 100)], 'one', noon)).toBeUndefined();
    await translations.correct(paid(-40), 'one', noon + day);
    expect(await translations.reserve(paid(41), [limit('run', 100)], 'one', noon + day)).toBeDefined();
    expect(await translations.reserve(paid(40), [limit('run', 100)], 'one', noon + day)).toBeUndefined();
    expect((await translations.spentSince(noon, 'free')).characters).toBe(999_999);
    expect((await translations.spentSince(noon, 'paid')).characters).toBe(100);
  });

  it('exceeds no limit when many reserve at once', async () => {
    const { translations } = await makeStore();
    const limits = [limit('month', 1000)];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => translations.reserve(paid(30), limits, `run ${n % 7}`, noon)),
    );
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(33);
    expect((await translations.spentSince(noon)).characters).toBe(990);
  });
});

describe('the claim of a translation', () => {
  const { id } = makeArticle('https://daily.example/1');

  it('is of one worker at a time, until it is released', async () => {
    const store = await makeStore();
    expect(await store.claimTranslation(id, 'en', noon, 1000, 'a')).toBe(true);
    expect(await store.claimTranslation(id, 'en', noon + 999, 1000, 'b')).toBe(false);
    expect(await store.claimTranslation(id, 'fr', noon, 1000, 'b')).toBe(true);
    await store.releaseTranslation(id, 'en', 'b');
    expect(await store.claimTranslation(id, 'en', noon, 1000, 'b')).toBe(false);
    await store.releaseTranslation(id, 'en', 'a');
    expect(await store.claimTranslation(id, 'en', noon, 1000, 'b')).toBe(true);
  });

  it('is of one, however many want it at once', async () => {
    const store = await makeStore();
    const workers = Array.from({ length: 20 }, (_, n) => `worker ${n}`);
    const claims = await Promise.all(workers.map((worker) => store.claimTranslation(id, 'en', noon, 1000, worker)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('of a killed worker ends with its time, which its own claim begins anew', async () => {
    const store = await makeStore();
    await store.claimTranslation(id, 'en', noon, 1000, 'a');
    expect(await store.claimTranslation(id, 'en', noon + 900, 1000, 'a')).toBe(true);
    expect(await store.claimTranslation(id, 'en', noon + 1000, 1000, 'b')).toBe(false);
    expect(await store.claimTranslation(id, 'en', noon + 1900, 1000, 'b')).toBe(true);
    expect(await store.claimTranslation(id, 'en', noon + 1900, 1000, 'a')).toBe(false);
  });

  it('is there after the archive was closed', async () => {
    const store = await makeStore();
    await store.claimTranslation(id, 'en', noon, 1000, 'a');
    await store.translations.put([{ key: key('a'), ...entry, text: 'One' }]);
    await store.close();
    const again = await openForTest(store.root);
    expect(await again.claimTranslation(id, 'en', noon, 1000, 'b')).toBe(false);
    expect((await again.translations.find([key('a')])).size).toBe(1);
    await again.close();
  });
});
