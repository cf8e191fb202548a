import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readProject } from '../../src/config/project.ts';
import { systemClock } from '../../src/model/clock.ts';
import type { ArticleFile } from '../../src/model/article-file.ts';
import {
  decideShowing,
  openPolicy,
  shownImages,
  shownTexts,
  type Policy,
  type Showing,
} from '../../src/model/policy.ts';
import { buildSite } from '../../src/pipeline/build-site.ts';
import { openArchive } from '../../src/pipeline/open-archive.ts';
import { toPolicyRules } from '../../src/pipeline/decide-articles.ts';
import { readShownChanges } from '../../src/pipeline/read-changes.ts';
import { searchAllowed } from '../../src/pipeline/search-allowed.ts';
import { createApp } from '../../src/serve/app.ts';
import { formatArticleFile } from '../../src/store/article-file.ts';
import { historyPathOf } from '../../src/store/article-path.ts';
import { toArticleId } from '../../src/store/article-id.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { urlOf } from '../sample-archive.ts';
import { lookIn } from '../site-look.ts';
import { makeNewsroomProject, type NewsroomProject } from './newsroom-project.ts';

const count = 12;
const day = 86_400_000;
const look = await lookIn();
const edition = makeEdition(count);
const outlets = edition.outlets.map((outlet) => {
  const feeds = [{ kind: 'feed' as const, url: `${outlet.home}feed` }];
  return { ...outlet, language: 'en', country: 'GB', feeds };
});

let project: NewsroomProject;
beforeAll(async () => {
  project = await makeNewsroomProject({ outlets }, { site: { title: 'Test', pageSize: 5, languages: ['de'] } });
});
afterAll(() => project.remove());

/** Words that stand in one part of one article alone. */
const markers = (n: number) => ({
  title: `titlemark${n}x`,
  lead: `leadmark${n}x`,
  early: `earlymark${n}x`,
  late: `latemark${n}x`,
  body: `bodymark${n}x`,
  picture: `picturemark${n}x`,
  old: `oldmark${n}x`,
});

/** Every article with its marks; `early` begins behind the 20th character of the summary, `late` beyond the 300 of an excerpt. */
function mark(file: ArticleFile, n: number, rights: readonly string[]): ArticleFile {
  const { title, lead, early, late, body, picture } = markers(n);
  const summary = `There is news from the harbor about ${early}. ${'Word after word. '.repeat(20)} ${late}`;
  const { courant } = file.frontMatter;
  if (courant === undefined) throw new Error('the made-up edition has no provenance');
  return {
    ...file,
    frontMatter: {
      ...file.frontMatter,
      title: `A ${title}`,
      lead: `A ${lead}.`,
      summary,
      thumbnail: `https://images.example/${picture}.jpg`,
      courant: { ...courant, rights, revision: 2 },
    },
    body: `Ferry, ${body}.\n\n![Pier](https://images.example/${picture}.jpg)\n\n[${courant.outlet}](${courant.url})`,
  };
}

/** The version before, which was written under other signals: its headline and text have a mark of their own. */
function older(file: ArticleFile, n: number): ArticleFile {
  const { old } = markers(n);
  const { frontMatter } = file;
  const { courant } = frontMatter;
  return {
    ...file,
    frontMatter: {
      ...frontMatter,
      title: `The ${old}`,
      ...(courant && { courant: { ...courant, rights: [], revision: 1 } }),
    },
    body: file.body.replace('Ferry', `Ferry and ${old}`),
  };
}

/** The marks that must not be anywhere when an article is shown so. */
function hiddenMarks(n: number, { text, chars, images, until }: Showing, now: number): readonly string[] {
  const { title, lead, early, late, body, picture, old } = markers(n);
  if (text === 'private' || now >= until) return [title, lead, early, late, body, picture, old];
  // In full without pictures the text may still lead to one.
  if (text === 'full') return images === 'none' ? [`src="https://images.example/${picture}`] : [];
  return [
    lead,
    late,
    body,
    old,
    ...(chars <= 20 ? [early] : []),
    ...(images === 'none' || text === 'headline' ? [picture] : []),
  ];
}

const anyPolicy = fc.record<Partial<Policy>>(
  {
    text: fc.constantFrom(...shownTexts),
    images: fc.constantFrom(...shownImages),
    days: fc.constantFrom(1, 30),
    permission: fc.constant('a letter'),
  },
  { requiredKeys: [] },
);
const anyRights = fc.subarray([
  'noarchive',
  'nosnippet',
  'max-snippet:20',
  'noimageindex',
  'unavailable_after:2025-01-25T00:00:00Z',
]);
const world = fc.record({
  sources: fc.array(anyPolicy, { minLength: outlets.length, maxLength: outlets.length }),
  articles: fc.array(fc.record({ n: fc.nat(count - 1), policy: anyPolicy, byUrl: fc.boolean() }), { maxLength: 5 }),
  rights: fc.array(anyRights, { minLength: count, maxLength: count }),
  now: fc.constantFrom(Date.UTC(2025, 0, 21), Date.UTC(2025, 0, 28), Date.UTC(2025, 0, 28) + 400 * day),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** Writes the configuration; article files whose rights changed are written and indexed again. */
async function apply({ sources, articles, rights }: World, files: readonly ArticleFile[]): Promise<void> {
  for (const [i, { id, name, home, feeds }] of outlets.entries()) {
    const source = stringify({ name, home, feeds, publish: sources[i] });
    await writeFile(join(project.root, 'sources', `${id}.yaml`), source);
  }
  const decided = new Map(articles.map(({ n, policy, byUrl }) => [n, { policy, byUrl }]));
  const entries = [...decided].map(([n, { policy, byUrl }]) => {
    const file = files[n];
    return { article: byUrl ? file?.frontMatter.courant?.url : file?.path, reason: 'a test', ...policy };
  });
  await writeFile(join(project.root, 'policy.yaml'), stringify({ articles: entries }));
  const store = await openArchive(await project.read(), { clock: systemClock, mode: 'write' });
  for (const [n, file] of files.entries()) {
    const marked = mark(file, n, rights[n] ?? []);
    const path = join(project.root, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, formatArticleFile(marked));
    const history = join(project.root, historyPathOf(file.path, 1));
    await mkdir(dirname(history), { recursive: true });
    await writeFile(history, formatArticleFile(older(marked, n)));
    await store.putArticle(toArticleId(urlOf(file.frontMatter.courant?.url ?? '')), marked);
  }
  await store.close();
}

function readAll(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  );
}

/** What the server answers to searches for what may be hidden. */
async function readAnswers(now: number): Promise<ReadonlyMap<string, string>> {
  const { root, site } = await project.read();
  const read = await readProject(root);
  const store = await openArchive(read, { clock: systemClock, mode: 'read' });
  const rules = toPolicyRules(read);
  const app = createApp({
    siteDir: join(root, 'public'),
    site,
    look,
    outlets,
    search: (query) => searchAllowed(store, rules, query, now),
    changes: {
      of: async (id) => {
        const article = await store.getArticle(id);
        return article && readShownChanges(article, store, rules, now);
      },
      newest: async (limit) => {
        const all = await Promise.all(
          (await store.listRevised(limit)).map((article) => readShownChanges(article, store, rules, now)),
        );
        return all.flatMap((changed) => changed ?? []);
      },
    },
  });
  const ids = (await store.listArticles()).map(({ id }) => `/api/articles/${id}/changes`);
  const paths = [
    '/search?q=ferry',
    '/api/search?q=ferry',
    '/api/search?q=harbor',
    '/api/articles',
    '/api/changes',
    ...ids,
  ];
  const answers = new Map<string, string>();
  for (const path of paths) answers.set(path, await (await app.request(path)).text());
  await store.close();
  return answers;
}

test('whatever the policy hides is in no file of the site and in no answer of the server', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (of) => {
      await apply(of, edition.articles);
      const read = await project.read();
      const store = await openArchive(read, { clock: systemClock, mode: 'read' });
      const { articles } = await buildSite(read, store, { now: () => of.now });
      await store.close();
      const outputs = [...readAll(join(project.root, 'public')), ...(await readAnswers(of.now))];
      const decided = new Map(of.articles.map(({ n, policy }) => [n, policy]));
      let shown = 0;
      for (const [n, { frontMatter }] of edition.articles.entries()) {
        const source = of.sources[outlets.findIndex(({ id }) => id === frontMatter.courant?.outlet)];
        const publishedMs = Date.parse(frontMatter.courant?.published ?? '');
        const showing = decideShowing({ ...openPolicy, ...source }, decided.get(n), of.rights[n] ?? [], publishedMs);
        if (showing.text !== 'private' && of.now < showing.until) shown += 1;
        const { old } = markers(n);
        if (showing.text === 'full' && of.now < showing.until)
          expect(outputs.filter(([, text]) => text.includes(old)).length).toBeGreaterThan(2);
        for (const hidden of hiddenMarks(n, showing, of.now)) {
          const places = outputs.filter(([, text]) => text.includes(hidden)).map(([path]) => path);
          expect([hidden, showing, places]).toEqual([hidden, showing, []]);
        }
      }
      expect(articles).toBe(shown);
    }),
    { numRuns: 20 },
  );
}, 120_000);
