import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { listen } from '../../src/serve/listen.ts';
import { startClientService, withArticles } from './client-service.ts';

const newsboat = ['/usr/bin/newsboat', '/usr/local/bin/newsboat'].find((path) => existsSync(path));
const run = promisify(execFile);

/** Runs newsboat without a terminal, with settings and a cache of its own. */
async function boat(home: string, ...commands: readonly string[]): Promise<string> {
  const args = ['-u', join(home, 'urls'), '-C', join(home, 'config'), '-c', join(home, 'cache.db'), '-x', ...commands];
  const env = { HOME: home, TERM: 'xterm', PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' };
  const { stdout } = await run(newsboat ?? '', args, { env, timeout: 60_000 });
  return stdout;
}

/** Runs newsboat at a terminal, and presses keys when what goes before them has happened. */
async function sail(
  home: string,
  steps: readonly { readonly when: (screen: string) => boolean; readonly keys: string }[],
): Promise<void> {
  const command = `stty rows 40 cols 120; ${newsboat ?? ''} -u ${home}/urls -C ${home}/config -c ${home}/cache.db`;
  const env = { HOME: home, TERM: 'xterm', PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' };
  const child = spawn('script', ['-qec', command, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
  try {
    for (const { when, keys } of steps) {
      await vi.waitUntil(() => when(screen), { timeout: 30_000, interval: 50 });
      screen = '';
      child.stdin.write(keys);
    }
    await ended;
  } finally {
    child.kill('SIGKILL');
  }
}

describe.skipIf(newsboat === undefined)('newsboat', () => {
  test('reads feeds, knows what is read, and syncs', { timeout: 120_000 }, async () => {
    const client = await startClientService();
    await withArticles(client);
    const server = await listen(client.app, { port: 0 });
    onTestFinished(() => server.stop());
    const home = join(client.root, 'boat');
    await mkdir(home);
    await writeFile(join(home, 'urls'), '');
    const settings = {
      'urls-source': 'feedhq',
      'feedhq-url': server.url.replace(/\/$/, ''),
      'feedhq-login': 'ana',
      'feedhq-password': client.token(),
      'feedhq-show-special-feeds': 'no',
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} "${value}"`);
    await writeFile(join(home, 'config'), `${lines.join('\n')}\n`);
    const out = await boat(home, 'reload', 'print-unread');
    expect(out).toContain('3 unread articles');

    const { marks, items } = client.readers;
    const readCount = (): number => marks.count(client.ana.id, 'read');
    await sail(home, [
      { when: (screen) => screen.includes('Harbor Gazette'), keys: '\r' },
      { when: (screen) => screen.includes('Ferry'), keys: '\r' },
      { when: (screen) => screen.includes('was late'), keys: 'q' },
      { when: () => readCount() === 1, keys: 'N' },
      { when: () => readCount() === 0, keys: 'q' },
      { when: (screen) => screen.includes('Hill Post'), keys: 'A' },
      { when: () => readCount() === 1, keys: 'q' },
    ]);
    expect(await boat(home, 'reload', 'print-unread')).toContain('2 unread articles');

    const all = items.list(
      { user: client.ana.id, since: 0, oldest: 0, now: client.service.clock.now() },
      { order: 'newest', limit: 10 },
    );
    const articles = all.map(({ article }) => article);
    marks.set(client.ana.id, articles, 'read', client.service.clock.now());
    expect(await boat(home, 'reload', 'print-unread')).toContain('0 unread articles');
  });
});
