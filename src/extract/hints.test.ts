import { expect, test } from 'vitest';
import { Element } from '../html/query.ts';
import { HintCache, hintOf } from './hints.ts';

const kindOf = (attributes: Record<string, string>): string => hintOf(new Element('div', attributes), new HintCache()).kind; // prettier-ignore

test.each([
  ['comments', { class: 'comments' }],
  ['comments', { id: 'user-comments' }],
  ['comments', { class: 'box CommentSection' }],
  ['related', { class: 'related-articles' }],
  ['related', { class: 'relatedArticles' }],
  ['newsletter', { 'data-component': 'newsletter-signup' }],
  ['share', { class: 'social-share' }],
  ['caption', { class: 'figcaption' }],
  ['caption', { itemprop: 'caption' }],
  ['body', { itemprop: 'articleBody' }],
  ['body', { class: 'article__body' }],
  ['navigation', { role: 'navigation' }],
  ['byline', { class: 'article-byline' }],
  ['unseen', { class: 'teaser hidden' }],
  ['', { class: 'box hidden md:block', title: 'comments' }],
  ['', {}],
] as const)('an element is of the kind "%s" by %o', (kind, attributes) => {
  expect(kindOf({ ...attributes })).toBe(kind);
});

test.each([
  ['what stands beside it', { class: 'article-body-with-comments' }, 'body'],
  ['what it is with', { class: 'box-with-comments' }, ''],
  ['what it is without', { class: 'box-without-comments' }, ''],
  ['what it has', { class: 'box-has-comments' }, ''],
  ['what it has not', { class: 'box-no-comments' }, ''],
  ['a modifier', { class: 'article-body--comments' }, 'body'],
  ['what a framework adds', { class: 'js-comments tag-newsletter' }, ''],
  ['a state', { class: 'has-comments' }, ''],
])('a name says nothing by %s', (_, attributes, kind) => {
  expect(kindOf(attributes)).toBe(kind);
});

test('the strongest of several names counts', () => {
  const strongest = hintOf(new Element('div', { class: 'comments article-body' }), new HintCache());
  const turned = hintOf(new Element('div', { class: 'article-body', id: 'comments' }), new HintCache());
  expect(strongest.kind).toBe(turned.kind);
});

test('what was read of names is known again', () => {
  const cache = new HintCache();
  const first = hintOf(new Element('div', { class: 'comments' }), cache);
  expect(hintOf(new Element('section', { class: 'comments' }), cache)).toBe(first);
  expect(first.name).toBe('comments');
});
