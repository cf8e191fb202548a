import { parseHtml } from '../html/parse.ts';
import { Element, Text } from '../html/query.ts';
import type { Block } from '../model/article.ts';
import { squeeze } from '../text/squeeze.ts';
import { blocksText } from './blocks-text.ts';
import { keyOf, leavesOf, toBoxes } from './boxes.ts';
import type { Box } from './boxes.ts';
import { coverage } from './coverage.ts';
import { dropPart } from './drop-part.ts';
import { findStateText } from './find-state-text.ts';
import { plainText, textOfLd } from './json-ld.ts';
import { metaOf } from './page-facts.ts';
import { prunePage } from './prune.ts';
import { refineBody } from './refine.ts';
import { toBlocks } from './to-blocks.ts';
import { toInlines } from './to-inlines.ts';
import { ToldText } from './told-text.ts';
import type { Witnesses } from './witness.ts';

/** The article's text where the page itself does not show it. */
export interface OtherText {
  readonly blocks: readonly Block[];
  /** `json-ld articleBody`, `feed content`, `script data`. */
  readonly from: string;
}

interface Page {
  readonly witnesses: Witnesses;
  readonly boxes: Box;
  /** False when the page says that it is not free to read. */
  readonly isFree: boolean;
}

/** What the page's own tree gave. */
interface OwnText {
  readonly blocks: readonly Block[];
  readonly length: number;
  /** Who wrote the site rule has looked. */
  readonly isRuled: boolean;
}

/** Texts that scripts hold are looked at only when the page shows less than this. */
const leastText = 300;

/** The text that JSON-LD, the feed or the page's scripts give, when the page shows far less of it; undefined otherwise. `told`:
 *  JSON-LD's `articleBody` without marks. */
export function findOtherText(
  input: Page,
  own: OwnText,
  { articleBody, told }: { readonly articleBody: string; readonly told: string },
): OtherText | undefined {
  const { witnesses, isFree } = input;
  const longest = Math.max(articleBody.length, witnesses.hints.contentHtml?.length ?? 0);
  const isShort = own.length < leastText && isFree;
  if (!isShort && longest <= own.length * 2 + 200) return undefined;
  const other = toldBlocks(articleBody, witnesses) ?? (isShort ? stateBlocks(witnesses) : undefined);
  return other !== undefined && isLacking(own, told, other, input) ? other : undefined;
}

/** True when a page that is free to read holds, shown or not, less than half of the text that its JSON-LD gives. */
function showsLess({ boxes, isFree }: Page, own: OwnText, told: string): boolean {
  if (!isFree || own.isRuled || own.length * 2 > told.length) return false;
  const text = new ToldText(squeeze(told));
  let held = 0;
  const visit = (box: Box): void => {
    for (const part of box.children) {
      if (part.kind === 'box') visit(part);
      else if (part.weight > 20 && text.holds(keyOf(part))) held += part.text.length;
    }
  };
  visit(boxes);
  return held * 2 < told.length;
}

/** True when the page shows far less than the other text has: hardly any, less than its JSON-LD tells, or a part of what the
 *  feed has. So an outlet whose new pages are read in part is read from its feed, each page by itself. */
function isLacking(own: OwnText, told: string, { blocks, from }: OtherText, page: Page): boolean {
  if (blocksText(blocks).length <= own.length * 2 + 200) return false;
  if (own.length < 400 || showsLess(page, own, told)) return true;
  const text = own.blocks.filter(({ role }) => role !== 'standfirst');
  return from === 'feed content' && coverage(text, blocks) > 0.8;
}

/** The longest text that JSON-LD gives the article; empty when it gives none. */
export function articleBodyOf({ articles }: Witnesses): string {
  let longest = '';
  for (const article of articles.slice(0, 3)) {
    const body = article['articleBody'] ?? article['text'];
    const text = typeof body === 'string' ? body : textOfLd(body, Infinity);
    if (text.length > longest.length) longest = text;
  }
  return longest;
}

function toldBlocks(articleBody: string, witnesses: Witnesses): OtherText | undefined {
  const feed = witnesses.hints.contentHtml ?? '';
  if (articleBody.length >= feed.length * 0.7 && articleBody.length > 200) {
    return { blocks: textBlocks(articleBody, witnesses), from: 'json-ld articleBody' };
  }
  return feed.length > 200 ? { blocks: htmlBlocks(feed, witnesses), from: 'feed content' } : undefined;
}

/** What the page says of its text. */
export function descriptionOf({ facts }: Witnesses): string {
  return metaOf(facts, 'og:description', 'description')?.value ?? '';
}

/** The text a page gives to its scripts, where it shows none. */
function stateBlocks(witnesses: Witnesses): OtherText | undefined {
  const text = findStateText(witnesses.facts.scripts, descriptionOf(witnesses));
  return text === '' ? undefined : { blocks: textBlocks(text, witnesses), from: 'script data' };
}

/** A text that may be plain, with line breaks as paragraphs, or HTML. */
function textBlocks(text: string, witnesses: Witnesses): readonly Block[] {
  if (/<(?:p|br|div)\b/i.test(text)) return htmlBlocks(text, witnesses);
  const unescaped = /&lt;(?:p|br|div)\b/i.test(text) ? plainText(text) : '';
  if (unescaped !== '') return htmlBlocks(unescaped, witnesses);
  return text
    .slice(0, 500_000)
    .split('\n')
    .map((line) => plainText(line))
    .filter((line) => line !== '')
    .map((line): Block => ({ kind: 'paragraph', inlines: toInlines([new Text(line)], witnesses.url) }));
}

/** A mark that scripts put something in the place of: `$$ADVERT$$`, `{{ video }}`. */
const placeholder = /^(?:\$\$|\{\{|\[\[|%%|##)\s?[\w.-]{2,40}\s?(?:\$\$|\}\}|\]\]|%%|##)$/;

function htmlBlocks(html: string, witnesses: Witnesses): readonly Block[] {
  const document = parseHtml(html.slice(0, 1_000_000));
  const body = new Element('body', {});
  body.children = document.children;
  const boxes = toBoxes(document, body);
  prunePage(boxes, undefined, 'all');
  refineBody(boxes, { titles: [], authors: [] });
  for (const leaf of leavesOf(boxes))
    if (placeholder.test(leaf.text)) dropPart(leaf, 'filled in by a script', undefined);
  return toBlocks(boxes, { baseUrl: witnesses.facts.baseUrl, entryTime: () => undefined });
}
