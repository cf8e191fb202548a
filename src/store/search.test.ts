import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { makeArticle, openForTest, type SampleArticle } from '../../test/sample-archive.ts';
import { isFound, parseSearch, searchedTexts, toPlainText, toSearchText } from './search-text.ts';
import { makeSnippet } from './snippet.ts';
import type { SearchQuery, Store } from './store.ts';

const samples: Record<string, SampleArticle> = {
  heron: {
    title: 'Herons return to the harbour',
    body: 'The grey heron was seen near the old **fish market** on Sunday.',
    tags: ['Birds'],
  },
  market: {
    title: 'Market prices',
    body: 'Fish is dear. The market was old when the harbour was new.',
    outlet: 'other-paper',
    authors: ['Ada Núñez'],
  },
  cafe: {
    title: 'Das Café am Fluß',
    body: 'Über die Brücke führt der Weg zum [Café](https://hidden.example/secret).',
    language: 'de-AT',
  },
  beijing: { title: '北京市今天下雪', body: '手机 iPhone 在北京大学很流行。', language: 'zh' },
  tokyo: { title: '東京の天気', body: 'カタカナとひらがな。', language: 'ja' },
  seoul: { title: '서울에서 눈이 왔다', body: '학교는 쉰다.', language: 'ko' },
  delhi: { title: 'हिन्दी समाचार', body: 'दिल्ली में बारिश हुई।', language: 'hi' },
  cairo: { title: 'كَتَبَ المُراسل', body: 'القاهرة مدينة كبيرة.', language: 'ar' },
  athens: { title: 'Ο δρόμος', body: 'Ένας ΔΡΌΜΟΣ στην Αθήνα.', language: 'el' },
  moscow: { title: 'Новости', body: 'Ёлка в Москве.', language: 'ru' },
  bangkok: { title: 'ข่าววันนี้', body: 'กรุงเทพมหานครร้อนมาก', language: 'th' },
};

let store: Store;
beforeAll(async () => {
  store = await openForTest(mkdtempSync(join(tmpdir(), 'courant-test-')));
  let minute = 10;
  for (const [name, sample] of Object.entries(samples)) {
    const { id, file } = makeArticle(`https://daily.example/${name}`, {
      ...sample,
      date: `2025-02-09 11:${minute}:00`,
    });
    minute += 1;
    await store.putArticle(id, file);
  }
});
afterAll(async () => {
  await store.close();
  await rm(store.root, { recursive: true });
});

async function find(text: string, filters: Omit<SearchQuery, 'text' | 'limit'> = {}): Promise<string> {
  const hits = await store.search({ text, limit: 20, ...filters });
  return hits.map(({ article }) => article.url.slice('https://daily.example/'.length)).join(' ');
}

/** The same, without the index. */
function findByTexts(text: string): string {
  const found = Object.entries(samples).filter(([name, sample]) => {
    const { file } = makeArticle(`https://daily.example/${name}`, sample);
    return isFound(searchedTexts(file), text, sample.language ?? 'en');
  });
  return found
    .map(([name]) => name)
    .reverse()
    .join(' ');
}

describe('search', () => {
  it.each<[string, string, string]>([
    ['a word, newest first', 'harbour', 'market heron'],
    ['words that must all occur', 'harbour heron', 'heron'],
    ['upper and lower case', 'HARBOUR', 'market heron'],
    ['a phrase', '"fish market"', 'heron'],
    ['a phrase that does not occur', '"market fish"', ''],
    ['a phrase without its end', '"fish market', 'heron'],
    ['a beginning', 'harb*', 'market heron'],
    ['no beginning when none is asked for', 'harb', ''],
    ['one letter and a star as a word', 'h*', ''],
    ['an exclusion', 'harbour -heron', 'market'],
    ['an excluded phrase', 'market -"fish market"', 'market'],
    ['an exclusion alone', '-harbour -"a b" -市', 'bangkok moscow athens cairo delhi seoul tokyo cafe'],
    ['a hyphen inside a word', 'made-up-word', ''],
    ['words in the order of another hyphen', 'fish-market', 'heron'],
    ['no accents for accents', 'uber brucke', 'cafe'],
    ['accents for no accents', 'hárbour', 'market heron'],
    ['an author', 'nunez', 'market'],
    ['a tag', 'birds', 'heron'],
    ['nothing in addresses', 'secret', ''],
    [
      'nothing in the line that names the outlet',
      'daily',
      'bangkok moscow athens cairo delhi seoul tokyo beijing cafe heron',
    ],
    ['a Chinese word inside a run', '今天', 'beijing'],
    ['a Chinese run that goes on', '北京大', 'beijing'],
    ['characters that are not side by side', '京天', ''],
    ['one Chinese character at the end of a run', '雪', 'beijing'],
    ['one Chinese character at the beginning', '北', 'beijing'],
    ['a phrase over two scripts', '"手机 iPhone 在北"', 'beijing'],
    ['a Japanese word', '天気', 'tokyo'],
    ['half-width kana for full-width', 'ｶﾀｶﾅ', 'tokyo'],
    ['a Korean word without its particle', '서울', 'seoul'],
    ['a Hindi word with its marks', 'दिल्ली', 'delhi'],
    ['a Hindi word cut at a mark', 'दिल', ''],
    ['an Arabic word without vowel marks', 'كتب', 'cairo'],
    ['a Greek word with another sigma', 'δρομοσ', 'athens'],
    ['a Russian word with and without dots', 'елка', 'moscow'],
    ['a Thai word inside a run', 'มหานคร', 'bangkok'],
    ['words of the query language as words', 'harbour AND NOT', ''],
    ['signs only', '!!! * ""', ''],
    ['a column of the index as a word', 'facets:all', ''],
  ])('finds %s: %s', async (_about, text, names) => {
    expect(await find(text)).toBe(names);
    expect(findByTexts(text)).toBe(names);
  });

  it('finds everything for a blank text, and filters by outlet, language and tag', async () => {
    expect((await find(' ')).split(' ')).toHaveLength(11);
    expect(await find('', { outlet: 'other-paper' })).toBe('market');
    expect(await find('harbour', { outlet: 'example-daily' })).toBe('heron');
    expect(await find('', { language: 'de' })).toBe('cafe');
    expect(await find('', { language: 'DE-at' })).toBe('cafe');
    expect(await find('', { tag: 'Birds' })).toBe('heron');
    expect(await find('-heron', { tag: 'Birds' })).toBe('');
    expect(await find('harbour', { tag: 'Birds', outlet: 'other-paper' })).toBe('');
  });

  it('goes on where the last page of hits ended', async () => {
    const first = await store.search({ text: '', limit: 3 });
    const second = await store.search({ text: '', limit: 3, offset: 3 });
    expect([...first, ...second].map(({ article }) => article.date)).toEqual(
      [20, 19, 18, 17, 16, 15].map((minute) => `2025-02-09 11:${minute}:00`),
    );
  });

  describe('other forms of a word', () => {
    it.each<[string, string, Omit<SearchQuery, 'text' | 'limit'>, string]>([
      ['the singular for the plural', 'harbours', {}, 'market heron'],
      ['the plural for the singular', 'price', {}, 'market'],
      ['not in quotes', '"price"', {}, ''],
      ['not in a phrase', '"market price"', {}, ''],
      ['of an excluded word', 'market -prices', {}, 'heron'],
      ['in the language of the article', 'Brücken', {}, 'cafe'],
      ['in the language that is asked for', 'Brücken', { language: 'de' }, 'cafe'],
      ['not by the rules of another language', 'новостей', { language: 'en' }, ''],
      ['of a language with cases', 'новостей', {}, 'moscow'],
    ])('count %s: %s', async (_about, text, filters, names) => {
      expect(await find(text, filters)).toBe(names);
      if (filters.language === undefined) expect(findByTexts(text)).toBe(names);
    });

    it('are marked in the snippet', async () => {
      const [hit] = await store.search({ text: 'herons', limit: 1 });
      expect(hit?.snippet).toContain('\u0001heron\u0002');
    });
  });

  it.each<[string, Omit<SearchQuery, 'text' | 'limit'>, string]>([
    ['an author, whatever the case and accents', { author: 'ada  nunez' }, 'market'],
    ['not a part of the name', { author: 'Ada' }, ''],
    ['from a moment on', { since: '2025-02-09 11:19:00' }, 'bangkok moscow'],
    ['up to a moment', { until: '2025-02-09 11:11:00' }, 'market heron'],
    ['of a whole day', { since: '2025-02-09', until: '2025-02-09', outlet: 'other-paper' }, 'market'],
    ['of the day before', { until: '2025-02-08' }, ''],
    ['what is no date as no filter', { since: 'yesterday', outlet: 'other-paper' }, 'market'],
  ])('filters %s', async (_about, filters, names) => {
    expect(await find('', filters)).toBe(names);
  });

  it('finds among given files only', async () => {
    const all = await store.search({ text: '', limit: 100 });
    const among = all.filter(({ article }) => /heron|market/.test(article.url)).map(({ article }) => article.path);
    expect(among).toHaveLength(2);
    expect(await find('', { among })).toBe('market heron');
    expect(await find('harbour', { among: among.slice(0, 1), sort: 'relevance' })).toBe('market');
    expect(await find('', { among: [] })).toBe('');
  });

  it('finds the same articles from the index alone', async () => {
    for (const query of [
      { text: '' },
      { text: 'harbour' },
      { text: 'nothing at all' },
      { text: '', outlet: 'other-paper' },
    ]) {
      const hits = await store.search({ ...query, limit: 5, offset: 1 });
      const places = await store.searchPlaces({ ...query, limit: 5, offset: 1 });
      expect(places).toEqual(hits.map(({ article: { id, date } }) => ({ id, date })));
    }
  });

  it('gives the best first when asked to', async () => {
    expect(await find('market', {})).toBe('market heron');
    expect(await find('heron OR', {})).toBe('');
    expect(await find('harbour', { sort: 'relevance' })).toBe('heron market'); // in its title
    expect(await find('harbour', { sort: 'relevance', since: '2025-02-09 11:11:00' })).toBe('market');
  });

  it('takes any text a person can type', async () => {
    const sign = fc.constantFrom(
      '"',
      '*',
      '-',
      '(',
      ')',
      ':',
      '^',
      '+',
      'AND',
      'OR',
      'NOT',
      'NEAR(',
      ' ',
      '{',
      '}',
      "'",
      '\\',
      '\0',
      '北',
      'é',
      'fish',
      ';',
      '\ud800',
    );
    const text = fc.oneof(
      fc.array(sign, { maxLength: 30 }).map((signs) => signs.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(text, async (query) => {
        for (const hit of await store.search({ text: query, limit: 3, tag: query }))
          expect(hit.article.id).toBeDefined();
        await store.search({ text: query, limit: 3 });
      }),
      { numRuns: 300 },
    );
  });

  it('finds an article by any word it shows', async () => {
    for (const [name, { title = '', body = '' }] of Object.entries(samples)) {
      const words = `${title} ${toPlainText(body)}`.split(/[\s.,。।]+/).filter((word) => word !== '');
      for (const word of words) expect((await find(word)).split(' '), word).toContain(name);
    }
  });

  it('shows the hits in the text around them', async () => {
    const snippet = (await store.search({ text: 'fish gre*', limit: 1 }))[0]?.snippet;
    expect(snippet).toBe('The \u0001grey\u0002 heron was seen near the old \u0001fish\u0002 market on Sunday.');
    expect((await store.search({ text: '北京大', limit: 1 }))[0]?.snippet).toBe(
      '手机 iPhone 在\u0001北京大\u0002学很流行。',
    );
  });
});

describe('makeSnippet', () => {
  const terms = parseSearch('needle');

  it('cuts between words around the first hit', () => {
    const text = `${'before '.repeat(40)}needle${' after'.repeat(80)}`;
    const snippet = makeSnippet(text, terms);
    expect(snippet).toMatch(/^… (before ){7,9}\u0001needle\u0002( after){20,30} …$/);
  });

  it('gives the beginning when the hit is elsewhere', () => {
    expect(makeSnippet('word '.repeat(100), terms)).toMatch(/^(word ){30,40}…$/);
  });

  it('marks pairs, stays short and breaks no character, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), fc.string({ maxLength: 20 }), (text, query) => {
        const snippet = makeSnippet(`${text} needle`, parseSearch(query));
        expect(snippet.replace(/[^\u0001\u0002]/g, '')).toMatch(/^(\u0001\u0002)*$/);
        expect(snippet.length).toBeLessThan(1500);
        expect(snippet).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});

describe('toSearchText', () => {
  it('cuts runs without spaces into pairs', () => {
    expect(toSearchText('a北京市b').split(/ +/)).toEqual(['a', '北京', '京市', '市', 'b']);
  });

  it('takes time in proportion to the text', () => {
    for (const piece of ['](', '[', '> ', '北', '\\', '1. ', '"-', 'e\u0301']) {
      toSearchText(toPlainText(piece.repeat(200_000)));
      parseSearch(piece.repeat(200_000));
      makeSnippet(piece.repeat(200_000), parseSearch('x*'));
    }
  });
});
