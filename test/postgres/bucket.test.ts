import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readProject } from '../../src/config/project.ts';
import { systemClock } from '../../src/model/clock.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { Bucket } from '../../src/store/s3/bucket.ts';
import { recordKey } from '../../src/store/s3/bucket-warcs.ts';
import type { ArticleRecord } from '../../src/store/store.ts';
import { buildPackage, type BuiltPackage } from '../runs/build-package.ts';
import { startBucket, type BucketServer } from '../start-bucket.ts';
import { startWeb, truthOf } from './made-up-web.ts';
import { askAccounting, makeProject } from './run-chaos.ts';

/** Then the tests are skipped, and say why. */
const isMissing = inject('postgresMissing') !== undefined;
const plan = { hosts: 24, articles: 10, words: 200, delayMs: 50, hostsAtOnce: 6 };

let cli: BuiltPackage;
let server: BucketServer;
let bucket: Bucket;
let web: Awaited<ReturnType<typeof startWeb>>;
beforeAll(async () => {
  if (isMissing) return;
  cli = buildPackage();
  server = await startBucket('archive/');
  bucket = new Bucket({ ...server, patienceMs: 5000 });
  web = await startWeb(plan);
  Object.assign(process.env, server.environment);
}, 180_000);
afterAll(async () => {
  if (isMissing) return;
  for (const child of started) child.kill('SIGKILL'); // of a test that failed
  web.stop();
  for (const root of machines) await rm(root, { recursive: true, force: true });
  await bucket.close();
  await server.stop();
  cli.remove();
});

const database = `${inject('postgres') ?? ''}?schema=bucket`;

const machines: string[] = [];
const started: ChildProcess[] = [];

/** A machine: a folder with nothing but the settings. */
async function makeMachine(): Promise<string> {
  const root = await makeProject(plan, web.port, database);
  machines.push(root);
  await appendFile(join(root, 'courant.yaml'), `files: ${JSON.stringify(server.files)}\n`);
  return root;
}

interface Worker {
  readonly child: ChildProcess;
  said: string;
}

function startWorker(root: string): Worker {
  const child = spawn(process.execPath, [cli.main, 'worker', '--dir', root], { stdio: ['ignore', 'ignore', 'pipe'] });
  const worker: Worker = { child, said: '' };
  started.push(child);
  child.stderr.on('data', (chunk: Buffer) => (worker.said += chunk.toString()));
  return worker;
}

async function end(worker: Worker, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const ended = once(worker.child, 'exit');
  worker.child.kill(signal);
  const [code] = (await ended) as [number | null];
  expect(code, worker.said).toBe(signal === 'SIGTERM' ? 0 : null);
}

async function run(
  root: string,
  ...words: readonly string[]
): Promise<{ readonly code: number | null; readonly out: string }> {
  const child = spawn(process.execPath, [cli.main, ...words, '--dir', root], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

async function keysOf(prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of bucket.list(prefix)) keys.push(key);
  return keys;
}

async function untilSettled(count: number): Promise<void> {
  for (let tries = 0; tries < 1500; tries += 1) {
    const now = await askAccounting(database);
    if (now && now.stored + now.skipped >= count && (count < total || now.waiting === 0)) return;
    await sleep(200);
  }
  throw new Error(`it does not come to ${count}: ${JSON.stringify(await askAccounting(database))}`);
}

const truth = truthOf(plan);
const total = truth.stored + truth.skipped;

/** All articles, and of each whether its page can be read. */
async function readArchive(
  root: string,
): Promise<{ readonly articles: readonly ArticleRecord[]; readonly unread: readonly string[] }> {
  const store = await openArchive(await readProject(root), { clock: systemClock, mode: 'read' });
  const unread: string[] = [];
  try {
    const articles = await store.listArticles();
    for (const { url, title } of articles) {
      const [ref] = await store.listPages(url);
      const text = ref && Buffer.from((await store.readPage(ref)).bytes).toString();
      if (text?.includes(title) !== true) unread.push(url);
    }
    return { articles, unread };
  } finally {
    await store.close();
  }
}

test('two machines with folders of their own and one bucket: killed, one of them for good, and the bucket away, they lose nothing', async () => {
  const [first, second] = [await makeMachine(), await makeMachine()];
  let workers = [startWorker(first), startWorker(second)];
  const [one, two] = workers;
  if (!one || !two) throw new TypeError('two were started');
  await untilSettled(total * 0.2);
  await end(one, 'SIGKILL');
  workers = [two, startWorker(first)];
  await untilSettled(total * 0.4);
  await server.halt();
  await sleep(2000);
  await server.startAgain();
  await untilSettled(total * 0.6);
  // Its folder is lost with it; another machine takes its place.
  await end(two, 'SIGKILL');
  await rm(second, { recursive: true });
  const third = await makeMachine();
  workers = [...workers.filter((worker) => worker !== two), startWorker(third)];
  await untilSettled(total);
  for (const worker of workers) await end(worker, 'SIGTERM');

  expect(await askAccounting(database)).toEqual({ ...truth, waiting: 0, found: total });
  expect(web.report().violations).toEqual([]);
  expect(await keysOf('content/')).toHaveLength(truth.stored);
  // What the killed ones sent record by record is still so: nobody may take them for dead that early.
  expect((await keysOf('warc/')).some((key) => recordKey.test(key))).toBe(true);
  const empty = await makeMachine();
  const before = await readArchive(empty);
  expect(before.unread).toEqual([]);
  expect(before.articles).toHaveLength(truth.stored);

  expect(await run(empty, 'build', '--json')).toMatchObject({
    code: 0,
    out: expect.stringContaining(`"articles":${truth.stored}`) as string,
  });
  expect(await readdir(join(empty, 'public'))).toContain('index.html');
  await sleep(16_000); // until the killed ones are known to be gone
  const fresh = await makeMachine();
  const reindexed = await run(fresh, 'reindex', '--json');
  expect(reindexed).toMatchObject({ code: 0, out: expect.stringContaining(`"articles":${truth.stored}`) as string });
  expect((await readArchive(fresh)).articles).toEqual(before.articles);
  expect((await readArchive(await makeMachine())).unread).toEqual([]);
  expect((await keysOf('warc/')).filter((key) => recordKey.test(key))).toEqual([]);
  expect((await run(fresh, 'verify')).code).toBe(0);
  const warcs = await keysOf('warc/');
  expect((await readdir(join(fresh, 'warc'), { recursive: true })).filter((name) => name.endsWith('.gz'))).toHaveLength(
    warcs.length,
  );
}, 400_000);
