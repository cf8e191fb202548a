import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ArticleFile } from '../../src/model/article-file.ts';
import { openPolicy, type ArticlePolicy } from '../../src/model/policy.ts';
import { exportHugo, type HugoProject, type HugoReport } from '../../src/pipeline/export-hugo.ts';
import { initHugo } from '../../src/pipeline/init-hugo.ts';
import { toArticleId } from '../../src/store/article-id.ts';
import type { Store } from '../../src/store/store.ts';
import { makeArticle, makeStore, noon, urlOf } from '../sample-archive.ts';
import { translate } from '../translated-article.ts';

const version = spawnSync('hugo', ['version'], { encoding: 'utf8' });
const hasHugo = version.error === undefined && version.status === 0;
const suite = hasHugo ? 'translations in Hugo' : 'translations in Hugo (SKIPPED: hugo is not on the PATH)';

const { file: english } = makeArticle('https://daily.example/a', { path: 'content/post/a.md', title: 'A ferry' });
const { file: german } = makeArticle('https://bote.example/b', {
  ...{ path: 'content/post/b.md', title: 'Ein Deich', language: 'de', outlet: 'bote' },
  body: 'Nichts geschah.',
});

async function put(store: Store, files: readonly ArticleFile[]): Promise<void> {
  for (const [index, file] of files.entries())
    await store.putArticle(toArticleId(urlOf(`https://daily.example/file-${index}`)), file);
}

function projectOf({ root }: Store, policies: readonly ArticlePolicy[] = []): HugoProject {
  const site = {
    ...{ title: 'Test', description: '', url: 'https://site.example/', language: 'en', timeZone: 'UTC', pageSize: 30 },
    languages: [],
  };
  return { root, site, sources: [], publish: openPolicy, policies };
}

async function exported(store: Store, policies: readonly ArticlePolicy[] = []): Promise<HugoReport> {
  return exportHugo(projectOf(store, policies), store, { now: () => noon });
}

const readTree = (store: Store, path: string): Promise<string> => readFile(join(store.root, 'hugo', path), 'utf8');

/** Builds the site; the text of a page. */
function build(store: Store): (path: string) => Promise<string> {
  const source = join(store.root, 'hugo');
  const options = ['--source', source, '--destination', join(source, 'public'), '--cleanDestinationDir'];
  const env = { PATH: process.env['PATH'], HOME: store.root };
  const { status, stdout, stderr } = spawnSync('hugo', options, { encoding: 'utf8', env });
  expect(stdout + stderr).not.toMatch(/WARN|ERROR/);
  expect(status).toBe(0);
  return (path) => readTree(store, `public/${path}/index.html`);
}

test('the tree has the notice of a translation in its language, and one key for all languages of an article', async () => {
  const store = await makeStore();
  await put(store, [english, translate(english, 'de', { translationOf: 'sha256:11' })]);
  expect(await exported(store)).toMatchObject({ articles: 2, changed: 2 });
  const [original, translation] = await Promise.all(
    ['a.md', 'a.de.md'].map((path) => readTree(store, `content/post/${path}`)),
  );
  expect(original).toMatch(/^---\ntranslationKey: "k1"\ntitle: /);
  expect(original).toMatch(/^lead: ""$/m);
  const notice =
    'Übersetzt von Apertium (deu-eng 0.8), Original auf Englisch · 26. November 2026 · Nach einer früheren Fassung des Artikels';
  expect(translation).toContain(`---\ntranslationKey: "k1"\ntranslationNotice: "${notice}"\n`);
  expect(translation).toMatch(new RegExp(`^lead: "${notice.replace(/[()]/g, '\\$&')}"$`, 'm'));
  expect(await exported(store)).toMatchObject({ written: 0, removed: 0 });
});

test('a lead of its own stays; a version that the outlet wrote is left as it is', async () => {
  const store = await makeStore();
  const made = translate(english, 'fr');
  const own = { ...translate(english, 'es'), frontMatter: { ...english.frontMatter, lang: ['es'] } };
  await put(store, [english, { ...made, frontMatter: { ...made.frontMatter, lead: 'Mine' } }, own]);
  await exported(store);
  expect(await readTree(store, 'content/post/a.fr.md')).toMatch(/^lead: "Mine"$/m);
  expect(await readTree(store, 'content/post/a.fr.md')).toContain('translationNotice: "Traduit par');
  expect(await readTree(store, 'content/post/a.es.md')).not.toContain('translationNotice');
});

test('a take-down takes translations along, wherever the original lies', async () => {
  const store = await makeStore();
  await put(store, [german, translate(german, 'en')]);
  await exported(store);
  expect(await readTree(store, 'content/post/b.de.md')).toContain('Ein Deich');
  const policies = [{ article: 'https://bote.example/b', reason: 'a take-down', text: 'private' as const }];
  expect(await exported(store, policies)).toMatchObject({ articles: 0, withheld: 2 });
  for (const path of ['b.md', 'b.de.md', 'b.en.md'])
    await expect(readTree(store, `content/post/${path}`)).rejects.toThrow('ENOENT');
});

test('what an outlet forbids after it was translated holds for the translation', async () => {
  const store = await makeStore();
  const { frontMatter } = english;
  const courant = frontMatter.courant && { ...frontMatter.courant, rights: ['noarchive'] };
  const forbidden = { ...english, frontMatter: { ...frontMatter, ...(courant && { courant }) } };
  await put(store, [forbidden, translate(english, 'de', { body: 'Ein ganzer Text.' })]);
  await exported(store);
  expect(await readTree(store, 'content/post/a.de.md')).not.toContain('Ein ganzer Text');
});

describe.skipIf(!hasHugo)(suite, () => {
  test('their pages have the notice and the way to the original, and those of originals the way to them', async () => {
    const store = await makeStore();
    await put(store, [english, translate(english, 'de'), german, translate(german, 'en', { title: 'A dike' })]);
    await initHugo(projectOf(store), 'none');
    await exported(store);
    const read = build(store);
    const translation = await read('de/post/a');
    expect(translation).toContain('<p class="translation" lang="de" dir="ltr">Übersetzt von Apertium (deu-eng 0.8)');
    expect(translation).toContain('<a rel="alternate" hreflang="en" href="/post/a/">Original lesen</a>');
    expect(translation.match(/Übersetzt von/g)).toHaveLength(1);
    const original = await read('post/a');
    expect(original).toContain('hreflang="de" lang="de" href="/de/post/a/"');
    expect(original).not.toContain('class="translation"');
  });

  test('one into the language of the site has the place of the original, which moves to its own language', async () => {
    const store = await makeStore();
    await put(store, [german, translate(german, 'en', { title: 'A dike' })]);
    await initHugo(projectOf(store), 'none');
    await exported(store);
    const read = build(store);
    expect(await read('post/b')).toContain('<h1>A dike</h1>');
    expect(await read('post/b')).toContain('<a rel="alternate" hreflang="de" href="/de/post/b/">Read the original</a>');
    expect(await read('de/post/b')).toContain('<h1>Ein Deich</h1>');
    expect(await read('post')).toContain('Translated from German by Apertium');
    expect(await read('de/post')).not.toContain('class="translation"');
  });

  test('a theme that shows the lead shows the notice', async () => {
    const store = await makeStore();
    await put(store, [english, translate(english, 'de')]);
    await initHugo(projectOf(store), 'mainroad');
    await exported(store);
    const files = {
      'layouts/_default/single.html':
        '{{ define "main" }}<h1>{{ .Title }}</h1>{{ with .Params.lead }}<p>{{ . }}</p>{{ end }}{{ end }}',
      'layouts/_default/list.html': '{{ define "main" }}{{ end }}',
      ...{
        'layouts/partials/header.html': '',
        'layouts/partials/footer.html': '',
        'layouts/partials/sidebar.html': '',
      },
    };
    for (const [path, content] of Object.entries(files)) {
      const file = join(store.root, 'hugo', 'themes', 'mainroad', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    const read = build(store);
    expect(await read('de/post/a')).toContain('<p>Übersetzt von Apertium (deu-eng 0.8)');
    expect(await read('post/a')).not.toContain('Apertium');
  });
});
