import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../src/serve/running/jobs.ts';
import { startClientService, type ClientService } from './client-service.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

function post(client: ClientService, secret: string, path: string, body: string): Promise<Response> {
  const headers = { ...form, Authorization: `GoogleLogin auth=${secret}` };
  return client.ask(`/reader/api/0/${path}`, { method: 'POST', headers, body });
}

/** As `courant add` does it for one address. */
async function add({ args: [url] }: Job, root: string): Promise<readonly string[]> {
  if (url !== 'https://valley.example/feed') throw new Error('No feed was found there.');
  await mkdir(join(root, 'sources'), { recursive: true });
  const source = `name: Valley Echo\nfeeds:\n  - kind: feed\n    url: ${url}\n`;
  await writeFile(join(root, 'sources', 'valley-echo.yaml'), source);
  return [JSON.stringify({ id: 'valley-echo', name: 'Valley Echo' })];
}

describe('subscribing', () => {
  test('an editor adds a source by a command, and it is noted', async () => {
    const client = await startClientService(add);
    const secret = client.token(['read', 'run'], client.add('eva', 'editor'));
    const answer = await post(client, secret, 'subscription/quickadd', 'quickadd=https%3A%2F%2Fvalley.example%2Ffeed');
    expect(await answer.json()).toEqual({
      ...{
        numResults: 1,
        query: 'https://valley.example/feed',
        streamId: 'feed/valley-echo',
        streamName: 'Valley Echo',
      },
    });
    expect(client.begun.map(({ command, args, user }) => [command, args, user])).toEqual([
      ['add', ['https://valley.example/feed'], 'eva'],
    ]);
    expect(client.readers.audit.list(1)).toMatchObject([{ action: 'source-added', user: 'eva' }]);
    const headers = { Authorization: `GoogleLogin auth=${secret}` };
    const list = await client.ask('/reader/api/0/subscription/list?output=json', { headers });
    expect(await list.text()).toContain('"feed/valley-echo"');
    await post(client, secret, 'subscription/quickadd', 'quickadd=https://valley.example/feed');
    expect(client.begun.length).toBe(1);
    const subscribed = await post(
      client,
      secret,
      'subscription/edit',
      'ac=subscribe&s=feed/https://valley.example/feed',
    );
    expect(await subscribed.text()).toBe('OK');
  });

  test.each(['-x', '--help', 'file:///etc/passwd', ''])('%j is no address and becomes no argument', async (text) => {
    const client = await startClientService(add);
    const secret = client.token(['read', 'run'], client.add('eva', 'editor'));
    const answer = await post(client, secret, 'subscription/quickadd', `quickadd=${encodeURIComponent(text)}`);
    expect(await answer.json()).toMatchObject({ numResults: 0 });
    expect(client.begun).toEqual([]);
  });

  test('what fails is told', async () => {
    const client = await startClientService(add);
    const secret = client.token(['read', 'run'], client.add('eva', 'editor'));
    const answer = await post(client, secret, 'subscription/quickadd', 'quickadd=https://nowhere.example/');
    expect(await answer.json()).toMatchObject({ numResults: 0, error: 'Error: No feed was found there.' });
    const removed = await post(client, secret, 'subscription/edit', 'ac=unsubscribe&s=feed/hill-post');
    expect(removed.status).toBe(400);
  });

  test('readers add nothing, whatever their token says', async () => {
    const client = await startClientService(add);
    for (const secret of [client.token(['read', 'mark', 'run']), client.token(['mark'], client.add('eva', 'editor'))]) {
      expect((await post(client, secret, 'subscription/quickadd', 'quickadd=https://valley.example/feed')).status).toBe(
        403,
      );
      expect((await post(client, secret, 'subscription/import', '<opml/>')).status).toBe(403);
    }
    expect(client.begun).toEqual([]);
  });

  test('lists go out and come in as OPML', async () => {
    let sent = '';
    const client = await startClientService(async ({ args }) => {
      sent = await readFile(args[1] ?? '', 'utf8');
      return [];
    });
    const secret = client.token(['read', 'run'], client.add('eva', 'editor'));
    const headers = { Authorization: `GoogleLogin auth=${secret}` };
    const opml = await (await client.ask('/reader/api/0/subscription/export', { headers })).text();
    expect(opml).toContain('xmlUrl="https://harbor.example/feed"');
    expect(await (await post(client, secret, 'subscription/import', opml)).text()).toBe('OK');
    expect(sent).toBe(opml);
    expect((await post(client, secret, 'subscription/import', 'no list')).status).toBe(400);
  });
});
