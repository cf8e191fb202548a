import { parseDocument } from 'htmlparser2';
import { Element, type ChildNode } from 'domhandler';
import MarkdownIt from 'markdown-it';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { markdownToHtml } from '../../src/markdown/to-html.ts';
import { renderMarkdown } from '../../src/markdown/render-markdown.ts';
import { unknownUrl } from '../../src/url/normalize.ts';
import type { Expectation } from './compare.ts';
import { readFeed } from './feeds.ts';
import { readRows, scoreRows, type Score } from './score.ts';

const before =
  'The ferry to the far side of the bay came in late on Monday, and everyone on the pier had a story to tell.';
// Long enough to be an article when an element that is never closed takes all that follows.
const more = ['baker', 'harbor master', 'pilot', 'clerk'].map((who) => `<p>The ${who} said that the wind had been worse in other years, and that the boat had always come home.</p>`).join(''); // prettier-ignore
const after =
  'In the evening the lamps were lit again, the nets were hung up to dry, and nobody spoke of the storm any more.';
const shell =
  '<!doctype html><html lang="en"><head><title>A late ferry</title><meta property="og:type" content="article"></head><body><article><h1>A late ferry</h1><p>The ferry came in late.</p></article></body></html>';

/** What the HTML of each feed becomes: blocks, the Markdown that is stored, and the HTML that is published. One passes when
 *  nothing in them can run, load or lead anywhere but to http(s) and mailto, and the text around it is whole. */
export function scoreSanitize(root: string, now: number): Score {
  const judge = (row: Expectation): true | string => {
    const document = readFeed(root, row, now);
    if (document === null) return 'no feed';
    const places = document.entries.flatMap(({ summary, content }) => [summary, content]);
    for (const html of places.filter((text) => text !== '')) {
      const verdict = judgeHtml(html, now);
      if (verdict !== true) return verdict;
    }
    const addresses = document.entries.flatMap(({ link, media }) => [link, ...media.map(({ url }) => url)]);
    return addresses.every((address) => /^(?:https?:\/\/|$)/.test(address)) || `address ${addresses.join(' ')}`;
  };
  return scoreRows(readRows<Expectation>(root, 'news-sanitize.jsonl'), judge, (row) => row.id);
}

function judgeHtml(html: string, now: number): true | string {
  const contentHtml = `<p>${before}</p>${more}<div>${html}</div><p>${after}</p>`;
  const page = { url: unknownUrl, bytes: new TextEncoder().encode(shell), headers: [] };
  const outcome = extractArticle(page, { hints: { contentHtml }, now });
  if (!outcome.ok) return `skipped: ${outcome.skip.code}`;
  const blocks = JSON.stringify(outcome.value.blocks);
  const address = /"(?:href|url)":"(?!https?:\/\/|mailto:)([^"]*)/.exec(blocks);
  if (address) return `an address in the blocks: ${address[1] ?? ''}`;
  const markdown = renderMarkdown(outcome.value.blocks);
  if (!markdown.includes(before)) return `the text before it is lost: ${markdown.slice(0, 200)}`;
  // Other readers of Markdown let raw HTML through: there must be none.
  const lax = new MarkdownIt({ html: true }).parse(markdown, {});
  const raw = lax.flatMap((token) => [token, ...(token.children ?? [])]).find(({ type }) => type.startsWith('html_'));
  if (raw) return `raw HTML in the Markdown: ${raw.content}`;
  return findUnsafe(parseDocument(markdownToHtml(markdown)).children) ?? true;
}

const elements = new Set('p a em strong s code pre br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td figure figcaption'.split(' ')); // prettier-ignore
const attributes = new Set(['href', 'rel', 'class', 'start']);

function findUnsafe(nodes: readonly ChildNode[]): string | undefined {
  for (const node of nodes) {
    if (!(node instanceof Element)) continue;
    if (!elements.has(node.name)) return `element ${node.name}`;
    for (const [name, value] of Object.entries(node.attribs)) {
      if (!attributes.has(name)) return `attribute ${name}="${value}"`;
      if (name === 'href' && !/^(?:https?:\/\/[^/]|mailto:.)/i.test(value)) return `href="${value}"`;
    }
    const within = findUnsafe(node.children);
    if (within !== undefined) return within;
  }
  return undefined;
}
