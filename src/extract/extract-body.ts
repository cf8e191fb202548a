import { parseHtml } from '../html/parse.ts';
import { attr, Element } from '../html/query.ts';
import type { Document } from '../html/query.ts';
import { parseDate } from '../dates/parse-date.ts';
import type { Block } from '../model/article.ts';
import { leavesOf, toBoxes } from './boxes.ts';
import type { Box } from './boxes.ts';
import { blocksText } from './blocks-text.ts';
import { findRoot, squeeze } from './find-root.ts';
import type { NearTitle } from './find-near-title.ts';
import { plainText, textOfLd } from './json-ld.ts';
import { prunePage } from './prune.ts';
import { refineBody } from './refine.ts';
import { toBlocks } from './to-blocks.ts';
import { toInlines } from './to-inlines.ts';
import type { Witnesses } from './witness.ts';
import { Text, findFirst, textOf } from '../html/query.ts';

export interface Body {
  readonly blocks: readonly Block[];
  readonly standfirst: string;
  /** Characters of the text. */
  readonly length: number;
  /** Of the page's running text, how much is in the body; 0 to 1. */
  readonly share: number;
  /** Where the text was found: `dom`, `json-ld articleBody`, `feed content`. */
  readonly from: string;
}

export interface BodyInput {
  readonly boxes: Box;
  readonly witnesses: Witnesses;
  readonly titles: readonly string[];
  readonly authors: readonly string[];
  readonly near: NearTitle;
}

/** The article's text as typed blocks: from the page's own tree, or from JSON-LD or the feed when the page shows less. */
export function extractBody(input: BodyInput): Body {
  const { witnesses } = input;
  const articleBody = articleBodyOf(witnesses);
  const own = fromPage(input, plainText(articleBody));
  const fallback = fallbackBlocks(articleBody, witnesses);
  const isFuller = fallback !== null && own.length < 400 && blocksText(fallback.blocks).length > own.length * 2 + 200;
  if (!isFuller) return own;
  witnesses.trace?.push({
    stage: 'extract',
    step: 'body',
    target: fallback.from,
    decision: 'chosen',
    because: 'the page itself shows less text',
  });
  return { ...own, blocks: fallback.blocks, length: blocksText(fallback.blocks).length, from: fallback.from };
}

function fromPage(input: BodyInput, articleBody: string): Body {
  const { boxes, witnesses, near } = input;
  const { trace, facts } = witnesses;
  prunePage(boxes, trace);
  const foundRoot = findRoot(boxes, { articleBody }, trace);
  if (foundRoot === null) return { blocks: [], standfirst: '', length: 0, share: 0, from: 'dom' };
  const { root } = foundRoot;
  refineBody(root, { titles: input.titles, authors: input.authors, isOwnUrl: () => false }, trace);
  const blocks = toBlocks(root, { baseUrl: facts.baseUrl, entryTime: (element) => entryTime(element, witnesses.now) });
  const standfirst = near.standfirst?.text ?? '';
  const withStandfirst = placeStandfirst(blocks, input, root);
  return {
    blocks: withStandfirst,
    standfirst,
    length: blocksText(withStandfirst).length,
    share: foundRoot.share,
    from: 'dom',
  };
}

/** Puts a standfirst that stands outside the root before the text, once. */
function placeStandfirst(blocks: readonly Block[], { near, witnesses, titles }: BodyInput, root: Box): readonly Block[] {
  const leaf = near.standfirst;
  if (leaf === undefined) return blocks;
  const own = squeeze(leaf.text);
  if (leavesOf(root).includes(leaf) || titles.some((title) => squeeze(title) === own)) return blocks;
  if (squeeze(blocksText(blocks.slice(0, 3))).includes(own.slice(0, 100))) return blocks;
  const inlines = toInlines(leaf.nodes, witnesses.facts.baseUrl, leaf.parent.href);
  return inlines.length === 0 ? blocks : [{ kind: 'paragraph', inlines, role: 'standfirst' }, ...blocks];
}

function articleBodyOf({ articles }: Witnesses): string {
  let longest = '';
  for (const article of articles.slice(0, 3)) {
    const body = article['articleBody'] ?? article['text'];
    const text = typeof body === 'string' ? body : textOfLd(body);
    if (text.length > longest.length) longest = text;
  }
  return longest;
}

function fallbackBlocks(articleBody: string, witnesses: Witnesses): { blocks: readonly Block[]; from: string } | null {
  const feed = witnesses.hints.contentHtml ?? '';
  if (articleBody.length >= feed.length * 0.7 && articleBody.length > 200) {
    return { blocks: textBlocks(articleBody, witnesses), from: 'json-ld articleBody' };
  }
  return feed.length > 200 ? { blocks: htmlBlocks(feed, witnesses), from: 'feed content' } : null;
}

/** A text that may be plain, with line breaks as paragraphs, or HTML. */
function textBlocks(text: string, witnesses: Witnesses): readonly Block[] {
  if (/<(?:p|br|div)\b/i.test(text)) return htmlBlocks(text, witnesses);
  const unescaped = /&lt;(?:p|br|div)\b/i.test(text) ? plainText(text) : '';
  if (unescaped !== '') return htmlBlocks(unescaped, witnesses);
  return text
    .slice(0, 500_000)
    .split(/\s*(?:\r?\n)+\s*/)
    .map((line) => plainText(line))
    .filter((line) => line !== '')
    .map((line): Block => ({ kind: 'paragraph', inlines: toInlines([new Text(line)], witnesses.url) }));
}

function htmlBlocks(html: string, witnesses: Witnesses): readonly Block[] {
  const document: Document = parseHtml(html.slice(0, 1_000_000));
  const body = new Element('body', {});
  body.children = document.children;
  const boxes = toBoxes(document, body);
  prunePage(boxes);
  refineBody(boxes, { titles: [], authors: [], isOwnUrl: () => false });
  return toBlocks(boxes, { baseUrl: witnesses.facts.baseUrl, entryTime: () => undefined });
}

/** The time of a live-blog entry: its own `time` or `datePublished`. */
function entryTime(element: Element, now: number): string | undefined {
  const marked = findFirst(
    element,
    (child) => child.name === 'time' || attr(child, 'itemprop') === 'datePublished' || 'data-timestamp' in child.attribs,
  );
  if (marked === undefined) return undefined;
  const text = attr(marked, 'datetime') || attr(marked, 'content') || attr(marked, 'data-timestamp') || textOf(marked).slice(0, 80);
  const date = parseDate(text, { now });
  return date?.precision === 'time' ? date.instant : undefined;
}
