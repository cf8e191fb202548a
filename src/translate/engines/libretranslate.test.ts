import { afterEach, beforeEach, expect, test } from 'vitest';
import { NewsError } from '../../errors.ts';
import type { EnginePath, TranslationEngine } from '../../model/translation.ts';
import { startLibreTranslate } from '../../../test/translate/libretranslate-server.ts';
import type { ServiceAnswer, ServiceServer } from '../../../test/translate/start-service.ts';
import { makeClock } from '../../../test/translate/still-clock.ts';
import { createLibreTranslate } from './libretranslate.ts';

const key = 'made-up-secret';
let server: ServiceServer;
let engine: TranslationEngine;
let clock: ReturnType<typeof makeClock>;
beforeEach(async () => {
  server = await startLibreTranslate(key);
  clock = makeClock();
  engine = open(server.url);
});
afterEach(async () => {
  await engine.close();
  await server.close();
});

function open(url: string, ownKey = key): TranslationEngine {
  return createLibreTranslate({ kind: 'libretranslate', url, key: ownKey, pricePerMillion: 0 }, clock);
}

async function pathOf(from: string, to: string): Promise<EnginePath | undefined> {
  const path = await engine.findPath(from, to);
  return path.ok ? path.value : undefined;
}

const path: EnginePath = { from: 'es', to: 'en', model: 'libretranslate 1.6.2' };

test('finds the ways that the server has, and asks for them once', async () => {
  expect(await pathOf('es', 'en')).toEqual(path);
  expect(await pathOf('en-GB', 'pt')).toEqual({ ...path, from: 'en-GB', to: 'pt' });
  expect(await pathOf('es', 'nb')).toBeUndefined();
  expect(await pathOf('en', 'zh-TW')).toBeUndefined();
  expect(await pathOf('en', 'en-US')).toBeUndefined();
  expect(server.requests.map((request) => request.path)).toEqual(['/languages', '/spec']);
});

test('translates texts with their tags, in their order', async () => {
  const texts = ['El <pc id="1">coche <pc id="3">rojo</pc></pc> de <ph id="2"/>', 'a &lt;b&gt; &amp; c', 'ñ "x"'];
  expect(await engine.translate(texts, path)).toEqual({
    ok: true,
    value: ['EL <pc id="1">COCHE <pc id="3">ROJO</pc></pc> DE <ph id="2"/>', 'A &lt;B&gt; &amp; C', 'Ñ "X"'],
  });
});

test('gives no more at once than such servers take', async () => {
  const texts = Array.from({ length: 30 }, (_, index) => `${index} ${'x'.repeat(400)}`);
  const outcome = await engine.translate(texts, path);
  expect(outcome.ok && outcome.value).toEqual(texts.map((text) => text.toUpperCase()));
  expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
});

test('an empty answer is none', async () => {
  await engine.findPath('es', 'en');
  server.disturb({ status: 200, body: { translatedText: ['', ' ', 'c'] } });
  expect(await engine.translate(['a', 'b', 'c'], path)).toEqual({ ok: true, value: [undefined, undefined, 'c'] });
});

const cases: readonly [string, ServiceAnswer, string, string][] = [
  [
    'a wrong key',
    { status: 403, body: { error: `Invalid API key ${key}` } },
    'translate/engine-refused',
    'HTTP 403 {"error":"Invalid API key (key)"}',
  ],
  [
    'a request it does not like',
    { status: 400, body: { error: 'no' } },
    'translate/engine-failed',
    'HTTP 400 {"error":"no"}',
  ],
  ['a page in place of an answer', { status: 200, body: '<html>Hello' }, 'translate/engine-failed', '<html>Hello'],
  ['another form', { status: 200, body: { translatedText: 'one' } }, 'translate/engine-failed', 'not in the form'],
  [
    'too few answers',
    { status: 200, body: { translatedText: ['one'] } },
    'translate/engine-failed',
    '1 translations of 2 texts',
  ],
  [
    'a redirect',
    { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } },
    'translate/engine-failed',
    'HTTP 302',
  ],
  [
    'an answer without end',
    { status: 200, body: 'x'.repeat(5 * 2 ** 20) },
    'translate/engine-failed',
    'more than 4194304 bytes',
  ],
  ['a connection that ends', 'cut', 'translate/engine-unreachable', 'UND_ERR_SOCKET'],
];

test.each(cases)('%s is a skip', async (_, disturbance, code, detail) => {
  await engine.findPath('es', 'en');
  server.disturb(disturbance);
  const outcome = await engine.translate(['a', 'b'], path);
  expect(outcome).toMatchObject({ ok: false, skip: { code } });
  expect(outcome.ok ? '' : outcome.skip.detail).toContain(detail);
  expect(JSON.stringify(outcome)).not.toContain(key);
  expect(clock.waits).toEqual([]);
});

test('a server that is busy is asked once more, when it says so', async () => {
  await engine.findPath('es', 'en');
  server.disturb({ status: 429, body: { error: 'Slowdown' }, headers: { 'retry-after': '7' } });
  expect(await engine.translate(['a'], path)).toEqual({ ok: true, value: ['A'] });
  server.disturb({ status: 503, body: '' }, { status: 503, body: '' });
  expect(await engine.translate(['a'], path)).toMatchObject({
    ok: false,
    skip: { code: 'translate/engine-unreachable' },
  });
  expect(clock.waits).toEqual([7000, 2000]);
});

test('who asks for long patience is left alone until then', async () => {
  await engine.findPath('es', 'en');
  server.disturb({ status: 429, body: '', headers: { 'retry-after': 'Fri, 20 Nov 2026 12:01:00 GMT' } });
  const outcome = await engine.translate(['a'], path);
  expect(outcome).toMatchObject({ ok: false, skip: { retryAt: clock.now() + 60_000 } });
  expect(clock.waits).toEqual([]);
});

test('what was given before a failure is not lost', async () => {
  await engine.findPath('es', 'en');
  server.disturb({ status: 200, body: { translatedText: ['ONE'] } }, { status: 403, body: '' });
  expect(await engine.translate(['x'.repeat(4000), 'y'.repeat(4000), 'z'], path)).toEqual({
    ok: true,
    value: ['ONE', undefined, undefined],
  });
});

test('can be stopped', async () => {
  await engine.findPath('es', 'en');
  server.disturb('hang');
  const stop = new AbortController();
  const outcome = engine.translate(['a'], path, { signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  expect(await outcome).toEqual({
    ok: false,
    skip: { code: 'translate/engine-failed', detail: 'The work was stopped.' },
  });
});

test('a server that is not there is a skip', async () => {
  await server.close();
  expect(await engine.findPath('es', 'en')).toMatchObject({
    ok: false,
    skip: { code: 'translate/engine-unreachable' },
  });
});

test.each([
  ['http://translate.example', 'clear text'],
  ['ftp://127.0.0.1', 'none of http or https'],
  ['here', 'none of http or https'],
  ['https://me:pw@translate.example', 'name or password'],
  ['https://translate.example/?a=b', 'must end with its path'],
])('refuses the address %s', (url, detail) => {
  expect(() => open(url)).toThrow(NewsError);
  expect(() => open(url)).toThrow(detail);
});

test('takes a plain address without a key', () => {
  expect(open('http://translate.example/', '').name).toBe('libretranslate');
});
