import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { truthOf } from '../newsroom-truth.ts';
import { buildPackage, type BuiltPackage } from '../runs/build-package.ts';
import { makeNewsroomProject, type NewsroomProject } from '../runs/newsroom-project.ts';

/** Then the tests are skipped, and say why. */
const isMissing = inject('postgresMissing') !== undefined;

let cli: BuiltPackage;
let newsroom: Newsroom;
let project: NewsroomProject;
beforeAll(async () => {
  if (isMissing) return;
  cli = buildPackage();
  newsroom = await startNewsroom({ edition: 1 });
  project = await makeNewsroomProject(newsroom, { database: `${inject('postgres') ?? ''}?schema=commands` });
}, 180_000);
afterAll(async () => {
  if (isMissing) return;
  await newsroom.stop();
  await project.remove();
  cli.remove();
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

async function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [cli.main, ...words, '--dir', project.root], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { out: '', said: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
}

test('the commands do on PostgreSQL what they do on a file', async () => {
  const { articles, skips } = truthOf(1);
  const all = { found: articles.length + skips.length, stored: articles.length, skipped: skips.length, waiting: 0 };
  expect(await run(['collect', '--wait', '30'])).toMatchObject({ code: 0 });
  const status = await run(['status', '--json']);
  expect(JSON.parse(status.out)).toMatchObject({ accounting: all });
  expect(await run(['build'])).toMatchObject({ code: 0 });
  const before = await project.withStore((store) => store.listArticles());
  expect(await run(['reindex'])).toMatchObject({ code: 0 });
  expect(await project.withStore((store) => store.listArticles())).toEqual(before);
  expect(JSON.parse((await run(['status', '--json'])).out)).toMatchObject({ accounting: all });
  const again = await run(['collect', '--all', '--json']);
  expect(again.code).toBe(0);
  expect(await project.withStore((store) => store.accounting())).toMatchObject(all);
}, 120_000);

test('a worker works until it is told to stop', async () => {
  const child = spawn(process.execPath, [cli.main, 'worker', '--dir', project.root], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [first] = (await once(child.stderr, 'data')) as [Buffer];
  expect(first.toString()).toContain('Working');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
}, 60_000);

test('the password of the database is shown nowhere', async () => {
  const { out } = await run(['config']);
  expect(out).toContain('***');
  expect(out).not.toContain('made-up');
});

test.each([
  ['a wrong password', 'postgres://courant:wrong@', 'store/database-refused'],
  ['a server that is not there', 'postgres://courant:made-up@127.0.0.1:1/', 'store/database-away'],
])('%s is told in words, and ends the command', async (_about, address, code) => {
  const server = new URL(inject('postgres') ?? '');
  const { code: exit, said } = await run(['collect'], {
    COURANT_DATABASE: address.endsWith('@') ? `${address}${server.host}${server.pathname}` : address,
  });
  expect([exit, said.split(' ')[0]]).toEqual([1, code]);
});

test('a worker on a file says what it needs', async () => {
  const alone = await makeNewsroomProject(newsroom, { database: '' });
  const child = spawn(process.execPath, [cli.main, 'worker', '--dir', alone.root], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said).toContain('pipeline/not-shared');
  await alone.remove();
}, 60_000);
