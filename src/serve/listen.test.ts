import { Hono } from 'hono';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { NewsError } from '../errors.ts';
import { listen } from './listen.ts';

const app = new Hono().get('/', (c) => c.text('here'));

test('serves on a free port of this machine until stopped', async () => {
  const server = await listen(app, { port: 0 });
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(await (await request(server.url)).body.text()).toBe('here');
  await server.stop();
  await expect(request(server.url)).rejects.toThrow();
});

test('a port in use is reported with what to do', async () => {
  const server = await listen(app, { port: 0 });
  const { port } = new URL(server.url);
  await expect(listen(app, { port: Number(port) })).rejects.toThrow(NewsError);
  await expect(listen(app, { port: Number(port) })).rejects.toMatchObject({ code: 'serve/port-in-use' });
  await server.stop();
});
