import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createLiveApp, type OpenedApp } from './live-app.ts';

const closed: string[] = [];
const opened = (name: string): OpenedApp => ({
  app: new Hono().get('/', (c) => c.text(name)),
  close: async () => void closed.push(name),
});

test('answers by the newest app that could be opened, and closes each once', async () => {
  const live = createLiveApp(opened('first'));
  const ask = async (): Promise<string> => (await live.fetch(new Request('http://localhost/'))).text();
  expect(await ask()).toBe('first');
  const broken = live.renew(() => Promise.reject(new Error('broken')));
  const second = live.renew(async () => opened('second'));
  await expect(broken).rejects.toThrow('broken');
  await second;
  expect(await ask()).toBe('second');
  expect(closed).toEqual([]); // answers of the first may be under way
  await live.renew(async () => opened('third'));
  await live.close();
  expect(closed.sort()).toEqual(['first', 'second', 'third']);
});
