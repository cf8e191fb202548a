import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article, Block } from '../model/article.ts';
import { brandUrl, toSourceId } from '../model/ids.ts';
import { toUrl } from '../url/normalize.ts';
import { articleUrlOf, toArticleId } from './article-id.ts';
import { formatArticleFile, parseArticleFile } from './article-file.ts';
import { sealOf } from './seal.ts';
import { toArticleFile, type ToArticleFileInput } from './to-article-file.ts';

const outlet = toSourceId('harbor-courier') ?? expect.unreachable();
const url = brandUrl('https://harbor-courier.example/news/1.html');
const paragraph = (text: string): Block => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] });
const image = { url: brandUrl('https://img.example/1.jpg'), alt: 'A' };
const figure: Block = { kind: 'figure', image, caption: [{ kind: 'text', text: 'Caption words' }], credit: '' };

const article: Article = {
  url,
  title: 'Ferry runs again',
  standfirst: '',
  authors: ['Ida  Rask', ' '],
  language: 'en',
  published: { instant: '2025-03-04T23:40:05+01:00', precision: 'time' },
  kind: 'article',
  section: '',
  topics: [],
  isFree: true,
  rights: ['noai'],
  blocks: [paragraph('The ferry sailed.')],
  confidence: 0.876,
  evidence: {},
};

const input: ToArticleFileInput = {
  article,
  url,
  outlet,
  timeZone: 'UTC',
  frontMatter: 'courant',
  fetchedAt: '2025-03-05T06:00:00Z',
  revision: 1,
  isPathTaken: () => Promise.resolve(false),
};
const fileOf = (change: Partial<Article>, more: Partial<ToArticleFileInput> = {}) =>
  toArticleFile({ ...input, ...more, article: { ...article, ...change } });

describe('the file of an article', () => {
  it('is dated in the zone of the site, and lies in the folder of that day', async () => {
    const file = await fileOf({}, { timeZone: 'Asia/Tokyo' });
    expect(file.frontMatter.date).toBe('2025-03-05 07:40:05');
    expect(file.path).toBe('content/post/2025/03/05/harbor-courier/ferry-runs-again.md');
  });

  it('keeps the languages that it was translated into, its own first', async () => {
    const first = await fileOf({});
    expect(first.frontMatter.translations).toEqual(['en']);
    const previous = { ...first, frontMatter: { ...first.frontMatter, translations: ['en', 'de', 'fr'] } };
    expect((await fileOf({}, { previous })).frontMatter.translations).toEqual(['en', 'de', 'fr']);
    expect((await fileOf({ language: 'fr' }, { previous })).frontMatter.translations).toEqual(['fr', 'de']);
  });

  it('is dated by an earlier revision, then by the fetch, when the page does not say', async () => {
    const undated: { -readonly [K in keyof Article]: Article[K] } = { ...article };
    delete undated.published;
    const previous = await fileOf({ published: { instant: '2025-03-01T10:00:00Z', precision: 'time' } });
    const known = await toArticleFile({ ...input, article: undated, previous });
    const unknown = await toArticleFile({ ...input, article: undated });
    const later = '2025-04-01T00:00:00Z';
    const again = await toArticleFile({ ...input, article: undated, previous: unknown, fetchedAt: later });
    expect(known.frontMatter.date).toBe('2025-03-01 10:00:00');
    expect(known.frontMatter.courant?.published).toBe('2025-03-01T10:00:00Z');
    expect(unknown.frontMatter.date).toBe('2025-03-05 06:00:00');
    expect(unknown.frontMatter.courant?.published).toBe('');
    expect(again.frontMatter.date).toBe('2025-03-05 06:00:00');
  });

  it('ends with the link to the outlet, also when there is nothing else', async () => {
    expect((await fileOf({})).body).toBe(`The ferry sailed.\n\n[harbor-courier](${url})`);
    expect((await fileOf({ blocks: [] })).body).toBe(`[harbor-courier](${url})`);
  });

  it('has the first 50 words as its summary, and three dots when more follow', async () => {
    const words = Array.from({ length: 60 }, (_, index) => `w${index}`);
    const long = await fileOf({
      blocks: [paragraph(words.slice(0, 30).join(' ')), paragraph(words.slice(30).join('\n'))],
    });
    const exact = await fileOf({ blocks: [paragraph(words.slice(0, 50).join(' '))] });
    expect(long.frontMatter.summary).toBe(`${words.slice(0, 50).join(' ')}...`);
    expect(exact.frontMatter.summary).toBe(words.slice(0, 50).join(' '));
  });

  it('takes no captions, key points, foreign posts or related links into the summary', async () => {
    const blocks: readonly Block[] = [
      figure,
      { ...paragraph('Key'), role: 'key-points' },
      { ...paragraph('Stand first.'), role: 'standfirst' },
      { kind: 'embed', url: 'https://posts.example/1', blocks: [paragraph('Post')] },
      { ...paragraph('Read too'), role: 'related' },
      paragraph('Body.'),
    ];
    expect((await fileOf({ blocks })).frontMatter.summary).toBe('Stand first. Body.');
  });

  it('keeps the lead picture in the text once', async () => {
    const file = await fileOf({ image, blocks: [figure, paragraph('a'), figure] });
    expect(file.body.split('https://img.example/1.jpg')).toHaveLength(2);
    expect(file.frontMatter.thumbnail).toBe('https://img.example/1.jpg');
  });

  it('tags with the outlet, and with clean topics in profile courant', async () => {
    const topics = [
      ' #Ferries ',
      'ferries',
      'x'.repeat(61),
      '..',
      '---',
      'Harbor-Courier',
      'Ost\nholm',
      ...'abcdefghijklmn',
    ];
    const tags = ['harbor-courier', 'Ferries', 'Ost holm', ...'abcdefghij'];
    expect((await fileOf({ topics })).frontMatter.tags).toEqual(tags);
    expect((await fileOf({ topics }, { frontMatter: 'mainroad' })).frontMatter.tags).toEqual(['harbor-courier']);
  });

  it('says where it came from in profile courant only', async () => {
    const file = await fileOf({});
    const hash = createHash('sha256').update(`Ferry runs again\n\n${file.body}`).digest('hex');
    expect(file.frontMatter.courant).toEqual({
      url,
      canonical: '',
      outlet: 'harbor-courier',
      authors: ['Ida Rask'],
      published: '2025-03-04T23:40:05+01:00',
      modified: '',
      fetched: '2025-03-05T06:00:00Z',
      kind: 'article',
      free: true,
      hash: `sha256:${hash}`,
      confidence: 0.88,
      revision: 1,
      rights: ['noai'],
      seal: sealOf(formatArticleFile(file)),
    });
    expect((await fileOf({}, { frontMatter: 'mainroad' })).frontMatter.courant).toBeUndefined();
  });

  it('keeps its place on a revision', async () => {
    const previous = await fileOf({ title: 'Old title' });
    expect((await fileOf({ title: 'New title' }, { previous, revision: 2 })).path).toBe(previous.path);
  });
});

describe('any article', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('../../etc/passwd', '{{< x >}}', '---', '"\\', '\0', ''),
  );
  const address = fc
    .webUrl({ withQueryParameters: true, withFragments: false })
    .map((value) => brandUrl(new URL(value).href));

  it('gives a file that is read as it was written, at an address that is found again', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.array(text, { maxLength: 3 }),
        address,
        fc.boolean(),
        async (title, body, topics, from, full) => {
          const change = { title, topics, authors: topics, blocks: [paragraph(body)] };
          const file = await fileOf(change, { url: from, frontMatter: full ? 'courant' : 'mainroad' });
          expect(parseArticleFile(file.path, formatArticleFile(file))).toEqual(file);
          const found = articleUrlOf(file);
          expect(found && toArticleId(found)).toBe(toArticleId(from));
          expect(file.body).not.toMatch(/\{\{[<%]/);
        },
      ),
    );
  });

  const odd = ['a?x={{<b>}}', 'a?q=`|\\', '(a', 'a(b)c', 'a?b=&copy;&amp;', "a'b", '[x]', 'a?q=é', 'a?b=1&c=2#d'];
  it.each(odd)('is found again at the odd address %s', async (end) => {
    const from = toUrl(end, url) ?? expect.unreachable();
    const file = await fileOf({}, { url: from, frontMatter: 'mainroad' });
    const found = articleUrlOf(file);
    expect(found && toArticleId(found)).toBe(toArticleId(from));
  });
});
