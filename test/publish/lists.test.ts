import { expect, test } from 'vitest';
import type { FrontMatter } from '../../src/model/article-file.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { publish } from './publish.ts';

const edition = makeEdition(4);

/** The files of a site of these articles; paths of its lists of a kind. */
async function publishWith(changes: readonly Partial<FrontMatter>[]): Promise<ReadonlyMap<string, string>> {
  const articles = edition.articles.slice(0, changes.length).map((file, index) => ({
    ...file,
    frontMatter: { ...file.frontMatter, tags: [], ...changes[index] },
  }));
  return publish({ ...edition, articles });
}

const listsOf = (files: ReadonlyMap<string, string>, kind: string): readonly string[] =>
  [...files.keys()].flatMap((path) => new RegExp(`^${kind}/([^/]+)/index\\.html$`).exec(path)?.[1] ?? []).sort();

test('a tag has a page when two articles carry it', async () => {
  const files = await publishWith([{ tags: ['both', 'one'] }, { tags: ['Both'] }]);
  expect(listsOf(files, 'tags')).toEqual(['both']);
  const page = files.get(edition.articles[0]?.path.replace(/^content\/(.*)\.md$/, '$1/index.html') ?? '') ?? '';
  expect(page).toContain('tags/both/index.html" rel="tag"><bdi>both</bdi></a>');
  expect(page).toContain('<li><bdi>one</bdi></li>');
});

test('an article stands with its outlet even when its categories leave it out', async () => {
  const files = await publishWith([{ categories: ['opinion'] }]);
  const outlet = edition.articles[0]?.frontMatter.courant?.outlet ?? '';
  expect(listsOf(files, 'categories')).toEqual([outlet, 'opinion'].sort());
});

test('regions of a language share a list, scripts do not', async () => {
  const languages = ['de', 'de-AT', 'zh-Hant-TW', 'zh-CN'];
  const files = await publishWith(languages.map((language) => ({ lang: [language] })));
  expect(listsOf(files, 'lang')).toEqual(['de', 'zh', 'zh-Hant']);
});
