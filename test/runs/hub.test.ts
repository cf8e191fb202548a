import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellHub } from '../../src/pipeline/tell-hub.ts';
import { systemClock, type Clock } from '../../src/model/clock.ts';
import { stillClock } from '../sample-archive.ts';
import { articlePage, startOneOutlet, type OneOutlet } from './one-outlet.ts';
import { startLoopbackServer, type LoopbackServer } from '../loopback-server.ts';

let hub: LoopbackServer;
let outlet: OneOutlet;
/** What the hub was sent, and how it answers in turn (204 when there is nothing left). */
let forms: URLSearchParams[];
let statuses: number[];

beforeEach(async () => {
  forms = [];
  statuses = [];
  hub = await startLoopbackServer({
    '/hub': (request, response) => {
      void text(request).then((body) => {
        forms.push(new URLSearchParams(body));
        response.writeHead(statuses.shift() ?? 204).end();
      });
    },
  });
  outlet = await startOneOutlet({ site: { url: 'https://news.example/' }, webSub: { hub: hub.url('/hub') } });
  outlet.answer('/a', articlePage({ title: 'The ferry comes back', subject: 'ferry' }));
  outlet.answer('/b', articlePage({ title: 'The bakery closes', subject: 'bakery' }));
  outlet.feed(['/a']);
});
afterEach(async () => {
  await outlet.stop();
  await hub.close();
});

async function buildAndTell(clock: Clock = systemClock): Promise<{ told: number; detail: string }> {
  const { feeds } = await outlet.project.build();
  return tellHub(await outlet.project.read(), feeds, clock);
}

test('feeds name the hub and themselves, and the hub is told of those that changed', async () => {
  await outlet.project.collect();
  expect((await buildAndTell()).detail).toBe('');
  const read = (path: string): Promise<string> => readFile(join(outlet.project.root, 'public', path), 'utf8');
  expect(await read('feed.xml')).toContain(`<atom:link rel="hub" href="${hub.url('/hub')}"/>`);
  expect(await read('feed.xml')).toContain(
    'rel="self" type="application/rss+xml" href="https://news.example/feed.xml"',
  );
  expect(await read('atom.xml')).toContain(`<link rel="hub" href="${hub.url('/hub')}"/>`);
  expect(JSON.parse(await read('feed.json'))).toMatchObject({ hubs: [{ type: 'WebSub', url: hub.url('/hub') }] });
  const topics = (): string[] => forms.map((form) => form.get('hub.url') ?? '');
  expect(topics()).toEqual(
    expect.arrayContaining(['https://news.example/feed.xml', 'https://news.example/categories/one/atom.xml']),
  );
  expect(new Set(forms.map((form) => form.get('hub.mode')))).toEqual(new Set(['publish']));

  forms = [];
  expect(await buildAndTell()).toEqual({ told: 0, detail: '' });
  expect(forms).toEqual([]);

  outlet.feed(['/b', '/a']);
  await outlet.project.collect();
  await buildAndTell();
  expect(topics()).toContain('https://news.example/feed.xml');
}, 30_000);

test('a hub that fails is tried again, and left alone when it does not want to know', async () => {
  await outlet.project.collect();
  statuses = [500, 502];
  expect((await buildAndTell(stillClock)).detail).toBe('');
  const project = await outlet.project.read();
  statuses = [500, 500, 500];
  expect(await tellHub(project, ['feed.xml'], stillClock)).toEqual({ told: 0, detail: 'status 500' });
  statuses = [403];
  forms = [];
  expect(await tellHub(project, ['feed.xml', 'atom.xml'], stillClock)).toEqual({ told: 0, detail: 'status 403' });
  expect(forms.length).toBe(1);
}, 30_000);
