import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { decode, makeFolder, makePage, stillClock, urlOf } from '../../../test/sample-archive.ts';
import { startBucket, type BucketServer } from '../../../test/start-bucket.ts';
import { openStore } from '../open-store.ts';
import type { OpenedStore } from '../sharing.ts';
import { Bucket } from './bucket.ts';
import type { BucketSettings } from './bucket-settings.ts';
import { recordKey } from './bucket-warcs.ts';

let server: BucketServer;
let bucket: Bucket;
let settings: BucketSettings;
beforeAll(async () => {
  server = await startBucket();
});
afterAll(() => server.stop());
let count = 0;
beforeEach(() => {
  // Stores of the test before may still be closing.
  settings = { ...server.settings, prefix: `${(count += 1)}/` };
  bucket = new Bucket({ ...server, settings, patienceMs: 5000 });
});
afterEach(() => bucket.close());

async function keysOf(): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of bucket.list('')) keys.push(key);
  return keys;
}

/** A machine that knows of no other: it takes all that is open in the bucket for what was left there. */
async function openAlone(root: string): Promise<OpenedStore> {
  const { credentials } = server;
  const store = await openStore(root, { clock: stillClock, mode: 'write', decode, bucket: { settings, credentials } });
  onTestFinished(() => store.close());
  return store;
}

async function put(store: OpenedStore, ...names: readonly string[]): Promise<void> {
  for (const name of names) await store.putPage(makePage(`https://daily.example/${name}`, `<p>${name}</p>`));
}

async function read(store: OpenedStore, name: string): Promise<string> {
  const ref = await store.latestPage(urlOf(`https://daily.example/${name}`));
  return ref ? Buffer.from((await store.readPage(ref)).bytes).toString() : 'unknown';
}

async function expectAll(store: OpenedStore, ...names: readonly string[]): Promise<void> {
  expect(await Promise.all(names.map((name) => read(store, name)))).toEqual(names.map((name) => `<p>${name}</p>`));
}

async function expectClosed(): Promise<void> {
  const keys = await keysOf();
  expect(keys.filter((key) => recordKey.test(key))).toEqual([]);
  expect(keys.filter((key) => key.endsWith('.warc.gz'))).toHaveLength(1);
}

test('each record is in the bucket before it is known of; a file that has ended is there whole', async () => {
  const store = await openAlone(await makeFolder());
  await put(store, 'a', 'b');
  expect((await keysOf()).filter((key) => recordKey.test(key))).toHaveLength(3); // with the one about the file
  await store.close();
  await expectClosed();
});

test('what a killed machine sent is ended by another one, and readable there', async () => {
  await put(await openAlone(await makeFolder()), 'a', 'b', 'c');
  const other = await openAlone(await makeFolder());
  await expectClosed();
  await expectAll(other, 'a', 'b', 'c');
});

test('a machine that was taken for dead and goes on loses nothing when it ends', async () => {
  const root = await makeFolder();
  const store = await openAlone(root);
  await put(store, 'a', 'b');
  await openAlone(await makeFolder());
  await put(store, 'c');
  await expectAll(store, 'a', 'b', 'c');
  await store.close();
  await expectClosed();
  await rm(join(root, 'warc'), { recursive: true });
  await expectAll(await openAlone(root), 'a', 'b', 'c');
});

test('nor when it is killed after that: the next one joins what it sent', async () => {
  const store = await openAlone(await makeFolder());
  await put(store, 'a', 'b');
  const second = await openAlone(await makeFolder());
  await put(store, 'c', 'd');
  const third = await openAlone(await makeFolder());
  await expectClosed();
  await expectAll(second, 'a', 'b');
  await expectAll(third, 'a', 'b', 'c', 'd');
});

test('a machine that was killed after its file had ended, before that was sent, sends it later', async () => {
  const root = await makeFolder();
  const store = await openAlone(root);
  await put(store, 'a', 'b');
  const records = await Promise.all((await keysOf()).map(async (key) => ({ key, found: await bucket.get(key) })));
  await store.close();
  // As if it had not come that far.
  for (const key of await keysOf()) await bucket.remove(key);
  for (const { key, found } of records) if (found && found !== 'same') await bucket.put(key, found.bytes);
  await expectAll(await openAlone(root), 'a', 'b');
  await expectClosed();
});

test('a record that was not sent to its end is cut off, and what was sent of it is removed', async () => {
  await put(await openAlone(await makeFolder()), 'a', 'b');
  const last = (await keysOf()).at(-1) ?? '';
  const found = await bucket.get(last);
  if (found === undefined || found === 'same') throw new TypeError('there is no record');
  await bucket.put(last, found.bytes.subarray(0, 20));
  await expectAll(await openAlone(await makeFolder()), 'a');
  await expectClosed();
});
