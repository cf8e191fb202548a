import { describe, expect, test } from 'vitest';
import { makeSearchDocument, madeUpLanguages } from '../../../test/editions/made-up-texts.ts';
import type { SiteFile } from '../../model/site.ts';
import { getHit, openIndex, type Manifest } from './browser/find.js';
import { parseTerms, type Query } from './browser/query.js';
import { wordsOf } from './browser/words.js';
import { renderSearchManifest } from './render-manifest.ts';
import { renderSearchSegment } from './render-segment.ts';
import type { SearchDocument, SearchSegment } from './search-document.ts';
import { segmentsOf } from './segments.ts';

const noChoices = { outlets: [], languages: [], tags: [] };

/** What a file passes to the function that it calls. */
function callOf({ content }: SiteFile): unknown[] {
  const text = typeof content === 'string' ? content : new TextDecoder('utf-8', { fatal: true }).decode(content);
  return JSON.parse(`[${/^courantSearch\((.*)\);\n$/s.exec(text)?.[1] ?? ''}]`) as unknown[];
}

/** An index in memory, with what it was asked for. */
function buildIndex(documents: readonly SearchDocument[]): ReturnType<typeof openIndex> & { readonly asked: string[] } {
  const counts = new Map<string, number>();
  for (const { day } of documents) counts.set(day, (counts.get(day) ?? 0) + 1);
  const segmentOfDay = segmentsOf(counts);
  const files = new Map<string, unknown[]>();
  const put = (file: SiteFile): unknown => files.set(file.path, callOf(file));
  const segments = [...new Set(segmentOfDay.values())].map((name) =>
    renderSearchSegment(
      name,
      documents.filter(({ day }) => segmentOfDay.get(day) === name),
      put,
    ),
  );
  for (const file of renderSearchManifest(segments, noChoices)) put(file);
  const manifest = files.get('search/manifest.js')?.[3] as Manifest;
  const asked: string[] = [];
  const index = openIndex(manifest, (segment, file) => {
    const path = `search/${segment.name === '' ? '' : `${segment.name}/`}${file}.js`;
    const call = files.get(path);
    if (call === undefined) throw new Error(`no file ${path}`);
    asked.push(path);
    expect(call.slice(0, 3)).toEqual([segment.name, segment.digest, file]);
    return Promise.resolve(call.slice(3));
  });
  return { ...index, asked };
}

const ask = (text: string, filters: Partial<Query> = {}): Query => ({
  terms: parseTerms(text),
  ...{ outlet: '', language: '', tag: '', from: '', to: '' },
  ...filters,
});

async function findFolders(index: ReturnType<typeof openIndex>, query: Query): Promise<readonly string[]> {
  const folders: string[] = [];
  for await (const found of index.find(query)) folders.push((await getHit(found)).folder);
  return folders;
}

/** The names of the segments of which files were asked for. */
function segmentsAsked(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.flatMap((path) => /^search\/([^/]+)\//.exec(path)?.[1] ?? []));
}

const partsByDocument = new Map<SearchDocument, readonly (readonly string[])[]>();

function partsOf(document: SearchDocument): readonly (readonly string[])[] {
  const { title, summary, text, tags } = document;
  const parts = partsByDocument.get(document) ?? [title, summary, text, ...tags].map((part) => wordsOf(part).words);
  partsByDocument.set(document, parts);
  return parts;
}

/** The same by looking at every word of every document. */
function findByForce(documents: readonly SearchDocument[], query: Query): readonly string[] {
  const isFollowed = (words: readonly string[], phrase: readonly string[], isPrefix: boolean): boolean =>
    words.some((_, at) =>
      phrase.every((word, place) => {
        const here = words[at + place] ?? '';
        return isPrefix && place === phrase.length - 1 ? here.startsWith(word) : here === word;
      }),
    );
  return documents
    .filter((document) => {
      const parts = partsOf(document);
      return (
        (query.outlet === '' || document.outlet === query.outlet) &&
        (query.language === '' || document.language.startsWith(query.language)) &&
        (query.tag === '' || document.tags.includes(query.tag)) &&
        (query.from === '' || document.day >= query.from) &&
        (query.to === '' || document.day <= query.to) &&
        query.terms.every(
          ({ words, isPrefix, isExcluded }) => parts.some((part) => isFollowed(part, words, isPrefix)) !== isExcluded,
        )
      );
    })
    .sort((a, b) => b.publishedMs - a.publishedMs)
    .map(({ folder }) => folder);
}

const perLanguage = 30;
const documents = madeUpLanguages.flatMap((language, index) =>
  Array.from({ length: perLanguage }, (_, n) =>
    makeSearchDocument(n * madeUpLanguages.length + index, { language, length: 150, frequent: 700, perDay: 20 }),
  ),
);
const index = buildIndex(documents);

describe('finds what looking at every word finds', () => {
  test.each(madeUpLanguages.map(({ tag }) => tag))('%s', async (tag) => {
    const own = documents.filter(({ language }) => language === tag);
    const sample = own.slice(0, 3).map(({ title, text }) => [...wordsOf(title).words, ...wordsOf(text).words]);
    for (const [place, words] of sample.entries()) {
      const [first = '', second = '', third = ''] = words.slice(place * 3);
      const far = words.at(-7) ?? '';
      const { title, text } = own[place] ?? { title: '', text: '' };
      for (const text1 of [
        `${first} `,
        `${far} ${first} `,
        `${far} ${second} ${third} `,
        `"${first} ${second} ${third}"`,
        `"${title}"`,
        title,
        text.slice(20, 32),
        `"${text.slice(17, 35)}"`,
        `${first} -${third} `,
        `${second} -"${first} ${second}" `,
        `${second.slice(0, 2)}*`,
        far.slice(0, 3),
        `${first} ${far.slice(0, 2)}`,
        first.slice(0, 1),
      ]) {
        const query = ask(text1);
        if (query.terms.every(({ isExcluded }) => isExcluded)) continue;
        expect([text1, await findFolders(index, query)]).toEqual([text1, findByForce(documents, query)]);
      }
    }
  });

  test.each<[string, string, Partial<Query>]>([
    ['an outlet', '', { outlet: 'outlet-3' }],
    ['a tag', '', { tag: 'topic-7' }],
    ['a language', '', { language: 'ja' }],
    ['days', '', { from: '2026-11-01', to: '2026-11-09' }],
    ['a day to the end', 'an ', { from: '2026-11-11' }],
    ['everything up to a day', '', { to: '2026-10-25' }],
    ['a word and all of them', 'ter', { outlet: 'outlet-0', language: 'en', from: '2026-10-20', to: '2026-11-20' }],
    ['days without articles', '', { from: '2030-01-01' }],
    ['an outlet that there is not', 'an ', { outlet: 'nobody' }],
  ])('narrowed to %s', async (_, text, filters) => {
    const query = ask(text, filters);
    expect(await findFolders(index, query)).toEqual(findByForce(documents, query));
  });

  test('any part of a run of a script without spaces', async () => {
    for (const { language, text, folder } of documents
      .filter(({ language }) => ['ja', 'zh', 'ko', 'th'].includes(language))
      .slice(0, 60)) {
      for (const length of [1, 2, 3, 5]) {
        const part = text.slice(10, 10 + length).split(/[\s。.]/)[0] ?? '';
        const found = await findFolders(index, ask(part));
        if (part !== '') expect([language, part, found.includes(folder)]).toEqual([language, part, true]);
      }
    }
  });

  test('a search for nothing finds nothing', async () => {
    for (const text of ['', ' ', '"" *', '-an', '.,;']) expect(await findFolders(index, ask(text))).toEqual([]);
  });
});

test('a common word is answered by the newest segments', async () => {
  const [language] = madeUpLanguages;
  if (language === undefined) throw new Error('there is a first language');
  const many = Array.from({ length: 4000 }, (_, n) =>
    makeSearchDocument(n, { language, length: 5, frequent: 20, perDay: 30 }),
  );
  const fresh = buildIndex(many);
  for await (const found of fresh.find(ask('an '))) if ((await getHit(found)).folder !== '') break;
  const asked = segmentsAsked(fresh.asked);
  for await (const found of fresh.find(ask('an '))) await getHit(found);
  const all = segmentsAsked(fresh.asked);
  expect([asked.size, all.size > asked.size]).toEqual([6, true]);
});

test('a search asks no more segments than should have the next results', async () => {
  const [language] = madeUpLanguages;
  if (language === undefined) throw new Error('there is a first language');
  const many = Array.from({ length: 6000 }, (_, n) => ({
    ...makeSearchDocument(n, { language, length: 5, frequent: 20, perDay: 30 }),
    text: n % 200 === 7 ? 'seldom' : '',
  }));
  const fresh = buildIndex(many);
  const asked = (): number => segmentsAsked(fresh.asked).size;
  const found = fresh.find(ask('seldom '));
  const sizes: number[] = [];
  for (let n = 0; n < 30; n += 1) {
    await found.next();
    sizes.push(asked());
  }
  // Two or three in the first six segments; a few more for each ten.
  expect([sizes[0], (sizes[12] ?? 0) < (sizes[29] ?? 0), (sizes[5] ?? 0) < 12]).toEqual([6, true, true]);
});

describe('phrases of words that fill several files', () => {
  const [language = never()] = madeUpLanguages;
  // Some words have files of their own, most share them.
  const own = Array.from({ length: 700 }, (_, n) =>
    makeSearchDocument(n, { language, length: 250, frequent: 60, perDay: 1000 }),
  );
  const large = buildIndex(own);

  test.each([0, 1, 5, 30])('from the word %i of a text on', async (at) => {
    for (const document of [own[3], own[350], own[699]]) {
      const words = wordsOf(document?.text ?? '').words;
      for (const length of [2, 3, 6]) {
        const text = `"${words.slice(at, at + length).join(' ')}"`;
        expect([text, await findFolders(large, ask(text))]).toEqual([text, findByForce(own, ask(text))]);
      }
    }
  });

  test('load little that is of other words', () => {
    const sizes: number[] = [];
    renderSearchSegment('a', own, ({ path, content }) => {
      if (/\/p\d+\.js$/.test(path)) sizes.push(content.length);
    });
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(16_000);
    expect(sizes.some((size) => size > 11_000)).toBe(true);
  });
});

describe('a segment', () => {
  const own = documents.slice(0, 100);
  const render = (of: readonly SearchDocument[]): { segment: SearchSegment; files: readonly SiteFile[] } => {
    const files: SiteFile[] = [];
    return { segment: renderSearchSegment('a', of, (file) => files.push(file)), files };
  };
  const bytesOf = (of: readonly SearchDocument[]): unknown => render(of).files;

  test('has the same bytes in whatever order its documents come', () => {
    expect(bytesOf(own.toReversed())).toEqual(bytesOf(own));
    expect(bytesOf(own.toSorted((a, b) => (a.title < b.title ? -1 : 1)))).toEqual(bytesOf(own));
  });

  test('has another digest when anything that it shows changes', () => {
    const [first, ...rest] = own;
    if (first === undefined) throw new Error('there are documents');
    const digestOf = (of: readonly SearchDocument[]): string => render(of).segment.digest;
    const digests = [
      digestOf(own),
      digestOf([{ ...first, text: `${first.text} more` }, ...rest]),
      digestOf([{ ...first, summary: 'Another' }, ...rest]),
      digestOf([{ ...first, outlet: 'another' }, ...rest]),
      digestOf(rest),
    ];
    expect(new Set(digests).size).toBe(5);
  });

  test('may hold nothing, or hostile names and texts', async () => {
    expect(render([]).segment).toMatchObject({ count: 0, firstDay: '', lastDay: '' });
    const hostile: SearchDocument = {
      ...(own[0] ??
        makeSearchDocument(0, { language: madeUpLanguages[0] ?? never(), length: 1, frequent: 9, perDay: 1 })),
      title: '</script>\u2028" \\ \ud800 \udc00 𠮷野家',
      outlet: 'An "outlet"\\\n',
      tags: ['<b>', ''],
      text: 'x'.repeat(5000) + ' \u0000 𠮷𠮷𠮷 𠮸𠮸',
    };
    const small = buildIndex([hostile]);
    for (const [text, filters] of [
      ['𠮷野', {}],
      ['𠮷𠮷', {}],
      ['𠮸', {}],
      ['x'.repeat(4000), {}],
      ['', { outlet: 'An "outlet"\\\n' }],
      ['', { tag: '<b>' }],
    ] as const) {
      expect([text, await findFolders(small, ask(text, filters))]).toEqual([text, [hostile.folder]]);
    }
  });
});

function never(): never {
  throw new Error('there is a first language');
}
