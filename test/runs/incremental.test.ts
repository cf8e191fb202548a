import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArticleFile } from '../../src/model/article-file.ts';
import type { LocalImage, SiteSettings } from '../../src/model/edition.ts';
import type { OwnPage } from '../../src/model/own-page.ts';
import { openPolicy, shownImages, shownTexts, type Policy } from '../../src/model/policy.ts';
import { toSiteContext, treesOf } from '../../src/publish/site-context.ts';
import { historyPathOf } from '../../src/store/article-path.ts';
import { sitePostId } from '../../src/store/site-posts.ts';
import { openSiteState, type SiteState } from '../../src/store/site-state.ts';
import { findSettingsChanges } from '../../src/pipeline/site/find-changes.ts';
import type { SiteChanges, SiteInputs, SiteOutlet } from '../../src/pipeline/site/site-inputs.ts';
import type { SiteSink } from '../../src/pipeline/site/site-writer.ts';
import type { StoryFiles } from '../../src/pipeline/stories/story-files.ts';
import { updateSite } from '../../src/pipeline/site/update-site.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { MemoryStories, plainStages, toStory } from '../made-up-stories.ts';
import { lookIn } from '../site-look.ts';

const looks = new Map([
  ['', await lookIn('en')],
  ['de', await lookIn('de')],
]);
const edition = makeEdition(90);
const site: SiteSettings = { ...edition.site, pageSize: 5, languages: ['de'] };
const trees = treesOf(site);
/** As a project that has these pages of its user's. */
const contextsWith = (pages: readonly OwnPage[]) =>
  new Map(
    trees.map((tree) => {
      const look = looks.get(tree.prefix) ?? Object.assign({}, looks.get(''));
      const own = { pages, attachments: [{ path: 'content/page/form.pdf' }].slice(pages.length % 2), hasNews: true };
      return [tree.prefix, toSiteContext(site, { ...look, own }, trees, tree)];
    }),
  );

/** An archive in memory, and the site that is kept up to date with it. */
interface World {
  readonly articles: Map<string, ArticleFile>;
  /** Versions that were replaced, by their paths. */
  readonly history: Map<string, ArticleFile>;
  readonly outlets: Map<string, SiteOutlet>;
  readonly policies: Map<string, Partial<Policy>>;
  readonly stories: MemoryStories;
  /** By their paths. */
  readonly ownPages: Map<string, OwnPage>;
  /** Other articles belong together with another salt. */
  salt: number;
  now: number;
}

/** Puts articles together by chance; some of them are copies. */
function regroup({ stories, articles, salt }: World): void {
  const groups = new Map<number, ArticleFile[]>();
  for (const file of articles.values()) {
    if (/\.[a-z]{2}\.md$/.test(file.path)) continue;
    const key = (sitePostId(file.path) + salt * 7) % (11 + salt);
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  const found = [...groups.values()].map((files) => {
    const copies = files.filter(({ path }) => sitePostId(path) % 3 === 0);
    const original = files.find((file) => !copies.includes(file))?.path;
    return toStory(files, new Map(copies.flatMap(({ path }) => (original === undefined ? [] : [[path, original]]))));
  });
  stories.set(found);
}

type Change = (world: World) => SiteChanges;

const nothing: SiteChanges = { changed: [], removed: [] };
const put = (world: World, file: ArticleFile): SiteChanges => {
  world.articles.set(file.path, file);
  return { changed: [{ path: file.path, stamp: String(Math.random()) }], removed: [] };
};

function inputsOf(world: World, files: Map<string, string>): SiteInputs {
  return {
    contexts: contextsWith([...world.ownPages.values()].sort((a, b) => (a.path < b.path ? -1 : 1))),
    outlets: world.outlets,
    publish: openPolicy,
    policies: world.policies,
    sources: [...world.outlets].map(([id, { name, policy }]) => ({
      id,
      name,
      policy: policy.text,
      health: 'good',
      lastCollected: '2025-01-28',
    })),
    searches: [
      { name: 'another', title: 'Another', query: 'another -eine' },
      { name: 'winter', title: 'Winter <in> German', query: '', language: 'de', tag: 'winter' },
    ],
    stories: { index: world.stories, stages: plainStages, files: makeStoryFiles(files) },
    searchScript: { path: 'assets/search.js', content: '' },
    now: world.now,
    read: (path) => world.articles.get(path),
    readRevision: (path, revision) => world.history.get(historyPathOf(path, revision)),
    readBody: (path) => world.articles.get(path)?.body,
    findImages: (urls) =>
      Promise.resolve(
        new Map(
          urls.flatMap((url): [string, LocalImage][] => {
            const image = edition.images.get(url);
            return image === undefined ? [] : [[url, image]];
          }),
        ),
      ),
    imageFile: (path) => path,
  };
}

function makeStoryFiles(files: Map<string, string>): StoryFiles {
  return {
    put: (path, content) => void files.set(path, content),
    remove: (path) => void files.delete(path),
    list: () => [...files.keys()].filter((path) => path.startsWith('content/stories/')),
  };
}

function makeSink(files: Map<string, string>): SiteSink {
  return {
    put: ({ path, content }) => void files.set(path, String(content)),
    copy: (from, path) => void files.set(path, `copy of ${from}`),
    remove: (path) => void files.delete(path),
    flush: () => undefined,
  };
}

async function buildAnew(world: World): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const state = openSiteState(':memory:');
  const inputs = inputsOf(world, files);
  findSettingsChanges(state, inputs);
  const changed = [...world.articles.keys()].sort().map((path) => ({ path, stamp: '1' }));
  await updateSite({ changed, removed: [] }, inputs, state, makeSink(files), true);
  state.close();
  return files;
}

async function update(
  world: World,
  change: SiteChanges,
  state: SiteState,
  files: Map<string, string>,
  isNew: boolean,
): Promise<void> {
  regroup(world);
  const inputs = inputsOf(world, files);
  const also = [...findSettingsChanges(state, inputs), ...state.posts.pathsUntil(world.now)];
  const paths = new Set([...change.changed.map(({ path }) => path), ...also]);
  for (const path of change.removed) paths.delete(path);
  const changed = [...paths].map((path) => ({ path, stamp: String(Math.random()) }));
  await updateSite({ changed, removed: change.removed }, inputs, state, makeSink(files), isNew);
}

const anyFile = fc.nat().map((index) => edition.articles[index % edition.articles.length] as ArticleFile);
const addChange = anyFile.map(
  (file): Change =>
    (world) =>
      put(world, file),
);
const addMany = fc.array(anyFile, { maxLength: 40 }).map((files): Change => (world) => {
  for (const file of files) world.articles.set(file.path, file);
  return { changed: [...new Set(files.map(({ path }) => path))].map((path) => ({ path, stamp: 'x' })), removed: [] };
});
const present = (world: World, index: number): ArticleFile | undefined =>
  [...world.articles.values()][index % Math.max(world.articles.size, 1)];
const removeChange = fc.nat().map((index): Change => (world) => {
  const file = present(world, index);
  if (file === undefined) return nothing;
  world.articles.delete(file.path);
  return { changed: [], removed: [file.path] };
});
const editChange = fc
  .record({
    index: fc.nat(),
    fields: fc.record(
      {
        title: fc.constantFrom('Another title', 'Eine andere Zeile', ''),
        date: fc.constantFrom('2024-12-31 23:59:59', '2025-01-21 00:00:00', '2025-03-01 08:00:00', 'soon'),
        tags: fc.subarray(['harbor', 'Harbor', 'winter', 'harbor-courier', 'New tag', 'culture']),
        categories: fc.subarray(['harbor-courier', 'opinion', 'la-marelle'], { minLength: 1 }),
        lang: fc.constantFrom(['de'], ['en'], ['und'], ['pt-BR']),
        thumbnail: fc.constantFrom('', 'https://images.example/item-3.jpg'),
        pager: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ index, fields }): Change => (world) => {
    const file = present(world, index);
    if (file === undefined) return nothing;
    return put(world, { ...file, frontMatter: { ...file.frontMatter, ...fields } });
  });
const reviseChange = fc
  .record({
    index: fc.nat(),
    days: fc.nat(30),
    title: fc.option(fc.constantFrom('The headline was changed', 'Une autre'), { nil: undefined }),
    isLost: fc.boolean(),
    isGone: fc.boolean(),
    rights: fc.constantFrom([], [], ['noarchive']),
  })
  .map(({ index, days, title, isLost, isGone, rights }): Change => (world) => {
    const file = present(world, index);
    const courant = file?.frontMatter.courant;
    if (file === undefined || courant === undefined) return nothing;
    if (!isLost) world.history.set(historyPathOf(file.path, courant.revision), file);
    const at = new Date(world.now + days * 86_400_000 + world.history.size * 1000).toISOString();
    const hash = `sha256:${at}`;
    const next = { ...courant, revision: courant.revision + 1, fetched: at, hash, rights, ...(isGone && { gone: at }) };
    const body = file.body.replace(/\n/, ` It was said on day ${days}.\n`);
    return put(world, { ...file, body, frontMatter: { ...file.frontMatter, ...(title && { title }), courant: next } });
  });
const translateChange = fc
  .record({
    index: fc.nat(),
    language: fc.constantFrom('de', 'fr', 'en'),
    engine: fc.constantFrom(undefined, 'apertium', 'hand'),
    left: fc.constantFrom(undefined, 'title', '0', '1 2'),
    isTitleOnly: fc.boolean(),
  })
  .map(({ index, language, engine, left, isTitleOnly }): Change => (world) => {
    const file = present(world, index);
    if (file === undefined || /\.[a-z]{2}\.md$/.test(file.path)) return nothing;
    const { frontMatter } = file;
    const courant = frontMatter.courant &&
      engine !== undefined && {
        ...frontMatter.courant,
        ...{ translatedFrom: frontMatter.lang[0] ?? 'und', engine, model: 'nor-spa 1 > spa-eng 0.8' },
        ...{ translated: '2025-01-28T10:00:00Z', translationOf: frontMatter.courant.hash },
        ...(left !== undefined && { untranslated: left }),
      };
    const translated = { ...frontMatter, lang: [language], title: `${language}: ${frontMatter.title}` };
    return put(world, {
      path: file.path.replace(/\.md$/, `.${language}.md`),
      frontMatter: { ...translated, ...(courant && { courant }) },
      body: isTitleOnly ? file.body.slice(file.body.lastIndexOf('\n') + 1) : file.body,
    });
  });
const anyPolicy = fc.record<Policy>(
  {
    text: fc.constantFrom(...shownTexts),
    images: fc.constantFrom(...shownImages),
    days: fc.constantFrom(1, 30, 365),
  },
  { requiredKeys: ['text', 'images'] },
);
const outletChange = fc
  .record({ index: fc.nat(), policy: anyPolicy, name: fc.constantFrom('Renamed', '') })
  .map(({ index, policy, name }): Change => (world) => {
    const entries = [...world.outlets];
    const [id, outlet] = entries[index % entries.length] as [string, SiteOutlet];
    world.outlets.set(id, { ...outlet, policy, name: name || outlet.name });
    return nothing;
  });
const policyChange = fc
  .record({ index: fc.nat(), policy: anyPolicy, isUrl: fc.boolean() })
  .map(({ index, policy, isUrl }): Change => (world) => {
    const file = present(world, index);
    if (file === undefined) return nothing;
    world.policies.set(isUrl ? (file.frontMatter.courant?.url ?? '') : file.path, policy);
    return nothing;
  });
/** Eight articles of eight days before, and four of these days with the same tags: those rise. */
const riseChange = fc.nat().map((index): Change => (world) => {
  const files = [...world.articles.values()];
  const changed = Array.from({ length: Math.min(12, files.length) }, (_, turn) => {
    const file = files[(index + turn) % files.length] as ArticleFile;
    const day = turn < 8 ? `2025-01-${String(10 + turn)}` : '2025-01-27';
    const tags = turn < 8 ? ['harbor'] : ['Flood', 'Dike', 'Rain', 'River', 'Sandbags', 'harbor'];
    return { ...file, frontMatter: { ...file.frontMatter, date: `${day} 0${String(turn % 10)}:00:00`, tags } };
  });
  for (const file of changed) world.articles.set(file.path, file);
  return { changed: [...new Set(changed.map(({ path }) => path))].map((path) => ({ path, stamp: 'x' })), removed: [] };
});
const timeChange = fc.constantFrom(1, 20, 400).map((days): Change => (world) => {
  world.now += days * 86_400_000;
  return nothing;
});
const regroupChange = fc.nat(5).map((salt): Change => (world) => {
  world.salt = salt;
  return nothing;
});
/** What stands in the menu makes everything anew; these do not. */
const ownPageChange = fc
  .record({
    name: fc.constantFrom('_index', 'imprint', 'imprint.de', 'guide/_index', 'guide/faq', 'guide/steps', 'guide.xx'),
    page: fc.record({
      title: fc.constantFrom('Imprint', 'Another'),
      summary: fc.constantFrom('', 'Of us'),
      weight: fc.constantFrom(0, 1),
      language: fc.constantFrom('', 'fr'),
      body: fc.constantFrom(
        '',
        'See [faq](guide/faq.md), [form](/page/form.pdf)',
        '# A\n\n# B\n\n# C\n\n# D',
        '[up](../_index.md)',
      ),
    }),
    isGone: fc.boolean(),
  })
  .map(({ name, page, isGone }): Change => (world) => {
    const path = `content/page/${name}.md`;
    if (isGone) world.ownPages.delete(path);
    else world.ownPages.set(path, { path, ...page });
    return nothing;
  });
const anyChange = fc.oneof(
  { weight: 4, arbitrary: addChange },
  { weight: 2, arbitrary: addMany },
  { weight: 3, arbitrary: removeChange },
  { weight: 4, arbitrary: editChange },
  { weight: 3, arbitrary: reviseChange },
  { weight: 4, arbitrary: translateChange },
  { weight: 2, arbitrary: riseChange },
  { weight: 2, arbitrary: ownPageChange },
  outletChange,
  regroupChange,
  policyChange,
  timeChange,
);

function makeWorld(): World {
  return {
    articles: new Map(edition.articles.slice(0, 30).map((file) => [file.path, file])),
    history: new Map(),
    outlets: new Map(edition.outlets.map(({ id, name, home }) => [id, { name, home, policy: openPolicy }])),
    policies: new Map(),
    stories: new MemoryStories(),
    ownPages: new Map(),
    salt: 0,
    now: Date.UTC(2025, 0, 28),
  };
}

/** Makes the changes one after the other, and compares the site with one made anew after each. Returns how many files of stories it had. */
async function follow(changes: readonly Change[]): Promise<number> {
  const world = makeWorld();
  const files = new Map<string, string>();
  const state = openSiteState(':memory:');
  const all = [...world.articles.keys()].sort().map((path) => ({ path, stamp: '1' }));
  await update(world, { changed: all, removed: [] }, state, files, true);
  let stories = 0;
  for (const change of changes) {
    await update(world, change(world), state, files, false);
    const anew = await buildAnew(world);
    expect(differencesOf(files, anew)).toEqual([]);
    stories += [...files.keys()].filter((path) => /^content\/stories\/\d+\/\d+\/.*\.md$/.test(path)).length;
  }
  state.close();
  return stories;
}

test('a site that is kept up to date is byte for byte the site that is made anew', async () => {
  let stories = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 12 }), async (changes) => {
      stories += await follow(changes);
    }),
    { numRuns: 20 },
  );
  expect(stories).toBeGreaterThan(100);
}, 240_000);

test('an original whose translation is listed in its place leads to no tag page that is gone', async () => {
  const tagsOf = (path: RegExp, tags: readonly string[]): Change => {
    return ({ articles, ...world }) => {
      const files = [...articles.values()].filter((file) => path.test(file.path));
      for (const file of files) put({ articles, ...world }, { ...file, frontMatter: { ...file.frontMatter, tags } });
      return { changed: files.map((file) => ({ path: file.path, stamp: String(tags) })), removed: [] };
    };
  };
  const [first, second, third] = edition.articles.slice(0, 3).map(({ path }) => path.replace(/\.md$/, ''));
  const translate: Change = (world) => {
    const original = world.articles.get(`${String(first)}.md`) as ArticleFile;
    const frontMatter = { ...original.frontMatter, lang: ['en'], title: 'In the language of the site' };
    return put(world, { ...original, path: `${String(first)}.en.md`, frontMatter });
  };
  await follow([
    tagsOf(/^/, ['winter']),
    tagsOf(new RegExp(`(?:${[first, second, third].join('|')})\\.md$`), ['thaw']),
    translate,
    tagsOf(new RegExp(`${String(first)}\\.en\\.md$`), ['winter']),
    tagsOf(new RegExp(`${String(second)}\\.md$`), ['winter']),
  ]);
});

test('others have their turns while a site is made, as a server in the same process', async () => {
  const world = makeWorld();
  regroup(world);
  const state = openSiteState(':memory:');
  let turn = 0;
  const others = setInterval(() => (turn += 1), 0);
  const turns = new Set<number>();
  const sink = { ...makeSink(new Map()), put: () => void turns.add(turn) };
  const changed = [...world.articles.keys()].map((path) => ({ path, stamp: '1' }));
  await updateSite({ changed, removed: [] }, inputsOf(world, new Map()), state, sink, true);
  clearInterval(others);
  state.close();
  expect(turns.size).toBeGreaterThan(1);
});

function differencesOf(have: ReadonlyMap<string, string>, want: ReadonlyMap<string, string>): readonly string[] {
  const paths = [...new Set([...have.keys(), ...want.keys()])].sort();
  return paths.flatMap((path) => {
    const [a, b] = [have.get(path), want.get(path)];
    if (a === b) return [];
    if (a === undefined) return [`missing ${path}`];
    if (b === undefined) return [`left ${path}`];
    let at = 0;
    while (a[at] === b[at]) at += 1;
    return [
      `${path}: …${a.slice(Math.max(at - 60, 0), at + 60)}… instead of …${b.slice(Math.max(at - 60, 0), at + 60)}…`,
    ];
  });
}
