import { createHmac } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { addPolicy } from '../../src/config/add-policy.ts';
import { readProject } from '../../src/config/project.ts';
import { createMessageSender, type MessageSender } from '../../src/fetch/message-sender.ts';
import { systemClock } from '../../src/model/clock.ts';
import { webhookEvents } from '../../src/model/webhook.ts';
import { sendDue, tellWebhooks } from '../../src/pipeline/webhooks/tell-webhooks.ts';
import { sendMessages, type Sent } from '../../src/pipeline/webhooks/send-messages.ts';
import { ReaderStore } from '../../src/store/reader-store.ts';
import type { OpenedStore } from '../../src/store/sharing.ts';
import { indexOf, makeArticle, openForTest } from '../sample-archive.ts';

interface Received {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly isSigned: boolean;
}
const secret = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`;
const hourMs = 3_600_000;

let root = '';
let store: OpenedStore;
let receiver: Server;
let url = '';
let received: Received[] = [];
/** What the receiver answers, one after the other; 204 when there is none left. */
let answers: number[] = [];
let readers: ReaderStore;
let later = 0;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const message = JSON.parse(body) as { type: string; data: { title: string } };
      const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers;
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      const expected = createHmac('sha256', key)
        .update(`${String(id)}.${String(at)}.${body}`)
        .digest('base64');
      const isSigned = signature === `v1,${expected}`;
      received.push({ id: String(id), type: message.type, title: message.data.title, isSigned });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  receiver.close();
});

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'courant-webhooks-'));
  await mkdir(join(root, 'sources'));
  const fetch = { allowNetworks: ['127.0.0.0/8'], contact: 'test@localhost' };
  await writeFile(join(root, 'courant.yaml'), stringify({ fetch, ...indexOf(root) }));
  const source = { name: 'Example Daily', feeds: [{ url: 'https://daily.example/feed' }] };
  await writeFile(join(root, 'sources/example-daily.yaml'), stringify(source));
  store = await openForTest(root, 'write', systemClock);
  readers = ReaderStore.open(':memory:');
  [received, answers, later] = [[], [], 0];
  readers.webhooks.add({ name: 'desk', url, secret, events: webhookEvents }, 'api', '2026-11-26T08:00:00.000Z');
  await put('known');
  expect(await tell()).toEqual({ delivered: 0, failed: 0 });
});
afterEach(async () => {
  readers.close();
  await store.close();
  await rm(root, { recursive: true, force: true });
});

const tools = async () => ({
  ...{ project: await readProject(root), store, readers, signal: new AbortController().signal },
  clock: { ...systemClock, now: () => systemClock.now() + later },
});
const tell = async (): Promise<Sent> => tellWebhooks(await tools());
const sendAgain = async (): Promise<Sent> => sendDue(await tools());

/** Puts an article; `more` goes into its `courant:` map. */
async function put(name: string, more: object = {}, title = `About ${name}`): Promise<string> {
  const { id, file } = makeArticle(`https://daily.example/${name}`, { title });
  const courant = { ...file.frontMatter.courant, ...more } as NonNullable<typeof file.frontMatter.courant>;
  await store.putArticle(id, { ...file, frontMatter: { ...file.frontMatter, courant } });
  return file.path;
}

/** Puts messages about an article in line that is there. */
async function queue(...ids: readonly string[]): Promise<void> {
  const subject = await put('known');
  readers.webhooks.putMessages(
    ids.map((id) => ({
      ...{ id, webhook: 1, event: 'article.gone' as const, subject, body: '{"type":"a","data":{}}', createdAt: 0 },
    })),
  );
}

describe('webhooks', { timeout: 60_000 }, () => {
  test('tell what happened since they were made, once, signed', async () => {
    await put('new');
    await put('known', { revision: 2 });
    const gone = new Date(systemClock.now() + 1000).toISOString();
    await put('known', { revision: 2, gone });
    expect(await tell()).toEqual({ delivered: 3, failed: 0 });
    expect(received.every(({ isSigned }) => isSigned)).toBe(true);
    expect(received.map(({ type, title }) => `${type} ${title}`).sort()).toEqual([
      'article.gone About known',
      'article.revised About known',
      'article.stored About new',
    ]);
    await put('known', { revision: 2, gone });
    expect(await tell()).toEqual({ delivered: 0, failed: 0 });
  });

  test('tell of a translation', async () => {
    const { id, file } = makeArticle('https://daily.example/known', { title: 'Über Bekanntes', language: 'de' });
    const translated = new Date(systemClock.now() + 1000).toISOString();
    const courant = {
      ...file.frontMatter.courant,
      translationKey: id,
      translatedFrom: 'en',
      engine: 'made-up',
      translated,
    };
    const path = file.path.replace(/\.md$/, '.de.md');
    const frontMatter = { ...file.frontMatter, courant: courant as NonNullable<typeof file.frontMatter.courant> };
    await store.putTranslation(id, { ...file, path, frontMatter });
    expect(await tell()).toEqual({ delivered: 1, failed: 0 });
    expect(received[0]).toMatchObject({ type: 'translation.stored', title: 'Über Bekanntes' });
  });

  test('are tried again with the same id, after growing pauses', async () => {
    await queue('msg_1');
    answers = [500, 503];
    expect(await sendAgain()).toEqual({ delivered: 0, failed: 1 });
    expect(await sendAgain()).toEqual({ delivered: 0, failed: 0 });
    later = 61_000;
    expect(await sendAgain()).toEqual({ delivered: 0, failed: 1 });
    later += 61_000;
    expect(await sendAgain()).toEqual({ delivered: 0, failed: 0 });
    later += 5 * 60_000;
    expect(await sendAgain()).toEqual({ delivered: 1, failed: 0 });
    expect(received.map(({ id }) => id)).toEqual(['msg_1', 'msg_1', 'msg_1']);
  });

  test('leave a receiver alone for a while that fails', async () => {
    await queue('msg_1', 'msg_2', 'msg_3', 'msg_4', 'msg_5');
    answers = Array<number>(5).fill(500);
    expect(await sendAgain()).toEqual({ delivered: 0, failed: 3 });
  });

  test('are sent again with the same id when a kill comes between sending and noting', async () => {
    await queue('msg_1');
    const own = await tools();
    const sender = createMessageSender(own.project.fetch);
    const killed: MessageSender = {
      ...sender,
      post: async (...message) => {
        await sender.post(...message);
        throw new Error('killed');
      },
    };
    const isShown = (): Promise<boolean> => Promise.resolve(true);
    await expect(sendMessages(readers.webhooks, killed, { ...own, isShown })).rejects.toThrow('killed');
    await sender.close();
    await sendAgain();
    expect(received.map(({ id }) => id)).toEqual(['msg_1', 'msg_1']);
  });

  test('are given up after two days, and tried again when somebody asks', async () => {
    await queue('msg_1');
    answers = Array<number>(9).fill(500);
    for (let hours = 0; hours < 60; hours += 1, later += hourMs) await sendAgain();
    expect(readers.webhooks.listMessages(1, 1)[0]).toMatchObject({
      state: 'failed',
      attempts: 9,
      detail: 'status 500',
    });
    expect(readers.webhooks.retry(1, 0)).toBe(1);
    expect(await sendAgain()).toEqual({ delivered: 1, failed: 0 });
  });

  test('end when the receiver is gone', async () => {
    await queue('msg_1');
    answers = [410];
    await sendAgain();
    expect(readers.webhooks.list()[0]?.isDisabled).toBe(true);
  });

  test('are not sent into networks that no receiver is in', async () => {
    await queue('msg_1');
    const { project, ...own } = await tools();
    await sendDue({ ...own, project: { ...project, fetch: { ...project.fetch, allowNetworks: [] } } });
    expect(received).toEqual([]);
    expect(readers.webhooks.listMessages(1, 1)[0]?.detail).toContain('fetch/forbidden-address');
  });

  test('tell nothing of what may not be shown, nor of what was taken down while they waited', async () => {
    const path = await put('new');
    answers = [500];
    expect(await tell()).toEqual({ delivered: 0, failed: 1 });
    await addPolicy(root, { article: path, reason: 'They asked us to.', text: 'private' });
    await put('new', { revision: 2 });
    later = hourMs;
    expect(await tell()).toEqual({ delivered: 0, failed: 0 });
    expect(received).toHaveLength(1);
    expect(readers.webhooks.listMessages(1, 9).map(({ detail }) => detail)).toEqual(['it may no longer be shown']);
  });

  test('of courant.yaml are made, changed and removed with it', async () => {
    const text = await readFile(join(root, 'courant.yaml'), 'utf8');
    const named = (events: readonly string[]): string =>
      `${text}${stringify({ webhooks: [{ name: 'letters', url, secret, events }] })}`;
    await writeFile(join(root, 'courant.yaml'), named(['article.stored']));
    await tell();
    expect(readers.webhooks.list().map(({ name, origin }) => [name, origin])).toEqual([
      ['desk', 'api'],
      ['letters', 'file'],
    ]);
    await writeFile(join(root, 'courant.yaml'), named(['story.changed']));
    await tell();
    expect(readers.webhooks.list()[1]?.events).toEqual(['story.changed']);
    await writeFile(join(root, 'courant.yaml'), text);
    await tell();
    expect(readers.webhooks.list()).toHaveLength(1);
  });
});
