import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planSources, type SourcesPlan } from '../../src/pipeline/plan-sources.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet({ images: 'none' });
  outlet.answer('/a', articlePage({ title: 'The ferry comes back', subject: 'ferry' }));
  outlet.answer('/sport/b', articlePage({ title: 'The regatta is over', subject: 'regatta' }));
  outlet.answer('/c', (_request, response) => void response.writeHead(500).end());
  outlet.feed(['/a', '/sport/b', '/c']);
});
afterEach(() => outlet.stop());

async function plan(): Promise<SourcesPlan> {
  const project = await outlet.project.read();
  return outlet.project.withStore((store) => planSources(project, store));
}

async function write(id: string, text: string): Promise<void> {
  await writeFile(join(outlet.project.root, 'sources', `${id}.yaml`), text);
}

const source = (rest = ''): string => `name: One\nfeeds:\n  - url: ${outlet.server.url('/feed')}\n${rest}`;

describe('a plan', () => {
  test('before anything was collected calls all sources new', async () => {
    const project = await outlet.project.read();
    const { changes } = await planSources(project, undefined);
    expect(changes.map(({ id, change, feedsAdded }) => [id, change, feedsAdded.length])).toEqual([['one', 'new', 1]]);
  });

  test('is empty after collecting', async () => {
    await outlet.project.collect();
    expect(await plan()).toEqual({ changes: [], unchanged: 1 });
  });

  test('tells of feeds added and removed, and of links newly left out and let in', async () => {
    await write('one', source('exclude: [/sport/]\n'));
    await outlet.project.collect();
    await write('one', `name: One\nfeeds:\n  - url: ${outlet.server.url('/other')}\nexclude: [/c$]\n`);
    expect((await plan()).changes).toMatchObject([
      {
        id: 'one',
        change: 'changed',
        feedsAdded: [{ url: outlet.server.url('/other') }],
        feedsRemoved: [outlet.server.url('/feed')],
        newlyExcluded: { waiting: 1, stored: 0 },
        newlyIncluded: 1,
        toReread: 0,
      },
    ]);
  });

  test('is carried out by the next collect, for links that no feed names any more too', async () => {
    await write('one', source('exclude: [/sport/]\n'));
    await outlet.project.collect();
    outlet.feed([]);
    await write('one', source('exclude: [/c$]\n'));
    await outlet.project.collect();
    const links = await outlet.project.withStore((store) => store.accounting());
    expect(links).toMatchObject({ found: 3, stored: 2, skipped: 1, waiting: 0 });
    expect(links.reasons).toEqual([{ code: 'discover/excluded', count: 1 }]);
    expect(await plan()).toEqual({ changes: [], unchanged: 1 });
  });

  test('tells what a removed source holds, and where its feed goes', async () => {
    await outlet.project.collect();
    await rm(join(outlet.project.root, 'sources', 'one.yaml'));
    await write('renamed', source());
    expect((await plan()).changes).toMatchObject([
      { id: 'one', change: 'removed', links: { found: 3, stored: 2, waiting: 1 }, articles: 2 },
      { id: 'renamed', change: 'new', feedsAdded: [{ url: outlet.server.url('/feed'), from: 'one' }] },
    ]);
    await outlet.project.collect();
    expect(await plan()).toEqual({ changes: [], unchanged: 1 });
  });

  test('counts the stored articles that other rules would read, until they were read again', async () => {
    await outlet.project.collect();
    await write('one', source('rules:\n  - strip: [.ad]\n'));
    await outlet.project.collect();
    expect((await plan()).changes).toMatchObject([{ id: 'one', change: 'changed', toReread: 2 }]);
    await outlet.project.reextract({ write: true });
    expect((await plan()).changes).toEqual([]);
  });

  test('changes nothing', async () => {
    await outlet.project.collect();
    await write('two', `name: Two\nfeeds:\n  - url: ${outlet.server.url('/two')}\n`);
    const before = outlet.server.paths().length;
    expect(await plan()).toEqual(await plan());
    expect(outlet.server.paths()).toHaveLength(before);
  });
});
