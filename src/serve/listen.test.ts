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

test('a stream of events ends when the server stops; its listener would keep it for ever', async () => {
  const streaming = new Hono().get('/', () => {
    const stream = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
    });
    return new Response(stream, { headers: { 'Content-Type': 'text/event-stream' } });
  });
  const server = await listen(streaming, { port: 0 });
  const answer = await request(server.url);
  const heard: string[] = [];
  const ended = (async () => {
    for await (const chunk of answer.body) heard.push(String(chunk));
  })().catch(() => 'cut off');
  await expect.poll(() => heard).toEqual(['data: 1\n\n']);
  await server.stop();
  expect(await ended).toBe('cut off');
});
