import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { startClientService, withArticles, type ClientService } from './client-service.ts';

let client: ClientService;
let key: string;
beforeEach(async () => {
  client = await startClientService();
  await withArticles(client);
  key = keyOf('ana', client.token());
});

function keyOf(name: string, secret: string): string {
  return createHash('md5').update(`${name}:${secret}`).digest('hex');
}

interface Fever {
  readonly auth: number;
  readonly api_version: number;
  readonly groups?: readonly { id: number; title: string }[];
  readonly feeds?: readonly { id: number; title: string; url: string; favicon_id: number }[];
  readonly feeds_groups?: readonly { group_id: number; feed_ids: string }[];
  readonly items?: readonly {
    id: number;
    feed_id: number;
    title: string;
    html: string;
    author: string;
    is_read: number;
    is_saved: number;
  }[];
  readonly total_items?: number;
  readonly unread_item_ids?: string;
  readonly saved_item_ids?: string;
}

async function fever(query: string, form = ''): Promise<Fever> {
  const answer = await client.ask(`/fever/?api${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `api_key=${key}${form}`,
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Fever;
}

describe('the key', () => {
  test('is made of name and token', async () => {
    expect(await fever('')).toMatchObject({ api_version: 3, auth: 1 });
    key = key.toUpperCase();
    expect((await fever('')).auth).toBe(1);
    const answer = await client.ask(`/fever?api&api_key=${key}&groups`);
    expect(await answer.json()).toMatchObject({ auth: 1 });
  });

  test('lets nobody in that is wrong, of another name, ended or disabled', async () => {
    const { token, secret } = client.readers.tokens.add(
      { user: client.ana.id, name: 'x', scopes: ['read'], expiresAt: 0 },
      client.service.clock.now(),
    );
    for (const wrong of ['', '0'.repeat(32), keyOf('ben', secret)]) {
      key = wrong;
      expect(await fever('&items&unread_item_ids')).toEqual({ api_version: 3, auth: 0 });
    }
    key = keyOf('ana', secret);
    expect((await fever('')).auth).toBe(1);
    client.readers.users.setDisabled(client.ana.id, true);
    expect((await fever('')).auth).toBe(0);
    client.readers.users.setDisabled(client.ana.id, false);
    client.readers.tokens.remove(token.id, client.ana.id);
    expect((await fever('')).auth).toBe(0);
  });

  test('guessing takes ever longer', async () => {
    const right = key;
    key = '0'.repeat(32);
    for (let i = 0; i < 5; i += 1) await fever('');
    key = right;
    expect((await fever('')).auth).toBe(0);
    client.pass(2000);
    expect((await fever('')).auth).toBe(1);
  });
});

describe('what there is', () => {
  test('feeds and groups have numbers that stay', async () => {
    const first = await fever('&groups&feeds&favicons');
    const titles = new Map(first.feeds?.map(({ id, title }) => [id, title]));
    const groups = new Map(first.groups?.map(({ id, title }) => [id, title]));
    const told = first.feeds_groups?.map(({ group_id, feed_ids }) => [
      groups.get(group_id),
      feed_ids.split(',').map((id) => titles.get(Number(id))),
    ]);
    expect(Object.fromEntries(told ?? [])).toEqual({
      Harbor: ['Harbor Gazette'],
      English: ['Harbor Gazette', 'Quiet Letter', 'Short News'],
      'Hills & Dales': ['Hill Post'],
      German: ['Hill Post'],
    });
    expect(await fever('&groups&feeds&favicons')).toEqual(first);
  });

  test('items come by since_id, max_id and with_ids', async () => {
    const all = await fever('&items');
    expect(all.items?.map(({ id }) => id)).toEqual([1, 2, 4, 5]);
    expect(all.total_items).toBe(4);
    expect((await fever('&items&since_id=2')).items?.map(({ id }) => id)).toEqual([4, 5]);
    expect((await fever('&items&since_id=5')).items).toEqual([]);
    expect((await fever('&items&max_id=0')).items?.map(({ id }) => id)).toEqual([5, 4, 2, 1]);
    expect((await fever('&items&max_id=9007199254740991')).items?.length).toBe(4);
    expect((await fever('&items&max_id=4')).items?.map(({ id }) => id)).toEqual([2, 1]);
    expect((await fever('&items&with_ids=2,3,77')).items?.map(({ id }) => id)).toEqual([2]);
  });

  test('at most fifty at once', async () => {
    for (let i = 0; i < 60; i += 1) await client.put(`https://hill.example/${i}`, { outlet: 'hill-post' });
    expect((await fever('&items&since_id=0')).items?.length).toBe(50);
    expect((await fever('&items&since_id=50')).items?.length).toBe(15);
  });

  test('bodies hold what the policy lets through, and nothing that runs', async () => {
    const { items = [] } = await fever('&items');
    const text = JSON.stringify(items);
    for (const hidden of ['A secret', 'hidden words', 'unshown words', '<script']) expect(text).not.toContain(hidden);
    expect(items[1]).toMatchObject({ title: 'Ferry ‹b›late‹/b› & wet', author: 'Mo Reed', is_read: 0, is_saved: 0 });
    expect(items[0]).toMatchObject({ title: 'The old pier', is_read: 1 });
  });
});

describe('marks', () => {
  test('of one item: read, unread, saved, unsaved', async () => {
    expect((await fever('&unread_item_ids')).unread_item_ids).toBe('5,4,2');
    await fever('', '&mark=item&as=read&id=4');
    await fever('', '&mark=item&as=saved&id=1');
    await fever('&mark=item&as=unread&id=1');
    expect(await fever('&unread_item_ids&saved_item_ids')).toMatchObject({
      unread_item_ids: '5,2,1',
      saved_item_ids: '1',
    });
    await fever('', '&mark=item&as=unsaved&id=1');
    expect((await fever('&saved_item_ids')).saved_item_ids).toBe('');
  });

  test('of a feed, a group, or all, as far as it came before', async () => {
    const { feeds = [], groups = [] } = await fever('&feeds&groups');
    const harbor = feeds.find(({ title }) => title === 'Harbor Gazette')?.id ?? 0;
    const german = groups.find(({ title }) => title === 'German')?.id ?? 0;
    const morning = Date.UTC(2025, 1, 9, 7) / 1000;
    await fever('', `&mark=feed&as=read&id=${harbor}&before=${morning}`);
    expect((await fever('&unread_item_ids')).unread_item_ids).toBe('5,4,2');
    await fever('', `&mark=feed&as=read&id=${harbor}&before=${morning + 9 * 3600}`);
    await fever('', `&mark=group&as=read&id=${german}&before=${morning + 9 * 3600}`);
    expect((await fever('&unread_item_ids')).unread_item_ids).toBe('4');
    await fever('', `&mark=group&as=read&id=99&before=${morning + 9 * 3600}`);
    expect((await fever('&unread_item_ids')).unread_item_ids).toBe('4');
    await fever('', `&mark=group&as=read&id=0&before=${morning + 9 * 3600}`);
    expect((await fever('&unread_item_ids')).unread_item_ids).toBe('');
  });

  test('take a token with that scope', async () => {
    key = keyOf('ana', client.token(['read']));
    await fever('', '&mark=item&as=read&id=5');
    expect((await fever('&unread_item_ids')).unread_item_ids).toBe('5,4,2');
  });
});
