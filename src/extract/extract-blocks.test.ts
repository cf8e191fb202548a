import { describe, expect, test } from 'vitest';
import { urlOf } from '../../test/sample-archive.ts';
import type { Article, Block } from '../model/article.ts';
import type { Outcome } from '../model/outcome.ts';
import { blocksText } from './blocks-text.ts';
import { extractArticle } from './extract-article.ts';

const lines = Array.from(
  { length: 6 },
  (_, i) => `On day ${i + 1} the ferry lay in the harbor, and people came to see it from all over the bay.`,
);
const text = lines.map((line) => `<p>${line}</p>`).join('');

interface Given {
  readonly head?: string;
  readonly body: string;
  readonly path?: string;
  readonly contentHtml?: string;
  readonly title?: string;
}

function extract({
  head = '',
  body,
  path = '/news/1',
  contentHtml,
  title = 'The ferry returns to the harbor',
}: Given): Outcome<Article> {
  const html = `<html lang="en"><head><title>${title}</title>${head}</head><body>${body}</body></html>`;
  const page = { url: urlOf(`https://courier.example${path}`), bytes: new TextEncoder().encode(html), headers: [] };
  return extractArticle(page, {
    now: Date.UTC(2025, 0, 15),
    ...(contentHtml !== undefined && { hints: { contentHtml } }),
  });
}

function read(given: Given): Article {
  const outcome = extract(given);
  if (!outcome.ok) throw new Error(outcome.skip.code);
  return outcome.value;
}

/** The blocks between the third line and the fourth. */
function between(html: string): readonly Block[] {
  const body = `<article><h1>The ferry returns to the harbor</h1>${lines.slice(0, 3).map((line) => `<p>${line}</p>`).join('')}${html}${lines.slice(3).map((line) => `<p>${line}</p>`).join('')}</article>`; // prettier-ignore
  const { blocks } = read({ body });
  const textOf = (block: Block): string => blocksText([block]);
  const [from, to] = [2, 3].map((at) => blocks.findIndex((block) => textOf(block) === lines[at]));
  return blocks.slice((from ?? 0) + 1, to);
}

const toCells = (cells: readonly string[]): unknown => cells.map((cell) => (cell === '' ? [] : [{ text: cell }]));
const kindsOf = (blocks: readonly Block[]): readonly string[] => blocks.map(({ kind }) => kind);
const picture = '<img src="/harbor.jpg" width="800" height="600" alt="A ship">';

describe('what stands in a text', () => {
  test.each([
    ['a list of lines', '<ul><li>The old ferry of the bay</li><li>The new ferry of the bay</li></ul>', ['list']],
    ['a list of pictures', `<ul><li>${picture}</li><li>${picture.replace('harbor', 'ship')}</li></ul>`, ['figure', 'figure']],
    ['a quote', '<blockquote><p>We waited for this day for years.</p></blockquote>', ['quote']],
    ['a picture with its caption', `<figure>${picture}<figcaption>The ferry.</figcaption></figure>`, ['figure']],
    ['a frame without a picture', '<figure><figcaption>Nothing to see</figcaption></figure>', []],
    ['a frame around a quote', '<figure><blockquote><p>We waited for this day for years.</p></blockquote></figure>', ['quote']],
    ['a rule, once', '<hr><hr>', ['rule']],
    ['code', '<pre>let ferry = 1;\nlet bay = 2;</pre>', ['code']],
    ['a heading', '<h3>What comes next</h3>', ['heading']],
    ['a whole paragraph as a heading', `<h3>${lines.join(' ')}</h3>`, ['paragraph']],
    ['a player', '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>', ['embed']],
    ['a table of figures', '<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2023</td><td>12</td></tr><tr><td>2024</td><td>15</td></tr></table>', ['table']],
  ] as const)('%s', (_, html, kinds) => {
    expect(kindsOf(between(html))).toEqual(kinds);
  }); // prettier-ignore

  test('a list has an order when it says so', () => {
    const items = '<li>The old ferry of the bay</li><li>The new ferry of the bay</li>';
    expect([between(`<ol>${items}</ol>`), between(`<ul>${items}</ul>`)]).toMatchObject([
      [{ ordered: true, items: [{}, {}] }],
      [{ ordered: false }],
    ]);
  });

  test('a list of pictures and lines stays a list', () => {
    expect(kindsOf(between(`<ul><li>${picture}</li><li>The new ferry of the bay</li></ul>`))).toEqual(['list']);
  });

  test('the levels of headings are those of the page', () => {
    const levels = [2, 3, 4, 5, 6].map((level) => between(`<h${level}>What comes next</h${level}>`)[0]);
    expect(levels).toMatchObject([2, 3, 4, 5, 6].map((level) => ({ kind: 'heading', level })));
  });

  test('a picture has the line below it for a caption where a break parts them', () => {
    const line = 'The ferry in the harbor on Monday.';
    expect(between(`<p>${picture}<br>${line}</p>`)).toMatchObject([
      { kind: 'figure', image: { url: 'https://courier.example/harbor.jpg' }, caption: [{ text: line }] },
    ]);
    expect(kindsOf(between(`<p>${picture} ${line}</p>`))).toEqual(['paragraph', 'figure']);
    expect(kindsOf(between(`<p>${picture}<em>${line}</em></p>`))).toEqual(['paragraph', 'figure']);
  });

  test('the caption of a frame with several pictures is that of the last', () => {
    const figure = `<figure>${picture}${picture.replace('harbor', 'ship')}<figcaption>Two ships.</figcaption></figure>`;
    expect(between(figure)).toMatchObject([{ caption: [] }, { caption: [{ text: 'Two ships.' }] }]);
  });

  test('a picture that is shown without scripts alone is kept', () => {
    const figure = `<figure><noscript>${picture}</noscript><figcaption>The ferry.</figcaption></figure>`;
    expect(between(figure)).toMatchObject([
      { kind: 'figure', image: { alt: 'A ship' }, caption: [{ text: 'The ferry.' }] },
    ]);
  });

  test.each([
    ['that begins strong text', 'He said<b><br>that it went well</b>', 'He said that it went well'],
    ['that begins a link in it', 'He said<b><a href="/a"><br>that it</a> went well</b>', 'He said that it went well'],
    ['that ends strong text', '<b>He said<br></b>that it went well', 'He said that it went well'],
    ['that is all of it', 'He said<i><br></i>that it went well', 'He said that it went well'],
    ['in strong text', 'He <b>said<br>that</b> it went well', 'He said that it went well'],
    ['that begins the line', '<b><br>He said that it</b> went well', 'He said that it went well'],
  ])('a line break %s parts words', (_, html, line) => {
    const [block] = between(`<p>${html}, and came back.</p>`);
    expect(block && blocksText([block])).toBe(`${line}, and came back.`);
    expect(JSON.stringify(block).match(/"break"/g)?.length ?? 0).toBe(html.startsWith('<b><br>') ? 0 : 1);
  });

  test('a cell that is left out is empty, and the others keep their columns', () => {
    const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    const rows = row('Year', 'Send', 'Ships') + row('2023', 'Send this', '12') + row('2024', 'Send this', '15');
    const marked = `<table>${rows.replaceAll('<td>Send', '<td class="share">Send')}</table>`;
    expect(between(marked)).toMatchObject([
      { kind: 'table', rows: [['Year', '', 'Ships'], ['2023', '', '12'], ['2024', '', '15']].map(toCells) },
    ]); // prettier-ignore
  });

  test('terms are set strong', () => {
    expect(between('<dl><dt>Ferry</dt><dd>A ship that goes to and fro across the bay.</dd></dl>')).toMatchObject([
      { kind: 'paragraph', inlines: [{ kind: 'strong', children: [{ text: 'Ferry' }] }] },
      { kind: 'paragraph' },
    ]);
  });
});

const ld = (node: object): string => `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'The ferry returns to the harbor', ...node })}</script>`; // prettier-ignore

describe('the text of a page that shows hardly any', () => {
  const teaser = `<article><h1>The ferry returns to the harbor</h1><p>${lines[0]}</p></article>`;
  test.each<[string, Given, string]>([
    ['JSON-LD', { head: ld({ articleBody: lines.join('\n') }), body: teaser }, 'json-ld articleBody'],
    ['JSON-LD that holds HTML', { head: ld({ articleBody: text }), body: teaser }, 'json-ld articleBody'],
    ['JSON-LD that holds HTML twice encoded', { head: ld({ articleBody: text.replaceAll('<', '&lt;').replaceAll('>', '&gt;') }), body: teaser }, 'json-ld articleBody'],
    ['the feed', { contentHtml: text, body: teaser }, 'feed content'],
    ['the feed, where JSON-LD has less', { head: ld({ articleBody: lines.slice(0, 3).join('\n') }), contentHtml: text, body: teaser }, 'feed content'],
    ['script data', { head: `<script>window.state = ${JSON.stringify({ blocks: lines, id: '7'.repeat(80) })}</script>`, body: teaser }, 'script data'],
  ])('is that of %s', (_, given, from) => {
    const { blocks, evidence } = read(given);
    expect(blocksText(blocks)).toBe(lines.join('\n'));
    expect(JSON.stringify(evidence)).toContain(from);
  }); // prettier-ignore

  test('is the page’s own where the others have little more', () => {
    const { blocks } = read({
      head: ld({ articleBody: `${lines.join('\n')}\nAnd one more line.` }),
      body: `<article>${text}</article>`,
    });
    expect(blocksText(blocks)).toBe(lines.join('\n'));
  });

  test('of which it shows a part is that of the feed, when the part is in it', () => {
    const feed = [...lines, ...lines.map((line) => line.replace('ferry', 'boat')), ...lines.map((line) => line.replace('ferry', 'ship'))]; // prettier-ignore
    const contentHtml = feed.map((line) => `<p>${line}</p>`).join('');
    const body = `<article><h1>The ferry returns to the harbor</h1>${text}</article>`;
    expect(blocksText(read({ contentHtml, body }).blocks)).toBe(feed.join('\n'));
    const other = contentHtml.replaceAll(
      'harbor, and people came',
      'garden, where the schools of all towns sang, and nobody came',
    );
    expect(blocksText(read({ contentHtml: other.replaceAll('On day', 'In week'), body }).blocks)).toBe(
      lines.join('\n'),
    );
  });

  test('goes without marks that scripts put something in the place of', () => {
    const { blocks } = read({
      contentHtml: text.replace('<p>On day 3', () => '<p>$$ADVERT$$</p><p>{{ video }}</p><p>On day 3'),
      body: teaser,
    });
    expect(blocksText(blocks)).toBe(lines.join('\n'));
  });
});

describe('a page that is no article', () => {
  const skipOf = (given: Given): string => {
    const outcome = extract(given);
    return outcome.ok ? 'kept' : `${outcome.skip.code}: ${outcome.skip.detail}`;
  };
  const short = `<article><p>${lines[0]}</p></article>`;
  const teasers = Array.from({ length: 6 }, (_, i) => `<h2><a href="/news/${i}">${lines[i]}</a></h2><p>${lines[i]} ${lines[i]}</p>`).join(''); // prettier-ignore
  const list = ld({ '@type': 'CollectionPage' }).replace('"headline":"The ferry returns to the harbor",', '');
  const articles = ['ferry', 'boat', 'ship'].map((word) => `<article>${text.replaceAll('ferry', word)}</article>`).join('<hr>'); // prettier-ignore

  test.each<[string, Given, string]>([
    ['an error', { title: '404 Page not found', body: `<article><h1>404 Page not found</h1><p>${lines[0]}</p><p>${lines[1]}</p></article>` }, 'extract/not-an-article: error page: 404 Page not found'],
    ['a short page', { body: short }, 'extract/not-an-article: 86 characters'],
    ['a short page that says it is one', { head: ld({}), body: short }, 'extract/no-text: 86 characters'],
    ['a page without text', { body: '<nav>Home</nav>' }, 'extract/not-an-article: no running text'],
    ['an article without text', { head: ld({}), body: '<nav>Home</nav>' }, 'extract/no-text: no running text'],
    ['a part of what is not free', { head: ld({ isAccessibleForFree: false }), body: `<article><p>${lines[0]}</p><p>${lines[1]}</p></article>` }, 'extract/paywalled: 173 characters shown'],
    ['a front page', { path: '/', body: `<article>${text}</article>` }, 'extract/not-an-article: front page'],
    ['a list of headings', { body: `<main>${teasers}</main>` }, 'extract/not-an-article: list of 6 linked headings'],
    ['a list that says it is one', { head: list, body: articles }, 'extract/not-an-article: list of articles'],
  ])('is skipped: %s', (_, given, skip) => {
    expect(skipOf(given)).toBe(skip);
  }); // prettier-ignore

  test.each<[string, Given]>([
    ['that is long, at the address of a front page', { path: '/', body: `<article>${text}${text.replaceAll('ferry', 'boat')}${text.replaceAll('ferry', 'ship')}</article>` }],
    ['at a front page with a query', { path: '/?id=7', body: `<article>${text}</article>` }],
    ['that says so, at the address of a front page', { path: '/', head: ld({}), body: `<article>${text}</article>` }],
    ['that is not free, and shown all the same', { head: ld({ isAccessibleForFree: false }), body: `<article>${text}${text.replaceAll('ferry', 'boat')}</article>` }],
    ['of most of a page that says it is a list', { head: list, body: `<article>${text}</article>` }],
  ])('is none of these: an article %s', (_, given) => {
    expect(skipOf(given)).toBe('kept');
  }); // prettier-ignore
});
