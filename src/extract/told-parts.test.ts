import { describe, expect, test } from 'vitest';
import { urlOf } from '../../test/sample-archive.ts';
import { parseHtml } from '../html/parse.ts';
import { findTags, type Element } from '../html/query.ts';
import type { Block } from '../model/article.ts';
import { blocksText } from './blocks-text.ts';
import { extractArticle } from './extract-article.ts';
import { headingParts } from './heading-parts.ts';
import { isEntry, isTimeLine } from './live-entry.ts';
import { withoutSite } from './site-names.ts';
import { ToldText } from './told-text.ts';

function elementOf(html: string, tag: string): Element {
  const element = findTags(parseHtml(html), tag)[0];
  if (element === undefined) throw new Error(`no ${tag}`);
  return element;
}

describe('entries of live blogs', () => {
  test.each([
    ['by what it is of', '<div itemprop="liveBlogUpdate" itemtype="https://schema.org/BlogPosting">', true],
    ['another posting', '<div itemprop="comment" itemtype="https://schema.org/BlogPosting">', false],
    ['an update that is no posting', '<div itemprop="liveBlogUpdate" itemtype="https://schema.org/Person">', false],
    ['by its class', '<div class="box live-blog-entry">', true],
    ['by a class with underlines', '<div class="liveblog__post">', true],
    ['by its id', '<div id="ticker-event">', true],
    ['a list of entries', '<div class="liveblog-entries">', false],
    ['a box', '<div class="entry">', false],
  ])('%s', (_, html, expected) => {
    expect(isEntry(elementOf(html, 'div'))).toBe(expected);
  });

  test.each([
    ['10:45', true],
    ['+++ 9.30 Uhr +++', true],
    ['14h05', true],
    ['At 10:45 the ship left the harbor.', false],
    ['10:45 – 11:20', false],
    ['soon', false],
  ])('%j is a line of a time: %s', (text, expected) => {
    expect(isTimeLine(text)).toBe(expected);
  });
});

describe('parts of a heading', () => {
  test.each([
    ['one of plain text', 'The port opens', ['The port opens']],
    ['one within elements', '<a href="/"><span> The  port opens </span></a>', ['The port opens']],
    ['a kicker beside it', '<span class="kicker">Harbor</span> The port opens', ['(Harbor)', 'The port opens']],
    ['a kicker by its item', '<span itemprop="articleSection">Harbor</span><span>The port opens</span>', ['Harbor', 'The port opens']],
    ['a name in camel case', '<b class="topLine">Harbor</b><i>The port opens</i>', ['(Harbor)', 'The port opens']],
    ['a label by its tag', 'The port opens <small>Update</small>', ['The port opens', '(Update)']],
    ['a button', 'The port opens <button>Save</button>', ['The port opens', '(Save)']],
    ['words that are hidden', '<span hidden>Article:</span> The port opens', ['(Article:)', 'The port opens']],
    ['a number is no label', '<span class="count">12</span> ships', ['12', 'ships']],
    ['line breaks cut', 'The port<br>opens', ['The port', 'opens']],
    ['nothing', ' <br> ', []],
  ])('%s', (_, html, expected) => {
    const parts = headingParts(elementOf(`<h1>${html}</h1>`, 'h1'));
    expect(parts.map(({ text, isBeside }) => (isBeside ? `(${text})` : text))).toEqual(expected);
  }); // prettier-ignore
});

describe('a title without the name of its site', () => {
  const without = (title: string): string => withoutSite(title, ['thecourier', 'harbornews']);
  test.each([
    ['behind it', 'The port opens - The Courier', 'The port opens'],
    ['twice behind it', 'The port opens | Harbor News | The Courier', 'The port opens'],
    ['before it', 'The Courier | The port opens', 'The port opens'],
    ['before a dash it is part of the title', 'The Courier - a history', 'The Courier - a history'],
    ['with an ending', 'The port opens | The Courier online', 'The port opens'],
    [
      'something short behind a bar',
      'The port opens again after ten years | Sport',
      'The port opens again after ten years',
    ],
    [
      'something short behind a dash stays',
      'The port opens again after ten years - Sport',
      'The port opens again after ten years - Sport',
    ],
    ['something short behind a bar of a short title stays', 'The port | Sport', 'The port | Sport'],
    ['none', 'The port opens', 'The port opens'],
  ])('%s', (_, title, expected) => {
    expect(without(title)).toBe(expected);
  });
});

test('the words of blocks are those that readers read', () => {
  const line = (text: string): Block => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] });
  const cell = (text: string) => [{ kind: 'text', text }] as const;
  const blocks: readonly Block[] = [
    line('one'),
    { kind: 'heading', level: 2, inlines: [{ kind: 'link', href: 'https://g.example/', children: cell('two') }] },
    { kind: 'list', ordered: false, items: [[line('three')], [line('four'), line('')]] },
    { kind: 'quote', blocks: [line('five')] },
    { kind: 'rule' },
    { kind: 'embed', url: 'https://g.example/', blocks: [line('six')] },
    { kind: 'entry', blocks: [line('seven')] },
    { kind: 'table', hasHeader: false, rows: [[cell('eight'), cell('nine')], [cell('ten')]] },
    { kind: 'code', text: 'eleven' },
    { kind: 'figure', image: { url: urlOf('https://g.example/a.jpg'), alt: 'no' }, caption: cell('no'), credit: 'no' },
  ];
  expect(blocksText(blocks)).toBe('one\ntwo\nthree\nfour\nfive\nsix\nseven\neight nine\nten\neleven');
});

test('a told text holds the lines that stand in it', () => {
  const told = new ToldText('theportopens');
  expect(['theport', 'opens', 'theportopens', 'ships', 'opensthe'].map((key) => told.holds(key))).toEqual([
    ...[true, true, true, false, false],
  ]);
});

const text = Array.from(
  { length: 6 },
  (_, i) =>
    `<p>Paragraph ${i} tells how the harbor was opened again, who came to see it, and what it cost the town.</p>`,
).join('');

function outcomeOf(head: string, body: string, address = 'https://courier.example/news/story') {
  const bytes = new TextEncoder().encode(`<html lang="en"><head>${head}</head><body>${body}</body></html>`);
  return extractArticle({ url: urlOf(address), bytes, headers: [] }, { now: Date.UTC(2025, 0, 15) });
}

describe('what an article is about', () => {
  const topicsOf = (head: string, body = ''): readonly string[] | undefined => {
    const outcome = outcomeOf(`<title>The harbor opens</title>${head}`, `<article><h1>The harbor opens</h1>${text}</article>${body}`); // prettier-ignore
    return outcome.ok ? outcome.value.topics : undefined;
  };
  const meta = (name: string, content: string): string => `<meta name="${name}" content="${content}">`;
  const ld = (keywords: unknown): string => `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'x', keywords })}</script>`; // prettier-ignore
  test.each([
    ['a list in one text', ld('Harbor, Ferry, harbor'), ['Harbor', 'Ferry']],
    ['a list', ld(['Harbor, old', { '@type': 'Thing', name: 'Ferry' }]), ['Harbor, old', 'Ferry']],
    ['other signs between', meta('news_keywords', 'Harbor; Ferry'), ['Harbor', 'Ferry']],
    ['commas between, stated twice', meta('news_keywords', 'Harbor, Ferry').repeat(2), ['Harbor', 'Ferry']],
    ['bars between', meta('news_keywords', 'Harbor|Ferry'), ['Harbor', 'Ferry']],
    ['commas of Chinese between', meta('news_keywords', 'Harbor，Ferry、Storm'), ['Harbor', 'Ferry', 'Storm']],
    ['of JSON-LD first', ld('Harbor') + meta('news_keywords', 'Ferry'), ['Harbor']],
    ['tags one by one', meta('article:tag', 'Harbor, old') + meta('article:tag', 'Ferry'), ['Harbor, old', 'Ferry']],
    ['without marks, codes and places', meta('news_keywords', '#Harbor, 123456, Homepage, https://x.example, x'), ['Harbor']],
    ['without the outlet', meta('og:site_name', 'The Courier') + meta('news_keywords', 'courier, The Courier, Harbor'), ['Harbor']],
    ['those that name subjects', meta('news_keywords', 'Subject: Harbor, Page Type: Article'), ['Harbor']],
    ['keywords of which the text has some', meta('keywords', 'harbor, ferry, storm'), ['harbor', 'ferry', 'storm']],
    ['keywords of the whole site', meta('keywords', 'politics, sport, weather'), []],
    ['keywords that name the outlet', meta('keywords', 'courier, politics, sport, weather, culture, harbor'), []],
  ])('%s', (_, head, topics) => {
    expect(topicsOf(head)).toEqual(topics);
  }); // prettier-ignore
});

describe('a page that is no article', () => {
  const links = Array.from({ length: 6 }, (_, i) => `<h2><a href="/news/${i}">The harbor opens again, part ${i}</a></h2><p>Paragraph ${i} tells how the harbor was opened again, and what it cost the town.</p>`).join(''); // prettier-ignore
  test.each([
    ['an error page', '<title>404 – Page not found</title>', `<h1>Page not found</h1>${text.slice(0, 400)}`, 'extract/not-an-article'],
    ['a check for humans', '<title>Just a moment</title>', `<h1>Just a moment</h1><p>We are checking your browser before you come in, please be patient. It takes some seconds only.</p>`, 'extract/not-an-article'],
    ['a list of linked headings', '<title>News of the harbor</title>', `<h1>News of the harbor</h1>${links}`, 'extract/not-an-article'],
    ['no text at all', '<title>The harbor opens</title>', '<h1>The harbor opens</h1>', 'extract/not-an-article'],
    ['no text, where one is promised', '<title>The harbor opens</title><meta property="og:type" content="article">', '<h1>The harbor opens</h1>', 'extract/no-text'],
    ['a line, where a text is promised', '<title>The harbor opens</title><meta property="og:type" content="article">', '<h1>The harbor opens</h1><article><p>The harbor opens on Monday, says the town.</p></article>', 'extract/no-text'],
    ['a teaser before a wall', '<title>The harbor opens</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"The harbor opens","isAccessibleForFree":false}</script>', `<h1>The harbor opens</h1><article>${text.slice(0, 330)}</article>`, 'extract/paywalled'],
  ])('%s', (_, head, body, code) => {
    expect(outcomeOf(head, body)).toMatchObject({ ok: false, skip: { code } });
  }); // prettier-ignore

  test('a front page is none, unless it is marked as an article or one by its query', () => {
    const [head, body] = ['<title>The harbor opens</title>', `<article><h1>The harbor opens</h1>${text}</article>`];
    expect(outcomeOf(head, body, 'https://courier.example/')).toMatchObject({ skip: { detail: 'front page' } });
    expect(outcomeOf(head, body, 'https://courier.example/?p=12').ok).toBe(true);
    expect(outcomeOf(`${head}<meta property="og:type" content="article">`, body, 'https://courier.example/').ok).toBe(true); // prettier-ignore
  });
});
