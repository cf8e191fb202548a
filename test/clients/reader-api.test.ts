import { beforeEach, describe, expect, test } from 'vitest';
import { startClientService, withArticles, type ClientService } from './client-service.ts';

let client: ClientService;
let auth: string;
beforeEach(async () => {
  client = await startClientService();
  await withArticles(client);
  auth = client.token();
});

const read = 'user/-/state/com.google/read';
const all = 'user/-/state/com.google/reading-list';
const starred = 'user/-/state/com.google/starred';

async function get<T>(path: string): Promise<T> {
  const answer = await client.ask(path, { headers: { Authorization: `GoogleLogin auth=${auth}` } });
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
}

function post(path: string, body: string): Promise<Response> {
  const headers = { Authorization: `GoogleLogin auth=${auth}`, 'Content-Type': 'application/x-www-form-urlencoded' };
  return client.ask(path, { method: 'POST', headers, body });
}

interface Refs {
  readonly itemRefs: readonly { readonly id: string }[];
  readonly continuation?: string;
}
interface Contents {
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly summary: { readonly content: string };
    readonly categories: readonly string[];
    readonly origin: { readonly streamId: string };
  }[];
  readonly continuation?: string;
}

async function ids(query: string): Promise<readonly string[]> {
  const { itemRefs } = await get<Refs>(`/reader/api/0/stream/items/ids?output=json&${query}`);
  return itemRefs.map(({ id }) => id);
}

async function titles(query: string): Promise<readonly string[]> {
  return (await get<Contents>(`/reader/api/0/stream/contents${query}`)).items.map(({ title }) => title);
}

describe('logging in', () => {
  const login = (body: string, path = '/accounts/ClientLogin'): Promise<Response> =>
    client.ask(path, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body });

  test.each(['/accounts/ClientLogin', '/api/greader.php/accounts/ClientLogin'])('by a token, at %s', async (path) => {
    const answer = await login(`Email=ana&Passwd=${auth}`, path);
    expect(await answer.text()).toBe(`SID=${auth}\nLSID=${auth}\nAuth=${auth}\n`);
  });

  test('by the password, for a session that programs alone use', async () => {
    const answer = await login('service=reader&Email=Ana&Passwd=correct%20horse&accountType=HOSTED_OR_GOOGLE');
    const secret = /^Auth=(\S+)$/m.exec(await answer.text())?.[1] ?? '';
    expect(secret).not.toContain('=');
    auth = secret;
    expect(await get('/reader/api/0/user-info?output=json')).toMatchObject({ userName: 'ana' });
    client.readers.users.setDisabled(client.ana.id, true);
    const refused = await client.ask('/reader/api/0/user-info', {
      headers: { Authorization: `GoogleLogin auth=${auth}` },
    });
    expect(refused.status).toBe(401);
  });

  test('a wrong password is refused and noted, and guessing takes ever longer', async () => {
    const tries: number[] = [];
    for (let i = 0; i < 6; i += 1) tries.push((await login('Email=ana&Passwd=wrong')).status);
    expect(tries).toEqual([401, 401, 401, 401, 401, 429]);
    expect(client.readers.audit.list(1)).toMatchObject([{ action: 'login-failed', target: 'ana' }]);
    client.pass(2000);
    expect((await login('Email=ana&Passwd=correct%20horse')).status).toBe(200);
  });

  test('nothing is told without, and no cookie counts', async () => {
    const secret = client.readers.sessions.begin(client.ana.id, '', client.service.clock.now(), 1e9);
    const answer = await client.ask('/reader/api/0/subscription/list', {
      headers: { Cookie: `courant_session=${secret}` },
    });
    expect([answer.status, answer.headers.get('Google-Bad-Token')]).toEqual([401, 'true']);
  });
});

describe('what there is', () => {
  test('sources are feeds, in folders by topic and language', async () => {
    const { subscriptions } = await get<{ subscriptions: readonly object[] }>(
      '/reader/api/0/subscription/list?output=json',
    );
    expect(subscriptions).toContainEqual({
      id: 'feed/hill-post',
      title: 'Hill Post',
      categories: [
        { id: 'user/-/label/Hills & Dales', label: 'Hills & Dales' },
        { id: 'user/-/label/German', label: 'German' },
      ],
      url: 'https://hill.example/feed',
      htmlUrl: 'https://hill.example/',
      iconUrl: 'https://news.example/assets/icon.svg',
    });
    const { tags } = await get<{ tags: readonly object[] }>('/reader/api/0/tag/list?output=json');
    expect(tags).toContainEqual({ id: 'user/-/label/Harbor', type: 'folder' });
  });

  test('what is older than the user counts as read, and what is hidden as nothing', async () => {
    const unread = await get<{ unreadcounts: readonly { id: string; count: number }[] }>(
      '/reader/api/0/unread-count?output=json',
    );
    expect(Object.fromEntries(unread.unreadcounts.map(({ id, count }) => [id, count]))).toEqual({
      'feed/harbor-gazette': 1,
      'feed/hill-post': 1,
      'feed/short-news': 1,
      'user/-/label/Harbor': 1,
      'user/-/label/Hills & Dales': 1,
      'user/-/label/English': 2,
      'user/-/label/German': 1,
      [all]: 3,
    });
    expect((await ids(`s=${all}&n=100`)).length).toBe(4);
    expect((await ids(`s=${read}&n=100`)).length).toBe(1);
  });

  test('streams are of all, a feed by name, number or address, a folder, a state', async () => {
    expect(await titles('?n=2')).toEqual(['Schnee', 'A short one']);
    for (const feed of ['harbor-gazette', '1', 'https%3A%2F%2Fharbor.example%2Ffeed']) {
      expect(await titles(`/feed%2F${feed}`), feed).toEqual(['Ferry ‹b›late‹/b› & wet', 'The old pier']);
    }
    expect(await titles('/user/-/label/Hills%20%26%20Dales?r=o')).toEqual(['Schnee']);
    expect(await titles(`?s=feed/harbor-gazette&xt=${read}`)).toEqual(['Ferry ‹b›late‹/b› & wet']);
    expect(await titles(`?it=${read}`)).toEqual(['The old pier']);
    expect(await titles('/user/-/state/com.google/broadcast')).toEqual([]);
    const day = Date.UTC(2025, 1, 9, 8, 35) / 1000;
    expect(await titles(`?ot=${day}`)).toEqual(['Schnee', 'A short one']);
    expect(await titles(`?nt=${day}&xt=${read}`)).toEqual(['Ferry ‹b›late‹/b› & wet']);
  });

  test('a long stream comes in pages', async () => {
    const seen: string[] = [];
    let next = '';
    do {
      const page = await get<Refs>(`/reader/api/0/stream/items/ids?s=${all}&n=2&r=o${next && `&c=${next}`}`);
      seen.push(...page.itemRefs.map(({ id }) => id));
      next = page.continuation ?? '';
    } while (next !== '');
    expect(seen).toEqual(['1', '2', '4', '5']);
  });

  test('what comes later has a higher number and is new, whatever its date', async () => {
    await get('/reader/api/0/unread-count');
    client.pass(60_000);
    await client.put('https://hill.example/late', { outlet: 'hill-post', title: 'Late', date: '2025-02-07 09:00:00' });
    expect(await titles('?n=1')).toEqual(['Late']);
    expect(await titles(`?ot=${client.service.clock.now() / 1000 - 5}`)).toEqual(['Late']);
    expect(await ids(`s=${all}&xt=${read}&n=1`)).toEqual(['6']);
  });

  test('numbers stay when the index is made anew, and what moved is followed', async () => {
    const before = await ids(`s=${all}`);
    client.readers.items.note('mark', 'of another index:7');
    client.pass(60_000);
    await client.put('https://hill.example/snow', {
      ...{ outlet: 'hill-post', title: 'Schnee', date: '2025-02-09 09:00:00', path: 'content/post/moved.md' },
    });
    expect(await ids(`s=${all}`)).toEqual(before);
    await client.put('https://hill.example/snow', {
      outlet: 'hill-post',
      title: 'Viel Schnee',
      path: 'content/post/again.md',
    });
    expect(await titles('?n=1')).toEqual(['Viel Schnee']);
    expect(await ids(`s=${all}`)).toEqual(before);
  });

  test('what may no longer be shown after a change of the rules is gone from all lists', async () => {
    expect((await ids(`s=${all}&xt=${read}`)).length).toBe(3);
    const rules = client.service.rules;
    Object.assign(client.service, { rules: { ...rules, policyOf: () => ({ text: 'private', images: 'none' }) } });
    expect(await ids(`s=${all}&xt=${read}`)).toEqual([]);
    expect(await titles('?n=100')).toEqual([]);
  });

  test('after a month it counts as read, unless it is kept', async () => {
    const [newest = '', second = ''] = await ids(`s=${all}&xt=${read}`);
    expect((await post('/reader/api/0/edit-tag', `i=${newest}&a=user/-/state/com.google/kept-unread`)).status).toBe(
      200,
    );
    client.pass(31 * 86_400_000);
    expect(await ids(`s=${all}&xt=${read}`)).toEqual([newest]);
    await post('/reader/api/0/edit-tag', `i=${second}&r=${read}`);
    expect(await ids(`s=${all}&xt=${read}`)).toEqual([newest, second]);
    await post('/reader/api/0/edit-tag', `i=${newest}&a=${read}`);
    expect(await ids(`s=${all}&xt=${read}`)).toEqual([second]);
  });
});

describe('what is shown', () => {
  test('bodies hold what the policy lets through, and nothing that runs', async () => {
    const { items } = await get<Contents>('/api/greader.php/reader/api/0/stream/contents?n=10');
    const text = JSON.stringify(items);
    for (const hidden of ['A secret', 'hidden words', 'unshown words']) expect(text).not.toContain(hidden);
    const ferry = items.find(({ title }) => title.startsWith('Ferry'));
    expect(ferry?.title).toBe('Ferry ‹b›late‹/b› & wet');
    expect(ferry?.summary.content).toContain('<em>late</em>');
    expect(ferry?.summary.content).toContain('&lt;script&gt;');
    expect(ferry?.summary.content).not.toMatch(/<script|<img|href="javascript/i);
    const short = items.find(({ title }) => title === 'A short one');
    expect(short?.summary.content).toBe('<p><a href="https://short.example/news">Short News</a></p>\n');
  });

  test('what was asked for by number and may no longer be shown is not named again', async () => {
    await client.put('https://harbor.example/2', { outlet: 'harbor-gazette', date: '2025-01-02 08:00:00' });
    const [first = ''] = await ids('s=feed/harbor-gazette&r=o&n=1');
    const path = `content/post/2025/02/09/harbor-gazette/${(await client.store.findArticle('https://harbor.example/2'))?.id ?? ''}.md`;
    expect((await client.store.findArticle('https://harbor.example/2'))?.path).toBe(path);
    const { rm } = await import('node:fs/promises');
    await rm(`${client.root}/${path}`);
    const answer = await post('/reader/api/0/stream/items/contents', `output=json&i=${first}`);
    expect(((await answer.json()) as Contents).items).toEqual([]);
    expect(await ids('s=feed/harbor-gazette&r=o&n=1')).not.toEqual([first]);
  });

  test('Atom tells states as categories', async () => {
    const answer = await client.ask('/reader/atom/feed%2Fharbor-gazette?n=20', {
      headers: { Authorization: `GoogleLogin auth=${auth}` },
    });
    const atom = await answer.text();
    expect(answer.headers.get('Content-Type')).toContain('application/atom+xml');
    expect(atom.match(/label="(?:read|kept-unread)"/g)).toEqual(['label="kept-unread"', 'label="read"']);
    expect(atom).toContain('<title>Harbor Gazette</title>');
    expect(atom).not.toContain('<script');
  });

  test('XML where a client asks for it', async () => {
    const headers = { Authorization: `GoogleLogin auth=${auth}` };
    const answer = await client.ask('/reader/api/0/tag/list?output=xml', { headers });
    expect(await answer.text()).toContain(
      '<object><list name="tags"><object><string name="id">user/-/state/com.google/starred</string>',
    );
  });
});

describe('marks', () => {
  test.each([
    ['long', (n: number) => `tag:google.com,2005:reader/item/${n.toString(16).padStart(16, '0')}`],
    ['long without zeros', (n: number) => `tag:google.com,2005:reader/item/${n.toString(16)}`],
    ['16 digits', (n: number) => n.toString(16).padStart(16, '0')],
    ['decimal', (n: number) => String(n)],
  ])('by ids in the form: %s', async (_, form) => {
    const [newest = ''] = await ids(`s=${all}`);
    const answer = await post('/reader/api/0/edit-tag', `i=${form(Number(newest))}&a=${starred}&ac=edit`);
    expect(await answer.text()).toBe('OK');
    expect(await ids(`s=${starred}`)).toEqual([newest]);
  });

  test('a token that is sent must be right, and many send none', async () => {
    const [newest = ''] = await ids(`s=${all}`);
    const body = `i=${newest}&a=${read}`;
    const wrong = await post('/reader/api/0/edit-tag', `${body}&T=wrong`);
    expect([wrong.status, wrong.headers.get('X-Reader-Google-Bad-Token')]).toEqual([401, 'true']);
    const answer = await client.ask('/reader/api/0/token', { headers: { Authorization: `GoogleLogin auth=${auth}` } });
    const token = await answer.text();
    expect(token).toMatch(/^[0-9a-f]{57}$/);
    for (const sent of [`&T=${token}`, '&T=x', '&T=', ''])
      expect((await post('/reader/api/0/edit-tag', body + sent)).status).toBe(200);
  });

  test('take a token with that scope, and POST', async () => {
    auth = client.token(['read']);
    expect((await post('/reader/api/0/edit-tag', `i=1&a=${read}`)).status).toBe(403);
    auth = client.token();
    const answer = await client.ask(`/reader/api/0/edit-tag?i=1&a=${read}`, {
      headers: { Authorization: `GoogleLogin auth=${auth}` },
    });
    expect(answer.status).toBe(405);
  });

  test('a stream is read as far as it came by then', async () => {
    const ts = Date.UTC(2025, 1, 9, 8, 35) * 1000;
    expect(await (await post('/reader/api/0/mark-all-as-read', `s=${all}&ts=${ts}`)).text()).toBe('OK');
    expect(await titles(`?xt=${read}`)).toEqual(['Schnee', 'A short one']);
    await post('/reader/api/0/mark-all-as-read', 's=user/-/label/German');
    expect(await titles(`?xt=${read}`)).toEqual(['A short one']);
    await post('/reader/api/0/mark-all-as-read', 's=feed/short-news');
    expect(await titles(`?xt=${read}`)).toEqual([]);
    expect(client.readers.marks.count(client.ana.id, 'read')).toBe(3);
  });

  test('labels are the collections of the user', async () => {
    const [newest = ''] = await ids(`s=${all}`);
    await post('/reader/api/0/edit-tag', `i=${newest}&a=user/-/label/For%20Monday`);
    expect(await titles('/user/-/label/For%20Monday')).toEqual(['Schnee']);
    const renamed = 's=user/-/label/For%20Monday&dest=user/-/label/Tuesday';
    expect(await (await post('/reader/api/0/rename-tag', renamed)).text()).toBe('OK');
    const { tags } = await get<{ tags: readonly object[] }>('/reader/api/0/tag/list?output=json');
    expect(tags).toContainEqual({ id: 'user/-/label/Tuesday', type: 'tag' });
    await post('/reader/api/0/edit-tag', `i=${newest}&r=user/-/label/Tuesday`);
    expect(await titles('/user/-/label/Tuesday')).toEqual([]);
    expect((await post('/reader/api/0/disable-tag', 's=user/-/label/Harbor')).status).toBe(400);
    expect((await post('/reader/api/0/disable-tag', 's=user/-/label/Tuesday')).status).toBe(200);
    expect(client.readers.collections.list(client.ana.id)).toEqual([]);
  });

  test('each person has their own', async () => {
    const [newest = ''] = await ids(`s=${all}`);
    await post('/reader/api/0/edit-tag', `i=${newest}&a=${read}&a=${starred}`);
    auth = client.token(['read'], client.add('ben', 'reader'));
    expect((await ids(`s=${all}&xt=${read}`)).length).toBe(3);
    expect(await ids(`s=${starred}`)).toEqual([]);
  });
});
