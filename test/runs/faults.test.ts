import { execFileSync, spawn } from 'node:child_process';
import { cp, open, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { truthOf } from '../newsroom-truth.ts';
import { startNewsroom, type Newsroom } from '../../src/newsroom/start-newsroom.ts';
import { readProject } from '../../src/config/project.ts';
import { systemClock } from '../../src/model/clock.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { makeFolder } from '../sample-archive.ts';
import { brokenPages } from '../site-links.ts';
import { buildPackage, type BuiltPackage } from './build-package.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

const stored = truthOf(1).articles.length;
let cli: BuiltPackage;
let newsroom: Newsroom;
let project: NewsroomProject;
beforeAll(async () => {
  cli = buildPackage();
  newsroom = await startNewsroom({ edition: 1 });
}, 180_000);
afterAll(async () => {
  await newsroom.stop();
  cli.remove();
});
beforeEach(async () => {
  project = await makeNewsroomProject(newsroom);
});
afterEach(() => project.remove());

/** Runs a command to its end. The newsroom answers from this process, so that a collect must not be waited for here. */
async function courant(
  root: string,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [cli.main, ...args, '-C', root], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stderr };
}

async function expectComplete(root: string): Promise<void> {
  const store = await openArchive(await readProject(root), { clock: systemClock, mode: 'read' });
  const { found, skipped, ...accounting } = await store.accounting().finally(() => store.close());
  expect(accounting).toMatchObject({ stored, waiting: 0 });
  expect(found).toBe(stored + skipped);
  const names = await readdir(join(root, 'content', 'post'), { recursive: true });
  expect(names.filter((name) => name.endsWith('.md'))).toHaveLength(stored);
}

/** The project on a file system of its own; undefined where the process may not make one. */
async function moveToSmallDisk(): Promise<string | undefined> {
  const disk = await makeFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  await cp(project.root, join(disk, 'project'), { recursive: true });
  return disk;
}

/** Leaves so many bytes of a disk free. */
async function fill(disk: string, free: number): Promise<void> {
  await rm(join(disk, 'filler'), { force: true });
  const { bavail, bsize } = await statfs(disk);
  await writeFile(join(disk, 'filler'), Buffer.alloc(Math.max(bavail * bsize - free, 0)));
}

describe('a disk that is full', () => {
  test.for([
    ['collect', 60_000],
    ['collect', 250_000],
    ['collect', 700_000],
    ['collect', 1_500_000],
  ] as const)(
    'in the middle of `%s` (%i bytes free) loses nothing, and the next run completes it',
    { timeout: 120_000 },
    async ([command, free], { skip }) => {
      const disk = await moveToSmallDisk();
      if (disk === undefined) return skip('mounting a small disk is not permitted here');
      try {
        const root = join(disk, 'project');
        await fill(disk, free);
        const ended = await courant(root, command);
        expect(ended).toMatchObject({ code: 1 });
        expect(ended.stderr).toContain('store/no-space');
        await rm(join(disk, 'filler'));
        const next = await courant(root, command);
        expect(next, next.stderr).toMatchObject({ code: 0 });
        await expectComplete(root);
        expect(await courant(root, 'verify')).toMatchObject({ code: 0 });
      } finally {
        execFileSync('umount', ['-l', disk]);
      }
    },
  );

  test.for([
    ['build', [], 30_000],
    ['build', [], 1_200_000],
    ['reindex', [], 200_000],
    ['backup', ['../backup'], 900_000],
    ['export', ['../all.jsonl'], 40_000],
    ['export', ['../all.parquet'], 30_000],
  ] as const)(
    'in the middle of `%s` leaves what was there, and the next run completes it',
    { timeout: 120_000 },
    async ([command, args, free], { skip }) => {
      await project.collect();
      const disk = await moveToSmallDisk();
      if (disk === undefined) return skip('mounting a small disk is not permitted here');
      try {
        const root = join(disk, 'project');
        const paths = args.map((path) => join(root, path));
        await fill(disk, free);
        const ended = await courant(root, command, ...paths);
        expect(ended, ended.stderr).toMatchObject({ code: 1 });
        expect(ended.stderr).toContain('store/no-space');
        expect(brokenPages(join(root, 'public'))).toEqual([]);
        await rm(join(disk, 'filler'));
        const next = await courant(root, command, ...paths);
        expect(next, next.stderr).toMatchObject({ code: 0 });
        await expectComplete(root);
      } finally {
        execFileSync('umount', ['-l', disk]);
      }
    },
  );
});

describe('what is damaged or odd', () => {
  test('a broken WARC record is named and passed over; the others are read', async () => {
    await project.collect();
    const warcs = (await readdir(join(project.root, 'warc'), { recursive: true })).filter((name) =>
      name.endsWith('.gz'),
    );
    const file = join(project.root, 'warc', warcs[0] ?? '');
    const bytes = await readFile(file);
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0x55, middle, middle + 400);
    await writeFile(file, bytes);
    const ended = await courant(project.root, 'reindex');
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    expect(ended.stderr).toContain('passed over');
    expect((await courant(project.root, 'verify')).stderr).toContain(`warc/${warcs[0] ?? ''}`);
    expect((await courant(project.root, 'collect', '--wait', '1')).code).toBe(0);
    await expectComplete(project.root);
  }, 120_000);

  test('a broken page in the database is told, with the way to mend it, and reindex mends it', async () => {
    await project.collect();
    const handle = await open(join(project.root, '.courant', 'index.db'), 'r+');
    const { size } = await handle.stat();
    for (let at = 8192; at < size; at += 4096) await handle.write(Buffer.alloc(2048, 0xa5), 0, 2048, at);
    await handle.close();
    const ended = await courant(project.root, 'build');
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('store/corrupt-database');
    expect(ended.stderr).toContain('courant reindex');
    expect((await courant(project.root, 'reindex')).code).toBe(0);
    expect((await courant(project.root, 'collect')).code).toBe(0);
    await expectComplete(project.root);
  }, 120_000);

  test('a clock that jumps back doubles nothing and loses nothing', async () => {
    await project.collect();
    const day = 86_400_000;
    for (const later of [-3 * day, -400 * day, 0]) {
      const report = await project.collect({ later });
      expect(report.articles).toEqual({ stored: 0, revised: 0 });
      expect(report.accounting).toMatchObject({ stored, waiting: 0 });
      await project.build();
    }
  }, 120_000);

  test('a host name that does not resolve is told, and the other sources are read', async () => {
    await writeFile(
      join(project.root, 'sources', 'nowhere.yaml'),
      'name: Nowhere\nfeeds:\n  - url: http://nowhere.invalid/feed\n',
    );
    const ended = await courant(project.root, 'collect');
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stderr).toContain('fetch/host-not-found');
    expect(ended.stderr).toContain('failed: nowhere');
    await expectComplete(project.root);
  }, 120_000);
});
