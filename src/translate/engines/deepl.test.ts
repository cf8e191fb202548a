import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EnginePath, TranslationEngine } from '../../model/translation.ts';
import { startDeepl } from '../../../test/translate/deepl-server.ts';
import type { ServiceAnswer, ServiceServer } from '../../../test/translate/start-service.ts';
import { makeClock } from '../../../test/translate/still-clock.ts';
import { createDeepl } from './deepl.ts';

const key = 'made-up-secret:fx';
let server: ServiceServer;
let engine: TranslationEngine;
let clock: ReturnType<typeof makeClock>;
beforeEach(async () => {
  server = await startDeepl(key);
  clock = makeClock();
  engine = open(key);
});
afterEach(async () => {
  await engine.close();
  await server.close();
});

function open(ownKey: string): TranslationEngine {
  return createDeepl({ kind: 'deepl', url: server.url, key: ownKey, pricePerMillion: 25 }, clock);
}

const path: EnginePath = { from: 'es', to: 'en', model: 'deepl v2' };

test.each([
  ['es', 'en', 'EN-US'],
  ['es-MX', 'en-GB', 'EN-GB'],
  ['en', 'pt', 'PT-BR'],
  ['pt-BR', 'zh-TW', 'ZH-HANT'],
  ['de', 'no', 'NB'],
])('%s to %s is a way', async (from, to, target) => {
  const found = await engine.findPath(from, to);
  expect(found).toEqual({ ok: true, value: { from, to, model: 'deepl v2' } });
  if (!found.ok || found.value === undefined) return;
  await engine.translate(['a'], found.value);
  expect(new URLSearchParams(server.requests.at(-1)?.body).get('target_lang')?.toUpperCase()).toBe(target);
  expect(server.requests.filter(({ method }) => method === 'GET')).toHaveLength(2);
});

test('there is no way between variants, nor for languages it has not', async () => {
  for (const to of ['en-GB', 'ja']) expect(await engine.findPath('en', to)).toEqual({ ok: true, value: undefined });
});

test('translates texts with their tags, in their order', async () => {
  const texts = [
    'El <pc id="1">coche <pc id="3">rojo</pc></pc> de <ph id="2"/>',
    'a &lt;b&gt; &amp; c+d=e',
    '日本 \ud800',
  ];
  expect(await engine.translate(texts, path)).toEqual({
    ok: true,
    value: ['EL <pc id="1">COCHE <pc id="3">ROJO</pc></pc> DE <ph id="2"/>', 'A &lt;B&gt; &amp; C+D=E', '日本 \ufffd'],
  });
});

test('keeps to 50 texts and 128 KiB a request', async () => {
  const texts = Array.from({ length: 120 }, (_, index) => `${index} ${'日'.repeat(200)}`);
  const outcome = await engine.translate(texts, path);
  expect(outcome.ok && outcome.value).toEqual(texts);
  const long = ['日'.repeat(9000), '日'.repeat(9000)];
  expect(await engine.translate(long, path)).toEqual({ ok: true, value: long });
  expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(5);
});

const cases: readonly [string, ServiceAnswer, string, string][] = [
  [
    'a wrong key',
    { status: 403, body: { message: `Forbidden ${key}` } },
    'translate/engine-refused',
    'HTTP 403 {"message":"Forbidden (key)"}',
  ],
  ['a used up quota', { status: 456, body: { message: 'Quota exceeded' } }, 'translate/engine-refused', 'HTTP 456'],
  ['too large a request', { status: 413, body: '' }, 'translate/engine-failed', 'HTTP 413'],
  ['another form', { status: 200, body: { translation: [] } }, 'translate/engine-failed', 'DeepL'],
  ['no JSON', { status: 200, body: '<html>' }, 'translate/engine-failed', 'DeepL'],
  [
    'too few answers',
    { status: 200, body: { translations: [] } },
    'translate/engine-failed',
    '0 translations of 1 texts',
  ],
  [
    'a redirect',
    { status: 307, body: '', headers: { location: '/v2/elsewhere' } },
    'translate/engine-failed',
    'HTTP 307',
  ],
  ['a connection that ends', 'cut', 'translate/engine-unreachable', 'UND_ERR_SOCKET'],
];

test.each(cases)('%s is a skip', async (_, disturbance, code, detail) => {
  await engine.findPath('es', 'en');
  server.disturb(disturbance);
  const before = server.requests.length;
  const outcome = await engine.translate(['a'], path);
  expect(outcome).toMatchObject({ ok: false, skip: { code } });
  expect(outcome.ok ? '' : outcome.skip.detail).toContain(detail);
  expect(JSON.stringify(outcome)).not.toContain(key);
  expect(server.requests).toHaveLength(before + 1);
});

test('a busy service is asked once more', async () => {
  await engine.findPath('es', 'en');
  server.disturb({ status: 429, body: { message: 'Too many requests' } });
  expect(await engine.translate(['a'], path)).toEqual({ ok: true, value: ['A'] });
  server.disturb({ status: 529, body: '', headers: { 'retry-after': '3' } }, { status: 503, body: '' });
  expect(await engine.translate(['a'], path)).toMatchObject({
    ok: false,
    skip: { code: 'translate/engine-unreachable' },
  });
  expect(clock.waits).toEqual([2000, 3000]);
});

test('can be stopped', async () => {
  await engine.findPath('es', 'en');
  server.disturb('hang');
  const stop = new AbortController();
  const outcome = engine.translate(['a'], path, { signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  expect(await outcome).toMatchObject({ ok: false, skip: { code: 'translate/engine-failed' } });
});

test('without a key nothing is asked', async () => {
  const other = open('');
  expect(await other.findPath('es', 'en')).toMatchObject({ ok: false, skip: { code: 'translate/engine-refused' } });
  await other.close();
  expect(server.requests).toEqual([]);
});
