import { describe, expect, test } from 'vitest';
import { toUrl } from '../url/normalize.ts';
import { nearestOutlets, outletsNamed, readCatalog, searchCatalog } from './catalog.ts';

const outlets = await readCatalog();
const ids = (found: readonly { readonly id: string }[]): readonly string[] => found.map(({ id }) => id);

describe('the catalog', () => {
  test('holds at least 150 outlets of at least 40 countries, each once, in the order of their ids', () => {
    expect(outlets.length).toBeGreaterThanOrEqual(150);
    expect(new Set(outlets.map(({ country }) => country)).size).toBeGreaterThanOrEqual(40);
    expect(ids(outlets)).toEqual([...new Set(ids(outlets))].sort());
    const feeds = outlets.flatMap((outlet) => outlet.feeds);
    expect(new Set(feeds).size).toBe(feeds.length);
    expect(feeds.filter((feed) => toUrl(feed) !== feed)).toEqual([]);
  });

  test('names real countries and languages', () => {
    const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    const unknown = outlets.filter(({ country, language }) => !countries.of(country) || !languages.of(language));
    expect(unknown.map(({ id }) => id)).toEqual([]);
  });

  test.each(['bbc', 'BBC News', 'B.B.C', 'www.bbc'.slice(4)])('%s means one outlet', (name) => {
    expect(ids(outletsNamed(outlets, name))).toEqual(['bbc']);
  });

  test.each([
    ['Die Zeit', []],
    ['zeit', ['zeit']],
    ['el país', ['el-pais']],
    ['New York Times', ['new-york-times']],
    ['nytimes', ['new-york-times']],
    ['guardian', ['guardian']],
    ['abc news', ['abc-au', 'abc-news-us']],
  ])('%s means %j', (name, found) => {
    expect(ids(outletsNamed(outlets, name))).toEqual(found);
  });

  test('suggests what is near', () => {
    expect(nearestOutlets(outlets, 'gaurdian', 3)).toContain('guardian');
    expect(nearestOutlets(outlets, 'york', 3)).toEqual(['new-york-times', 'new-yorker']);
    expect(nearestOutlets(outlets, 'qqqqqqqqqqqq', 3)).toEqual([]);
  });

  test('is searched by words, country and language', () => {
    expect(ids(searchCatalog(outlets, { words: ['zeitung'], country: 'de', language: 'de' }))).toEqual(['faz', 'sueddeutsche']); // prettier-ignore
    expect(ids(searchCatalog(outlets, { words: [], language: 'pt' }))).toContain('folha');
    expect(ids(searchCatalog(outlets, { words: [], language: 'pt-BR' }))).not.toContain('observador');
    expect(searchCatalog(outlets, { words: [], country: 'zz' })).toEqual([]);
  });
});
