import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { startNewsroom } from '../../src/newsroom/start-newsroom.ts';
import { systemClock } from '../../src/model/clock.ts';
import { webhookEvents } from '../../src/model/webhook.ts';
import { tellWebhooks } from '../../src/pipeline/webhooks/tell-webhooks.ts';
import { ReaderStore } from '../../src/store/reader-store.ts';
import { makeNewsroomProject } from '../runs/newsroom-project.ts';
import { openForTest } from '../sample-archive.ts';

test('every article is told of although the program is killed while it tells', { timeout: 180_000 }, async () => {
  const newsroom = await startNewsroom();
  const project = await makeNewsroomProject(newsroom);
  const told = new Map<string, string>();
  const killAt = [2, 9];
  let received = 0;
  let child: ChildProcess | undefined;
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      received += 1;
      const { data } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { data: { id: string } };
      told.set(String(request.headers['webhook-id']), data.id);
      if (killAt.includes(received)) child?.kill('SIGKILL');
      else response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  try {
    const readers = ReaderStore.open(project.root);
    readers.webhooks.add({ name: 'desk', url, secret, events: webhookEvents }, 'api', '2026-11-26T08:00:00.000Z');
    const store = await openForTest(project.root, 'write', systemClock);
    const { signal } = new AbortController();
    await tellWebhooks({ project: await project.read(), store, readers, clock: systemClock, signal });
    await store.close();
    readers.close();
    for (const expected of [null, null, 0]) {
      const args = ['--import', 'tsx', 'src/cli/main.ts', '--dir', project.root, 'collect', '--wait', '5'];
      child = spawn(process.execPath, args, { stdio: 'ignore' });
      expect(await new Promise((resolve) => child?.once('exit', (code) => resolve(code)))).toBe(expected);
    }
    const articles = await project.withStore((archive) => archive.listArticles());
    expect(articles.length).toBeGreaterThan(20);
    expect([...told.values()].sort()).toEqual(articles.map(({ id }) => id).sort());
    expect(received).toBe(articles.length + killAt.length);
  } finally {
    child?.kill('SIGKILL');
    receiver.close();
    receiver.closeAllConnections();
    await project.remove();
    await newsroom.stop();
  }
});
