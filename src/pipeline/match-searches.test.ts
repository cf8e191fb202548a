import { expect, test } from 'vitest';
import { makeArticle, makeStore, type SampleArticle } from '../../test/sample-archive.ts';
import type { SavedSearch } from '../model/saved-search.ts';
import { showArticle } from '../publish/show-article.ts';
import { findAlerts } from './find-alerts.ts';
import { matchSearches } from './match-searches.ts';

const sample: SampleArticle = {
  title: 'A ferry at night',
  body: 'The harbour waits for two boats.',
  language: 'en-GB',
  tags: ['Sea'],
  authors: ['Ada Núñez'],
};
const { file } = makeArticle('https://daily.example/1', sample);

const search = (more: Partial<SavedSearch>): SavedSearch => ({ name: 'x', title: 'X', query: '', ...more });

test.each<[string, Partial<SavedSearch>, boolean]>([
  ['by a word in another form', { query: 'ferries boat' }, true],
  ['not by one that is excluded', { query: 'ferry -boats' }, false],
  ['by its outlet', { outlet: 'example-daily' }, true],
  ['not by another outlet', { outlet: 'other' }, false],
  ['by its language, without the region', { language: 'en' }, true],
  ['by its language and region', { language: 'en-gb' }, true],
  ['not by another region', { language: 'en-US' }, false],
  ['by tag and author', { tag: 'Sea', author: 'ada nunez' }, true],
  ['not by another author', { author: 'Ada' }, false],
  ['by its day', { since: '2025-02-09', until: '2025-02-09' }, true],
  ['not by a later day', { since: '2025-02-10' }, false],
])('a saved search finds an article %s, and the index does too', async (_about, more, isFound) => {
  expect(matchSearches(file, [search(more)])).toEqual(isFound ? ['x'] : []);
  const store = await makeStore();
  await store.putArticle(makeArticle('https://daily.example/1', sample).id, file);
  const { query, ...filters } = more;
  expect(await store.search({ text: query ?? '', limit: 5, ...filters })).toHaveLength(isFound ? 1 : 0);
});

test('a saved search of the site finds by shown text alone', () => {
  const shown = showArticle(file, { text: 'headline', images: 'none', chars: 0, until: Infinity }, 0);
  const find = (query: string) => (shown ? matchSearches(shown, [search({ query })]) : undefined);
  expect([find('ferry'), find('harbour')]).toEqual([['x'], []]);
});

test('alerts tell once what is new, and nothing the first time', async () => {
  const store = await makeStore();
  const add = async (number: number, body: string) => {
    const article = makeArticle(`https://daily.example/${number}`, { body, date: `2025-02-09 11:0${number % 10}:00` });
    await store.putArticle(article.id, article.file);
  };
  const ask = async (query: string) =>
    (await findAlerts(store.root, store, [search({ query })])).map(({ isFirst, hits }) => [
      isFirst,
      ...hits.map(({ article }) => article.url.slice(-1)),
    ]);
  await add(5, 'A ferry.');
  expect(await ask('ferry')).toEqual([[true]]);
  await add(4, 'Two ferries.');
  await add(6, 'A boat.');
  expect(await ask('ferry')).toEqual([[false, '4']]);
  expect(await ask('ferry')).toEqual([[false]]);
  await add(4, 'Two ferries, revised.');
  expect(await ask('ferry')).toEqual([[false]]);
  expect(await ask('boat')).toEqual([[true]]);
});
