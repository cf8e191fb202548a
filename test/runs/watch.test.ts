import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchArchive } from '../../src/cli/watch-archive.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { systemClock } from '../../src/model/clock.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';

let outlet: OneOutlet;
beforeEach(async () => {
  outlet = await startOneOutlet();
  outlet.answer('/a', articlePage({ title: 'The ferry comes back', subject: 'ferry' }));
  outlet.answer('/b', articlePage({ title: 'The bakery closes', subject: 'bakery' }));
  outlet.feed(['/a']);
  await outlet.project.collect();
  await outlet.project.build();
});
afterEach(() => outlet.stop());

test('an article that lands, and one that is changed by hand, come to the page by themselves', async () => {
  const { root } = outlet.project;
  const store = await openArchive(await outlet.project.read(), { clock: systemClock, mode: 'read' });
  const said: string[] = [];
  const terminal: Pick<Terminal, 'say'> = { say: (text = '') => void said.push(text) };
  const stop = new AbortController();
  const watching = watchArchive(root, store, stop.signal, terminal);
  const home = (): Promise<string> => readFile(join(root, 'public', 'index.html'), 'utf8');
  try {
    outlet.feed(['/a', '/b']);
    await outlet.project.collect();
    await vi.waitFor(async () => expect(await home()).toContain('The bakery closes'), { timeout: 30_000 });

    const content = join(root, 'content');
    const name = (await readdir(content, { recursive: true })).find((path) => path.includes('ferry')) ?? '';
    const file = join(content, name);
    await writeFile(file, (await readFile(file, 'utf8')).replace('The ferry comes back', 'The ferry comes home'));
    await vi.waitFor(async () => expect(await home()).toContain('The ferry comes home'), { timeout: 30_000 });

    await writeFile(join(root, 'policy.yaml'), 'articels: []\n');
    await vi.waitFor(() => expect(said.join('\n')).toContain('articles'), { timeout: 30_000 });
    await access(join(root, 'public', 'index.html'));
  } finally {
    stop.abort();
    await watching;
    await store.close();
  }
}, 120_000);
