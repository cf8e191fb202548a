import { describe, expect, test } from 'vitest';
import type { ArticleFile } from '../../src/model/article-file.ts';
import { openPolicy, type Policy } from '../../src/model/policy.ts';
import { updateSite } from '../../src/pipeline/site/update-site.ts';
import type { SiteInputs } from '../../src/pipeline/site/site-inputs.ts';
import { toSiteContext, treesOf } from '../../src/publish/site-context.ts';
import { openSiteState } from '../../src/store/site-state.ts';
import { MemoryStories, plainStages, toStory } from '../made-up-stories.ts';
import { makeArticle } from '../sample-archive.ts';
import { lookIn } from '../site-look.ts';
import { translate } from '../translated-article.ts';

const looks = new Map(await Promise.all(['en', 'de', 'ar'].map(async (tag) => [tag, await lookIn(tag)] as const)));
const now = Date.UTC(2025, 1, 10);

interface Wish {
  readonly language?: string;
  readonly languages?: readonly string[];
  readonly policies?: ReadonlyMap<string, Partial<Policy>>;
  readonly stories?: MemoryStories;
  /** As with a theme that knows no translations. */
  readonly isOldTheme?: boolean;
}

/** The files of a site of these articles. */
async function build(articles: readonly ArticleFile[], wish: Wish = {}): Promise<ReadonlyMap<string, string>> {
  const { language = 'en', languages = [] } = wish;
  const site = {
    ...{ title: 'Test', description: '', url: 'https://site.example/', language, timeZone: 'UTC', pageSize: 30 },
    languages,
  };
  const trees = treesOf(site);
  const contexts = new Map(
    trees.map((tree) => {
      const look = looks.get(tree.language) ?? looks.get('en');
      if (look === undefined) throw new Error('no look');
      const theme = { ...look.theme, hasTranslation: wish.isOldTheme !== true };
      return [tree.prefix, toSiteContext(site, { ...look, theme }, trees, tree)] as const;
    }),
  );
  const byPath = new Map(articles.map((file) => [file.path, file]));
  const inputs: SiteInputs = {
    contexts,
    outlets: new Map(),
    publish: openPolicy,
    policies: wish.policies ?? new Map<string, Partial<Policy>>(),
    sources: [],
    searches: [],
    stories: wish.stories && { index: wish.stories, stages: plainStages },
    searchScript: { path: 'assets/search.js', content: '' },
    now,
    read: (path) => byPath.get(path),
    readRevision: () => undefined,
    readBody: (path) => byPath.get(path)?.body,
    findImages: () => Promise.resolve(new Map()),
    imageFile: (path) => path,
  };
  const files = new Map<string, string>();
  const state = openSiteState(':memory:');
  const sink = {
    put: ({ path, content }: { path: string; content: string | Uint8Array }) => void files.set(path, String(content)),
    copy: () => undefined,
    remove: (path: string) => void files.delete(path),
    flush: () => undefined,
  };
  const changed = [...byPath.keys()].sort().map((path) => ({ path, stamp: '' }));
  await updateSite({ changed, removed: [] }, inputs, state, sink, true);
  state.close();
  return files;
}

const { file: german } = makeArticle('https://bote.example/faehre', {
  path: 'content/post/faehre.md',
  language: 'de',
  title: 'Die Fähre fährt wieder',
  body: 'Der erste Absatz.\n\nDer zweite Absatz.',
  outlet: 'bote',
  tags: ['Hafen'],
});
const english = translate(german, 'en', {
  title: 'The ferry runs again',
  body: 'The first paragraph.\n\nThe second paragraph.',
  summary: 'The first paragraph.',
});

function pageOf(files: ReadonlyMap<string, string>, folder: string): string {
  return files.get(`${folder}/index.html`) ?? '';
}

/** What readers see of a piece of HTML. */
function seen(html: string): string {
  return html
    .replace(/<(?:head|script|style)\b.*?<\/(?:head|script|style)>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .replaceAll('&gt;', '>');
}

function noteOf(page: string): string {
  return /<div class="translation".*?<\/div>/s.exec(page)?.[0] ?? '';
}

describe('the page of a translation', () => {
  test('says from what and by what it was made, and leads to the original here and at the outlet', async () => {
    const page = pageOf(await build([german, english]), 'en/post/faehre');
    expect(seen(noteOf(page))).toBe(
      ' Translated from German by Apertium (deu-eng 0.8) · November 26, 2026 Read the original ',
    );
    expect(noteOf(page)).toContain('href="../../../post/faehre/index.html" rel="alternate" hreflang="de"');
    expect(page).toContain('<a href="https://bote.example/faehre" rel="external noopener">');
    expect(page).toContain('<article class="post" lang="en" dir="ltr">');
  });

  test.each([
    ['by a person', { engine: 'hand', model: '' }, 'Translated from German by hand · November 26, 2026'],
    [
      'over another language',
      { model: 'deu-spa 1.1 > spa-eng 0.8' },
      'Translated from German by Apertium (deu-spa 1.1 > spa-eng 0.8) · via Spanish · November 26, 2026',
    ],
    [
      'from a version that is no more',
      { translationOf: 'sha256:11' },
      'Translated from German by Apertium (deu-eng 0.8) · November 26, 2026 Made from an earlier version of the article',
    ],
    ['by an engine that we do not know', { engine: 'babel', model: 'babel' }, 'Translated from German by babel'],
    ['with parts left', { untranslated: '1' }, 'Parts of it are left in German'],
    ['with a title left', { untranslated: 'title' }, 'Parts of it are left in German'],
  ])('tells of one made %s', async (_, sample, expected) => {
    const page = pageOf(await build([german, translate(german, 'en', sample)]), 'en/post/faehre');
    expect(seen(noteOf(page))).toContain(expected);
  });

  test('is in the words of its tree, in their direction', async () => {
    const page = pageOf(await build([german, translate(german, 'ar')], { languages: ['ar'] }), 'ar/post/faehre');
    expect(noteOf(page)).toContain('<div class="translation" role="note" lang="ar" dir="rtl">');
    expect(seen(noteOf(page))).toContain('ترجمة من الألمانية بواسطة Apertium (deu-eng 0.8)');
  });

  test('marks the blocks and the title that are left in the original language', async () => {
    const page = pageOf(await build([german, translate(german, 'en', { untranslated: 'title 1' })]), 'en/post/faehre');
    expect(page).toContain('<h1 lang="de" dir="ltr">');
    const block =
      /<div class="untranslated" lang="de" dir="ltr">\n<p class="untranslated-mark"[^>]*>German<\/p>\n(.*?)<\/div>/s;
    expect(block.exec(page)?.[1]).toBe('<p>Der zweite Absatz.</p>\n');
  });

  test('of a title alone says where the text is', async () => {
    const page = pageOf(await build([german, translate(german, 'en', { body: '' })]), 'en/post/faehre');
    expect(seen(noteOf(page))).toContain(
      'Only the headline is translated. The text is in the original. Read the original',
    );
    expect(seen(page)).not.toContain('min read');
  });

  test('has the notice also with a theme that has no place for it', async () => {
    const page = pageOf(await build([german, english], { isOldTheme: true }), 'en/post/faehre');
    expect(page).toContain('<div class="prose">\n<div class="translation" role="note"');
    expect(page.match(/class="translation"/g)).toHaveLength(1);
  });

  test('tells nothing of a version that the outlet wrote itself', async () => {
    const { frontMatter } = german;
    const own = { ...german, path: 'content/post/faehre.en.md', frontMatter: { ...frontMatter, lang: ['en'] } };
    const files = await build([german, own]);
    expect(pageOf(files, 'en/post/faehre')).not.toContain('class="translation"');
    expect(seen(pageOf(files, 'en/post/faehre'))).toContain('In other languages: Deutsch');
  });

  test('text of a file stays text', async () => {
    const hostile = { engine: '<b>x</b>', model: '"><script>', untranslated: '0 "><i>' };
    const page = pageOf(await build([german, translate(german, 'en', hostile)]), 'en/post/faehre');
    expect(noteOf(page)).toContain('&lt;b&gt;x&lt;/b&gt; (&quot;&gt;&lt;script&gt;)');
    expect(page).not.toMatch(/<b>|<i>/);
  });
});

test('the original names its translations, and which are made by a program', async () => {
  const files = await build([german, english, translate(german, 'fr', { engine: 'hand' })]);
  const page = pageOf(files, 'post/faehre');
  expect(seen(page)).toContain('In other languages: English (machine translation) · français');
  expect(page).not.toContain('class="translation"');
  expect(seen(pageOf(files, 'en/post/faehre'))).toContain('· Deutsch (Original)');
});

test('machines are told what was translated from what', async () => {
  const files = await build([german, english]);
  const data = (folder: string): unknown =>
    JSON.parse(/ld\+json">(.*?)<\/script>/.exec(pageOf(files, folder))?.[1] ?? '{}');
  expect(data('en/post/faehre')).toMatchObject({
    inLanguage: 'en',
    translationOfWork: {
      url: 'https://site.example/post/faehre/',
      sameAs: 'https://bote.example/faehre',
      inLanguage: 'de',
    },
    translator: { name: 'Apertium (deu-eng 0.8)' },
  });
  expect(data('post/faehre')).toMatchObject({
    inLanguage: 'de',
    workTranslation: [{ url: 'https://site.example/en/post/faehre/', headline: 'The ferry runs again' }],
  });
  expect(pageOf(files, 'en/post/faehre')).toContain(
    '<link rel="alternate" hreflang="de" href="https://site.example/post/faehre/">',
  );
});

describe('lists', () => {
  test.each(['', 'categories/bote', 'post/2025/02/09', 'post/2025/02', 'lang/en'])(
    'have a translation in place of an original that readers of the tree cannot read, with a mark (%s)',
    async (folder) => {
      const page = (await build([german, english])).get([folder, 'index.html'].filter(Boolean).join('/')) ?? '';
      expect(seen(page)).toContain('Translated from German');
      expect(page).toContain('The ferry runs again');
      expect(page).not.toContain('Die Fähre fährt wieder');
    },
  );

  test('also in a tree of one region', async () => {
    const home = (await build([german, english], { language: 'en-GB' })).get('index.html') ?? '';
    expect(home).toContain('The ferry runs again');
    expect(home).not.toContain('Die Fähre fährt wieder');
    const original = pageOf(await build([german, english], { language: 'en-GB', languages: ['de'] }), 'post/faehre');
    expect(original).toMatch(/<a href="[./]*en\/post\/faehre\/index.html"[^>]*>British English</);
  });

  test('each tree has an article once: the original in its own, the translation in the other', async () => {
    const files = await build([german, english], { languages: ['de'] });
    const titles = (tree: string): readonly string[] =>
      [...(files.get(`${tree}index.html`) ?? '').matchAll(/<h[23][^>]*><a href="[^"]*">(.*?)<\/a>/g)].map(
        ([, title = '']) => title,
      );
    expect(titles('')).toEqual(['The ferry runs again']);
    expect(titles('de/')).toEqual(['Die Fähre fährt wieder']);
    expect(seen(files.get('de/index.html') ?? '')).not.toContain('Übersetzt');
  });

  test('feeds and programs get the notice in their texts', async () => {
    const files = await build([german, english], { languages: ['de'] });
    const notice = 'Translated from German by Apertium (deu-eng 0.8)';
    for (const file of ['feed.xml', 'atom.xml', 'feed.json', 'tags/bote/feed.xml', 'en/post/faehre/index.md'])
      expect([file, (files.get(file) ?? notice).includes(notice)]).toEqual([file, true]);
    expect(files.get('feed.xml')).toContain('&lt;em&gt;Translated from German');
    expect(files.get('llms.txt')).toContain('en/post/faehre/index.md): bote, 2025-02-09, Translated from German');
    expect(files.get('de/feed.xml')).not.toContain('Apertium');
    expect(files.get('post/faehre/index.md')).not.toContain('Apertium');
  });

  test('news for search engines are the originals, and what a person translated', async () => {
    const news = (files: ReadonlyMap<string, string>): readonly string[] =>
      [...(files.get('sitemap-news.xml') ?? '').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url = '']) => url);
    expect(news(await build([german, english]))).toEqual(['https://site.example/post/faehre/']);
    const byHand = translate(german, 'en', { engine: 'hand' });
    expect(news(await build([german, byHand]))).toEqual(['https://site.example/en/post/faehre/']);
  });
});

describe('what may be shown of the original holds for its translations', () => {
  const everything = (files: ReadonlyMap<string, string>): string =>
    [...files].map(([path, text]) => `${path}\n${text}`).join('\n');

  test.each(['https://bote.example/faehre', 'content/post/faehre.md'])(
    'one that was made before a take-down vanishes too (%s)',
    async (article) => {
      const policies = new Map([[article, { text: 'private' as const }]]);
      const all = everything(await build([german, english], { policies }));
      expect(all).not.toMatch(/ferry runs|first paragraph|Fähre fährt|faehre/);
    },
  );

  test('also of one whose file does not say where it comes from', async () => {
    const { courant, ...frontMatter } = english.frontMatter;
    const bare = { ...english, frontMatter, body: 'The first paragraph.' };
    const policies = new Map([['https://bote.example/faehre', { text: 'private' as const }]]);
    expect(courant).toBeDefined();
    expect(everything(await build([german, bare], { policies }))).not.toMatch(/ferry runs|first paragraph/);
  });

  test('an excerpt cuts it', async () => {
    const policies = new Map([['https://bote.example/faehre', { text: 'excerpt' as const }]]);
    const left = translate(german, 'en', { body: 'The first paragraph.\n\nThe second.', untranslated: '1' });
    const files = await build([german, left], { policies });
    expect(everything(files)).not.toMatch(/The second\.|Der zweite/);
    expect(pageOf(files, 'en/post/faehre')).toContain('Parts of it are left in German');
    expect(pageOf(files, 'en/post/faehre')).not.toContain('class="untranslated"');
  });

  test('the outlet forbids copies after it was translated', async () => {
    const { frontMatter } = german;
    const courant = frontMatter.courant && { ...frontMatter.courant, rights: ['noarchive'] };
    const forbidden = { ...german, frontMatter: { ...frontMatter, ...(courant && { courant }) } };
    expect(everything(await build([forbidden, english]))).not.toMatch(/second paragraph|zweite Absatz/);
  });
});

describe('a story', () => {
  const { file: other } = makeArticle('https://daily.example/ferry', {
    path: 'content/post/ferry.md',
    title: 'Ferry is back',
    outlet: 'daily',
  });
  const stories = new MemoryStories();
  const courant = other.frontMatter.courant && { ...other.frontMatter.courant, published: '2025-02-09T10:00:00Z' };
  const first = { ...other, frontMatter: { ...other.frontMatter, ...(courant && { courant }) } };
  stories.set([toStory([german, first])]);

  test('shows its articles in the language of the page where they are translated', async () => {
    const files = await build([german, first, english], { stories });
    const folder = [...files.keys()].find((path) => /^stories\/2025\/02\/.+\/index\.html$/.test(path)) ?? '';
    const page = files.get(folder) ?? '';
    expect(page).toMatch(
      /<h3><a href="[./]*\/en\/post\/faehre\/index\.html"><bdi lang="en" dir="ltr">The ferry runs again/,
    );
    expect(seen(page)).toContain('Translated from German');
    expect(seen(page)).not.toContain('Die Fähre fährt wieder');
    expect(files.get('stories/index.html')).toContain('Translated from German');
  });

  test('shows the originals where there is no translation, or none of the title', async () => {
    for (const files of [
      await build([german, first], { stories }),
      await build([german, first, translate(german, 'en', { untranslated: 'title' })], { stories }),
    ]) {
      const page = [...files].find(([path]) => /^stories\/2025\/02\/.+\/index\.html$/.test(path))?.[1] ?? '';
      expect(page).toContain('Die Fähre fährt wieder');
      expect(seen(page)).not.toContain('Translated from German');
    }
  });
});
