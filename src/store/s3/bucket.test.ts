import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startBucket, type BucketServer } from '../../../test/start-bucket.ts';
import { NewsError } from '../../errors.ts';
import { Bucket, type BucketOptions } from './bucket.ts';
import type { BucketEntry } from './parse-answer.ts';

let server: BucketServer;
beforeAll(async () => {
  server = await startBucket('news/archive/');
});
afterAll(() => server.stop());
afterEach(() => server.disturb(undefined));

function open(options: Partial<BucketOptions> = {}): Bucket {
  const { settings, credentials } = server;
  const bucket = new Bucket({ settings, credentials, patienceMs: 20_000, ...options });
  onTestFinished(() => bucket.close());
  return bucket;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function readText(bucket: Bucket, key: string): Promise<string | undefined> {
  const found = await bucket.get(key);
  return found === undefined || found === 'same' ? found : new TextDecoder().decode(found.bytes);
}

async function listAll(bucket: Bucket): Promise<readonly BucketEntry[]> {
  const entries: BucketEntry[] = [];
  for await (const entry of bucket.list('content/')) entries.push(entry);
  return entries;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((cause: unknown) => cause);
  if (error instanceof NewsError) return error.code;
  throw error instanceof Error ? error : new TypeError('it did not fail');
}

describe('objects', () => {
  test.each(['content/a.md', "content/with space + plus 'quotes' (and) ü ß 日本 & é.md", 'content/100%25 ~!*.md'])(
    'what is put at `%s` can be got, listed and removed',
    async (key) => {
      const bucket = open();
      const etag = await bucket.put(key, bytesOf('one'));
      expect(await readText(bucket, key)).toBe('one');
      expect(await bucket.etagOf(key)).toBe(etag);
      expect(await bucket.get(key, { unless: etag ?? '' })).toBe('same');
      const listed = await listAll(bucket);
      expect(listed).toEqual([{ key, bytes: 3, etag }]);
      await bucket.remove(key);
      expect(await bucket.get(key)).toBeUndefined();
      expect(await bucket.etagOf(key)).toBeUndefined();
      await bucket.remove(key);
    },
  );

  test('a part is fetched by a range; what lies behind the end is not there', async () => {
    const bucket = open();
    await bucket.put('warc/a', bytesOf('0123456789'));
    const part = await bucket.get('warc/a', { range: [3, 4] });
    expect(part).toMatchObject({ bytes: bytesOf('3456') });
    expect(await bucket.get('warc/a', { range: [10, 4] })).toBeUndefined();
    await bucket.remove('warc/a');
  });

  test('files go up and come down as they are', async () => {
    const bucket = open();
    const folder = await mkdtemp(join(tmpdir(), 'courant-bucket-test-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const large = Buffer.alloc(3_000_000, 'made-up ');
    await writeFile(join(folder, 'a'), large);
    const etag = await bucket.put('warc/large', { file: join(folder, 'a') });
    expect(await bucket.download('warc/large', join(folder, 'b'))).toBe(etag);
    expect((await readFile(join(folder, 'b'))).equals(large)).toBe(true);
    expect(await bucket.download('warc/none', join(folder, 'c'))).toBeUndefined();
    await bucket.remove('warc/large');
  });

  test('a listing has all objects below a prefix, however many come at once', async () => {
    const bucket = open({ listedAtOnce: 3 });
    const keys = Array.from({ length: 10 }, (_, n) => `content/${n % 2 ? 'a/' : 'a-'}${n}.md`).sort();
    for (const key of keys) await bucket.put(key, bytesOf(key));
    await bucket.put('history/b.md', bytesOf('b'));
    expect((await listAll(bucket)).map(({ key }) => key)).toEqual(keys);
    expect([await bucket.check('content/'), await bucket.check('warc/')]).toEqual([true, false]);
    for (const key of [...keys, 'history/b.md']) await bucket.remove(key);
  });
});

describe('a service that is away', () => {
  test.each(['away', 'busy'] as const)('%s for some requests is waited for, and told once', async (how) => {
    const told: string[] = [];
    const bucket = open({ onOutage: (event) => void told.push(event) });
    let left = 3;
    server.disturb(() => (left-- > 0 ? how : undefined));
    await bucket.put('content/a.md', bytesOf('one'));
    left = 3;
    expect(await readText(bucket, 'content/a.md')).toBe('one');
    left = 3;
    expect(await listAll(bucket)).toHaveLength(1);
    left = 3;
    await bucket.remove('content/a.md');
    expect(told).toEqual(Array.from({ length: 4 }, () => ['away', 'back']).flat());
  });

  test('is not waited for at the beginning, nor when somebody stops the work', async () => {
    server.disturb(() => 'away');
    expect(await codeOf(open().check())).toBe('store/bucket-away');
    const stop = new AbortController();
    const waiting = codeOf(open({ signal: stop.signal }).put('content/a.md', bytesOf('one')));
    stop.abort();
    expect(await waiting).toBe('store/bucket-away');
  });

  test('that comes back after having ended is gone on with', async () => {
    const bucket = open();
    await bucket.put('content/a.md', bytesOf('one'));
    await server.halt();
    const reading = readText(bucket, 'content/a.md');
    await server.startAgain();
    expect(await reading).toBe('one');
    await bucket.remove('content/a.md');
  });
});

describe('what a service says', () => {
  test.each([
    ['a wrong secret', () => open({ credentials: { ...server.credentials, secretAccessKey: 'wrong' } }), 'refused'],
    ['an unknown key', () => open({ credentials: { ...server.credentials, accessKeyId: 'NOBODY' } }), 'refused'],
    ['no such bucket', () => open({ settings: { ...server.settings, bucket: 'other-news' } }), 'refused'],
    ['nobody there', () => open({ settings: { ...server.settings, endpoint: 'http://127.0.0.1:1' } }), 'away'],
    ['no such host', () => open({ settings: { ...server.settings, endpoint: 'http://nowhere.invalid' } }), 'away'],
  ])('%s: an error of its own', async (_about, make, code) => {
    expect(await codeOf(make().check())).toBe(`store/bucket-${code}`);
  });

  test('a clock that is wrong by far is told', async () => {
    const { now } = RealDate;
    const late = now() - 3_600_000;
    class LateDate extends RealDate {
      constructor() {
        super(late);
      }
    }
    globalThis.Date = LateDate as DateConstructor;
    // The server runs in this process: it must have the right time.
    server.disturb(() => {
      globalThis.Date = RealDate;
      return undefined;
    });
    try {
      expect(await codeOf(open().check())).toBe('store/bucket-clock');
    } finally {
      globalThis.Date = RealDate;
    }
  });
});

const RealDate = Date;
