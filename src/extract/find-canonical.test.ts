import { describe, expect, test } from 'vitest';
import { extract } from '../extract.ts';

const own = 'https://paper.example/world/ferry-returns-to-harbor';
const paragraphs = Array.from({ length: 6 }, (_, i) => `<p>On day ${i + 1} the ferry lay in the harbor, and people came to see it from all over the bay.</p>`).join(''); // prettier-ignore

function canonicalOf(head: string): string | undefined {
  const html = `<html><head><title>Ferry returns to harbor</title>${head}</head><body><article><h1>Ferry returns to harbor</h1>${paragraphs}</article></body></html>`;
  const outcome = extract(html, { url: own });
  return outcome.ok ? outcome.value.canonical : outcome.skip.code;
}

const link = (href: string): string => `<link rel="canonical" href="${href}">`;

describe('the canonical address', () => {
  test.each([
    ['of the same site', link('/news/1?utm_source=x'), 'https://paper.example/news/1'],
    ['of another host of the site', link('https://www.paper.example/2'), 'https://www.paper.example/2'],
    ['of another site that tells of the same', link('https://agency.example/article/ferry-back-in-harbor-77'), 'https://agency.example/article/ferry-back-in-harbor-77'],
  ])('is believed when it is %s', (_, head, expected) => {
    expect(canonicalOf(head)).toBe(expected);
  }); // prettier-ignore

  test.each([
    ['is a front page', link('/')],
    ['is a front page elsewhere', link('https://agency.example/')],
    ['is elsewhere and tells of something else', link('https://cms.example/preview/node-12')],
    ['is elsewhere and no canonical link', '<meta property="og:url" content="https://agency.example/ferry-back-in-harbor">'],
  ])('is not believed when it %s', (_, head) => {
    expect(canonicalOf(head)).toBeUndefined();
  }); // prettier-ignore
});
