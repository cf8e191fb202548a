import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { makeFolder } from '../../../test/sample-archive.ts';
import { watchChanges } from './watch-changes.ts';

let root = '';
let heard = 0;
/** Longer than a change needs to settle. */
const settledMs = 700;

beforeEach(async () => {
  root = await makeFolder();
  heard = 0;
});

async function begin(): Promise<void> {
  const onConfiguration = (): void => void (heard += 1);
  const unwatch = await watchChanges(root, { onConfiguration, onReplaced: () => undefined, replaced: [] });
  onTestFinished(unwatch);
}

async function makeFolders(...paths: readonly string[]): Promise<void> {
  for (const path of paths) await mkdir(join(root, path), { recursive: true });
}

const write = (path: string): Promise<void> => writeFile(join(root, path), 'a: b\n');

/** Does something, and waits until it was heard of. */
async function hears(change: () => Promise<unknown>): Promise<void> {
  await sleep(settledMs); // what was before is told apart from it
  const before = heard;
  await change();
  await vi.waitFor(() => expect(heard).toBeGreaterThan(before), { timeout: 10_000 });
}

test.each(['courant.yaml', 'policy.yml', 'sources/one.yaml', 'interface/de.json', 'content/page/a.md'])(
  'hears of %s',
  async (path) => {
    await makeFolders('sources', 'interface', 'content/page');
    await begin();
    await hears(() => write(path));
  },
);

test('hears of pages in folders below, and of folders that come, go and come again', async () => {
  await makeFolders('content/page/guide/first');
  await begin();
  await hears(() => write('content/page/guide/a.md'));
  await hears(() => write('content/page/guide/first/b.md'));
  await hears(() => makeFolders('content/page/notes/deep/deeper'));
  await hears(() => write('content/page/notes/deep/deeper/c.md'));
  await hears(() => rm(join(root, 'content/page/guide'), { recursive: true }));
  await hears(() => makeFolders('content/page/guide/first'));
  await hears(() => write('content/page/guide/first/b.md'));
  await hears(() => rename(join(root, 'content/page/notes'), join(root, 'content/page/guide/notes')));
  await hears(() => write('content/page/guide/notes/deep/d.md'));
}, 60_000);

test('hears of folders that are not there when it begins', async () => {
  await begin();
  await hears(() => makeFolders('content/page'));
  await hears(() => write('content/page/a.md'));
  await hears(() => makeFolders('sources'));
  await hears(() => write('sources/one.yaml'));
}, 30_000);

test('hears nothing of articles, pictures, hidden files and what editors leave', async () => {
  await makeFolders('sources', 'content/post/one', 'content/page/.hidden', 'warc');
  await begin();
  for (const path of ['content/post/one/a.md', 'content/page/a.png', 'content/page/.hidden/a.md', 'sources/.one.yaml'])
    await write(path);
  await makeFolders('content/post/two', 'content/stories', 'sources/.old');
  await write('warc/courant.yaml');
  await sleep(2 * settledMs);
  expect(heard).toBe(0);
});
