import { describe, expect, test } from 'vitest';
import { makeArticle, makeStore } from '../../test/sample-archive.ts';
import { formatArticleFile } from './article-file.ts';
import { contentHash, isSealWhole, markOf, readSealed, sealed } from './seal.ts';
import type { ArticleRecord } from './store.ts';

async function storeOne(isSealed: boolean): Promise<{ readonly text: string; readonly known: ArticleRecord }> {
  const { id, file } = makeArticle('https://daily.example/1', { tags: ['Harbor'] });
  const store = await makeStore();
  const { courant, ...mainroad } = file.frontMatter;
  const written = isSealed ? sealed(file) : { ...file, frontMatter: mainroad };
  expect(courant?.seal).toBe('');
  await store.putArticle(id, written);
  const known = await store.getArticle(id);
  if (!known) throw new Error('not stored');
  return { text: formatArticleFile(written), known };
}

describe.each([
  ['with a seal', true],
  ['without a courant map', false],
])('a file %s', (_name, isSealed) => {
  test.each<[string, string | RegExp, string, boolean]>([
    ['as it was written', '', '', false],
    ['with Windows line ends', '\n', '\r\n', false],
    ['with the byte order mark of an editor', /^/, '\ufeff', false],
    ['whose text was changed', 'Nothing happened', 'Something happened', true],
    ['whose title was changed', 'A made-up headline', 'Another headline', true],
    ['with another tag', '  - "Harbor"', '  - "Port"', true],
    ['with another date', '2025-02-09 11:30:00', '2025-02-10 11:30:00', true],
    ['with a summary of its own', 'A summary.', 'My summary.', true],
  ])('%s', async (_case, from, to, isByHand) => {
    const { text, known } = await storeOne(isSealed);
    expect(
      readSealed(typeof from === 'string' ? text.replaceAll(from, to) : text.replace(from, to), known).isByHand,
    ).toBe(isByHand);
  });
});

describe('a seal', () => {
  test('is whole in the text as it was written, with any line ends, and in no other', async () => {
    const { text } = await storeOne(true);
    expect([isSealWhole(text), isSealWhole(text.replaceAll('\n', '\r\n'))]).toEqual([true, true]);
    expect(isSealWhole(text.replace('Nothing happened', 'Something happened'))).toBe(false);
    expect(isSealWhole((await storeOne(false)).text)).toBe(false);
  });

  test('is put only where there is a map for it', () => {
    const { file } = makeArticle('https://daily.example/1');
    const { courant, ...others } = file.frontMatter;
    expect(courant?.seal).toBe('');
    const plain = { ...file, frontMatter: others };
    expect(sealed(plain)).toBe(plain);
    expect(markOf(sealed(file))).toMatch(/^[0-9a-f]{16}$/);
    expect([markOf(file), markOf(plain)]).toEqual(['sha256:00', contentHash(plain.frontMatter.title, plain.body)]);
  });

  test.each([
    ['a key of another program', 'sidebar: "right"', 'weight: 3\nsidebar: "right"'],
    ['a switch of the theme', 'comments: false', 'comments: true'],
    ['an author', '  authors: []', '  authors:\n    - "Ida Rask"'],
    ['a comment', 'menu: ""', 'menu: "" # none'],
  ])('shows that somebody added %s', async (_name, from, to) => {
    const { text, known } = await storeOne(true);
    expect(text).toContain(from);
    expect(readSealed(text.replace(from, to), known).isByHand).toBe(true);
  });
});
