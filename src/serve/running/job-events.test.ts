import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { markup } from '../../publish/markup.ts';
import type { AccessEnv } from '../access/caller.ts';
import { answerEvents, type Live } from './job-events.ts';

const pace = { heartbeatMs: 20, stateMs: 1, patienceMs: 50 };

interface Shown {
  text: string;
  isOver: boolean;
  isAllowed: boolean;
  isKnown: boolean;
  readonly listeners: Set<() => void>;
}

function makeShown(text: string): Shown {
  return { text, isOver: false, isAllowed: true, isKnown: true, listeners: new Set() };
}

function change(shown: Shown, to: Partial<Shown>): void {
  Object.assign(shown, to);
  for (const listener of shown.listeners) listener();
}

async function watch(shown: Shown, stopping?: AbortSignal): Promise<Response> {
  const live: Live = {
    state: () => (shown.isKnown ? { view: markup`<p>${shown.text}</p>`, isOver: shown.isOver } : undefined),
    listen: (onChange) => {
      shown.listeners.add(onChange);
      return () => shown.listeners.delete(onChange);
    },
    isAllowed: () => shown.isAllowed,
  };
  const app = new Hono<AccessEnv>();
  app.get('/', (c) => answerEvents(c, live, { pace, stopping }));
  return app.request('/');
}

/** Reads until a text has come. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
  let text = '';
  while (!text.includes(wanted)) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += new TextDecoder().decode(value);
  }
  return text;
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (response.body === null) throw new Error('no body');
  return response.body.getReader();
}

describe('what goes on is told', () => {
  test('as it changes, and when it is over', async () => {
    const shown = makeShown('one');
    const response = await watch(shown);
    expect(response.headers.get('Content-Type')).toBe('text/event-stream');
    const reader = readerOf(response);
    expect(await readUntil(reader, 'one')).toContain('event: state\ndata: <p>one</p>\n\n');
    change(shown, { text: 'two\nlines <b>' });
    expect(await readUntil(reader, 'lines')).toContain('data: <p>two\ndata: lines &lt;b&gt;</p>\n\n');
    change(shown, { isOver: true });
    expect(await readUntil(reader, 'end')).toContain('event: end\n');
    expect((await reader.read()).done).toBe(true);
    expect(shown.listeners.size).toBe(0);
  });

  test('with a sign of life while nothing changes', async () => {
    const shown = makeShown('one');
    const reader = readerOf(await watch(shown));
    expect(await readUntil(reader, ': here')).toContain('one');
    await reader.cancel();
  });

  test.each([
    ['the login ends', { isAllowed: false, text: 'secret' }],
    ['it is known no longer', { isKnown: false }],
  ])('no further when %s', async (_name, to) => {
    const shown = makeShown('one');
    const reader = readerOf(await watch(shown));
    await readUntil(reader, 'one');
    Object.assign(shown, to); // nobody says so: the next heartbeat finds out
    const rest = await readUntil(reader, 'end');
    expect(rest).toContain('event: end\n');
    expect(rest).not.toContain('secret');
    expect((await reader.read()).done).toBe(true);
  });

  test('not at all to who never had the right', async () => {
    const shown = makeShown('secret');
    shown.isAllowed = false;
    expect(await (await watch(shown)).text()).not.toContain('secret');
  });

  test('until the reader goes, and nobody listens afterwards', async () => {
    const shown = makeShown('one');
    const reader = readerOf(await watch(shown));
    await readUntil(reader, 'one');
    await reader.cancel();
    await expect.poll(() => shown.listeners.size).toBe(0);
  });

  test('until the server stops', async () => {
    const shown = makeShown('one');
    const stop = new AbortController();
    const reader = readerOf(await watch(shown, stop.signal));
    await readUntil(reader, 'one');
    stop.abort();
    expect(await readUntil(reader, 'never')).not.toContain('event: end');
    expect(shown.listeners.size).toBe(0);
  });

  test('to others while one reads nothing, who is let go', async () => {
    const shown = makeShown('one');
    await watch(shown); // never read
    const reader = readerOf(await watch(shown));
    await readUntil(reader, 'one');
    for (const text of ['two', 'three', 'four']) {
      change(shown, { text });
      await readUntil(reader, text);
    }
    await expect.poll(() => shown.listeners.size).toBe(1);
    await reader.cancel();
  });
});
