import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { EnginePath, TranslationEngine } from '../../model/translation.ts';
import { createBergamot } from './bergamot.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'courant-bergamot-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp('test/translate/bergamot-stand-in', folder, { recursive: true });
  await addModel('esen', ['model.esen.intgemm8.bin', 'lex.50.50.esen.s2t.bin', 'vocab.esen.spm']);
  await addModel('ende', ['model.ende.bin', 'lex.ende.bin', 'srcvocab.ende.spm', 'trgvocab.ende.spm']);
});

async function addModel(name: string, files: readonly string[], content = name): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  for (const file of files) await writeFile(join(folder, name, file), content);
}

function open(): TranslationEngine {
  const engine = createBergamot({ kind: 'bergamot', folder });
  onTestFinished(() => engine.close());
  return engine;
}

async function pathOf(engine: TranslationEngine, from: string, to: string): Promise<EnginePath> {
  const path = await engine.findPath(from, to);
  if (!path.ok || path.value === undefined) throw new Error(`no way: ${JSON.stringify(path)}`);
  return path.value;
}

test('finds the models that are there, and two over English', async () => {
  const engine = open();
  expect(await engine.findPath('es-MX', 'en')).toMatchObject({
    ok: true,
    value: { model: expect.stringMatching(/^esen [0-9a-f]{8}$/) as string },
  });
  const model = expect.stringMatching(/^esen [0-9a-f]{8} > ende [0-9a-f]{8}$/) as string;
  expect(await engine.findPath('es', 'de')).toEqual({ ok: true, value: { from: 'es', to: 'de', model, via: 'en' } });
  for (const to of ['fr', 'es-ES']) expect(await engine.findPath('es', to)).toEqual({ ok: true, value: undefined });
});

test('translates texts with their tags, in their order, many batches at once', async () => {
  const engine = open();
  const path = await pathOf(engine, 'es', 'en');
  const texts = ['El <pc id="1">coche</pc> de <ph id="2"/> &amp;', 'dos'];
  const expected = { ok: true, value: ['EL <pc id="1">COCHE</pc> DE <ph id="2"/> &amp;', 'DOS'] };
  const both = await pathOf(engine, 'es', 'de');
  const outcomes = await Promise.all([
    engine.translate(texts, path),
    engine.translate(['x'], both),
    engine.translate(texts, path),
  ]);
  expect(outcomes).toEqual([expected, { ok: true, value: ['X (en, de)'] }, expected]);
});

test('says what is missing', async () => {
  await rm(join(folder, 'ende/trgvocab.ende.spm'));
  await rm(join(folder, 'esen/lex.50.50.esen.s2t.bin'));
  const engine = open();
  const [first, second] = [await engine.findPath('es', 'en'), await engine.findPath('en', 'de')];
  expect(first).toMatchObject({
    ok: false,
    skip: { code: 'translate/engine-unreachable', detail: expect.stringContaining('no lex.*.bin') as string },
  });
  expect(second.ok ? '' : second.skip.detail).toContain('trgvocab');
});

test('says that the program is missing', async () => {
  const engine = open();
  const path = await pathOf(engine, 'es', 'en');
  await rm(join(folder, 'worker'), { recursive: true });
  const outcome = await engine.translate(['uno'], path);
  expect(outcome).toMatchObject({ ok: false, skip: { code: 'translate/engine-unreachable' } });
  expect(outcome.ok ? '' : outcome.skip.detail).toContain('worker/translator-worker.js');
});

test('a folder that is not there is a skip', async () => {
  const engine = createBergamot({ kind: 'bergamot', folder: join(folder, 'nowhere') });
  expect(await engine.findPath('es', 'en')).toMatchObject({
    ok: false,
    skip: { code: 'translate/engine-unreachable' },
  });
});

test('a model that cannot be read is a skip, and spoils no other', async () => {
  await addModel('esen', ['model.esen.intgemm8.bin'], 'broken');
  const engine = open();
  const outcome = await engine.translate(['uno'], await pathOf(engine, 'es', 'en'));
  expect(outcome).toMatchObject({ ok: false, skip: { code: 'translate/engine-failed' } });
  expect(outcome.ok ? '' : outcome.skip.detail).toContain('The model cannot be read.');
  expect(await engine.translate(['one'], await pathOf(engine, 'en', 'de'))).toEqual({ ok: true, value: ['ONE'] });
});

test('a thread that dies or is stopped begins again', async () => {
  const engine = open();
  const path = await pathOf(engine, 'es', 'en');
  expect(await engine.translate(['die'], path)).toMatchObject({ ok: false, skip: { code: 'translate/engine-failed' } });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 100);
  expect(await engine.translate(['hang'], path, { signal: stop.signal })).toMatchObject({
    skip: { detail: 'The work was stopped.' },
  });
  expect(await engine.translate(['uno'], path)).toEqual({ ok: true, value: ['UNO'] });
});

test('a thread that is stopped before it began begins again', async () => {
  const engine = open();
  const path = await pathOf(engine, 'es', 'en');
  expect(await engine.translate(['uno'], path, { signal: AbortSignal.abort() })).toMatchObject({ ok: false });
  expect(await engine.translate(['uno'], path)).toEqual({ ok: true, value: ['UNO'] });
});
