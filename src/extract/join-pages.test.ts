import { describe, expect, test } from 'vitest';
import type { Article, Block } from '../model/article.ts';
import { brandUrl } from '../model/ids.ts';
import { compareParts, isThin, joinPages, standIn, takeFuller } from './join-pages.ts';

const url = brandUrl('https://pier.example/story');
const paragraph = (text: string, role?: Block['role']): Block => ({
  kind: 'paragraph',
  inlines: [{ kind: 'text', text }],
  ...(role && { role }),
});
const figure = (name: string): Block => ({
  kind: 'figure',
  image: { url: brandUrl(`https://pier.example/${name}.jpg`), alt: '' },
  caption: [],
  credit: '',
});
const lines = (subject: string, count = 4): readonly Block[] =>
  Array.from({ length: count }, (_, i) =>
    paragraph(`The ${i + 1}th thing to be said of the ${subject} is that it has been there for a long time.`),
  );

function article(blocks: readonly Block[], more: Partial<Article> = {}): Article {
  return {
    ...{ url, title: 'A day on the pier', standfirst: '', authors: ['Ida Rask'], language: 'en', kind: 'article' },
    ...{ section: '', topics: [], isFree: true, rights: [], blocks, confidence: 0.8 },
    evidence: { body: { from: 'dom', confidence: 0.8 } },
    ...more,
  };
}

describe('joined pages', () => {
  test('have the text of all, in order, and the identity of the first', () => {
    const second = article(lines('noon'), { url: brandUrl('https://pier.example/story/2'), title: 'A day (2)' });
    const joined = joinPages(article(lines('dawn')), [second, article(lines('dusk'))]);
    expect(joined).toMatchObject({ url, title: 'A day on the pier', confidence: 0.8 });
    expect(joined.blocks).toEqual([...lines('dawn'), ...lines('noon'), ...lines('dusk')]);
    expect(joined.evidence.body?.from).toBe('dom, 3 pages');
  });

  test('show what stands at every top once, where it stands first', () => {
    const top = [paragraph('From dawn to dusk on the pier.', 'standfirst'), figure('pier')];
    const pages = ['dawn', 'noon', 'dusk'].map((subject) => article([...top, ...lines(subject)]));
    const [first = article([]), ...rest] = pages;
    expect(joinPages(first, rest).blocks).toEqual([...top, ...lines('dawn'), ...lines('noon'), ...lines('dusk')]);
  });

  test('show what stands at every end once, where it stands last', () => {
    const end = [paragraph('Ida Rask writes about the coast.')];
    const pages = ['dawn', 'noon', 'dusk'].map((subject) => article([...lines(subject), ...end]));
    const [first = article([]), ...rest] = pages;
    expect(joinPages(first, rest).blocks).toEqual([...lines('dawn'), ...lines('noon'), ...lines('dusk'), ...end]);
  });

  test('keep a short line that comes again inside a page', () => {
    const no = paragraph('“No.”');
    const joined = joinPages(article([...lines('dawn'), no]), [article([...lines('noon'), no, ...lines('dusk')])]);
    expect(joined.blocks).toEqual([...lines('dawn'), no, ...lines('noon'), no, ...lines('dusk')]);
  });

  test('say which page is missing, and are less sure', () => {
    const joined = joinPages(article(lines('dawn')), [article(lines('noon'))], { number: 3, because: 'fetch/gone' });
    expect(joined.confidence).toBe(0.2);
    expect(joined.evidence.body).toEqual({ from: 'dom, 2 pages; page 3 missing: fetch/gone', confidence: 0.2 });
    const alone = joinPages(article(lines('dawn')), [], { number: 2, because: 'fetch/robots-disallowed' });
    expect(alone.evidence.body?.from).toBe('dom, page 1; page 2 missing: fetch/robots-disallowed');
  });

  test('were modified when the last of them was', () => {
    const at = (instant: string): Partial<Article> => ({ modified: { instant, precision: 'time' } });
    const first = article(lines('dawn'), at('2026-03-04T10:00:00+02:00'));
    const joined = joinPages(first, [article(lines('noon'), at('2026-03-04T08:30:00Z'))]);
    expect(joined.modified?.instant).toBe('2026-03-04T08:30:00Z');
  });
});

describe('a page that another one names', () => {
  const first = article(lines('dawn'), { published: { instant: '2026-03-04T05:06:07Z', precision: 'time' } });
  const other = (title: string, more: Partial<Article> = {}): Article => article(lines('noon'), { title, ...more });
  const on = (instant: string): Partial<Article> => ({ published: { instant, precision: 'time' } });

  test.each<[string, Article, string]>([
    ['with the same headline', other('A day on the pier'), 'more'],
    ['with a number behind the headline', other('A day on the pier – page 2'), 'more'],
    ['with a headline of its own and the same instant', other('At noon', on('2026-03-04T06:06:07+01:00')), 'more'],
    ['with a headline of its own that names the first', other('At noon', { canonical: url }), 'more'],
    ['with another headline', other('The bakery closes'), 'else'],
    ['with the same headline, of another day', other('A day on the pier', on('2026-03-11T05:06:07Z')), 'else'],
    ['that shows the first again', article(lines('dawn')), 'same'],
    ['that shows the first again with comments', article([...lines('dawn', 4), paragraph('Nice!')]), 'same'],
  ])('%s', (_name, page, expected) => {
    expect(compareParts(first, page)).toBe(expected);
  });
});

describe('another form of a page', () => {
  const teaser = article([paragraph('The pier opened on Tuesday.')], { confidence: 0.4, topics: ['Pier'] });

  test('is taken when it shows much more, with what the page states', () => {
    const amp = article(lines('dawn'), { authors: ['Somebody'], confidence: 0.85, standfirst: 'From dawn to dusk.' });
    const taken = takeFuller(teaser, amp, 'AMP page');
    expect(taken).toMatchObject({ authors: ['Ida Rask'], topics: ['Pier'], standfirst: 'From dawn to dusk.', url });
    expect(taken.blocks).toEqual(lines('dawn'));
    expect(taken.evidence.body).toEqual({ from: 'AMP page', confidence: 0.85 });
  });

  test('is not taken when it shows as little, or is of another article', () => {
    expect(takeFuller(teaser, article([paragraph('The pier opened on Tuesday, at last.')]), 'AMP page')).toBe(teaser);
    expect(takeFuller(teaser, article(lines('dawn'), { title: 'The bakery closes' }), 'AMP page')).toBe(teaser);
  });

  test('stands in for a page without text under that one’s address', () => {
    const amp = article(lines('dawn'), { url: brandUrl('https://pier.example/amp/story') });
    expect(standIn(url, amp, 'AMP page')).toMatchObject({ url, evidence: { body: { from: 'AMP page' } } });
  });

  test.each<[string, Article, boolean]>([
    ['a teaser', teaser, true],
    ['an article that is hardly one', article(lines('dawn', 20), { confidence: 0.3 }), true],
    ['an article', article(lines('dawn', 20)), false],
  ])('is asked for when the page shows %s: %s', (_name, page, expected) => {
    expect(isThin(page)).toBe(expected);
  });
});
