import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesNow, readExtractCases, runExtractCase, showOutcome } from '../../test/extract-cases.ts';
import { collectTrace } from '../model/trace.ts';
import { toUrl } from '../url/normalize.ts';
import { extractArticle } from './extract-article.ts';

const url = toUrl('https://courier.example/2024/05/03/story');
if (url === null) throw new Error('the address of the tests is none');
const encoder = new TextEncoder();
const extract = (html: string): ReturnType<typeof extractArticle> =>
  extractArticle({ url, bytes: encoder.encode(html), headers: [] }, { now: casesNow });

describe('cases of test/cases/extract', () => {
  const cases = readExtractCases();
  it('there are at least 25', () => expect(cases.length).toBeGreaterThanOrEqual(25));
  for (const one of cases) {
    const run = one.expect === 'pass' ? it : it.fails;
    run(`${one.name}: ${one.about}`, () => {
      const before = one.bytes.slice();
      const shown = showOutcome(runExtractCase(one));
      expect(one.expected, 'expected.json is missing: npm run test:update').toBeDefined();
      expect(shown).toBe(one.expected);
      expect(one.bytes).toEqual(before);
      expectHarmless(shown);
    });
  }
});

describe('extractArticle', () => {
  it('tells every decision to the trace, and gives the same article without one', () => {
    const one = readExtractCases().find(({ name }) => name === 'newsletter-and-share-lines');
    if (one === undefined) throw new Error('the case is gone');
    const trace = collectTrace();
    const traced = extractArticle({ url, bytes: one.bytes, headers: [] }, { now: casesNow }, trace);
    expect(traced).toEqual(extractArticle({ url, bytes: one.bytes, headers: [] }, { now: casesNow }));
    const steps = new Set(trace.steps.map(({ step, decision }) => `${step} ${decision}`));
    for (const step of ['root chosen', 'root considered', 'block dropped', 'title chosen', 'language chosen']) {
      expect(steps).toContain(step);
    }
    expect(trace.steps.find(({ target }) => target.startsWith('Sign up for our free'))?.because).toBe(
      'line about the site',
    );
  });

  it('reads a page declared as another media type not at all', () => {
    const outcome = extractArticle(
      { url, bytes: encoder.encode('%PDF-1.7'), headers: [['content-type', 'application/pdf']] },
      { now: casesNow },
    );
    expect(outcome).toEqual({ ok: false, skip: { code: 'extract/not-html', detail: 'application/pdf' } });
  });

  it('takes rights signals from the header', () => {
    const text = '<title>A long enough headline</title><h1>A long enough headline</h1>' + paragraphs(4);
    const outcome = extractArticle(
      {
        url,
        bytes: encoder.encode(text),
        headers: [
          ['x-robots-tag', 'noai, noimageai'],
          ['tdm-reservation', '1'],
        ],
      },
      { now: casesNow },
    );
    expect(outcome.ok && outcome.value.rights).toEqual(['noai', 'noimageai', 'tdm-reservation']);
  });

  it('falls back to the text of the feed when the page shows none', () => {
    const outcome = extractArticle(
      {
        url,
        bytes: encoder.encode('<html lang="en"><title>Harbor opens again</title><div id=app></div>'),
        headers: [],
      },
      { now: casesNow, hints: { title: 'Harbor opens again', contentHtml: paragraphs(5), authors: ['Mara Holt'] } },
    );
    expect(outcome.ok && outcome.value.evidence.body?.from).toBe('feed content');
    expect(outcome.ok && outcome.value.blocks).toHaveLength(5);
    expect(outcome.ok && outcome.value.authors).toEqual(['Mara Holt']);
  });
});

describe('hostile pages', () => {
  const body = paragraphs(4);
  const rows: readonly (readonly [about: string, html: string])[] = [
    ['200,000 nested blocks', `${'<div>'.repeat(200_000)}${body}`],
    ['200,000 nested line-level elements', `<h1>Title of it</h1>${'<b>'.repeat(200_000)}${body}`],
    ['mismatched ends', '<div><span>'.repeat(20_000) + '</p></div></b>'.repeat(20_000) + body],
    ['nested tables', `${'<table><tr><td>'.repeat(50_000)}${body}`],
    ['nested lists', `${'<ul><li>'.repeat(50_000)}${body}`],
    ['4 MB of one tag', `<p ${'a'.repeat(4_000_000)}>${body}`],
    ['4 MB of one start tag after the other', '<p>'.repeat(1_300_000)],
    ['100,000 attributes', `<p ${Array.from({ length: 100_000 }, (_, index) => `a${index}=1`).join(' ')}>${body}`],
    ['100,000 breaks', `<p>${'word<br>'.repeat(100_000)}</p>`],
    ['100,000 paragraphs', '<p>One more line that ends here, as a sentence does.</p>'.repeat(100_000)],
    [
      '50,000 paragraphs, 500 blocks deep',
      '<div>'.repeat(500) + '<p>One more line that ends here, as a sentence does.</p>'.repeat(50_000),
    ],
    ['nested named blocks', '<div itemprop="author name" class="related"><figure>'.repeat(10_000) + body.repeat(100)],
    ['JSON-LD full of brackets', `<script type="application/ld+json">${'[{},],'.repeat(150_000)}</script>${body}`],
    ['one line of 2 MB', `<p>${'word, '.repeat(350_000)}</p>`],
    ['white space of 2 MB', `<p>a${' \n'.repeat(1_000_000)}b</p>${body}`],
    ['a title of 1 MB', `<title>${'a - '.repeat(250_000)}</title>${body}`],
    ['class names of 1 MB', `<p class="${'related-'.repeat(120_000)}">${body}`],
    ['open JSON-LD of 1 MB', `<script type="application/ld+json">${'{"a":['.repeat(170_000)}</script>${body}`],
    [
      'JSON-LD with 100,000 quotation marks',
      `<script type="application/ld+json">{"a":"${'"b'.repeat(100_000)}</script>${body}`,
    ],
  ];
  for (const [about, html] of rows) {
    it(`${about} are read in time`, { timeout: 15_000 }, () => {
      extract(`<html lang="en"><h1>A headline that is long enough</h1>${html}`);
    });
  }
});

describe('any input', () => {
  const tag = fc.constantFrom(
    'div',
    'p',
    'a',
    'table',
    'tr',
    'td',
    'ul',
    'li',
    'h1',
    'article',
    'svg',
    'figure',
    'img',
    'br',
    'b',
    'script',
    'time',
    'blockquote',
    'pre',
  );
  const piece = fc.oneof(
    tag.map((name) => `<${name}>`),
    tag.map((name) => `</${name}>`),
    fc
      .tuple(tag, fc.constantFrom('href', 'src', 'class', 'onclick', 'style', 'datetime'), fc.string({ maxLength: 12 }))
      .map(([name, attribute, value]) => `<${name} ${attribute}="${value}">`),
    fc.constantFrom(
      '<!--',
      '-->',
      '<![CDATA[',
      '&amp;',
      '&#x0;',
      '&lt;',
      '<a href="javascript:alert(1)">',
      '<script type="application/ld+json">{',
      '<meta property="og:title" content="T">',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constant('The council met on Monday, and it decided that the bridge will be built after all. '),
  );
  it('gives an outcome without script, handler or foreign scheme, twice the same', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const html = `<html><h1>A headline that is long enough</h1>${pieces.join('')}${paragraphs(2)}`;
        const outcome = extract(html);
        expect(extract(html)).toEqual(outcome);
        if (outcome.ok) expectHarmless(JSON.stringify(outcome.value));
      }),
      { numRuns: 300 },
    );
  });
  it('survives being cut off anywhere, and bytes that are no text', () => {
    const [first] = readExtractCases();
    if (first === undefined) throw new Error('no case');
    fc.assert(
      fc.property(fc.nat(first.bytes.length), fc.uint8Array({ maxLength: 200 }), (length, junk) => {
        const bytes = new Uint8Array([...first.bytes.slice(0, length), ...junk]);
        extractArticle({ url, bytes, headers: [] }, { now: casesNow });
      }),
      { numRuns: 200 },
    );
  });
});

function paragraphs(count: number): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `<p>Paragraph ${index} tells how the harbor was opened again, who came to see it, and what it cost the town.</p>`,
  ).join('\n');
}

/** No link or picture of a scheme that could run something; text may say anything. */
function expectHarmless(shown: string): void {
  for (const [, address] of shown.matchAll(/"(?:href|url)":\s?"([^"]*)"/g)) {
    expect(address).toMatch(/^(?:https?:\/\/|mailto:)/);
  }
  expect(shown).not.toMatch(/"on\w+":/);
}
