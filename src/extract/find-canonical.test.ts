import { describe, expect, test } from 'vitest';
import { extract } from '../extract.ts';

const own = 'https://paper.example/world/ferry-returns-to-harbor';
const paragraphs = Array.from({ length: 6 }, (_, i) => `<p>On day ${i + 1} the ferry lay in the harbor, and people came to see it from all over the bay.</p>`).join(''); // prettier-ignore

function canonicalOf(head: string): string | undefined {
  const html = `<html><head><title>Ferry returns to harbor</title>${head}</head><body><article><h1>Ferry returns to harbor</h1>${paragraphs}</article></body></html>`;
  const outcome = extract(html, { url: own });
  return outcome.ok ? outcome.value.canonical : outcome.skip.code;
}

const ld = (node: object): string => `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...node })}</script>`; // prettier-ignore
const link = (href: string): string => `<link rel="canonical" href="${href}">`;

describe('the canonical address', () => {
  test.each([
    ['of the same site', link('/news/1?utm_source=x'), 'https://paper.example/news/1'],
    ['of another host of the site', link('https://www.paper.example/2'), 'https://www.paper.example/2'],
    ['said for Open Graph', '<meta property="og:url" content="/news/2">', 'https://paper.example/news/2'],
    ['what JSON-LD is about', ld({ mainEntityOfPage: '/news/3', url: '/news/4' }), 'https://paper.example/news/3'],
    ['the id of what JSON-LD is about', ld({ mainEntityOfPage: { '@id': '/news/3' } }), 'https://paper.example/news/3'],
    ['the address of what JSON-LD is about', ld({ mainEntityOfPage: { url: '/news/3' } }), 'https://paper.example/news/3'],
    ['the address in JSON-LD', ld({ mainEntityOfPage: { '@id': 7 }, url: '/news/4' }), 'https://paper.example/news/4'],
    ['a link before all else', `${link('/1')}<meta property="og:url" content="/2">${ld({ url: '/3' })}`, 'https://paper.example/1'],
    ['the next where a link is empty', `${link(' ')}<meta property="og:url" content="/2">`, 'https://paper.example/2'],
    ['the next where a link is a front page', `${link('/')}<meta property="og:url" content="/2">`, 'https://paper.example/2'],
    ['of another site by one long number', '<meta property="og:title" content="Report 20250107">' + link('https://agency.example/20250107'), 'https://agency.example/20250107'],
    ['of another site that tells of the same', link('https://agency.example/article/ferry-back-in-harbor-77'), 'https://agency.example/article/ferry-back-in-harbor-77'],
  ])('is believed when it is %s', (_, head, expected) => {
    expect(canonicalOf(head)).toBe(expected);
  }); // prettier-ignore

  test.each([
    ['is a front page', link('/')],
    ['is a front page elsewhere', link('https://agency.example/')],
    ['is elsewhere and tells of something else', link('https://cms.example/preview/node-12')],
    ['is elsewhere and shares one word', link('https://agency.example/ferry-to-the-island')],
    ['is elsewhere and shares a year', '<meta property="og:title" content="Report 2025">' + link('https://agency.example/2025')],
    ['is no address', link('https://')],
    ['is elsewhere and no canonical link', '<meta property="og:url" content="https://agency.example/ferry-back-in-harbor">'],
  ])('is not believed when it %s', (_, head) => {
    expect(canonicalOf(head)).toBeUndefined();
  }); // prettier-ignore
});
