import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/model/clock.ts';
import { collect } from '../../src/pipeline/collect.ts';
import { followFeeds } from '../../src/pipeline/followed-feeds.ts';
import { createAlarm, keepCollecting } from '../../src/pipeline/keep-collecting.ts';
import { createHubReceiver } from '../../src/pipeline/receive-push.ts';
import { describeSources, type PushStatus } from '../../src/pipeline/source-status.ts';
import { keepSubscriptions } from '../../src/pipeline/subscribe.ts';
import { withWork } from '../../src/pipeline/open-work.ts';
import type { PipelineEvent, Work } from '../../src/pipeline/work.ts';
import { createApp } from '../../src/serve/app.ts';
import { listen } from '../../src/serve/listen.ts';
import { extract } from '../extract-thread.ts';
import { articlePage, startOneOutlet, type OneOutlet } from '../runs/one-outlet.ts';
import { lookIn } from '../site-look.ts';

const look = await lookIn();
const minute = 60_000;
const day = 24 * 60 * minute;

let outlet: OneOutlet;
let port: number;
/** The forms that the hub got, and how it answers. */
let forms: URLSearchParams[];
let hub: { status: number; leaseSeconds: number; topic?: string; isSilent?: boolean; isDenying?: boolean };

beforeEach(async () => {
  port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  outlet = await startOneOutlet({ images: 'none', webSub: { url } });
  forms = [];
  hub = { status: 202, leaseSeconds: 864_000 };
  outlet.answer('/a', articlePage({ title: 'The ferry comes back', subject: 'ferry' }));
  outlet.answer('/b', articlePage({ title: 'The bakery closes', subject: 'bakery' }));
  outlet.answer('/feed', feedOf('/a'));
  outlet.answer('/hub', (request, response) => {
    void readForm(request).then(async (form) => {
      forms.push(form);
      response.writeHead(hub.status).end();
      if (hub.status === 202 && hub.isSilent !== true) verified.push(await callBack(form));
    });
  });
  verified = [];
});
afterEach(() => outlet.stop());

/** The answers to the hub's question whether we mean it. */
let verified: string[];

function feedOf(path: string): string {
  const links = `<atom:link rel="hub" href="${outlet.server.url('/hub')}"/><atom:link rel="self" href="${outlet.server.url('/feed')}"/>`;
  const item = `<item><link>${outlet.server.url(path)}</link></item>`;
  return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>One</title>${links}${item}</channel></rss>`;
}

async function callBack(form: URLSearchParams): Promise<string> {
  const query = new URLSearchParams({
    'hub.mode': hub.isDenying ? 'denied' : (form.get('hub.mode') ?? ''),
    'hub.topic': hub.topic ?? form.get('hub.topic') ?? '',
    'hub.challenge': 'c-1',
    'hub.lease_seconds': String(hub.leaseSeconds),
  });
  const answer = await fetch(`${form.get('hub.callback') ?? ''}?${query.toString()}`);
  return `${answer.status} ${await answer.text()}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

interface Running {
  readonly work: Work;
  readonly events: readonly PipelineEvent[];
  /** Moves the clock forward. */
  pass(ms: number): void;
  stop(): void;
  readonly alarm: ReturnType<typeof createAlarm>;
}

/** As `courant run` does: a receiver for hubs beside the archive that is open for writing. */
async function running(task: (running: Running) => Promise<void>): Promise<void> {
  const events: PipelineEvent[] = [];
  const stop = new AbortController();
  let passed = 0;
  const clock = { ...systemClock, now: () => systemClock.now() + passed };
  const tools = { clock, signal: stop.signal, report: (event: PipelineEvent) => void events.push(event), extract };
  const project = await outlet.project.read();
  await withWork(project, tools, async (work) => {
    const alarm = createAlarm(clock);
    const hubs = createHubReceiver(work, alarm.ring);
    const app = createApp({
      siteDir: project.root,
      site: project.site,
      look,
      outlets: [],
      search: async () => [],
      hubs,
    });
    const server = await listen(app, { port });
    const pass = (ms: number): void => void (passed += ms);
    await task({ work, events, pass, stop: () => stop.abort(), alarm }).finally(() => server.stop());
  });
}

/** The hub calls back after it has answered. */
async function untilVerified(count: number): Promise<void> {
  for (let i = 0; i < 400 && verified.length < count; i += 1) await systemClock.sleep(25);
  expect(verified).toHaveLength(count);
}

async function subscribe(work: Work): Promise<void> {
  await collect(work, { waitMs: 0, polls: 'due' });
  await keepSubscriptions(work);
}

function sign(secret: string, body: string, method = 'sha256'): Record<string, string> {
  return { 'x-hub-signature': `${method}=${createHmac(method, secret).update(body).digest('hex')}` };
}

async function push(body: string, headers: Record<string, string>): Promise<number> {
  const callback = forms[0]?.get('hub.callback') ?? '';
  const answer = await fetch(callback, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/rss+xml', ...headers },
  });
  return answer.status;
}

/** What status tells of the only feed, so many milliseconds from now. */
async function pushStatus({ project, store }: Work, later = 0): Promise<PushStatus | undefined> {
  const { sources } = await describeSources(project.sources, store, Date.now() + later);
  return sources[0]?.feeds[0]?.push;
}

describe('a feed with a hub', () => {
  test('is subscribed to, and what the hub sends is collected without a poll', async () => {
    await running(async ({ work, events, alarm, stop }) => {
      expect(await pushStatus(work)).toBeUndefined();
      await subscribe(work);
      await untilVerified(1);
      expect(verified).toEqual(['200 c-1']);
      const [form] = forms;
      expect(Object.fromEntries(form ?? [])).toMatchObject({
        'hub.mode': 'subscribe',
        'hub.topic': outlet.server.url('/feed'),
        'hub.secret': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      });
      expect(form?.get('hub.callback')).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/websub/[0-9a-f]{48}$`));
      const [subscription] = await work.store.listSubscriptions();
      expect(subscription).toMatchObject({ state: 'active', detail: '' });
      expect((subscription?.leaseUntil ?? 0) - Date.now()).toBeGreaterThan(9.9 * day);
      const told = { hub: subscription?.hub, until: new Date(subscription?.leaseUntil ?? 0).toISOString(), detail: '' };
      expect(await pushStatus(work)).toEqual({ ...told, state: 'active' });
      expect(await pushStatus(work, 11 * day)).toEqual({ ...told, state: 'ended' });

      const polls = outlet.server.paths().filter((path) => path === '/feed').length;
      const rounds: number[] = [];
      const loop = keepCollecting(work, {
        alarm,
        onRound: async ({ articles }) => {
          rounds.push(articles.stored);
          stop();
        },
      });
      const body = feedOf('/b');
      expect(await push(body, sign(form?.get('hub.secret') ?? '', body))).toBe(202);
      await loop;
      expect(rounds).toEqual([1]);
      expect(outlet.server.paths().filter((path) => path === '/feed')).toHaveLength(polls);
      expect(events).toContainEqual(expect.objectContaining({ event: 'feed-pushed', detail: '1 links, 1 new' }));
      expect(await work.store.accounting()).toMatchObject({ found: 2, stored: 2 });
      expect(forms).toHaveLength(1); // an active subscription is not asked for again
    });
  });

  test('is not listened to when the signature is wrong, missing or of an unknown kind, which is told', async () => {
    await running(async ({ work, events }) => {
      await subscribe(work);
      await untilVerified(1);
      const secret = forms[0]?.get('hub.secret') ?? '';
      const body = feedOf('/b');
      const right = sign(secret, body)['x-hub-signature'] ?? '';
      const wrong = [sign('guess', body), sign(secret, `${body} `), sign(secret, body, 'md5'), {}];
      for (const headers of [...wrong, { 'x-hub-signature': right.slice(0, -2) }]) {
        expect(await push(body, headers)).toBe(202);
      }
      expect((await work.store.accounting()).found).toBe(1);
      expect(events.filter(({ detail }) => detail.includes('not signed with our secret'))).toHaveLength(5);
      for (const method of ['sha1', 'sha256', 'sha384', 'sha512'])
        expect(await push(body, sign(secret, body, method))).toBe(202);
      expect(events.filter(({ event }) => event === 'feed-pushed')).toHaveLength(4);
      expect((await work.store.accounting()).found).toBe(2);
    });
  });

  test('is not confirmed to who asks for something we never asked for', async () => {
    hub.topic = 'https://other.example/feed';
    await running(async ({ work }) => {
      await subscribe(work);
      await untilVerified(1);
      expect(verified).toEqual(['404 not asked for\n']);
      expect(await work.store.listSubscriptions()).toMatchObject([{ state: 'asked', leaseUntil: 0 }]);
      const guess = `http://127.0.0.1:${port}/websub/${'0'.repeat(48)}`;
      expect((await fetch(`${guess}?hub.mode=subscribe&hub.topic=x&hub.challenge=y`)).status).toBe(404);
      expect((await fetch(guess, { method: 'POST', body: 'x' })).status).toBe(410);
      const form = forms[0] ?? new URLSearchParams();
      delete hub.topic;
      form.set('hub.mode', 'unsubscribe');
      expect(await callBack(form)).toBe('404 not asked for\n');
    });
  });

  test('is asked for again before the lease ends, with the same address and secret', async () => {
    await running(async ({ work, pass }) => {
      await subscribe(work);
      await untilVerified(1);
      pass(8.5 * day);
      await keepSubscriptions(work);
      expect(forms).toHaveLength(1);
      pass(0.6 * day);
      await keepSubscriptions(work);
      await untilVerified(2);
      for (const key of ['hub.callback', 'hub.secret', 'hub.topic'])
        expect(forms[1]?.get(key)).toBe(forms[0]?.get(key));
      await keepSubscriptions(work);
      expect(forms).toHaveLength(2);
      const [subscription] = await work.store.listSubscriptions();
      expect((subscription?.leaseUntil ?? 0) - work.clock.now()).toBeGreaterThan(9.9 * day);
    });
  });

  test('is left alone for a day by who was refused or denied', async () => {
    hub.status = 400;
    await running(async ({ work, events, pass }) => {
      await subscribe(work);
      await keepSubscriptions(work);
      expect(forms).toHaveLength(1);
      expect(events.at(-1)).toMatchObject({ event: 'hub', detail: expect.stringContaining('status 400') as string });
      hub = { status: 202, leaseSeconds: 60, isDenying: true };
      pass(1.1 * day);
      await keepSubscriptions(work);
      await untilVerified(1);
      expect(await work.store.listSubscriptions()).toMatchObject([
        { state: 'refused', detail: 'denied: no reason given' },
      ]);
      expect(await pushStatus(work)).toMatchObject({ state: 'refused', until: '', detail: 'denied: no reason given' });
      await keepSubscriptions(work);
      expect(forms).toHaveLength(2);
    });
  });

  test('is given back when its source file is removed', async () => {
    await running(async ({ work }) => {
      await subscribe(work);
      await untilVerified(1);
    });
    await rm(join(outlet.project.root, 'sources', 'one.yaml'));
    await running(async ({ work }) => {
      await followFeeds(work);
      await keepSubscriptions(work);
      await untilVerified(2);
      expect(forms[1]?.get('hub.mode')).toBe('unsubscribe');
      expect(verified[1]).toBe('200 c-1');
      expect(await work.store.listSubscriptions()).toEqual([]);
    });
  });
});

test('without a public address no hub is asked, and the server has no place for them', async () => {
  await outlet.project.collect();
  const project = await outlet.project.read();
  const app = createApp({ siteDir: project.root, site: project.site, look, outlets: [], search: async () => [] });
  expect((await app.request('/websub/x?hub.mode=subscribe&hub.topic=x&hub.challenge=y')).status).toBe(404);
  expect((await app.request('/websub/x', { method: 'POST', body: 'x' })).status).toBe(405);
  expect(forms).toEqual([]);
});
