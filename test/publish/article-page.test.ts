import { findAll, getElementsByTagName, textContent } from 'domutils';
import type { Document, Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import type { ArticleFile, FrontMatter } from '../../src/model/article-file.ts';
import type { Edition } from '../../src/model/edition.ts';
import { makeEdition } from '../editions/made-up-edition.ts';
import { publish } from './publish.ts';

const edition = makeEdition(30);
const files = await publish(edition);

const elements = (page: Document | Element, name: string): Element[] => getElementsByTagName(name, page);
const pageAt = (path: string): Document => parseDocument(files.get(path) ?? '');

/** Where the page of the `index`th article lies, and its file. */
function articlePage(of: Edition, index: number): { path: string; file: ArticleFile } {
  const file = of.articles[index];
  if (file === undefined) throw new Error('no such article');
  return { path: file.path.replace(/^content\//, '').replace(/\.md$/, '/index.html'), file };
}

describe('an article page', () => {
  const change = async (patch: Partial<FrontMatter>, body?: string): Promise<string> => {
    const [first, ...rest] = edition.articles;
    if (first === undefined) throw new Error('the made-up edition is empty');
    const article = { ...first, frontMatter: { ...first.frontMatter, ...patch }, body: body ?? first.body };
    const { path } = articlePage(edition, 0);
    return (await publish({ ...edition, articles: [article, ...rest] })).get(path) ?? '';
  };

  test.each([
    [
      'sidebar right has its widgets',
      { sidebar: 'right', widgets: ['search', 'recent', 'taglist'] },
      ['search', 'recent', 'taglist'],
    ],
    ['widgets come in the order they are named in', { widgets: ['taglist', 'search'] }, ['taglist', 'search']],
    ['categories and languages are widgets too', { widgets: ['categories', 'languages'] }, ['categories', 'languages']],
    ['unknown widgets and repeated ones are left out', { widgets: ['constructor', 'search', 'search'] }, ['search']],
    ['sidebar false has none', { sidebar: false as const }, []],
  ])('%s', async (_, patch, expected) => {
    const page = parseDocument(await change(patch));
    const found = elements(page, 'aside').flatMap((aside) =>
      findAll(({ attribs }) => /^widget /.test(attribs['class'] ?? ''), [aside]),
    );
    expect(found.map(({ attribs }) => attribs['class'])).toEqual(expected.map((name) => `widget ${name}`));
    const frames = found.filter(({ name }) => name === 'iframe').map(({ attribs }) => attribs['src']);
    expect(frames.map((src) => src?.replace(/^(?:\.\.\/)+/, ''))).toEqual(
      expected.filter((name) => name !== 'search').map((name) => `widgets/${name}/index.html`),
    );
  });

  test('sidebar left stands on the other side', async () => {
    expect(await change({ sidebar: 'left' })).toContain('class="frame aside-first"');
    expect(await change({ sidebar: 'right' })).toContain('class="frame"');
  });

  test('pager says whether the neighbors are linked', async () => {
    expect(await change({ pager: true })).toContain('rel="prev"');
    expect(await change({ pager: false })).not.toContain('rel="prev"');
  });

  test('says in which language and direction the article is written', () => {
    const index = edition.articles.findIndex(({ frontMatter }) => frontMatter.lang[0] === 'ar');
    const [article] = elements(pageAt(articlePage(edition, index).path), 'article');
    expect([article?.attribs['lang'], article?.attribs['dir']]).toEqual(['ar', 'rtl']);
  });

  test('leads to the original: canonical, visible link, JSON-LD', () => {
    const { path, file } = articlePage(edition, 0);
    const source = file.frontMatter.courant?.url;
    const page = pageAt(path);
    expect(elements(page, 'link').find(({ attribs }) => attribs['rel'] === 'canonical')?.attribs['href']).toBe(source);
    expect(elements(page, 'a').filter(({ attribs }) => attribs['href'] === source).length).toBe(2);
    const [script] = elements(page, 'script');
    expect(JSON.parse(script ? textContent(script) : '')).toMatchObject({
      '@type': 'NewsArticle',
      headline: file.frontMatter.title,
      isBasedOn: source,
      publisher: { name: 'La Marelle' },
    });
  });

  test.each([
    ['a live blog', { kind: 'live-blog' }, '>Live<'],
    ['an opinion', { kind: 'opinion' }, '>Opinion<'],
    ['what is not free to read', { free: false }, 'Subscribers only at the source'],
    ['a revision', { revision: 3 }, 'Revision 3'],
    ['rights signals', { rights: ['noai', 'nosnippet'] }, 'noai, nosnippet'],
    ['rights signals, to search engines', { rights: ['nosnippet'] }, '<meta name="robots" content="nosnippet">'],
    ['its authors', { authors: ['Ann A', 'Bo B'] }, 'By Ann A and Bo B'],
    [
      'a change after publication',
      { modified: '2025-03-01T10:00:00Z' },
      'Updated <time datetime="2025-03-01T10:00:00.000Z"',
    ],
  ])('labels %s', async (_, patch, expected) => {
    const courant = edition.articles[0]?.frontMatter.courant;
    if (courant === undefined) throw new Error('the made-up edition has no provenance');
    expect(await change({ courant: { ...courant, ...patch } })).toContain(expected);
  });

  const undated = (patch: Partial<FrontMatter> = {}, body?: string): Promise<string> => {
    const courant = edition.articles[0]?.frontMatter.courant;
    if (courant === undefined) throw new Error('the made-up edition has no provenance');
    return change(
      { date: '2026-08-21 14:05:00', courant: { ...courant, published: '', modified: '' }, ...patch },
      body,
    );
  };

  test('says of an article without a date when it was collected, and nothing more to machines', async () => {
    const text = await undated();
    expect(textContent(parseDocument(text))).toContain('Collected August 21, 2026');
    expect(text).not.toMatch(/14:05|published_time|datePublished|dateModified/);
  });

  test.each([
    ['a picture of the front matter alone', undefined],
    [
      'a picture that the body has too',
      '![A](https://images.example/item-29.jpg)\n\n![B](https://other.example/b.jpg)',
    ],
  ])('%s is shown once and loaded at once; one without a local copy is a link', async (_, body) => {
    const page = parseDocument(await change({ thumbnail: 'https://images.example/item-29.jpg' }, body));
    const images = elements(page, 'img').map(({ attribs }) => attribs);
    expect(images).toMatchObject([{ fetchpriority: 'high' }]);
    expect(images[0]).not.toHaveProperty('loading');
    const links = elements(page, 'a').map(({ attribs }) => attribs['href']);
    expect(links.includes('https://other.example/b.jpg')).toBe(body !== undefined);
  });

  test.each([
    ['begin below the title', '#### a\n\n#### b', 'h2 h2'],
    ['leave no level out', '## a\n\n##### b\n\n### c\n\n## d', 'h2 h3 h3 h2'],
    ['never leave HTML', '# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f', 'h2 h3 h4 h5 h6 h6'],
  ])('headings of the body %s', async (_, body, expected) => {
    const page = parseDocument(await change({ sidebar: false }, body));
    const [prose] = findAll(({ attribs }) => attribs['class'] === 'prose', page.children);
    const names = prose && findAll(({ name }) => /^h\d$/.test(name), [prose]).map(({ name }) => name);
    expect(names?.join(' ')).toBe(expected);
  });

  test('tables and code scroll by keyboard, and header cells say what they head', async () => {
    const text = await change({}, '| | b |\n| --- | --: |\n| c | d |\n\n```\ncode\n```');
    expect(text).toContain('<div class="table-frame" tabindex="0"><table>');
    expect(text).toContain('<pre tabindex="0"><code>');
    expect(text).toContain('<td></td>\n<th scope="col" class="align-right">b</th>');
  });

  test('a tag that no other article carries is plain text', async () => {
    const text = await change({ tags: ['la-marelle', 'once <only>'] });
    expect(text).toContain('<li><bdi>once &lt;only&gt;</bdi></li>');
    expect(text).toMatch(/<li><a href="[^"]*tags\/la-marelle\/index.html" rel="tag">/);
  });

  test('shows the seed form too, which says less', async () => {
    const seedForm = JSON.parse(
      JSON.stringify({ ...edition.articles[0]?.frontMatter, courant: undefined }),
    ) as FrontMatter;
    const [first] = edition.articles;
    if (first === undefined) throw new Error('the made-up edition is empty');
    const all = await publish({ ...edition, articles: [{ ...first, frontMatter: seedForm }] });
    expect(all.get(articlePage(edition, 0).path)).toContain('Read at La Marelle');
  });
});
