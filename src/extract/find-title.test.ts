import { describe, expect, test } from 'vitest';
import { urlOf } from '../../test/sample-archive.ts';
import { extractArticle } from './extract-article.ts';

const paragraphs = Array.from(
  { length: 5 },
  (_, i) => `<p>On day ${i + 1} the ferry lay in the harbor, and people came to see it from all over the bay.</p>`,
).join('');

interface Given {
  readonly head?: string;
  readonly heading?: string;
  readonly after?: string;
  readonly feed?: string;
}

/** The title of a page, and where it was found. */
function titleOf({ head = '', heading = '', after = '', feed }: Given): readonly [string, string] {
  const html = `<html lang="en"><head>${head}</head><body><nav><h1>Ferry and harbor news of the day</h1></nav>
    <article>${heading}${paragraphs}${after}</article></body></html>`;
  const page = { url: urlOf('https://courier.example/news/1'), bytes: new TextEncoder().encode(html), headers: [] };
  const hints = feed === undefined ? {} : { hints: { title: feed } };
  const outcome = extractArticle(page, { now: Date.UTC(2025, 0, 15), ...hints });
  return outcome.ok ? [outcome.value.title, outcome.value.evidence.title?.from ?? ''] : [outcome.skip.code, ''];
}

const meta = (name: string, content: string): string => `<meta property="${name}" content="${content}">`;
const tag = (text: string): string => `<title>${text}</title>`;
const ld = (node: object): string => `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...node })}</script>`; // prettier-ignore
const ferry = 'The ferry returns to the harbor';

describe('the title', () => {
  test.each<[string, Given, string, string]>([
    ['of the heading', { heading: `<h1>${ferry}</h1>` }, ferry, 'dom h1'],
    ['of the title tag, without the name of the site', { head: tag(`${ferry} | Courier`) + meta('og:site_name', 'Courier') }, ferry, 'title tag'],
    ['of JSON-LD', { head: ld({ headline: ferry }) }, ferry, 'json-ld headline'],
    ['of its name in JSON-LD', { head: ld({ name: ferry }) }, ferry, 'json-ld headline'],
    ['of microdata', { heading: `<span itemprop="headline">${ferry}</span>` }, ferry, 'microdata headline'],
    ['of Open Graph', { head: meta('og:title', ferry) }, ferry, 'meta og:title'],
    ['of Dublin Core, with a dot or a colon', { head: meta('dc:title', ferry) }, ferry, 'meta dc:title'],
    ['of cards', { head: meta('twitter:title', ferry) }, ferry, 'meta twitter:title'],
    ['of the feed', { feed: ferry }, ferry, 'feed title'],
  ])('is that %s', (_, given, title, from) => {
    expect(titleOf(given)).toEqual([title, from]);
  }); // prettier-ignore

  test('is missing where nothing of the page is one', () => {
    expect(titleOf({})).toEqual(['extract/no-title', '']);
  });
});

describe('the heading', () => {
  test.each<[string, Given, string]>([
    ['that the other titles agree with', { head: tag(ferry), heading: `<h1>Harbor life</h1><h1>${ferry}</h1>` }, ferry],
    ['of the second level, where the other titles are the same', { head: tag(`${ferry} - Courier`), heading: `<h1>Courier</h1><h2>${ferry}</h2>` }, ferry],
    ['in its own words, where it is the only one', { head: tag('Ferry back: what to know') + meta('og:title', 'Ferry back: what to know'), heading: '<h1>At last the old ship sails again</h1>' }, 'At last the old ship sails again'],
    ['without a kicker that is named so', { heading: `<h1><span class="kicker">Shipping</span> <span>${ferry}</span></h1>` }, ferry],
    ['without what stands behind it for screen readers', { heading: `<h1><span>${ferry}</span> <span class="sr-only">opens in a new window</span></h1>` }, ferry],
    ['without a part that another title does without', { head: tag(ferry), heading: `<h1><span>Shipping</span><span>${ferry}</span></h1>` }, ferry],
    ['without a last part that another title does without', { head: tag(ferry), heading: `<h1><span>${ferry}</span><span>By Ida Rask</span></h1>` }, ferry],
    ['with a part that ends in a colon', { heading: `<h1><span>Harbor of Velmar:</span> <span class="label">${ferry}</span></h1>` }, `Harbor of Velmar: ${ferry}`],
    ['set apart as other titles do', { head: tag(`Shipping: ${ferry}`), heading: `<h1><span>Shipping</span><span>${ferry}</span></h1>` }, `Shipping: ${ferry}`],
  ])('is taken %s', (_, given, title) => {
    expect(titleOf(given)[0]).toBe(title);
  }); // prettier-ignore

  test.each<[string, Given]>([
    ['one of a few words that no other title has', { head: tag(ferry), heading: '<h1>Island life</h1>' }],
    ['one of two that no other title has', { head: tag(ferry), heading: '<h1>All about our bays and islands</h1><h1>What else is new this week</h1>' }],
    ['one in the footer', { head: tag(ferry), after: '<footer><h1>At last the old ship sails again</h1></footer>' }],
    ['one that is the name of the site', { head: tag(`${ferry} | Courier of Velmar`) + meta('og:site_name', 'Courier of Velmar'), heading: '<h1>Courier of Velmar</h1>' }],
  ])('is not %s', (_, given) => {
    expect(titleOf(given)[0]).toBe(ferry);
  }); // prettier-ignore
});
