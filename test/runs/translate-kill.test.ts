import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { systemClock } from '../../src/model/clock.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { toArticleId } from '../../src/store/article-id.ts';
import { parseArticleFile } from '../../src/store/article-file.ts';
import { frontMatterDefaults, provenanceDefaults } from '../../src/store/front-matter.ts';
import { contentHash, isSealWhole, sealed } from '../../src/store/seal.ts';
import { urlOf } from '../sample-archive.ts';
import { startLibreTranslate } from '../translate/libretranslate-server.ts';
import { createRandom, makeUpArticle } from '../translate/made-up-articles.ts';
import { phraseBook } from '../translate/phrase-book.ts';
import type { ServiceServer } from '../translate/start-service.ts';
import { buildPackage, type BuiltPackage } from './build-package.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

const count = 30;
const kills = 6;
let cli: BuiltPackage;
let service: ServiceServer;
let project: NewsroomProject;

beforeAll(async () => {
  cli = buildPackage();
  service = await startLibreTranslate('', translateHtml);
  project = await makeNewsroomProject({ outlets: [] });
  const engine = { kind: 'libretranslate', url: service.url, pricePerMillion: 10 };
  const translate = { to: ['es'], engines: [engine], budget: { month: { characters: 1_000_000 } } };
  await writeFile(join(project.root, 'courant.yaml'), stringify({ translate }));
  const store = await openArchive(await project.read(), { clock: systemClock, mode: 'write' });
  const random = createRandom(21);
  for (let n = 0; n < count; n++) await put(n, random, store);
  await store.close();
}, 180_000);
afterAll(async () => {
  await service.close();
  await project.remove();
  cli.remove();
});

/** The elements that the service keeps are our tags. */
function translateHtml(text: string, target: string): string {
  const tagged = text
    .replace(/<b id="(\w+)">/g, '<pc id="$1">')
    .replaceAll('</b>', '</pc>')
    .replace(/<img id="(\w+)">/g, '<ph id="$1"/>');
  return (phraseBook.translate(tagged, target) ?? text)
    .replace(/<pc id="(\w+)">/g, '<b id="$1">')
    .replaceAll('</pc>', '</b>')
    .replace(/<ph id="(\w+)"\/>/g, '<img id="$1">');
}

async function put(n: number, random: () => number, store: Awaited<ReturnType<typeof openArchive>>): Promise<void> {
  const [title = '', ...parts] = makeUpArticle(random, 12).map(({ texts }) => texts.en.replace(/<\/?pc[^>]*>/g, '**'));
  const url = urlOf(`https://harbor.example/2026/11/${n}`);
  const body = `${parts.join('\n\n')}\n\n[harbor](${url})`;
  await store.putArticle(
    toArticleId(url),
    sealed({
      path: `content/post/2026/11/02/harbor/story-${n}.md`,
      frontMatter: {
        ...frontMatterDefaults,
        ...{ title, date: '2026-11-02 10:00:00', categories: ['harbor'], lang: ['en'], translations: ['en'] },
        courant: { ...provenanceDefaults, url, outlet: 'harbor', hash: contentHash(title, body) },
      },
      body,
    }),
  );
}

function start(): { readonly child: ChildProcess; readonly ended: Promise<number | null> } {
  const child = spawn(process.execPath, [cli.main, 'translate', '--dir', project.root], { stdio: 'ignore' });
  return { child, ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))) };
}

async function untilFirstRequest(ended: Promise<unknown>): Promise<void> {
  const before = service.requests.length;
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver && service.requests.length <= before + 1) await sleep(2);
}

test('killed at any moment, a translation is whole or not there, and what was accepted is not paid for again', async () => {
  const random = createRandom(5);
  for (let kill = 0; kill < kills; kill++) {
    const { child, ended } = start();
    await untilFirstRequest(ended);
    await sleep(random() * 60);
    child.kill('SIGKILL');
    await ended;
    await checkFiles();
  }
  expect(await start().ended).toBe(0);
  expect(await checkFiles()).toBe(count);

  const texts = service.requests
    .filter(({ path }) => path === '/translate')
    .flatMap(({ body }) => (JSON.parse(body) as { q: string[] }).q);
  const store = await openArchive(await project.read(), { clock: systemClock, mode: 'read' });
  const { characters } = await store.translations.spentSince(0, 'libretranslate');
  await store.close();
  // Nothing was sent that had not been noted before.
  expect(characters).toBeGreaterThanOrEqual(texts.join('').length * 0.9);
  // A kill costs the calls that were under way: four articles with one batch each.
  const underWay = kills * 4 * 13;
  expect(texts.length - new Set(texts).size).toBeLessThan(underWay);
}, 120_000);

/** Every translation is whole, and every original as it was but for its list. Returns how many there are. */
async function checkFiles(): Promise<number> {
  const folder = 'content/post/2026/11/02/harbor';
  let translations = 0;
  for (const name of await readdir(join(project.root, folder))) {
    const text = await readFile(join(project.root, folder, name), 'utf8');
    const { frontMatter, body } = parseArticleFile(`${folder}/${name}`, text);
    expect(isSealWhole(text), name).toBe(true);
    expect(frontMatter.courant?.hash, name).toBe(contentHash(frontMatter.title, body));
    if (frontMatter.lang[0] === 'es') translations += 1;
  }
  return translations;
}
