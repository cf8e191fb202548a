import { beforeEach, describe, expect, test } from 'vitest';
import { makeArticle, makeStore, noon, urlOf } from '../../test/sample-archive.ts';
import { openPolicy, type Policy } from '../model/policy.ts';
import type { Store } from '../store/store.ts';
import { searchAllowed } from './search-allowed.ts';

let store: Store;
beforeEach(async () => {
  store = await makeStore();
});

/** An article each part of which has words of its own. */
async function put(name: string, date = '2025-02-09 11:30:00'): Promise<void> {
  const { id, file } = makeArticle(`https://daily.example/${name}`, {
    title: `Title of ${name}`,
    body: `Begin at the harbor.\n\nDeep ${name} below the pier.`,
    tags: ['Boats'],
    authors: ['Ada Mole'],
    date,
  });
  const frontMatter = { ...file.frontMatter, summary: 'Begin at the harbor.' };
  await store.putArticle(id, { ...file, frontMatter });
}

/** The names of what is found when articles have these policies. */
async function find(
  policies: Readonly<Record<string, Partial<Policy>>>,
  text: string,
  page: { readonly limit: number; readonly offset?: number } = { limit: 10 },
): Promise<readonly string[]> {
  const decisions = new Map(Object.entries(policies).map(([name, policy]) => [addressOf(name), policy]));
  const rules = { policyOf: () => openPolicy, decisions, timeZone: 'UTC' };
  const hits = await searchAllowed(store, rules, { text, ...page }, noon);
  return hits.map(({ article }) => article.title.replace('Title of ', ''));
}

const addressOf = (name: string): string => urlOf(`https://daily.example/${name}`);

describe('a search', () => {
  const policies = {
    excerpt: { text: 'excerpt' },
    headline: { text: 'headline' },
    private: { text: 'private' },
  } as const;
  beforeEach(async () => {
    for (const [minute, name] of ['full', 'excerpt', 'headline', 'private'].entries())
      await put(name, `2025-02-09 11:1${9 - minute}:00`);
  });

  test.each<[string, string, readonly string[]]>([
    ['a word of the titles', 'title', ['full', 'excerpt', 'headline']],
    ['an author', 'mole', ['full', 'excerpt', 'headline']],
    ['a tag', 'boat*', ['full', 'excerpt', 'headline']],
    ['nothing that was typed', '', ['full', 'excerpt', 'headline']],
    ['a word of the excerpts', 'harbor', ['full', 'excerpt']],
    ['a word behind the excerpts', 'pier', ['full']],
    ['a phrase of which a part is hidden', '"the harbor deep"', ['full']],
    ['words of which one is hidden', 'title pier', ['full']],
    ['a word without those that have another, hidden or not', 'title -pier', ['excerpt', 'headline']],
    ['a word without those that show another', 'title -harbor', ['headline']],
    ['everything but what shows a word', '-excerpt', ['full', 'headline']],
  ])('finds articles by what is shown of them alone: %s', async (_about, text, names) => {
    expect(await find(policies, text)).toEqual(names);
  });
});

test('pages are full and follow each other however much in between is hidden', async () => {
  const names = Array.from({ length: 30 }, (_, n) => `n${n}`);
  for (const [n, name] of names.entries()) await put(name, `2025-02-09 11:${59 - n}:00`);
  const shown = names.filter((_, n) => n % 5 === 0);
  const cut = names.filter((name) => !shown.includes(name));
  const policies = Object.fromEntries(cut.map((name) => [name, { text: 'headline' as const }]));
  expect(await find(policies, 'pier', { limit: 4 })).toEqual(shown.slice(0, 4));
  expect(await find(policies, 'pier', { limit: 4, offset: 3 })).toEqual(shown.slice(3));
  expect(await find(policies, 'pier', { limit: 4, offset: 6 })).toEqual([]);
});

describe('a search that finds a translation', () => {
  const original = { title: 'Reiher', body: 'Am Hafen.\n\nTief unter dem Steg.', language: 'de' };

  async function hitsOf(policy: Partial<Policy>, text: string, ofTranslation?: Partial<Policy>) {
    const { id, file } = makeArticle('https://daily.example/1', original);
    await store.putArticle(id, { ...file, frontMatter: { ...file.frontMatter, summary: 'Am Hafen.' } });
    const path = file.path.replace('.md', '.en.md');
    const frontMatter = { ...file.frontMatter, title: 'Herons', summary: 'At the harbor.', lang: ['en'] };
    await store.putTranslation(id, { path, frontMatter, body: 'At the harbor.\n\nDeep below the pier.' });
    const decisions = new Map([[file.path, policy], ...(ofTranslation ? [[path, ofTranslation] as const] : [])]);
    const hits = await searchAllowed(
      ...([store, { policyOf: () => openPolicy, decisions, timeZone: 'UTC' }, { text, limit: 9 }, noon] as const),
    );
    return hits.map(({ translation, snippet }) => `${translation?.language ?? ''}: ${snippet}`);
  }

  test.each<[string, Partial<Policy>, string, Partial<Policy> | undefined, readonly string[]]>([
    ['all of which is shown', {}, 'pier', undefined, ['en: At the harbor. Deep below the \u0001pier\u0002.']],
    ['by what is shown of it', { text: 'excerpt' }, 'harbor', undefined, ['en: At the harbor.']],
    ['not by what is not', { text: 'excerpt' }, 'pier', undefined, []],
    ['not when its original is private', { text: 'private' }, 'harbor', undefined, []],
    ['not when it is private itself', {}, 'harbor', { text: 'private' }, []],
    ['not by what is excluded', {}, 'harbor -pier', undefined, []],
  ])('finds one %s', async (_about, policy, text, own, found) => {
    expect(await hitsOf(policy, text, own)).toEqual(found);
  });
});
