import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { sourceOf, urlOf } from '../../test/sample-archive.ts';
import { htmlToText, looksLikeHtml } from './html-text.ts';
import { findLinks } from './find-links.ts';

const url = urlOf('https://gazette.example/news/');

/** The links of a front page: path, title, and date when there is one. */
function links(html: string, headers: readonly (readonly [string, string])[] = []) {
  const page = { url, bytes: Buffer.from(`<!doctype html><html lang="en-GB"><body>${html}`), headers };
  const found = findLinks(
    page,
    { kind: 'front-page', url },
    { source: sourceOf('gazette'), now: Date.UTC(2026, 1, 1) },
  );
  if (!found.ok) return [];
  return found.value.links.map(({ url: link, hints: { title, publishedAt } }) =>
    [new URL(link).pathname, title, ...(publishedAt === undefined ? [] : [publishedAt])].join(' | '),
  );
}

const path = '/news/the-ferry-comes-back';
const anchor = `<a href="${path}">The ferry comes back</a>`;

describe('the date beside a link', () => {
  test.each([
    ['a time element', `${anchor} <time datetime="2025-02-09T10:00:00Z">today</time>`, '2025-02-09T10:00:00Z'],
    ['the text of one', `${anchor} <time>8 February 2025</time>`, '2025-02-08T00:00:00Z'],
    ['a text with its year', `${anchor} <p>8 February 2025</p>`, '2025-02-08T00:00:00Z'],
    ['the day first, as its language has it', `${anchor} <p>03/02/2025</p>`, '2025-02-03T00:00:00Z'],
    ['a text in an element named for dates', `${anchor} <p class="post-date">03/02/25</p>`, '2025-02-03T00:00:00Z'],
    ['a text that is none', `${anchor} <p>12 ferries</p><p>2025 ferries</p>`, undefined],
    ['a text as long as a teaser', `${anchor} <p>${'The ferry that was built long ago. '.repeat(3)} 8 February 2025</p>`, undefined],
    ['the headline itself', `<a href="${path}"><h2>8 February 2025</h2></a>`, undefined],
    ['a heading around it', `<h2>${anchor} 8 February 2025</h2>`, undefined],
  ])('%s', (_, html, date) => {
    const found = links(`<div>${html}</div><div><a href="/news/another-ferry-comes-back">Another ferry comes back</a></div>`);
    expect(found[0]?.split(' | ')[2]).toBe(date);
    expect(found[1]?.split(' | ')[2]).toBeUndefined();
  }); // prettier-ignore

  test('a date between two links is of neither', () => {
    expect(links(`<div>${anchor}<p>8 February 2025</p><a href="/news/another-ferry-comes-back">Another ferry comes back</a></div>`)).toEqual([
      `${path} | The ferry comes back`,
      '/news/another-ferry-comes-back | Another ferry comes back',
    ]);
  }); // prettier-ignore
});

describe('the lists that a page states', () => {
  const list = (elements: unknown, type = 'ItemList'): string =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': type, itemListElement: elements })};</script>`;

  test.each([
    ['an address', [path], [`${path} | `]],
    ['an item', [{ '@type': 'NewsArticle', url: path, headline: 'Ferry  back', datePublished: '2025-02-09T10:00:00Z' }], [`${path} | Ferry back | 2025-02-09T10:00:00Z`]],
    ['an address with a name', [{ '@type': 'ListItem', item: path, name: 'Ferry back' }], [`${path} | Ferry back`]],
    ['an item within an element', [{ '@type': 'ListItem', item: { '@id': path, name: 'Ferry back' } }], [`${path} | Ferry back`]],
    ['an element that is alone', { '@type': 'ListItem', url: path, name: 'Ferry back' }, [`${path} | Ferry back`]],
    ['what names no address', [{ '@type': 'ListItem', name: 'Ferry back' }, 7, null], []],
    ['another site', ['https://other.example/news/the-ferry-comes-back'], []],
    ['the page itself', ['/news/'], []],
  ])('%s', (_, elements, expected) => {
    expect(links(list(elements))).toEqual(expected);
  }); // prettier-ignore

  test('a short address is an article when a list and its text say so', () => {
    const short = '<a href="/n/ferry1">Ferry</a>';
    expect(links(short)).toEqual([]);
    expect(links(`<h2><a href="/n/ferry">The ferry is back again</a></h2>${list(['/n/ferry'])}`)).toEqual([
      '/n/ferry | The ferry is back again',
    ]);
  });

  test('the text of a link is the better title', () => {
    const stated = list([{ url: path, name: 'Otherwise' }]);
    expect(links(anchor + stated)).toEqual([`${path} | The ferry comes back`]);
    expect(links(`<a href="${path}">More</a>${stated}`)).toEqual([`${path} | Otherwise`]);
  });

  test('menus, the way up the site and what is no JSON say nothing', () => {
    expect(links(list([path], 'SiteNavigationElement') + list([path], 'https://schema.org/BreadcrumbList'))).toEqual(
      [],
    );
    expect(links(`<script type="application/ld+json">{"itemListElement":["${path}"]</script>`)).toEqual([]);
    expect(links(`<script type="application/json">{"itemListElement":["${path}"]}</script>`)).toEqual([]);
  });
});

describe('the title of a link', () => {
  const dated = '/2025/02/09/the-ferry-comes-back';
  test.each([
    ['the longer of its texts', `<a href="${dated}">The ferry comes back</a><a href="${dated}">The ferry comes back to the old harbor</a>`, 'The ferry comes back to the old harbor'],
    ['a heading in it before longer texts', `<a href="${dated}"><h3>Ferry back</h3></a><a href="${dated}">The ferry comes back to the old harbor</a>`, 'Ferry back'],
    ['a heading around it', `<a href="${dated}">The ferry comes back to the old harbor</a><h3><a href="${dated}">Ferry back</a></h3>`, 'Ferry back'],
    ['its title, where it has no text', `<a href="${dated}" title="Ferry back"><img src="a.jpg"></a>`, 'Ferry back'],
    ['its label', `<a href="${dated}" aria-label="Ferry  back"><img src="a.jpg"></a>`, 'Ferry back'],
    ['a text before a label', `<a href="${dated}" title="The ferry comes back">Ferry</a>`, 'Ferry'],
  ])('%s', (_, html, title) => {
    expect(links(`<main>${html}</main>`)).toEqual([`${dated} | ${title}`]);
  }); // prettier-ignore
});

describe('the place of a link', () => {
  const plain = '<a href="/n/b/ferry-back">The ferry is back again</a>';
  test.each([
    ['in a heading', `<h2>${plain}</h2>`, true],
    ['in a card', `<article>${plain}</article>`, true],
    ['in plain text', plain, false],
    ['in the navigation', `<nav><h2>${plain}</h2></nav>`, false],
    ['in what is one by its role', `<div role="navigation"><h2>${plain}</h2></div>`, false],
    ['in a menu by its class', `<div class="main_menu"><h2>${plain}</h2></div>`, false],
    ['in the footer', `<footer><h2>${plain}</h2></footer>`, false],
  ])('%s', (_, html, isArticle) => {
    expect(links(html)).toHaveLength(isArticle ? 1 : 0);
  });
});

test('a page is read in the encoding that its header states', () => {
  const page = { url, bytes: iconv.encode(`<a href="${path}">Die Fähre kommt zurück</a>`, 'macintosh') };
  const titleBy = (headers: readonly (readonly [string, string])[]): string | undefined => {
    const found = findLinks({ ...page, headers }, { kind: 'front-page', url }, { source: sourceOf('gazette'), now: 0 });
    return found.ok ? found.value.links[0]?.hints.title : undefined;
  };
  expect(titleBy([['content-type', 'text/html; charset=macintosh']])).toBe('Die Fähre kommt zurück');
  expect(titleBy([])).not.toBe('Die Fähre kommt zurück');
});

test.each([
  ['a tag', 'a <b>bold</b> claim', true],
  ['an end tag', 'bold</B>', true],
  ['a reference', 'Salt &amp; pepper', true],
  ['a number', 'don&#8217;t', true],
  ['signs of less and more', '5 < 6 and 7 > 6', false],
  ['a tag of another kind', '<ada@g.example>', false],
  ['an ampersand', 'AT&T; R & D', false],
])('%s in a text: HTML is %s', (_, text, isHtml) => {
  expect(looksLikeHtml(text)).toBe(isHtml);
});

test.each([
  ['blocks part words, marks do not', 'a<br>b<i>c</i>d<li>e</li>f', 'a bcd e f'],
  ['what is not shown', 'a<style>b</style><template>c</template><SCRIPT>d</SCRIPT>e', 'ae'],
  ['an end tag of another kind', 'a</Name>b', 'a</Name>b'],
  ['a tag that ends itself', 'a<br/>b<x/>c', 'a b<x/>c'],
])('htmlToText: %s', (_, html, text) => {
  expect(htmlToText(html)).toBe(text);
});
