import { findAll, getElementsByTagName, textContent } from 'domutils';
import type { Document, Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { makeEdition } from '../../test/editions/made-up-edition.ts';
import type { ArticleFile, FrontMatter } from '../model/article-file.ts';
import type { Edition } from '../model/edition.ts';
import { readInterface } from '../config/read-interface.ts';
import { publishSite } from './publish-site.ts';

const texts = await readInterface('en');
const edition = makeEdition(30);
const files = new Map([...publishSite(edition, texts)].map((file) => [file.path, file]));

const elements = (page: Document | Element, name: string): Element[] => getElementsByTagName(name, page);
const pageAt = (path: string): Document => parseDocument(String(files.get(path)?.content));

/** Where the page of the `index`th article lies, and its file. */
function articlePage(of: Edition, index: number): { path: string; file: ArticleFile } {
  const file = of.articles[index];
  if (file === undefined) throw new Error('no such article');
  return { path: file.path.replace(/^content\//, '').replace(/\.md$/, '/index.html'), file };
}

describe('an article page', () => {
  const change = (patch: Partial<FrontMatter>, body?: string): string => {
    const [first, ...rest] = edition.articles;
    if (first === undefined) throw new Error('the made-up edition is empty');
    const article = { ...first, frontMatter: { ...first.frontMatter, ...patch }, body: body ?? first.body };
    const { path } = articlePage(edition, 0);
    const found = [...publishSite({ ...edition, articles: [article, ...rest] }, texts)].find(
      (file) => file.path === path,
    );
    return String(found?.content);
  };

  test.each([
    [
      'sidebar right has its widgets',
      { sidebar: 'right', widgets: ['search', 'recent', 'taglist'] },
      ['q-side', 'widget-recent', 'widget-tags'],
    ],
    ['widgets come in the order they are named in', { widgets: ['taglist', 'search'] }, ['widget-tags', 'q-side']],
    [
      'categories and languages are widgets too',
      { widgets: ['categories', 'languages'] },
      ['widget-categories', 'widget-languages'],
    ],
    ['unknown widgets and repeated ones are left out', { widgets: ['constructor', 'search', 'search'] }, ['q-side']],
    ['sidebar false has none', { sidebar: false as const }, []],
  ])('%s', (_, patch, expected) => {
    const page = parseDocument(change(patch));
    const [aside] = elements(page, 'aside');
    const ids =
      aside === undefined ? [] : findAll(({ attribs }) => 'id' in attribs, [aside]).map(({ attribs }) => attribs['id']);
    expect(ids).toEqual(expected);
  });

  test('sidebar left stands on the other side', () => {
    expect(change({ sidebar: 'left' })).toContain('class="frame aside-first"');
    expect(change({ sidebar: 'right' })).toContain('class="frame"');
  });

  test('pager says whether the neighbors are linked', () => {
    expect(change({ pager: true })).toContain('rel="prev"');
    expect(change({ pager: false })).not.toContain('rel="prev"');
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
  ])('labels %s', (_, patch, expected) => {
    const courant = edition.articles[0]?.frontMatter.courant;
    if (courant === undefined) throw new Error('the made-up edition has no provenance');
    expect(change({ courant: { ...courant, ...patch } })).toContain(expected);
  });

  const undated = (patch: Partial<FrontMatter> = {}, body?: string): string => {
    const courant = edition.articles[0]?.frontMatter.courant;
    if (courant === undefined) throw new Error('the made-up edition has no provenance');
    return change(
      { date: '2026-08-21 14:05:00', courant: { ...courant, published: '', modified: '' }, ...patch },
      body,
    );
  };

  test('says of an article without a date when it was collected, and nothing more to machines', () => {
    const text = undated();
    expect(textContent(parseDocument(text))).toContain('Collected August 21, 2026');
    expect(text).not.toMatch(/14:05|published_time|datePublished|dateModified/);
  });

  test.each([
    ['a picture of the front matter alone', undefined],
    [
      'a picture that the body has too',
      '![A](https://images.example/item-29.jpg)\n\n![B](https://images.example/item-27.jpg)',
    ],
  ])('%s is loaded at once, all others when they are needed', (_, body) => {
    const text = change({ thumbnail: 'https://images.example/item-29.jpg' }, body);
    const images = elements(parseDocument(text), 'img').map(({ attribs }) => attribs);
    expect(images.length).toBe(body === undefined ? 1 : 2);
    expect(images[0]).toMatchObject({ fetchpriority: 'high' });
    expect(images[0]).not.toHaveProperty('loading');
    for (const image of images.slice(1)) expect(image).toMatchObject({ loading: 'lazy', decoding: 'async' });
  });

  test.each([
    ['begin below the title', '#### a\n\n#### b', 'h2 h2'],
    ['leave no level out', '## a\n\n##### b\n\n### c\n\n## d', 'h2 h3 h3 h2'],
    ['never leave HTML', '# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f', 'h2 h3 h4 h5 h6 h6'],
  ])('headings of the body %s', (_, body, expected) => {
    const page = parseDocument(change({ sidebar: false }, body));
    const [prose] = findAll(({ attribs }) => attribs['class'] === 'prose', page.children);
    const names = prose && findAll(({ name }) => /^h\d$/.test(name), [prose]).map(({ name }) => name);
    expect(names?.join(' ')).toBe(expected);
  });

  test('tables and code scroll by keyboard, and header cells say what they head', () => {
    const text = change({}, '| | b |\n| --- | --: |\n| c | d |\n\n```\ncode\n```');
    expect(text).toContain('<div class="table-frame" tabindex="0"><table>');
    expect(text).toContain('<pre tabindex="0"><code>');
    expect(text).toContain('<td></td>\n<th scope="col" class="align-right">b</th>');
  });

  test('a tag that no other article carries is plain text', () => {
    const text = change({ tags: ['la-marelle', 'once <only>'] });
    expect(text).toContain('<li><bdi>once &lt;only&gt;</bdi></li>');
    expect(text).toMatch(/<li><a href="[^"]*tags\/la-marelle\/index.html" rel="tag">/);
  });

  test('shows the seed form too, which says less', () => {
    const seedForm = JSON.parse(
      JSON.stringify({ ...edition.articles[0]?.frontMatter, courant: undefined }),
    ) as FrontMatter;
    const [first] = edition.articles;
    if (first === undefined) throw new Error('the made-up edition is empty');
    const all = [...publishSite({ ...edition, articles: [{ ...first, frontMatter: seedForm }] }, texts)];
    expect(String(all.find((file) => file.path === articlePage(edition, 0).path)?.content)).toContain(
      'Read at La Marelle',
    );
  });
});
