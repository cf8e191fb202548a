import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../../../test/sample-archive.ts';
import { openSiteState, type SiteState } from '../../store/site-state.ts';
import { SiteFolder } from './site-writer.ts';

interface Begun {
  readonly state: SiteState;
  readonly site: SiteFolder;
}

/** As another process does it: with a connection of its own, and when no other build has the state. */
function beginBuild(root: string): Begun {
  const state = openSiteState(join(root, 'site.db'));
  onTestFinished(() => state.close());
  state.begin();
  const site = new SiteFolder(join(root, 'public'), root, state);
  state.files.setAside(false);
  return { state, site };
}

function endBuild({ state, site }: Begun): void {
  site.finish(state.files.takeOld());
  state.commit();
}

function put({ site }: Begun, path: string, content: string): void {
  site.put({ path, content });
  site.flush();
}

const readSite = (root: string, path: string): Promise<string> => readFile(join(root, 'public', path), 'utf8');
const leftIn = async (root: string): Promise<readonly string[]> =>
  (await readdir(root)).filter((name) => /^site-/.test(name));

test('a build that begins before the one before has tidied up keeps what it works with', async () => {
  const root = await makeFolder();
  const first = beginBuild(root);
  put(first, 'index.html', 'one');
  put(first, 'a/index.html', 'a');
  endBuild(first);
  const second = beginBuild(root);
  expect(second.site.isUnfinished).toBe(false);
  put(second, 'index.html', 'two');
  put(second, 'b/index.html', 'b');
  first.site.forgetJournal();
  expect(await readSite(root, 'index.html')).toBe('one');
  endBuild(second);
  expect(await readSite(root, 'index.html')).toBe('two');
  second.site.forgetJournal();
  expect(await leftIn(root)).toEqual([]);
});

test('a build that was killed is found by the next ones until one ends, and its pages are taken away', async () => {
  const root = await makeFolder();
  for (const path of ['a/index.html', 'b/index.html']) {
    const killed = beginBuild(root);
    put(killed, 'index.html', path);
    put(killed, path, path);
    killed.state.rollback();
  }
  const next = beginBuild(root);
  expect(next.site.isUnfinished).toBe(true);
  put(next, 'b/index.html', 'b');
  endBuild(next);
  next.site.forgetJournal();
  expect(await readdir(join(root, 'public'), { recursive: true })).toEqual(['b', 'b/index.html']);
  const after = beginBuild(root);
  expect(after.site.isUnfinished).toBe(false);
  after.state.rollback();
});

test('what a build left that was killed when it had ended is tidied up by the next', async () => {
  const root = await makeFolder();
  const killed = beginBuild(root);
  put(killed, 'index.html', 'one');
  endBuild(killed);
  expect(await leftIn(root)).not.toEqual([]);
  const next = beginBuild(root);
  expect(next.site.isUnfinished).toBe(false);
  expect(await leftIn(root)).toEqual([]);
  next.state.rollback();
});

test('a build that was killed is found when the state was lost too', async () => {
  const root = await makeFolder();
  await writeFile(join(root, 'site-journal-17'), 'a/index.html\n');
  const next = beginBuild(root);
  expect(next.site.isUnfinished).toBe(true);
  endBuild(next);
  next.site.forgetJournal();
  const after = beginBuild(root);
  expect(after.site.isUnfinished).toBe(false);
  after.state.rollback();
  expect(await leftIn(root)).toEqual([]);
});
