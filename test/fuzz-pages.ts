import fc from 'fast-check';
import { answersOf } from '../src/newsroom/answers.ts';
import { outlets, siteOf } from '../src/newsroom/outlets.ts';
import { extractArticle } from '../src/extract/extract-article.ts';
import { parseHtml } from '../src/html/parse.ts';
import { Element, walk } from '../src/html/query.ts';
import { renderMarkdown } from '../src/markdown/render-markdown.ts';
import { markdownToHtml } from '../src/markdown/to-html.ts';
import type { Article } from '../src/model/article.ts';
import type { Url } from '../src/model/ids.ts';
import { toUrl } from '../src/url/normalize.ts';
import { byteText, changePieces, findPlace, nestPieces, type PieceChange } from './change-pieces.ts';
import { casesNow, readExtractCases } from './extract-cases.ts';

type Edit =
  | PieceChange
  | { readonly kind: 'nest'; readonly at: number; readonly pieces: number; readonly times: number }
  | {
      readonly kind: 'splice';
      readonly at: number;
      readonly page: number;
      readonly from: number;
      readonly pieces: number;
    };

/** A made-up page and how it is changed: small enough to print. */
export interface FuzzedPage {
  readonly page: number;
  readonly edits: readonly Edit[];
}

const pages: readonly string[] = readPages();

/** The made-up pages of cases and newsroom, each byte a character. */
function readPages(): readonly string[] {
  const cases = readExtractCases().map(({ bytes }) => bytes);
  const newsroom = outlets.flatMap((outlet) =>
    [...answersOf(siteOf(outlet, `https://${outlet.id}.example`, 1)).values()]
      .filter(({ status, headers }) => status === 200 && headers['content-type']?.startsWith('text/html'))
      .slice(0, 6)
      .map(({ body }) => body),
  );
  return [...cases, ...newsroom].map(byteText);
}

const place = fc.double({ min: 0, max: 1, noNaN: true });
const harmful = [
  '<a href="javascript:alert(1)">one more link</a>',
  '<a href="&#106;avascript&colon;alert(1)">link</a>',
  '<a href=" data:text/html,<script>a()</script>">link</a>',
  '<a href="vbscript:a">link</a>',
  '<img src="javascript:a" onerror="a()" alt="x\'><script>a()</script>">',
  '<img src="https://a.example/a.jpg" srcset="javascript:a 2x" alt="](javascript:a)">',
  '<iframe src="javascript:a()"></iframe>',
  '<iframe src="https://www.youtube.com/embed/abcdefgh"></iframe>',
  '<p>[link](javascript:a) <javascript:a> ![x](data:a) &lt;script>a()&lt;/script> {{< a >}}</p>',
  '<svg onload=a()><a xlink:href="javascript:a"><text>x</text></a></svg>',
  '<base href="javascript:a">',
  '<base href="//other.example/">',
  '<meta property="og:title" content="<script>a()</script>">',
  '<meta property="og:image" content="javascript:a">',
  '<link rel="canonical" href="javascript:a">',
  '<script type="application/ld+json">{"@type":"NewsArticle","headline":"<script>","image":"data:a","url":"javascript:a","author":[[]]}</script>',
  '<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"articleBody":["a",{}],"datePublished":[null],"keywords":{"@value":[1]}}]}</script>',
  '<script type="application/ld+json">{"constructor":1,"__proto__":{"@type":"Article"},"@type":"Article","author":{"@id":"#a"},"@id":"#a"}</script>',
  '<p class="constructor __proto__ toString" id="hasOwnProperty" itemprop="__proto__ constructor valueOf" property="a:constructor">a</p>',
  '<meta name="__proto__" content="x"><meta name="constructor" content="y">',
  '<html lang="__proto__">',
  '<time datetime="99999-99-99T99:99:99+99:99">a</time><time datetime="0000-00-00">b</time>',
  '<table><tr><td colspan=0 rowspan=-1><table></td></tr>',
  '<!--', '-->', '<![CDATA[', ']]>', '<plaintext>', '<textarea>', '<title>', '<noscript>', '<template>', '<svg>', '<math>',
  '</body>', '</html>', '</p>', '</div></div></div>', '<frameset>', '<select>', '\0', '\ufeff', '&', '&#xd800;', '&#x110000;', '"', "'", '<', '>',
]; // prettier-ignore

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: place }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('noise' as const),
      at: place,
      bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }).map(byteText),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('drop' as const, 'double' as const, 'nest' as const),
      at: place,
      pieces: fc.integer({ min: 1, max: 30 }),
      times: fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 1, max: 8 }) },
        { weight: 1, arbitrary: fc.constant(600) },
      ),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('swap' as const), at: place, other: place }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('splice' as const),
      at: place,
      page: fc.nat(pages.length - 1),
      from: place,
      pieces: fc.integer({ min: 1, max: 200 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      at: place,
      text: fc.constantFrom(...harmful).map(byteText),
    }),
  },
);

export const fuzzedPages: fc.Arbitrary<FuzzedPage> = fc.record({
  page: fc.nat(pages.length - 1),
  edits: fc.array(edit, { minLength: 1, maxLength: 8 }),
});

const maxBytes = 3_000_000;

/** The bytes of a changed page. */
export function bytesOf({ page, edits }: FuzzedPage): Uint8Array {
  // Tags and the text between them, in turn.
  const pieces = piecesOf(page);
  for (const one of edits) applyEdit(pieces, one);
  return new Uint8Array(Buffer.from(pieces.join('').slice(0, maxBytes), 'latin1'));
}

function piecesOf(page: number): string[] {
  return (pages[page] ?? '').split(/(<[^>]*>)/).filter((piece) => piece !== '');
}

function applyEdit(pieces: string[], one: Edit): void {
  switch (one.kind) {
    case 'nest':
      nestPieces(pieces, one.at, one.times, maxBytes);
      break;
    case 'splice': {
      const from = piecesOf(one.page);
      const start = Math.floor(one.from * from.length);
      pieces.splice(findPlace(pieces, one.at), 0, from.slice(start, start + one.pieces).join(''));
      break;
    }
    default:
      changePieces(pieces, one, maxBytes);
  }
}

const address = toUrl('https://courier.example/2024/05/03/story');
if (address === null) throw new Error('the address of the fuzzed pages is none');
export const fuzzedUrl: Url = address;
export const fuzzedContext = { now: casesNow };

/** Reads a page and renders it; throws when that throws, differs the second time, changes the page, or gives out something
 *  that a browser would run or load from a foreign scheme. */
export function checkPage(bytes: Uint8Array): void {
  const before = bytes.slice();
  const outcome = extractArticle({ url: fuzzedUrl, bytes, headers: [] }, fuzzedContext);
  if (Buffer.compare(before, bytes) !== 0) throw new Error('the page was changed');
  const again = extractArticle({ url: fuzzedUrl, bytes, headers: [] }, fuzzedContext);
  if (JSON.stringify(outcome) !== JSON.stringify(again)) throw new Error('the second outcome is another one');
  if (!outcome.ok) return;
  checkAddresses(outcome.value);
  const markdown = renderMarkdown(outcome.value.blocks);
  if (renderMarkdown(outcome.value.blocks) !== markdown) throw new Error('the second Markdown is another one');
  checkHtml(markdownToHtml(markdown));
}

function checkAddresses(article: Article): void {
  for (const [, key, value = ''] of JSON.stringify(article).matchAll(
    /"(href|url|canonical|next|amp|singlePage)":"([^"]*)"/g,
  )) {
    if (!/^(?:https?:\/\/|mailto:)/.test(value)) throw new Error(`foreign ${key}: ${value.slice(0, 200)}`);
  }
}

const harmless: ReadonlySet<string> = new Set(
  'p a em strong code pre figure figcaption ul ol li blockquote h1 h2 h3 h4 h5 h6 img br hr table thead tbody tr th td del s'.split(
    ' ',
  ),
);

/** Throws when HTML holds an element, attribute or address that text alone has no use for. */
export function checkHtml(html: string): void {
  walk(parseHtml(html), (node) => {
    if (!(node instanceof Element)) return false;
    if (!harmless.has(node.name)) throw new Error(`the Markdown shows as <${node.name}>`);
    for (const [name, value] of Object.entries(node.attribs)) {
      if (name.startsWith('on') || name === 'style') throw new Error(`the Markdown shows with ${name}`);
      const isAddress = name === 'href' || name === 'src';
      if (isAddress && !/^(?:https?:\/\/|mailto:|#)/.test(value)) throw new Error(`${name}: ${value.slice(0, 200)}`);
    }
    return true;
  });
}
