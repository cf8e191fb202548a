import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readProject } from '../../src/config/project.ts';
import { systemClock } from '../../src/model/clock.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { planTranslations, type TranslationPlan } from '../../src/pipeline/translate/plan-translations.ts';
import { translateArchive, type TranslateReport } from '../../src/pipeline/translate/translate-archive.ts';
import { createTurns } from '../../src/pipeline/work.ts';
import { toArticleId } from '../../src/store/article-id.ts';
import { parseArticleFile } from '../../src/store/article-file.ts';
import { frontMatterDefaults, provenanceDefaults } from '../../src/store/front-matter.ts';
import { contentHash } from '../../src/store/seal.ts';
import type { OpenedStore } from '../../src/store/sharing.ts';
import { indexOf, urlOf } from '../sample-archive.ts';
import { createFaultyEngine } from '../translate/faulty-engine.ts';
import { createRandom, makeUpArticle } from '../translate/made-up-articles.ts';
import { phraseBook } from '../translate/phrase-book.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

const [heading, ...parts] = makeUpArticle(createRandom(8), 12);
const engine = createFaultyEngine(phraseBook, {}, createRandom(3));

let project: NewsroomProject;
let store: OpenedStore;
beforeEach(async () => {
  project = await makeNewsroomProject({ outlets: [] });
  await configure('all');
  store = await openArchive(await project.read(), { clock: systemClock, mode: 'write' });
});
afterEach(async () => {
  await store.close();
  await project.remove();
});

async function configure(text: 'all' | 'title'): Promise<void> {
  const translate = { rules: [{ to: ['es'], text }], budget: { month: { characters: 1_000_000 } } };
  const config = { site: { title: 'Test' }, translate, ...indexOf(project.root) };
  await writeFile(join(project.root, 'courant.yaml'), stringify(config));
}

const pathOf = (n: number): string => `content/post/2026/11/0${n}/harbor/story.md`;

const parallel = parts.map(({ texts: { en } }) => en.replace(/<\/?pc[^>]*>/g, '**')).join('\n\n');

/** Left to itself the same article, at another address. */
async function put(n: number, text = parallel): Promise<void> {
  const url = urlOf(`https://harbor.example/2026/11/0${n}/story`);
  const title = heading?.texts.en ?? '';
  const body = `${text}\n\n[harbor](${url})`;
  const courant = { ...provenanceDefaults, url, outlet: 'harbor', hash: contentHash(title, body) };
  const frontMatter = { ...frontMatterDefaults, title, date: `2026-11-0${n} 10:00:00`, categories: ['harbor'] };
  await store.putArticle(toArticleId(url), {
    path: pathOf(n),
    frontMatter: { ...frontMatter, lang: ['en'], translations: ['en'], courant },
    body,
  });
}

async function plan(to: readonly string[] = []): Promise<TranslationPlan> {
  const { signal } = new AbortController();
  const tools = { project: await readProject(project.root), store, engines: [engine], clock: systemClock, signal };
  return planTranslations(tools, { to, isAnew: false });
}

async function run(): Promise<TranslateReport> {
  const { signal } = new AbortController();
  const tools = { project: await readProject(project.root), store, engines: [engine], clock: systemClock, signal };
  return translateArchive(
    { ...tools, report: () => undefined, inTurn: createTurns(), isShared: store.sharing !== undefined, run: 'one' },
    { to: [], isAnew: false },
  );
}

test('a plan counts once what two articles share, as it is sent once', async () => {
  await put(1);
  const [alone] = (await plan()).ways;
  await put(2);
  const [both] = (await plan()).ways;
  expect(both).toMatchObject({ articles: 2, characters: alone?.characters, fromMemory: alone?.segments });
  const { characters } = await run();
  expect(characters).toBeGreaterThan((both?.characters ?? 0) * 0.8);
  expect(characters).toBeLessThan((both?.characters ?? 0) * 1.2);
});

test('a language may be asked for in any case', async () => {
  await put(1);
  expect((await plan(['ES'])).ways).toHaveLength(1);
  expect((await plan(['de'])).ways).toEqual([]);
});

test('a plan counts for limits what was paid alone', async () => {
  await store.translations.reserve({ engine: 'free', characters: 5000, money: 0 }, [], 'one', Date.now());
  expect(await plan()).toMatchObject({ limits: [{ per: 'month', usedCharacters: 0, usedMoney: 0 }] });
});

test('a translated title gets its text when that is asked for, once', async () => {
  await configure('title');
  await put(1);
  expect(await run()).toMatchObject({ translated: 1, segments: 1 });
  await configure('all');
  expect((await plan()).ways).toMatchObject([{ articles: 1 }]);
  expect(await run()).toMatchObject({ translated: 1, fromMemory: 1 });
  const path = pathOf(1).replace('.md', '.es.md');
  const spanish = parseArticleFile(path, await readFile(join(project.root, path), 'utf8'));
  expect(spanish.body).toContain(parts[0]?.texts.es.replace(/<\/?pc[^>]*>/g, '**'));
  expect(await run()).toMatchObject({ translated: 0, upToDate: 1 });
});

test('a name with a no-break space is kept from the engine', async () => {
  await put(1, 'The mayor, Ana\u00a0Velasco, spoke of the harbor. Nobody had seen Ana\u00a0Velasco before.');
  const before = engine.sent.length;
  await run();
  const sent = engine.sent.slice(before).join('\n');
  expect(sent).toContain('The mayor, <ph id="1"/>, spoke of the harbor.');
  expect(sent).not.toContain('Velasco');
});
