import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../../demo/start-newsroom.ts';
import type { Project } from '../../src/config/project.ts';
import { createMessageSender, type MessageSender } from '../../src/fetch/message-sender.ts';
import { systemClock } from '../../src/model/clock.ts';
import { webhookEvents } from '../../src/model/webhook.ts';
import { sendDue, tellWebhooks } from '../../src/pipeline/webhooks/tell-webhooks.ts';
import { sendMessages, type Sent } from '../../src/pipeline/webhooks/send-messages.ts';
import { ReaderStore } from '../../src/store/reader-store.ts';
import { makeNewsroomProject, type NewsroomProject } from '../runs/newsroom-project.ts';

interface Received {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly isSigned: boolean;
}
const secret = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`;
const hourMs = 3_600_000;

let newsroom: Newsroom;
let project: NewsroomProject;
let receiver: Server;
let url = '';
let received: Received[] = [];
/** What the receiver answers, one after the other; 204 when there is none left. */
let answers: number[] = [];
let readers: ReaderStore;
let later = 0;

beforeAll(async () => {
  newsroom = await startNewsroom();
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
  await newsroom.stop();
});

beforeEach(async () => {
  newsroom.setEdition(1);
  project = await makeNewsroomProject(newsroom);
  await project.collect();
  readers = ReaderStore.open(':memory:');
  [received, answers, later] = [[], [], 0];
  readers.webhooks.add({ name: 'desk', url, secret, events: webhookEvents }, 'api', '2026-11-26T08:00:00.000Z');
}, 120_000);
afterEach(async () => {
  readers.close();
  await project.remove();
});

const tools = (own: Project) => ({
  ...{ project: own, readers, signal: new AbortController().signal },
  clock: { ...systemClock, now: () => systemClock.now() + later },
});
const tell = async (): Promise<Sent> => {
  const own = await project.read();
  return project.withStore((store) => tellWebhooks({ ...tools(own), store }));
};
const collectNextEdition = async (): Promise<void> => {
  newsroom.setEdition(2);
  await project.collect({ later: 10 * 24 * hourMs });
};

describe('webhooks', { timeout: 60_000 }, () => {
  test('tell what happened since they were made, once, signed', async () => {
    expect(await tell()).toEqual({ delivered: 0, failed: 0 });
    await collectNextEdition();
    const sent = await tell();
    expect(sent.failed).toBe(0);
    expect(received.every(({ isSigned }) => isSigned)).toBe(true);
    expect(received.map(({ type }) => type).sort()).toEqual(['article.revised', 'article.stored']);
    expect(received).toHaveLength(sent.delivered);
    await tell();
    expect(received).toHaveLength(sent.delivered);
  });

  test('are tried again with the same id, after growing pauses', async () => {
    await tell();
    await collectNextEdition();
    answers = [500, 503];
    expect(await tell()).toEqual({ delivered: 0, failed: 2 });
    const first = received.map(({ id }) => id);
    const own = await project.read();
    expect(await sendDue(tools(own))).toEqual({ delivered: 0, failed: 0 });
    later = 61_000;
    answers = [500];
    expect(await sendDue(tools(own))).toEqual({ delivered: 1, failed: 1 });
    later += 61_000;
    expect(await sendDue(tools(own))).toEqual({ delivered: 0, failed: 0 });
    later += 5 * 60_000;
    expect(await sendDue(tools(own))).toEqual({ delivered: 1, failed: 0 });
    const messages = readers.webhooks.listMessages(1, 100);
    expect(messages.map(({ state }) => state)).toEqual(messages.map(() => 'delivered'));
    for (const id of first) expect(received.filter((one) => one.id === id).length).toBeGreaterThan(1);
  });

  test('leave a receiver alone for a while that fails', async () => {
    await tell();
    readers.webhooks.putMessages(
      ['msg_1', 'msg_2', 'msg_3', 'msg_4', 'msg_5'].map((id) => ({
        ...{ id, webhook: 1, event: 'article.gone' as const, body: '{"type":"a","data":{}}', createdAt: 0 },
      })),
    );
    answers = Array<number>(5).fill(500);
    expect(await sendDue(tools(await project.read()))).toEqual({ delivered: 0, failed: 3 });
  });

  test('are sent again with the same id when a kill comes between sending and noting', async () => {
    await tell();
    readers.webhooks.putMessages([
      { id: 'msg_1', webhook: 1, event: 'article.gone', body: '{"type":"a","data":{}}', createdAt: 0 },
    ]);
    const sender = createMessageSender((await project.read()).fetch);
    const killed: MessageSender = {
      ...sender,
      post: async (...message) => {
        await sender.post(...message);
        throw new Error('killed');
      },
    };
    await expect(sendMessages(readers.webhooks, killed, tools(await project.read()))).rejects.toThrow('killed');
    await sender.close();
    await sendDue(tools(await project.read()));
    expect(received.map(({ id }) => id)).toEqual(['msg_1', 'msg_1']);
  });

  test('are given up after two days, and tried again when somebody asks', async () => {
    await tell();
    readers.webhooks.putMessages([
      { id: 'msg_1', webhook: 1, event: 'article.gone', body: '{"type":"a","data":{}}', createdAt: 0 },
    ]);
    const own = await project.read();
    answers = Array<number>(9).fill(500);
    for (let hours = 0; hours < 60; hours += 1, later += hourMs) await sendDue(tools(own));
    expect(readers.webhooks.listMessages(1, 1)[0]).toMatchObject({
      state: 'failed',
      attempts: 9,
      detail: 'status 500',
    });
    expect(readers.webhooks.retry(1, 0)).toBe(1);
    expect(await sendDue(tools(own))).toEqual({ delivered: 1, failed: 0 });
  });

  test('end when the receiver is gone', async () => {
    await tell();
    answers = [410];
    readers.webhooks.putMessages([
      { id: 'msg_1', webhook: 1, event: 'article.gone', body: '{"type":"a","data":{}}', createdAt: 0 },
    ]);
    await sendDue(tools(await project.read()));
    expect(readers.webhooks.list()[0]?.isDisabled).toBe(true);
  });

  test('are not sent into networks that no receiver is in', async () => {
    await tell();
    const own = await project.read();
    readers.webhooks.putMessages([{ id: 'msg_1', webhook: 1, event: 'article.gone', body: '{}', createdAt: 0 }]);
    await sendDue(tools({ ...own, fetch: { ...own.fetch, allowNetworks: [] } }));
    expect(received).toEqual([]);
    expect(readers.webhooks.listMessages(1, 1)[0]?.detail).toContain('fetch/forbidden-address');
  });

  test('tell nothing of what may not be shown', async () => {
    await tell();
    await collectNextEdition();
    const own = await project.read();
    const sources = own.sources.map((source) => ({
      ...source,
      publish: { ...source.publish, text: 'private' as const },
    }));
    await project.withStore((store) => tellWebhooks({ ...tools({ ...own, sources }), store }));
    expect(received).toEqual([]);
  });
});
