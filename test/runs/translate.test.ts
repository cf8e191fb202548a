import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { stringify } from 'yaml';
import { readProject } from '../../src/config/project.ts';
import { systemClock } from '../../src/model/clock.ts';
import type { ArticleFile } from '../../src/model/article-file.ts';
import type { TranslationEngine } from '../../src/model/translation.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { planTranslations, type TranslationPlan } from '../../src/pipeline/translate/plan-translations.ts';
import {
  translateArchive,
  type TranslateOptions,
  type TranslateReport,
} from '../../src/pipeline/translate/translate-archive.ts';
import { createTurns, type PipelineEvent } from '../../src/pipeline/work.ts';
import { toArticleId } from '../../src/store/article-id.ts';
import { parseArticleFile } from '../../src/store/article-file.ts';
import { frontMatterDefaults, provenanceDefaults } from '../../src/store/front-matter.ts';
import { contentHash } from '../../src/store/seal.ts';
import type { OpenedStore } from '../../src/store/sharing.ts';
import { indexOf, urlOf } from '../sample-archive.ts';
import { createFaultyEngine, type FaultyEngine } from '../translate/faulty-engine.ts';
import { createRandom, makeUpArticle, type Parallel } from '../translate/made-up-articles.ts';
import { phraseBook } from '../translate/phrase-book.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

const random = createRandom(8);
const texts = Array.from({ length: 4 }, () => makeUpArticle(random, 21));

let project: NewsroomProject;
let store: OpenedStore;

const translate = { to: ['es', 'de'], budget: { month: { characters: 1_000_000 } } };

async function configure(settings: object): Promise<void> {
  const config = { site: { title: 'Test' }, translate: { ...translate, ...settings }, ...indexOf(project.root) };
  await writeFile(join(project.root, 'courant.yaml'), stringify(config));
}

beforeEach(async () => {
  project = await makeNewsroomProject({ outlets: [] });
  await configure({});
  store = await openArchive(await project.read(), { clock: systemClock, mode: 'write' });
});
afterEach(async () => {
  await store.close();
  await project.remove();
});

/** An article of one heading and twenty paragraphs; `part` changes the parts. */
function article(n: number, parts: readonly Parallel[] = texts[n] ?? [], courant: object = {}): ArticleFile {
  const [title, ...body] = parts.map(({ texts: { en } }) => en.replace(/<\/?pc[^>]*>/g, '**'));
  const url = urlOf(`https://harbor.example/2026/11/0${n + 1}/story`);
  const markdown = `${body.join('\n\n')}\n\n[harbor](${url})`;
  return {
    path: `content/post/2026/11/0${n + 1}/harbor/story.md`,
    frontMatter: {
      ...frontMatterDefaults,
      ...{ title: title ?? '', date: `2026-11-0${n + 1} 10:00:00`, categories: ['harbor'], tags: ['harbor'] },
      ...{ lang: ['en'], translations: ['en'] },
      courant: {
        ...provenanceDefaults,
        ...{ url, outlet: 'harbor', hash: contentHash(title ?? '', markdown), ...courant },
      },
    },
    body: markdown,
  };
}

async function put(file: ArticleFile): Promise<void> {
  await store.putArticle(toArticleId(urlOf(file.frontMatter.courant?.url ?? '')), file);
}

function createEngine(rates: Parameters<typeof createFaultyEngine>[1] = {}): FaultyEngine {
  return createFaultyEngine(phraseBook, rates, createRandom(3));
}

/** With the names taken out, different texts are the same. */
function withoutNames({ sent }: FaultyEngine): readonly string[] {
  return sent.filter((text) => !text.includes('<ph'));
}

type Flags = Partial<TranslateOptions> & { readonly signal?: AbortSignal; readonly run?: string };

async function run(
  engine: TranslationEngine,
  { signal = new AbortController().signal, run: name = 'one', ...options }: Flags = {},
): Promise<TranslateReport & { readonly events: readonly PipelineEvent[] }> {
  const events: PipelineEvent[] = [];
  const report = await translateArchive(
    {
      ...{ project: await readProject(project.root), store, engines: [engine], clock: systemClock, signal, run: name },
      ...{ report: (event) => void events.push(event), inTurn: createTurns(), isShared: store.sharing !== undefined },
    },
    { to: [], isAnew: false, ...options },
  );
  return { ...report, events };
}

async function plan(engine: TranslationEngine): Promise<TranslationPlan> {
  const { signal } = new AbortController();
  const tools = { project: await readProject(project.root), store, engines: [engine], clock: systemClock, signal };
  return planTranslations(tools, { to: [], isAnew: false });
}

async function read(n: number, language = ''): Promise<ArticleFile> {
  const path = article(n).path.replace('.md', language === '' ? '.md' : `.${language}.md`);
  return parseArticleFile(path, await readFile(join(project.root, path), 'utf8'));
}

describe('translating an archive', () => {
  test('writes a file a language, which tells what made it, and keeps all lists in step', async () => {
    await put(article(0));
    const engine = createEngine();
    expect(await run(engine)).toMatchObject({ translated: 2, skips: [], isOverBudget: false });

    const [original, spanish, german] = [await read(0), await read(0, 'es'), await read(0, 'de')];
    const row = texts[0]?.[0]?.texts;
    expect(spanish.frontMatter).toMatchObject({ title: row?.es, lang: ['es'], date: original.frontMatter.date });
    for (const file of [original, spanish, german]) expect(file.frontMatter.translations).toEqual(['en', 'de', 'es']);
    expect(german.frontMatter.courant).toMatchObject({
      ...{
        translatedFrom: 'en',
        engine: 'faulty',
        model: 'made-up',
        translationOf: original.frontMatter.courant?.hash,
      },
      translationKey: toArticleId(urlOf(original.frontMatter.courant?.url ?? '')),
      hash: contentHash(german.frontMatter.title, german.body),
    });
    expect(german.frontMatter.courant?.translated).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(german.body.split('\n\n').length).toBe(original.body.split('\n\n').length);
    expect(german.body.split('\n').at(-1)).toBe(original.body.split('\n').at(-1));
    expect(original.frontMatter.courant?.revision).toBe(1);
  });

  test('does nothing twice', async () => {
    await put(article(0));
    const engine = createEngine();
    await run(engine);
    const { length } = engine.sent;
    expect(await run(engine)).toMatchObject({ translated: 0, upToDate: 2 });
    expect(await run(engine, { isAnew: true })).toMatchObject({ translated: 2, characters: 0 });
    expect(engine.sent.length).toBe(length);
  });

  test('translates of an edited article only what was changed: 95 % and more come from the memory', async () => {
    await put(article(0));
    const engine = createEngine();
    await run(engine);
    const { length } = engine.sent;
    const edited = [...(texts[0] ?? [])];
    edited[5] = texts[1]?.[7] ?? (edited[5] as Parallel);
    await put(article(0, edited));
    const report = await run(engine);
    expect(report.translated).toBe(2);
    expect(report.fromMemory / report.segments).toBeGreaterThanOrEqual(0.95);
    expect(engine.sent.length - length).toBeLessThanOrEqual(6);
    expect((await read(0, 'es')).body).toContain(texts[1]?.[7]?.texts.es.replace(/<\/?pc[^>]*>/g, '**').slice(0, 40));
  });

  test('leaves alone what somebody wrote or changed', async () => {
    await put(article(0));
    await run(createEngine());
    const path = join(project.root, article(0).path.replace('.md', '.es.md'));
    const own = (await readFile(path, 'utf8')).replace(/^title: .*$/m, 'title: "Mi título"');
    await writeFile(path, own);
    await put(article(0, texts[1]));
    expect(await run(createEngine(), { isAnew: true })).toMatchObject({ translated: 1, byHand: 1 });
    expect(await readFile(path, 'utf8')).toBe(own);
  });

  test('translates titles alone where a rule says so, and nothing of what an outlet reserves', async () => {
    await configure({ rules: [{ sources: ['harbor'], to: ['es'], text: 'title' }] });
    await put(article(0));
    await put(article(1, texts[1], { rights: ['noai'] }));
    const report = await run(createEngine());
    expect(report).toMatchObject({ translated: 1, skips: [{ code: 'translate/reserved', count: 1 }] });
    const spanish = await read(0, 'es');
    expect(spanish.frontMatter.title).toBe(texts[0]?.[0]?.texts.es);
    expect(spanish.body).toBe(`[harbor](${spanish.frontMatter.courant?.url})`);
    await expect(read(1, 'es')).rejects.toThrow();
  });

  test('tells what cannot be translated and why, and goes on with the rest', async () => {
    await put(article(0));
    const engine = createEngine();
    const picky: TranslationEngine = {
      ...engine,
      findPath: async (from, to) => (to === 'es' ? engine.findPath(from, to) : { ok: true, value: undefined }),
    };
    expect(await run(picky)).toMatchObject({
      translated: 1,
      skips: [{ code: 'translate/no-engine', count: 1, detail: 'en → de' }],
    });
  });

  test('what mostly does not pass is not published, and not paid for again', async () => {
    await configure({ to: ['es'] });
    await put(article(0));
    const engine = createEngine({ 'source-language': 0.8 });
    expect(await run(engine)).toMatchObject({ translated: 0, skips: [{ code: 'translate/rejected' }] });
    await expect(read(0, 'es')).rejects.toThrow();
    const { length } = engine.sent;
    await put(article(0, [...(texts[0] ?? []), ...(texts[1]?.slice(1, 2) ?? [])]));
    await run(engine);
    expect(engine.sent.length - length).toBeLessThanOrEqual(4);
  });
});

describe('the budget', () => {
  test('is nothing for engines that cost money unless somebody gives one', async () => {
    await writeFile(
      join(project.root, 'courant.yaml'),
      stringify({ translate: { to: ['es'] }, ...indexOf(project.root) }),
    );
    await put(article(0));
    const engine = createEngine();
    expect(await run(engine)).toMatchObject({ translated: 0, characters: 0, isOverBudget: true });
    expect(engine.sent).toEqual([]);
  });

  test('ends a run in order; the next one goes on and pays for nothing twice', async () => {
    await configure({ to: ['es'], budget: { run: { characters: 6000 } } });
    for (const n of [0, 1, 2, 3]) await put(article(n));
    const engine = createEngine();
    const reports: TranslateReport[] = [];
    while (reports.length < 20 && reports.at(-1)?.isOverBudget !== false)
      reports.push(await run(engine, { run: `run ${reports.length}` }));
    expect(reports.length).toBeGreaterThan(1);
    for (const { characters } of reports) expect(characters).toBeLessThanOrEqual(6000);
    for (const n of [0, 1, 2, 3]) expect((await read(n, 'es')).frontMatter.lang).toEqual(['es']);
    // A text is sent twice at most: when it did not pass, and never after it did.
    const times = new Map<string, number>();
    for (const text of withoutNames(engine)) times.set(text, (times.get(text) ?? 0) + 1);
    expect(Math.max(...times.values())).toBeLessThanOrEqual(2);
  });

  test('is known before: the plan says what is then sent', async () => {
    await configure({ to: ['es'] });
    for (const n of [0, 1]) await put(article(n));
    const engine = createEngine();
    const before = await plan(engine);
    expect(before.ways).toMatchObject([{ engine: 'faulty', from: 'en', to: 'es', isPaid: true, articles: 2 }]);
    expect(engine.sent).toEqual([]);
    const { characters, money } = await run(engine);
    const [way] = before.ways;
    expect(characters).toBeGreaterThan((way?.characters ?? 0) * 0.8);
    expect(characters).toBeLessThan((way?.characters ?? 0) * 1.2);
    expect(money).toBeCloseTo((characters * 20) / 1_000_000);
    await store.translations.reserve({ engine: 'free', characters: 5000, money: 0 }, [], 'one', Date.now());
    expect(await plan(engine)).toMatchObject({
      ways: [],
      upToDate: 2,
      limits: [{ per: 'month', usedCharacters: characters }],
    });
  });
});

describe('an index that was lost', () => {
  test.skipIf(inject('postgres') !== undefined)('has its memory from the files again', async () => {
    await put(article(0));
    const engine = createEngine();
    await run(engine);
    await store.close();
    for (const end of ['', '-wal', '-shm']) await rm(join(project.root, '.courant', `index.db${end}`), { force: true });
    await project.reindex();
    store = await openArchive(await project.read(), { clock: systemClock, mode: 'write' });
    const { length } = engine.sent;
    expect(await run(engine)).toMatchObject({ translated: 0, upToDate: 2 });
    const report = await run(engine, { isAnew: true });
    expect(report.translated).toBe(2);
    // Paragraphs whose sentences do not pair are paid for again.
    expect(report.fromMemory / report.segments).toBeGreaterThan(0.9);
    expect(engine.sent.length - length).toBeLessThan(report.segments * 0.1);
  });
});

describe('what a person stops', () => {
  test('is as if it had not begun, but for what was paid for', async () => {
    await configure({ to: ['es'] });
    await put(article(0));
    const stop = new AbortController();
    const engine = createEngine();
    const stopping: TranslationEngine = {
      ...engine,
      maxChars: 800,
      translate: async (...call) => engine.translate(...call).finally(() => stop.abort()),
    };
    expect(await run(stopping, { signal: stop.signal })).toMatchObject({ translated: 0 });
    await expect(read(0, 'es')).rejects.toThrow();
    const { length } = withoutNames(engine);
    expect(length).toBeGreaterThan(0);
    expect(await run(engine)).toMatchObject({ translated: 1 });
    const sent = withoutNames(engine);
    expect(sent.slice(length).filter((text) => sent.slice(0, length).includes(text))).toEqual([]);
  });
});
