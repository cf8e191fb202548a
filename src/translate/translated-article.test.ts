import { describe, expect, test } from 'vitest';
import type { ArticleFile } from '../model/article-file.ts';
import { alignTranslation } from './align-translation.ts';
import { joinArticle, type Making, partArticle, translationPath } from './translated-article.ts';

const body = [
  'The **old mill** by the long and broad river <b>burned</b>. The council met on Monday and heard the mayor of the town. It votes soon.',
  '![The mill](https://img.example/m.jpg)\\\n*The mill in May*',
  '## What now',
  '- See [the report](https://a.example/r) and `code`',
  '```\ncode\n```',
  '[harbor-gazette](https://harbor.example/1)',
].join('\n\n');

const original: ArticleFile = {
  path: 'content/post/2025/02/09/harbor-gazette/mill.md',
  frontMatter: {
    title: 'Mill & river',
    date: '2025-02-09 10:00:00',
    summary: 'The old mill',
    categories: ['harbor-gazette'],
    lang: ['en'],
    translations: ['en'],
    tags: ['harbor-gazette', 'Mills'],
    menu: '',
    thumbnail: 'https://img.example/m.jpg',
    lead: '',
    comments: false,
    authorbox: false,
    pager: true,
    toc: false,
    mathjax: false,
    sidebar: 'right',
    widgets: ['search'],
    courant: {
      url: 'https://harbor.example/1',
      canonical: '',
      outlet: 'harbor-gazette',
      authors: ['Ana Sol'],
      published: '2025-02-09T10:00:00Z',
      modified: '',
      fetched: '2025-02-09T11:00:00Z',
      kind: 'news',
      free: true,
      hash: 'sha256:00',
      confidence: 0.9,
      revision: 2,
      rights: [],
      seal: '0123456789abcdef',
    },
  },
  body,
};

const making: Making = {
  to: 'de',
  translations: ['en', 'de'],
  translationKey: 'a1',
  engine: 'apertium',
  model: 'eng-deu 1',
  translated: '2025-02-10T00:00:00Z',
  glossary: '',
  confidence: 0.8765,
};

const german = [
  'Mühle &amp; Fluss',
  'Die <pc id="1">alte Mühle</pc> am langen und breiten Fluss <ph id="2"/>brannte<ph id="3"/>.',
  'Der Rat trat am Montag zusammen und hörte den Bürgermeister der Stadt. Er stimmt bald ab.',
  'Die Mühle',
  'Die Mühle im Mai',
  'Was jetzt',
  'Siehe <ph id="2"/> und <pc id="1">den Bericht</pc>',
];

describe('the file of a translation', () => {
  test('has the words of the translation in the form of the original', () => {
    const parted = partArticle(original, 'all');
    expect(parted.segments).toHaveLength(german.length);
    const file = joinArticle(parted, german, making);
    expect(file.path).toBe('content/post/2025/02/09/harbor-gazette/mill.de.md');
    expect(file.body).toBe(
      [
        'Die **alte Mühle** am langen und breiten Fluss &lt;b>brannte&lt;/b>. Der Rat trat am Montag zusammen und hörte den Bürgermeister der Stadt. Er stimmt bald ab.',
        '![Die Mühle](https://img.example/m.jpg)\\\n*Die Mühle im Mai*',
        '## Was jetzt',
        '- Siehe `code` und [den Bericht](https://a.example/r)',
        '```\ncode\n```',
        '[harbor-gazette](https://harbor.example/1)',
      ].join('\n\n'),
    );
    expect(file.frontMatter).toEqual({
      ...original.frontMatter,
      title: 'Mühle & Fluss',
      summary:
        'Die alte Mühle am langen und breiten Fluss < b>brannte< /b>. Der Rat trat am Montag zusammen und hörte den Bürgermeister der Stadt. Er stimmt bald ab. Was jetzt Siehe code und den Bericht code',
      lang: ['de'],
      translations: ['en', 'de'],
      courant: {
        ...original.frontMatter.courant,
        hash: '',
        seal: '',
        confidence: 0.88,
        translationKey: 'a1',
        translatedFrom: 'en',
        engine: 'apertium',
        model: 'eng-deu 1',
        translated: '2025-02-10T00:00:00Z',
        translationOf: 'sha256:00',
      },
    });
  });

  test('names the blocks where the original stands', () => {
    const texts = german.map((text, index) =>
      index === 0 || index === 2 ? undefined : text.replace('Siehe <ph id="2"/>', 'Siehe'),
    );
    const file = joinArticle(partArticle(original, 'all'), texts, { ...making, glossary: '12345678' });
    expect(file.frontMatter.title).toBe('Mill & river');
    expect(file.body).toContain('brannte&lt;/b>. The council met');
    expect(file.body).toContain('- See [the report](https://a.example/r) and `code`');
    expect(file.frontMatter.courant).toMatchObject({ untranslated: 'title 0 3', glossary: '12345678' });
  });

  test('of a title alone leads to the outlet', () => {
    const file = joinArticle(partArticle(original, 'title'), ['Mühle'], making);
    expect(file.body).toBe('[harbor-gazette](https://harbor.example/1)');
    expect(file.frontMatter).toMatchObject({ title: 'Mühle', summary: '' });
  });

  test('lies beside the original', () => {
    expect(translationPath('content/post/a.b.md', 'pt-BR')).toBe('content/post/a.b.pt-br.md');
  });
});

describe('which segment became which', () => {
  const parted = partArticle(original, 'all');

  test('is told from both files', () => {
    const aligned = alignTranslation(original, joinArticle(parted, german, making));
    expect(aligned).toEqual(parted.segments.map(({ text }, index) => ({ source: text, target: german[index] })));
  });

  test('leaves out what was not translated', () => {
    const texts = german.map((text, index) => (index === 0 || index === 6 ? undefined : text));
    const aligned = alignTranslation(original, joinArticle(parted, texts, making));
    expect(aligned?.map(({ target }) => target)).toEqual(german.slice(1, 6));
  });

  test('knows titles alone', () => {
    const file = joinArticle(partArticle(original, 'title'), ['Mühle'], making);
    expect(alignTranslation(original, file)).toEqual([{ source: 'Mill &amp; river', target: 'Mühle' }]);
  });

  test('is not told where sentences or blocks do not pair', () => {
    const file = joinArticle(parted, german, making);
    const merged = { ...file, body: file.body.replace('Er stimmt', 'er stimmt') };
    expect(alignTranslation(original, merged)?.some(({ target }) => target.startsWith('Der Rat'))).toBe(false);
    expect(alignTranslation(original, { ...file, body: file.body.replace('## Was', 'Was') })).toBeUndefined();
    const { courant } = original.frontMatter;
    const revised = { ...original.frontMatter, ...(courant && { courant: { ...courant, hash: 'sha256:01' } }) };
    expect(alignTranslation({ ...original, frontMatter: revised }, file)).toBeUndefined();
  });
});
