import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebhookSettings } from '../model/webhook.ts';
import { ReaderStore } from './reader-store.ts';

const day = '2026-11-26T08:00:00.000Z';
const secret = 'whsec_made-up';

function settings(name: string, more: Partial<WebhookSettings> = {}): WebhookSettings {
  return { name, url: `https://${name}.example/in`, secret, events: ['article.stored'], ...more };
}

let store = ReaderStore.open(':memory:');
beforeEach(() => {
  store = ReaderStore.open(':memory:');
});
afterEach(() => store.close());

function add(name: string): number {
  return store.webhooks.add(settings(name), 'api', day)?.id ?? 0;
}

function putMessage(id: string, webhook: number, createdAt: number): void {
  const about = { event: 'article.stored', subject: 'content/post/1.md', body: `{"of":"${id}"}` } as const;
  store.webhooks.putMessages([{ id, webhook, ...about, createdAt }]);
}

const namesOf = (): readonly string[] => store.webhooks.list().map(({ name }) => name);
const dueAt = (now: number, limit = 10): readonly string[] => store.webhooks.due(now, limit).map(({ id }) => id);

describe('receivers', () => {
  test('come back as they were added, in the order in which they were', () => {
    const events = ['story.changed', 'article.gone'] as const;
    store.webhooks.add(settings('zeta', { events }), 'api', day);
    add('alpha');
    expect(store.webhooks.list()).toEqual([
      {
        ...{ id: 1, name: 'zeta', url: 'https://zeta.example/in', secret, origin: 'api', createdAt: day },
        ...{ events: ['article.gone', 'story.changed'], isDisabled: false },
      },
      expect.objectContaining({ id: 2, name: 'alpha', events: ['article.stored'] }),
    ]);
  });

  test('have one name each', () => {
    add('desk');
    expect(store.webhooks.add(settings('desk', { url: 'https://other.example/' }), 'file', day)).toBeUndefined();
    expect(store.webhooks.list()).toMatchObject([{ url: 'https://desk.example/in', origin: 'api' }]);
  });

  test('of the file are what the file says; those of the API stay', () => {
    add('by-api');
    store.webhooks.setOfFile([settings('kept'), settings('dropped')], day);
    store.webhooks.setOfFile(
      [settings('kept', { secret: 'whsec_other', events: ['article.gone'] }), settings('new')],
      '2026-11-27T08:00:00.000Z',
    );
    expect(namesOf()).toEqual(['by-api', 'kept', 'new']);
    expect(store.webhooks.list()[1]).toMatchObject({
      ...{ secret: 'whsec_other', events: ['article.gone'], createdAt: day, origin: 'file' },
    });
    store.webhooks.setOfFile([], day);
    expect(namesOf()).toEqual(['by-api']);
  });

  test('of the file keep what waits for them', () => {
    store.webhooks.setOfFile([settings('desk')], day);
    putMessage('m1', store.webhooks.list()[0]?.id ?? 0, 100);
    store.webhooks.setOfFile([settings('desk', { events: ['article.gone'] })], day);
    expect(dueAt(100)).toEqual(['m1']);
  });

  test('that wanted no more are asked again at another address, and not at the same', () => {
    store.webhooks.setOfFile([settings('desk')], day);
    store.webhooks.disable(store.webhooks.list()[0]?.id ?? 0);
    store.webhooks.setOfFile([settings('desk', { secret: 'whsec_other' })], day);
    expect(store.webhooks.list()).toMatchObject([{ isDisabled: true }]);
    store.webhooks.setOfFile([settings('desk', { url: 'https://desk.example/moved' })], day);
    expect(store.webhooks.list()).toMatchObject([{ isDisabled: false, url: 'https://desk.example/moved' }]);
  });

  test('are removed with all that waits for them, once', () => {
    const [desk, other] = [add('desk'), add('other')];
    putMessage('m1', desk, 100);
    putMessage('m2', other, 100);
    expect(store.webhooks.remove(desk)).toBe(true);
    expect(store.webhooks.remove(desk)).toBe(false);
    expect(namesOf()).toEqual(['other']);
    expect(dueAt(1000)).toEqual(['m2']);
  });
});

describe('messages', () => {
  test('wait until they are due, the oldest first, each id once', () => {
    const desk = add('desk');
    putMessage('late', desk, 300);
    putMessage('early', desk, 100);
    putMessage('early', desk, 50);
    expect([dueAt(99), dueAt(100), dueAt(300), dueAt(300, 1)]).toEqual([[], ['early'], ['early', 'late'], ['early']]);
    expect(store.webhooks.due(100, 1)).toEqual([
      {
        ...{ id: 'early', webhook: desk, event: 'article.stored', subject: 'content/post/1.md' },
        ...{ body: '{"of":"early"}', createdAt: 100, dueAt: 100, attempts: 0, state: 'waiting', detail: '' },
      },
    ]);
    expect(store.webhooks.nextAt()).toBe(100);
  });

  test('that failed wait for the next attempt, and what came of it is told, not at any length', () => {
    const desk = add('desk');
    putMessage('m1', desk, 100);
    store.webhooks.settle('m1', { state: 'waiting', dueAt: 5000, detail: 'x'.repeat(600) });
    expect([dueAt(4999), dueAt(5000), store.webhooks.nextAt()]).toEqual([[], ['m1'], 5000]);
    expect(store.webhooks.listMessages(desk, 10)).toMatchObject([{ attempts: 1, detail: 'x'.repeat(500) }]);
  });

  test('that were delivered wait no more', () => {
    const desk = add('desk');
    putMessage('m1', desk, 100);
    store.webhooks.settle('m1', { state: 'delivered', dueAt: 100, detail: 'HTTP 204' });
    expect([dueAt(9e9), store.webhooks.nextAt()]).toEqual([[], undefined]);
  });

  test('are kept from a receiver that wants none, until it is tried again', () => {
    const [desk, other] = [add('desk'), add('other')];
    putMessage('given-up', desk, 100);
    putMessage('waits', desk, 110);
    putMessage('of-other', other, 120);
    for (const id of ['given-up', 'of-other']) store.webhooks.settle(id, { state: 'failed', dueAt: 100, detail: '' });
    store.webhooks.disable(desk);
    expect([dueAt(9000), store.webhooks.nextAt()]).toEqual([[], undefined]);
    expect(store.webhooks.retry(desk, 8000)).toBe(1);
    expect(store.webhooks.list()[0]?.isDisabled).toBe(false);
    expect(dueAt(9000)).toEqual(['waits', 'given-up']);
    expect(store.webhooks.due(9000, 2)[1]).toMatchObject({ attempts: 0, dueAt: 8000 });
    expect(store.webhooks.listMessages(other, 10)).toMatchObject([{ state: 'failed' }]);
  });

  test('of one receiver are listed newest first, as many as are asked for', () => {
    const [desk, other] = [add('desk'), add('other')];
    putMessage('a', desk, 100);
    putMessage('b', desk, 300);
    putMessage('c', desk, 200);
    putMessage('d', other, 400);
    expect(store.webhooks.listMessages(desk, 2).map(({ id }) => id)).toEqual(['b', 'c']);
  });

  test('are forgotten when they are old and settled', () => {
    const desk = add('desk');
    for (const id of ['old-waits', 'old-done', 'new-done']) putMessage(id, desk, id === 'new-done' ? 500 : 100);
    for (const id of ['old-done', 'new-done'])
      store.webhooks.settle(id, { state: 'delivered', dueAt: 100, detail: '' });
    store.webhooks.forget(500);
    expect(store.webhooks.listMessages(desk, 10).map(({ id }) => id)).toEqual(['new-done', 'old-waits']);
  });
});

test('what was seen of the archive is known until all of it is forgotten', () => {
  store.webhooks.putSeen([
    ['content/post/1.md', 'a'],
    ['content/post/2.md', 'b'],
  ]);
  store.webhooks.putSeen([['content/post/1.md', 'c']]);
  const seen = (): unknown => [1, 2, 3].map((n) => store.webhooks.seen(`content/post/${n}.md`));
  expect(seen()).toEqual(['c', 'b', undefined]);
  store.webhooks.forgetSeen();
  expect(seen()).toEqual([undefined, undefined, undefined]);
});
