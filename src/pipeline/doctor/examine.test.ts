import { chmod, mkdir, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../model/clock.ts';
import { takeLock } from '../../store/lock.ts';
import { openStore } from '../../store/open-store.ts';
import { checkClock, checkNode, describeSpan } from './check-machine.ts';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'courant-doctor-'));
  await configure('fetch: { contact: me@example.org }\n');
  await mkdir(join(root, 'sources'));
  await writeFile(join(root, 'sources', 'harbor.yaml'), 'name: Harbor\nfeeds: [{ url: https://harbor.example/rss }]\n');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const configure = (text: string): Promise<void> => writeFile(join(root, 'courant.yaml'), text);

async function makeIndex(): Promise<void> {
  await (await openStore(root, { clock: systemClock, mode: 'write', decode: () => null })).close();
}

async function findingOf(check: string, isAsking = false): Promise<Finding | undefined> {
  return (await examine({ folder: root, isAsking })).find((finding) => finding.check === check);
}

describe('the doctor', () => {
  test('finds nothing wrong with a new project, before and after its first run', async () => {
    const before = await examine({ folder: root, isAsking: false });
    expect(before.filter(({ state, check }) => state !== 'ok' && check !== 'disk')).toEqual([]);
    await makeIndex();
    const after = await examine({ folder: root, isAsking: false });
    expect(after.filter(({ state, check }) => state !== 'ok' && check !== 'disk')).toEqual([]);
    expect(after.map(({ check }) => check)).toEqual(
      expect.arrayContaining([
        'node',
        'libsql',
        'sharp',
        'configuration',
        'disk',
        'clock',
        'permissions',
        'database',
        'links',
        'lock',
      ]),
    );
  });

  test('looks at the machine where there is no project', async () => {
    await rm(join(root, 'courant.yaml'));
    expect(await findingOf('project')).toMatchObject({ state: 'warning', do: expect.stringContaining('courant init') });
    expect(await findingOf('node')).toMatchObject({ state: 'ok' });
  });

  test('shows where a configuration is wrong', async () => {
    await configure('fetch:\n  delaySeconds: soon\n');
    expect(await findingOf('configuration')).toMatchObject({
      state: 'failed',
      what: expect.stringContaining('courant.yaml'),
    });
  });

  test('reminds of sources and of an address to be reached at', async () => {
    await configure('{}\n');
    await rm(join(root, 'sources', 'harbor.yaml'));
    expect(await findingOf('sources')).toMatchObject({ state: 'warning' });
    expect(await findingOf('contact')).toMatchObject({ state: 'warning' });
  });

  test('finds a damaged index, and one that is lost', async () => {
    await makeIndex();
    await truncate(join(root, '.courant', 'index.db'), 10_000);
    expect(await findingOf('database')).toMatchObject({
      state: 'failed',
      do: expect.stringContaining('courant reindex'),
    });
    await rm(join(root, '.courant'), { recursive: true });
    await mkdir(join(root, 'content', 'post'), { recursive: true });
    expect(await findingOf('database')).toMatchObject({
      state: 'failed',
      do: expect.stringContaining('courant reindex'),
    });
  });

  test('finds what is damaged beside the index, and tells what it can be made anew from', async () => {
    await makeIndex();
    await writeFile(join(root, '.courant', 'stories.db'), 'no database at all, '.repeat(100));
    await writeFile(join(root, '.courant', 'site.db'), 'no database at all, '.repeat(100));
    expect(await findingOf('site')).toMatchObject({ state: 'failed', do: expect.stringContaining('courant reindex') });
    await writeFile(join(root, 'readers.db'), 'no database at all, '.repeat(100), { mode: 0o600 });
    expect(await findingOf('stories')).toMatchObject({
      state: 'failed',
      do: expect.stringContaining('courant regroup'),
    });
    expect(await findingOf('readers')).toMatchObject({ state: 'failed', do: expect.stringContaining('backup') });
  });

  test('tells who works on the archive', async () => {
    await makeIndex();
    const lock = takeLock(join(root, '.courant', 'lock.db'));
    expect(await findingOf('lock')).toMatchObject({ state: 'ok', what: expect.stringContaining(String(process.pid)) });
    lock.release();
    expect(await findingOf('lock')).toMatchObject({ what: 'no process writes into the archive' });
  });

  test('finds users that others can read', async () => {
    await writeFile(join(root, 'readers.db'), '');
    await chmod(join(root, 'readers.db'), 0o644);
    expect(await findingOf('secrets')).toMatchObject({ state: 'warning', do: expect.stringContaining('chmod 600') });
  });

  test.skipIf(process.getuid?.() === 0)('finds what cannot be written', async () => {
    await makeIndex();
    await chmod(join(root, 'sources'), 0o500);
    const found = await findingOf('permissions');
    await chmod(join(root, 'sources'), 0o700);
    expect(found).toMatchObject({
      state: 'failed',
      what: expect.stringContaining('sources'),
      do: expect.stringContaining('chown'),
    });
  });

  test('asks for a translation engine only when something is to be translated, and others only when told to', async () => {
    const engines =
      'engines: [{ kind: apertium, command: /nowhere/apertium }, { kind: libretranslate, url: http://127.0.0.1:1 }]';
    await configure(`translate: { ${engines} }\n`);
    expect(await findingOf('engine apertium')).toBeUndefined();
    await configure(`translate: { to: [en], ${engines} }\n`);
    expect(await findingOf('engine apertium')).toMatchObject({
      state: 'failed',
      what: expect.stringContaining('/nowhere/apertium'),
    });
    expect(await findingOf('engine libretranslate')).toMatchObject({
      state: 'ok',
      what: expect.stringContaining('--network'),
    });
    expect(await findingOf('engine libretranslate', true)).toMatchObject({ state: 'failed' });
  });

  test('tells of a PostgreSQL that is not there', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const address = free.address();
    await new Promise((resolve) => free.close(resolve));
    await configure(
      `database: postgres://courant@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/courant\n`,
    );
    expect(await findingOf('database')).toMatchObject({
      state: 'failed',
      what: expect.stringContaining('PostgreSQL cannot be reached'),
    });
  });
});

test.each([
  ['v18.20.4', 'failed'],
  ['v20.17.9', 'failed'],
  ['v20.18.0', 'ok'],
  ['v24.1.0', 'ok'],
])('Node %s: %s', (version, state) => {
  expect(checkNode(version).state).toBe(state);
});

describe('the clock', () => {
  test('is compared with that of the file system', async () => {
    const hourMs = 3_600_000;
    expect(await checkClock(root, [], () => Date.now())).toMatchObject({ state: 'ok' });
    expect(await checkClock(root, [], () => Date.now() + hourMs)).toMatchObject({
      state: 'warning',
      what: expect.stringContaining('60 min behind'),
    });
  });

  test('and with what was written before', async () => {
    const later = new Date(Date.now() + 86_400_000);
    await utimes(join(root, 'courant.yaml'), later, later);
    const found = await checkClock(root, [join(root, 'courant.yaml'), join(root, 'no-such-file')], () => Date.now());
    expect(found).toMatchObject({ state: 'warning', what: expect.stringContaining('24 h ahead') });
  });

  test('differs by a span that people read', () => {
    expect([90_000, -600_000, 86_400_000].map(describeSpan)).toEqual(['90 s ahead', '10 min behind', '24 h ahead']);
  });
});
