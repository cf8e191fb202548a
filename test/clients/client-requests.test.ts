import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { startClientService, withArticles, type ClientService } from './client-service.ts';

// What each client sends, in its order and form, as its source has it (docs/how-to/clients.md names the files that were read).

let client: ClientService;
let password: string;
beforeEach(async () => {
  client = await startClientService();
  await withArticles(client);
  password = client.token();
});

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const state = (name: string): string => `user/-/state/com.google/${name}`;

interface Wire {
  readonly status: number;
  readonly text: string;
}

async function send(path: string, init: RequestInit = {}): Promise<Wire> {
  const answer = await client.ask(path, init);
  return { status: answer.status, text: await answer.text() };
}

interface Refs {
  readonly itemRefs: readonly { readonly id: string }[];
  readonly continuation?: string;
}
interface Entry {
  readonly id: string;
  readonly title: string;
  readonly published: number;
  readonly crawlTimeMsec: string;
  readonly summary: { readonly content: string };
  readonly canonical: readonly { readonly href: string }[];
  readonly alternate: readonly { readonly href: string }[];
  readonly categories: readonly string[];
  readonly origin: { readonly streamId: string };
}
interface Entries {
  readonly id: string;
  readonly updated: number;
  readonly items: readonly Entry[];
  readonly continuation?: string;
}
const parse = <T>(text: string): T => JSON.parse(text) as T;

describe('NetNewsWire', () => {
  test('logs in, lists, fetches what it misses by hexadecimal ids, sends states', async () => {
    const root = '/api/greader.php';
    const login = await send(`${root}/accounts/ClientLogin`, {
      ...{ method: 'POST', headers: form, body: `Email=ana&Passwd=${encodeURIComponent(password)}` },
    });
    // It takes lines that `=` parts in two.
    const fields = Object.fromEntries(
      login.text.split('\n').flatMap((line) => {
        const parts = line.split('=');
        return parts.length === 2 ? [parts] : [];
      }),
    ) as Record<string, string>;
    const headers = { Authorization: `GoogleLogin auth=${fields['Auth'] ?? ''}` };
    const get = async <T>(path: string): Promise<T> =>
      parse<T>((await send(`${root}/reader/api/0/${path}`, { headers })).text);
    const { tags } = await get<{ tags: readonly { id: string }[] }>('tag/list?output=json');
    expect(tags.every(({ id }) => id.startsWith('user/-/'))).toBe(true);
    const { subscriptions } = await get<{ subscriptions: readonly object[] }>('subscription/list?output=json');
    expect(subscriptions.length).toBe(4);
    const since = Date.UTC(2024, 10, 9) / 1000;
    const all = await get<Refs>(`stream/items/ids?n=1000&output=json&ot=${since}&s=${state('reading-list')}`);
    const unread = await get<Refs>(
      `stream/items/ids?n=1000&output=json&s=${state('reading-list')}&xt=${state('read')}`,
    );
    const starred = await get<Refs>(`stream/items/ids?n=1000&output=json&s=${state('starred')}`);
    expect([all, unread, starred].map(({ itemRefs }) => itemRefs.length)).toEqual([4, 3, 0]);
    const token = (await send(`${root}/reader/api/0/token`, { headers })).text;
    const wanted = all.itemRefs.map(({ id }) => `i=tag:google.com,2005:reader/item/${Number(id).toString(16)}`);
    const posted = { method: 'POST', headers: { ...headers, ...form } };
    const contents = await send(`${root}/reader/api/0/stream/items/contents`, {
      ...{ ...posted, body: `T=${token}&output=json&${wanted.join('&')}` },
    });
    const { items, id, updated } = parse<Entries>(contents.text);
    expect([typeof id, typeof updated, items.length]).toEqual(['string', 'number', 4]);
    // Its own id of an article is the decimal one of the list: both must agree.
    const read = items.map((item) => String(Number.parseInt(item.id.split('/').at(-1) ?? '', 16)));
    expect(read.toSorted()).toEqual(all.itemRefs.map((ref) => ref.id).toSorted());
    const first = unread.itemRefs[0]?.id ?? '';
    const hex = Number(first).toString(16).padStart(16, '0');
    for (const [action, tag] of [
      ['a', 'read'],
      ['a', 'starred'],
      ['r', 'read'],
    ] as const) {
      const body = `T=${token}&i=tag:google.com,2005:reader/item/${hex}&${action}=${state(tag)}`;
      expect((await send(`${root}/reader/api/0/edit-tag`, { ...posted, body })).text).toBe('OK');
    }
    const later = await get<Refs>(`stream/items/ids?n=1000&output=json&s=${state('starred')}`);
    expect(later.itemRefs.map((ref) => ref.id)).toEqual([first]);
    expect(client.readers.marks.count(client.ana.id, 'read')).toBe(0);
  });
});

describe('Read You', () => {
  test('asks for JSON at its login, and for all ids at once', async () => {
    const about = {
      output: 'json',
      Email: 'ana',
      Passwd: password,
      client: 'ReadYou',
      accountType: 'HOSTED_OR_GOOGLE',
    };
    const body = new URLSearchParams({ ...about, service: 'reader' }).toString();
    const login = await send('/api/greader.php/accounts/ClientLogin', { method: 'POST', headers: form, body });
    const { Auth } = parse<{ Auth: string }>(login.text);
    const headers = { Authorization: `GoogleLogin auth=${Auth}` };
    const api = '/api/greader.php/reader/api/0';
    const token = (await send(`${api}/token`, { headers })).text;
    expect(parse(`${(await send(`${api}/user-info?output=json`, { headers })).text}`)).toMatchObject({
      userName: 'ana',
    });
    const since = Date.UTC(2025, 0, 9) / 1000;
    const read = await send(`${api}/stream/items/ids?output=json&s=${state('read')}&ot=${since}&n=10000`, { headers });
    expect(parse<Refs>(read.text).itemRefs.map(({ id }) => id)).toEqual(['1']);
    const query = `output=json&s=${state('reading-list')}&xt=${state('read')}&n=10000`;
    const unread = parse<Refs>((await send(`${api}/stream/items/ids?${query}`, { headers })).text);
    const posted = { method: 'POST', headers: { ...headers, ...form } };
    const ids = unread.itemRefs.map(({ id }) => `i=${Number(id).toString(16).padStart(16, '0')}`);
    const contents = await send(`${api}/stream/items/contents?output=json`, {
      ...{ ...posted, body: `${ids.join('&')}&T=${token}` },
    });
    expect(parse<Entries>(contents.text).items.length).toBe(3);
    const longId = encodeURIComponent(parse<Entries>(contents.text).items[0]?.id ?? '');
    const edit = `i=${longId}&a=${encodeURIComponent(state('read'))}&T=${token}`;
    expect((await send(`${api}/edit-tag?output=json`, { ...posted, body: edit })).text).toBe('OK');
    const stream = `s=${encodeURIComponent('feed/harbor-gazette')}&ts=${client.service.clock.now() * 1000}&T=${token}`;
    expect((await send(`${api}/mark-all-as-read?output=json`, { ...posted, body: stream })).text).toBe('OK');
    expect(client.readers.marks.count(client.ana.id, 'read')).toBe(2);
  });

  test('sends what it wants of Fever in the address, and the key in a form', async () => {
    const api_key = createHash('md5').update(`ana:${password}`).digest('hex');
    const fever = async (query: string): Promise<Record<string, unknown>> =>
      parse((await send(`/fever/?api=&${query}`, { method: 'POST', headers: form, body: `api_key=${api_key}` })).text);
    expect((await fever('')).auth).toBe(1);
    expect((await fever('groups')).groups).toHaveLength(4);
    expect((await fever('feeds')).feeds).toHaveLength(4);
    expect((await fever('items&since_id=0')).items).toHaveLength(4);
    expect((await fever('items&with_ids=1,2')).items).toHaveLength(2);
    expect((await fever('links&offset=0&range=7&page=1')).links).toEqual([]);
    await fever('&mark=item&as=read&id=5');
    expect((await fever('unread_item_ids')).unread_item_ids).toBe('4,2');
  });
});

describe('Fluent Reader', () => {
  test('names no output at first, no token ever, and breaks off where it was', async () => {
    const body = new URLSearchParams({ Email: 'ana', Passwd: password });
    const login = await send('/accounts/ClientLogin', { method: 'POST', body });
    const auth = `GoogleLogin auth=${/Auth=(\S+)/.exec(login.text)?.[1] ?? ''}`;
    const headers = { Authorization: auth };
    expect((await send('/reader/api/0/user-info', { headers })).status).toBe(200);
    const query = '/reader/api/0/stream/contents?output=json&n=125';
    const { items } = parse<Entries>((await send(query, { headers })).text);
    expect(items.map(({ canonical }) => new URL(canonical[0]?.href ?? '').protocol)).toEqual(items.map(() => 'https:'));
    expect(items.map(({ origin }) => origin.streamId)).toContain('feed/hill-post');
    const newest = Math.round(Number(items[0]?.crawlTimeMsec) / 1000);
    const again = parse<Entries>((await send(`${query}&ot=${newest}`, { headers })).text);
    expect(again.items.map(({ id }) => id)).toEqual([items[0]?.id]);
    const unread = `/reader/api/0/stream/items/ids?output=json&s=${state('reading-list')}&xt=${state('read')}&n=1000`;
    const decimal = parse<Refs>((await send(unread, { headers })).text).itemRefs.map(({ id }) => id);
    const compact = items.map(({ id }) => BigInt.asIntN(64, BigInt(`0x${id.split('/').at(-1) ?? ''}`)).toString());
    expect(compact).toEqual(expect.arrayContaining(decimal as string[]));
    const edit = new URLSearchParams(`i=${decimal.join('&i=')}&a=${state('read')}`);
    expect((await send('/reader/api/0/edit-tag', { method: 'POST', headers, body: edit })).status).toBe(200);
    expect(parse<Refs>((await send(unread, { headers })).text).itemRefs).toEqual([]);
    const all = new URLSearchParams({ s: 'feed/hill-post' });
    expect((await send('/reader/api/0/mark-all-as-read', { method: 'POST', headers, body: all })).status).toBe(200);
  });
});

describe('Capy Reader', () => {
  test('logs in by the address, and asks again when a token is refused', async () => {
    const login = await send(`/accounts/ClientLogin?Email=ana&Passwd=${password}`, { method: 'POST' });
    const headers = { Authorization: `GoogleLogin auth=${/^Auth=(.*)$/m.exec(login.text)?.[1] ?? ''}` };
    const posted = { method: 'POST', headers: { ...headers, ...form } };
    const refused = await client.ask('/reader/api/0/edit-tag?output=json', {
      ...posted,
      body: `i=1&T=old&a=${state('read')}`,
    });
    expect(refused.headers.get('X-Reader-Google-Bad-Token')).toBe('true');
    const token = (await send('/reader/api/0/token', { headers })).text;
    const ids = await send(`/reader/api/0/stream/items/ids?s=${state('reading-list')}&n=10000&output=json`, {
      headers,
    });
    const wanted = parse<Refs>(ids.text).itemRefs.map(({ id }) => `i=${id}`);
    const contents = await send('/reader/api/0/stream/items/contents?output=json', {
      ...{ ...posted, body: `${wanted.join('&')}&T=${token}` },
    });
    expect(parse<Entries>(contents.text).items.length).toBe(4);
  });
});

describe('FeedMe', () => {
  test('sends empty times, streams in the path or as `s`, and the key of Fever in the address', async () => {
    const headers = { Authorization: `GoogleLogin auth=${password}` };
    const query = `output=json&n=20&xt=${encodeURIComponent(state('read'))}&ot=`;
    const api = '/reader/api/0/stream/contents';
    const harbor = await send(`${api}/${encodeURIComponent('feed/harbor-gazette')}?${query}`, { headers });
    expect(parse<Entries>(harbor.text).items.length).toBe(1);
    const hill = await send(`${api}?${query}&s=${encodeURIComponent('user/-/label/German')}`, { headers });
    expect(parse<Entries>(hill.text).items.length).toBe(1);
    const count = await send('/reader/api/0/unread-count?output=json', { headers });
    expect(parse<{ max: number }>(count.text).max).toBeGreaterThan(0);
    const key = createHash('md5').update(`ana:${password}`).digest('hex');
    const fever = await send(`/fever/?api_key=${key}&api=&unread_item_ids=`, { method: 'POST' });
    expect(parse(fever.text)).toMatchObject({ auth: 1, unread_item_ids: '5,4,2' });
  });
});

describe('Newsflash', () => {
  test('finds every field that its types demand, and a text once only', async () => {
    const headers = { Authorization: `GoogleLogin auth=${password}` };
    const get = async <T>(path: string): Promise<T> =>
      parse<T>((await send(`/reader/api/0/${path}`, { headers })).text);
    const refs = await get<Refs>('stream/items/ids?output=json&n=10');
    expect(refs.itemRefs.every(({ id }) => typeof id === 'string')).toBe(true);
    const stream = await get<Record<string, unknown> & Entries>('stream/contents?output=json&n=10');
    expect([typeof stream.id, typeof stream.updated]).toEqual(['string', 'number']);
    for (const item of stream.items as readonly (Entry & Record<string, unknown>)[]) {
      for (const name of ['id', 'timestampUsec', 'crawlTimeMsec', 'title'])
        expect(typeof item[name], name).toBe('string');
      expect(Number.isInteger(item.published)).toBe(true);
      expect(item).toMatchObject({
        origin: { streamId: expect.any(String) as string, title: expect.any(String) as string },
      });
      expect(Array.isArray(item.categories) && item.alternate.every(({ href }) => href !== '')).toBe(true);
      // `summary` is another name of `content` to it: both would be one field twice.
      expect('content' in item).toBe(false);
    }
  });
});
